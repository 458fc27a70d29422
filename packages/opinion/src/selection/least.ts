/** Two numbers nearer than this share of the smaller are one: sums of the same parts in another order. */
const SAME = 1e-9;

/** The place of the least finite number that may be taken, the first of equals; undefined where there is none. */
export const leastOf = (values: Float64Array, isTaken: (place: number) => boolean): number | undefined => {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? least;
    if (isTaken(place) || !(best === undefined ? value < least : value < least * (1 - SAME))) continue;
    best = place;
    least = value;
  }
  return best;
};
