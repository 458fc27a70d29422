import { withArrivals } from './apply-operations.ts';
import type { Conflict } from './conflicts.ts';
import type { AmendableParagraph, AmendableText, Amendment, ParagraphId, PlaceId } from './model.ts';
import { livingPlaces } from './amendable-text.ts';
import { tokenIndex, type TokenIndex } from './token-index.ts';
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

/** A stretch of a paragraph that pending amendments touch. */
export interface Choice {
  readonly type: 'choice';
  /** `paragraph.n`, counted from 1 in the paragraph. */
  readonly id: string;
  /** The base, then one for each wording that is proposed. */
  readonly alternatives: readonly Alternative[];
  /** All amendments that touch it, ascending. */
  readonly amendments: readonly AmendmentNumber[];
  /** The tokens that stand or would come, in their one order: what any other choice of amendments is rendered from. */
  readonly candidates: readonly Candidate[];
}

/** A stretch of a compiled paragraph: words that nobody amends, or a choice. */
export type Segment = { readonly type: 'fixed'; readonly text: string } | Choice;

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

/** A token that stands or would come. */
export interface Candidate {
  readonly text: string;
  /** The pending amendment that would bring it; 0 for what stands. */
  readonly from: AmendmentNumber;
  /** Pending amendments that would take it away. */
  readonly takenBy: readonly AmendmentNumber[];
}

const NOBODY: readonly AmendmentNumber[] = [];

type IsChosen = (number: AmendmentNumber) => boolean;

/** Whether an amendment is in a set: most sets have one. */
const isIn = (set: readonly AmendmentNumber[]): IsChosen => {
  if (set.length === 0) return () => false;
  if (set.length > 8) {
    const chosen = new Set(set);
    return (number) => chosen.has(number);
  }
  const [only] = set;
  return set.length === 1 ? (number) => number === only : (number) => set.includes(number);
};

/** The words of a stretch when exactly these amendments are adopted: the order of tokens never depends on the choice. */
const render = (
  candidates: readonly Candidate[],
  isChosen: IsChosen,
  from = 0,
  to = candidates.length,
): string => {
  let words = '';
  for (let at = from; at < to; at += 1) {
    const candidate = candidates[at];
    if (candidate === undefined) break;
    const isThere = candidate.from === 0 || isChosen(candidate.from);
    if (isThere && !candidate.takenBy.some(isChosen)) words += candidate.text;
  }
  return words;
};

/** The words of a choice when exactly these amendments are adopted; whether they can be is for `adoptAmendments`. */
export const renderChoice = ({ candidates }: Choice, chosen: ReadonlySet<AmendmentNumber>): string =>
  render(candidates, (number) => chosen.has(number));

/** A stretch of candidates that is decided as one: first and last place, and the amendments that touch it. */
interface Stretch {
  from: number;
  to: number;
  /** With repetitions, as the operations came. */
  readonly amendments: AmendmentNumber[];
  onlyDeletes: boolean;
  readonly cuts: number[];
}

/** Numbers in ascending order, each once. */
const ascending = (numbers: number[]): readonly number[] => {
  if (numbers.length === 1) return numbers;
  return numbers.sort((a, b) => a - b).filter((number, at) => number !== numbers[at - 1]);
};

type ByNumber = ReadonlyMap<AmendmentNumber, Amendment>;

/** What a sub-amendment amends, and so on. */
const ancestors = (byNumber: ByNumber, number: AmendmentNumber): readonly AmendmentNumber[] => {
  let at = byNumber.get(number)?.parent;
  if (at === undefined) return NOBODY;
  const above: AmendmentNumber[] = [];
  for (; at !== undefined && byNumber.has(at) && !above.includes(at); at = byNumber.get(at)?.parent)
    above.push(at);
  return above;
};

/** Where each amendment reaches in a stretch: it changes nothing outside of that. */
const reaches = (
  candidates: readonly Candidate[],
): ReadonlyMap<AmendmentNumber, readonly [number, number]> => {
  const reach = new Map<AmendmentNumber, [number, number]>();
  const touch = (number: AmendmentNumber, at: number): void => {
    const known = reach.get(number);
    if (known === undefined) reach.set(number, [at, at]);
    else known[1] = at;
  };
  candidates.forEach(({ from, takenBy }, at) => {
    if (from !== 0) touch(from, at);
    for (const number of takenBy) touch(number, at);
  });
  return reach;
};

/** Candidates times amendments of a stretch up to which it is rendered whole for each: to note who reaches how far costs more. */
const RENDERED_WHOLE_MAX = 4_096;

