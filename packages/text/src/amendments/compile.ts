import { applyAmendments } from './apply-operations.ts';
import { conflictsBetween, type Conflict } from './conflicts.ts';
import type { AmendableParagraph, AmendableText, Amendment, ParagraphId, PlaceId } from './model.ts';
import { livingPlaces } from './amendable-text.ts';
import { originOf, tokenId, type AmendmentNumber, type TokenId } from './token-id.ts';

/** One way a choice can be decided. The first of a choice is the text as it stands, by nobody. */
export interface Alternative {
  readonly text: string;
  /** Sponsors of what proposes it; of a combination, those of all that it combines. */
  readonly by: readonly string[];
  /** Amendments that propose just this, alone or with what they amend; none for the base and for combinations. */
  readonly of: readonly AmendmentNumber[];
  /** Adopting any one of these sets, of the amendments of the choice, leads to it. */
  readonly amendments: readonly (readonly AmendmentNumber[])[];
}

/** A stretch of a compiled paragraph: words that nobody amends, or a choice. */
export type Segment =
  | { readonly type: 'fixed'; readonly text: string }
  | {
      readonly type: 'choice';
      /** `paragraph.n`, counted from 1 in the paragraph. */
      readonly id: string;
      readonly alternatives: readonly Alternative[];
      /** All amendments that touch it, ascending. */
      readonly amendments: readonly AmendmentNumber[];
    };

/** A paragraph with everything that is proposed for it. */
export interface CompiledParagraph {
  readonly id: ParagraphId;
  readonly kind: AmendableParagraph['kind'];
  readonly level: number;
  /** The pending amendment that would bring it; absent for what stands. */
  readonly insertedBy?: AmendmentNumber;
  readonly deletedBy: readonly AmendmentNumber[];
  readonly movedBy: readonly { readonly amendment: AmendmentNumber; readonly after: PlaceId }[];
  readonly segments: readonly Segment[];
}

/** Combinations of amendments that are shown of one choice; any other is computed when it is chosen. */
export const COMBINATIONS_SHOWN_MAX = 8;
/** Amendments of one choice whose combinations are looked for. */
const COMBINED_AMENDMENTS_MAX = 12;

/** A token among all that pending amendments bring, with who takes it away. */
interface Candidate {
  readonly text: string;
  /** The pending amendment that would bring it; 0 for what stands. */
  readonly from: AmendmentNumber;
  readonly takenBy: readonly AmendmentNumber[];
}

const NOBODY: readonly AmendmentNumber[] = [];
const NONE: ReadonlySet<AmendmentNumber> = new Set();

/** The words of a stretch when exactly these amendments are adopted: the order of tokens never depends on the choice. */
const render = (stretch: readonly Candidate[], chosen: ReadonlySet<AmendmentNumber>): string => {
  let words = '';
  for (const { text, from, takenBy } of stretch)
    if ((from === 0 || chosen.has(from)) && !takenBy.some((number) => chosen.has(number))) words += text;
  return words;
};

/** A stretch of candidates that is decided as one: first and last place, and the amendments that touch it. */
interface Stretch {
  from: number;
  to: number;
  readonly amendments: Set<AmendmentNumber>;
  onlyDeletes: boolean;
  readonly cuts: Set<number>;
}

/** Everything a compilation needs to look up, made once for the whole text. */
interface Pending {
  readonly byNumber: ReadonlyMap<AmendmentNumber, Amendment>;
  /** Hard conflicts, as `lower · 2^26 + higher`. */
  readonly hard: ReadonlySet<number>;
}
const pairKey = (a: AmendmentNumber, b: AmendmentNumber): number => Math.min(a, b) * 2 ** 26 + Math.max(a, b);

const ancestors = ({ byNumber }: Pending, number: AmendmentNumber): readonly AmendmentNumber[] => {
  const above: AmendmentNumber[] = [];
  for (
    let at = byNumber.get(number)?.parent;
    at !== undefined && byNumber.has(at) && !above.includes(at) && at !== number;
    at = byNumber.get(at)?.parent
  )
    above.push(at);
  return above;
};

/** A set of amendments whose rendering is shown. */
interface ShownSet {
  readonly set: readonly AmendmentNumber[];
  /** The amendment that proposes it; absent for a combination. */
  readonly of?: AmendmentNumber;
}

/** Each amendment with what it amends, then combinations that can be adopted, the smallest first. */
const shownSets = (pending: Pending, amendments: readonly AmendmentNumber[]): readonly ShownSet[] => {
  const alone = amendments.map((of) => ({
    set: [...ancestors(pending, of), of].toSorted((a, b) => a - b),
    of,
  }));
  if (amendments.length < 2 || amendments.length > COMBINED_AMENDMENTS_MAX) return alone;
  const isAdoptable = (set: readonly AmendmentNumber[]): boolean =>
    set.every(
      (number, at) =>
        set.slice(0, at).every((before) => !pending.hard.has(pairKey(before, number))) &&
        ancestors(pending, number).every((above) => set.includes(above)),
    );
  const known = new Set(alone.map(({ set }) => String(set)));
  const combined: ShownSet[] = [];
  const sets = Array.from({ length: 2 ** amendments.length }, (_, mask) =>
    amendments.filter((_number, at) => (mask & (1 << at)) !== 0),
  ).sort((a, b) => a.length - b.length);
  for (const set of sets) {
    if (combined.length === COMBINATIONS_SHOWN_MAX) break;
    if (set.length > 1 && !known.has(String(set)) && isAdoptable(set)) combined.push({ set });
  }
  return [...alone, ...combined];
};

