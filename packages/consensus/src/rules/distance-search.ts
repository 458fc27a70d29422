import {
  usefulMovers,
  type Budget,
  type ChosenMove,
  type Cover,
  type CoverProblem,
  type MoveOption,
  type Mover,
} from './distance-problem.ts';

export interface SearchOptions {
  /** What is to be least: 1 for the number of movers, the cost, or anything whole that is not negative. */
  readonly valueOf: (option: MoveOption) => number;
  /** Only covers of less value than this are looked for. */
  readonly below?: number;
  /** Only covers of at most so many movers. */
  readonly sizeMax?: number;
  /** How many of the least covers are kept; 1 unless given. */
  readonly keep?: number;
  readonly budget: Budget;
}

export interface SearchAnswer {
  /** The least covers found, by value, then in the order found. */
  readonly covers: readonly (Cover & { readonly value: number })[];
  /** No cover has less value than this, whether or not the search came to its end. */
  readonly bound: number;
  /** False when the budget ran out: then the covers may not be the least. */
  readonly proven: boolean;
}

/** Movers whose options are the same, so that which of them moves makes no difference. */
interface Kind {
  readonly options: readonly MoveOption[];
  readonly seats: readonly number[];
  readonly waysOf: readonly (readonly number[])[];
}
/** One option of a kind; the options of a kind share its movers. */
interface Item {
  readonly kind: number;
  readonly option: number;
  readonly value: number;
  readonly cost: number;
  readonly gains: readonly number[];
  readonly promise: number;
}
/** How many of each item are taken; takings with the same totals of kinds are the same sets of members. */
interface Taking {
  readonly value: number;
  readonly taken: readonly number[];
  readonly totals: string;
  readonly sets: number;
}

const kindsOf = (movers: readonly Mover[], valueOf: SearchOptions['valueOf']): readonly Kind[] => {
  const byKey = new Map<string, { options: readonly MoveOption[]; seats: number[]; waysOf: number[][] }>();
  for (const { seat, options } of movers) {
    const key = options
      .map((option) => `${valueOf(option)}:${option.cost}:${option.gains.join(',')}`)
      .join(';');
    const kind = byKey.get(key) ?? { options, seats: [], waysOf: [] };
    kind.seats.push(seat);
    kind.waysOf.push(options.map(({ way }) => way));
    byKey.set(key, kind);
  }
  return [...byKey.values()];
};

/** Progress of an option towards the open requirements for what it is worth; orders the search, decides nothing. */
const promiseOf = (gains: readonly number[], value: number, deficits: readonly number[]): number => {
  const progress = gains.reduce((sum, gain, part) => {
    const deficit = deficits[part] ?? 0;
    return deficit > 0 ? sum + gain / deficit : sum;
  }, 0);
  return value === 0 ? (progress > 0 ? Infinity : progress) : progress / value;
};

const lexicographic = (a: readonly number[], b: readonly number[]): number => {
  for (const [at, left] of a.entries()) if (left !== b[at]) return left > (b[at] ?? 0) ? -1 : 1;
  return 0;
};

const itemsOf = (kinds: readonly Kind[], deficits: readonly number[], valueOf: SearchOptions['valueOf']) =>
  kinds
    .flatMap(({ options, seats }, kind) =>
      options.map((option, at): Item & { readonly first: number } => {
        const value = valueOf(option);
        const { gains, cost } = option;
        const promise = promiseOf(gains, value, deficits);
        return { kind, option: at, value, cost, gains, promise, first: seats[0] ?? 0 };
      }),
    )
    .sort(
      (a, b) =>
        (a.promise === b.promise ? 0 : b.promise > a.promise ? 1 : -1) ||
        lexicographic(a.gains, b.gains) ||
        a.first - b.first,
    );

/** n over k, counted no further than `most`. */
const choose = (n: number, k: number, most: number): number => {
  let sets = 1;
  for (let at = 1; at <= Math.min(k, n - k); at += 1) {
    sets = (sets * (n - at + 1)) / at;
    if (sets >= most) return most;
  }
  return sets;
};

/** The first combinations of `k` of these, in order, no more than `most`. */
const combinations = (of: readonly number[], k: number, most: number): number[][] => {
  const found: number[][] = [];
  const visit = (from: number, chosen: readonly number[]): void => {
    if (chosen.length === k) {
      found.push([...chosen]);
      return;
    }
    for (let at = from; at <= of.length - (k - chosen.length) && found.length < most; at += 1)
      visit(at + 1, [...chosen, of[at] ?? 0]);
  };
  visit(0, []);
  return found;
};

