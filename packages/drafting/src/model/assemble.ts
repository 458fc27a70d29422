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
    return laid === undefined ? (tables.props.get(id) ?? NO_PROPS) : { ...tables.props.get(id), ...laid };
  };
};

const SIGNS: ReadonlySet<string> = new Set(['o', 'c', 'ref', 'note']);
const widthOf = ({ cut, embed, length }: Run): number =>
  cut || embed === null || (embed !== undefined && !SIGNS.has(embed.type)) ? 0 : length;

/** A text with the suggested words in their places, and the runs it was read from. */
interface Flat {
  readonly runs: readonly Omit<PlacedRun, 'segment'>[];
  readonly sources: readonly (readonly Run[])[];
}

const NO_RUNS: readonly Run[] = [];

const flatten = (tables: Tables, text: string): Flat => {
  const taken = new Set<string>();
  const sources: (readonly Run[])[] = [];
  const out: Omit<PlacedRun, 'segment'>[] = [];
  const walk = (
    id: string,
    insertedBy: readonly string[],
    outside: readonly string[],
    depth: number,
  ): void => {
    const source = tables.texts.get(id) ?? NO_RUNS;
    sources.push(source);
    for (const run of source) {
      const brackets = outside.length === 0 ? run.brackets : [...new Set([...outside, ...run.brackets])];
      out.push({ ...run, brackets, insertedBy, width: widthOf(run) });
      if (run.embed?.type !== 's') continue;
      const host = run.embed.id;
      const suggestion = suggestionOfText(host);
      const how = suggestion === undefined ? 'out' : tables.treatment(suggestion);
      if (suggestion === undefined || how === 'out' || depth >= INSERTION_DEPTH_MAX || taken.has(host))
        continue;
      taken.add(host);
      walk(host, how === 'shown' ? [...insertedBy, suggestion] : insertedBy, brackets, depth + 1);
    }
  };
  walk(text, [], [], 0);
  return { runs: out, sources };
};

/** What an assembly keeps for the next one: what did not change is the same value again. */
export interface AssemblyCache {
  readonly texts: Map<string, CachedText>;
  readonly paragraphs: Map<string, { readonly members: readonly Segment[]; readonly paragraph: Paragraph }>;
}

interface CachedText {
  readonly sources: readonly (readonly Run[])[];
  /** Suggested words found in it, in the order they were walked. */
  readonly hosts: readonly string[];
  /** Registers of the paragraphs its markers name. */
  readonly props: readonly (readonly [string, Props])[];
  readonly segments: readonly Segment[];
}

export const assemblyCache = (): AssemblyCache => ({ texts: new Map(), paragraphs: new Map() });

/** Whether nothing that a cached text was made of has changed. A suggestion that was decided gives all texts new runs. */
const holds = (
  cached: CachedText | undefined,
  tables: Tables,
  props: (id: string) => Props,
  seen: ReadonlySet<string>,
): cached is CachedText =>
  cached !== undefined &&
  cached.hosts.every((id, at) => tables.texts.get(id) === cached.sources[at]) &&
  cached.props.every(([id, registers], at) => props(id) === registers && (at === 0 || !seen.has(id)));

const NO_PROPS: Props = {};

const readSegments = (
  tables: Tables,
  text: string,
  props: (id: string) => Props,
  seen: ReadonlySet<string>,
): CachedText => {
  const isOut = ({ sug }: Props): boolean => sug !== undefined && tables.treatment(sug) === 'out';
  const { runs, sources } = flatten(tables, text);
  const own = props(text);
  const read: [string, Props][] = [[text, own]];
  const here = new Set<string>();
  const segments: { id: string; props: Props; runs: PlacedRun[] }[] = [{ id: text, props: own, runs: [] }];
  for (const run of runs) {
    if (run.embed?.type === 'p') {
      const { id } = run.embed;
      const registers = props(id);
      read.push([id, registers]);
      // A marker without a state is a split that was undone: the words on both sides are one stretch again.
      if (registers.state !== undefined && !isOut(registers) && !seen.has(id) && !here.has(id)) {
        here.add(id);
        segments.push({ id, props: registers, runs: [] });
      }
    }
    const last = segments.at(-1);
    last?.runs.push({ ...run, segment: last.id });
  }
  const hosts = [text, ...runs.flatMap(({ embed }) => (embed?.type === 's' ? [embed.id] : []))];
  return {
    sources: hosts.map((id) => tables.texts.get(id) ?? sources[0] ?? NO_RUNS),
    hosts,
    props: read,
    segments: isOut(own) ? [] : segments.map((segment, number) => ({ ...segment, text, number })),
  };
};

/** The stretches of all texts, text by text in the order of their ids. */
const segmentsOf = (
  tables: Tables,
  props: (id: string) => Props,
  cache: AssemblyCache,
): readonly Segment[] => {
  const roots = [...tables.texts.keys()]
    .filter((id) => suggestionOfText(id) === undefined)
    .toSorted(byCodePoint);
  const seen = new Set(roots);
  return roots.flatMap((text) => {
    const cached = cache.texts.get(text);
    const now = holds(cached, tables, props, seen) ? cached : readSegments(tables, text, props, seen);
    if (now !== cached) cache.texts.set(text, now);
    for (const { id } of now.segments) seen.add(id);
    return now.segments;
  });
};

