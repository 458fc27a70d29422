import type { AmendableText, Amendment, ParagraphId, PlaceId } from './model.ts';
import { frameOf, spansByParagraph, type Span } from './spans.ts';
import type { AmendmentNumber } from './token-id.ts';
import { areTwins } from './twins.ts';

/** Why two amendments meet, strongest first. */
export const CONFLICT_KINDS = [
  'declared',
  'paragraph',
  'move',
  'overlap',
  'edit-in-deleted',
  'same-gap',
  'anchor',
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** Two amendments that meet; `a` is the lower number. */
export interface Conflict {
  readonly a: AmendmentNumber;
  readonly b: AmendmentNumber;
  readonly kind: ConflictKind;
  /** Hard: both cannot be adopted. Soft: they can, in a defined order, and somebody should look. */
  readonly hard: boolean;
}

/** Most pairs that can meet: whoever files more against one place has to be told so, not to wait for all of them. */
export const CONFLICTS_MAX = 2_000_000;

/** More pairs of amendments meet than can be listed. */
export class TooManyConflicts extends RangeError {
  constructor() {
    super(`more than ${CONFLICTS_MAX} pairs of amendments meet`);
  }
}

/** Edges between amendments by their places in a list, one to a pair: hard before soft, then the strongest kind. */
class Edges {
  private readonly found = new Map<number, number>();
  private readonly count: number;
  constructor(count: number) {
    this.count = count;
  }
  add(one: number, other: number, kind: ConflictKind, hard: boolean): void {
    if (one === other) return;
    const key = one < other ? one * this.count + other : other * this.count + one;
    const strength = CONFLICT_KINDS.indexOf(kind) + (hard ? 0 : CONFLICT_KINDS.length);
    const known = this.found.get(key);
    if (known === undefined && this.found.size >= CONFLICTS_MAX) throw new TooManyConflicts();
    if (known === undefined || strength < known) this.found.set(key, strength);
  }
  /** The edges whose amendments may meet at all, in the order of the list. */
  list(
    amendments: readonly Amendment[],
    mayMeet: (one: Amendment, other: Amendment) => boolean,
  ): readonly Conflict[] {
    const conflicts: Conflict[] = [];
    for (const key of Float64Array.from(this.found.keys()).sort()) {
      const strength = this.found.get(key) ?? 0;
      const [one, other] = [amendments[Math.floor(key / this.count)], amendments[key % this.count]];
      const kind = CONFLICT_KINDS[strength % CONFLICT_KINDS.length] ?? 'anchor';
      if (one === undefined || other === undefined || (kind !== 'declared' && !mayMeet(one, other))) continue;
      conflicts.push({ a: one.number, b: other.number, kind, hard: strength < CONFLICT_KINDS.length });
    }
    return conflicts;
  }
}

/** Spans of one paragraph from left to right, each against those that it still meets. */
const sweep = (spans: readonly Span[], meet: (one: Span, other: Span) => void): void => {
  const active: Span[] = [];
  for (const span of spans) {
    let kept = 0;
    for (const other of active) {
      // Two insertions meet in one gap; a range is met until it ends.
      const isOver = other.isInsertion ? other.lo !== span.lo : other.hi <= span.lo;
      if (isOver) continue;
      active[kept] = other;
      kept += 1;
      meet(other, span);
    }
    active.length = kept;
    active.push(span);
  }
};

const wordConflicts = (spans: readonly Span[], edges: Edges): void =>
  sweep(spans, (one, other) => {
    if (one.isInsertion && other.isInsertion) edges.add(one.of, other.of, 'same-gap', false);
    else if (one.isInsertion || other.isInsertion) edges.add(one.of, other.of, 'edit-in-deleted', true);
    else edges.add(one.of, other.of, 'overlap', one.brings || other.brings);
  });

/** Amendments by what they do to whole paragraphs, as places in the list that was given. */
interface Structure {
  readonly deletions: Map<ParagraphId, number[]>;
  readonly moves: Map<ParagraphId, { readonly of: number; readonly after: PlaceId }[]>;
  readonly insertions: Map<PlaceId, number[]>;
  /** Moves by the place behind which they put a paragraph. */
  readonly movesTo: Map<PlaceId, number[]>;
}

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

const structureOf = (amendments: readonly Amendment[]): Structure => {
  const structure: Structure = {
    deletions: new Map(),
    moves: new Map(),
    insertions: new Map(),
    movesTo: new Map(),
  };
  amendments.forEach(({ operations }, of) => {
    for (const operation of operations)
      switch (operation.type) {
        case 'deleteParagraph':
          push(structure.deletions, operation.paragraph, of);
          break;
        case 'moveParagraph':
          push(structure.moves, operation.paragraph, { of, after: operation.after });
          push(structure.movesTo, operation.after, of);
          break;
        case 'insertParagraph':
          push(structure.insertions, operation.after, of);
          break;
        case 'text':
          break;
      }
  });
  return structure;
};

const pairs = <T>(list: readonly T[], meet: (one: T, other: T) => void): void => {
  for (let at = 1; at < list.length; at += 1)
    for (let before = 0; before < at; before += 1) {
      const [one, other] = [list[before], list[at]];
      if (one !== undefined && other !== undefined) meet(one, other);
    }
};

/** Places are never changed: which paragraph stands at each is told once, however many groups of amendments ask. */
const knownParagraphs = new WeakMap<AmendableText['places'], ReadonlyMap<PlaceId, ParagraphId>>();
const paragraphsAt = ({ places }: AmendableText): ReadonlyMap<PlaceId, ParagraphId> => {
  const known = knownParagraphs.get(places);
  if (known !== undefined) return known;
  const at = new Map(places.map(({ id, paragraph }) => [id, paragraph]));
  knownParagraphs.set(places, at);
  return at;
};

const paragraphConflicts = (
  frame: AmendableText,
  { deletions, moves, insertions, movesTo }: Structure,
  spans: ReadonlyMap<ParagraphId, readonly Span[]>,
  edges: Edges,
): void => {
  for (const [paragraph, those] of deletions) {
    for (const of of those) {
      for (const span of spans.get(paragraph) ?? []) edges.add(of, span.of, 'paragraph', true);
      for (const move of moves.get(paragraph) ?? []) edges.add(of, move.of, 'paragraph', true);
    }
    pairs(those, (one, other) => edges.add(one, other, 'overlap', false));
  }
  for (const those of moves.values())
    pairs(those, (one, other) => {
      if (one.after !== other.after) edges.add(one.of, other.of, 'move', true);
    });
  for (const those of insertions.values())
    pairs(those, (one, other) => edges.add(one, other, 'same-gap', false));
  const paragraphAt = paragraphsAt(frame);
  const movedFrom = (place: PlaceId) => moves.get(paragraphAt.get(place) ?? '') ?? [];
  for (const [place, those] of insertions)
    for (const of of those) {
      for (const move of movedFrom(place)) edges.add(of, move.of, 'anchor', false);
      for (const move of movesTo.get(place) ?? []) edges.add(of, move, 'anchor', false);
    }
  for (const [place, those] of movesTo) {
    for (const of of those) for (const move of movedFrom(place)) edges.add(of, move.of, 'anchor', false);
    pairs(those, (one, other) => edges.add(one, other, 'anchor', false));
  }
};

/**
 * AMD-4: which of these amendments meet, and how (engine specification 1.6). An amendment never meets itself, those that
 * it amends, or its twins. Amendments with different bases are compared in the text given, where every tombstone keeps
 * its place. O(k log k) in the operations and the pairs that meet.
 * @throws TooManyConflicts beyond CONFLICTS_MAX
 */
export const conflictsBetween = (text: AmendableText, given: readonly Amendment[]): readonly Conflict[] => {
  const amendments = given.toSorted((a, b) => a.number - b.number);
  const frame = frameOf(text, amendments);
  const spans = spansByParagraph(frame, amendments);
  const edges = new Edges(amendments.length);
  for (const list of spans.values()) wordConflicts(list, edges);
  paragraphConflicts(frame, structureOf(amendments), spans, edges);
  const places = new Map(amendments.map(({ number }, at) => [number, at]));
  amendments.forEach(({ excludes = [] }, at) => {
    for (const excluded of excludes) {
      const other = places.get(excluded);
      if (other !== undefined) edges.add(at, other, 'declared', true);
    }
  });
  const amends = ({ parent }: Amendment, { number }: Amendment): boolean => {
    let above = parent;
    for (let steps = 0; above !== undefined && steps < amendments.length; steps += 1) {
      if (above === number) return true;
      above = amendments[places.get(above) ?? -1]?.parent;
    }
    return false;
  };
  return edges.list(
    amendments,
    (one, other) => !amends(one, other) && !amends(other, one) && !areTwins(one, other),
  );
};

/** Whether the operations of one amendment meet each other on its own base: it could not be applied whole. */
export const overlapsItself = (text: AmendableText, amendment: Amendment): ParagraphId | undefined => {
  const spans = spansByParagraph(text, [amendment]);
  for (const [paragraph, list] of spans) {
    let meets = false;
    sweep(list, () => {
      meets = true;
    });
    if (meets) return paragraph;
  }
  const { deletions, moves } = structureOf([amendment]);
  for (const [paragraph, those] of deletions)
    if (those.length > 1 || spans.has(paragraph) || moves.has(paragraph)) return paragraph;
  for (const [paragraph, those] of moves) if (those.length > 1) return paragraph;
  return undefined;
};
