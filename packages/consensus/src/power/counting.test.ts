import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countByHalves } from './count-by-halves.ts';
import { countByKinds } from './count-by-kinds.ts';
import { countByStates } from './count-by-states.ts';
import { countByTable } from './count-by-table.ts';
import { countByWeight } from './count-by-weight.ts';
import { binomials } from './counts.ts';
import { kindsOf, sumOf, type Game } from './game.ts';
import { drawnGame, enumerated, enumeratedByKind } from './games.fixture.ts';
import { dualOf, oneLimbOf, type OneLimb } from './one-limb.ts';
import { moduliFor, PRIMES, productOfSteps, residueReader, withoutStep } from './residues.ts';

const RUNS = { numRuns: 500 };
const weightsOf = (game: Game): readonly bigint[] => kindsOf(game).map(({ gains }) => gains[0] ?? 0n);
const oneLimb = (game: Game): OneLimb => {
  const found = oneLimbOf(game);
  if (found === undefined) throw new Error('several limbs were drawn');
  return found;
};

test('[PWR-1] counting by kinds of players finds what trying every coalition finds, with up to three limbs', () => {
  fc.assert(
    fc.property(drawnGame(3), (game) => {
      expect(countByKinds(game, kindsOf(game))).toEqual(enumeratedByKind(game));
    }),
    RUNS,
  );
});

test('[PWR-1] counting by states finds what trying every coalition finds, with up to three limbs', () => {
  fc.assert(
    fc.property(drawnGame(3), (game) => {
      expect(countByStates(game, kindsOf(game))).toEqual(enumeratedByKind(game));
    }),
    { numRuns: 150 },
  );
});

test('[PWR-1] counting by a table of heads and weight finds what trying every coalition finds', () => {
  fc.assert(
    fc.property(drawnGame(1), (game) => {
      expect(countByTable(oneLimb(game), weightsOf(game))).toEqual(enumeratedByKind(game));
    }),
    RUNS,
  );
});

test('[PWR-1] counting by halves finds what trying every coalition finds', () => {
  fc.assert(
    fc.property(drawnGame(1), (game) => {
      expect(countByHalves(oneLimb(game), weightsOf(game))).toEqual(enumeratedByKind(game));
    }),
    RUNS,
  );
});

test('[PWR-1] counting by weight alone finds the swings that trying every coalition finds', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 9 }).map(BigInt), { minLength: 1, maxLength: 7 })
    .filter((drawn) => sumOf(drawn) > 0n);
  fc.assert(
    fc.property(weights, fc.nat(), (limb, draw) => {
      const quota = 1n + (BigInt(draw) % sumOf(limb));
      const game: Game = {
        players: limb.map((_, at) => `m${at}`),
        limbs: [limb],
        ways: [[{ limb: 0, least: quota }]],
      };
      const { swings, winning } = enumerated(game);
      expect(countByWeight(limb, quota, limb)).toEqual({ swings: swings.map(sumOf), winning });
    }),
    RUNS,
  );
});

test('[PWR-1] the dual game has the swings of the game, counted from the other end, and is its own dual twice', () => {
  fc.assert(
    fc.property(drawnGame(1), (game) => {
      const given = oneLimb(game);
      const kinds = weightsOf(game);
      const [own, dual] = [countByHalves(given, kinds), countByHalves(dualOf(given), kinds)];
      expect(dual.swings.map((bySize) => [...bySize].reverse())).toEqual(own.swings);
      expect(dual.winning + own.winning).toBe(2n ** BigInt(game.players.length));
      expect(countByHalves(dualOf(dualOf(given)), kinds)).toEqual(own);
    }),
    { numRuns: 200 },
  );
});

test('[PWR-1] a table modulo several primes gives the counts of a body of 120 that a closed formula gives', () => {
  const n = 120;
  const limb = Array.from({ length: n }, (_, at) => (at === 0 ? 40n : 1n));
  const quota = 80n;
  const game: Game = {
    players: limb.map((_, at) => `m${at}`),
    limbs: [limb],
    ways: [[{ limb: 0, least: quota }]],
  };
  const given = oneLimb(game);
  const sum = (from: number, to: number, among: number): bigint => sumOf(binomials(among).slice(from, to));
  // The large member swings between 40 and 79 of the others.
  const large = sum(40, 80, n - 1);
  const small = (binomials(n - 2)[79] ?? 0n) + (binomials(n - 2)[39] ?? 0n);
  for (const counts of [countByTable(given, [40n, 1n]), countByKinds(game, kindsOf(game))])
    expect(counts.swings.map(sumOf)).toEqual([large, small]);
  expect(countByWeight(limb, quota, [40n, 1n]).swings).toEqual([large, small]);
});

test('[PWR-1] a product of steps loses a step as if it had never been multiplied in', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 200 }), (drawn, length) => {
      const [first = 1, ...others] = drawn;
      const [modulus = 2] = PRIMES;
      const all = productOfSteps(drawn, length, modulus);
      expect(withoutStep(all, first, modulus, new Float64Array(length))).toEqual(
        productOfSteps(others, length, modulus),
      );
    }),
    { numRuns: 200 },
  );
});

/** Miller and Rabin's test with the bases that decide every number below 3·10^24. */
const isPrime = (n: bigint): boolean => {
  const power = (base: bigint, exponent: bigint): bigint => {
    let [result, square, rest] = [1n, base % n, exponent];
    for (; rest > 0n; rest >>= 1n) {
      if ((rest & 1n) === 1n) result = (result * square) % n;
      square = (square * square) % n;
    }
    return result;
  };
  let [odd, twos] = [n - 1n, 0];
  while (odd % 2n === 0n) [odd, twos] = [odd / 2n, twos + 1];
  return [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n].every((base) => {
    let value = power(base, odd);
    if (value === 1n || value === n - 1n) return true;
    for (let at = 1; at < twos; at += 1) {
      value = (value * value) % n;
      if (value === n - 1n) return true;
    }
    return false;
  });
};

test('[PWR-1] the moduli are distinct primes below 2^52, enough of them for every count', () => {
  expect(PRIMES.every((prime) => isPrime(BigInt(prime)))).toBe(true);
  expect(new Set(PRIMES).size).toBe(PRIMES.length);
  expect(PRIMES.every((prime) => prime < 2 ** 52)).toBe(true);
  for (let n = 0; n <= 1_000; n += 1) {
    const product = moduliFor(n).reduce((all, prime) => all * BigInt(prime), 1n);
    expect(product > 2n ** BigInt(n)).toBe(true);
  }
});

test('[PWR-1] a number is read back from its residues', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 500n }), (value) => {
      const moduli = moduliFor(500);
      const residues = moduli.map((prime) => Number(value % BigInt(prime)));
      expect(residueReader(moduli)(residues)).toBe(value);
    }),
    { numRuns: 200 },
  );
});
