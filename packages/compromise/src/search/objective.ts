import { departuresRow, totalRow } from '../model/choice-model.ts';
import type { Goal } from './goal.ts';

/** What makes one package better than another (engine-spec 5.1); a closed list. */
export const OBJECTIVES = ['minMax', 'leastTotal', 'leximin', 'capped', 'nash'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** What a stage settles, in the words of the answer. */
export const STAGE_NAMES = [
  'worstGroup',
  'largestGroups',
  'total',
  'order',
  'redLines',
  'accepting',
] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** One step of a lexicographic objective. */
export interface PlannedStage {
  readonly name: StageName;
  readonly goal: Goal;
  /** The figure that is settled may be passed by this part of it, as n/d. */
  readonly allowance?: { readonly n: bigint; readonly d: bigint };
}

/** The total counts first, then the departures from the base: one whole number for both. */
const totalGoal = (groups: number, items: number): PlannedStage => ({
  name: 'total',
  goal: {
    kind: 'rows',
    weights: [
      { row: totalRow(groups), weight: items + 1 },
      { row: departuresRow(groups), weight: 1 },
    ],
  },
});

/**
 * The stages of an objective, each made least within what the earlier ones settled; the order of the alternatives comes
 * behind them all. Without groups only the total is left. PKG-3
 */
export const plannedStages = (
  objective: Exclude<Objective, 'nash'>,
  {
    groups,
    items,
    allowance,
  }: {
    readonly groups: number;
    readonly items: number;
    readonly allowance: { readonly n: bigint; readonly d: bigint };
  },
): readonly PlannedStage[] => {
  const total = totalGoal(groups, items);
  const worst: PlannedStage = { name: 'worstGroup', goal: { kind: 'largest', k: 1 } };
  if (groups === 0 || objective === 'leastTotal') return [total];
  switch (objective) {
    case 'minMax':
      return [worst, total];
    case 'capped':
      return [{ ...worst, allowance }, total];
    case 'leximin':
      return [
        worst,
        ...Array.from({ length: groups - 1 }, (_, at): PlannedStage => ({
          name: 'largestGroups',
          goal: { kind: 'largest', k: at + 2 },
        })),
        total,
      ];
  }
};

/** The one stage of a search that only counts. */
export const countStage = (purpose: 'countRedLines' | 'countAccepting', row: number): PlannedStage => ({
  name: purpose === 'countRedLines' ? 'redLines' : 'accepting',
  goal: { kind: 'rows', weights: [{ row, weight: 1 }] },
});

/** What the total is at least, where total and departures together are at least this. */
export const totalBound = (bound: number, items: number): number => Math.ceil((bound - items) / (items + 1));
