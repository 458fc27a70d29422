import { tokenise } from '../tokens.ts';
import { tokenChanges } from '../comparison/token-changes.ts';
import { behind, liveTokens } from './amendable-text.ts';
import type { AmendableText, ParagraphId, TextOperation } from './model.ts';
import { originOf, PARAGRAPH_START } from './token-id.ts';

/**
 * AMD-3: the operations that turn the standing words of a paragraph into the edited ones, exactly; none when nothing
 * changes, undefined when there is no such paragraph. The edited words are taken in NFC.
 */
export const wordOperations = (
  text: AmendableText,
  paragraph: ParagraphId,
  edited: string,
): readonly TextOperation[] | undefined => {
  const found = text.paragraphs.get(paragraph);
  if (found === undefined || found.deadBy !== 0) return undefined;
  const live = liveTokens(found);
  const changes = tokenChanges(
    live.map(({ text: words }) => words),
    tokenise(edited.normalize('NFC')),
  );
  return changes.map(({ at, remove, insert }): TextOperation => {
    const left = live[at - 1];
    const del = live.slice(at, at + remove).map(({ id }) => id);
    const anchor = left?.id ?? PARAGRAPH_START;
    const own = left === undefined ? found.origin : originOf(left.id);
    const { before } =
      del.length > 0
        ? {}
        : behind(
            found.tokens,
            anchor,
            (id) => originOf(id) !== own,
            left === undefined ? -1 : found.tokens.indexOf(left),
          );
    return {
      type: 'text',
      paragraph,
      left: anchor,
      ...(before === undefined ? {} : { before }),
      del,
      ins: insert,
    };
  });
};
