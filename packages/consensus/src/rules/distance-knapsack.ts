import type { ChosenMove, Cover, Mover } from './distance-problem.ts';

/** Longest table of a knapsack; beyond it the search by branch and bound answers. */
export const TABLE_MAX = 200_000;
/** Most choices remembered, movers × length of the table; one byte each. */
export const CHOICES_MAX = 60_000_000;

/** A first cover by best gain for its cost: an upper bound of the least cost, undefined when nothing reaches it. */
export const greedyCost = (movers: readonly Mover[], deficit: number): number | undefined => {
  const best = movers
    .map(({ options }) =>
      options.reduce(
        (kept, { cost, gains }) => {
          const gain = gains[0] ?? 0;
          return gain > kept.gain || (gain === kept.gain && cost < kept.cost) ? { gain, cost } : kept;
        },
        { gain: 0, cost: 0 },
      ),
    )
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => a.cost * b.gain - b.cost * a.gain || b.gain - a.gain);
  let [open, cost] = [deficit, 0];
  for (const option of best) {
    if (open <= 0) break;
    open -= option.gain;
    cost += option.cost;
  }
  return open <= 0 ? cost : undefined;
};

const traced = (
  movers: readonly Mover[],
  taken: readonly Uint8Array[],
  start: number,
  step: (place: number, cost: number, gain: number) => number,
): Cover => {
  const moves: ChosenMove[] = [];
  let [place, total] = [start, 0];
  for (let at = movers.length - 1; at >= 0; at -= 1) {
    const choice = taken[at]?.[place] ?? 0;
    const mover = movers[at];
    const option = mover?.options[choice - 1];
    if (choice === 0 || mover === undefined || option === undefined) continue;
    moves.push({ seat: mover.seat, way: option.way });
    total += option.cost;
    place = step(place, option.cost, option.gains[0] ?? 0);
  }
  return { moves: moves.reverse(), cost: total };
};

/**
 * Least cost by the most that each cost can gain: O(movers × options × `costMax`), whatever the size of the deficit.
 * `costMax` is the cost of any cover. Movers come with their useful options; costs are whole numbers.
 */
export const coverByCost = (
  movers: readonly Mover[],
  deficit: number,
  costMax: number,
): Cover | undefined => {
  const most = new Float64Array(costMax + 1);
  const taken = movers.map(() => new Uint8Array(costMax + 1));
  for (const [at, { options }] of movers.entries()) {
    const choices = taken[at];
    if (choices === undefined) continue;
    for (let place = costMax; place >= 0; place -= 1) {
      let [best, choice] = [most[place] ?? 0, 0];
      for (const [index, { cost, gains }] of options.entries()) {
        if (cost > place) continue;
        const gain = (most[place - cost] ?? 0) + (gains[0] ?? 0);
        if (gain > best) [best, choice] = [gain, index + 1];
      }
      most[place] = best;
      choices[place] = choice;
    }
  }
  const least = most.findIndex((gain) => gain >= deficit);
  return least < 0 ? undefined : traced(movers, taken, least, (place, cost) => place - cost);
};

/** Least cost by the deficit that is left: O(movers × options × deficit), whatever the costs. */
export const coverByDeficit = (movers: readonly Mover[], deficit: number): Cover | undefined => {
  const least = new Float64Array(deficit + 1).fill(Infinity);
  least[0] = 0;
  const taken = movers.map(() => new Uint8Array(deficit + 1));
  for (const [at, { options }] of movers.entries()) {
    const choices = taken[at];
    if (choices === undefined) continue;
    for (let place = deficit; place > 0; place -= 1) {
      let [best, choice] = [least[place] ?? Infinity, 0];
      for (const [index, { cost, gains }] of options.entries()) {
        const sum = (least[Math.max(0, place - (gains[0] ?? 0))] ?? Infinity) + cost;
        if (sum < best) [best, choice] = [sum, index + 1];
      }
      least[place] = best;
      choices[place] = choice;
    }
  }
  return (least[deficit] ?? Infinity) === Infinity
    ? undefined
    : traced(movers, taken, deficit, (place, _cost, gain) => Math.max(0, place - gain));
};
