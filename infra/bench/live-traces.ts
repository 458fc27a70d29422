/**
 * Editing histories of real people through the store of the live text. One writer, one character at a time: the log written,
 * then the document read from the log alone and from a snapshot, beside bare Yjs on the same bytes without a database. Two
 * writers at once: both, one who hears everything late and out of order, and documents read from the log and a snapshot.
 * Usage: … live-traces.ts FOLDER, that of the editing traces
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { documentStore, type DocumentStore, type KnownDocument } from '@plenary/db';
import { freshDatabase } from '@plenary/db/testing';
import { seededDraws } from '@plenary/demonstration';
import { importParagraphs, newYDoc, NO_ROW } from '@plenary/drafting';
import * as Y from 'yjs';
import { foldHere, foldThread, type FoldThread } from '../../apps/server/src/rooms/live/fold-thread.ts';
import { chainUpdates } from '../../apps/server/src/rooms/live/log-chain.ts';
import {
  keepSnapshot,
  leaseNumber,
  loadLiveDocument,
  type LoadedDocument,
} from '../../apps/server/src/rooms/live/load-live-document.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: live-traces.ts FOLDER');
const PARAGRAPH = 'p1';
/** Rows in one statement, as the service writes them at most. */
const ROWS_PER_GROUP = 1_000;
/** Rows read at a time, as the service reads them. */
const ROWS_PER_PAGE = 500;
/** An update may arrive behind so many later ones. */
const LATE_UPDATES_MAX = 200;

type Patch = readonly [position: number, deleted: number, inserted: string];
interface Trace {
  readonly endContent: string;
  readonly txns: readonly {
    readonly patches: readonly Patch[];
    readonly parents?: readonly number[];
    readonly agent?: number;
  }[];
}
const traceOf = (name: string): Trace =>
  JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString()) as Trace;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const memory = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};

/** What a piece of work took, and what its result keeps in memory. */
const measured = async <T>(what: string, work: () => T | Promise<T>, rest = ''): Promise<T> => {
  const before = memory();
  const used = process.cpuUsage();
  const began = performance.now();
  const result = await work();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  const kept = memory() - before;
  console.log(
    `  ${what.padEnd(58)} ${ms.toFixed(0).padStart(7)} ms of the clock, ${((user + system) / 1_000).toFixed(0).padStart(7)} of this process, ${kept.toFixed(1).padStart(6)} MiB kept ${rest}`,
  );
  return result;
};

const textOf = (doc: Y.Doc): Y.Text => {
  const text = doc.getMap<Y.Text>('texts').get(PARAGRAPH);
  if (text === undefined) throw new Error('there is no paragraph');
  return text;
};
const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};
const bytesOf = (doc: Y.Doc): Buffer => {
  const copy = newYDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return Buffer.from(Y.encodeStateAsUpdate(copy));
};
const mib = (updates: readonly Uint8Array[]): string =>
  `${(updates.reduce((sum, { length }) => sum + length, 0) / 2 ** 20).toFixed(2)} MiB`;

/** A document with one empty paragraph: what every replica begins with. */
const beginning = ((): Uint8Array => {
  const doc = newYDoc();
  doc.clientID = 1;
  importParagraphs(doc, [{ id: PARAGRAPH, kind: 'operative', level: 0, text: '' }], () => PARAGRAPH);
  return Y.encodeStateAsUpdate(doc);
})();
const replica = (client: number): Y.Doc => {
  const doc = newYDoc();
  Y.applyUpdate(doc, beginning);
  doc.clientID = client;
  return doc;
};
/** Writes patches as one transaction; positions are of UTF-16 units, for these histories hold nothing beyond. */
const write = (doc: Y.Doc, patches: readonly Patch[]): Uint8Array => {
  let made: Uint8Array | undefined;
  const note = (update: Uint8Array): void => void (made = update);
  doc.on('update', note);
  doc.transact(() => {
    const text = textOf(doc);
    for (const [position, deleted, inserted] of patches) {
      if (deleted > 0) text.delete(position, deleted);
      if (inserted !== '') text.insert(position, inserted);
    }
  });
  doc.off('update', note);
  if (made === undefined) throw new Error('a transaction that changed nothing');
  return made;
};

