import { CELL_MIN, type GroupCell } from './opinion-figures.ts';

/**
 * OPW-2: the cells of one statement as they are told. A cell of fewer than five people is withheld; where that would be
 * the only one that is missing from the total, the smallest of the others is withheld with it, so that nobody can take
 * the difference.
 * @param all how many saw it, in whatever group
 */
export const withheldCells = (cells: readonly GroupCell[], all: number): readonly (GroupCell | null)[] => {
  const told = cells.map((cell) => (cell.seen >= CELL_MIN ? cell : null));
  const grouped = cells.reduce((sum, { seen }) => sum + seen, 0);
  const hidden = cells.filter(({ seen }) => seen > 0 && seen < CELL_MIN).length + (all > grouped ? 1 : 0);
  const isAlone = hidden === 1 && cells.some(({ seen }) => seen > 0 && seen < CELL_MIN);
  if (!isAlone) return told;
  const others = told.filter((cell) => cell !== null);
  const smallest = others.reduce<GroupCell | undefined>(
    (least, cell) => (least === undefined || cell.seen < least.seen ? cell : least),
    undefined,
  );
  return told.map((cell) => (cell === smallest ? null : cell));
};
