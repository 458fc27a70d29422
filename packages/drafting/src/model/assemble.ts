import { arrange, isNatural, joins, structureOf, type Arrangement, type Structure } from './arrange.ts';
import type { Paragraph, PlacedRun, ProposedChange } from './paragraph.ts';
import type { Props, Suggestion } from './registers.ts';
import { segmentsOf, type Segment, type SegmentCache, type Segments } from './segments.ts';
import { byCodePoint, type Tables } from './tables.ts';

/** Registers of what has none. */
const NO_PROPS: Props = {};

/** Suggestions that would do something to whole paragraphs, in the order of their ids. */
const withOverlay = ({ suggestions }: Tables): readonly Suggestion[] =>
  [...suggestions.values()]
    .filter(({ overlay }) => overlay.size > 0)
    .toSorted((a, b) => byCodePoint(a.id, b.id));

/** Registers as the view reads them: base registers, and what suggestions counted as accepted would write. */
const propsInView = (tables: Tables): ((id: string) => Props) => {
  const overlay = new Map<string, Props>();
  for (const suggestion of withOverlay(tables)) {
    if (suggestion.state !== 'open' || tables.treatment(suggestion.id) !== 'in') continue;
    for (const [paragraph, props] of suggestion.overlay)
      overlay.set(paragraph, { ...overlay.get(paragraph), ...props });
  }
  return (id) => {
    const laid = overlay.get(id);
    return laid === undefined ? (tables.props.get(id) ?? NO_PROPS) : { ...tables.props.get(id), ...laid };
  };
};

/**
 * Whether a suggestion proposes that a stretch that continues another one continues the one it stands behind: it goes
 * with the words where the suggestion cuts their paragraph, and is no proposal of its own.
 */
const isCarried = (id: string, { cont: before }: Props, { cont }: Props): boolean =>
  before !== undefined && before !== id && cont !== undefined && cont !== id;

const isGone = ({ props }: Segment): boolean => props.state !== 'here';

/** What a paragraph was made of, to know whether it is the same again. */
interface CachedParagraph {
  readonly members: readonly Segment[];
  readonly runs: readonly (readonly PlacedRun[])[];
  readonly paragraph: Paragraph;
}

/** How the stretches stood together, and what that was made of. */
interface CachedStructure extends Arrangement {
  readonly lists: Segments['lists'];
  readonly places: Tables['places'];
  readonly structure: Structure;
  readonly targets: ReadonlyMap<Segment, Segment>;
}

/** What an assembly keeps for the next one: what did not change is the same value again. */
export interface AssemblyCache extends SegmentCache {
  structure: CachedStructure | undefined;
  readonly paragraphs: Map<string, CachedParagraph>;
}

export const assemblyCache = (): AssemblyCache => ({
  texts: new Map(),
  roots: [],
  size: 0,
  structure: undefined,
  paragraphs: new Map(),
});

const sameItems = <Item>(a: readonly Item[], b: readonly Item[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

/** How the stretches stand together: read anew only when a stretch, a register or a place has changed. */
const structureIn = (tables: Tables, { lists }: Segments, cache: AssemblyCache): CachedStructure => {
  const before = cache.structure;
  if (before !== undefined && before.places === tables.places && sameItems(before.lists, lists))
    return before;
  const structure = structureOf(lists.flat());
  const targets = joins(structure);
  const now: CachedStructure = {
    lists,
    places: tables.places,
    structure,
    targets,
    ...arrange(tables, structure, targets),
  };
  cache.structure = now;
  return now;
};

type Proposals = ReadonlyMap<string, readonly ProposedChange[]>;

/** What suggestions shown in this view would do to paragraphs, by stretch. */
const proposals = (tables: Tables): Proposals => {
  const out = new Map<string, ProposedChange[]>();
  for (const id of [...tables.suggestions.keys()].toSorted(byCodePoint)) {
    const suggestion = tables.suggestions.get(id);
    if (suggestion === undefined || suggestion.overlay.size === 0 || tables.treatment(id) !== 'shown')
      continue;
    for (const [segment, { cont, ...rest }] of suggestion.overlay) {
      const isJoin =
        cont !== undefined && !isCarried(segment, tables.props.get(segment) ?? NO_PROPS, { cont });
      const props: Props = isJoin ? { ...rest, cont } : rest;
      if (Object.keys(props).length > 0)
        out.set(segment, [...(out.get(segment) ?? []), { suggestion: id, props }]);
    }
  }
  return out;
};

/** The paragraph of a group, the same value as before when nothing of it changed. */
const cachedParagraph = (
  members: readonly Segment[],
  words: Segments['runs'],
  tables: Tables,
  proposed: readonly ProposedChange[],
  cache: AssemblyCache,
): Paragraph | undefined => {
  const name = members[0]?.id ?? '';
  const cached = cache.paragraphs.get(name);
  const runs = members.map((member) => words.get(member) ?? []);
  if (
    cached !== undefined &&
    sameItems(cached.members, members) &&
    sameItems(cached.runs, runs) &&
    proposed.length + cached.paragraph.proposed.length === 0 &&
    members.every(({ props: { sug } }) => sug === undefined)
  )
    return cached.paragraph;
  const paragraph = paragraphOf(members, runs.flat(), tables, proposed);
  if (paragraph === undefined) cache.paragraphs.delete(name);
  else cache.paragraphs.set(name, { members, runs, paragraph });
  return paragraph;
};

/** Something is said: signs of brackets alone do not bring back a paragraph that was taken out. */
const isWords = ({ width, embed }: PlacedRun): boolean =>
  width > 0 && embed?.type !== 'o' && embed?.type !== 'c';

const paragraphOf = (
  members: readonly Segment[],
  runs: readonly PlacedRun[],
  tables: Tables,
  proposed: readonly ProposedChange[],
): Paragraph | undefined => {
  const size = runs.reduce((sum, { width }) => sum + width, 0);
  const shown = members.find((member) => !isGone(member));
  const head = shown ?? members[0];
  if (head === undefined || (shown === undefined && !runs.some(isWords))) return undefined;
  const { kind = 'statement', level, sug } = head.props;
  const goneMembers = new Set(members.filter(isGone).map(({ id }) => id));
  return {
    id: head.id,
    kind,
    level: kind === 'item' ? Math.max(1, level ?? 1) : 0,
    members: members.map(({ id }) => id),
    runs,
    size,
    restored: runs.some((run) => isWords(run) && goneMembers.has(run.segment)),
    ...(sug !== undefined && tables.treatment(sug) === 'shown' ? { suggestion: sug } : {}),
    proposed,
  };
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
  const segments = segmentsOf(tables, props, cache);
  const { structure, targets, groups, rankOf, headOf } = structureIn(tables, segments, cache);
  const proposed = proposals(tables);
  const none: readonly ProposedChange[] = [];
  const rankAt = (segment: Segment | undefined): number | undefined => {
    const head = segment === undefined ? undefined : headOf.get(segment);
    return head === undefined ? undefined : rankOf.get(head);
  };
  return {
    paragraphs: groups.flatMap((group) => {
      const changes = proposed.size === 0 ? none : group.flatMap(({ id }) => proposed.get(id) ?? none);
      return cachedParagraph(group, segments.runs, tables, changes, cache) ?? [];
    }),
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
      return rank === undefined ? undefined : [...tables.places.keys()][rank];
    },
    at: (place) => {
      const rank = tables.places.get(place);
      return groups.flatMap(([head]) => (head !== undefined && rankOf.get(head) === rank ? [head.id] : []));
    },
  };
};
