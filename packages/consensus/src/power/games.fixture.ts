import * as fc from 'fast-check';
import type { Game, Threshold } from './game.ts';
import type { SwingCounts } from './counts.ts';
import { kindsOf } from './game.ts';

/** Random games of at most seven players; with `limbsMax` limbs beside heads, decided in up to three ways. */
export const drawnGame = (limbsMax: number): fc.Arbitrary<Game> =>
  fc
    .record({ n: fc.integer({ min: 1, max: 7 }), limbs: fc.integer({ min: 0, max: limbsMax }) })
    .chain(({ n, limbs: count }) =>
      fc.record({
        limbs: fc.array(
          fc
            .array(fc.integer({ min: 0, max: 9 }).map(BigInt), { minLength: n, maxLength: n })
            .filter((limb) => limb.some((gain) => gain > 0n)),
          { minLength: count, maxLength: count },
        ),
        ways: fc.array(
          fc.record({
            heads: fc.integer({ min: 0, max: n }),
            limbs: fc.array(fc.option(fc.integer({ min: 1, max: 30 })), {
              minLength: count,
              maxLength: count,
            }),
          }),
          { maxLength: 3 },
        ),
        n: fc.constant(n),
      }),
    )
    .map(({ n, limbs, ways }) => ({
      players: Array.from({ length: n }, (_, at) => `m${at}`),
      limbs,
      // As `gameOf` does: what nobody can reach is no way.
      ways: ways.flatMap(({ heads, limbs: wanted }) => {
        const thresholds: Threshold[] = heads === 0 ? [] : [{ limb: 'heads', least: BigInt(heads) }];
        for (const [at, least] of wanted.entries()) {
          if (least === null) continue;
          const total = (limbs[at] ?? []).reduce((sum, gain) => sum + gain, 0n);
          if (BigInt(least) > total) return [];
          thresholds.push({ limb: at, least: BigInt(least) });
        }
        return [thresholds];
      }),
    }));

const wins = ({ players, limbs, ways }: Game, set: number): boolean => {
  const inside = players.flatMap((_, at) => (((set >> at) & 1) === 1 ? [at] : []));
  return ways.some((way) =>
    way.every(
      ({ limb, least }) =>
        (limb === 'heads'
          ? BigInt(inside.length)
          : inside.reduce((sum, at) => sum + (limbs[limb]?.[at] ?? 0n), 0n)) >= least,
    ),
  );
};

/** What trying every coalition finds, for each player. */
export const enumerated = (game: Game): SwingCounts => {
  const n = game.players.length;
  const sets = Array.from({ length: 2 ** n }, (_, set) => set);
  const winning = sets.map((set) => wins(game, set));
  const heads = (set: number): number => set.toString(2).replaceAll('0', '').length;
  return {
    winning: BigInt(winning.filter(Boolean).length),
    swings: game.players.map((_, at) => {
      const bySize = Array.from({ length: n }, () => 0n);
      for (const set of sets)
        if (((set >> at) & 1) === 0 && winning[set] === false && winning[set + 2 ** at] === true)
          bySize[heads(set)] = (bySize[heads(set)] ?? 0n) + 1n;
      return bySize;
    }),
  };
};

/** The same counts for each kind of player. */
export const enumeratedByKind = (game: Game): SwingCounts => {
  const { swings, winning } = enumerated(game);
  return { winning, swings: kindsOf(game).map(({ players }) => swings[players[0] ?? 0] ?? []) };
};
