/**
 * Counts of coalitions soon pass 2^53. They are kept modulo primes below 2^52, where one addition or subtraction stays
 * exact in a double, and put together by the Chinese remainder theorem (engine-spec 4.3).
 */

/** 2^52 less these is prime: the twenty largest primes below 2^52. */
const BELOW_2_52 = [
  47, 143, 173, 183, 197, 209, 269, 285, 335, 395, 413, 473, 495, 557, 633, 635, 659, 669, 699, 755,
];
export const PRIMES: readonly number[] = BELOW_2_52.map((offset) => 2 ** 52 - offset);

/** Primes whose product passes 2^n: each is good for 51 members. */
export const moduliFor = (n: number): readonly number[] => {
  const needed = Math.max(1, Math.ceil(n / 51));
  if (needed > PRIMES.length) throw new RangeError(`no moduli for ${n} members`);
  return PRIMES.slice(0, needed);
};

/** The inverse of a modulo m, by Euclid. */
const inverse = (a: bigint, m: bigint): bigint => {
  let [r, s] = [m, a % m];
  let [u, v] = [0n, 1n];
  while (s !== 0n) {
    const quotient = r / s;
    [r, s] = [s, r - quotient * s];
    [u, v] = [v, u - quotient * v];
  }
  return ((u % m) + m) % m;
};

/** Reads the one whole number below the product of the moduli that leaves these residues. */
export const residueReader = (moduli: readonly number[]): ((residues: readonly number[]) => bigint) => {
  if (moduli.length === 1) return ([only = 0]) => BigInt(only);
  const product = moduli.reduce((all, modulus) => all * BigInt(modulus), 1n);
  const parts = moduli.map((modulus) => {
    const others = product / BigInt(modulus);
    return others * inverse(others, BigInt(modulus));
  });
  return (residues) => parts.reduce((sum, part, at) => sum + part * BigInt(residues[at] ?? 0), 0n) % product;
};

/** Coefficients below `length` of the product of (1 + z^step), modulo the modulus. */
export const productOfSteps = (steps: readonly number[], length: number, modulus: number): Float64Array => {
  const counts = new Float64Array(length);
  counts[0] = 1;
  let reach = 0;
  for (const step of [...steps].sort((a, b) => a - b)) {
    reach = Math.min(length - 1, reach + step);
    for (let at = reach; at >= step; at -= 1) {
      const sum = (counts[at] ?? 0) + (counts[at - step] ?? 0);
      counts[at] = sum >= modulus ? sum - modulus : sum;
    }
  }
  return counts;
};

/** Takes one factor (1 + z^step) out of such a product again; far cheaper than multiplying the others anew. */
export const withoutStep = (
  counts: Float64Array,
  step: number,
  modulus: number,
  into: Float64Array,
): Float64Array => {
  const { length } = counts;
  into.set(step < length ? counts.subarray(0, step) : counts);
  for (let at = step; at < length; at += 1) {
    const rest = (counts[at] ?? 0) - (into[at - step] ?? 0);
    into[at] = rest < 0 ? rest + modulus : rest;
  }
  return into;
};
