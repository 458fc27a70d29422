import { tokenise } from '../tokens.ts';
import { ascendingRun, type TokenPair } from './common-tokens.ts';

/** How a paragraph of one text answers to one of another. */
export interface ParagraphPair {
  readonly old: number;
  readonly next: number;
  /** Whether it left the order of the others. */
  readonly isMoved: boolean;
  /** Dice similarity of their words, from 0 to 1. */
  readonly similarity: number;
}

/** Which paragraphs answer to which; those that are named nowhere are gone or new. Pairs ascend in the new text. */
export type ParagraphAlignment = readonly ParagraphPair[];

/** Least similarity of a paragraph that keeps its order, and of one that does not. */
const SIMILAR_MIN = 0.5;
const MOVED_MIN = 0.6;
/** Fewest words of a paragraph that is recognised out of its order by its words alone. */
const MOVED_TOKENS_MIN = 4;
/** Where one has so much fewer words than the other, they are not compared. */
const LENGTH_RATIO_MIN = 0.4;

/** A paragraph as a bag of words: sorted numbers of its tokens, equal for equal words. */
type Bag = Int32Array;

const bagger = (): ((text: string) => Bag) => {
  const numbers = new Map<string, number>();
  return (text) => {
    const bag = Int32Array.from(tokenise(text), (token) => {
      const word = token.trim();
      const known = numbers.get(word) ?? numbers.size;
      numbers.set(word, known);
      return known;
    });
    return bag.sort();
  };
};

/** 2·|A ∩ B| / (|A| + |B|) over bags; 0 where the lengths alone keep them apart, 1 for two empty ones. */
const diceOf = (a: Bag, b: Bag): number => {
  if (a.length === 0 && b.length === 0) return 1;
  const [less, more] = a.length < b.length ? [a.length, b.length] : [b.length, a.length];
  if (less < LENGTH_RATIO_MIN * more) return 0;
  let [i, j, common] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) common += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return (2 * common) / (a.length + b.length);
};

const uniqueIn = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  texts.forEach((text, at) => (places.has(text) ? twice.add(text) : places.set(text, at)));
  for (const text of twice) places.delete(text);
  return places;
};

/** The pairs of a gap that keep their order with the greatest sum of similarities. */
const inOrder = (
  old: readonly Bag[],
  next: readonly Bag[],
  [oldFrom, oldTo, newFrom, newTo]: readonly [number, number, number, number],
): readonly ParagraphPair[] => {
  const [rows, columns] = [oldTo - oldFrom, newTo - newFrom];
  if (rows === 0 || columns === 0) return [];
  const similarity = new Float64Array(rows * columns);
  const best = new Float64Array((rows + 1) * (columns + 1));
  const at = (row: number, column: number): number => row * (columns + 1) + column;
  const nothing = new Int32Array(0);
  for (let row = 1; row <= rows; row += 1)
    for (let column = 1; column <= columns; column += 1) {
      const alike = diceOf(old[oldFrom + row - 1] ?? nothing, next[newFrom + column - 1] ?? nothing);
      similarity[(row - 1) * columns + column - 1] = alike;
      const paired = alike >= SIMILAR_MIN ? (best[at(row - 1, column - 1)] ?? 0) + alike : 0;
      best[at(row, column)] = Math.max(
        best[at(row - 1, column)] ?? 0,
        best[at(row, column - 1)] ?? 0,
        paired,
      );
    }
  const pairs: ParagraphPair[] = [];
  for (let [row, column] = [rows, columns]; row > 0 && column > 0;) {
    const here = best[at(row, column)] ?? 0;
    if (here === (best[at(row - 1, column)] ?? 0)) row -= 1;
    else if (here === (best[at(row, column - 1)] ?? 0)) column -= 1;
    else {
      row -= 1;
      column -= 1;
      const alike = similarity[row * columns + column] ?? 0;
      pairs.push({ old: oldFrom + row, next: newFrom + column, isMoved: false, similarity: alike });
    }
  }
  return pairs.reverse();
};

