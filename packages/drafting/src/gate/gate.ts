import * as Y from 'yjs';
import { newYDoc, REGISTER_ROOTS } from '../model/draft-document.ts';
import { draftReader, type Draft, type DraftReader } from '../model/reader.ts';
import { BASE_VIEW, MARKUP_VIEW } from '../model/views.ts';
import { checkBase, checkClosed, checkWritings } from './check-rights.ts';
import { GATE_LIMITS } from './limits.ts';
import { readUpdate, wordsOf, type Writing } from './read-update.ts';
import { refuse, Refused, type GateRefusal } from './refusal.ts';
import type { DraftRights } from './rights.ts';

/** What one connection sends at once: all of it is taken, or nothing. */
export interface Batch {
  readonly updates: readonly Uint8Array[];
  /** The client numbers leased to this user for this document, older ones too: offline edits come back under them. */
  readonly leases: ReadonlySet<number>;
  readonly rights: DraftRights;
}

export type Admission =
  | {
      readonly admitted: true;
      /** The updates as they are to be stored and passed on, without bytes that say nothing. */
      readonly updates: readonly Uint8Array[];
    }
  | {
      readonly admitted: false;
      readonly refusal: GateRefusal;
      /** The words in what was refused, for its author to keep. */
      readonly text: string;
    };

/**
 * Stands before one document and is the only one that writes into it. A batch is judged on a probe beside the document,
 * so that what is refused changes no byte of it. What was admitted waits until it is stored: `commit` then brings it
 * into the document, in order; `abandon` forgets it when storing failed.
 */
export interface Gate {
  readonly admit: (batch: Batch) => Admission;
  /** Brings the oldest admitted updates, which are stored now, into the document. */
  readonly commit: (count: number, origin?: unknown) => void;
  /** The same, later: they are brought into the document, many at once, by `settle`. Gives how many wait for it. */
  readonly confirm: (count: number) => number;
  /** Brings into the document what was confirmed. Whoever reads the document asks for it first. */
  readonly settle: () => void;
  /** Forgets all admitted updates that were not committed. */
  readonly abandon: () => void;
  /** Number of updates admitted and not yet committed. */
  readonly waiting: () => number;
  /** Whether all that an update writes is in the document, or admitted already: it came a second time. */
  readonly holds: (update: Uint8Array) => boolean;
  /** Brings in updates that were admitted and stored elsewhere, in their order. Only while nothing waits. */
  readonly follow: (updates: readonly Uint8Array[], origin?: unknown) => void;
  readonly close: () => void;
}

/** An empty state vector: a difference to it is the whole update, written anew. */
const NOTHING = Y.encodeStateVector(new Map());

/** A document beside the live one. What is read of it in a view is read when rights first depend on it. */
interface Probe {
  readonly doc: Y.Doc;
  readonly base: () => Draft;
  readonly markup: () => Draft;
  readonly close: () => void;
}

const probeOf = (live: Y.Doc, waiting: readonly Uint8Array[]): Probe => {
  const doc = newYDoc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live));
  for (const update of waiting) Y.applyUpdate(doc, update);
  let [base, markup]: [DraftReader | undefined, DraftReader | undefined] = [undefined, undefined];
  return {
    doc,
    base: () => (base ??= draftReader(doc, BASE_VIEW)).read(),
    markup: () => (markup ??= draftReader(doc, MARKUP_VIEW)).read(),
    close: () => {
      base?.close();
      markup?.close();
      doc.destroy();
    },
  };
};

/** What a document holds, counted as it grows. */
interface Room {
  texts: number;
  places: number;
  registers: number;
  /** Cuts and marks by text, as `cuts TEXT` and `marks TEXT`. */
  readonly inText: Map<string, number>;
}

/** `cuts TEXT` or `marks TEXT` for a register that lies in a text; undefined for others. */
const textRegister = (root: string, key: string): string | undefined =>
  root === 'cuts' || root === 'marks' ? `${root} ${key.slice(0, key.indexOf('/'))}` : undefined;

const roomIn = (doc: Y.Doc): Room => {
  const inText = new Map<string, number>();
  let registers = 0;
  for (const root of REGISTER_ROOTS)
    for (const key of doc.getMap(root).keys()) {
      registers += 1;
      const name = textRegister(root, key);
      if (name !== undefined) inText.set(name, (inText.get(name) ?? 0) + 1);
    }
  return {
    texts: [...doc.getMap('texts').keys()].length,
    places: doc.getArray('places').length,
    registers,
    inText,
  };
};

const ROOM_MAX = {
  texts: GATE_LIMITS.TEXTS_MAX,
  places: GATE_LIMITS.PLACES_MAX,
  registers: GATE_LIMITS.REGISTERS_MAX,
} as const;

