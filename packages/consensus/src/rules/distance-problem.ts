import type { MoveBranch } from './requirements.ts';

/** One way in which a member can move: what it costs, and what it gains towards each requirement. */
export interface MoveOption {
  /** Index of the way among those asked for. */
  readonly way: number;
  readonly cost: number;
  /** In the order of the requirements; safe integers, negative where the move takes away. */
  readonly gains: readonly number[];
}

/** A member that can move, with its ways; `seat` is its index among the members asked about. */
export interface Mover {
  readonly seat: number;
  readonly options: readonly MoveOption[];
}

/** Find movers whose gains reach every deficit. */
export interface CoverProblem {
  readonly deficits: readonly number[];
  readonly movers: readonly Mover[];
}

export interface ChosenMove {
  readonly seat: number;
  readonly way: number;
}

/** A set of movers that reaches every deficit, by seat. */
export interface Cover {
  readonly moves: readonly ChosenMove[];
  readonly cost: number;
}

/** Nodes that may still be visited; shared by all searches of one question, so that the whole is bounded. */
export interface Budget {
  left: number;
}

const isWorse = (
  option: MoveOption,
  other: MoveOption,
  valueOf: (option: MoveOption) => number,
  isLater: boolean,
): boolean => {
  if (valueOf(other) > valueOf(option)) return false;
  let isEqual = valueOf(other) === valueOf(option);
  for (const [at, gain] of option.gains.entries()) {
    const better = other.gains[at] ?? 0;
    if (better < gain) return false;
    if (better > gain) isEqual = false;
  }
  return !isEqual || isLater;
};

/** Drops options that gain nothing or are nowhere better than another one of the member that is worth no more. */
export const usefulMovers = (
  movers: readonly Mover[],
  valueOf: (option: MoveOption) => number,
): readonly Mover[] =>
  movers.flatMap(({ seat, options }) => {
    const gaining = options.filter(({ gains }) => gains.some((gain) => gain > 0));
    const kept =
      gaining.length < 2
        ? gaining
        : gaining.filter(
            (option, at) =>
              !gaining.some((other, place) => place !== at && isWorse(option, other, valueOf, place < at)),
          );
    return kept.length === 0 ? [] : [{ seat, options: kept }];
  });

/** Whether these moves reach every deficit. */
export const reaches = ({ deficits, movers }: CoverProblem, moves: readonly ChosenMove[]): boolean => {
  const bySeat = new Map(movers.map((mover) => [mover.seat, mover]));
  return deficits.every((deficit, part) => {
    let sum = 0;
    for (const { seat, way } of moves)
      sum += bySeat.get(seat)?.options.find((option) => option.way === way)?.gains[part] ?? 0;
    return sum >= deficit;
  });
};

/**
 * The fewest movers by the numbers themselves, where one requirement is open: the largest gains first. They come with
 * their first way that gains as much. `undefined` when several are open or all together do not reach it.
 */
export const fewestByWholeNumbers = (
  branch: MoveBranch,
  movers: readonly Mover[],
): readonly ChosenMove[] | undefined => {
  const [open, ...others] = branch.filter(({ deficit }) => deficit > 0n);
  if (open === undefined || others.length > 0) return undefined;
  const best = movers.map(({ seat, options }) => {
    let [gain, way] = [0n, 0];
    for (const option of options) {
      const here = open.gains[option.way]?.[seat] ?? 0n;
      if (here > gain) [gain, way] = [here, option.way];
    }
    return { seat, gain, way };
  });
  best.sort((a, b) => (a.gain === b.gain ? a.seat - b.seat : a.gain < b.gain ? 1 : -1));
  let left = open.deficit;
  for (const [at, { gain }] of best.entries()) {
    left -= gain;
    if (left <= 0n)
      return best
        .slice(0, at + 1)
        .map(({ seat, way }) => ({ seat, way }))
        .sort((a, b) => a.seat - b.seat);
  }
  return undefined;
};

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};
const divideUp = (value: bigint, by: bigint): bigint => {
  const whole = value / by;
  return whole * by < value ? whole + 1n : whole;
};

/** A requirement whose gains share a divisor is the same requirement with all of it divided, the deficit rounded up. */
const reduced = (deficit: bigint, gains: readonly (readonly bigint[])[]) => {
  let common = 0n;
  for (const byWay of gains) for (const gain of byWay) if (gain !== 0n) common = gcd(common, gain);
  if (common <= 1n) return { deficit, gains };
  return {
    deficit: divideUp(deficit, common),
    gains: gains.map((byWay) => byWay.map((gain) => gain / common)),
  };
};

/** The requirements of a branch as safe integers, gains by requirement, way and seat. */
export interface SafeBranch {
  readonly deficits: readonly number[];
  readonly gains: readonly (readonly (readonly number[])[])[];
  /** The branch itself where numbers beyond 2^53 were rounded in favour of the movers: a cover has to be tried. */
  readonly rounded?: MoveBranch;
}

/**
 * Divides each requirement by the common divisor of its gains. What is still too large is rounded so that nothing is
 * lost: every true cover is a cover of the rounded branch, so that its least value is a bound.
 */
export const safeBranch = (branch: MoveBranch): SafeBranch => {
  const deficits: number[] = [];
  const gains: number[][][] = [];
  let exact = true;
  for (const requirement of branch) {
    const part = reduced(requirement.deficit, requirement.gains);
    let most = magnitude(part.deficit);
    for (const byWay of part.gains) for (const gain of byWay) most += magnitude(gain);
    // Gains rounded up lose at most one each; the scale leaves room for that.
    const scale = most > LARGEST ? most / (LARGEST / 4n) + 1n : 1n;
    if (scale > 1n) exact = false;
    deficits.push(
      Number(
        scale === 1n ? part.deficit : part.deficit > 0n ? part.deficit / scale : part.deficit / scale - 1n,
      ),
    );
    gains.push(
      part.gains.map((byWay) => byWay.map((gain) => Number(scale === 1n ? gain : divideUp(gain, scale)))),
    );
  }
  return exact ? { deficits, gains } : { deficits, gains, rounded: branch };
};