interface Row {
  readonly update: Uint8Array;
  readonly client: number;
}
/** Appends rows to a new log, chained, each under the number of its writer. */
const append = async (store: DocumentStore, name: string, rows: readonly Row[]): Promise<KnownDocument> => {
  const known = await store.open('traces', name, NO_ROW);
  const by = new Map<number, Awaited<ReturnType<typeof leaseNumber>>>();
  for (const client of new Set(rows.map((row) => row.client))) {
    const lease = { client, delegation: `writer ${client}` };
    must(await store.lease(known.id, lease, 0), 'a number was given before');
    by.set(client, lease);
  }
  let head = { seq: 0, hash: NO_ROW };
  for (let from = 0; from < rows.length; from += ROWS_PER_GROUP) {
    const group = chainUpdates(
      known.id,
      head,
      rows.slice(from, from + ROWS_PER_GROUP).map(({ update, client }, at) => {
        const lease = by.get(client);
        if (lease === undefined) throw new Error('nobody has this number');
        return { update, lease, at: from + at };
      }),
    );
    must((await store.append([group], '')).has(known.id), 'a group was not taken');
    head = group.becomes;
  }
  return { id: known.id, ...head };
};
const folds = foldThread();
const load = (store: DocumentStore, known: KnownDocument): Promise<LoadedDocument> =>
  loadLiveDocument({
    store,
    folds,
    known,
    begin: () => [],
    clock: () => 0,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    onFault: (error) => {
      throw error;
    },
  });

/** Processor time of this thread alone, in milliseconds, as Linux counts it. */
const ownCpu = (): number => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;

/** A log becomes a snapshot while the loop turns: how long it is held up by that. */
const folded = async (
  store: DocumentStore,
  known: KnownDocument,
  where: string,
  by: FoldThread,
): Promise<Uint8Array> => {
  const result = { isDone: false };
  let [longest, longestOwn] = [0, 0];
  const folding = by
    .fold(undefined, (after) => store.read(known.id, after, ROWS_PER_PAGE))
    .finally(() => (result.isDone = true));
  let [at, own] = [performance.now(), ownCpu()];
  const began = at;
  const ownBefore = own;
  while (!result.isDone) {
    await pause(1);
    const [now, ownNow] = [performance.now(), ownCpu()];
    longest = Math.max(longest, now - at);
    longestOwn = Math.max(longestOwn, ownNow - own);
    [at, own] = [now, ownNow];
  }
  const packed = await folding;
  console.log(
    `  folded ${where.padEnd(51)} ${(at - began).toFixed(0).padStart(7)} ms of the clock; longest turn of the loop ${longest.toFixed(1)} ms, ${longestOwn.toFixed(1)} ms of processor time of its own; ${(own - ownBefore).toFixed(0)} ms in all with this watching`,
  );
  await by.close();
  return packed;
};

const alone = async (store: DocumentStore): Promise<void> => {
  const { txns, endContent } = traceOf('sequential-automerge-paper');
  const writer = replica(2);
  const updates = txns.map(({ patches }) => write(writer, patches));
  must(textOf(writer).toString() === endContent, 'the writer has another text');
  const rows = [beginning, ...updates].map((update, at) => ({ update, client: at === 0 ? 1 : 2 }));
  console.log(`automerge-paper: ${updates.length} edits, ${endContent.length} characters in the end`);
  const wanted = bytesOf(writer);
  const known = await measured('written into the log, one row an edit', () =>
    append(store, 'automerge-paper', rows),
  );
  const check = ({ doc, head }: LoadedDocument): void => {
    must(head.seq === rows.length, 'rows are missing');
    must(textOf(doc).toString() === endContent, 'another text was read');
    must(bytesOf(doc).equals(wanted), 'other bytes were read');
    doc.destroy();
  };
  const here = await folded(store, known, 'on the loop', foldHere());
  const beside = await folded(store, known, 'in a thread beside it', foldThread());
  must(Buffer.from(here).equals(Buffer.from(beside)), 'the two snapshots differ');
  check(
    await measured(
      'read from the log alone, folded first',
      () => load(store, known),
      `(updates ${mib(updates)}, its chain checked)`,
    ),
  );
  await measured('snapshot kept', () => keepSnapshot(store, known.id, writer, known.seq));
  const snapshot = await store.snapshot(known.id);
  check(
    await measured(
      'read from the snapshot',
      () => load(store, known),
      `(packed ${mib(snapshot === undefined ? [] : [snapshot.bytes])})`,
    ),
  );
  const bare = await measured('bare Yjs, the same updates from memory', () => {
    const doc = newYDoc();
    doc.transact(() => {
      for (const { update } of rows) Y.applyUpdate(doc, update);
    });
    return doc;
  });
  const whole = Y.encodeStateAsUpdate(bare);
  bare.destroy();
  await measured(
    'bare Yjs, the state from memory',
    () => {
      const doc = newYDoc();
      Y.applyUpdate(doc, whole);
      return doc;
    },
    `(${mib([whole])})`,
  );
};

