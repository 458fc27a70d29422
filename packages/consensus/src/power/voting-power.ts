import { compare, fraction, subtract, ZERO, type Fraction } from '../rules/fraction.ts';
import type { MemberId } from '../types.ts';
import { countByWeight, weightSteps } from './count-by-weight.ts';
import { estimatedCounts } from './estimated-power.ts';
import { exactCounts, exactOneLimb, TABLE_ENTRIES_MAX } from './exact-counts.ts';
import { kindsOf, sumOf, type Game, type Kind } from './game.ts';
import { oneLimbOf, scaledTo, type OneLimb } from './one-limb.ts';

/** How a figure was found. Only `exact` figures are those of the game itself. */
export type PowerMethod =
  | { readonly kind: 'exact' }
  | {
      /** Exact figures of a game whose weights were rounded to parts of a smaller total. */
      readonly kind: 'scaled';
      readonly total: bigint;
      readonly scaledTo: bigint;
      /** By how much the share of any member moved at most. */
      readonly largestShift: Fraction;
    }
  | { readonly kind: 'estimated'; readonly samples: number; readonly seed: number };

export interface MemberPower {
  readonly member: MemberId;
  /** Winning coalitions that lose without this member; `null` where not counted in the game itself. */
  readonly swings: bigint | null;
  /** swings / sum of all swings. */
  readonly banzhaf: Fraction;
  /** swings / 2^(n − 1), the Penrose index. */
  readonly absoluteBanzhaf: Fraction;
  /** Shapley–Shubik: share of the orders in which this member makes the coalition win. */
  readonly shapley: Fraction;
  /** Of estimated figures; absent where none is. */
  readonly standardErrors?: {
    readonly banzhaf?: number;
    readonly absoluteBanzhaf?: number;
    readonly shapley?: number;
  };
}

export interface VotingPower {
  /** In the order in which the members were given. */
  readonly members: readonly MemberPower[];
  /** `null` where not counted in the game itself. */
  readonly winningCoalitions: bigint | null;
  /** Coleman's power of the body to act: winning coalitions / 2^n. */
  readonly powerToAct: Fraction;
  readonly powerToActError?: number;
  /** Of swings, both Banzhaf indices and the power to act. */
  readonly banzhafMethod: PowerMethod;
  readonly shapleyMethod: PowerMethod;
}

export interface PowerOptions {
  /** Most elementary steps for an exact count, about one nanosecond each; beyond, weights are scaled or sampled. */
  readonly stepsMax?: number;
  /** Orders and coalitions drawn where nothing can be counted. */
  readonly samples?: number;
  readonly seed?: number;
}

export const POWER_STEPS_MAX = 2_000_000_000;
export const POWER_SAMPLES = 40_000;
const SEED = 1;
/** Totals that weights are scaled to, the finest that can be counted first (engine-spec 4.3: at most 10 000). */
const SCALES = [2n ** 52n, 10_000n, 5_000n, 2_000n, 1_000n];

const EXACT: PowerMethod = { kind: 'exact' };

/** Banzhaf's figures of each kind. */
interface Swings {
  readonly perKind: readonly bigint[];
  readonly winning: bigint;
  readonly method: PowerMethod;
}
interface Orders {
  readonly perKind: readonly Fraction[];
  readonly method: PowerMethod;
}

/** The n! in the Shapley index is common to all: Σ swings(s) · s! (n − 1 − s)! / n!. */
const shapleyOf = (swings: readonly (readonly bigint[])[], n: number): readonly Fraction[] => {
  const factorials = [1n];
  for (let at = 1; at <= n; at += 1) factorials.push((factorials[at - 1] ?? 1n) * BigInt(at));
  const orders = Array.from(
    { length: n },
    (_, size) => (factorials[size] ?? 1n) * (factorials[n - 1 - size] ?? 1n),
  );
  return swings.map((bySize) =>
    fraction(
      bySize.reduce((sum, count, size) => (count === 0n ? sum : sum + count * (orders[size] ?? 0n)), 0n),
      factorials[n] ?? 1n,
    ),
  );
};

