import { paragraphBoard, type BodyState, type BoardRow, type DeliberationState } from '@plenary/consensus';
import { cleanShare } from '@plenary/text';
import { useDeferredValue, useMemo } from 'react';

/** Texts whose share is remembered: words change seldom, positions all the time. */
const SHARES_MAX = 2_000;
const shares = new Map<string, number | null>();
const rememberedShare = (text: string): number | null => {
  const known = shares.get(text);
  if (known !== undefined) return known;
  const share = cleanShare(text);
  if (shares.size >= SHARES_MAX) shares.clear();
  shares.set(text, share);
  return share;
};

/** The board, computed here from the states this page holds, with the same code as the service. */
export const useBoard = (body: BodyState, state: DeliberationState): readonly BoardRow[] => {
  // While events pour in, what people type goes first.
  const shown = useDeferredValue(state);
  return useMemo(() => paragraphBoard(body, shown, { cleanShare: rememberedShare }), [body, shown]);
};
