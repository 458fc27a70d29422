import { suggestionOfText } from './draft-document.ts';
import { pairBrackets, type FlatRun } from './pair-brackets.ts';
import type { PlacedRun } from './paragraph.ts';
import type { Run } from './read-text.ts';
import type { Props } from './registers.ts';
import { byCodePoint, type Tables } from './tables.ts';

/** Suggested words in suggested words, at most so deep; deeper ones are not shown, and the gate refuses them. */
export const INSERTION_DEPTH_MAX = 4;

/** A stretch of a text that is, or was, a paragraph of its own: what there is to know of it but its words. */
export interface Segment {
  readonly id: string;
  /** The text of the paragraph it lies in. */
  readonly text: string;
  /** Its number in that text. */
  readonly number: number;
  readonly props: Props;
  /** Ids of the markers in it, its own and those that count for nothing now. */
  readonly markers: readonly string[];
}

const SIGNS: ReadonlySet<string> = new Set(['o', 'c', 'ref', 'note']);
const widthOf = ({ cut, embed, length }: Run): number =>
  cut || embed === null || (embed !== undefined && !SIGNS.has(embed.type)) ? 0 : length;

/** The runs of a text with the suggested words in their places. */
const flatten = (tables: Tables, text: string): readonly FlatRun[] => {
  const taken = new Set<string>();
  const out: FlatRun[] = [];
  const walk = (id: string, insertedBy: readonly string[], depth: number): void => {
    for (const run of tables.texts.get(id) ?? []) {
      out.push({ ...run, brackets: [], insertedBy, width: widthOf(run) });
      if (run.embed?.type !== 's') continue;
      const host = run.embed.id;
      const suggestion = suggestionOfText(host);
      const how = suggestion === undefined ? 'out' : tables.treatment(suggestion);
      if (suggestion === undefined || how === 'out' || depth >= INSERTION_DEPTH_MAX || taken.has(host))
        continue;
      taken.add(host);
      walk(host, how === 'shown' ? [...insertedBy, suggestion] : insertedBy, depth + 1);
    }
  };
  walk(text, [], 0);
  return pairBrackets(out);
};

interface CachedText {
  /** Suggested words found in it, in the order they were walked; the text itself first. */
  readonly hosts: readonly string[];
  /** The runs each was read from. */
  readonly sources: readonly (readonly Run[] | undefined)[];
  /** Registers of the paragraphs its markers name; its own first. */
  readonly props: readonly (readonly [string, Props])[];
  readonly segments: readonly Segment[];
  /** Runs of each segment, in the order of the segments. */
  readonly runs: readonly (readonly PlacedRun[])[];
}

/** What the reading of texts keeps for the next one: what did not change is the same value again. */
export interface SegmentCache {
  readonly texts: Map<string, CachedText>;
  roots: readonly string[];
  size: number;
}

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

const alike = (a: Segment, b: Segment | undefined): boolean =>
  b !== undefined &&
  a.id === b.id &&
  a.props === b.props &&
  a.markers.length === b.markers.length &&
  a.markers.every((marker, at) => marker === b.markers[at]);

const readSegments = (
  tables: Tables,
  text: string,
  props: (id: string) => Props,
  seen: ReadonlySet<string>,
  before: CachedText | undefined,
): CachedText => {
  const isOut = ({ sug }: Props): boolean => sug !== undefined && tables.treatment(sug) === 'out';
  const flat = flatten(tables, text);
  const own = props(text);
  const read: [string, Props][] = [[text, own]];
  const here = new Set<string>();
  const found: { id: string; props: Props; markers: string[]; runs: PlacedRun[] }[] = [
    { id: text, props: own, markers: [], runs: [] },
  ];
  for (const run of flat) {
    if (run.embed?.type === 'p') {
      const { id } = run.embed;
      const registers = props(id);
      read.push([id, registers]);
      // A marker without a state is a split that was undone: the words on both sides are one stretch again.
      if (registers.state !== undefined && !isOut(registers) && !seen.has(id) && !here.has(id)) {
        here.add(id);
        found.push({ id, props: registers, markers: [], runs: [] });
      }
      found.at(-1)?.markers.push(id);
    }
    const last = found.at(-1);
    last?.runs.push({ ...run, segment: last.id });
  }
  const hosts = [text, ...flat.flatMap(({ embed }) => (embed?.type === 's' ? [embed.id] : []))];
  const segments = isOut(own)
    ? []
    : found.map(({ id, props: registers, markers }, number) => ({
        id,
        text,
        number,
        props: registers,
        markers,
      }));
  const same =
    before?.segments.length === segments.length &&
    segments.every((segment, at) => alike(segment, before.segments[at]));
  return {
    hosts,
    sources: hosts.map((id) => tables.texts.get(id)),
    props: read,
    segments: same && before !== undefined ? before.segments : segments,
    runs: isOut(own) ? [] : found.map(({ runs }) => runs),
  };
};

/** The stretches of all texts, text by text in the order of their ids, and the words in them. */
export interface Segments {
  /** One list for each text; the same list as before while its stretches are the same, whatever their words. */
  readonly lists: readonly (readonly Segment[])[];
  readonly runs: ReadonlyMap<Segment, readonly PlacedRun[]>;
}

export const segmentsOf = (tables: Tables, props: (id: string) => Props, cache: SegmentCache): Segments => {
  // Texts are never taken away, so their number tells whether there are new ones.
  if (cache.size !== tables.texts.size) {
    cache.roots = [...tables.texts.keys()]
      .filter((id) => suggestionOfText(id) === undefined)
      .toSorted(byCodePoint);
    cache.size = tables.texts.size;
  }
  const seen = new Set(cache.roots);
  const runs = new Map<Segment, readonly PlacedRun[]>();
  const lists = cache.roots.map((text) => {
    const cached = cache.texts.get(text);
    const now = holds(cached, tables, props, seen) ? cached : readSegments(tables, text, props, seen, cached);
    if (now !== cached) cache.texts.set(text, now);
    now.segments.forEach((segment, at) => {
      seen.add(segment.id);
      runs.set(segment, now.runs[at] ?? []);
    });
    return now.segments;
  });
  return { lists, runs };
};
