import { cleanShare } from '@plenary/text';

/** Texts whose share is remembered: words change seldom, positions all the time. */
const SHARES_MAX = 2_000;
const shares = new Map<string, number | null>();
/** The share of words that stand outside of brackets, cut once for each text. */
export const rememberedShare = (text: string): number | null => {
  const known = shares.get(text);
  if (known !== undefined) return known;
  const share = cleanShare(text);
  if (shares.size >= SHARES_MAX) shares.clear();
  shares.set(text, share);
  return share;
};
