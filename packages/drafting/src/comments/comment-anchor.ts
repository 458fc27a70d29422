import type { Draft } from '../model/reader.ts';
import { spansBetween } from '../model/paragraph-text.ts';
import { TEXT_ID } from '../model/draft-document.ts';
import { formatEdge, parseEdge, type Edge } from '../model/registers.ts';

/** A stretch of one text that a comment is about, by its first and last element. */
export interface AnchorSpan {
  readonly text: string;
  readonly from: Exclude<Edge, 'end'>;
  readonly to: Exclude<Edge, 'end'>;
}

/**
 * What a comment is about, to be kept outside the document: threads have their own readers. It stays on its words
 * through every split, join and move, also of words that were cut and came back.
 */
export type CommentAnchor = readonly AnchorSpan[];

/** A part of a paragraph as the view shows it. */
export interface AnchoredPart {
  readonly paragraph: string;
  readonly from: number;
  readonly to: number;
}

/** The anchor of a part of a paragraph; undefined when the part has no visible element. */
export const commentAnchor = (
  draft: Draft,
  { paragraph, from, to }: AnchoredPart,
): CommentAnchor | undefined => {
  const found = draft.paragraph(paragraph);
  if (found === undefined) return undefined;
  const spans: AnchorSpan[] = [];
  for (const { text, index, length, run } of spansBetween(found, from, to)) {
    const first = { client: run.client, clock: run.clock + index - run.index };
    const span: AnchorSpan = {
      text,
      from: { ...first, side: 'before' },
      to: { client: first.client, clock: first.clock + length - 1, side: 'after' },
    };
    const last = spans.at(-1);
    if (last?.text === text) spans[spans.length - 1] = { ...last, to: span.to };
    else spans.push(span);
  }
  return spans.length === 0 ? undefined : spans;
};

/** Where anchored comments are now, by thread: parts of paragraphs in the order of the text, in one reading of it. */
export const allAnchoredParts = (
  draft: Draft,
  anchors: ReadonlyMap<string, CommentAnchor>,
): ReadonlyMap<string, readonly AnchoredPart[]> => {
  const byText = new Map<string, { thread: string; start: number; end: number }[]>();
  for (const [thread, anchor] of anchors)
    for (const { text, from, to } of anchor) {
      const runs = draft.runs(text);
      const place = ({ client, clock, side }: Exclude<Edge, 'end'>): number | undefined => {
        const run = runs.find(
          (candidate) =>
            candidate.client === client &&
            candidate.clock <= clock &&
            clock < candidate.clock + candidate.length,
        );
        return run === undefined ? undefined : run.index + clock - run.clock + (side === 'after' ? 1 : 0);
      };
      const [start, end] = [place(from), place(to)];
      if (start === undefined || end === undefined) continue;
      const bounds = byText.get(text);
      if (bounds === undefined) byText.set(text, [{ thread, start, end }]);
      else bounds.push({ thread, start, end });
    }
  const out = new Map<string, { paragraph: string; from: number; to: number }[]>();
  for (const thread of anchors.keys()) out.set(thread, []);
  for (const { id, runs } of draft.paragraphs) {
    let offset = 0;
    for (const run of runs) {
      for (const { thread, start, end } of run.width === 0 ? [] : (byText.get(run.text) ?? [])) {
        const [from, to] = [Math.max(start, run.index), Math.min(end, run.index + run.length)];
        if (from >= to) continue;
        const part = { paragraph: id, from: offset + from - run.index, to: offset + to - run.index };
        const parts = out.get(thread);
        const last = parts?.at(-1);
        if (last !== undefined && last.paragraph === part.paragraph && last.to === part.from)
          last.to = part.to;
        else parts?.push(part);
      }
      offset += run.width;
    }
  }
  return out;
};

/** Where an anchored comment is now; no part when its words are not shown. */
export const anchoredParts = (draft: Draft, anchor: CommentAnchor): readonly AnchoredPart[] =>
  allAnchoredParts(draft, new Map([['', anchor]])).get('') ?? [];

/** An anchor as messages hold it: text, first edge, last edge of each span. */
export const formatAnchor = (anchor: CommentAnchor): readonly (readonly unknown[])[] =>
  anchor.map(({ text, from, to }) => [text, formatEdge(from), formatEdge(to)]);

/** A comment is about at most this many stretches of texts. */
export const ANCHOR_SPANS_MAX = 64;

/** Reads an anchor from a message; undefined for anything that is none. */
export const parseAnchor = (value: unknown): CommentAnchor | undefined => {
  if (!Array.isArray(value) || value.length === 0 || value.length > ANCHOR_SPANS_MAX) return undefined;
  const spans = value.map((entry: unknown): AnchorSpan | undefined => {
    if (!Array.isArray(entry) || entry.length !== 3) return undefined;
    const [text, first, last]: unknown[] = entry;
    const [from, to] = [parseEdge(first), parseEdge(last)];
    if (typeof text !== 'string' || !TEXT_ID.test(text)) return undefined;
    return from === undefined || from === 'end' || to === undefined || to === 'end'
      ? undefined
      : { text, from, to };
  });
  const anchor = spans.filter((span) => span !== undefined);
  return anchor.length === value.length ? anchor : undefined;
};