/** Words of a stretch for any set of its amendments. */
const renderer = (
  candidates: readonly Candidate[],
  amendments: readonly AmendmentNumber[],
): ((set: readonly AmendmentNumber[]) => string) => {
  if (candidates.length * amendments.length <= RENDERED_WHOLE_MAX)
    return (set) => render(candidates, isIn(set));
  const reach = reaches(candidates);
  const begins = [0];
  let words = '';
  for (const { text, from } of candidates) {
    if (from === 0) words += text;
    begins.push(words.length);
  }
  return (set) => {
    let [from, to] = [candidates.length, -1];
    for (const number of set) {
      const [first, last] = reach.get(number) ?? [from, to];
      from = Math.min(from, first);
      to = Math.max(to, last);
    }
    if (to < 0) return words;
    return (
      words.slice(0, begins[from]) + render(candidates, isIn(set), from, to + 1) + words.slice(begins[to + 1])
    );
  };
};

/** An alternative that one amendment proposes. */
const proposedBy = (
  text: string,
  number: AmendmentNumber,
  set: readonly AmendmentNumber[],
  by: readonly string[],
): Alternative => ({ text, by, of: [number], amendments: [set] });

/** The same, where another amendment proposes just this too. */
const joined = (one: Alternative, { by, of, amendments }: Alternative): Alternative => ({
  text: one.text,
  by: [...one.by, ...by.filter((sponsor) => !one.by.includes(sponsor))],
  of: [...one.of, ...of],
  amendments: [...one.amendments, ...amendments],
});

/** The base, then what each amendment proposes, alone or with what it amends; equal words are one alternative. */
const alternativesOf = (
  candidates: readonly Candidate[],
  amendments: readonly AmendmentNumber[],
  byNumber: ByNumber,
): readonly Alternative[] => {
  const wordsOf = renderer(candidates, amendments);
  const found: Alternative[] = [{ text: wordsOf(NOBODY), by: [], of: [], amendments: [NOBODY] }];
  for (const number of amendments) {
    const above = ancestors(byNumber, number);
    const set = above.length === 0 ? [number] : [...above, number].sort((a, b) => a - b);
    const proposed = proposedBy(wordsOf(set), number, set, byNumber.get(number)?.by ?? []);
    // The base is nobody's, even where somebody proposes the same words.
    const same = found.findIndex((one, at) => at > 0 && one.text === proposed.text);
    const other = found[same];
    if (other === undefined) found.push(proposed);
    else found[same] = joined(other, proposed);
  }
  return found;
};

/** Combinations of the amendments of one choice that are shown; any other is rendered when it is chosen. */
export const COMBINATIONS_SHOWN_MAX = 8;
/** Amendments of one choice whose combinations are looked for, and sets of one size that are kept while looking. */
const COMBINED_AMENDMENTS_MAX = 12;
const GROWN_SETS_MAX = 64;

/**
 * AMD-10: what combinations of the amendments of a choice lead to, where they can be adopted together and lead to words that
 * no alternative has: at most eight, the smallest first.
 */
export const combinedAlternatives = (
  choice: Choice,
  amendments: readonly Amendment[],
  conflicts: readonly Conflict[],
): readonly Alternative[] => {
  const own = choice.amendments;
  if (own.length < 2 || own.length > COMBINED_AMENDMENTS_MAX) return [];
  const byNumber = new Map(amendments.map((amendment) => [amendment.number, amendment]));
  const isHard = (a: AmendmentNumber, b: AmendmentNumber): boolean =>
    conflicts.some(
      (conflict) => conflict.hard && conflict.a === Math.min(a, b) && conflict.b === Math.max(a, b),
    );
  const isWhole = (set: readonly AmendmentNumber[]): boolean =>
    set.every((number) => ancestors(byNumber, number).every((above) => set.includes(above)));
  const words = new Set(choice.alternatives.map(({ text }) => text));
  const combined: Alternative[] = [];
  // Sets that conflict in no pair, grown by one amendment at a time.
  let grown: readonly (readonly AmendmentNumber[])[] = own.map((number) => [number]);
  while (grown.length > 0 && combined.length < COMBINATIONS_SHOWN_MAX) {
    const larger: (readonly AmendmentNumber[])[] = [];
    for (const set of grown)
      for (const number of own) {
        if (larger.length === GROWN_SETS_MAX || number <= (set.at(-1) ?? 0)) continue;
        if (set.every((before) => !isHard(before, number))) larger.push([...set, number]);
      }
    for (const set of larger) {
      const text = renderChoice(choice, new Set(set));
      if (combined.length === COMBINATIONS_SHOWN_MAX || words.has(text) || !isWhole(set)) continue;
      words.add(text);
      const by = [...new Set(set.flatMap((number) => byNumber.get(number)?.by ?? []))];
      combined.push({ text, by, of: [], amendments: [set] });
    }
    grown = larger;
  }
  return combined;
};

