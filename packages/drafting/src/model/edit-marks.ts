import { idAt, indexOfId } from './elements.ts';
import { spansBetween, type Spot } from './paragraph-text.ts';
import { formatMark, type Edge, type Emphasis, type EmphasisMark } from './registers.ts';
import type { Edits } from './edits.ts';
import { type Context, paragraphIn, isOwnGround } from './edit-context.ts';
import * as Y from 'yjs';

const nextOrder = (marks: readonly EmphasisMark[]): number =>
  marks.reduce((highest, { order }) => Math.max(highest, order), 0) + 1;

/** Counts up the order of marks that are written in one edit. */
export type Orders = Map<string, number>;

const takeOrder = ({ draft }: Context, orders: Orders, text: string): number => {
  const order = orders.get(text) ?? nextOrder(draft.marks(text));
  orders.set(text, order + 1);
  return order;
};

/** Lays emphasis on elements of a text, or takes it off them. */
export const layMark = (
  context: Context,
  orders: Orders,
  text: string,
  { index, length, emphasis, on }: { index: number; length: number; emphasis: Emphasis; on: boolean },
): void => {
  const { recorder, hand } = context;
  const sequence = recorder.shared.texts.get(text);
  const first = sequence instanceof Y.Text ? idAt(sequence, index) : undefined;
  if (!(sequence instanceof Y.Text) || first === undefined) return;
  const following = idAt(sequence, index + length);
  // The far edge is what follows, so that words typed on at the end have the emphasis too.
  const to: Edge = following === undefined ? 'end' : { ...following, side: 'before' };
  const order = takeOrder(context, orders, text);
  const own = isOwnGround(context, { text });
  recorder.set(
    'marks',
    `${text}/${recorder.newId()}`,
    formatMark({
      emphasis,
      on,
      from: { ...first, side: 'before' },
      to,
      order,
      ...(hand.mode === 'edit' || own ? {} : { sug: hand.suggestion }),
    }),
  );
};

/**
 * The same place in a text as it is now: right behind the element it was behind in the draft. Others may have written
 * there since.
 */
export const placeNow = ({ draft, recorder }: Context, { text, index }: Spot): Spot => {
  if (index === 0) return { text, index };
  const run = draft
    .runs(text)
    .find((candidate) => candidate.index < index && index <= candidate.index + candidate.length);
  const sequence = recorder.shared.texts.get(text);
  if (run === undefined || !(sequence instanceof Y.Text)) return { text, index };
  const found = indexOfId(sequence, { client: run.client, clock: run.clock + index - 1 - run.index });
  return { text, index: found === undefined ? index : found + 1 };
};

/** Lays emphasis on a part of a paragraph, or takes it off. */
export const emphasise = (
  context: Context,
  orders: Orders,
  { paragraph, from, to, emphasis, on }: Edits['emphasis'][number],
): void => {
  const spans: { text: string; index: number; length: number }[] = [];
  for (const { text, index, length } of spansBetween(paragraphIn(context.draft, paragraph), from, to)) {
    const last = spans.at(-1);
    if (last !== undefined && last.text === text && last.index + last.length === index) last.length += length;
    else spans.push({ text, index, length });
  }
  for (const span of spans) {
    // The first element is where it is now; what others wrote among them since has the emphasis too.
    const end = placeNow(context, { text: span.text, index: span.index + span.length }).index;
    const index = placeNow(context, { text: span.text, index: span.index + 1 }).index - 1;
    layMark(context, orders, span.text, { index, length: end - index, emphasis, on });
  }
};
