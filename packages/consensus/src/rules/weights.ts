import type { Ballot, MemberId, RationalText, Weight } from '../types.ts';
import {
  add,
  compare,
  divide,
  formatFraction,
  fraction,
  multiply,
  ONE,
  parseFraction,
  subtract,
  ZERO,
  type Fraction,
} from './fraction.ts';
import { groupValue } from './filter.ts';
import { nearestRoot } from './nearest-root.ts';

/** What becomes of a member without the attribute that weighs: no weight, or a refusal (WGT-1, WGT-8). */
export type MissingWeights = 'none' | 'refused';

/** A weight that cannot be computed for these members; `checkWeights` finds it before a rule comes to decide. */
export class WeightFault extends RangeError {
  /** The value that is no weight, e.g. `members.FRA.attrs.population`. */
  readonly path: string;
  constructor(path: string) {
    super(`${path} is no weight: a number or an exact fraction, zero or more, is expected`);
    this.path = path;
  }
}

const attributeWeight = (ballot: Ballot, attr: string, missing: MissingWeights): Fraction => {
  const value = Object.hasOwn(ballot.attrs, attr) ? (ballot.attrs[attr] ?? null) : null;
  if (value === null && missing === 'none') return ZERO;
  // A whole number beyond 2^53 was already rounded when it was read; written as text it would be exact.
  const isRounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  const read = value === null || isRounded ? undefined : parseFraction(String(value));
  if (read === undefined || read.n < 0n) throw new WeightFault(`members.${ballot.id}.attrs.${attr}`);
  return read;
};

const total = (weights: readonly Fraction[]): Fraction => weights.reduce(add, ZERO);

const toShares = (weights: readonly Fraction[]): Fraction[] => {
  const sum = total(weights);
  return sum.n === 0n ? weights.map(() => ZERO) : weights.map((weight) => divide(weight, sum));
};

/** Shares above the cap are set to it; the excess goes to the others in proportion; again until none is above. */
const capped = (shares: readonly Fraction[], cap: Fraction): Fraction[] => {
  const holders = shares.filter((share) => share.n > 0n).length;
  // A cap too low for everyone to share the whole would lose weight: all that hold any are then equal.
  if (compare(multiply(cap, fraction(holders)), ONE) < 0)
    return shares.map((share) => (share.n > 0n ? fraction(1, holders) : ZERO));
  let current = [...shares];
  const fixed = new Set<number>();
  for (;;) {
    const over = current.flatMap((share, index) =>
      !fixed.has(index) && compare(share, cap) > 0 ? [index] : [],
    );
    if (over.length === 0) return current;
    for (const index of over) fixed.add(index);
    const rest = subtract(ONE, multiply(cap, fraction(fixed.size)));
    const open = total(shares.filter((_, index) => !fixed.has(index)));
    current = shares.map((share, index) =>
      fixed.has(index) ? cap : open.n === 0n ? ZERO : multiply(rest, divide(share, open)),
    );
  }
};

const listedShare = (shares: Readonly<Record<string, RationalText>>, key: string): RationalText =>
  Object.hasOwn(shares, key) ? (shares[key] ?? '0') : '0';

type Level = { readonly by: string; readonly shares?: Readonly<Record<string, RationalText>> };

const normalised = (
  ballots: readonly Ballot[],
  levels: readonly Level[],
  base: Weight,
  missing: MissingWeights,
): Fraction[] => {
  const [level, ...deeper] = levels;
  if (level === undefined) return toShares(memberWeights(base, ballots, missing));
  const groups = new Map<string, { ballot: Ballot; index: number }[]>();
  ballots.forEach((ballot, index) => {
    const key = groupValue(ballot, level.by) ?? '';
    groups.set(key, [...(groups.get(key) ?? []), { ballot, index }]);
  });
  // Groups without an eligible member are not there; the listed shares of the others keep their proportion.
  const keys = [...groups.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const parts = toShares(
    keys.map((key) =>
      level.shares === undefined ? ONE : (parseFraction(listedShare(level.shares, key)) ?? ZERO),
    ),
  );
  const result: Fraction[] = ballots.map(() => ZERO);
  keys.forEach((key, place) => {
    const inGroup = groups.get(key) ?? [];
    const inside = normalised(
      inGroup.map(({ ballot }) => ballot),
      deeper,
      base,
      missing,
    );
    inGroup.forEach(({ index }, at) => {
      result[index] = multiply(parts[place] ?? ZERO, inside[at] ?? ZERO);
    });
  });
  return result;
};

/**
 * Weight of each ballot in the order given: heads for `one`, the attribute's own numbers for an attribute, shares of
 * one for cap, mix and normalise (domain 5), roots for sqrt. Who lacks an attribute has no weight unless told otherwise.
 */
export const memberWeights = (
  weight: Weight,
  ballots: readonly Ballot[],
  missing: MissingWeights = 'none',
): Fraction[] => {
  if (weight === 'one') return ballots.map(() => ONE);
  if (typeof weight === 'string') return ballots.map((ballot) => attributeWeight(ballot, weight, missing));
  if ('cap' in weight)
    return capped(toShares(memberWeights(weight.base, ballots, missing)), parseFraction(weight.cap) ?? ONE);
  if ('sqrt' in weight)
    return memberWeights(weight.sqrt, ballots, missing).map((base) =>
      nearestRoot(base, weight.decimals ?? 0),
    );
  if ('mix' in weight) {
    const parts = weight.mix.map((part) => ({
      share: parseFraction(part.share) ?? ZERO,
      shares: toShares(memberWeights(part.weight, ballots, missing)),
    }));
    return ballots.map((_, index) =>
      parts.reduce((sum, part) => add(sum, multiply(part.share, part.shares[index] ?? ZERO)), ZERO),
    );
  }
  return normalised(ballots, weight.normalise, weight.base ?? 'one', missing);
};

/** Share of each member in the whole, as exact fractions: public before any weighted ballot (domain 5). */
export const weightShares = (
  weight: Weight,
  ballots: readonly Ballot[],
): Readonly<Record<MemberId, RationalText>> => {
  const shares = toShares(memberWeights(weight, ballots));
  return Object.fromEntries(
    ballots.map((ballot, index) => [ballot.id, formatFraction(shares[index] ?? ZERO)]),
  );
};
