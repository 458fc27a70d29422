import type { AnchoredPart, Draft, Paragraph } from '@plenary/drafting';
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { delegationColour } from './delegation-colour.ts';
import type { Hit } from './find.ts';

/** Who wrote an element, for the view by authors. */
export interface WriterMark {
  readonly delegation: string;
  /** Who and when, in words. */
  readonly title: string;
}

/** Everything that is drawn on the text and is not in it. */
export interface Paint {
  readonly draft: Draft;
  /** Labels as they are printed, by paragraph; numbers of notes among them. */
  readonly labels: ReadonlyMap<string, string>;
  readonly closed: ReadonlySet<string>;
  /** Paragraphs open to delegations, with what is said of each. */
  readonly opened: ReadonlyMap<string, string>;
  /** What is said of a closed paragraph. */
  readonly closedTitle: string;
  /** Where comments are, by thread. */
  readonly comments: ReadonlyMap<string, readonly AnchoredPart[]>;
  /** What the margin has in hand: a suggestion, a thread or a bracket. */
  readonly active: string | undefined;
  /** Who stands behind each bracket, in words; absent where holders are not shown. */
  readonly holders: ReadonlyMap<string, string> | undefined;
  readonly hits: readonly Hit[];
  readonly hit: Hit | undefined;
  /** In the view by authors: who wrote an element. */
  readonly writerOf: ((client: number, clock: number) => WriterMark | undefined) | undefined;
}

/** What is drawn in one paragraph beside what its words say: equal strings draw the same. */
interface Drawn {
  readonly paragraph: Paragraph;
  readonly key: string;
  readonly writerOf: Paint['writerOf'];
  /** No comment and no hit is in it. */
  readonly isPlain: boolean;
}

interface Painted {
  readonly set: DecorationSet;
  readonly drawn: ReadonlyMap<string, Drawn>;
  /** What was painted last. */
  readonly paint?: Paint;
}

/** Whether everything painted beside comments and hits is the same for every paragraph that is the same. */
const isSamePaint = (a: Paint | undefined, b: Paint): boolean =>
  a !== undefined &&
  a.labels === b.labels &&
  a.closed === b.closed &&
  a.opened === b.opened &&
  a.closedTitle === b.closedTitle &&
  a.active === b.active &&
  a.holders === b.holders &&
  a.writerOf === b.writerOf;

const KEY = new PluginKey<Painted>('paint');

const delegationOf = (draft: Draft, suggestion: string): string =>
  draft.suggestions.get(suggestion)?.delegation ?? '';

interface ParagraphPaint {
  readonly label: string;
  readonly state: string;
  readonly title: string;
  readonly comments: readonly { readonly thread: string; readonly from: number; readonly to: number }[];
  readonly hits: readonly { readonly from: number; readonly to: number; readonly now: boolean }[];
  readonly references: readonly string[];
  readonly held: readonly (readonly [string, string])[];
  readonly struck: string;
  readonly active: string;
}

const stateOf = ({ restored, suggestion, proposed, id }: Paragraph, { closed, opened }: Paint): string =>
  [
    closed.has(id) ? 'is-closed' : '',
    opened.has(id) ? 'is-opened' : '',
    restored ? 'is-restored' : '',
    suggestion === undefined ? '' : 'is-proposed',
    ...proposed.map(({ props }) =>
      props.state === 'gone'
        ? 'would-go'
        : props.cont !== undefined
          ? 'would-join'
          : props.place !== undefined
            ? 'would-move'
            : 'would-become',
    ),
  ]
    .filter((name) => name !== '')
    .join(' ');

const paintOf = (
  paragraph: Paragraph,
  paint: Paint,
  comments: ParagraphPaint['comments'],
  hits: ParagraphPaint['hits'],
): ParagraphPaint => {
  const { draft, labels, holders, active } = paint;
  const references: string[] = [];
  const held: [string, string][] = [];
  const suggestions = new Set<string>();
  const concerned = new Set<string>();
  for (const { width, embed, insertedBy, struckBy, brackets } of paragraph.runs) {
    if (width === 0) continue;
    if (embed?.type === 'ref' || embed?.type === 'note')
      references.push(`${embed.id}=${labels.get(embed.id) ?? '?'}`);
    const words = embed?.type === 'o' ? holders?.get(embed.id) : undefined;
    if (embed !== undefined && embed !== null && words !== undefined) held.push([embed.id, words]);
    for (const id of [...insertedBy, ...struckBy]) {
      suggestions.add(id);
      concerned.add(id);
    }
    for (const id of brackets) concerned.add(id);
    if (embed?.type === 'o') concerned.add(embed.id);
  }
  const isConcerned =
    active !== undefined && (concerned.has(active) || comments.some(({ thread }) => thread === active));
  return {
    label: labels.get(paragraph.id) ?? '',
    state: stateOf(paragraph, paint),
    title: paint.closed.has(paragraph.id) ? paint.closedTitle : (paint.opened.get(paragraph.id) ?? ''),
    comments,
    hits,
    references,
    held,
    struck: [...suggestions].map((id) => `${id}:${delegationOf(draft, id)}`).join(),
    active: isConcerned ? active : '',
  };
};

