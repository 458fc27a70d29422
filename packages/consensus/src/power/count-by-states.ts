import type { SwingCounts } from './counts.ts';
import { sumOf, type Game, type Kind } from './game.ts';
import { moduliFor, productOfSteps, residueReader, withoutStep } from './residues.ts';

/** States of heads and of every limb, each from nothing to its total. */
export const stateCount = ({ players, limbs }: Game): bigint =>
  limbs.reduce((states, limb) => states * (sumOf(limb) + 1n), BigInt(players.length + 1));

/** Additions that counting by states takes. */
export const stateSteps = (game: Game, kinds: readonly Kind[]): number =>
  Number(stateCount(game)) *
  moduliFor(game.players.length).length *
  (game.players.length / 2 + 3 * kinds.length + game.ways.length);

/** Which states win; a state is a number whose digits are heads and then the sums of the limbs. */
const winningStates = ({ players, limbs, ways }: Game, states: number): Uint8Array => {
  const radices = [players.length + 1, ...limbs.map((limb) => Number(sumOf(limb)) + 1)];
  const digits = radices.map(() => 0);
  const tests = ways.map((way) =>
    way.map(({ limb, least }) => ({ digit: limb === 'heads' ? 0 : limb + 1, least: Number(least) })),
  );
  const winning = new Uint8Array(states);
  for (let state = 0; state < states; state += 1) {
    const wins = tests.some((way) => way.every(({ digit, least }) => (digits[digit] ?? 0) >= least));
    winning[state] = wins ? 1 : 0;
    for (let at = 0; at < digits.length; at += 1) {
      const next = (digits[at] ?? 0) + 1;
      if (next < (radices[at] ?? 0)) {
        digits[at] = next;
        break;
      }
      digits[at] = 0;
    }
  }
  return winning;
};

/**
 * Counts coalitions of a game with several limbs in one table over heads and all limbs. No sum passes its radix, so the
 * whole table is one polynomial, and taking a kind out of it is one division.
 */
export const countByStates = (game: Game, kinds: readonly Kind[]): SwingCounts => {
  const n = game.players.length;
  const states = Number(stateCount(game));
  const strides: number[] = [];
  let stride = n + 1;
  for (const limb of game.limbs) {
    strides.push(stride);
    stride *= Number(sumOf(limb)) + 1;
  }
  const stepOf = (gains: readonly bigint[]): number =>
    gains.reduce((step, gain, at) => step + Number(gain) * (strides[at] ?? 0), 1);
  const steps = kinds.map(({ gains }) => stepOf(gains));
  const allSteps = kinds.flatMap(({ players }, kind) => players.map(() => steps[kind] ?? 1));
  const winning = winningStates(game, states);
  const moduli = moduliFor(n);
  const into = new Float64Array(states);
  const sums = moduli.map((modulus) => {
    const all = productOfSteps(allSteps, states, modulus);
    let wins = 0;
    for (let state = 0; state < states; state += 1) {
      if (winning[state] === 0) continue;
      wins += all[state] ?? 0;
      if (wins >= modulus) wins -= modulus;
    }
    return {
      wins,
      swings: steps.map((step) => {
        const bySize = new Float64Array(n);
        const without = withoutStep(all, step, modulus, into);
        for (let state = 0; state + step < states; state += 1) {
          if (winning[state] === 1 || winning[state + step] === 0) continue;
          const size = state % (n + 1);
          const sum = (bySize[size] ?? 0) + (without[state] ?? 0);
          bySize[size] = sum >= modulus ? sum - modulus : sum;
        }
        return bySize;
      }),
    };
  });
  const read = residueReader(moduli);
  return {
    swings: kinds.map((_, kind) =>
      Array.from({ length: n }, (_unused, size) => read(sums.map(({ swings }) => swings[kind]?.[size] ?? 0))),
    ),
    winning: read(sums.map(({ wins }) => wins)),
  };
};
