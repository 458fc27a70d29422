import type { Node } from 'prosemirror-model';
import { TextSelection, type Command } from 'prosemirror-state';

/** Where the words sought stand, in positions of the document. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** Hits shown at most: beyond it nobody looks at each. */
export const HITS_MAX = 5_000;

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** All places where words stand in one paragraph each; without regard to case unless asked. */
export const findAll = (doc: Node, words: string, matchCase = false): readonly Hit[] => {
  if (words === '') return [];
  const pattern = new RegExp(escaped(words), matchCase ? 'gu' : 'giu');
  const hits: Hit[] = [];
  doc.forEach((node, offset) => {
    const text = node.textBetween(0, node.content.size, undefined, '\uFFFC');
    for (const match of text.matchAll(pattern)) {
      if (hits.length >= HITS_MAX) return;
      const from = offset + 1 + match.index;
      hits.push({ from, to: from + match[0].length });
    }
  });
  return hits;
};

/** The next hit behind a place, or before it; round at the ends. Undefined when there is none. */
export const nextHit = (hits: readonly Hit[], at: number, direction: 1 | -1): Hit | undefined =>
  direction === 1
    ? (hits.find(({ from }) => from >= at) ?? hits[0])
    : (hits.findLast(({ to }) => to <= at) ?? hits.at(-1));

/** Selects a hit and brings it into sight. */
export const selectHit =
  ({ from, to }: Hit): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView());
    return true;
  };

/**
 * The hits that can be replaced: in paragraphs that may be written, and of words that are still there. What is struck by a
 * suggestion is found and stays as it is.
 */
export const replaceable = (
  doc: Node,
  hits: readonly Hit[],
  mayWrite: (paragraph: string) => boolean,
): readonly Hit[] =>
  hits.filter(({ from, to }) => {
    const deleted = doc.type.schema.marks['deleted'];
    if (deleted !== undefined && doc.rangeHasMark(from, to, deleted)) return false;
    const id: unknown = doc.resolve(from).node(1).attrs['id'];
    return typeof id === 'string' && mayWrite(id);
  });

/** Puts words in the place of hits, each with the emphasis of what it replaces. */
export const replaceHits =
  (hits: readonly Hit[], words: string): Command =>
  (state, dispatch) => {
    if (hits.length === 0) return false;
    const { tr } = state;
    for (const { from, to } of hits.toReversed())
      if (words === '') tr.delete(from, to);
      else tr.replaceWith(from, to, state.schema.text(words, emphasisAt(state.doc, from)));
    dispatch?.(tr.scrollIntoView());
    return true;
  };

const emphasisAt = (doc: Node, at: number) =>
  doc
    .resolve(at + 1)
    .marks()
    .filter(({ type }) => type.name === 'bold' || type.name === 'italic');
