import { cellsOf } from './cells.ts';
import { evenlyTaken, planeDistance, silhouette } from './silhouette.ts';
import { weightedKMeans } from './weighted-k-means.ts';

export const GROUPS_MIN = 2;
export const GROUPS_MAX = 5;
/** Most groups that may be asked for. */
export const GROUPS_ASKED_MAX = 8;
/** Fewer participants are not divided. */
export const PARTICIPANTS_MIN = 15;
/** A division with less than this silhouette is none. */
export const SILHOUETTE_MIN = 0.25;
/** A group is at least so many, and at least so large a share of all. */
const MEMBERS_MIN = 5;
const MEMBERS_SHARE_MIN = 0.03;
/** Updates running that another number of groups must win before it is shown. */
export const WINS_NEEDED = 4;

export interface Grouping {
  /** Number of groups; 1 means that there are no separate groups. */
  readonly k: number;
  /** Group of each placed participant, 0 to k − 1; `letters` names them. */
  readonly groups: Int32Array;
  readonly letters: readonly string[];
  /** Undefined where there is one group. */
  readonly silhouette: number | undefined;
}

/** What the next update has to know of the last one. */
export interface GroupingMemory {
  readonly k: number;
  /** Letter by participant. */
  readonly letters: ReadonlyMap<string, string>;
  /** The number of groups that would have won, and how many updates running. */
  readonly challenger: { readonly k: number; readonly wins: number } | undefined;
}

const sizesOf = (groups: Int32Array, k: number): Int32Array => {
  const sizes = new Int32Array(k);
  for (const group of groups) sizes[group] = (sizes[group] ?? 0) + 1;
  return sizes;
};

interface Division {
  readonly k: number;
  readonly groups: Int32Array;
  readonly silhouette: number;
}

const divide = (points: Float64Array, k: number): Division | undefined => {
  const groups = weightedKMeans(cellsOf(points), k);
  const taken = evenlyTaken(groups.length);
  const width = silhouette(
    taken.map((point) => groups[point] ?? 0),
    k,
    planeDistance(points, taken),
  );
  return width === undefined ? undefined : { k, groups, silhouette: width };
};

const isLargeEnough = ({ groups, k }: Division): boolean =>
  sizesOf(groups, k).every((size) => size >= Math.max(MEMBERS_MIN, MEMBERS_SHARE_MIN * groups.length));

const LETTERS = 'ABCDEFGH';

/** Groups named anew: the largest is A; of equals the one with the first participant. */
const freshLetters = (groups: Int32Array, k: number): readonly string[] => {
  const sizes = sizesOf(groups, k);
  const order = Array.from({ length: k }, (_, group) => group).sort(
    (a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || groups.indexOf(a) - groups.indexOf(b),
  );
  return Array.from({ length: k }, (_, group) => LETTERS[order.indexOf(group)] ?? '');
};

/** OPI-7: a letter stays with the people: greatest overlaps first; what is left takes the first free letter by size. */
const keptLetters = (
  groups: Int32Array,
  k: number,
  ids: readonly string[],
  before: ReadonlyMap<string, string>,
): readonly string[] => {
  const overlaps = new Map<string, number>();
  groups.forEach((group, place) => {
    const letter = before.get(ids[place] ?? '');
    if (letter === undefined) return;
    const key = `${group} ${letter}`;
    overlaps.set(key, (overlaps.get(key) ?? 0) + 1);
  });
  const pairs = [...overlaps]
    .map(([key, count]) => ({ group: Number(key.split(' ')[0]), letter: key.split(' ')[1] ?? '', count }))
    .sort((a, b) => b.count - a.count || (a.letter < b.letter ? -1 : a.letter > b.letter ? 1 : a.group - b.group));
  const given = new Map<number, string>();
  const taken = new Set<string>();
  for (const { group, letter } of pairs)
    if (!given.has(group) && !taken.has(letter)) {
      given.set(group, letter);
      taken.add(letter);
    }
  const sizes = sizesOf(groups, k);
  const rest = Array.from({ length: k }, (_, group) => group)
    .filter((group) => !given.has(group))
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  const free = [...LETTERS].filter((letter) => !taken.has(letter));
  rest.forEach((group, place) => given.set(group, free[place] ?? ''));
  return Array.from({ length: k }, (_, group) => given.get(group) ?? '');
};

const everyoneTogether = (count: number): Grouping => ({
  k: 1,
  groups: new Int32Array(count),
  letters: ['A'],
  silhouette: undefined,
});

/** The division of largest silhouette among 2 … `GROUPS_MAX` whose groups are large enough; fewer groups of equals. */
const bestDivision = (divisions: readonly Division[]): Division | undefined =>
  divisions
    .filter((division) => isLargeEnough(division) && division.silhouette >= SILHOUETTE_MIN)
    .reduce<Division | undefined>(
      (best, division) => (best === undefined || division.silhouette > best.silhouette ? division : best),
      undefined,
    );

/**
 * OPI-6: the groups on the map, and what the next update has to remember. Another number of groups than before must be
 * the best `WINS_NEEDED` updates running; a number that is no longer possible gives way at once.
 * @param ids of the placed participants, in the order of the points
 * @param k asked for; then neither silhouette nor size decides
 */
export const groupingOf = (
  points: Float64Array,
  ids: readonly string[],
  { k, before }: { readonly k?: number; readonly before?: GroupingMemory } = {},
): { readonly grouping: Grouping; readonly memory: GroupingMemory } => {
  const remember = (
    grouping: Grouping,
    challenger: GroupingMemory['challenger'],
  ): { readonly grouping: Grouping; readonly memory: GroupingMemory } => ({
    grouping,
    memory: {
      k: grouping.k,
      letters: new Map(ids.map((id, place) => [id, grouping.letters[grouping.groups[place] ?? 0] ?? ''])),
      challenger,
    },
  });
  const named = (division: Division): Grouping => ({
    ...division,
    letters:
      before === undefined
        ? freshLetters(division.groups, division.k)
        : keptLetters(division.groups, division.k, ids, before.letters),
  });
  if (k !== undefined) {
    if (!Number.isInteger(k) || k < 1 || k > GROUPS_ASKED_MAX)
      throw new RangeError(`groups: a whole number from 1 to ${GROUPS_ASKED_MAX} was expected`);
    const asked = k === 1 ? undefined : divide(points, k);
    return remember(asked === undefined ? everyoneTogether(ids.length) : named(asked), undefined);
  }
  if (ids.length < PARTICIPANTS_MIN) return remember(everyoneTogether(ids.length), undefined);
  const divisions = Array.from({ length: GROUPS_MAX - GROUPS_MIN + 1 }, (_, at) => divide(points, at + GROUPS_MIN))
    // A number of groups that the points do not fill is no division.
    .filter((division) => division !== undefined);
  const best = bestDivision(divisions);
  const shown = best === undefined ? everyoneTogether(ids.length) : named(best);
  if (before === undefined || before.k === shown.k) return remember(shown, undefined);
  const wins = before.challenger?.k === shown.k ? before.challenger.wins + 1 : 1;
  const stays =
    before.k === 1 ? undefined : divisions.find((division) => division.k === before.k && isLargeEnough(division));
  if (wins >= WINS_NEEDED || (stays === undefined && before.k !== 1)) return remember(shown, undefined);
  return remember(stays === undefined ? everyoneTogether(ids.length) : named(stays), { k: shown.k, wins });
};
