import type { Admission, DeliberationAct, DeliberationEvent, DeliberationState, Instant } from '../types.ts';
import { admitPublic, conducts, refuse, type DeliberationCircumstances } from './admission.ts';
import {
  adopt,
  castBallot,
  closeBallot,
  explain,
  object,
  proposeAdoption,
  putToBallot,
  reject,
  withdrawObjection,
  withdrawProposal,
} from './adoption.ts';
import { agreeAdRef, importText, reopenParagraph } from './paragraphs.ts';
import { IN_ORDER } from './phases.ts';
import {
  alignWithStatement,
  dissociateFromStatement,
  giveSounding,
  stateGroupPosition,
  statePosition,
  withdrawPosition,
} from './positions.ts';
import { openDecision } from './standing.ts';

type ActType = Exclude<DeliberationAct['type'], 'openDeliberation'>;
type Admit<T extends ActType> = (
  state: DeliberationState,
  act: Extract<DeliberationAct, { type: T }>,
  circumstances: DeliberationCircumstances,
) => Admission<DeliberationEvent>;

/** Act type → its rule. */
const ADMIT: { readonly [T in ActType]: Admit<T> } = {
  importText,
  statePosition,
  withdrawPosition,
  giveSounding,
  stateGroupPosition,
  alignWithStatement,
  dissociateFromStatement,
  agreeAdRef,
  reopenParagraph,
  proposeAdoption,
  object,
  withdrawObjection,
  putToBallot,
  castBallot,
  closeBallot,
  adopt,
  reject,
  withdrawProposal,
  explain,
};

const admitTyped = <T extends ActType>(
  state: DeliberationState,
  type: T,
  act: Extract<DeliberationAct, { type: T }>,
  circumstances: DeliberationCircumstances,
): Admission<DeliberationEvent> => ADMIT[type](state, act, circumstances);

/** Whether a deliberation may take this act now; the events it brings about, or why not. */
export const admitDeliberation = (
  state: DeliberationState | undefined,
  act: DeliberationAct,
  circumstances: DeliberationCircumstances,
): Admission<DeliberationEvent> => {
  if (act.type === 'openDeliberation') {
    if (state !== undefined) return refuse('deliberation.exists', { deliberation: state.id });
    if (!conducts(circumstances.actor, 'secretariat', 'chair'))
      return refuse('actor.notConducting', { kind: circumstances.actor.kind });
    return admitPublic({
      type: 'deliberationOpened',
      payload: { id: act.id, body: circumstances.body.id, title: act.title },
    });
  }
  if (state === undefined) return refuse('deliberation.unknown');
  if (!IN_ORDER[act.type][state.phase])
    return refuse('act.outOfOrder', { act: act.type, phase: state.phase });
  return admitTyped(state, act.type, act as never, circumstances);
};

/** Acts that an announced time brings about at `at`. Performing them twice changes nothing: the second is refused. */
export const deadlineActs = (state: DeliberationState, at: Instant): readonly DeliberationAct[] => {
  const ballot = openDecision(state)?.ballot;
  return ballot !== undefined && ballot.closedAt === undefined && at > ballot.closesAt
    ? [{ type: 'closeBallot' }]
    : [];
};

/** The next instant at which `deadlineActs` could have something to do. */
export const nextDeadline = (state: DeliberationState): Instant | undefined => {
  const ballot = openDecision(state)?.ballot;
  return ballot !== undefined && ballot.closedAt === undefined ? ballot.closesAt : undefined;
};