/** What is left over, by descending similarity; of equals the earlier old one, then the earlier new one. */
const outOfOrder = (
  old: readonly Bag[],
  next: readonly Bag[],
  oldLeft: readonly number[],
  newLeft: readonly number[],
): readonly ParagraphPair[] => {
  const nothing = new Int32Array(0);
  const long = (bags: readonly Bag[]) => (place: number) => (bags[place]?.length ?? 0) >= MOVED_TOKENS_MIN;
  const candidates = oldLeft.filter(long(old)).flatMap((place) =>
    newLeft.filter(long(next)).flatMap((other): readonly ParagraphPair[] => {
      const similarity = diceOf(old[place] ?? nothing, next[other] ?? nothing);
      return similarity < MOVED_MIN ? [] : [{ old: place, next: other, isMoved: true, similarity }];
    }),
  );
  candidates.sort((a, b) => b.similarity - a.similarity || a.old - b.old || a.next - b.next);
  const [takenOld, takenNew] = [new Set<number>(), new Set<number>()];
  return candidates.filter((pair) => {
    if (takenOld.has(pair.old) || takenNew.has(pair.next)) return false;
    takenOld.add(pair.old);
    takenNew.add(pair.next);
    return true;
  });
};

/**
 * CMP-4: which paragraph of a retyped text is which of the old one (engine specification 1.9). Texts that stand once on
 * each side are matched, those in order are fixed; between them pairs that keep their order by greatest similarity;
 * what is left over, where it is alike enough, moved. Never use it across different documents.
 */
export const alignParagraphs = (old: readonly string[], next: readonly string[]): ParagraphAlignment => {
  const bag = bagger();
  const [oldBags, newBags] = [old.map(bag), next.map(bag)];
  const there = uniqueIn(next);
  const exact = [...uniqueIn(old)].flatMap(([text, place]): readonly TokenPair[] => {
    const other = there.get(text);
    return other === undefined ? [] : [[place, other]];
  });
  const fixed = ascendingRun(exact);
  const isFixed = new Set(fixed.map(([place]) => place));
  const pairs: ParagraphPair[] = exact.map(([place, other]) => ({
    old: place,
    next: other,
    isMoved: !isFixed.has(place),
    similarity: 1,
  }));
  // What moved exactly takes no part in its gap.
  const [takenOld, takenNew] = [
    new Set(exact.map(([place]) => place)),
    new Set(exact.map(([, other]) => other)),
  ];
  const between = (oldFrom: number, oldTo: number, newFrom: number, newTo: number): void => {
    const free = (from: number, to: number, taken: ReadonlySet<number>): readonly number[] =>
      Array.from({ length: to - from }, (_, at) => from + at).filter((place) => !taken.has(place));
    const [rows, columns] = [free(oldFrom, oldTo, takenOld), free(newFrom, newTo, takenNew)];
    const nothing = new Int32Array(0);
    const found = inOrder(
      rows.map((place) => oldBags[place] ?? nothing),
      columns.map((place) => newBags[place] ?? nothing),
      [0, rows.length, 0, columns.length],
    );
    for (const pair of found) {
      const [place, other] = [rows[pair.old] ?? 0, columns[pair.next] ?? 0];
      pairs.push({ ...pair, old: place, next: other });
    }
  };
  let [oldFrom, newFrom] = [0, 0];
  for (const [place, other] of fixed) {
    between(oldFrom, place, newFrom, other);
    oldFrom = place + 1;
    newFrom = other + 1;
  }
  between(oldFrom, old.length, newFrom, next.length);
  for (const pair of pairs) {
    takenOld.add(pair.old);
    takenNew.add(pair.next);
  }
  const left = (count: number, taken: ReadonlySet<number>): readonly number[] =>
    Array.from({ length: count }, (_, at) => at).filter((place) => !taken.has(place));
  pairs.push(...outOfOrder(oldBags, newBags, left(old.length, takenOld), left(next.length, takenNew)));
  return pairs.sort((a, b) => a.next - b.next);
};
