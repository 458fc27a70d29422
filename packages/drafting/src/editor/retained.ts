import type { Node } from 'prosemirror-model';
import type { Mapping } from 'prosemirror-transform';

/** A paragraph of an editor document with the position where its content begins. */
export interface Block {
  readonly node: Node;
  readonly start: number;
}

/** The paragraphs of an editor document, without so many at its beginning and at its end. */
const blocksOf = (doc: Node, head: number, tail: number): readonly Block[] => {
  const out: Block[] = [];
  doc.forEach((node, offset, index) => {
    if (index >= head && index < doc.childCount - tail) out.push({ node, start: offset + 1 });
  });
  return out;
};

/** Content of an old paragraph that stands in a new one. */
export interface Match {
  /** Number of the old paragraph in the old region. */
  readonly old: number;
  readonly oldFrom: number;
  readonly newFrom: number;
  readonly length: number;
}

/** What changed between two documents: the paragraphs before and after, without those alike on both sides. */
export interface Region {
  readonly before: readonly Block[];
  readonly after: readonly Block[];
  /** For each paragraph after: where its content comes from, in order. */
  readonly matches: readonly (readonly Match[])[];
}

interface Interval {
  readonly old: number;
  readonly now: number;
  readonly length: number;
}

/** The stretches of the old document that the steps left as they were, with where they are now. */
const keptIntervals = (from: number, to: number, mapping: Mapping): readonly Interval[] => {
  let intervals: readonly Interval[] = [{ old: from, now: from, length: to - from }];
  for (const map of mapping.maps) {
    const changes: { start: number; end: number; shift: number }[] = [];
    map.forEach((start, end, newStart, newEnd) =>
      changes.push({ start, end, shift: newEnd - newStart - (end - start) }),
    );
    if (changes.length === 0) continue;
    intervals = intervals.flatMap((interval) => {
      const out: Interval[] = [];
      let at = interval.now;
      let shift = 0;
      const end = interval.now + interval.length;
      const keep = (until: number): void => {
        if (until > at)
          out.push({ old: interval.old + at - interval.now, now: at + shift, length: until - at });
      };
      for (const change of changes) {
        if (change.start >= end) break;
        if (change.end > at || change.start >= at) {
          keep(Math.min(end, Math.max(at, change.start)));
          at = Math.max(at, change.end);
        }
        shift += change.shift;
      }
      keep(end);
      return out;
    });
  }
  return intervals;
};

const endOf = ({ node, start }: Block): number => start + node.content.size;

const overlap = (a: number, b: number, c: number, d: number): readonly [number, number] => [
  Math.max(a, c),
  Math.min(b, d),
];

const matchesFrom = (
  intervals: readonly Interval[],
  before: readonly Block[],
  after: readonly Block[],
): readonly Match[][] => {
  const out: Match[][] = after.map(() => []);
  for (const { old, now, length } of intervals)
    before.forEach((block, number) => {
      const [from, to] = overlap(old, old + length, block.start, endOf(block));
      if (from >= to) return;
      const place = now + from - old;
      after.forEach((target, at) => {
        const [newFrom, newTo] = overlap(place, place + to - from, target.start, endOf(target));
        if (newFrom >= newTo) return;
        out[at]?.push({
          old: number,
          oldFrom: from + newFrom - place - block.start,
          newFrom: newFrom - target.start,
          length: newTo - newFrom,
        });
      });
    });
  for (const list of out) list.sort((a, b) => a.newFrom - b.newFrom);
  return out;
};

/** A paragraph that was taken out and put in again, as dragging does: what is alike from both ends is the same. */
const rematched = (before: Block, number: number, after: Block): readonly Match[] => {
  const [old, now] = [before.node.content, after.node.content];
  const head = old.findDiffStart(now);
  if (head === null) return now.size === 0 ? [] : [{ old: number, oldFrom: 0, newFrom: 0, length: now.size }];
  const tail = old.findDiffEnd(now);
  const longest = Math.min(old.size, now.size) - head;
  const tailLength = Math.min(longest, old.size - (tail?.a ?? old.size));
  return [
    { old: number, oldFrom: 0, newFrom: 0, length: head },
    { old: number, oldFrom: old.size - tailLength, newFrom: now.size - tailLength, length: tailLength },
  ].filter(({ length }) => length > 0);
};

/** What a transaction changed and what it left, paragraph by paragraph. */
export const changedRegion = (oldDoc: Node, newDoc: Node, mapping: Mapping): Region => {
  const [old, now] = [oldDoc.children, newDoc.children];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const [before, after] = [blocksOf(oldDoc, head, tail), blocksOf(newDoc, head, tail)];
  const first = before[0];
  const last = before.at(-1);
  const intervals =
    first === undefined || last === undefined ? [] : keptIntervals(first.start, endOf(last), mapping);
  const matches: (readonly Match[])[] = [...matchesFrom(intervals, before, after)];
  const kept = new Set(matches.flat().map((match) => match.old));
  after.forEach((block, at) => {
    const number = before.findIndex(
      ({ node }) => node.attrs.id !== null && node.attrs.id === block.node.attrs.id,
    );
    const source = before[number];
    if (source === undefined || kept.has(number) || (matches[at]?.length ?? 0) > 0) return;
    matches[at] = [...rematched(source, number, block)];
    kept.add(number);
  });
  return { before, after, matches };
};
