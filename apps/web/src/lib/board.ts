import {
  keptBoard,
  weighedAmendments,
  type BodyState,
  type BoardOptions,
  type BoardRow,
  type DeliberationState,
  type KeptBoard,
} from '@plenary/consensus';
import { useMemo } from 'react';
import { rememberedShare } from './clean-shares.ts';

const OPTIONS: BoardOptions = { cleanShare: rememberedShare };
/** The last board that was shown: pages of one deliberation go on from it. */
let kept: KeptBoard | undefined;
/** The same of the pending amendments that are weighed; nothing is said of the share of their words. */
const OF_AMENDMENTS: BoardOptions = { items: weighedAmendments };
let keptAmendments: KeptBoard | undefined;
const boardNow = (body: BodyState, state: DeliberationState): readonly BoardRow[] => {
  kept = keptBoard(kept, body, state, OPTIONS);
  return kept.rows;
};

/**
 * The board, computed here from the states this page holds, with the same code as the service. After a change only the
 * rows that it touched are new objects.
 */
export const useBoard = (body: BodyState, state: DeliberationState): readonly BoardRow[] =>
  useMemo(() => boardNow(body, state), [body, state]);

const amendmentsNow = (body: BodyState, state: DeliberationState): readonly BoardRow[] => {
  keptAmendments = keptBoard(keptAmendments, body, state, OF_AMENDMENTS);
  return keptAmendments.rows;
};

/** The rows of the pending amendments that are weighed, in the order of submission. */
export const useAmendmentBoard = (body: BodyState, state: DeliberationState): readonly BoardRow[] =>
  useMemo(() => amendmentsNow(body, state), [body, state]);
