import { tokenise } from '../tokens.ts';
import { alignParagraphs, type ParagraphAlignment } from '../comparison/align-paragraphs.ts';
import { behind, placeOf, plainText, standingParagraphs } from './amendable-text.ts';
import { movedPlace } from './apply-operations.ts';
import { wordOperations } from './derive-operations.ts';
import {
  TEXT_START,
  type AmendableText,
  type Amendment,
  type Operation,
  type ParagraphId,
  type PlaceId,
} from './model.ts';
import type { ParagraphKind } from '../kinds.ts';
import type { AmendmentNumber } from './token-id.ts';

/** A paragraph of a text that arrives without operations. */
export interface RetypedParagraph {
  readonly kind: ParagraphKind;
  readonly level: number;
  readonly text: string;
}

/** Who the retyped text is filed for, and how its new paragraphs are named. */
export interface Retyping {
  readonly number: AmendmentNumber;
  readonly by: readonly string[];
  /** Id for the paragraph that comes to stand at a place of the new text. */
  readonly idAt: (place: number) => ParagraphId;
}

/** What a retyped text would do: which paragraph is which, and the operations that follow from it. */
export interface RetypedText {
  readonly alignment: ParagraphAlignment;
  readonly amendment: Amendment;
}

/** How the words of a text that arrives answer to those that stand; a person may correct it before it is filed. */
export const retypedAlignment = (
  text: AmendableText,
  next: readonly RetypedParagraph[],
): ParagraphAlignment =>
  alignParagraphs(
    standingParagraphs(text).map(plainText),
    next.map((paragraph) => paragraph.text.normalize('NFC')),
  );

/**
 * AMD-13: the operations of a text that was typed anew (engine specification 1.9): adopting them gives its words in its
 * order, and what was not touched keeps its tokens. Kinds and levels of paragraphs that stay are not changed by it.
 */
export const retypedText = (
  text: AmendableText,
  next: readonly RetypedParagraph[],
  { number, by, idAt }: Retyping,
  alignment: ParagraphAlignment = retypedAlignment(text, next),
): RetypedText => {
  const standing = standingParagraphs(text);
  const oldOf = new Map(alignment.map((pair) => [pair.next, pair]));
  const stays = new Set(alignment.map((pair) => pair.old));
  const operations: Operation[] = [];
  const placeIndex = new Map(text.places.map(({ id }, at) => [id, at]));
  /** Directly behind a place: ids of this amendment have nothing behind them yet. */
  const hangs = (after: PlaceId): { readonly after: PlaceId; readonly before?: PlaceId } => {
    const index = after === TEXT_START ? -1 : placeIndex.get(after);
    if (index === undefined) return { after };
    const own = text.places[index]?.origin ?? 0;
    const originAt = (id: PlaceId): number => text.places[placeIndex.get(id) ?? -1]?.origin ?? 0;
    return behind(text.places, after, (id) => originAt(id) !== own, index);
  };
  standing.forEach(({ id }, place) => {
    if (!stays.has(place)) operations.push({ type: 'deleteParagraph', paragraph: id });
  });
  let last: PlaceId = TEXT_START;
  /** Paragraphs of this amendment that were put behind a place, the last of them: the next one follows it. */
  next.forEach((paragraph, place) => {
    const pair = oldOf.get(place);
    const stayed = pair === undefined ? undefined : standing[pair.old];
    if (pair === undefined || stayed === undefined) {
      const id = idAt(place);
      const { kind, level } = paragraph;
      const ins = tokenise(paragraph.text.normalize('NFC'));
      operations.push({ type: 'insertParagraph', paragraph: id, ...hangs(last), kind, level, ins });
      last = id;
      return;
    }
    if (pair.isMoved) {
      const to = movedPlace(stayed.id, number, operations.length);
      operations.push({ type: 'moveParagraph', paragraph: stayed.id, ...hangs(last) });
      last = to;
    } else last = placeOf(text, stayed.id) ?? last;
    operations.push(...(wordOperations(text, stayed.id, paragraph.text) ?? []));
  });
  return { alignment, amendment: { number, base: text.revision, by, operations } };
};
