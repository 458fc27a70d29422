import type * as Y from 'yjs';
import type { ParsedEmbed } from './embeds.ts';
import { stretches, type ElementId, type Stretch } from './elements.ts';
import { EMPHASES, type Cut, type Edge, type Emphasis, type EmphasisMark } from './registers.ts';
import type { Treatment } from './views.ts';

/** Elements of one text that are alike in everything: ids in a row, same standing, same emphasis, same brackets. */
export interface Run extends ElementId {
  readonly text: string;
  /** Place of the first in its text, counted in elements. */
  readonly index: number;
  readonly length: number;
  /** The characters; absent for an embed. */
  readonly chars?: string;
  /** The embed; null for one nobody knows; absent for characters. */
  readonly embed?: ParsedEmbed | null;
  /** Taken out of the text in this view; still there for anchors and history. */
  readonly cut: boolean;
  /** Suggestions, shown in this view, that would take it out. */
  readonly struckBy: readonly string[];
  readonly emphasis: readonly Emphasis[];
}

/** What is needed to read one text. */
export interface TextContext {
  readonly id: string;
  readonly cuts: readonly Cut[];
  readonly marks: readonly EmphasisMark[];
  /** How the view treats a suggestion by id. */
  readonly treatment: (suggestion: string) => Treatment;
}

/** Ids in a row on which the same cuts lie. Those of one client do not overlap and ascend. */
interface Covering {
  readonly clock: number;
  readonly end: number;
  readonly isCut: boolean;
  readonly struckBy: readonly string[];
}

/** A cut begins or ends here; `undefined` takes out, a name is the suggestion that would. */
interface Change {
  readonly clock: number;
  readonly by: string | undefined;
  readonly step: 1 | -1;
}

/** Overlapping cuts as stretches that do not overlap. */
const disjoint = (changes: Change[]): readonly Covering[] => {
  changes.sort((a, b) => a.clock - b.clock);
  const active = new Map<string | undefined, number>();
  const out: Covering[] = [];
  let from = 0;
  for (const { clock, by, step } of changes) {
    if (clock > from && active.size > 0) {
      const isCut = active.has(undefined);
      const struckBy = isCut ? [] : [...active.keys()].flatMap((name) => name ?? []).toSorted();
      out.push({ clock: from, end: clock, isCut, struckBy });
    }
    from = clock;
    const count = (active.get(by) ?? 0) + step;
    if (count === 0) active.delete(by);
    else active.set(by, count);
  }
  return out;
};

const coverings = (
  cuts: readonly Cut[],
  treatment: TextContext['treatment'],
): ReadonlyMap<number, readonly Covering[]> => {
  const changes = new Map<number, Change[]>();
  for (const { ranges, sug } of cuts) {
    const how = sug === undefined ? 'in' : treatment(sug);
    if (how === 'out') continue;
    const by = how === 'shown' ? sug : undefined;
    for (const [client, clock, length] of ranges) {
      const list = changes.get(client) ?? [];
      list.push({ clock, by, step: 1 }, { clock: clock + length, by, step: -1 });
      changes.set(client, list);
    }
  }
  return new Map([...changes].map(([client, list]) => [client, disjoint(list)]));
};

/** Those of a client's coverings that lie on these ids. */
const coveringOf = (covers: readonly Covering[], clock: number, length: number): readonly Covering[] => {
  let [low, high] = [0, covers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((covers[middle]?.end ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  const out: Covering[] = [];
  for (let at = low; at < covers.length; at += 1) {
    const cover = covers[at];
    if (cover === undefined || cover.clock >= clock + length) break;
    out.push(cover);
  }
  return out;
};

/** Where, counted in elements, each edge lies now. */
const resolveEdges = (
  list: readonly Stretch[],
  edges: readonly Edge[],
  end: number,
): ReadonlyMap<Edge, number> => {
  const byClient = new Map<number, Stretch[]>();
  for (const stretch of list)
    byClient.set(stretch.client, [...(byClient.get(stretch.client) ?? []), stretch]);
  const place = (edge: Edge): number => {
    if (edge === 'end') return end;
    const host = (byClient.get(edge.client) ?? []).find(
      ({ clock, length }) => clock <= edge.clock && edge.clock < clock + length,
    );
    if (host === undefined) return end;
    return host.index + edge.clock - host.clock + (edge.side === 'after' ? 1 : 0);
  };
  return new Map<Edge, number>(edges.map((edge) => [edge, place(edge)]));
};

interface Span {
  readonly from: number;
  readonly to: number;
  readonly mark: EmphasisMark;
}

const spansOf = (list: readonly Stretch[], context: TextContext, end: number): readonly Span[] => {
  const marks = context.marks.filter(({ sug }) => sug === undefined || context.treatment(sug) !== 'out');
  if (marks.length === 0) return [];
  const edges = resolveEdges(
    list,
    marks.flatMap(({ from, to }) => [from, to]),
    end,
  );
  return marks
    .map((mark) => ({ from: edges.get(mark.from) ?? end, to: edges.get(mark.to) ?? end, mark }))
    .toSorted((a, b) => a.mark.order - b.mark.order);
};

const emphasisAt = (spans: readonly Span[], index: number): readonly Emphasis[] =>
  EMPHASES.filter(
    (emphasis) =>
      spans.findLast(({ from, to, mark }) => mark.emphasis === emphasis && from <= index && index < to)?.mark
        .on ?? false,
  );

/** One stretch cut where its standing or its emphasis changes. */
const cutStretch = (
  stretch: Stretch,
  covers: readonly Covering[],
  spans: readonly Span[],
  text: string,
): readonly Run[] => {
  const { client, clock, index, length, embed } = stretch;
  const bare = { text, client, clock, index, length, cut: false, struckBy: [], emphasis: [] };
  // Markers and the places of suggested words are structure: no cut takes them out.
  if (embed === null || embed?.type === 'p' || embed?.type === 's') return [{ ...bare, embed }];
  const touching = coveringOf(covers, clock, length);
  if (touching.length === 0 && spans.length === 0)
    return [{ ...bare, ...(embed === undefined ? { chars: stretch.text ?? '' } : { embed }) }];
  const bounds = new Set([0, length]);
  for (const at of [
    ...touching.flatMap(({ clock: from, end }) => [from - clock, end - clock]),
    ...spans.flatMap(({ from, to }) => [from - index, to - index]),
  ])
    if (at > 0 && at < length) bounds.add(at);
  const places = [...bounds].toSorted((a, b) => a - b);
  return places.slice(0, -1).map((from, n) => {
    const to = places[n + 1] ?? length;
    const on = touching.find((cover) => cover.clock <= clock + from && clock + from < cover.end);
    return {
      ...bare,
      clock: clock + from,
      index: index + from,
      length: to - from,
      ...(embed === undefined ? { chars: (stretch.text ?? '').slice(from, to) } : { embed }),
      cut: on?.isCut ?? false,
      struckBy: on?.struckBy ?? [],
      emphasis: emphasisAt(spans, index + from),
    };
  });
};

/** The runs of a text in this view, in the order of the text. Their lengths add up to all elements of the text. */
export const readText = (text: Y.Text, context: TextContext): readonly Run[] => {
  const list = stretches(text);
  const end = list.reduce((sum, { length }) => sum + length, 0);
  const covers = coverings(context.cuts, context.treatment);
  const spans = spansOf(list, context, end);
  return list.flatMap((stretch) => cutStretch(stretch, covers.get(stretch.client) ?? [], spans, context.id));
};
