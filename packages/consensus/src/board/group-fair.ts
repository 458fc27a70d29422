import { geometricMean } from '../rules/metrics.ts';
import type { GroupId } from '../types.ts';
import type { GroupFigures } from './group-figures.ts';
import { foldStances } from './stance-counts.ts';

/** A figure as it is if all who are silent were against, and if all of them were in favour. */
export type Bounds = readonly [low: number, high: number];

/** What is known of the groups while some of their members are silent. */
export interface GroupFair {
  /** Share in favour of each group, F/T to (F + U)/T. */
  readonly groups: readonly { readonly group: GroupId; readonly bounds: Bounds }[];
  /** Of the lowest group, whichever that then is. */
  readonly floor: Bounds;
  /** Of the geometric mean of (F + 1)/(S + 2), with the silent counted as spoken. */
  readonly mean: Bounds;
}

/** BRD-17: the group-fair figures with what is unknown shown as unknown; null without groups. */
export const groupFair = (groups: readonly GroupFigures[]): GroupFair | null => {
  if (groups.length === 0) return null;
  const folded = groups.map(({ group, counts }) => ({ group, ...foldStances(counts) }));
  const low = folded.map(({ F, T }) => F / T);
  const high = folded.map(({ F, U, T }) => (F + U) / T);
  return {
    groups: folded.map(({ group }, at) => ({ group, bounds: [low[at] ?? 0, high[at] ?? 0] })),
    floor: [Math.min(...low), Math.min(...high)],
    mean: [
      geometricMean(folded.map(({ F, T }) => ({ agree: F, seen: T }))),
      geometricMean(folded.map(({ F, U, T }) => ({ agree: F + U, seen: T }))),
    ],
  };
};
