import type { Ballot, DecisionRule, MemberId } from '../types.ts';
import { afterDiscard, eligibleBallots, evaluateRule } from './evaluate.ts';
import { fraction, toNumber } from './fraction.ts';
import { RuleTooWide, ruleBranches, type Branch } from './requirements.ts';

/** Steps of the search over all branches before the best answer found is given as not proven. */
export const SEARCH_STEPS_MAX = 60_000;

export interface Distance {
  /** Least number of eligible members who must change to `for`; 0 when the rule adopts, null when no number can. */
  readonly moves: number | null;
  /** One such set, in code point order. */
  readonly set: readonly MemberId[];
  /** False when the search stopped early: then `moves` is reachable but perhaps not least. */
  readonly proven: boolean;
}

export interface DistanceOptions {
  /** Who can move at all; everybody unless given. */
  readonly mayMove?: (ballot: Ballot) => boolean;
  /** Flags that stand; consulted only when `assumeFlags` is false. */
  readonly flags?: Readonly<Record<string, boolean>>;
  /** Takes what the rule `requires` as met, since flags are nobody's vote. True unless given. */
  readonly assumeFlags?: boolean;
}

/** Members whose move changes every requirement alike: which of them moves makes no difference to the rule. */
interface Kind {
  readonly gains: readonly bigint[];
  readonly indexes: readonly number[];
}

/** Progress of one such member towards the open requirements; only orders the search, decides nothing. */
const promise = (gains: readonly bigint[], deficits: readonly bigint[]): number =>
  gains.reduce((sum, gain, at) => {
    const deficit = deficits[at] ?? 0n;
    return deficit > 0n ? sum + toNumber(fraction(gain, deficit)) : sum;
  }, 0);

const lexicographic = (a: readonly bigint[], b: readonly bigint[]): number => {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? 0n;
    if (left !== right) return left > right ? -1 : 1;
  }
  return 0;
};

const kindsOf = (branch: Branch, movable: readonly number[]): readonly Kind[] => {
  const byGains = new Map<string, { gains: bigint[]; indexes: number[] }>();
  for (const index of movable) {
    const gains = branch.map((part) => part.gains[index] ?? 0n);
    if (!gains.some((gain) => gain > 0n)) continue;
    const key = gains.join(',');
    const kind = byGains.get(key) ?? { gains, indexes: [] };
    kind.indexes.push(index);
    byGains.set(key, kind);
  }
  const deficits = branch.map((part) => part.deficit);
  return [...byGains.values()]
    .map((kind) => ({ kind, promise: promise(kind.gains, deficits) }))
    .sort((a, b) => b.promise - a.promise || lexicographic(a.kind.gains, b.kind.gains))
    .map(({ kind }) => kind);
};

/** For each kind the later kinds that are nowhere better: they move only after all of it has moved. */
const dominatedBy = (kinds: readonly Kind[]): readonly (readonly number[])[] =>
  kinds.map((kind, place) =>
    kinds.flatMap((other, at) =>
      at > place && other.gains.every((gain, part) => gain <= (kind.gains[part] ?? 0n)) ? [at] : [],
    ),
  );

interface Search {
  steps: number;
}

/**
 * Branch and bound over kinds: the bound is the largest number that any single requirement needs of what remains,
 * taking its best gains first. `undefined` when no set smaller than `best` was found.
 */
