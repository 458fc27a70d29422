import type { ParagraphKind } from '@plenary/text';
import { suggestionOfText } from './draft-document.ts';
import type { Run } from './read-text.ts';
import type { Props, Suggestion } from './registers.ts';
import type { Treatment } from './views.ts';

/** A run where it stands in a paragraph. */
export interface PlacedRun extends Run {
  /** Open suggestions, shown in this view, whose words these are; the innermost last. */
  readonly insertedBy: readonly string[];
  /** 1 for each character and visible sign; 0 for what is cut and for structure. */
  readonly width: number;
  /** The stretch of the text it belongs to: the id of a paragraph, perhaps of one joined to another. */
  readonly segment: string;
}

/** What a suggestion, shown in this view, would do to the paragraph as a whole. */
export interface ProposedChange {
  readonly suggestion: string;
  readonly props: Props;
}

/** A paragraph as the view shows it. */
export interface Paragraph {
  readonly id: string;
  readonly kind: ParagraphKind;
  readonly level: number;
  /** The stretches it consists of, in order: its own and those joined to it. */
  readonly members: readonly string[];
  readonly runs: readonly PlacedRun[];
  /** Sum of the widths of the runs. */
  readonly size: number;
  /** It was taken out, but words were written into it meanwhile: shown again until a person decides. */
  readonly restored: boolean;
  /** The suggestion, shown in this view, that would add it. */
  readonly suggestion?: string;
  readonly proposed: readonly ProposedChange[];
}

/** Everything of a document that an assembly needs, in the reading of one view. */
export interface Tables {
  /** Runs by text, of paragraphs and of suggested words. */
  readonly texts: ReadonlyMap<string, readonly Run[]>;
  /** Rank of each place. */
  readonly places: ReadonlyMap<string, number>;
  readonly props: ReadonlyMap<string, Props>;
  readonly suggestions: ReadonlyMap<string, Suggestion>;
  readonly treatment: (suggestion: string) => Treatment;
}

/** Suggested words in suggested words, at most so deep; deeper ones are not shown, and the gate refuses them. */
export const INSERTION_DEPTH_MAX = 4;

