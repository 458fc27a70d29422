import { binomials, type SwingCounts } from './counts.ts';
import type { Game, Kind } from './game.ts';

/** Ways to take so many of each kind. */
export const kindStates = (kinds: readonly Kind[]): number =>
  kinds.reduce((states, { players }) => states * (players.length + 1), 1);

/**
 * Counts coalitions by how many of each kind of player are in them, whatever the weights and however many limbs: exact
 * for bodies of few kinds (a council with permanent seats, two chambers and a president) and, where all differ, the
 * plain enumeration of every coalition.
 */
export const countByKinds = ({ players, limbs, ways }: Game, kinds: readonly Kind[]): SwingCounts => {
  const n = players.length;
  const strides: number[] = [];
  let states = 1;
  for (const kind of kinds) {
    strides.push(states);
    states *= kind.players.length + 1;
  }
  const choices = kinds.map((kind) => binomials(kind.players.length));
  const taken = kinds.map((kind) => kind.players.length);
  const sums = limbs.map((limb) => limb.reduce((sum, gain) => sum + gain, 0n));
  let heads = n;
  const wins = (): boolean =>
    ways.some((way) =>
      way.every(({ limb, least }) => (limb === 'heads' ? BigInt(heads) : (sums[limb] ?? 0n)) >= least),
    );
  // products[at]: ways to choose the members of the kinds from `at` on.
  const products: bigint[] = [...kinds.map(() => 1n), 1n];
  const multiplyFrom = (kind: number): void => {
    for (let at = kind; at >= 0; at -= 1)
      products[at] = (products[at + 1] ?? 1n) * (choices[at]?.[taken[at] ?? 0] ?? 0n);
  };
  const take = (at: number, by: number): void => {
    taken[at] = (taken[at] ?? 0) + by;
    heads += by;
    kinds[at]?.gains.forEach((gain, limb) => {
      sums[limb] = (sums[limb] ?? 0n) + gain * BigInt(by);
    });
  };
  /** The state before this one in the order of the count: one less of the first kind that has any. */
  const stepDown = (): void => {
    let at = 0;
    for (; taken[at] === 0; at += 1) take(at, kinds[at]?.players.length ?? 0);
    if (at === kinds.length) return;
    take(at, -1);
    multiplyFrom(at);
  };
  multiplyFrom(kinds.length - 1);

  const winning = new Uint8Array(states);
  const swings = kinds.map(() => Array.from({ length: n }, () => 0n));
  let winningCoalitions = 0n;
  for (let state = states - 1; state >= 0; state -= 1) {
    const coalitions = products[0] ?? 1n;
    if (wins()) {
      winning[state] = 1;
      winningCoalitions += coalitions;
    } else
      for (const [at, kind] of kinds.entries()) {
        const open = kind.players.length - (taken[at] ?? 0);
        if (open === 0 || winning[state + (strides[at] ?? 0)] === 0) continue;
        const bySize = swings[at];
        if (bySize !== undefined) bySize[heads] = (bySize[heads] ?? 0n) + coalitions * BigInt(open);
      }
    if (state > 0) stepDown();
  }
  // Each losing coalition was counted once for every player of the kind outside it.
  return {
    swings: kinds.map(({ players: alike }, at) =>
      (swings[at] ?? []).map((count) => count / BigInt(alike.length)),
    ),
    winning: winningCoalitions,
  };
};
