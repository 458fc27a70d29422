import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { ElementId, IdRange } from '../model/elements.ts';
import { formatCut, formatMark, parseCut, parseMark, type Edge } from '../model/registers.ts';

/** Where elements that were written under one client number stand under another. */
interface Moved {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly to: number;
}

/** Ids of elements that were rewritten, dropped, or stay as they are. */
export interface Renumbering {
  /** The new id of an element; undefined for one that was dropped. */
  readonly find: (id: ElementId) => ElementId | undefined;
  /** Elements from here on, of this client number, now stand under the new one from `to` on. */
  readonly move: (from: ElementId, length: number, to: number) => void;
}

/**
 * Ids of what is written anew under one client number. `isKnown` says of an id whether the document it is written into
 * holds it as it is.
 */
export const renumbering = (client: number, isKnown: (id: ElementId) => boolean): Renumbering => {
  const moved = new Map<number, Moved[]>();
  return {
    find: (id) => {
      if (isKnown(id)) return id;
      const found = moved
        .get(id.client)
        ?.find(({ clock, length }) => clock <= id.clock && id.clock < clock + length);
      return found === undefined ? undefined : { client, clock: found.to + id.clock - found.clock };
    },
    move: (from, length, to) => {
      const list = moved.get(from.client) ?? [];
      moved.set(from.client, [...list, { ...from, length, to }]);
    },
  };
};

/** Stops the rewriting of an update that builds on what was dropped. */
class BuildsOnDropped extends Error {}

const newId = (ids: Renumbering, { client, clock }: ElementId): Y.ID => {
  const id = ids.find({ client, clock });
  if (id === undefined) throw new BuildsOnDropped();
  return Y.createID(id.client, id.clock);
};

const newRanges = (ids: Renumbering, ranges: readonly IdRange[]): readonly IdRange[] => {
  const out: [number, number, number][] = [];
  for (const [client, clock, length] of ranges)
    for (let at = clock; at < clock + length; at += 1) {
      const id = newId(ids, { client, clock: at });
      const last = out.at(-1);
      if (last !== undefined && last[0] === id.client && last[1] + last[2] === id.clock) last[2] += 1;
      else out.push([id.client, id.clock, 1]);
    }
  return out;
};

const newEdge = (ids: Renumbering, edge: Edge): Edge => {
  if (edge === 'end') return edge;
  const { client, clock } = newId(ids, edge);
  return { client, clock, side: edge.side };
};

/** A value of a register: cuts and marks name elements, all others name nothing by its id. */
const newValue = (ids: Renumbering, value: unknown): unknown => {
  const cut = parseCut(value);
  if (cut !== undefined) return formatCut({ ...cut, ranges: newRanges(ids, cut.ranges) });
  const mark = parseMark(value);
  return mark === undefined
    ? value
    : formatMark({ ...mark, from: newEdge(ids, mark.from), to: newEdge(ids, mark.to) });
};

const newContent = (ids: Renumbering, content: Y.Item['content']): Y.Item['content'] =>
  content instanceof Y.ContentAny
    ? new Y.ContentAny(content.arr.map((value: unknown) => newValue(ids, value)))
    : content;

const newItem = (ids: Renumbering, item: Y.Item, id: Y.ID): Y.Item => {
  const moved = (other: Y.ID | null): Y.ID | null => (other === null ? null : newId(ids, other));
  const parent: unknown = item.parent;
  return new Y.Item(
    id,
    null,
    moved(item.origin),
    null,
    moved(item.rightOrigin),
    // As an update says it: the name of a root, an id, or nothing where the neighbours say it.
    parent instanceof Y.ID ? newId(ids, parent) : item.parent,
    item.parentSub,
    newContent(ids, item.content),
  );
};

/**
 * An update of one's own, written anew under another client number from `clock` on. Undefined when it builds on what was
 * dropped before. Its own elements are found by the renumbering afterwards only when the caller takes it.
 */
export const rewriteUpdate = (
  update: Uint8Array,
  client: number,
  clock: number,
  ids: Renumbering,
): { readonly update: Uint8Array; readonly take: () => void } | undefined => {
  const { structs, ds } = Y.decodeUpdate(update);
  const own: { readonly from: ElementId; readonly length: number; readonly to: number }[] = [];
  // Inside the update its own elements are known by their new places already.
  const within: Renumbering = {
    ...ids,
    find: (id) => {
      const here = own.find(
        ({ from, length }) =>
          from.client === id.client && from.clock <= id.clock && id.clock < from.clock + length,
      );
      return here === undefined ? ids.find(id) : { client, clock: here.to + id.clock - here.from.clock };
    },
  };
  let next = clock;
  try {
    for (const struct of structs) {
      own.push({ from: { ...struct.id }, length: struct.length, to: next });
      next += struct.length;
    }
    const items = structs.map((struct, at) => {
      if (!(struct instanceof Y.Item)) throw new BuildsOnDropped();
      return newItem(within, struct, Y.createID(client, own[at]?.to ?? clock));
    });
    const encoder = new Y.UpdateEncoderV1();
    const { restEncoder } = encoder;
    encoding.writeVarUint(restEncoder, items.length === 0 ? 0 : 1);
    if (items.length > 0) {
      encoding.writeVarUint(restEncoder, items.length);
      encoder.writeClient(client);
      encoding.writeVarUint(restEncoder, clock);
      for (const item of items) item.write(encoder, 0);
    }
    const deleted = new Map<number, [clock: number, length: number][]>();
    for (const [author, ranges] of ds.clients)
      for (const range of newRanges(
        within,
        ranges.map(({ clock: from, len }): IdRange => [author, from, len]),
      )) {
        const [of, from, length] = range;
        deleted.set(of, [...(deleted.get(of) ?? []), [from, length]]);
      }
    encoding.writeVarUint(restEncoder, deleted.size);
    for (const [of, ranges] of deleted) {
      encoder.resetDsCurVal();
      encoding.writeVarUint(restEncoder, of);
      encoding.writeVarUint(restEncoder, ranges.length);
      for (const [from, length] of ranges.toSorted((a, b) => a[0] - b[0])) {
        encoder.writeDsClock(from);
        encoder.writeDsLen(length);
      }
    }
    return {
      update: encoder.toUint8Array(),
      take: () => {
        for (const { from, length, to } of own) ids.move(from, length, to);
      },
    };
  } catch (error) {
    if (error instanceof BuildsOnDropped) return undefined;
    throw error;
  }
};
