/** An exact rational in lowest terms; the denominator is positive. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** n/d in lowest terms. A zero denominator is a fault of the caller. */
export const fraction = (n: bigint | number, d: bigint | number = 1n): Fraction => {
  const top = BigInt(n);
  const bottom = BigInt(d);
  if (bottom === 0n) throw new RangeError('a fraction has no zero denominator');
  if (bottom === 1n) return { n: top, d: 1n };
  const common = gcd(top, bottom) || 1n;
  const sign = bottom < 0n ? -1n : 1n;
  return { n: (sign * top) / common, d: (sign * bottom) / common };
};

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };

export const add = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? fraction(a.n + b.n, a.d) : fraction(a.n * b.d + b.n * a.d, a.d * b.d);
/** The sum of all, over their common denominator: many at once are reduced only in the end. */
export const sumOfFractions = (all: readonly Fraction[]): Fraction => {
  const common = all.reduce((multiple, { d }) => multiple * (d / (gcd(multiple, d) || 1n)), 1n);
  return fraction(
    all.reduce((sum, { n, d }) => sum + n * (common / d), 0n),
    common,
  );
};
export const subtract = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
/** Negative, zero or positive, as a is less than, equal to or greater than b. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

const RATIONAL = /^(-?\d{1,40})(?:\/(\d{1,40})|\.(\d{1,30}))?$/;

/** Reads "2/3", "0.65" or "9" exactly; `undefined` for anything else. */
export const parseFraction = (text: string): Fraction | undefined => {
  const match = RATIONAL.exec(text);
  if (match === null) return undefined;
  const [, whole = '', denominator, decimals] = match;
  if (denominator !== undefined)
    return BigInt(denominator) === 0n ? undefined : fraction(BigInt(whole), BigInt(denominator));
  if (decimals === undefined) return fraction(BigInt(whole));
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
};

/** "5/9", or "3" for a whole number. */
export const formatFraction = ({ n, d }: Fraction): string => (d === 1n ? String(n) : `${n}/${d}`);

/** Rounded half up (away from zero) to so many decimals, for showing beside the exact value. */
export const toDecimal = ({ n, d }: Fraction, decimals = 6): string => {
  const scale = 10n ** BigInt(decimals);
  const negative = n < 0n;
  const scaled = ((negative ? -n : n) * scale * 2n + d) / (2n * d);
  const digits = String(scaled).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  return `${negative && scaled !== 0n ? '-' : ''}${digits.slice(0, point)}${decimals === 0 ? '' : '.'}${digits.slice(point)}`;
};

/** The nearest double, for describing figures only; nothing is decided on it. */
export const toNumber = (value: Fraction): number => {
  const whole = value.n / value.d;
  const rest = value.n - whole * value.d;
  const scale = 1_000_000_000_000_000n;
  return Number(whole) + Number((rest * scale) / value.d) / Number(scale);
};

/** Least whole number not below the value. */
export const ceiling = ({ n, d }: Fraction): bigint => {
  const whole = n / d;
  return whole * d < n ? whole + 1n : whole;
};

/** Greatest whole number not above the value. */
export const floor = ({ n, d }: Fraction): bigint => {
  const whole = n / d;
  return whole * d > n ? whole - 1n : whole;
};
