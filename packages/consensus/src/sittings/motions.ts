import { ACT_LIMITS } from '../acts/limits.ts';
import {
  MOTION_KINDS,
  type Motion,
  type MotionKind,
  type FloorRequest,
  type FloorRules,
  type MemberId,
  type MotionSide,
  type SittingState,
} from '../types.ts';

/** SIT-18: motions that wait, in the order in which they are put: by precedence, whenever they were moved. */
export const pendingMotions = (state: SittingState): readonly Motion[] =>
  state.motions
    .filter(({ fate }) => fate === 'pending')
    .sort((a, b) => MOTION_KINDS.indexOf(a.kind) - MOTION_KINDS.indexOf(b.kind));

/** What is spoken for and against: a motion of the sitting, or a motion for division of the text in hand. */
export interface SpokenOn {
  readonly id: string;
  readonly kind: MotionKind | 'division';
}

/** SIT-19, SIT-28: what speakers for and against speak on: the motion put next, else the motion for division in hand. */
export const spokenOn = (state: SittingState): SpokenOn | undefined => {
  const [motion] = pendingMotions(state);
  if (motion !== undefined) return motion;
  const division = state.inHand?.division;
  return division === undefined ? undefined : { id: division, kind: 'division' };
};

/** SIT-19, SIT-28: how many may speak on a motion beside its mover (GA rules 74 to 76, 81 and 89). */
const SPEAKERS: Readonly<Record<SpokenOn['kind'], Readonly<Record<MotionSide, number>>>> = {
  suspendMeeting: { for: 0, against: 0 },
  adjournMeeting: { for: 0, against: 0 },
  adjournDebate: { for: 2, against: 2 },
  closeDebate: { for: 0, against: 2 },
  noCompetence: { for: 2, against: 2 },
  reconsider: { for: 0, against: 2 },
  division: { for: 2, against: 2 },
};

/** Speakers that a motion allows on a side. */
export const motionSpeakersMax = (kind: SpokenOn['kind'], side: MotionSide): number => SPEAKERS[kind][side];

/**
 * Requests on a motion that were heard, are heard, or wait. Each text numbers its motions for division itself, so that those
 * of the item in hand are meant.
 */
const requestsOn = (state: SittingState, { id, kind }: SpokenOn): readonly FloorRequest[] =>
  [...state.spoken, ...(state.speech === undefined ? [] : [state.speech]), ...state.requests].filter(
    (one) => one.motion === id && (kind !== 'division' || one.item === state.inHand?.item),
  );

/** Speakers on a side of a motion that have spoken, speak, or wait. */
export const motionSpeakers = (state: SittingState, motion: SpokenOn, side: MotionSide): number =>
  requestsOn(state, motion).filter((one) => one.side === side).length;

/** SIT-19: each delegation speaks once on a motion, on one side, so that none takes the places of others. */
export const speaksOn = (state: SittingState, motion: SpokenOn, member: MemberId): boolean =>
  requestsOn(state, motion).some((one) => one.member === member);

/** SIT-27: seconds in which anybody may object to a motion. A vote takes longer: it waits for every ballot. */
export const objectionSeconds = ({ voteSeconds }: Pick<FloorRules, 'voteSeconds'>): number =>
  Math.min(ACT_LIMITS.MOTION_OBJECTION_SECONDS, voteSeconds);