/** A stretch that nobody has placed or joined: it follows the one before it. */
const isNatural = ({ number, props }: Segment): boolean =>
  number > 0 && props.place === undefined && props.rest === undefined && props.cont === undefined;

interface Structure {
  readonly segments: readonly Segment[];
  readonly byId: ReadonlyMap<string, Segment>;
  readonly next: (segment: Segment) => Segment | undefined;
  readonly previous: (segment: Segment) => Segment | undefined;
  /** The stretch that holds the words of this id now: its own, or the one its undone marker lies in. */
  readonly holder: (id: string) => Segment | undefined;
}

const structureOf = (segments: readonly Segment[]): Structure => {
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
    for (const { embed } of segment.runs)
      if (embed?.type === 'p' && !holders.has(embed.id)) holders.set(embed.id, segment);
  });
  return {
    segments,
    byId,
    next: (segment) => following.get(segment),
    previous: (segment) => preceding.get(segment),
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
  for (const start of [...targets.keys()]) {
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

/** The paragraphs of a document as stretches: which stand together, in which order, and at which place. */
interface Arrangement {
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
const arrange = (
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
    if (target !== undefined) continued.set(target, [...(continued.get(target) ?? []), segment]);
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

const isGone = ({ props }: Segment): boolean => props.state !== 'here';

const sameMembers = (a: readonly Segment[], b: readonly Segment[]): boolean =>
  a.length === b.length && a.every((member, at) => member === b[at]);

/** The paragraph of a group, the same value as before when nothing of it changed. */
const cachedParagraph = (
  members: readonly Segment[],
  tables: Tables,
  cache: AssemblyCache,
): Paragraph | undefined => {
  const name = members[0]?.id ?? '';
  const cached = cache.paragraphs.get(name);
  const proposed = proposedFor(
    members.map(({ id }) => id),
    tables,
  );
  if (
    cached !== undefined &&
    sameMembers(cached.members, members) &&
    proposed.length + cached.paragraph.proposed.length === 0 &&
    members.every(({ props: { sug } }) => sug === undefined)
  )
    return cached.paragraph;
  const paragraph = paragraphOf(members, tables, proposed);
  if (paragraph !== undefined) cache.paragraphs.set(name, { members, paragraph });
  return paragraph;
};

const paragraphOf = (
  members: readonly Segment[],
  tables: Tables,
  proposed: readonly ProposedChange[],
): Paragraph | undefined => {
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
    proposed,
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
  /** The stretch whose end this one continues in fact; undefined when it continues none. */
  readonly continues: (segment: string) => string | undefined;
  /** Stretches that continue this one, or one behind it, by way of one before it: see `tailOf`. */
  readonly continuingThrough: (
    segment: string,
  ) => readonly { readonly segment: string; readonly target: string }[];
  /** The place where a stretch stands; undefined when it has none. */
  readonly placeOf: (segment: string) => string | undefined;
  /** The paragraph, by its first stretch, behind which a stretch stands only because it was split off from it. */
  readonly hangsOn: (segment: string) => string | undefined;
  /** The paragraphs at a place, shown or not, by their first stretches and in order. */
  readonly at: (place: string) => readonly string[];
}

/** The paragraphs of a document, in order: the same on every machine that holds the same document. */
export const assemble = (tables: Tables, cache: AssemblyCache = assemblyCache()): Assembly => {
  const props = propsInView(tables);
  const structure = structureOf(segmentsOf(tables, props, cache));
  const targets = joins(structure);
  const { groups, rankOf, headOf } = arrange(tables, structure, targets);
  const names = [...tables.places.keys()];
  const rankAt = (segment: Segment | undefined): number | undefined => {
    const head = segment === undefined ? undefined : headOf.get(segment);
    return head === undefined ? undefined : rankOf.get(head);
  };
  return {
    paragraphs: groups.flatMap((group) => cachedParagraph(group, tables, cache) ?? []),
    props,
    naturalAfter: (id) => {
      const segment = structure.byId.get(id);
      const next = segment === undefined ? undefined : structure.next(segment);
      return next !== undefined && isNatural(next) ? next.id : undefined;
    },
    hangsOn: (id) => {
      const segment = structure.byId.get(id);
      const before = segment === undefined || !isNatural(segment) ? undefined : structure.previous(segment);
      return before === undefined ? undefined : headOf.get(before)?.id;
    },
    continues: (id) => {
      const segment = structure.byId.get(id);
      return segment === undefined ? undefined : targets.get(segment)?.id;
    },
    continuingThrough: (id) => {
      const through = structure.byId.get(id);
      if (through === undefined) return [];
      return [...targets].flatMap(([segment, target]) => {
        const named = structure.holder(segment.props.cont ?? '');
        return target.text === through.text &&
          named !== undefined &&
          named.number < through.number &&
          through.number <= target.number
          ? [{ segment: segment.id, target: target.id }]
          : [];
      });
    },
    placeOf: (id) => {
      const rank = rankAt(structure.byId.get(id));
      return rank === undefined ? undefined : names[rank];
    },
    at: (place) => {
      const rank = tables.places.get(place);
      return groups.flatMap(([head]) => (head !== undefined && rankOf.get(head) === rank ? [head.id] : []));
    },
  };
};
