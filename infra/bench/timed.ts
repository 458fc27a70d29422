/** Median of milliseconds. */
export const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** Median milliseconds of a few runs after two that warm up, with the last answer. */
export const timed = <T>(work: () => T, runs = 7): { readonly ms: number; readonly result: T } => {
  work();
  let result = work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    result = work();
    times.push(performance.now() - began);
  }
  return { ms: median(times), result };
};

/** Numbers from 0 to below `bound` that look drawn by chance and are the same on every run. */
export const draws = (seed: number): ((bound: number) => number) => {
  let state = seed >>> 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
};