/** Stretches of a paragraph that overlap are decided together; what only touches stays apart. */
const stretchesOf = (extents: readonly Extent[]): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (const { from, to, number, deletes } of extents.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = stretches.at(-1);
    if (last !== undefined && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.amendments.push(number);
      last.onlyDeletes &&= deletes;
      last.cuts.push(from, to + 1);
    } else
      stretches.push({
        from,
        to,
        amendments: [number],
        onlyDeletes: deletes,
        cuts: [from, to + 1],
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

/** The candidates of a paragraph, and where each token stands among them. */
interface Candidates {
  readonly list: readonly Candidate[];
  readonly index: TokenIndex;
}

/** The tokens of a paragraph that stand or would come, in their one order, with who takes each away. */
const candidatesOf = (
  paragraph: AmendableParagraph,
  standing: AmendableText,
  changes: readonly WordChange[],
): Candidates => {
  const before = standing.paragraphs.get(paragraph.id);
  const dead = new Set<TokenId>();
  for (const { id, deadBy } of before?.tokens ?? []) if (deadBy !== 0) dead.add(id);
  const tokens = dead.size === 0 ? paragraph.tokens : paragraph.tokens.filter(({ id }) => !dead.has(id));
  const index = tokenIndex(tokens);
  const takers: (AmendmentNumber[] | undefined)[] = tokens.map(() => undefined);
  for (const { number, del } of changes)
    for (const id of del) {
      const at = index(id);
      if (at === undefined) continue;
      const takenBy = takers[at];
      if (takenBy === undefined) takers[at] = [number];
      else takenBy.push(number);
    }
  // Of a paragraph that is not there yet, the words that come with it are what stands in it.
  const given = before === undefined ? paragraph.origin : 0;
  const list = tokens.map(({ id, text }, at): Candidate => {
    const origin = originOf(id);
    const stands = origin === 0 || origin === given || standing.adopted.has(origin);
    return { text, from: stands ? 0 : origin, takenBy: takers[at] ?? NOBODY };
  });
  return { list, index };
};

const extentOf = ({ number, operation, del, brings }: WordChange, index: TokenIndex): Extent | undefined => {
  let [from, to] = [Number.POSITIVE_INFINITY, -1];
  const reach = (id: TokenId): void => {
    const at = index(id);
    if (at === undefined) return;
    from = Math.min(from, at);
    to = Math.max(to, at);
  };
  for (const id of del) reach(id);
  if (brings > 0) {
    reach(tokenId(number, operation, 0));
    reach(tokenId(number, operation, brings - 1));
  }
  return to < 0 ? undefined : { from, to, number, deletes: brings === 0 };
};

/** A pure deletion is decided piece by piece: at every boundary of what overlaps a choice of its own begins. */
const piecesOf = ({ from, to, onlyDeletes, cuts }: Stretch): readonly (readonly [number, number])[] => {
  if (!onlyDeletes) return [[from, to]];
  const ends = ascending(cuts);
  return ends.slice(1).map((cut, at) => [ends[at] ?? from, cut - 1]);
};

const segmentsOf = (
  id: ParagraphId,
  candidates: readonly Candidate[],
  extents: readonly Extent[],
  byNumber: ByNumber,
): readonly Segment[] => {
  const segments: Segment[] = [];
  const addFixed = (from: number, to: number): void => {
    if (from < to) segments.push({ type: 'fixed', text: render(candidates, () => false, from, to) });
  };
  let [place, choices] = [0, 0];
  for (const stretch of stretchesOf(extents)) {
    addFixed(place, stretch.from);
    for (const [from, to] of piecesOf(stretch)) {
      const part = candidates.slice(from, to + 1);
      const amendments = ascending(
        stretch.onlyDeletes ? part.flatMap(({ takenBy }) => takenBy) : stretch.amendments,
      );
      choices += 1;
      segments.push({
        type: 'choice',
        id: `${id}.${choices}`,
        alternatives: alternativesOf(part, amendments, byNumber),
        amendments,
        candidates: part,
      });
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
 */
export const compileText = (
  text: AmendableText,
  amendments: readonly Amendment[],
): readonly CompiledParagraph[] => {
  const byNumber = new Map(amendments.map((amendment) => [amendment.number, amendment]));
  const frame = withArrivals(text, amendments);
  const { words, deletions, moves } = byParagraph(amendments);
  return paragraphOrder(frame, text).map((paragraph): CompiledParagraph => {
    const { id, kind, level, origin } = paragraph;
    const changes = words.get(id) ?? [];
    const { list, index } = candidatesOf(paragraph, text, changes);
    const extents = changes.flatMap((change) => extentOf(change, index) ?? []);
    return {
      id,
      kind,
      level,
      ...(text.paragraphs.has(id) ? {} : { insertedBy: origin }),
      deletedBy: deletions.get(id) ?? NOBODY,
      movedBy: moves.get(id) ?? [],
      segments: segmentsOf(id, list, extents, byNumber),
    };
  });
};
