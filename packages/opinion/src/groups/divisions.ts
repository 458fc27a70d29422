import { cellsOf } from './cells.ts';
import { groupSizes } from './letters.ts';
import { evenlyTaken, planeDistances, silhouettes, type Divided } from './silhouette.ts';
import { weightedKMeans } from './weighted-k-means.ts';

/** A group has at least so many members, and at least so large a share of all. */
const MEMBERS_MIN = 5;
const MEMBERS_SHARE_PERCENT = 3;
/** A division with less than this silhouette separates nobody. */
export const SILHOUETTE_MIN = 0.25;

/** Points divided into groups, with how well that separates them. */
export interface Division extends Divided {
  /** Undefined where all points are in one place. */
  readonly silhouette: number | undefined;
}

/** OPI-6, OPI-7: a division into each number of groups, or into fewer where there are fewer places. */
export const divisionsOf = (points: Float64Array, ks: readonly number[]): readonly Division[] => {
  const cells = cellsOf(points);
  const divided = ks.map((k) => weightedKMeans(cells, k));
  const taken = evenlyTaken(points.length / 2);
  const widths = silhouettes(
    taken.length,
    divided.map(({ k, groups }) => ({ k, groups: taken.map((point) => groups[point] ?? 0) })),
    planeDistances(points, taken),
  );
  return divided.map((division, place) => ({ ...division, silhouette: widths[place] }));
};

/** OPI-8: whether every group is large enough and the groups stand apart. */
export const isAdmissible = ({ k, groups, silhouette }: Division): boolean =>
  silhouette !== undefined &&
  silhouette >= SILHOUETTE_MIN &&
  groupSizes(groups, k).every(
    (size) => size >= MEMBERS_MIN && size * 100 >= MEMBERS_SHARE_PERCENT * groups.length,
  );