/** How many movers of each kind are taken. */
const totalsOf = (kinds: readonly Kind[], items: readonly Item[], taken: readonly number[]): number[] => {
  const totals = kinds.map(() => 0);
  for (const [place, { kind }] of items.entries()) totals[kind] = (totals[kind] ?? 0) + (taken[place] ?? 0);
  return totals;
};

/**
 * The sets of members behind a taking, in the order of seats, no more than `most`. Within a kind it makes no difference
 * who takes which option: each set of members comes once.
 */
const setsOf = (
  kinds: readonly Kind[],
  items: readonly Item[],
  taken: readonly number[],
  most: number,
): readonly Cover[] => {
  const totals = totalsOf(kinds, items, taken);
  const cost = items.reduce((sum, item, place) => sum + item.cost * (taken[place] ?? 0), 0);
  let sets: readonly (readonly ChosenMove[])[] = [[]];
  for (const [at, kind] of kinds.entries()) {
    const total = totals[at] ?? 0;
    if (total === 0) continue;
    const options = items.flatMap((item, place) =>
      item.kind === at ? Array.from({ length: taken[place] ?? 0 }, () => item.option) : [],
    );
    const inKind = combinations([...kind.seats.keys()], total, most).map((chosen) =>
      chosen.map((index, place): ChosenMove => ({
        seat: kind.seats[index] ?? 0,
        way: kind.waysOf[index]?.[options[place] ?? 0] ?? 0,
      })),
    );
    sets = sets.flatMap((moves) => inKind.map((added) => [...moves, ...added])).slice(0, most);
  }
  return sets.map((moves) => ({ cost, moves: [...moves].sort((x, y) => x.seat - y.seat) }));
};

/** For each item the later ones that are nowhere better: they move only after all of it has moved. */
const dominatedBy = (kinds: readonly Kind[], items: readonly Item[]): readonly (readonly number[])[] =>
  items.map((item, place) =>
    kinds[item.kind]?.options.length !== 1
      ? []
      : items.flatMap((other, at) =>
          at > place &&
          other.value >= item.value &&
          kinds[other.kind]?.options.length === 1 &&
          other.gains.every((gain, part) => gain <= (item.gains[part] ?? 0))
            ? [at]
            : [],
        ),
  );

/** For each requirement the places of the items that help it, in an order. */
const helping = (
  items: readonly Item[],
  parts: number,
  order: (a: Item, b: Item, part: number) => number,
): readonly (readonly number[])[] =>
  Array.from({ length: parts }, (_, part) =>
    items
      .map((item, place) => ({ item, place }))
      .filter(({ item }) => (item.gains[part] ?? 0) > 0)
      .sort((a, b) => order(a.item, b.item, part) || a.place - b.place)
      .map(({ place }) => place),
  );

/** Comparisons of items that cost as much as visiting a node, and items of a node that are looked at in one step. */
const COMPARISONS_PER_STEP = 50_000;
const ITEMS_PER_STEP = 600;

/**
 * Branch and bound over kinds of movers and their options: the bound is the largest fractional optimum that any single
 * requirement needs of what remains. Depth first, most promising first; stops when the budget is used up.
 */
