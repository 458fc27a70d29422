import { tokenise } from '../tokens.ts';
import { tokenChanges } from './token-changes.ts';

/** A piece of a comparison: words that stayed, went or came. */
export interface WordSegment {
  readonly type: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * CMP-3: two wordings side by side in one line: the pieces that stayed and went, joined, are the old words; those that
 * stayed and came are the new ones. Of a change, what went stands before what came.
 */
export const compareWords = (old: string, next: string): readonly WordSegment[] => {
  const tokens = tokenise(old);
  const segments: WordSegment[] = [];
  const add = (type: WordSegment['type'], words: readonly string[]): void => {
    if (words.length > 0) segments.push({ type, text: words.join('') });
  };
  let place = 0;
  for (const { at, remove, insert } of tokenChanges(tokens, tokenise(next))) {
    add('same', tokens.slice(place, at));
    add('removed', tokens.slice(at, at + remove));
    add('added', insert);
    place = at + remove;
  }
  add('same', tokens.slice(place));
  return segments;
};
