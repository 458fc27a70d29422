import {
  BAR_OUTCOMES,
  type BarOutcome,
  type Decision,
  type DecisionOutcome,
  type DeliberationState,
  type LocalisedText,
  type TextBar,
} from '../types.ts';
import { refuse, type Refused } from './admission.ts';
import { isOfEdition } from './edition.ts';
import { WHOLE_TEXT } from './items.ts';
import { latestBallot } from './tied-vote.ts';

/** SIT-40: a bar holds in the session in which it was carried; sessions are told apart by their English names. */
export const isBarredIn = (bar: TextBar, session: LocalisedText): boolean => bar.session.en === session.en;

/** SIT-85: a debate that was closed is so in every meeting of the session in which it was. */
export const isDebateClosedIn = ({ debateClosed }: DeliberationState, session: LocalisedText): boolean =>
  debateClosed?.session.en === session.en;

/** Whether a decision ended with a motion of a sitting, and not by what was put. */
export const isBarOutcome = (outcome: DecisionOutcome | undefined): outcome is BarOutcome =>
  BAR_OUTCOMES.some((one) => one === outcome);

const isRejectedByVote = (decision: Decision): boolean => {
  const { item, outcome, result } = decision;
  return (
    item === WHOLE_TEXT &&
    outcome === 'rejected' &&
    latestBallot(decision)?.closedAt !== undefined &&
    (result?.outcome === 'not_adopted' || result?.outcome === 'vetoed')
  );
};

/** SIT-43: the vote by which these very words were rejected, unless it was decided since to consider them again. */
export const standingRejection = (state: DeliberationState): Decision | undefined => {
  const since = state.decisions.findIndex(({ id }) => id === state.reconsidered?.decision) + 1;
  return state.decisions
    .slice(since)
    .findLast(
      (decision) =>
        decision.textHash === state.revision?.hash && isOfEdition(decision, 3) && isRejectedByVote(decision),
    );
};

/** SIT-43: whether there is a decision on the text that can be considered again. */
export const isReconsiderable = (state: DeliberationState): boolean =>
  state.phase === 'adopted' || state.bar !== undefined || standingRejection(state) !== undefined;

/** SIT-40, SIT-42: why nothing of the text is put or taken in: a motion that was carried, or one that comes first. */
export const barRefusal = ({ bar, competence }: DeliberationState): Refused | undefined => {
  if (bar !== undefined)
    return refuse(bar.outcome === 'noAction' ? 'text.noAction' : 'text.notCompetent', {
      sitting: bar.sitting,
    });
  return competence === undefined
    ? undefined
    : refuse('text.competenceFirst', { sitting: competence.sitting });
};
