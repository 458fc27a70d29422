import type { DeliberationAct, DeliberationState, Instant } from '../types.ts';
import { refuse, type Refused } from './admission.ts';
import { openDecision } from './decision-ballots.ts';

/** The decision that an act on an open one names, if it does. A statement is carried with any, open or not. */
const namedBy = (act: DeliberationAct): string | undefined =>
  'decision' in act && act.type !== 'explain' ? act.decision : undefined;

/** ACT-39: a ballot that comes after the close is told so, whatever is before the body by then. */
const lateBallot = (
  state: DeliberationState,
  { type }: DeliberationAct,
  named: string | undefined,
  at: Instant,
): Refused | undefined => {
  if (type !== 'castBallot' && type !== 'enterHands') return undefined;
  const asked = named === undefined ? openDecision(state) : state.decisions.find(({ id }) => id === named);
  const { closesAt, closedAt } = asked?.ballot ?? {};
  if (closesAt === undefined || closedAt === undefined) return undefined;
  // The chair may have closed it before its time, when everybody had voted.
  return refuse('ballot.closed', { deadline: closedAt < closesAt ? closedAt : closesAt, at });
};

/**
 * ACT-81: an act that names a decision is about that one alone: made on a cut line, or by a second chair who has not yet
 * seen what the first did, it does not meet the decision that is open by then.
 */
export const otherDecision = (
  state: DeliberationState,
  act: DeliberationAct,
  at: Instant,
): Refused | undefined => {
  const named = namedBy(act);
  const late = lateBallot(state, act, named, at);
  if (late !== undefined || named === undefined) return late;
  const open = openDecision(state);
  if (open?.id === named) return undefined;
  const asked = state.decisions.find(({ id }) => id === named);
  if (asked === undefined) return refuse('decision.unknown', { decision: named.slice(0, 64) });
  return refuse('decision.other', {
    asked: named,
    decided: asked.outcome ?? 'open',
    open: open?.id ?? '—',
  });
};