/** The elements of a run that one person wrote, in offsets of the paragraph. */
const written = (
  paragraph: Paragraph,
  writerOf: NonNullable<Paint['writerOf']>,
): readonly { from: number; to: number; by: WriterMark }[] => {
  const out: { from: number; to: number; by: WriterMark }[] = [];
  let offset = 0;
  for (const { width, client, clock } of paragraph.runs) {
    for (let at = 0; at < width; at += 1) {
      const found = writerOf(client, clock + at);
      // What the text began with is nobody's, and is not coloured.
      const by = found?.delegation === '' ? undefined : found;
      const last = out.at(-1);
      if (by !== undefined && last?.to === offset + at && last.by === by) last.to += 1;
      else if (by !== undefined) out.push({ from: offset + at, to: offset + at + 1, by });
    }
    offset += width;
  }
  return out;
};

/** The decorations of one paragraph, from the position where its content begins. */
const draw = (
  node: Node,
  start: number,
  paragraph: Paragraph,
  paint: Paint,
  what: ParagraphPaint,
): readonly Decoration[] => {
  const { draft, labels, writerOf } = paint;
  const out: Decoration[] = [
    Decoration.node(start - 1, start - 1 + node.nodeSize, {
      'data-label': what.label,
      ...(what.state === '' ? {} : { class: what.state }),
      ...(what.title === '' ? {} : { title: what.title }),
    }),
  ];
  const inline = (from: number, to: number, attrs: Record<string, string>): void => {
    if (from < to) out.push(Decoration.inline(start + from, start + to, attrs));
  };
  let offset = 0;
  for (const { width, embed, insertedBy, struckBy, brackets } of paragraph.runs) {
    if (width === 0) continue;
    const to = offset + width;
    const suggestion = insertedBy.at(-1) ?? struckBy.at(-1);
    const classes = [
      ...(suggestion === undefined ? [] : [`who who-${delegationColour(delegationOf(draft, suggestion))}`]),
      ...(brackets.length > 0 || embed?.type === 'o' || embed?.type === 'c' ? ['in-bracket'] : []),
      ...(what.active !== '' && [...insertedBy, ...struckBy, ...brackets].includes(what.active)
        ? ['is-active']
        : []),
    ];
    if (classes.length > 0) inline(offset, to, { class: classes.join(' ') });
    if (embed?.type === 'ref' || embed?.type === 'note') {
      const label = labels.get(embed.id);
      inline(offset, to, { 'data-label': label ?? '?', class: label === undefined ? 'is-dangling' : '' });
    }
    const words = embed?.type === 'o' ? paint.holders?.get(embed.id) : undefined;
    if (words !== undefined) inline(offset, to, { 'data-holders': words });
    offset = to;
  }
  for (const { thread, from, to } of what.comments)
    inline(from, to, {
      class: `commented${what.active === thread ? ' is-active' : ''}`,
      'data-thread': thread,
    });
  for (const { from, to, now } of what.hits) inline(from, to, { class: now ? 'hit hit-now' : 'hit' });
  if (writerOf !== undefined)
    for (const { from, to, by } of written(paragraph, writerOf))
      inline(from, to, { class: `wrote who-${delegationColour(by.delegation)}`, title: by.title });
  return out;
};

const commentsByParagraph = (comments: Paint['comments']) => {
  const out = new Map<string, { thread: string; from: number; to: number }[]>();
  for (const [thread, parts] of comments)
    for (const { paragraph, from, to } of parts)
      out.set(paragraph, [...(out.get(paragraph) ?? []), { thread, from, to }]);
  return out;
};

const NONE: readonly never[] = [];

