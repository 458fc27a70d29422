/** √(2π). */
const ROOT_OF_TWO_PI = 2.5066282746310002;
/** From here on the continued fraction is better than the series. */
const FAR = 3;
/** Terms of either; more change nothing in a double. */
const TERMS = 60;

/** 1 − Φ(z) of the normal distribution, to about 1e-15 of its value beyond 3 and 1e-15 before. */
export const upperTail = (z: number): number => {
  if (z < 0) return 1 - upperTail(-z);
  const density = Math.exp((-z * z) / 2) / ROOT_OF_TWO_PI;
  if (z >= FAR) {
    let fraction = 0;
    for (let depth = TERMS; depth >= 1; depth -= 1) fraction = depth / (z + fraction);
    return density / (z + fraction);
  }
  let term = z;
  let sum = z;
  for (let n = 1; n <= TERMS; n += 1) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return 0.5 - density * sum;
};
