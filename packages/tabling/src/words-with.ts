import type { AmendmentId, DeliberationState, ParagraphId } from '@plenary/consensus';
import { adoptAmendments, issuedParagraphs, type Amendment, type IssuedParagraph } from '@plenary/text';
import { engineAmendment, textInForce } from './engine-texts.ts';
import { takenBy } from './taken-by.ts';

/** An amendment without what it needs: whoever asks for the words of some sees to what they need. */
const byItself = (amendment: Amendment): Amendment => ({ ...amendment, needs: [] });

/**
 * TAB-11: the paragraphs in force with these pending amendments adopted together, and with what was taken into them before,
 * whatever else they need; an amendment to another is named with that one. Undefined where they cannot be adopted together.
 */
export const paragraphsWith = (
  state: DeliberationState,
  amendments: readonly AmendmentId[],
): readonly IssuedParagraph[] | undefined => {
  const taken = amendments.flatMap((id) => [id, ...takenBy(state, id)]);
  const result = adoptAmendments(
    textInForce(state),
    taken.map((id) => byItself(engineAmendment(state, id))),
  );
  return result.ok ? issuedParagraphs(result.value) : undefined;
};

/**
 * TAB-11: the words of a paragraph in force with these adopted together. Undefined where they cannot be, or where the
 * paragraph goes.
 */
export const wordsWith = (
  state: DeliberationState,
  amendments: readonly AmendmentId[],
  paragraph: ParagraphId,
): string | undefined => paragraphsWith(state, amendments)?.find(({ id }) => id === paragraph)?.text;
