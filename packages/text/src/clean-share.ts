import { bracketStats, formatBrackets, parseBrackets } from './brackets.ts';
import { wordCount } from './tokens.ts';

/** Words outside brackets over all words (domain 6); null for a text without words or with unmatched brackets. */
export const cleanShare = (text: string): number | null => {
  const parsed = parseBrackets(text);
  if (!parsed.ok) return null;
  const all = wordCount(formatBrackets(parsed.nodes).replace(/[[\]]/g, ' '));
  return all === 0 ? null : wordCount(bracketStats(text).outsideText) / all;
};
