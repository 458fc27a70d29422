import {
  add,
  compare,
  divide,
  formatFraction,
  fraction,
  multiply,
  parseFraction,
  subtract,
  toDecimal,
  ZERO,
  type Fraction,
} from './fraction.ts';

/** A describing figure: exact where the formula is rational, with six decimals for showing. */
export interface Figure {
  readonly value: string;
  readonly exact: string;
}

/** The decimal that the number is written as; one that needs an exponent, or was rounded when read, is no figure of ours. */
const exactly = (value: number): Fraction => {
  const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
  const read = isRounded ? undefined : parseFraction(String(value));
  if (read === undefined) throw new RangeError(`no exact number: ${value}`);
  return read;
};
/** The same of a count or an amount, which is never below zero. */
const amount = (value: number): Fraction => {
  if (value < 0) throw new RangeError(`below zero: ${value}`);
  return exactly(value);
};
const TWO = fraction(2);
const magnitude = ({ n, d }: Fraction): Fraction => ({ n: n < 0n ? -n : n, d });

const figure = (value: Fraction): Figure => ({ value: toDecimal(value), exact: formatFraction(value) });

/** Agreement index of Hix, Noury and Roland: (max − (T − max)/2)/T; null when nobody spoke. */
export const agreementIndex = (counts: { for: number; against: number; abstain: number }): Figure | null => {
  const parts = [counts.for, counts.against, counts.abstain].map(amount);
  const total = parts.reduce(add, ZERO);
  if (total.n === 0n) return null;
  const most = parts.reduce((larger, part) => (compare(part, larger) > 0 ? part : larger), ZERO);
  return figure(divide(subtract(most, divide(subtract(total, most), TWO)), total));
};

/** Rice cohesion |F − A|/(F + A); null when nobody voted. */
export const riceIndex = (counts: { for: number; against: number }): Figure | null => {
  const [favour, against] = [amount(counts.for), amount(counts.against)];
  const total = add(favour, against);
  return total.n === 0n ? null : figure(divide(magnitude(subtract(favour, against)), total));
};

/** S score of Signorino and Ritter, absolute distance: 1 − 2·Σw|x − y|/(Σw·dmax), weights equal unless given. */
export const sScore = (
  a: readonly number[],
  b: readonly number[],
  dmax: number,
  weights: readonly number[] = a.map(() => 1),
): Figure | null => {
  if (a.length === 0 || a.length !== b.length || a.length !== weights.length) return null;
  let [distance, whole] = [ZERO, ZERO];
  for (const [index, value] of a.entries()) {
    const weight = exactly(weights[index] ?? 0);
    const apart = subtract(exactly(value), exactly(b[index] ?? 0));
    distance = add(distance, multiply(weight, magnitude(apart)));
    whole = add(whole, multiply(weight, exactly(dmax)));
  }
  if (whole.n === 0n) return null;
  return figure(subtract(fraction(1), divide(multiply(fraction(2), distance), whole)));
};

/** Lijphart's agreement: (full + partial/2)/total; null when there is nothing to compare. */
export const lijphartIndex = (full: number, partial: number, total: number): Figure | null =>
  total === 0 ? null : figure(divide(add(amount(full), divide(amount(partial), TWO)), amount(total)));

/** Product over groups of (A + 1)/(S + 2), with the geometric mean for comparing different numbers of groups. */
export const groupInformedConsensus = (
  groups: readonly { readonly agree: number; readonly seen: number }[],
): (Figure & { readonly geometricMean: string }) | null => {
  if (groups.length === 0) return null;
  const product = groups.reduce((product, { agree, seen }) => {
    if (agree > seen) throw new RangeError(`more agree than have seen it: ${agree} of ${seen}`);
    return multiply(product, divide(add(amount(agree), fraction(1)), add(amount(seen), TWO)));
  }, fraction(1));
  return { ...figure(product), geometricMean: geometricMean(groups).toFixed(6) };
};