const together = async (store: DocumentStore): Promise<void> => {
  const { txns, endContent } = traceOf('concurrent-friendsforever');
  const agents = Math.max(...txns.map(({ agent = 0 }) => agent)) + 1;
  const writers = Array.from({ length: agents }, (_, agent) => replica(agent + 2));
  /** How much of each writer a transaction had seen, itself included; and how much each replica holds. */
  const seen: (readonly number[])[] = [];
  const held = writers.map(() => Array.from({ length: agents }, () => 0));
  const by: Uint8Array[][] = writers.map(() => []);
  const rows: Row[] = [{ update: beginning, client: 1 }];
  const receive = (agent: number, upTo: readonly number[]): void => {
    const [doc, has] = [writers[agent], held[agent]];
    if (doc === undefined || has === undefined) throw new Error('no such writer');
    upTo.forEach((count, other) => {
      for (let at = has[other] ?? 0; at < count; at += 1) {
        const update = by[other]?.[at];
        if (update === undefined) throw new Error('it is not written yet');
        Y.applyUpdate(doc, update, 'remote');
      }
      has[other] = Math.max(has[other] ?? 0, count);
    });
  };
  let merging = 0;
  for (const { patches, parents = [], agent = 0 } of txns) {
    const upTo = Array.from({ length: agents }, (_, other) =>
      Math.max(0, ...parents.map((parent) => seen[parent]?.[other] ?? 0)),
    );
    if (parents.length > 1) merging += 1;
    receive(agent, upTo);
    const [doc, has] = [writers[agent], held[agent]];
    must(has?.every((count, other) => count === upTo[other]) ?? false, 'a writer is ahead of its history');
    if (doc === undefined || has === undefined) throw new Error('no such writer');
    const update = write(doc, patches);
    by[agent]?.push(update);
    has[agent] = (has[agent] ?? 0) + 1;
    seen.push([...has]);
    rows.push({ update, client: agent + 2 });
  }
  const all = by.map(({ length }) => length);
  writers.forEach((_, agent) => receive(agent, all));
  // One who hears everything late by chance, and so out of order.
  const disordered = newYDoc();
  const draw = seededDraws(1);
  const shuffled = rows.map(({ update }, at) => ({ update, place: at + draw() * LATE_UPDATES_MAX }));
  for (const { update } of shuffled.toSorted((one, other) => one.place - other.place))
    Y.applyUpdate(disordered, update, 'remote');
  const known = await append(store, 'friendsforever', rows);
  const fromLog = await load(store, known);
  await keepSnapshot(store, known.id, fromLog.doc, known.seq);
  const fromSnapshot = await load(store, known);
  const replicas = [...writers, disordered, fromLog.doc, fromSnapshot.doc];
  const wanted = bytesOf(writers[0] ?? disordered);
  const equal = replicas.filter((doc) => bytesOf(doc).equals(wanted)).length;
  const right = replicas.filter((doc) => textOf(doc).toString() === endContent).length;
  console.log(
    `friendsforever: ${txns.length} transactions of ${agents} writers, ${merging} merging: ${equal} of ${replicas.length} replicas byte-equal, ${right} with its end text of ${endContent.length} characters`,
  );
  must(equal === replicas.length && right === replicas.length, 'replicas differ');
};

const { db, end } = await freshDatabase('server');
try {
  const store = documentStore(db);
  await together(store);
  await alone(store);
} finally {
  await folds.close();
  await end();
}
