import type { Node } from 'prosemirror-model';
import type { Draft } from '../model/reader.ts';
import type { Paragraph } from '../model/paragraph.ts';
import { neighbours } from '../model/spots.ts';

/** A place in the text that survives what others do: beside an element, or at the beginning of a paragraph. */
export type Caret =
  | { readonly client: number; readonly clock: number; readonly side: 'before' | 'after' }
  | { readonly paragraph: string };

interface BlockAt {
  readonly index: number;
  readonly offset: number;
}

const blockAt = (doc: Node, position: number): BlockAt => {
  const place = doc.resolve(Math.max(0, Math.min(position, doc.content.size)));
  return place.depth === 0
    ? { index: Math.min(place.index(0), doc.childCount - 1), offset: 0 }
    : { index: place.index(0), offset: place.parentOffset };
};

/** The caret for a position of the document that shows this draft. `side` tells which neighbour it stays with. */
export const caretAt = (
  { paragraphs }: Draft,
  doc: Node,
  position: number,
  side: 'before' | 'after' = 'after',
): Caret | undefined => {
  const { index, offset } = blockAt(doc, position);
  const paragraph = paragraphs[index];
  if (paragraph === undefined) return undefined;
  const { left, leftEnd, right, rightStart } = neighbours(paragraph, offset);
  if (side === 'before' && right !== undefined)
    return { client: right.client, clock: right.clock + rightStart - right.index, side: 'before' };
  if (left === undefined) return { paragraph: paragraph.id };
  return { client: left.client, clock: left.clock + leftEnd - left.index - 1, side: 'after' };
};

const clients = new WeakMap<Paragraph, ReadonlySet<number>>();

/** Whether something of a client stands in a paragraph: most paragraphs need not be looked through for a caret. */
const hasOf = (paragraph: Paragraph, client: number): boolean => {
  const found = clients.get(paragraph) ?? new Set(paragraph.runs.map((run) => run.client));
  clients.set(paragraph, found);
  return found.has(client);
};

/** The position of a caret in the document that shows this draft; undefined when its paragraph is not shown. */
export const caretPosition = ({ paragraphs }: Draft, doc: Node, caret: Caret): number | undefined => {
  let start = 1;
  for (const [index, paragraph] of paragraphs.entries()) {
    if ('paragraph' in caret) {
      if (paragraph.id === caret.paragraph) return start;
    } else if (hasOf(paragraph, caret.client)) {
      let offset = 0;
      for (const { client, clock, length, width } of paragraph.runs) {
        if (client === caret.client && clock <= caret.clock && caret.clock < clock + length)
          return start + offset + (width === 0 ? 0 : caret.clock - clock + (caret.side === 'after' ? 1 : 0));
        offset += width;
      }
    }
    start += doc.child(index).nodeSize;
  }
  return undefined;
};