const assembled = (game: Game, kinds: readonly Kind[], swings: Swings, orders: Orders): VotingPower => {
  const n = game.players.length;
  const all = kinds.reduce(
    (sum, { players }, kind) => sum + (swings.perKind[kind] ?? 0n) * BigInt(players.length),
    0n,
  );
  const isExact = swings.method.kind === 'exact';
  const members: MemberPower[] = [];
  kinds.forEach(({ players }, kind) => {
    const count = swings.perKind[kind] ?? 0n;
    const figures = {
      swings: isExact ? count : null,
      banzhaf: all === 0n ? ZERO : fraction(count, all),
      absoluteBanzhaf: fraction(count, 1n << BigInt(Math.max(0, n - 1))),
      shapley: orders.perKind[kind] ?? ZERO,
    };
    for (const player of players) members[player] = { member: game.players[player] ?? '', ...figures };
  });
  return {
    members,
    winningCoalitions: isExact ? swings.winning : null,
    powerToAct: fraction(swings.winning, 1n << BigInt(n)),
    banzhafMethod: swings.method,
    shapleyMethod: orders.method,
  };
};

const summed = (swings: readonly (readonly bigint[])[]): readonly bigint[] => swings.map(sumOf);

/** The quota of a plain weighted game, where heads do not matter. */
const plainQuota = ({ needs }: OneLimb): bigint | undefined => {
  const [quota] = needs;
  return quota !== undefined && quota > 0n && needs.every((need) => need === quota) ? quota : undefined;
};

/** Swings by weight alone, for totals whose table with heads would be too large. */
const exactSwings = (oneLimb: OneLimb, kinds: readonly Kind[], stepsMax: number): Swings | undefined => {
  const quota = plainQuota(oneLimb);
  const { weights } = oneLimb;
  if (quota === undefined || weightSteps(weights, quota) > stepsMax) return undefined;
  const dual = sumOf(weights) - quota + 1n;
  if ((dual < quota ? dual : quota) > BigInt(TABLE_ENTRIES_MAX)) return undefined;
  const { swings, winning } = countByWeight(
    weights,
    quota,
    kinds.map(({ gains }) => gains[0] ?? 0n),
  );
  return { perKind: swings, winning, method: EXACT };
};

/** Banzhaf's figures alone, which can be counted for far larger totals than the Shapley index. */
export interface BanzhafPower {
  readonly members: readonly Pick<MemberPower, 'member' | 'swings' | 'banzhaf' | 'absoluteBanzhaf'>[];
  readonly winningCoalitions: bigint | null;
  readonly powerToAct: Fraction;
}

/** Exact Banzhaf figures without the Shapley index; `undefined` where they take more than so many steps. */
export const banzhafPower = (game: Game, stepsMax: number = POWER_STEPS_MAX): BanzhafPower | undefined => {
  const kinds = kindsOf(game);
  const oneLimb = oneLimbOf(game);
  const byWeight = oneLimb === undefined ? undefined : exactSwings(oneLimb, kinds, stepsMax);
  const counts = byWeight === undefined ? exactCounts(game, kinds, stepsMax) : undefined;
  const swings =
    byWeight ??
    (counts === undefined
      ? undefined
      : { perKind: summed(counts.swings), winning: counts.winning, method: EXACT });
  if (swings === undefined) return undefined;
  const { members, ...power } = assembled(game, kinds, swings, { perKind: [], method: EXACT });
  return {
    members: members.map(({ member, swings: own, banzhaf, absoluteBanzhaf }) => ({
      member,
      swings: own,
      banzhaf,
      absoluteBanzhaf,
    })),
    winningCoalitions: power.winningCoalitions,
    powerToAct: power.powerToAct,
  };
};

