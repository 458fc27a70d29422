import { LIMITS } from '@plenary/protocol';
import { refused } from '../refused.ts';

/** Signs that show nothing, or turn the direction of what stands beside them. */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Co}\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u061c\ufeff]/u;

/**
 * The words of a statement as they are kept: composed, with single spaces.
 * @throws Refused `conversation.words` for words that are too short or long, hidden signs, or no letter at all
 */
export const statementWords = (given: string): string => {
  const words = given.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const { length } = words;
  const fits = length >= LIMITS.STATEMENT_CHARACTERS_MIN && length <= LIMITS.STATEMENT_CHARACTERS_MAX;
  if (!fits || HIDDEN.test(words) || !/\p{L}/u.test(words))
    throw refused('conversation.words', {
      min: LIMITS.STATEMENT_CHARACTERS_MIN,
      max: LIMITS.STATEMENT_CHARACTERS_MAX,
    });
  return words;
};
