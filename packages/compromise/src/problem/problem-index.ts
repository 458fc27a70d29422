import { SHOWN_STANCES, SILENT, stanceIndex } from '@plenary/consensus';
import { doingsOf, formulaOf, type Formula } from './condition-formula.ts';
import type { PackageMember, PackageProblem } from './package-problem.ts';

/** A stance that hangs on a condition: `stance` while it holds, else `fallback`; both as places of SHOWN_STANCES. */
export interface ConditionalStance {
  readonly seat: number;
  readonly alternative: number;
  readonly stance: number;
  readonly fallback: number;
  readonly formula: Formula;
}

export interface IndexedAlternative {
  readonly id: string;
  /** Place of its item in the problem. */
  readonly item: number;
}

export interface IndexedGroup {
  readonly id: string;
  readonly seats: readonly number[];
  /** Weight of its members together; a group without weight has no figure. */
  readonly weight: number;
}

/**
 * A problem by places instead of names. Alternatives stand in the order of the items, members in the code point order
 * of their ids, so that the order in which members are given changes nothing (PKG-4).
 */
export interface ProblemIndex {
  readonly problem: PackageProblem;
  readonly alternatives: readonly IndexedAlternative[];
  /** Alternatives of item i stand from starts[i] up to starts[i + 1]. */
  readonly starts: readonly number[];
  /** The alternative of each item that leaves the text as it is. */
  readonly bases: readonly number[];
  readonly members: readonly PackageMember[];
  readonly groups: readonly IndexedGroup[];
  /** What each stance costs, by its place in SHOWN_STANCES. */
  readonly costs: readonly number[];
  /** Stance of a seat on an alternative, conditions taken as met: `stances[seat × alternatives + alternative]`. */
  readonly stances: Uint8Array;
  /** By seat, then alternative. */
  readonly conditionals: readonly ConditionalStance[];
  readonly conflicts: readonly (readonly [number, number])[];
  /** Pairs of an alternative and one that it needs. */
  readonly needs: readonly (readonly [number, number])[];
}

/** A package: the alternative chosen for each item, by place, in the order of the items. */
export type Choice = readonly number[];

const placeIn = (places: ReadonlyMap<string, number>, id: string): number => {
  const place = places.get(id);
  if (place === undefined) throw new RangeError(`${id} is not in the problem`);
  return place;
};

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Pairs without repetition, in order. */
const distinct = (pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => {
  const byKey = new Map(pairs.map((pair) => [pair.join(' '), pair]));
  return [...byKey.values()].sort(([a, b], [c, d]) => a - c || b - d);
};

/** The problem by places. Its ids are known to one another; that is what `parseProblem` promises. */
export const problemIndex = (problem: PackageProblem): ProblemIndex => {
  const alternatives = problem.items.flatMap((item, at) =>
    item.alternatives.map(({ id }): IndexedAlternative => ({ id, item: at })),
  );
  const placeOf = new Map(alternatives.map(({ id }, place) => [id, place]));
  const starts = [0];
  for (const item of problem.items) starts.push((starts.at(-1) ?? 0) + item.alternatives.length);
  const members = [...problem.members].sort((a, b) => byCodePoint(a.id, b.id));
  const seatOf = new Map(members.map(({ id }, seat) => [id, seat]));
  const stances = new Uint8Array(members.length * alternatives.length).fill(SILENT);
  const doings = doingsOf(problem);
  const conditionals: ConditionalStance[] = [];
  for (const given of problem.stances) {
    const [seat, alternative] = [placeIn(seatOf, given.member), placeIn(placeOf, given.alternative)];
    const stance = stanceIndex(given.stance);
    stances[seat * alternatives.length + alternative] = stance;
    if (given.conditional === undefined) continue;
    const formula = formulaOf(given.conditional.condition, doings);
    if (formula.kind === 'always') continue;
    const fallback = stanceIndex(given.conditional.fallback);
    conditionals.push({ seat, alternative, stance, fallback, formula });
  }
  return {
    problem,
    alternatives,
    starts,
    bases: problem.items.map(({ base }) => placeIn(placeOf, base)),
    members,
    groups: problem.groups.map((group) => {
      const seats = group.members.map((id) => placeIn(seatOf, id)).sort((a, b) => a - b);
      return {
        id: group.id,
        seats,
        weight: seats.reduce((sum, seat) => sum + (members[seat]?.weight ?? 0), 0),
      };
    }),
    costs: SHOWN_STANCES.map((stance) => problem.dissatisfaction[stance]),
    stances,
    conditionals: conditionals.sort((a, b) => a.seat - b.seat || a.alternative - b.alternative),
    conflicts: distinct(
      problem.conflicts.map(([one, other]) => {
        const [a, b] = [placeIn(placeOf, one), placeIn(placeOf, other)];
        return a < b ? ([a, b] as const) : ([b, a] as const);
      }),
    ),
    needs: distinct(
      problem.needs.map(
        (need) => [placeIn(placeOf, need.alternative), placeIn(placeOf, need.needs)] as const,
      ),
    ),
  };
};

/** Place of the item of an alternative. */
export const itemOf = ({ alternatives }: ProblemIndex, alternative: number): number =>
  alternatives[alternative]?.item ?? -1;
