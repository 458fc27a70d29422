/**
 * What the solver sees: choices of which exactly one option is taken each, rows of costs over the options, and clauses.
 * The first choices are the items of a problem with their alternatives as options; further ones stand for what follows
 * from them, such as whether a condition is unmet or a member accepts.
 */
export interface ChoiceModel {
  /** Choices that are items; the rest are derived or free. */
  readonly items: number;
  readonly choices: number;
  readonly options: number;
  /** Options of choice c stand from starts[c] up to starts[c + 1]. */
  readonly starts: Int32Array;
  readonly choiceOf: Int32Array;
  /** Rows of the groups stand first; the others are named by their place. */
  readonly groups: number;
  readonly rows: number;
  /** Whole numbers: `costs[option × rows + row]`. */
  readonly costs: Float64Array;
  /**
   * Literals that must not all be false: option o taken, or `~o` for option o not taken. Clauses of clause k stand from
   * clauseStarts[k] up to clauseStarts[k + 1].
   */
  readonly clauseStarts: Int32Array;
  readonly literals: Int32Array;
  /** How the choices behind the items follow from them, in order; absent where some are free. */
  readonly derived: readonly DerivedChoice[] | undefined;
}

/** A choice that follows from earlier ones. */
export interface DerivedChoice {
  readonly choice: number;
  /** Earlier choices it depends on. */
  readonly from: readonly number[];
  /** Its option, for the options taken so far, by choice. */
  readonly optionFor: (taken: ArrayLike<number>) => number;
}

/** Row of the total, behind those of the groups. */
export const totalRow = (groups: number): number => groups;
/** Row of the departures from the base. */
export const departuresRow = (groups: number): number => groups + 1;
/** The first row that is left for other uses. */
export const firstOtherRow = (groups: number): number => groups + 2;

/** Collects a model piece by piece. */
export interface ModelBuilder {
  /** A new choice with these costs for each option, by row; what is not given is zero. Answers with its first option. */
  readonly addChoice: (costs: readonly (readonly (readonly [row: number, cost: number])[])[]) => number;
  /** Adds to a cost. */
  readonly addCost: (option: number, row: number, cost: number) => void;
  readonly addClause: (literals: readonly number[]) => void;
  readonly choiceOf: (option: number) => number;
  readonly derive: (derived: DerivedChoice) => void;
  /** From here on some choices are free: nothing says how they follow. */
  readonly setFree: () => void;
  readonly build: (items: number) => ChoiceModel;
}

/** A builder of models with so many rows, of which the first are those of the groups. */
export const modelBuilder = (groups: number, rows: number): ModelBuilder => {
  const starts = [0];
  const choiceOf: number[] = [];
  const costs: Float64Array[] = [];
  const clauses: (readonly number[])[] = [];
  const derived: DerivedChoice[] = [];
  let free = false;
  const addCost: ModelBuilder['addCost'] = (option, row, cost) => {
    const own = costs[option];
    if (own === undefined || row < 0 || row >= rows) throw new RangeError(`no cost at ${option}, ${row}`);
    own[row] = (own[row] ?? 0) + cost;
  };
  return {
    addChoice: (given) => {
      const [first, choice] = [choiceOf.length, starts.length - 1];
      for (const [at, entries] of given.entries()) {
        choiceOf.push(choice);
        costs.push(new Float64Array(rows));
        for (const [row, cost] of entries) addCost(first + at, row, cost);
      }
      starts.push(choiceOf.length);
      return first;
    },
    addCost,
    addClause: (literals) => {
      const distinct = new Set(literals);
      // What holds whatever is taken is no clause.
      if (literals.every((literal) => !distinct.has(~literal))) clauses.push([...distinct]);
    },
    choiceOf: (option) => choiceOf[option] ?? -1,
    derive: (entry) => void derived.push(entry),
    setFree: () => {
      free = true;
    },
    build: (items) => {
      const flat = new Float64Array(choiceOf.length * rows);
      for (const [option, own] of costs.entries()) flat.set(own, option * rows);
      const clauseStarts = new Int32Array(clauses.length + 1);
      for (const [at, clause] of clauses.entries())
        clauseStarts[at + 1] = (clauseStarts[at] ?? 0) + clause.length;
      return {
        items,
        choices: starts.length - 1,
        options: choiceOf.length,
        starts: Int32Array.from(starts),
        choiceOf: Int32Array.from(choiceOf),
        groups,
        rows,
        costs: flat,
        clauseStarts,
        literals: Int32Array.from(clauses.flat()),
        derived: free ? undefined : derived,
      };
    },
  };
};

/** Sums of every row for the options taken, by choice. */
export const rowSums = ({ choices, rows, costs }: ChoiceModel, taken: ArrayLike<number>): Float64Array => {
  const sums = new Float64Array(rows);
  for (let choice = 0; choice < choices; choice += 1) {
    const at = (taken[choice] ?? 0) * rows;
    for (let row = 0; row < rows; row += 1) sums[row] = (sums[row] ?? 0) + (costs[at + row] ?? 0);
  }
  return sums;
};

/** Whether a literal holds for the options taken. */
export const literalHolds = (
  { choiceOf }: ChoiceModel,
  literal: number,
  taken: ArrayLike<number>,
): boolean =>
  literal >= 0 ? taken[choiceOf[literal] ?? 0] === literal : taken[choiceOf[~literal] ?? 0] !== ~literal;

/** Whether a clause holds for the options taken. */
export const clauseHolds = (model: ChoiceModel, clause: number, taken: ArrayLike<number>): boolean => {
  const end = model.clauseStarts[clause + 1] ?? 0;
  for (let at = model.clauseStarts[clause] ?? 0; at < end; at += 1)
    if (literalHolds(model, model.literals[at] ?? 0, taken)) return true;
  return false;
};

/** Whether all clauses hold for the options taken. */
export const allClausesHold = (model: ChoiceModel, taken: ArrayLike<number>): boolean => {
  for (let clause = 0; clause < model.clauseStarts.length - 1; clause += 1)
    if (!clauseHolds(model, clause, taken)) return false;
  return true;
};