const searchBranch = (
  branch: Branch,
  movable: readonly number[],
  best: number,
  search: Search,
): { readonly indexes?: readonly number[]; readonly exhausted: boolean } => {
  const kinds = kindsOf(branch, movable);
  const dominated = dominatedBy(kinds);
  const barred: number[] = kinds.map(() => 0);
  const byGain = branch.map((_, part) =>
    kinds
      .map((kind, place) => ({ place, gain: kind.gains[part] ?? 0n, count: kind.indexes.length }))
      .filter(({ gain }) => gain > 0n)
      .sort((a, b) => (a.gain > b.gain ? -1 : a.gain < b.gain ? 1 : a.place - b.place)),
  );
  const leastFor = (part: number, from: number, deficit: bigint): number => {
    if (deficit <= 0n) return 0;
    let [open, used] = [deficit, 0];
    for (const { place, gain, count } of byGain[part] ?? []) {
      if (place < from || (barred[place] ?? 0) > 0) continue;
      const needed = (open + gain - 1n) / gain;
      if (needed <= BigInt(count)) return used + Number(needed);
      used += count;
      open -= gain * BigInt(count);
    }
    return Infinity;
  };
  const bound = (from: number, deficits: readonly bigint[]): number =>
    deficits.reduce((most, deficit, part) => Math.max(most, leastFor(part, from, deficit)), 0);

  const take: number[] = kinds.map(() => 0);
  let found: readonly number[] | undefined;
  let limit = best;
  let exhausted = false;
  const visit = (at: number, used: number, deficits: readonly bigint[]): void => {
    if (deficits.every((deficit) => deficit <= 0n)) {
      limit = used;
      found = kinds.flatMap((kind, place) => kind.indexes.slice(0, take[place]));
      return;
    }
    const kind = kinds[at];
    if (kind === undefined || used + bound(at, deficits) >= limit) return;
    search.steps += 1;
    if (search.steps > SEARCH_STEPS_MAX) {
      exhausted = true;
      return;
    }
    const size = kind.indexes.length;
    for (let count = (barred[at] ?? 0) > 0 ? 0 : size; count >= 0; count -= 1) {
      if (used + count >= limit) continue;
      take[at] = count;
      if (count < size) for (const place of dominated[at] ?? []) barred[place] = (barred[place] ?? 0) + 1;
      visit(
        at + 1,
        used + count,
        deficits.map((deficit, part) => deficit - (kind.gains[part] ?? 0n) * BigInt(count)),
      );
      if (count < size) for (const place of dominated[at] ?? []) barred[place] = (barred[place] ?? 0) - 1;
    }
    take[at] = 0;
  };
  visit(
    0,
    0,
    branch.map((part) => part.deficit),
  );
  return found === undefined ? { exhausted } : { indexes: found, exhausted };
};

const IMPOSSIBLE: Distance = { moves: null, set: [], proven: true };
const UNKNOWN: Distance = { moves: null, set: [], proven: false };

const unfolded = (
  rule: DecisionRule,
  now: readonly Ballot[],
  moved: readonly Ballot[],
): readonly Branch[] | undefined => {
  try {
    return ruleBranches(rule, now, moved);
  } catch (error) {
    if (error instanceof RuleTooWide) return undefined;
    throw error;
  }
};

/**
 * Moves to adoption: the least number of eligible members who must change to `for` so that the rule adopts; an
 * objector who moves stops objecting (domain 6, engine-spec 4.2). Exact unless `proven` is false.
 */
export const movesToAdoption = (
  rule: DecisionRule,
  ballots: readonly Ballot[],
  { mayMove, flags = {}, assumeFlags = true }: DistanceOptions = {},
): Distance => {
  const standing = assumeFlags
    ? Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true]))
    : flags;
  const { outcome } = evaluateRule(rule, ballots, standing);
  if (outcome === 'adopted') return { moves: 0, set: [], proven: true };
  if (outcome === 'pending') return IMPOSSIBLE;
  const eligible = eligibleBallots(rule, ballots);
  const toFor = (ballot: Ballot): Ballot => ({ ...ballot, position: 'for', present: true });
  const branches = unfolded(
    rule,
    eligible.map((ballot) => afterDiscard(rule, ballot)),
    eligible.map((ballot) => afterDiscard(rule, toFor(ballot))),
  );
  if (branches === undefined) return UNKNOWN;
  const movable = eligible.flatMap((ballot, index) =>
    ballot.position !== 'for' && (mayMove === undefined || mayMove(ballot)) ? [index] : [],
  );
  const search: Search = { steps: 0 };
  let best: readonly number[] | undefined;
  let exhausted = false;
  for (const branch of branches) {
    const answer = searchBranch(branch, movable, best?.length ?? movable.length + 1, search);
    best = answer.indexes ?? best;
    exhausted ||= answer.exhausted;
  }
  if (best === undefined) return exhausted ? UNKNOWN : IMPOSSIBLE;
  const moving = new Set(best.map((index) => eligible[index]?.id));
  // A rule whose eligibility or groups read the position itself is not linear: its answer is tried, never trusted.
  const tried = ballots.map((ballot) => (moving.has(ballot.id) ? toFor(ballot) : ballot));
  if (evaluateRule(rule, tried, standing).outcome !== 'adopted') return UNKNOWN;
  const set = [...moving].filter((id) => id !== undefined).sort();
  return { moves: set.length, set, proven: !exhausted };
};
