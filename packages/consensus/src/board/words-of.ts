import { paragraphOf, WHOLE_TEXT } from '../acts/items.ts';
import type { DeliberationState, ItemId } from '../types.ts';

/** The words an item consists of; the whole text is all its paragraphs. */
export const wordsOf = (state: DeliberationState, item: ItemId): string =>
  item === WHOLE_TEXT
    ? (state.revision?.paragraphs ?? []).map(({ text }) => text).join('\n')
    : (paragraphOf(state, item)?.text ?? '');
