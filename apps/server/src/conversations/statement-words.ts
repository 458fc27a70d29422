import { hasHiddenSigns, statementText } from '@plenary/consensus';
import { LIMITS } from '@plenary/protocol';
import { refused } from '../refused.ts';

/**
 * The words of a statement as they are kept: composed, with single spaces.
 * @throws Refused `conversation.words` for words that are too short or long, hidden signs, or no letter at all
 */
export const statementWords = (given: string): string => {
  const words = statementText(given);
  const { length } = words;
  const fits = length >= LIMITS.STATEMENT_CHARACTERS_MIN && length <= LIMITS.STATEMENT_CHARACTERS_MAX;
  if (!fits || hasHiddenSigns(words) || !/\p{L}/u.test(words))
    throw refused('conversation.words', {
      min: LIMITS.STATEMENT_CHARACTERS_MIN,
      max: LIMITS.STATEMENT_CHARACTERS_MAX,
    });
  return words;
};
