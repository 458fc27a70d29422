/** A mixed-integer linear model: Σ cost·x is made least, rows between their bounds. Rows are sparse, one after another. */
export interface MilpModel {
  readonly columns: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 for a column that must be whole. */
  readonly whole: Uint8Array;
  readonly rows: number;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Entries of row r stand from rowStarts[r] up to rowStarts[r + 1]. */
  readonly rowStarts: Int32Array;
  readonly rowColumns: Int32Array;
  readonly rowValues: Float64Array;
}

export interface MilpLimits {
  /** Milliseconds after which the best answer so far is given. */
  readonly timeMs: number;
  /** Asked often while the solver works; true ends it with what it has. */
  readonly shouldStop: () => boolean;
}

export type MilpAnswer =
  /** The least value up to `bound`, in floating point. */
  | { readonly status: 'optimal'; readonly values: Float64Array; readonly bound: number }
  | { readonly status: 'infeasible' }
  /** Stopped early, perhaps with an answer that holds. */
  | { readonly status: 'stopped'; readonly values?: Float64Array };

/**
 * Whoever solves mixed-integer models for us. Single-threaded and synchronous: it runs in a worker. The same model must
 * give the same answer, unless time ran out.
 */
export interface MilpSolver {
  /** For the label of an answer, e.g. `HiGHS 1.15.3`. */
  readonly name: string;
  readonly solve: (model: MilpModel, limits: MilpLimits) => MilpAnswer;
}