/** Draws anew the paragraphs in which something changed; all others keep what they have. */
const repaint = ({ set, drawn, paint: last }: Painted, doc: Node, paint: Paint): Painted => {
  const isSame = isSamePaint(last, paint);
  const comments = commentsByParagraph(paint.comments);
  const next = new Map<string, Drawn>();
  const stale: Decoration[] = [];
  const fresh: Decoration[] = [];
  let nextHit = 0;
  doc.forEach((node, before, index) => {
    const start = before + 1;
    const end = before + node.nodeSize;
    const hits: { from: number; to: number; now: boolean }[] = [];
    for (let hit = paint.hits[nextHit]; hit !== undefined && hit.from < end; hit = paint.hits[(nextHit += 1)])
      if (hit.from >= start)
        hits.push({ from: hit.from - start, to: hit.to - start, now: hit.from === paint.hit?.from });
    const paragraph = paint.draft.paragraphs[index];
    if (paragraph === undefined || paragraph.id !== node.attrs.id) return;
    const known = drawn.get(paragraph.id);
    const isPlain = hits.length === 0 && !comments.has(paragraph.id);
    if (isSame && isPlain && known?.paragraph === paragraph && known.isPlain) {
      next.set(paragraph.id, known);
      return;
    }
    const what = paintOf(paragraph, paint, comments.get(paragraph.id) ?? NONE, hits);
    const key = JSON.stringify(what);
    const entry: Drawn = { paragraph, key, writerOf: paint.writerOf, isPlain };
    next.set(paragraph.id, entry);
    if (known?.paragraph === paragraph && known.key === key && known.writerOf === paint.writerOf) return;
    // What was cut by a split reaches over both paragraphs, and belongs to neither.
    stale.push(...set.find(before, end).filter(({ from, to }) => from < end && to > before));
    fresh.push(...draw(node, start, paragraph, paint, what));
  });
  return { set: set.remove(stale).add(doc, fresh), drawn: next, paint };
};

/**
 * The transaction that draws everything that `paint` says, and the carets of others where they are. The document of the
 * state must be the one that shows `paint.draft`.
 */
export const painting = (state: EditorState, paint: Paint, carets: readonly OtherCaret[]): Transaction =>
  state.tr.setMeta(KEY, paint).setMeta(CARETS, carets).setMeta('addToHistory', false);

/**
 * Paragraphs that a transaction put in as a whole, or opened at an end: whatever was drawn on them is gone, also when
 * they stood elsewhere before and read the same.
 */
const putIn = ({ doc, mapping }: Transaction): ReadonlySet<unknown> => {
  const ids = new Set<unknown>();
  mapping.maps.forEach((map, at) => {
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const rest = mapping.slice(at + 1);
      const [from, to] = [rest.map(newStart, -1), rest.map(newEnd, 1)];
      if (to - from < 2) return;
      doc.nodesBetween(from, Math.min(to, doc.content.size), (node, _position, parent) => {
        if (parent === doc) ids.add(node.attrs.id);
        return false;
      });
    });
  });
  return ids;
};

const without = (drawn: Painted['drawn'], ids: ReadonlySet<unknown>): Painted['drawn'] =>
  ids.size === 0 ? drawn : new Map([...drawn].filter(([id]) => !ids.has(id)));

export const paintPlugin = (): Plugin<Painted> =>
  new Plugin<Painted>({
    key: KEY,
    state: {
      init: () => ({ set: DecorationSet.empty, drawn: new Map() }),
      apply: (transaction, { set, drawn, paint: last }, _old, state) => {
        const moved = transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set;
        const paint: Paint | undefined = transaction.getMeta(KEY);
        const kept = transaction.docChanged ? without(drawn, putIn(transaction)) : drawn;
        const now: Painted = { set: moved, drawn: kept, ...(last === undefined ? {} : { paint: last }) };
        return paint === undefined ? now : repaint(now, state.doc, paint);
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.set },
  });

/** The caret and selection of another person, in positions of the document. */
export interface OtherCaret {
  readonly client: number;
  readonly name: string;
  readonly delegation: string;
  readonly anchor: number;
  readonly head: number;
}

const CARETS = new PluginKey<DecorationSet>('carets');

const caretSign =
  ({ name, delegation }: OtherCaret) =>
  (): HTMLElement => {
    const sign = document.createElement('span');
    sign.className = `caret who-${delegationColour(delegation)}`;
    // As a value of an attribute it is seen, and is no part of the words.
    sign.dataset['name'] = name;
    sign.setAttribute('aria-hidden', 'true');
    return sign;
  };

const caretSet = (doc: Node, carets: readonly OtherCaret[]): DecorationSet =>
  DecorationSet.create(
    doc,
    carets.flatMap((caret) => {
      const [from, to] = [Math.min(caret.anchor, caret.head), Math.max(caret.anchor, caret.head)];
      return [
        Decoration.widget(caret.head, caretSign(caret), {
          key: `${caret.client}:${caret.delegation}:${caret.name}`,
          side: 10,
          ignoreSelection: true,
        }),
        ...(from < to
          ? [Decoration.inline(from, to, { class: `selected who-${delegationColour(caret.delegation)}` })]
          : []),
      ];
    }),
  );

export const caretsPlugin = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key: CARETS,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set, _old, state) => {
        const carets: readonly OtherCaret[] | undefined = transaction.getMeta(CARETS);
        if (carets !== undefined)
          return carets.length === 0 ? DecorationSet.empty : caretSet(state.doc, carets);
        return transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set;
      },
    },
    props: { decorations: (state) => CARETS.getState(state) },
  });
