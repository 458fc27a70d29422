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
