import type { Decision, DeliberationState, Explanation, Instant } from '../types.ts';
import type { ExplanationKind } from '../vocabulary.ts';
import { WHOLE_TEXT } from './items.ts';

/** Kinds that say how a delegation stands to the text itself, whenever they were filed. */
const ON_THE_TEXT: readonly ExplanationKind[] = ['reservation', 'interpretativeStatement', 'dissociation'];

/** The end of the vote, or of the decision that was taken without one; undefined while it is open. */
const endOf = ({ ballot, decidedAt }: Decision): Instant | undefined => ballot?.closedAt ?? decidedAt;

/**
 * ACT-84, ACT-85: the statements that are printed with a decision, in the order in which they were filed: those carried
 * with it, and with the adoption of the text every reservation, interpretation and dissociation there is. They are parted
 * by the close of the vote; where there was none, by the decision.
 */
export const explanationsOf = (
  state: DeliberationState,
  decision: Decision,
): { readonly before: readonly Explanation[]; readonly after: readonly Explanation[] } => {
  const isOfText = decision.item === WHOLE_TEXT && decision.outcome === 'adopted';
  const printed = state.explanations.filter(
    ({ decision: carriedWith, kind }) =>
      carriedWith === decision.id || (isOfText && ON_THE_TEXT.includes(kind)),
  );
  const end = endOf(decision);
  const isAfter = ({ at }: Explanation): boolean => end !== undefined && at >= end;
  return { before: printed.filter((each) => !isAfter(each)), after: printed.filter(isAfter) };
};
