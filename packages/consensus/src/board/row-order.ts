import type { BoardRow } from './row.ts';

export const ROW_ORDERS = ['text', 'distance', 'objections', 'stale', 'silent'] as const;
/** How the rows of a board are sorted: as in the text, or what needs most work first. */
export type RowOrder = (typeof ROW_ORDERS)[number];

/** What no change of positions can bring about is further than anything that some can. */
const distanceOf = ({ moves }: BoardRow): number => moves ?? Number.POSITIVE_INFINITY;

const isBefore: Readonly<Record<Exclude<RowOrder, 'text'>, (row: BoardRow) => readonly number[]>> = {
  distance: (row) => [distanceOf(row)],
  objections: (row) => [row.objectors.length, row.spread.length],
  stale: (row) => [row.stale.length],
  silent: (row) => [row.silent.length],
};

const compared = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, place) => value !== b[place]);
  if (at < 0) return 0;
  return (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
};

/** BRD-18: rows with the most of it first; rows alike stay in the order of the text. */
export const inOrder = (rows: readonly BoardRow[], order: RowOrder): readonly BoardRow[] => {
  if (order === 'text') return rows;
  const key = isBefore[order];
  return [...rows].sort((a, b) => compared(key(b), key(a)));
};

const isSettled = ({ state, contradicted }: BoardRow): boolean =>
  state === 'adopted' || (state === 'agreedAdRef' && !contradicted);

/**
 * BRD-18, BRD-52: the paragraphs that are not yet agreed, the nearest to agreement first: fewest moves, then fewest
 * objections, then fewest silent, then as in the text. What no moves can bring about comes after them, and last what is
 * deferred: it waits for something else. The whole text is no paragraph.
 */
export const whatIsLeft = (rows: readonly BoardRow[]): readonly BoardRow[] => {
  const key = (row: BoardRow) => [
    Number(row.state === 'deferred'),
    distanceOf(row),
    row.objectors.length,
    row.silent.length,
  ];
  return rows.filter((row) => row.label !== '' && !isSettled(row)).sort((a, b) => compared(key(a), key(b)));
};
