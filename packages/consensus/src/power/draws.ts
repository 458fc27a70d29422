/** A whole number from 0 up to, not including, the bound (at most 2^32), each as likely as another to within 2^-32. */
export type Draw = (bound: number) => number;

/** Reproducible draws from a seed: three words of state and a counter (sfc32 of PractRand), all in 32-bit arithmetic. */
export const seededDraw = (seed: number): Draw => {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = (): number => {
    const word = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
  // The first words of close seeds are close.
  for (let warm = 0; warm < 16; warm += 1) next();
  return (bound) => Math.floor((next() / 2 ** 32) * bound);
};
