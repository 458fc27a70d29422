import { ACT_LIMITS } from '../acts/limits.ts';
import {
  MOTION_KINDS,
  type Motion,
  type MotionKind,
  type FloorRules,
  type MotionSide,
  type SittingState,
} from '../types.ts';

/** SIT-18: motions that wait, in the order in which they are put: by precedence, whenever they were moved. */
export const pendingMotions = (state: SittingState): readonly Motion[] =>
  state.motions
    .filter(({ fate }) => fate === 'pending')
    .sort((a, b) => MOTION_KINDS.indexOf(a.kind) - MOTION_KINDS.indexOf(b.kind));

/** SIT-19: how many may speak on a motion beside its mover (GA rules 74 to 76). */
const SPEAKERS: Readonly<Record<MotionKind, Readonly<Record<MotionSide, number>>>> = {
  suspendMeeting: { for: 0, against: 0 },
  adjournMeeting: { for: 0, against: 0 },
  adjournDebate: { for: 2, against: 2 },
  closeDebate: { for: 0, against: 2 },
};

/** Speakers that a motion allows on a side. */
export const motionSpeakersMax = (kind: MotionKind, side: MotionSide): number => SPEAKERS[kind][side];

/** Speakers on a side of a motion that have spoken, speak, or wait. */
export const motionSpeakers = (state: SittingState, motion: string, side: MotionSide): number =>
  [...state.spoken, ...(state.speech === undefined ? [] : [state.speech]), ...state.requests].filter(
    (one) => one.motion === motion && one.side === side,
  ).length;

/** SIT-27: seconds in which anybody may object to a motion. A vote takes longer: it waits for every ballot. */
export const objectionSeconds = ({ voteSeconds }: Pick<FloorRules, 'voteSeconds'>): number =>
  Math.min(ACT_LIMITS.MOTION_OBJECTION_SECONDS, voteSeconds);
