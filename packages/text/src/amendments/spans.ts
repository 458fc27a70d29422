import type { AmendableText, Amendment, ParagraphId, TextOperation } from './model.ts';
import { withArrivals } from './apply-operations.ts';
import { tokenIndex, type TokenIndex } from './token-index.ts';
import { PARAGRAPH_START, type AmendmentNumber } from './token-id.ts';

/**
 * What a text operation covers of its paragraph, on an axis where token i stands at [2i + 1, 2i + 2) and the gap after
 * it at 2i + 2; the gap at the start is 0. For an insertion `lo` equals `hi`.
 */
export interface Span {
  /** Place of the amendment in the list that was given. */
  readonly of: number;
  /** Place of the operation in its amendment. */
  readonly operation: number;
  readonly lo: number;
  readonly hi: number;
  readonly isInsertion: boolean;
  /** Whether it brings words. */
  readonly brings: boolean;
}

/**
 * The text in which all pending amendments have their places: the words that amended amendments would bring are there
 * too, for their sub-amendments name them. Only places are read from it.
 */
export const frameOf = (text: AmendableText, amendments: readonly Amendment[]): AmendableText => {
  const amended = new Set(amendments.flatMap(({ parent }) => parent ?? []));
  const parents = amendments.filter(({ number }) => amended.has(number) && !text.adopted.has(number));
  return parents.length === 0 ? text : withArrivals(text, parents);
};

/** Index of the tokens of every paragraph, made when it is first asked for. */
const indexer = (frame: AmendableText) => {
  const indexes = new Map<ParagraphId, TokenIndex>();
  return (paragraph: ParagraphId): TokenIndex | undefined => {
    const known = indexes.get(paragraph);
    if (known !== undefined) return known;
    const found = frame.paragraphs.get(paragraph);
    if (found === undefined) return undefined;
    const index = tokenIndex(found.tokens);
    indexes.set(paragraph, index);
    return index;
  };
};

/** The gap where an insertion hangs; undefined where its neighbour is unknown. */
const gapOf = ({ left, before }: TextOperation, index: TokenIndex): number | undefined => {
  const at = before === undefined ? (left === PARAGRAPH_START ? -1 : index(left)) : index(before);
  if (at === undefined) return undefined;
  return before === undefined ? 2 * at + 2 : 2 * at;
};

/** All text operations with their spans, by paragraph; in each ascending by (lo, hi, number of the amendment). */
export const spansByParagraph = (
  frame: AmendableText,
  amendments: readonly Amendment[],
): ReadonlyMap<ParagraphId, readonly Span[]> => {
  const indexIn = indexer(frame);
  const spans = new Map<ParagraphId, Span[]>();
  amendments.forEach(({ operations }, of) =>
    operations.forEach((operation, at) => {
      if (operation.type !== 'text') return;
      const index = indexIn(operation.paragraph);
      if (index === undefined) return;
      const { del, ins } = operation;
      const isInsertion = del.length === 0;
      if (isInsertion && ins.length === 0) return;
      const first = isInsertion ? undefined : index(del[0] ?? 0);
      const last = isInsertion ? undefined : index(del.at(-1) ?? 0);
      const gap = isInsertion ? gapOf(operation, index) : undefined;
      const lo = first === undefined ? gap : 2 * first + 1;
      const hi = last === undefined ? gap : 2 * last + 2;
      if (lo === undefined || hi === undefined) return;
      const span: Span = { of, operation: at, lo, hi, isInsertion, brings: ins.length > 0 };
      const list = spans.get(operation.paragraph);
      if (list === undefined) spans.set(operation.paragraph, [span]);
      else list.push(span);
    }),
  );
  const number = ({ of }: Span): AmendmentNumber => amendments[of]?.number ?? 0;
  for (const list of spans.values())
    list.sort((a, b) => a.lo - b.lo || a.hi - b.hi || number(a) - number(b) || a.operation - b.operation);
  return spans;
};