const alternativesOf = (
  stretch: readonly Candidate[],
  amendments: readonly AmendmentNumber[],
  pending: Pending,
): readonly Alternative[] => {
  const base: Alternative = { text: render(stretch, NONE), by: [], of: [], amendments: [[]] };
  interface Gathered {
    readonly by: Set<string>;
    readonly of: AmendmentNumber[];
    readonly amendments: (readonly AmendmentNumber[])[];
  }
  const others = new Map<string, Gathered>();
  for (const { set, of } of shownSets(pending, amendments)) {
    const text = render(stretch, new Set(set));
    let other = others.get(text);
    if (other === undefined) {
      other = { by: new Set(), of: [], amendments: [] };
      others.set(text, other);
    }
    other.amendments.push(set);
    if (of !== undefined) other.of.push(of);
    // Whoever proposes it alone stands for it; who only combines it with something else does not.
    const proposers = of === undefined ? (other.of.length > 0 ? [] : set) : [of];
    for (const number of proposers)
      for (const sponsor of pending.byNumber.get(number)?.by ?? []) other.by.add(sponsor);
  }
  return [
    base,
    ...[...others].map(([text, gathered]) => ({
      text,
      by: [...gathered.by],
      of: gathered.of,
      amendments: gathered.amendments,
    })),
  ];
};

/** Stretches of a paragraph that overlap are decided together; what only touches stays apart. */
const stretchesOf = (extents: readonly Extent[]): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (const { from, to, number, deletes } of extents.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = stretches.at(-1);
    if (last !== undefined && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.amendments.add(number);
      last.onlyDeletes &&= deletes;
      last.cuts.add(from).add(to + 1);
    } else
      stretches.push({
        from,
        to,
        amendments: new Set([number]),
        onlyDeletes: deletes,
        cuts: new Set([from, to + 1]),
      });
  }
  return stretches;
};

/** Where one operation reaches among the candidates of a paragraph. */
interface Extent {
  readonly from: number;
  readonly to: number;
  readonly number: AmendmentNumber;
  readonly deletes: boolean;
}

/** What one pending operation does to the words of a paragraph. */
interface WordChange {
  readonly number: AmendmentNumber;
  readonly operation: number;
  readonly del: readonly TokenId[];
  /** How many tokens it brings. */
  readonly brings: number;
}

interface Candidates {
  readonly list: readonly Candidate[];
  readonly index: ReadonlyMap<TokenId, number>;
}

/** The tokens of a paragraph that stand or would come, in their one order, with who takes each away. */
const candidatesOf = (
  paragraph: AmendableParagraph,
  standing: AmendableText,
  changes: readonly WordChange[],
): Candidates => {
  const takers = new Map<TokenId, AmendmentNumber[]>();
  for (const { number, del } of changes)
    for (const id of del) {
      const takenBy = takers.get(id);
      if (takenBy === undefined) takers.set(id, [number]);
      else takenBy.push(number);
    }
  const before = standing.paragraphs.get(paragraph.id);
  const dead = new Set(before?.tokens.flatMap(({ id, deadBy }) => (deadBy === 0 ? [] : id)));
  // Of a paragraph that is not there yet, the words that come with it are what stands in it.
  const given = before === undefined ? paragraph.origin : 0;
  const index = new Map<TokenId, number>();
  const list: Candidate[] = [];
  for (const { id, text } of paragraph.tokens) {
    if (dead.has(id)) continue;
    index.set(id, list.length);
    const origin = originOf(id);
    const stands = origin === 0 || origin === given || standing.adopted.has(origin);
    list.push({ text, from: stands ? 0 : origin, takenBy: takers.get(id) ?? NOBODY });
  }
  return { list, index };
};

const extentOf = (
  { number, operation, del, brings }: WordChange,
  index: Candidates['index'],
): readonly Extent[] => {
  const ends = brings === 0 ? [] : [tokenId(number, operation, 0), tokenId(number, operation, brings - 1)];
  const places = [...del, ...ends].flatMap((id) => index.get(id) ?? []);
  const [from, to] = places.reduce(
    ([least, most], at) => [Math.min(least, at), Math.max(most, at)],
    [Number.POSITIVE_INFINITY, -1],
  );
  return to < 0 ? [] : [{ from, to, number, deletes: brings === 0 }];
};

