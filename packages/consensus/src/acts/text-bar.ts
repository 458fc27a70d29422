import {
  BAR_OUTCOMES,
  type BarOutcome,
  type Decision,
  type DecisionOutcome,
  type DeliberationState,
  type LocalisedText,
  type SittingState,
  type TextBar,
} from '../types.ts';
import { refuse, type Refused } from './admission.ts';
import { isOfEdition } from './edition.ts';
import { WHOLE_TEXT } from './items.ts';
import { latestBallot } from './tied-vote.ts';

/** A name of a session without what nobody sees or hears in it: marks of width, case, and blanks. */
const folded = ({ en = '' }: LocalisedText): string =>
  en.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

/** SIT-40, SIT-147: sessions are told apart by their English names, which are compared as they are read. */
const isSameSession = (one: LocalisedText, other: LocalisedText): boolean => folded(one) === folded(other);

type Held = Pick<SittingState, 'session' | 'edition'>;

/** SIT-40: a bar holds in the session in which it was carried; before the fourth edition every letter of its name counted. */
export const isBarredIn = (bar: TextBar, sitting: Held): boolean =>
  isOfEdition(sitting, 4)
    ? isSameSession(bar.session, sitting.session)
    : bar.session.en === sitting.session.en;

/** SIT-146: whether the text is taken up in a session other than the one in which it was taken up before. */
export const isTakenUpAnew = ({ inSession }: DeliberationState, sitting: Held): boolean =>
  isOfEdition(sitting, 4) && (inSession === undefined || !isSameSession(inSession.session, sitting.session));

/** SIT-85: a debate that was closed is so in every meeting of the session in which it was. */
export const isDebateClosedIn = ({ debateClosed }: DeliberationState, session: LocalisedText): boolean =>
  debateClosed !== undefined && isSameSession(debateClosed.session, session);

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

/**
 * SIT-146: a rejection stands in the session in which it was voted (GA rule 81). Until the fourth edition no session was
 * noted with it, and it stood for good.
 */
const isOfThisSession = ({ inSession }: DeliberationState, decision: Decision): boolean =>
  !isOfEdition(decision, 4) ||
  (decision.session !== undefined &&
    inSession !== undefined &&
    isSameSession(decision.session, inSession.session));

/** SIT-43: the vote by which these very words were rejected, unless it was decided since to consider them again. */
export const standingRejection = (state: DeliberationState): Decision | undefined => {
  const since = state.decisions.findIndex(({ id }) => id === state.reconsidered?.decision) + 1;
  return state.decisions
    .slice(since)
    .findLast(
      (decision) =>
        decision.textHash === state.revision?.hash &&
        isOfEdition(decision, 3) &&
        isRejectedByVote(decision) &&
        isOfThisSession(state, decision),
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
