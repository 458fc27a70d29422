import type { Draft } from './reader.ts';
import type { Recorder } from './recorder.ts';
import type { Hand, Edits } from './edits.ts';
import { type Context, paragraphIn } from './edit-context.ts';
import { setProp } from './edit-registers.ts';
import { type Orders, emphasise } from './edit-marks.ts';
import { cutPart, keepEmptied, keepHalves, writeAll } from './edit-words.ts';
import { create, move, join, takeOut, part, suggestedAtEnd, settleCircles } from './edit-structure.ts';

/** Writes one edit into the document, in the name of this hand. Called inside `record`. */
export const writeEdits = (draft: Draft, recorder: Recorder, hand: Hand, edits: Edits): void => {
  const context: Context = { draft, recorder, hand };
  const orders: Orders = new Map();
  for (const cut of edits.cuts) {
    cutPart(context, cut);
    keepEmptied(context, cut);
  }
  for (const entry of edits.emphasis) emphasise(context, orders, entry);
  keepHalves(context, edits);
  settleCircles(context, edits);
  for (const id of edits.gone) takeOut(context, id);
  for (const { paragraph, into } of edits.joined) join(context, paragraph, into);
  for (const entry of edits.parted) part(context, entry);
  for (const { paragraph, after } of edits.moved) move(context, paragraph, after);
  const { created, writings } = suggestedAtEnd(context, edits);
  writeAll(context, orders, writings);
  create(context, orders, created);
  for (const { id, kind, level } of edits.kinds) {
    const { kind: oldKind, level: oldLevel } = paragraphIn(draft, id);
    if (kind !== oldKind) setProp(context, id, 'kind', kind);
    if (level !== oldLevel) setProp(context, id, 'level', level);
  }
};