/** GATE-10: a document has room for a long negotiation and no more. Gives what it holds with these writings. */
const checkRoom = (writings: readonly Writing[], room: Room, doc: Y.Doc): Room => {
  const after: Room = { ...room, inText: room.inText };
  const more = new Map<string, number>();
  const growth = new Map<string, number>();
  for (const writing of writings)
    switch (writing.type) {
      case 'text':
        after.texts += 1;
        break;
      case 'places':
        after.places += writing.names.length;
        break;
      case 'register': {
        if (writing.before !== null) break;
        after.registers += 1;
        const name = textRegister(writing.root, writing.key);
        if (name !== undefined) more.set(name, (more.get(name) ?? 0) + 1);
        break;
      }
      case 'elements':
        growth.set(writing.text, (growth.get(writing.text) ?? 0) + Math.max(1, writing.chars.length));
        // A paragraph that is split off weighs as much as one that is made.
        if (writing.embed?.type === 'p') after.texts += 1;
    }
  for (const what of ['texts', 'places', 'registers'] as const)
    if (after[what] > ROOM_MAX[what]) refuse('gate.full', { what, max: ROOM_MAX[what] });
  const texts = doc.getMap('texts');
  for (const [id, elements] of growth) {
    const text: unknown = texts.get(id);
    if ((text instanceof Y.Text ? text.length : 0) + elements > GATE_LIMITS.TEXT_ELEMENTS_MAX)
      refuse('gate.full', { what: 'text', text: id, max: GATE_LIMITS.TEXT_ELEMENTS_MAX });
  }
  for (const [name, count] of more) {
    const max = name.startsWith('cuts') ? GATE_LIMITS.TEXT_CUTS_MAX : GATE_LIMITS.TEXT_MARKS_MAX;
    if ((room.inText.get(name) ?? 0) + count > max) refuse('gate.full', { what: name, max });
  }
  for (const [name, count] of more) room.inText.set(name, (room.inText.get(name) ?? 0) + count);
  return after;
};

/** GATE-5: a marker, a place and the place of suggested words name what no other names: nothing is shown twice. */
const checkUnique = (
  writings: readonly Writing[],
  named: ReadonlySet<string>,
  places: ReadonlySet<string>,
): void => {
  const here = new Set<string>();
  const put = new Set<string>();
  for (const writing of writings) {
    if (writing.type === 'places')
      for (const name of writing.names) {
        if (places.has(name) || put.has(name)) refuse('gate.value', { root: 'places', place: name });
        put.add(name);
      }
    if (writing.type === 'text' && !writing.id.includes('.') && named.has(writing.id))
      refuse('gate.value', { root: 'texts', key: writing.id });
    if (writing.type !== 'elements') continue;
    const { embed } = writing;
    if (embed?.type !== 'p' && embed?.type !== 's') continue;
    if (named.has(embed.id) || here.has(embed.id)) refuse('gate.value', { embed: embed.type, id: embed.id });
    here.add(embed.id);
  }
};

/** Ids that markers and places of suggested words of a document name, and ids of its paragraphs' own texts. */
const namesIn = (doc: Y.Doc): Set<string> => {
  const names = new Set<string>();
  for (const [id, text] of doc.getMap('texts').entries()) {
    if (!id.includes('.')) names.add(id);
    if (!(text instanceof Y.Text)) continue;
    for (let item = text._start; item !== null; item = item.right)
      if (item.content instanceof Y.ContentEmbed)
        for (const name of namesOfEmbed(item.content.embed)) names.add(name);
  }
  return names;
};

const namesOfEmbed = (embed: object): readonly string[] =>
  Object.entries(embed).flatMap(([type, id]) =>
    (type === 'p' || type === 's') && typeof id === 'string' ? [id] : [],
  );

const takeNames = (names: Set<string>, places: Set<string>, writings: readonly Writing[]): void => {
  for (const writing of writings)
    if (writing.type === 'places') for (const name of writing.names) places.add(name);
    else if (writing.type === 'text' && !writing.id.includes('.')) names.add(writing.id);
    else if (writing.type === 'elements' && (writing.embed?.type === 'p' || writing.embed?.type === 's'))
      names.add(writing.embed.id);
};

/** Applies an update whose form was checked. Should Yjs throw all the same, the update is refused. */
const applyChecked = (doc: Y.Doc, update: Uint8Array): void => {
  try {
    Y.applyUpdate(doc, update);
  } catch (error) {
    refuse('gate.malformed', { reason: error instanceof Error ? error.name : 'apply' });
  }
};