export const searchCovers = (
  problem: CoverProblem,
  { valueOf, below = Infinity, sizeMax = Infinity, keep = 1, budget }: SearchOptions,
): SearchAnswer => {
  const kinds = kindsOf(usefulMovers(problem.movers, valueOf), valueOf);
  const items = itemsOf(kinds, problem.deficits, valueOf);
  // Setting out costs as well: many questions about many members must end together.
  budget.left -= Math.floor(items.length ** 2 / COMPARISONS_PER_STEP);
  const stepsPerNode = Math.max(1, Math.round(items.length / ITEMS_PER_STEP));
  const parts = problem.deficits.length;
  const takesAway = items.some(({ gains }) => gains.some((gain) => gain < 0));
  const free = kinds.map(({ seats }) => seats.length);
  const gainAt = (place: number, part: number): number => items[place]?.gains[part] ?? 0;
  const byRatio = helping(
    items,
    parts,
    (a, b, part) => a.value * (b.gains[part] ?? 0) - b.value * (a.gains[part] ?? 0),
  );
  const byGain = helping(items, parts, (a, b, part) => (b.gains[part] ?? 0) - (a.gains[part] ?? 0));
  const dominated = keep === 1 && sizeMax === Infinity ? dominatedBy(kinds, items) : items.map(() => []);
  const barred = items.map(() => 0);

  /** Least value, as a fraction rounded up, with which the items from here on reach one deficit. */
  const leastValue = (part: number, from: number, deficit: number): number => {
    if (deficit <= 0) return 0;
    let [open, value] = [deficit, 0];
    for (const place of byRatio[part] ?? []) {
      if (place < from || (barred[place] ?? 0) > 0) continue;
      const item = items[place];
      const count = item === undefined ? 0 : (free[item.kind] ?? 0);
      if (item === undefined || count === 0) continue;
      const gain = item.gains[part] ?? 0;
      // A little is taken off before rounding up, so that an error of the division never makes the bound too large.
      if (gain * count >= open) return Math.ceil(value + (item.value * open) / gain - 1e-6);
      open -= gain * count;
      value += item.value * count;
    }
    return Infinity;
  };
  const leastCount = (part: number, from: number, deficit: number): number => {
    if (deficit <= 0) return 0;
    let [open, used] = [deficit, 0];
    for (const place of byGain[part] ?? []) {
      const count = place < from ? 0 : (free[items[place]?.kind ?? -1] ?? 0);
      if (count === 0) continue;
      const gain = gainAt(place, part);
      if (gain * count >= open) return used + Math.ceil(open / gain - 1e-6);
      open -= gain * count;
      used += count;
    }
    return Infinity;
  };
  const bound = (least: typeof leastValue, from: number, deficits: readonly number[]): number => {
    let most = 0;
    for (let part = 0; part < parts; part += 1) most = Math.max(most, least(part, from, deficits[part] ?? 0));
    return most;
  };

  const taken = items.map(() => 0);
  let found: Taking[] = [];
  let limit = below;
  let proven = true;
  const hold = (value: number): void => {
    const counts = totalsOf(kinds, items, taken);
    const totals = counts.join(',');
    const known = found.find((taking) => taking.totals === totals);
    if (known !== undefined && known.value <= value) return;
    const sets = counts.reduce(
      (product, count, kind) => Math.min(keep, product * choose(kinds[kind]?.seats.length ?? 0, count, keep)),
      1,
    );
    found = [...found.filter((taking) => taking !== known), { value, taken: [...taken], totals, sets }];
    found.sort((a, b) => a.value - b.value);
    let held = 0;
    const last = found.findIndex((taking) => (held += taking.sets) >= keep);
    if (last < 0) return;
    found = found.slice(0, last + 1);
    limit = Math.min(limit, found[last]?.value ?? limit);
  };
  const visit = (at: number, used: number, size: number, deficits: readonly number[]): void => {
    if (deficits.every((deficit) => deficit <= 0)) {
      if (used < limit) hold(used);
      return;
    }
    const item = items[at];
    if (item === undefined || used + bound(leastValue, at, deficits) >= limit) return;
    if (sizeMax !== Infinity && size + bound(leastCount, at, deficits) > sizeMax) return;
    if (budget.left <= 0) {
      proven = false;
      return;
    }
    budget.left -= stepsPerNode;
    const here = free[item.kind] ?? 0;
    const useful = takesAway
      ? here
      : item.gains.reduce((most, gain, part) => {
          const deficit = deficits[part] ?? 0;
          return gain > 0 && deficit > 0 ? Math.max(most, Math.ceil(deficit / gain)) : most;
        }, 0);
    const most = (barred[at] ?? 0) > 0 ? 0 : Math.min(here, useful, sizeMax - size);
    for (let count = most; count >= 0; count -= 1) {
      if (used + item.value * count >= limit) continue;
      const isPart = count < here;
      taken[at] = count;
      free[item.kind] = here - count;
      if (isPart) for (const place of dominated[at] ?? []) barred[place] = (barred[place] ?? 0) + 1;
      visit(
        at + 1,
        used + item.value * count,
        size + count,
        count === 0 ? deficits : deficits.map((deficit, part) => deficit - gainAt(at, part) * count),
      );
      if (isPart) for (const place of dominated[at] ?? []) barred[place] = (barred[place] ?? 0) - 1;
    }
    taken[at] = 0;
    free[item.kind] = here;
  };
  const least = bound(leastValue, 0, problem.deficits);
  visit(0, 0, 0, problem.deficits);
  const covers = found
    .flatMap((taking) =>
      setsOf(kinds, items, taking.taken, keep).map((cover) => ({ ...cover, value: taking.value })),
    )
    .slice(0, keep);
  return { covers, bound: proven ? (covers[0]?.value ?? below) : least, proven };
};
