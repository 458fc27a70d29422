import * as Y from 'yjs';
import { parseEmbed, type ParsedEmbed } from './embeds.ts';

/** The permanent id of one element: the client number that wrote it and its count there. */
export interface ElementId {
  readonly client: number;
  readonly clock: number;
}

/** A stretch of elements written together: characters, or one embed. Ids run on from the first. */
export interface Stretch extends ElementId {
  /** Place of the first in the sequence, counted in elements. */
  readonly index: number;
  readonly length: number;
  readonly text?: string;
  /** Absent for characters; null for an embed nobody knows. */
  readonly embed?: ParsedEmbed | null;
}

/** The elements of a sequence, in order. The one place that looks inside Yjs: items are a linked list there. */
export const stretches = (text: Y.Text): readonly Stretch[] => {
  const out: Stretch[] = [];
  let index = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const { client, clock } = item.id;
    const { length, content } = item;
    if (content instanceof Y.ContentString) out.push({ index, length, client, clock, text: content.str });
    else if (content instanceof Y.ContentEmbed)
      out.push({ index, length, client, clock, embed: parseEmbed(content.embed) ?? null });
    else out.push({ index, length, client, clock, embed: null });
    index += length;
  }
  return out;
};

/** Ids of consecutive elements, as few ranges as possible: client, first clock, count. */
export type IdRange = readonly [client: number, clock: number, length: number];

/** The ids of `length` elements from `index` on. */
export const idRanges = (text: Y.Text, index: number, length: number): readonly IdRange[] => {
  const out: [number, number, number][] = [];
  for (const stretch of stretches(text)) {
    const from = Math.max(index, stretch.index);
    const to = Math.min(index + length, stretch.index + stretch.length);
    if (from >= to) continue;
    const clock = stretch.clock + from - stretch.index;
    const last = out.at(-1);
    if (last !== undefined && last[0] === stretch.client && last[1] + last[2] === clock) last[2] += to - from;
    else out.push([stretch.client, clock, to - from]);
  }
  return out;
};

/** The id of the element at a place; undefined past the end. */
export const idAt = (text: Y.Text, index: number): ElementId | undefined => {
  const [range] = idRanges(text, index, 1);
  return range === undefined ? undefined : { client: range[0], clock: range[1] };
};

/** The place of an element in its text; undefined when it is in another. */
export const indexOfId = (text: Y.Text, { client, clock }: ElementId): number | undefined => {
  const host = stretches(text).find(
    (stretch) =>
      stretch.client === client && stretch.clock <= clock && clock < stretch.clock + stretch.length,
  );
  return host === undefined ? undefined : host.index + clock - host.clock;
};

/** The id of the value a map holds now under a key; it changes with every write, so it tells who wrote last. */
export const registerId = (map: Y.Map<unknown>, key: string): ElementId | undefined => {
  const item = map._map.get(key);
  return item === undefined ? undefined : item.id;
};

/** The keys of all registers of a map. */
export const registerKeys = (map: Y.Map<unknown>): Iterable<string> => map._map.keys();

/**
 * What a register holds. A value goes only when another takes its place, so one that is deleted and not yet replaced is
 * still in force: the update that replaces it is known in part, and the rest is on its way.
 */
export const registerValue = (map: Y.Map<unknown>, key: string): unknown => {
  const content = map._map.get(key)?.content;
  return content instanceof Y.ContentAny ? content.arr.at(-1) : undefined;
};

/** The number of elements a client has written so far. */
export const clockOf = (doc: Y.Doc, client: number): number => Y.getState(doc.store, client);