/** A stretch of a text that is, or was, a paragraph of its own. */
interface Segment {
  readonly id: string;
  /** The text of the paragraph it lies in. */
  readonly text: string;
  /** Its number in that text. */
  readonly number: number;
  readonly props: Props;
  readonly runs: readonly PlacedRun[];
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Registers as the view reads them: base registers, and what suggestions counted as accepted would write. */
const propsInView = (tables: Tables): ((id: string) => Props) => {
  const overlay = new Map<string, Props>();
  for (const id of [...tables.suggestions.keys()].toSorted(byCodePoint)) {
    const suggestion = tables.suggestions.get(id);
    if (suggestion?.state !== 'open' || tables.treatment(id) !== 'in') continue;
    for (const [paragraph, props] of suggestion.overlay)
      overlay.set(paragraph, { ...overlay.get(paragraph), ...props });
  }
  return (id) => {
    const laid = overlay.get(id);
    return laid === undefined ? (tables.props.get(id) ?? {}) : { ...tables.props.get(id), ...laid };
  };
};

const SIGNS: ReadonlySet<string> = new Set(['o', 'c', 'ref', 'note']);
const widthOf = ({ cut, embed, length }: Run): number =>
  cut || embed === null || (embed !== undefined && !SIGNS.has(embed.type)) ? 0 : length;

/** Runs of a text with the suggested words in their places. */
const flatten = (tables: Tables, text: string, taken: Set<string>): readonly Omit<PlacedRun, 'segment'>[] => {
  const walk = (
    id: string,
    insertedBy: readonly string[],
    outside: readonly string[],
    depth: number,
  ): readonly Omit<PlacedRun, 'segment'>[] =>
    (tables.texts.get(id) ?? []).flatMap((run) => {
      const brackets = outside.length === 0 ? run.brackets : [...new Set([...outside, ...run.brackets])];
      const placed = { ...run, brackets, insertedBy, width: widthOf(run) };
      if (run.embed?.type !== 's') return [placed];
      const host = run.embed.id;
      const suggestion = suggestionOfText(host);
      const how = suggestion === undefined ? 'out' : tables.treatment(suggestion);
      if (suggestion === undefined || how === 'out' || depth >= INSERTION_DEPTH_MAX || taken.has(host))
        return [placed];
      taken.add(host);
      const inside = how === 'shown' ? [...insertedBy, suggestion] : insertedBy;
      return [placed, ...walk(host, inside, brackets, depth + 1)];
    });
  return walk(text, [], [], 0);
};

/** The stretches of all texts, text by text in the order of their ids. */
const segmentsOf = (tables: Tables, props: (id: string) => Props): readonly Segment[] => {
  const isOut = ({ sug }: Props): boolean => sug !== undefined && tables.treatment(sug) === 'out';
  const roots = [...tables.texts.keys()]
    .filter((id) => suggestionOfText(id) === undefined)
    .toSorted(byCodePoint);
  const seen = new Set(roots);
  const taken = new Set<string>();
  return roots.flatMap((text) => {
    const own = props(text);
    if (isOut(own)) return [];
    const segments: { id: string; props: Props; runs: PlacedRun[] }[] = [{ id: text, props: own, runs: [] }];
    for (const run of flatten(tables, text, taken)) {
      if (run.embed?.type === 'p' && !seen.has(run.embed.id)) {
        const { id } = run.embed;
        const registers = props(id);
        // A marker without a state is a split that was undone: the words on both sides are one stretch again.
        if (registers.state !== undefined && !isOut(registers)) {
          seen.add(id);
          segments.push({ id, props: registers, runs: [] });
        }
      }
      const last = segments.at(-1);
      last?.runs.push({ ...run, segment: last.id });
    }
    return segments.map((segment, number) => ({ ...segment, text, number }));
  });
};

/** A stretch that nobody has placed or joined: it follows the one before it. */
const isNatural = ({ number, props }: Segment): boolean =>
  number > 0 && props.place === undefined && props.rest === undefined && props.cont === undefined;

interface Structure {
  readonly segments: readonly Segment[];
  readonly byId: ReadonlyMap<string, Segment>;
  readonly next: (segment: Segment) => Segment | undefined;
  /** The stretch that holds the words of this id now: its own, or the one its undone marker lies in. */
  readonly holder: (id: string) => Segment | undefined;
}

const structureOf = (segments: readonly Segment[]): Structure => {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const holders = new Map<string, Segment>();
  const following = new Map<Segment, Segment>();
  segments.forEach((segment, at) => {
    const after = segments[at + 1];
    if (after?.text === segment.text) following.set(segment, after);
    for (const { embed } of segment.runs)
      if (embed?.type === 'p' && !holders.has(embed.id)) holders.set(embed.id, segment);
  });
  return {
    segments,
    byId,
    next: (segment) => following.get(segment),
    holder: (id) => byId.get(id) ?? holders.get(id),
  };
};

/** The last stretch that was split off: what continues a paragraph continues its end, wherever it was split since. */
const tailOf = (structure: Structure, from: Segment): Segment => {
  let last = from;
  for (;;) {
    const next = structure.next(last);
    if (next === undefined || !isNatural(next)) return last;
    last = next;
  }
};

/** Which stretch continues which; circles are broken at the smallest id, which then continues none. */
const joins = (structure: Structure): ReadonlyMap<Segment, Segment> => {
  const targets = new Map<Segment, Segment>();
  for (const segment of structure.segments) {
    const { cont } = segment.props;
    // A stretch that continues itself was parted from another: it continues none.
    const target = cont === undefined || cont === segment.id ? undefined : structure.holder(cont);
    if (target === undefined) continue;
    const tail = tailOf(structure, target);
    if (tail !== segment) targets.set(segment, tail);
  }
  const settled = new Set<Segment>();
  for (const start of structure.segments) {
    const path: Segment[] = [];
    let at: Segment | undefined = start;
    while (at !== undefined && !settled.has(at) && !path.includes(at)) {
      path.push(at);
      at = targets.get(at);
    }
    if (at !== undefined && !settled.has(at)) {
      const circle = path.slice(path.indexOf(at));
      const smallest = circle.toSorted((a, b) => byCodePoint(a.id, b.id))[0];
      if (smallest !== undefined) targets.delete(smallest);
    }
    for (const segment of path) settled.add(segment);
  }
  return targets;
};

/** Rank of the place of each stretch; what has none stands where the stretch before it stands, else at the end. */
const ranksOf = (tables: Tables, segments: readonly Segment[]): ReadonlyMap<Segment, number> => {
  const ranks = new Map<Segment, number>();
  let before = Infinity;
  for (const segment of segments) {
    const { place, rest } = segment.props;
    const own = tables.places.get(place ?? '') ?? tables.places.get(rest ?? '');
    before = own ?? (segment.number === 0 ? Infinity : before);
    ranks.set(segment, before);
  }
  return ranks;
};

const isGone = ({ props }: Segment): boolean => props.state !== 'here';

const paragraphOf = (members: readonly Segment[], tables: Tables): Paragraph | undefined => {
  const runs = members.flatMap((member) => member.runs);
  const size = runs.reduce((sum, { width }) => sum + width, 0);
  const shown = members.find((member) => !isGone(member));
  const head = shown ?? members[0];
  if (head === undefined || (shown === undefined && size === 0)) return undefined;
  const { kind = 'statement', level, sug } = head.props;
  const goneMembers = new Set(members.filter(isGone).map(({ id }) => id));
  return {
    id: head.id,
    kind,
    level: kind === 'item' ? Math.max(1, level ?? 1) : 0,
    members: members.map(({ id }) => id),
    runs,
    size,
    restored: runs.some(({ width, segment }) => width > 0 && goneMembers.has(segment)),
    ...(sug !== undefined && tables.treatment(sug) === 'shown' ? { suggestion: sug } : {}),
    proposed: proposedFor(
      members.map(({ id }) => id),
      tables,
    ),
  };
};

const proposedFor = (ids: readonly string[], tables: Tables): readonly ProposedChange[] => {
  const out: ProposedChange[] = [];
  for (const suggestion of tables.suggestions.values()) {
    if (suggestion.overlay.size === 0 || tables.treatment(suggestion.id) !== 'shown') continue;
    for (const id of ids) {
      const props = suggestion.overlay.get(id);
      if (props !== undefined) out.push({ suggestion: suggestion.id, props });
    }
  }
  return out.toSorted((a, b) => byCodePoint(a.suggestion, b.suggestion));
};

/** What an assembly knows beside the paragraphs: what operations on the structure need. */
export interface Assembly {
  readonly paragraphs: readonly Paragraph[];
  /** Registers of a stretch as the view reads them. */
  readonly props: (segment: string) => Props;
  /** The stretch after this one in its text, when it follows it naturally. */
  readonly naturalAfter: (segment: string) => string | undefined;
  /** The place where a stretch stands; undefined when it has none. */
  readonly placeOf: (segment: string) => string | undefined;
  /** The ids of all stretches at a place, in the order of the text. */
  readonly at: (place: string) => readonly string[];
}

/** The paragraphs of a document, in order: the same on every machine that holds the same document. */
export const assemble = (tables: Tables): Assembly => {
  const props = propsInView(tables);
  const structure = structureOf(segmentsOf(tables, props));
  const targets = joins(structure);
  const ranks = ranksOf(tables, structure.segments);
  const order = (a: Segment, b: Segment): number => {
    const [left = Infinity, right = Infinity] = [ranks.get(a), ranks.get(b)];
    return left === right ? byCodePoint(a.text, b.text) || a.number - b.number : left - right;
  };
  const sorted = structure.segments.toSorted(order);
  const continued = new Map<Segment, Segment[]>();
  for (const segment of sorted) {
    const target = targets.get(segment);
    if (target !== undefined) continued.set(target, [...(continued.get(target) ?? []), segment]);
  }
  const group = (head: Segment): readonly Segment[] => [head, ...(continued.get(head) ?? []).flatMap(group)];
  const paragraphs = sorted
    .filter((segment) => !targets.has(segment))
    .flatMap((head) => paragraphOf(group(head), tables) ?? []);
  const names = [...tables.places.keys()];
  return {
    paragraphs,
    props,
    naturalAfter: (id) => {
      const segment = structure.byId.get(id);
      const next = segment === undefined ? undefined : structure.next(segment);
      return next !== undefined && isNatural(next) ? next.id : undefined;
    },
    placeOf: (id) => {
      const segment = structure.byId.get(id);
      const rank = segment === undefined ? undefined : ranks.get(segment);
      return rank === undefined ? undefined : names[rank];
    },
    at: (place) => {
      const rank = tables.places.get(place);
      return sorted.filter((segment) => ranks.get(segment) === rank).map(({ id }) => id);
    },
  };
};