/** The gate of a document that nobody else writes into. */
export const createGate = (live: Y.Doc): Gate => {
  const waiting: Uint8Array[] = [];
  /** Stored, and not in the document yet. */
  let confirmed: Uint8Array[] = [];
  let probe = probeOf(live, waiting);
  let names = namesIn(probe.doc);
  let places = new Set(probe.doc.getArray<string>('places').toArray());
  let room = roomIn(probe.doc);
  // Whether the probe holds something that was refused and must be made anew.
  let spoilt = false;

  const settle = (): void => {
    if (confirmed.length === 0) return;
    const updates = confirmed;
    confirmed = [];
    live.transact(() => {
      for (const update of updates) Y.applyUpdate(live, update);
    });
  };

  const renew = (): void => {
    settle();
    probe.close();
    probe = probeOf(live, waiting);
    names = namesIn(probe.doc);
    places = new Set(probe.doc.getArray<string>('places').toArray());
    room = roomIn(probe.doc);
    spoilt = false;
  };

  const judge = ({ updates, leases, rights }: Batch): readonly Uint8Array[] => {
    // What a decision changed is bounded by what an amendment can be; of it nothing is left out.
    const isBounded = rights.isService !== true;
    if (isBounded && updates.length > GATE_LIMITS.BATCH_UPDATES_MAX)
      refuse('gate.size', { updates: updates.length, updatesMax: GATE_LIMITS.BATCH_UPDATES_MAX });
    const bytes = updates.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (isBounded && bytes > GATE_LIMITS.BATCH_BYTES_MAX)
      refuse('gate.size', { bytes, bytesMax: GATE_LIMITS.BATCH_BYTES_MAX });
    let structs = 0;
    const base = rights.role === 'suggest' ? probe.base() : undefined;
    const markup = rights.closed.size > 0 ? probe.markup() : undefined;
    const admitted: Uint8Array[] = [];
    for (const update of updates) {
      const { doc } = probe;
      const writings = readUpdate(update, { doc, leases, isService: !isBounded });
      structs += writings.length;
      if (isBounded && structs > GATE_LIMITS.BATCH_STRUCTS_MAX)
        refuse('gate.size', { structs, structsMax: GATE_LIMITS.BATCH_STRUCTS_MAX });
      checkUnique(writings, names, places);
      checkWritings(writings, rights, { doc, leases, markup: probe.markup });
      const clean = Y.diffUpdate(update, NOTHING);
      // From here on the probe and what was counted in it hold what may still be refused.
      spoilt = true;
      const grown = checkRoom(writings, room, doc);
      applyChecked(doc, clean);
      room = grown;
      if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) refuse('gate.dangling');
      takeNames(names, places, writings);
      admitted.push(clean);
    }
    if (markup !== undefined) checkClosed(markup, probe.markup(), rights.closed);
    if (base !== undefined) checkBase(base, probe.base(), rights.opened);
    spoilt = false;
    return admitted;
  };

  /** Brings an update that was judged elsewhere into both documents. */
  const take = (update: Uint8Array, origin: unknown): void => {
    let writings: readonly Writing[] | undefined;
    try {
      const { to } = Y.parseUpdateMeta(update);
      writings = readUpdate(update, { doc: probe.doc, leases: new Set(to.keys()), isService: true });
      room = checkRoom(writings, room, probe.doc);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      writings = undefined;
    }
    Y.applyUpdate(live, update, origin);
    if (writings === undefined) {
      // Judged by another version of the rules: what is counted beside the document is counted anew.
      renew();
      return;
    }
    Y.applyUpdate(probe.doc, update);
    takeNames(names, places, writings);
  };

  return {
    admit: (batch) => {
      try {
        const updates = judge(batch);
        waiting.push(...updates);
        return { admitted: true, updates };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (spoilt) renew();
        const text = batch.updates.map(wordsOf).join('\n').slice(0, GATE_LIMITS.RECOVERED_CHARACTERS_MAX);
        return { admitted: false, refusal: error.refusal, text };
      }
    },
    commit: (count, origin) => {
      settle();
      for (const update of waiting.splice(0, count)) Y.applyUpdate(live, update, origin);
    },
    confirm: (count) => confirmed.push(...waiting.splice(0, count)),
    settle,
    abandon: () => {
      waiting.length = 0;
      renew();
    },
    waiting: () => waiting.length,
    holds: (update) => {
      try {
        const { to } = Y.parseUpdateMeta(update);
        return (
          to.size > 0 && [...to].every(([client, clock]) => clock <= Y.getState(probe.doc.store, client))
        );
      } catch {
        // What cannot be read is judged, and refused, by `admit`.
        return false;
      }
    },
    follow: (updates, origin) => {
      if (waiting.length > 0) throw new Error('a gate follows others only while nothing waits');
      settle();
      for (const update of updates) take(update, origin);
    },
    close: () => probe.close(),
  };
};
