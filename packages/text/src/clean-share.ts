import { bracketStats, formatBrackets, parseBrackets } from './brackets.ts';
import { wordCount } from './tokens.ts';

/** Words of a text, all of them and those outside its brackets; null where a bracket is unmatched. */
export const bracketedWords = (text: string): { readonly outside: number; readonly all: number } | null => {
  const parsed = parseBrackets(text);
  return parsed.ok
    ? {
        outside: wordCount(bracketStats(text).outsideText),
        all: wordCount(formatBrackets(parsed.nodes).replace(/[[\]]/g, ' ')),
      }
    : null;
};

/** Words outside brackets over all words (domain 6); null for a text without words or with unmatched brackets. */
export const cleanShare = (text: string): number | null => {
  const words = bracketedWords(text);
  return words === null || words.all === 0 ? null : words.outside / words.all;
};
