import { seededDraw } from './draws.ts';
import { ceilingOf, sumOf, type Game, type Kind, type Threshold } from './game.ts';

/** What sampling found for one member of a kind: means over the sample and their standard errors. */
export interface Estimate {
  /** Times in the sample that such a member was counted, and out of how many. */
  readonly pivots: bigint;
  readonly pivotsOf: bigint;
  readonly critical: bigint;
  readonly criticalOf: bigint;
  readonly errors: { readonly banzhaf: number; readonly absoluteBanzhaf: number; readonly shapley: number };
}
export interface EstimatedCounts {
  /** In the order of the kinds given. */
  readonly kinds: readonly Estimate[];
  readonly winning: bigint;
  /** Critical members in all samples together. */
  readonly allCritical: bigint;
  readonly powerToActError: number;
}

/** Sums of limbs must be exact in a double; larger limbs are brought below 2^52, which moves no share by 1e-12. */
const inDoubles = (game: Game): { limbs: readonly (readonly number[])[]; ways: Game['ways'] } => {
  const parts = game.limbs.map((limb) => {
    const total = sumOf(limb);
    const target = 2n ** 52n;
    if (total < target) return { limb, scale: (least: bigint) => least };
    const scaled = limb.map((gain) => (gain * target) / total);
    const newTotal = sumOf(scaled);
    return { limb: scaled, scale: (least: bigint) => ceilingOf(least * newTotal, total) };
  });
  const inPart = ({ limb, least }: Threshold): Threshold =>
    limb === 'heads' ? { limb, least } : { limb, least: parts[limb]?.scale(least) ?? least };
  return {
    limbs: parts.map(({ limb }) => limb.map(Number)),
    ways: game.ways.map((way) => way.map(inPart)),
  };
};

interface Sums {
  pivots: number;
  critical: number;
  criticalSquares: number;
  criticalByAll: number;
}

/**
 * Estimates from random orders (Shapley: who makes the coalition win) and random coalitions (Banzhaf: who decides it),
 * in a fixed order of draws. Members alike share one estimate. The kinds are drawn in an order of their own, so that
 * the order in which members are given changes nothing.
 */
export const estimatedCounts = (
  game: Game,
  given: readonly Kind[],
  { samples, seed }: { readonly samples: number; readonly seed: number },
): EstimatedCounts => {
  const draw = seededDraw(seed);
  const { limbs, ways } = inDoubles(game);
  const compareGains = (a: Kind, b: Kind): number => {
    for (const [at, gain] of a.gains.entries()) {
      const other = b.gains[at] ?? 0n;
      if (gain !== other) return gain > other ? -1 : 1;
    }
    return 0;
  };
  const kinds = [...given].sort(compareGains);
  const gains = kinds.map(({ players }) => limbs.map((limb) => limb[players[0] ?? 0] ?? 0));
  const seats = kinds.flatMap(({ players }, kind) => players.map(() => kind));
  const tests = ways.map((way) =>
    way.map(({ limb, least }) => ({ at: limb === 'heads' ? 0 : limb + 1, least: Number(least) })),
  );
  const sums = [0, ...limbs.map(() => 0)];
  const add = (kind: number, sign: 1 | -1): void => {
    sums[0] = (sums[0] ?? 0) + sign;
    gains[kind]?.forEach((gain, limb) => {
      sums[limb + 1] = (sums[limb + 1] ?? 0) + sign * gain;
    });
  };
  const wins = (): boolean => tests.some((way) => way.every(({ at, least }) => (sums[at] ?? 0) >= least));
  const changes = (kind: number, sign: 1 | -1, winsNow: boolean): boolean => {
    add(kind, sign);
    const winsThen = wins();
    add(kind, sign === 1 ? -1 : 1);
    return winsThen !== winsNow;
  };

  const order = [...seats];
  const found: Sums[] = kinds.map(() => ({ pivots: 0, critical: 0, criticalSquares: 0, criticalByAll: 0 }));
  let [winning, allCritical, allSquares] = [0, 0, 0];
  for (let sample = 0; sample < samples; sample += 1) {
    sums.fill(0);
    let decided = wins();
    for (let place = 0; place < order.length && !decided; place += 1) {
      const from = place + draw(order.length - place);
      const kind = order[from] ?? 0;
      order[from] = order[place] ?? 0;
      order[place] = kind;
      add(kind, 1);
      decided = wins();
      const here = found[kind];
      if (decided && here !== undefined) here.pivots += 1;
    }
    sums.fill(0);
    const inside = kinds.map(() => 0);
    for (const kind of seats)
      if (draw(2) === 1) {
        inside[kind] = (inside[kind] ?? 0) + 1;
        add(kind, 1);
      }
    const winsNow = wins();
    if (winsNow) winning += 1;
    const critical = kinds.map(({ players }, kind) => {
      const candidates = winsNow ? (inside[kind] ?? 0) : players.length - (inside[kind] ?? 0);
      return candidates > 0 && changes(kind, winsNow ? -1 : 1, winsNow) ? candidates : 0;
    });
    const together = critical.reduce((sum, count) => sum + count, 0);
    allCritical += together;
    allSquares += together * together;
    critical.forEach((count, kind) => {
      const here = found[kind];
      if (here === undefined || count === 0) return;
      here.critical += count;
      here.criticalSquares += count * count;
      here.criticalByAll += count * together;
    });
  }

  const share = winning / samples;
  const estimates = new Map(
    kinds.map((kind, at): [Kind, Estimate] => {
      const alike = kind.players.length;
      const { pivots, critical, criticalSquares, criticalByAll } = found[at] ?? {
        pivots: 0,
        critical: 0,
        criticalSquares: 0,
        criticalByAll: 0,
      };
      const [pivotal, mean] = [pivots / samples, critical / samples];
      // Error of a ratio of two means, to first order.
      const ratio = allCritical === 0 ? 0 : critical / allCritical;
      const deviations = criticalSquares - 2 * ratio * criticalByAll + ratio * ratio * allSquares;
      return [
        kind,
        {
          pivots: BigInt(pivots),
          pivotsOf: BigInt(samples) * BigInt(alike),
          critical: BigInt(critical),
          criticalOf: BigInt(samples) * BigInt(alike),
          errors: {
            shapley: Math.sqrt((pivotal * (1 - pivotal)) / samples) / alike,
            absoluteBanzhaf:
              Math.sqrt(Math.max(0, criticalSquares / samples - mean * mean) / samples) / alike,
            banzhaf: allCritical === 0 ? 0 : Math.sqrt(Math.max(0, deviations)) / allCritical / alike,
          },
        },
      ];
    }),
  );
  return {
    kinds: given.flatMap((kind) => estimates.get(kind) ?? []),
    winning: BigInt(winning),
    allCritical: BigInt(allCritical),
    powerToActError: Math.sqrt((share * (1 - share)) / samples),
  };
};
