import type { AmendmentId, DeliberationState, ParagraphId } from '@plenary/consensus';
import { adoptAmendments, issuedParagraphs } from '@plenary/text';
import { engineAmendment, textInForce } from './engine-texts.ts';
import { takenBy } from './taken-by.ts';

/**
 * TAB-11: the words of a paragraph in force with these pending amendments adopted together, and with what was taken into
 * them before; an amendment to another is named with that one. Undefined where they cannot be adopted together, or where
 * the paragraph goes.
 */
export const wordsWith = (
  state: DeliberationState,
  amendments: readonly AmendmentId[],
  paragraph: ParagraphId,
): string | undefined => {
  const taken = amendments.flatMap((id) => [id, ...takenBy(state, id)]);
  const result = adoptAmendments(
    textInForce(state),
    taken.map((id) => engineAmendment(state, id)),
  );
  return result.ok ? issuedParagraphs(result.value).find(({ id }) => id === paragraph)?.text : undefined;
};
