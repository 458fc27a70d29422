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

/** The decimal that the number is written as; a number that needs an exponent is no figure of ours. */
const exactly = (value: number): Fraction => {
  const read = parseFraction(String(value));
  if (read === undefined) throw new RangeError(`no exact number: ${value}`);
  return read;
};
const magnitude = ({ n, d }: Fraction): Fraction => ({ n: n < 0n ? -n : n, d });

const figure = (value: Fraction): Figure => ({ value: toDecimal(value), exact: formatFraction(value) });

/** Agreement index of Hix, Noury and Roland: (max − (T − max)/2)/T; null when nobody spoke. */
export const agreementIndex = (counts: { for: number; against: number; abstain: number }): Figure | null => {
  const total = counts.for + counts.against + counts.abstain;
  if (total === 0) return null;
  const most = Math.max(counts.for, counts.against, counts.abstain);
  return figure(fraction(2 * most - (total - most), 2 * total));
};

/** Rice cohesion |F − A|/(F + A); null when nobody voted. */
export const riceIndex = (counts: { for: number; against: number }): Figure | null => {
  const total = counts.for + counts.against;
  return total === 0 ? null : figure(fraction(Math.abs(counts.for - counts.against), total));
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
  total === 0 ? null : figure(fraction(2 * full + partial, 2 * total));

/** Product over groups of (A + 1)/(S + 2), with the geometric mean for comparing different numbers of groups. */
export const groupInformedConsensus = (
  groups: readonly { readonly agree: number; readonly seen: number }[],
): (Figure & { readonly geometricMean: string }) | null => {
  if (groups.length === 0) return null;
  const product = groups.reduce(
    (sum, group) => multiply(sum, fraction(group.agree + 1, group.seen + 2)),
    fraction(1),
  );
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
  const sorted = values.map(exactly).sort(compare);
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
  const total = counts.reduce((sum, count) => sum + count, 0);
  const steps = counts.length - 1;
  if (total === 0 || steps < 1) return null;
  let cumulative = 0;
  let spread = 0;
  for (const count of counts.slice(0, steps)) {
    cumulative += count;
    spread += Math.min(cumulative, total - cumulative);
  }
  return figure(subtract(fraction(1), fraction(2 * spread, steps * total)));
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
