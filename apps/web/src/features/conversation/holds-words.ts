/** One form for what a reader takes as the same: full and half width, case, composed and decomposed. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Whether a text holds each word of a search, in any order. Languages that write no spaces between words have their
 * search as one word; nothing to look for is held by every text.
 */
export const holdsWords = (text: string, search: string): boolean => {
  const whole = folded(text);
  return folded(search)
    .split(/\s+/u)
    .every((word) => whole.includes(word));
};