const largestShift = (before: readonly bigint[], after: readonly bigint[]): Fraction => {
  const [total, newTotal] = [sumOf(before), sumOf(after)];
  return before.reduce<Fraction>((most, weight, at) => {
    const moved = subtract(fraction(after[at] ?? 0n, newTotal), fraction(weight, total));
    const shift = moved.n < 0n ? { n: -moved.n, d: moved.d } : moved;
    return compare(shift, most) > 0 ? shift : most;
  }, ZERO);
};

const scaledCounts = (
  oneLimb: OneLimb,
  kinds: readonly Kind[],
  stepsMax: number,
): { readonly swings: Swings; readonly orders: Orders } | undefined => {
  const total = sumOf(oneLimb.weights);
  for (const target of SCALES) {
    if (target >= total) continue;
    const game = scaledTo(oneLimb, target);
    const weightOf = (kind: Kind): bigint => game.weights[kind.players[0] ?? 0] ?? 0n;
    const distinct = [...new Set(kinds.map(weightOf))];
    const counts = exactOneLimb(game, distinct, stepsMax);
    if (counts === undefined) continue;
    const bySize = kinds.map((kind) => counts.swings[distinct.indexOf(weightOf(kind))] ?? []);
    const method: PowerMethod = {
      kind: 'scaled',
      total,
      scaledTo: sumOf(game.weights),
      largestShift: largestShift(oneLimb.weights, game.weights),
    };
    return {
      swings: { perKind: summed(bySize), winning: counts.winning, method },
      orders: { perKind: shapleyOf(bySize, game.weights.length), method },
    };
  }
  return undefined;
};

const estimatedPower = (
  game: Game,
  kinds: readonly Kind[],
  { samples, seed }: { readonly samples: number; readonly seed: number },
): VotingPower => {
  const found = estimatedCounts(game, kinds, { samples, seed });
  const method: PowerMethod = { kind: 'estimated', samples, seed };
  const members: MemberPower[] = [];
  kinds.forEach(({ players }, kind) => {
    const estimate = found.kinds[kind];
    if (estimate === undefined) return;
    const { pivots, pivotsOf, critical, criticalOf, errors } = estimate;
    for (const player of players)
      members[player] = {
        member: game.players[player] ?? '',
        swings: null,
        banzhaf:
          found.allCritical === 0n ? ZERO : fraction(critical, found.allCritical * BigInt(players.length)),
        absoluteBanzhaf: fraction(critical, criticalOf),
        shapley: fraction(pivots, pivotsOf),
        standardErrors: errors,
      };
  });
  return {
    members,
    winningCoalitions: null,
    powerToAct: fraction(found.winning, samples),
    powerToActError: found.powerToActError,
    banzhafMethod: method,
    shapleyMethod: method,
  };
};

/**
 * Banzhaf and Shapley–Shubik indices and the power to act. Exact as far as `stepsMax` goes; beyond it the weights of a
 * game with one limb are scaled, and only where that is impossible too are the figures estimated. The methods say which.
 */
export const votingPower = (
  game: Game,
  { stepsMax = POWER_STEPS_MAX, samples = POWER_SAMPLES, seed = SEED }: PowerOptions = {},
): VotingPower => {
  const kinds = kindsOf(game);
  const counts = exactCounts(game, kinds, stepsMax);
  if (counts !== undefined)
    return assembled(
      game,
      kinds,
      { perKind: summed(counts.swings), winning: counts.winning, method: EXACT },
      { perKind: shapleyOf(counts.swings, game.players.length), method: EXACT },
    );
  const oneLimb = oneLimbOf(game);
  const scaled = oneLimb === undefined ? undefined : scaledCounts(oneLimb, kinds, stepsMax);
  if (oneLimb === undefined || scaled === undefined) return estimatedPower(game, kinds, { samples, seed });
  return assembled(game, kinds, exactSwings(oneLimb, kinds, stepsMax) ?? scaled.swings, scaled.orders);
};
