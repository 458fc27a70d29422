import type { Ballot, DecisionRule, MemberId, RationalText } from '../types.ts';
import { afterDiscard, eligibleBallots } from './evaluate.ts';
import { fraction, multiply, parseFraction, ZERO, type Fraction } from './fraction.ts';
import { RuleTooWide, ruleBranches, type Branch } from './requirements.ts';

/** Most states (coalition size × weights) that are counted; larger games are refused, not estimated. */
export const POWER_STATES_MAX = 1_000_000;

export interface MemberPower {
  /** Winning coalitions that lose without this member. */
  readonly swings: bigint;
  /** swings / sum of all swings. */
  readonly banzhaf: Fraction;
  /** swings / 2^(n − 1), the Penrose index. */
  readonly absoluteBanzhaf: Fraction;
  /** Shapley–Shubik: share of the orders in which this member makes the coalition win. */
  readonly shapley: Fraction;
}

export interface VotingPower {
  readonly members: Readonly<Record<MemberId, MemberPower>>;
  readonly winningCoalitions: bigint;
  /** Coleman's power of the body to act: winning coalitions / 2^n. */
  readonly powerToAct: Fraction;
}

/** Why a game has no computed power: `power.notMonotone`, `power.tooLarge`, `power.notAWeight`, `power.tooWide`. */
export type PowerAnswer =
  { readonly ok: true; readonly power: VotingPower } | { readonly ok: false; readonly code: string };

/** A simple game: a coalition wins when all requirements of one branch hold. */
interface Game {
  readonly players: readonly MemberId[];
  readonly branches: readonly Branch[];
}

/** One weighted sum that decides; `unit` gains are counted by the size of the coalition alone. */
interface Dimension {
  readonly gains: readonly bigint[];
  readonly stride: number;
  readonly levels: number;
}
/** A branch as thresholds: at least so much in each dimension (place −1 is the size). */
type Threshold = { readonly place: number; readonly least: bigint };

const gcdOf = (values: readonly bigint[]): bigint =>
  values.reduce((common, value) => {
    let [x, y] = [common, value];
    while (y !== 0n) [x, y] = [y, x % y];
    return x;
  }, 0n);

/** Least whole number not below a/b, b positive. */
const ceilingOf = (a: bigint, b: bigint): bigint => (a > 0n ? (a + b - 1n) / b : a / b);

class PowerRefused extends Error {}

const layOut = ({
  players,
  branches,
}: Game): { dimensions: Dimension[]; wins: readonly (readonly Threshold[])[] } => {
  const dimensions: Dimension[] = [];
  const places = new Map<string, number>();
  let states = players.length + 1;
  const wins = branches.map((branch) =>
    branch.flatMap(({ deficit, gains }): readonly Threshold[] => {
      if (gains.some((gain) => gain < 0n)) throw new PowerRefused('power.notMonotone');
      const unit = gcdOf(gains);
      // Nobody's vote changes this requirement: it holds always, or for no size of coalition.
      if (unit === 0n) return deficit <= 0n ? [] : [{ place: -1, least: BigInt(players.length + 1) }];
      const scaled = gains.map((gain) => gain / unit);
      const least = ceilingOf(deficit, unit);
      if (scaled.every((gain) => gain === 1n)) return [{ place: -1, least }];
      const key = scaled.join(',');
      const known = places.get(key);
      if (known !== undefined) return [{ place: known, least }];
      const levels = scaled.reduce((sum, gain) => sum + gain, 1n);
      if (levels * BigInt(states) > BigInt(POWER_STATES_MAX)) throw new PowerRefused('power.tooLarge');
      places.set(key, dimensions.length);
      dimensions.push({ gains: scaled, stride: states, levels: Number(levels) });
      states *= Number(levels);
      return [{ place: dimensions.length - 1, least }];
    }),
  );
  return { dimensions, wins };
};

const zeros = (length: number): bigint[] => Array.from({ length }, () => 0n);

const factorials = (n: number): readonly bigint[] => {
  const result = [1n];
  for (let at = 1; at <= n; at += 1) result.push((result[at - 1] ?? 1n) * BigInt(at));
  return result;
};

