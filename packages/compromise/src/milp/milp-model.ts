import type { ChoiceModel } from '../model/choice-model.ts';
import type { Caps, Goal } from '../search/goal.ts';
import type { MilpModel } from './milp-solver.ts';

/** Whole numbers must not exceed a cap; half a unit keeps the tolerance of a solver from mattering. */
const HALF = 0.5;

interface Row {
  readonly entries: readonly (readonly [column: number, value: number])[];
  readonly lower: number;
  readonly upper: number;
}

/** What a mixed-integer solver is asked about a model. */
export interface MilpQuestion {
  /** A goal, or a cost for each option. */
  readonly goal: Goal | Float64Array;
  readonly caps: Caps;
  /** 1 for each option that may be taken. */
  readonly open: ArrayLike<number>;
  /** Clauses beside those of the model. */
  readonly clauses: readonly (readonly number[])[];
}

/** Columns beside the options, with their costs. */
interface Extra {
  readonly cost: number;
  readonly lower: number;
}

const clauseRow = (literals: readonly number[]): Row => ({
  entries: literals.map((literal) => [literal >= 0 ? literal : ~literal, literal >= 0 ? 1 : -1] as const),
  lower: 1 - literals.filter((literal) => literal < 0).length,
  upper: Infinity,
});

/** The costs of a row, over the open options. */
const costsOf = (
  { options, rows, costs }: ChoiceModel,
  row: number,
  open: ArrayLike<number>,
): readonly (readonly [number, number])[] => {
  const entries: [number, number][] = [];
  for (let option = 0; option < options; option += 1) {
    const cost = costs[option * rows + row] ?? 0;
    if (cost !== 0 && open[option] === 1) entries.push([option, cost]);
  }
  return entries;
};

/**
 * Rows that hold `k·t + Σ u` to at least the sum of the k largest figures of groups: t free, u ≥ figure − t. Columns
 * start at `first`; the sum itself is the entries returned.
 */
const largestRows = (model: ChoiceModel, k: number, first: number, open: ArrayLike<number>) => {
  const isWorst = k === 1;
  const rows = Array.from({ length: model.groups }, (_, group): Row => ({
    entries: [
      ...costsOf(model, group, open),
      [first, -1] as const,
      ...(isWorst ? [] : [[first + 1 + group, -1] as const]),
    ],
    lower: -Infinity,
    upper: 0,
  }));
  const sum: readonly (readonly [number, number])[] = isWorst
    ? [[first, 1]]
    : [[first, k], ...Array.from({ length: model.groups }, (_, group) => [first + 1 + group, 1] as const)];
  return { rows, sum, columns: isWorst ? 1 : 1 + model.groups };
};

/** Ranks fall up to a place from which they stay: so many sums of largest figures have to be capped. */
const settledRanks = (ranks: readonly number[]): number => {
  let settled = ranks.length;
  while (settled > 1 && ranks[settled - 1] === ranks[settled - 2]) settled -= 1;
  return settled;
};

/** The question as a mixed-integer model: a column for each option, and what sums of largest figures need. */
export const milpModel = (model: ChoiceModel, { goal, caps, open, clauses }: MilpQuestion): MilpModel => {
  const { choices, options, starts, clauseStarts, literals } = model;
  const rows: Row[] = [];
  const cost = new Map<number, number>();
  const extras: Extra[] = [];
  const addCost = (column: number, value: number): void =>
    void cost.set(column, (cost.get(column) ?? 0) + value);
  const addLargest = (k: number): readonly (readonly [number, number])[] => {
    const { rows: own, sum, columns } = largestRows(model, k, options + extras.length, open);
    for (let at = 0; at < columns; at += 1) extras.push({ cost: 0, lower: at === 0 ? -Infinity : 0 });
    rows.push(...own);
    return sum;
  };
  for (let choice = 0; choice < choices; choice += 1) {
    const entries: [number, number][] = [];
    for (let option = starts[choice] ?? 0; option < (starts[choice + 1] ?? 0); option += 1)
      entries.push([option, 1]);
    rows.push({ entries, lower: 1, upper: 1 });
  }
  for (let clause = 0; clause < clauseStarts.length - 1; clause += 1)
    rows.push(clauseRow(Array.from(literals.subarray(clauseStarts[clause], clauseStarts[clause + 1]))));
  for (const clause of clauses) rows.push(clauseRow(clause));
  for (const { row, cap } of caps.rows)
    rows.push({ entries: costsOf(model, row, open), lower: -Infinity, upper: cap + HALF });
  if (caps.ranks !== undefined) {
    const settled = settledRanks(caps.ranks);
    if (settled === 1)
      for (let group = 0; group < model.groups; group += 1)
        rows.push({
          entries: costsOf(model, group, open),
          lower: -Infinity,
          upper: (caps.ranks[0] ?? 0) + HALF,
        });
    else
      for (let k = 1, sum = 0; k <= settled; k += 1) {
        sum += caps.ranks[k - 1] ?? 0;
        rows.push({ entries: addLargest(k), lower: -Infinity, upper: sum + HALF });
      }
  }
  if (goal instanceof Float64Array) for (const [option, value] of goal.entries()) addCost(option, value);
  else if (goal.kind === 'largest') for (const [column, value] of addLargest(goal.k)) addCost(column, value);
  else
    for (const { row, weight } of goal.weights)
      for (const [option, value] of costsOf(model, row, open)) addCost(option, weight * value);
  const columns = options + extras.length;
  const entries = rows.flatMap((row) => row.entries);
  const rowStarts = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) rowStarts[at + 1] = (rowStarts[at] ?? 0) + row.entries.length;
  return {
    columns,
    cost: Float64Array.from({ length: columns }, (_, column) => cost.get(column) ?? 0),
    lower: Float64Array.from({ length: columns }, (_, column) => extras[column - options]?.lower ?? 0),
    upper: Float64Array.from({ length: columns }, (_, column) =>
      column >= options ? Infinity : (open[column] ?? 0),
    ),
    whole: Uint8Array.from({ length: columns }, (_, column) => (column < options ? 1 : 0)),
    rows: rows.length,
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    rowStarts,
    rowColumns: Int32Array.from(entries, ([column]) => column),
    rowValues: Float64Array.from(entries, ([, value]) => value),
  };
};
