import { boardRow } from './board-row.ts';
import { keptRows, type KeptRows } from './kept-rows.ts';
import type { BoardRow } from './row.ts';

/** A board with what it was made from, so that the next one is made of what changed. */
export type KeptBoard = KeptRows<BoardRow>;

/** BRD-19: the board after a change, equal to one made anew. */
export const keptBoard = keptRows(boardRow);