/** Counts coalitions by state; exact, because every count is a bigint. */
const countedPower = (game: Game): VotingPower => {
  const n = game.players.length;
  const { dimensions, wins } = layOut(game);
  const last = dimensions.at(-1);
  const states = last === undefined ? n + 1 : last.stride * last.levels;
  const isWinning = (state: number): boolean => {
    const size = BigInt(state % (n + 1));
    return wins.some((thresholds) =>
      thresholds.every(({ place, least }) => {
        const dimension = dimensions[place];
        if (dimension === undefined) return size >= least;
        return BigInt(Math.floor(state / dimension.stride) % dimension.levels) >= least;
      }),
    );
  };
  const stepOf = (player: number): number =>
    dimensions.reduce((sum, dimension) => sum + dimension.stride * Number(dimension.gains[player] ?? 0n), 1);
  const steps = game.players.map((_, player) => stepOf(player));
  const counts = zeros(states);
  counts[0] = 1n;
  for (const step of steps)
    for (let state = states - 1; state >= step; state -= 1) {
      const without = counts[state - step] ?? 0n;
      if (without !== 0n) counts[state] = (counts[state] ?? 0n) + without;
    }
  const winning = new Uint8Array(states);
  let winningCoalitions = 0n;
  counts.forEach((count, state) => {
    if (count === 0n || !isWinning(state)) return;
    winning[state] = 1;
    winningCoalitions += count;
  });

  // Members with the same step are alike; each kind is counted once.
  const swingsByStep = new Map<number, readonly bigint[]>();
  const swingsOf = (step: number): readonly bigint[] => {
    const known = swingsByStep.get(step);
    if (known !== undefined) return known;
    const bySize = zeros(n);
    const without = zeros(states);
    for (let state = 0; state < states; state += 1) {
      const count = (counts[state] ?? 0n) - (state >= step ? (without[state - step] ?? 0n) : 0n);
      if (count === 0n) continue;
      without[state] = count;
      if (winning[state] === 0 && winning[state + step] === 1)
        bySize[state % (n + 1)] = (bySize[state % (n + 1)] ?? 0n) + count;
    }
    swingsByStep.set(step, bySize);
    return bySize;
  };
  const fact = factorials(n);
  const all = game.players.map((id, player) => {
    const bySize = swingsOf(steps[player] ?? 1);
    const shapley = bySize.reduce(
      (sum, count, size) => sum + count * (fact[size] ?? 1n) * (fact[n - size - 1] ?? 1n),
      0n,
    );
    return { id, swings: bySize.reduce((sum, count) => sum + count, 0n), shapley };
  });
  const allSwings = all.reduce((sum, { swings }) => sum + swings, 0n);
  const halfOfCoalitions = 1n << BigInt(Math.max(0, n - 1));
  return {
    members: Object.fromEntries(
      all.map(({ id, swings, shapley }) => [
        id,
        {
          swings,
          banzhaf: allSwings === 0n ? ZERO : fraction(swings, allSwings),
          absoluteBanzhaf: fraction(swings, halfOfCoalitions),
          shapley: fraction(shapley, fact[n] ?? 1n),
        },
      ]),
    ),
    winningCoalitions,
    powerToAct: fraction(winningCoalitions, 1n << BigInt(n)),
  };
};

const answered = (game: () => Game): PowerAnswer => {
  try {
    return { ok: true, power: countedPower(game()) };
  } catch (error) {
    if (error instanceof PowerRefused) return { ok: false, code: error.message };
    if (error instanceof RuleTooWide) return { ok: false, code: 'power.tooWide' };
    throw error;
  }
};

/** Power in a weighted game: a coalition wins when its weights reach the quota (domain 5). */
export const weightedPower = (
  quota: RationalText,
  weights: Readonly<Record<MemberId, RationalText>>,
): PowerAnswer =>
  answered(() => {
    const read = (text: string): Fraction => {
      const value = parseFraction(text);
      if (value === undefined || value.n < 0n) throw new PowerRefused('power.notAWeight');
      return value;
    };
    const players = Object.keys(weights);
    const all = [read(quota), ...Object.values(weights).map(read)];
    const scale = fraction(all.reduce((common, { d }) => common * (d / gcdOf([common, d])), 1n));
    const [deficit = 0n, ...gains] = all.map((value) => multiply(value, scale).n);
    return { players, branches: [[{ deficit, gains }]] };
  });

/**
 * Power under a rule of decision: for or not for, everyone present, those not for voting against; what the rule
 * requires is taken as met. Only eligible members are players.
 */
export const rulePower = (rule: DecisionRule, members: readonly Ballot[]): PowerAnswer =>
  answered(() => {
    const at = (position: 'for' | 'against') =>
      members.map((member): Ballot => ({ ...member, position, present: true }));
    const now = eligibleBallots(rule, at('against'));
    const moved = eligibleBallots(rule, at('for'));
    const branches = ruleBranches(
      rule,
      now.map((ballot) => afterDiscard(rule, ballot)),
      moved.map((ballot) => afterDiscard(rule, ballot)),
    );
    return { players: now.map(({ id }) => id), branches };
  });
