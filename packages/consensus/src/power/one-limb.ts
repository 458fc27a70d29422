import { ceilingOf, sumOf, type Game } from './game.ts';

/** A game of heads and at most one limb: with so many heads, so much weight is needed. */
export interface OneLimb {
  readonly weights: readonly bigint[];
  /** By heads 0 … n: the least weight that wins; `undefined` where no weight does. It never rises with heads. */
  readonly needs: readonly (bigint | undefined)[];
}

/** The game as one limb and heads; `undefined` when several limbs decide. */
export const oneLimbOf = ({ players, limbs, ways }: Game): OneLimb | undefined => {
  const [limb, ...others] = limbs;
  if (others.length > 0) return undefined;
  const weights = limb ?? players.map(() => 0n);
  const needs = Array.from({ length: players.length + 1 }, (_, heads): bigint | undefined => {
    const open = ways.flatMap((way) => {
      let weight = 0n;
      for (const { limb: place, least } of way) {
        if (place !== 'heads') weight = least > weight ? least : weight;
        else if (least > BigInt(heads)) return [];
      }
      return [weight];
    });
    return open.reduce<bigint | undefined>(
      (least, weight) => (least === undefined || weight < least ? weight : least),
      undefined,
    );
  });
  return { weights, needs };
};

/**
 * The dual game: a coalition wins when those outside it could not. Everybody swings in it exactly as often, with the
 * others counted from the other end, and one of the two needs the smaller table.
 */
export const dualOf = ({ weights, needs }: OneLimb): OneLimb => {
  const total = sumOf(weights);
  return {
    weights,
    needs: [...needs].reverse().map((need) => {
      if (need === undefined) return 0n;
      return need <= 0n ? undefined : total - need + 1n;
    }),
  };
};

/** The largest weight that has to be told apart: tables reach up to it and no further. */
export const levelsOf = ({ needs }: OneLimb): bigint =>
  needs.reduce<bigint>((most, need) => (need !== undefined && need > most ? need : most), 0n);

/** The same game with its weights as parts of a smaller total; every share moves by at most half a part or so. */
export const scaledTo = ({ weights, needs }: OneLimb, target: bigint): OneLimb => {
  const total = sumOf(weights);
  const scaled = weights.map((weight) => (2n * weight * target + total) / (2n * total));
  const newTotal = sumOf(scaled);
  return {
    weights: scaled,
    needs: needs.map((need) => (need === undefined ? undefined : ceilingOf(need * newTotal, total))),
  };
};
