import type { Props } from './registers.ts';
import type { Segment } from './segments.ts';
import { byCodePoint, type Tables } from './tables.ts';

/** A stretch that nobody has placed or joined: it follows the one before it. */
export const isNatural = ({ number, props }: Segment): boolean =>
  number > 0 && props.place === undefined && props.rest === undefined && props.cont === undefined;

export interface Structure {
  readonly segments: readonly Segment[];
  readonly byId: ReadonlyMap<string, Segment>;
  readonly next: (segment: Segment) => Segment | undefined;
  readonly previous: (segment: Segment) => Segment | undefined;
  /** The stretch that holds the words of this id now: its own, or the one its undone marker lies in. */
  readonly holder: (id: string) => Segment | undefined;
}

export const structureOf = (segments: readonly Segment[]): Structure => {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const holders = new Map<string, Segment>();
  const following = new Map<Segment, Segment>();
  const preceding = new Map<Segment, Segment>();
  segments.forEach((segment, at) => {
    const after = segments[at + 1];
    if (after?.text === segment.text) {
      following.set(segment, after);
      preceding.set(after, segment);
    }
    for (const marker of segment.markers) if (!holders.has(marker)) holders.set(marker, segment);
  });
  return {
    segments,
    byId,
    next: (segment) => following.get(segment),
    previous: (segment) => preceding.get(segment),
    holder: (id) => byId.get(id) ?? holders.get(id),
  };
};

/**
 * For each stretch the last one that was split off behind it: what continues a paragraph continues its end, wherever it
 * was split since.
 */
const tailsOf = ({ segments, next }: Structure): ReadonlyMap<Segment, Segment> => {
  const tails = new Map<Segment, Segment>();
  for (const segment of segments.toReversed()) {
    const following = next(segment);
    const natural = following !== undefined && isNatural(following);
    tails.set(segment, natural ? (tails.get(following) ?? following) : segment);
  }
  return tails;
};

/** Which stretch continues which; circles are broken at the smallest id, which then continues none. */
export const joins = (structure: Structure): ReadonlyMap<Segment, Segment> => {
  const targets = new Map<Segment, Segment>();
  const tails = tailsOf(structure);
  for (const segment of structure.segments) {
    const { cont } = segment.props;
    // A stretch that continues itself was parted from another: it continues none.
    const target = cont === undefined || cont === segment.id ? undefined : structure.holder(cont);
    if (target === undefined) continue;
    const tail = tails.get(target) ?? target;
    if (tail !== segment) targets.set(segment, tail);
  }
  const settled = new Set<Segment>();
  for (const start of [...targets.keys()]) {
    const path = new Set<Segment>();
    let at: Segment | undefined = start;
    while (at !== undefined && !settled.has(at) && !path.has(at)) {
      path.add(at);
      at = targets.get(at);
    }
    if (at !== undefined && !settled.has(at)) {
      const walked = [...path];
      const circle = walked.slice(walked.indexOf(at));
      const smallest = circle.toSorted((a, b) => byCodePoint(a.id, b.id))[0];
      if (smallest !== undefined) targets.delete(smallest);
    }
    for (const segment of path) settled.add(segment);
  }
  return targets;
};

/** The paragraphs of a document as stretches: which stand together, in which order, and at which place. */
export interface Arrangement {
  /** Stretches that stand as one paragraph, in the order of the text. */
  readonly groups: readonly (readonly Segment[])[];
  /** The rank of the place at which each paragraph, by its first stretch, stands. */
  readonly rankOf: ReadonlyMap<Segment, number>;
  /** The first stretch of the paragraph each stretch stands in. */
  readonly headOf: ReadonlyMap<Segment, Segment>;
}

/**
 * Paragraphs in order. Those with a place stand by its rank; those split off and never placed hang behind the paragraph
 * that holds the stretch before them. What nothing leads to, because of circles, comes in the order of the texts.
 */
export const arrange = (
  tables: Tables,
  structure: Structure,
  targets: ReadonlyMap<Segment, Segment>,
): Arrangement => {
  const placed = ({ place, rest }: Props): number | undefined =>
    tables.places.get(place ?? '') ?? tables.places.get(rest ?? '');
  const continued = new Map<Segment, Segment[]>();
  const ranks = new Map(structure.segments.map((segment) => [segment, placed(segment.props) ?? Infinity]));
  const ownRank = (segment: Segment): number => ranks.get(segment) ?? Infinity;
  const inTexts = (a: Segment, b: Segment): number => byCodePoint(a.text, b.text) || a.number - b.number;
  const byPlace = (a: Segment, b: Segment): number => {
    const [left, right] = [ownRank(a), ownRank(b)];
    return left === right ? inTexts(a, b) : left - right;
  };
  const sorted = structure.segments.toSorted(byPlace);
  for (const segment of sorted) {
    const target = targets.get(segment);
    if (target === undefined) continue;
    const others = continued.get(target) ?? [];
    // What was split off and put back stands where it stood, before whatever else continues the same words.
    continued.set(target, structure.next(target) === segment ? [segment, ...others] : [...others, segment]);
  }
  const headOf = new Map<Segment, Segment>();
  const groupOf = (head: Segment): readonly Segment[] => {
    const out: Segment[] = [];
    const waiting = [head];
    for (let segment = waiting.pop(); segment !== undefined; segment = waiting.pop()) {
      out.push(segment);
      headOf.set(segment, head);
      waiting.push(...(continued.get(segment) ?? []).toReversed());
    }
    return out;
  };
  const rankOf = new Map<Segment, number>();
  const groups: (readonly Segment[])[] = [];
  const emit = (root: Segment, rank: number): void => {
    const waiting = [root];
    for (let head = waiting.pop(); head !== undefined; head = waiting.pop()) {
      if (rankOf.has(head)) continue;
      rankOf.set(head, rank);
      const group = groupOf(head);
      groups.push(group);
      const hanging = group.flatMap((segment) => {
        const next = structure.next(segment);
        return next !== undefined && isNatural(next) ? [next] : [];
      });
      waiting.push(...hanging.toReversed());
    }
  };
  const heads = sorted.filter((segment) => !targets.has(segment));
  for (const head of heads) if (!isNatural(head)) emit(head, ownRank(head));
  for (const head of heads) emit(head, Infinity);
  return { groups, rankOf, headOf };
};