/** A product below this is taken apart: many groups that all stand apart would leave the range of a double. */
const SMALL = 1e-150;

type AgreeSeen = readonly { readonly agree: number; readonly seen: number }[];

/** Π (A + 1)/(S + 2) as product · SMALL^scaled, in doubles, multiplied in the order given. */
const scaledProduct = (groups: AgreeSeen): { readonly product: number; readonly scaled: number } => {
  let [product, scaled] = [1, 0];
  for (const { agree, seen } of groups) {
    product *= (agree + 1) / (seen + 2);
    if (product >= SMALL) continue;
    product /= SMALL;
    scaled += 1;
  }
  return { product, scaled };
};

/** Π (A + 1)/(S + 2) as the describing figure that group-informed consensus is published as, in doubles. */
export const groupProduct = (groups: AgreeSeen): number => {
  const { product, scaled } = scaledProduct(groups);
  return product * SMALL ** scaled;
};

/** (Π (A + 1)/(S + 2))^(1/k), a describing figure in doubles, multiplied in the order given. */
export const geometricMean = (groups: AgreeSeen): number => {
  const { product, scaled } = scaledProduct(groups);
  return product ** (1 / groups.length) * SMALL ** (scaled / groups.length);
};

/** Gini = Σ(2i − n − 1)·x_i/(n·Σx), x ascending; 0 when nothing was shared out. */
export const gini = (values: readonly number[]): Figure => {
  const sorted = values.map(amount).sort(compare);
  const total = sorted.reduce(add, ZERO);
  if (total.n === 0n) return figure(ZERO);
  const weighted = sorted.reduce(
    (sum, value, index) => add(sum, multiply(fraction(2 * (index + 1) - sorted.length - 1), value)),
    ZERO,
  );
  return figure(divide(weighted, multiply(fraction(sorted.length), total)));
};

/** Share of speaking time over share of delegations; null when either whole is empty. */
export const voiceRatio = (
  groupSeconds: number,
  totalSeconds: number,
  groupDelegations: number,
  totalDelegations: number,
): Figure | null =>
  totalSeconds === 0 || totalDelegations === 0 || groupDelegations === 0
    ? null
    : figure(
        divide(
          divide(exactly(groupSeconds), exactly(totalSeconds)),
          divide(exactly(groupDelegations), exactly(totalDelegations)),
        ),
      );

/** Leik's ordinal consensus over levels from most to least favourable; 1 unanimous, 0 half at each end. */
export const leikConsensus = (counts: readonly number[]): Figure | null => {
  const levels = counts.map(amount);
  const total = levels.reduce(add, ZERO);
  const steps = levels.length - 1;
  if (total.n === 0n || steps < 1) return null;
  let [cumulative, spread] = [ZERO, ZERO];
  for (const count of levels.slice(0, steps)) {
    cumulative = add(cumulative, count);
    const above = subtract(total, cumulative);
    spread = add(spread, compare(cumulative, above) < 0 ? cumulative : above);
  }
  return figure(subtract(fraction(1), divide(multiply(TWO, spread), multiply(fraction(steps), total))));
};

export const CONSENSUS_LEVELS = ['fullConsensus', 'consensus', 'strongSupport', 'divergence'] as const;
export type ConsensusLevel = (typeof CONSENSUS_LEVELS)[number];

/**
 * Numeric proxy of the chair's reading of the room (domain 4.4), as shares of those who took a side or, when given,
 * of `total`; null when nobody did. The call stays the chair's.
 */
export const consensusLevel = (
  support: number,
  opposed: number,
  total = support + opposed,
): ConsensusLevel | null => {
  if (total === 0) return null;
  if (opposed === 0) return 'fullConsensus';
  if (opposed * 10 <= total) return 'consensus';
  return support * 3 >= total * 2 ? 'strongSupport' : 'divergence';
};