/** A pure deletion is decided piece by piece: at every boundary of what overlaps a choice of its own begins. */
const piecesOf = ({ from, to, onlyDeletes, cuts }: Stretch): readonly (readonly [number, number])[] => {
  if (!onlyDeletes) return [[from, to]];
  const ascending = [...cuts].sort((a, b) => a - b);
  return ascending.slice(1).map((cut, at) => [ascending[at] ?? from, cut - 1]);
};

const segmentsOf = (
  id: ParagraphId,
  candidates: readonly Candidate[],
  extents: readonly Extent[],
  pending: Pending,
): readonly Segment[] => {
  const segments: Segment[] = [];
  const addFixed = (from: number, to: number): void => {
    const text = render(candidates.slice(from, to), NONE);
    if (text !== '') segments.push({ type: 'fixed', text });
  };
  let [place, choices] = [0, 0];
  for (const stretch of stretchesOf(extents)) {
    addFixed(place, stretch.from);
    for (const [from, to] of piecesOf(stretch)) {
      const part = candidates.slice(from, to + 1);
      const touching = stretch.onlyDeletes
        ? new Set(part.flatMap(({ takenBy }) => takenBy))
        : stretch.amendments;
      const amendments = [...touching].sort((a, b) => a - b);
      choices += 1;
      const alternatives = alternativesOf(part, amendments, pending);
      segments.push({ type: 'choice', id: `${id}.${choices}`, alternatives, amendments });
    }
    place = stretch.to + 1;
  }
  addFixed(place, candidates.length);
  return segments;
};

/** Everything that pending amendments do, by paragraph. */
interface ByParagraph {
  readonly words: ReadonlyMap<ParagraphId, readonly WordChange[]>;
  readonly deletions: ReadonlyMap<ParagraphId, readonly AmendmentNumber[]>;
  readonly moves: ReadonlyMap<ParagraphId, CompiledParagraph['movedBy']>;
}

const byParagraph = (amendments: readonly Amendment[]): ByParagraph => {
  const words = new Map<ParagraphId, WordChange[]>();
  const deletions = new Map<ParagraphId, AmendmentNumber[]>();
  const moves = new Map<ParagraphId, { amendment: AmendmentNumber; after: PlaceId }[]>();
  const push = <T>(map: Map<ParagraphId, T[]>, paragraph: ParagraphId, one: T): void => {
    const list = map.get(paragraph);
    if (list === undefined) map.set(paragraph, [one]);
    else list.push(one);
  };
  for (const { number, operations } of amendments)
    operations.forEach((operation, at) => {
      const { paragraph } = operation;
      switch (operation.type) {
        case 'text':
          return push(words, paragraph, {
            number,
            operation: at,
            del: operation.del,
            brings: operation.ins.length,
          });
        case 'deleteParagraph':
          return push(deletions, paragraph, number);
        case 'moveParagraph':
          return push(moves, paragraph, { amendment: number, after: operation.after });
        case 'insertParagraph':
          return undefined;
      }
    });
  return { words, deletions, moves };
};

/** Paragraphs that stand in `standing` or would come, in the order of places; one that would move stays where it stands. */
const paragraphOrder = (frame: AmendableText, standing: AmendableText): readonly AmendableParagraph[] => {
  const living = livingPlaces(standing);
  return frame.places.flatMap(({ id, paragraph: of }) => {
    const paragraph = frame.paragraphs.get(of);
    const isHere = (living.get(of)?.id ?? of) === id;
    const isGone = (standing.paragraphs.get(of)?.deadBy ?? 0) !== 0;
    return paragraph === undefined || !isHere || isGone ? [] : [paragraph];
  });
};

/**
 * AMD-10: a text with everything that is proposed for it (engine specification 1.10): per paragraph, fixed words and
 * choices. Choosing nothing gives the text, choosing what can be adopted together gives the text with it adopted.
 * @param conflicts of these amendments, where the caller has them already
 */
export const compileText = (
  text: AmendableText,
  amendments: readonly Amendment[],
  conflicts: readonly Conflict[] = conflictsBetween(text, amendments),
): readonly CompiledParagraph[] => {
  const pending: Pending = {
    byNumber: new Map(amendments.map((amendment) => [amendment.number, amendment])),
    hard: new Set(conflicts.flatMap(({ a, b, hard }) => (hard ? pairKey(a, b) : []))),
  };
  const frame = applyAmendments(text, amendments);
  const { words, deletions, moves } = byParagraph(amendments);
  return paragraphOrder(frame, text).map((paragraph): CompiledParagraph => {
    const { id, kind, level, origin } = paragraph;
    const changes = words.get(id) ?? [];
    const { list, index } = candidatesOf(paragraph, text, changes);
    const extents = changes.flatMap((change) => extentOf(change, index));
    return {
      id,
      kind,
      level,
      ...(text.paragraphs.has(id) ? {} : { insertedBy: origin }),
      deletedBy: deletions.get(id) ?? NOBODY,
      movedBy: moves.get(id) ?? [],
      segments: segmentsOf(id, list, extents, pending),
    };
  });
};
