import { pendingAmendments, type AmendmentId, type DeliberationState } from '@plenary/consensus';
import { frameOf, removalDistance, type RemovalDistance } from '@plenary/text';
import { FORCE_WORDS } from '@plenary/text/force-words';
import { engineAmendment, textInForce } from '../engine-texts.ts';
import { takenBy } from '../taken-by.ts';

/**
 * TAB-46: what the distance of a pending amendment from the text is made of, operation by operation, with the words that
 * weigh most: the figures are those that the order of voting compares.
 */
export const distanceTerms = (state: DeliberationState, id: AmendmentId): RemovalDistance => {
  const text = textInForce(state);
  const all = pendingAmendments(state)
    .flatMap((amendment) => [amendment.id, ...takenBy(state, amendment.id)])
    .map((one) => engineAmendment(state, one))
    .sort((a, b) => a.number - b.number);
  return removalDistance(text, FORCE_WORDS, frameOf(text, all))(engineAmendment(state, id));
};
