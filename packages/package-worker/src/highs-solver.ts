import type { MilpAnswer, MilpModel, MilpSolver } from '@plenary/compromise';
import type { Highs, Model } from 'highs';

/** Whole numbers of a model are told apart by less than this of the objective. */
const OBJECTIVE_GAP = 0.5;

// The package declares its types as those of its CommonJS build; the module that is imported has the loader as default.
const isLoader = (value: unknown): value is () => Promise<Highs> => typeof value === 'function';

const loadHighs = async (): Promise<Highs> => {
  const loaded: { readonly default: unknown } = await import('highs');
  if (!isLoader(loaded.default)) throw new TypeError('highs has no loader as its default export');
  return loaded.default();
};

const passTo = (model: Model, given: MilpModel): void => {
  model.passModel({
    numCols: given.columns,
    numRows: given.rows,
    colCost: given.cost,
    colLower: given.lower,
    colUpper: given.upper,
    rowLower: given.rowLower,
    rowUpper: given.rowUpper,
    matrix: {
      format: 'csr',
      numRows: given.rows,
      numCols: given.columns,
      starts: given.rowStarts,
      indices: given.rowColumns,
      values: given.rowValues,
    },
    integrality: Int32Array.from(given.whole),
  });
};

/**
 * HiGHS, compiled to WebAssembly, as our solver of mixed-integer models. One thread, no seed but its own constant: the
 * same model gives the same answer. It blocks the thread until it is done or told to stop.
 */
export const highsSolver = async (): Promise<MilpSolver> => {
  const highs = await loadHighs();
  const { modelStatus, callbackType, solutionStatus } = highs.constants;
  const answerOf = (model: Model): MilpAnswer => {
    const status = model.getModelStatus();
    // Our models have a least value, so that what is unbounded or infeasible is infeasible.
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
      return { status: 'infeasible' };
    const hasValues = model.info.get('primal_solution_status') === solutionStatus.feasible;
    const values = hasValues ? model.getSolution().colValue : undefined;
    if (status === modelStatus.optimal && values !== undefined)
      return { status: 'optimal', values, bound: Number(model.info.get('mip_dual_bound')) };
    return { status: 'stopped', ...(values === undefined ? {} : { values }) };
  };
  return {
    name: `HiGHS ${highs.version.string}`,
    solve: (given, { timeMs, shouldStop }) =>
      highs.withModel((model) => {
        model.options.set({
          output_flag: false,
          mip_rel_gap: 0,
          mip_abs_gap: OBJECTIVE_GAP,
          ...(Number.isFinite(timeMs) ? { time_limit: Math.max(0, timeMs) / 1_000 } : {}),
        });
        passTo(model, given);
        model.run({
          [callbackType.mipInterrupt]: (event) => {
            if (shouldStop()) event.interrupt();
            return undefined;
          },
        });
        return answerOf(model);
      }),
  };
};
