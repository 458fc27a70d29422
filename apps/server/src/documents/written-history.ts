import type { DocumentStore } from '@plenary/db';
import { parseKey, restoresIn, type Authorship, type ElementId } from '@plenary/drafting';
import * as Y from 'yjs';
import { RESTORES_LOOKED_AT_MAX, type RowRestore } from './restored-paragraphs.ts';

const PAGE = 1_000;
/** Histories kept in memory; one that nobody asks about is read again when somebody does. */
const HISTORIES_MAX = 8;
/** A person who pauses longer begins a new sitting. */
const SITTING_MILLISECONDS = 300_000;

/** Elements that one row wrote under one client number, from `clock` up to before `end`. */
export interface WrittenRange {
  readonly client: number;
  readonly clock: number;
  readonly end: number;
  readonly row: number;
  readonly author: number;
  readonly at: number;
}

export interface Author {
  readonly person: string;
  readonly delegation: string;
}

/** Rows by one person without a pause. */
export interface Sitting {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly until: number;
  readonly author: number;
  readonly bytes: number;
  /** Amendments whose adopted words the service wrote. */
  readonly decisions: readonly string[];
  /** What its rows say they restored; whether they did is for `restoredParagraphs`. */
  readonly restores: readonly RowRestore[];
}

/** Who wrote what of a document, from its log up to `seq`. */
export interface WrittenHistory {
  readonly seq: number;
  readonly authors: readonly Author[];
  readonly ranges: readonly WrittenRange[];
  readonly sittings: readonly Sitting[];
}

interface Growing {
  seq: number;
  readonly authors: Author[];
  readonly places: Map<string, number>;
  readonly ranges: WrittenRange[];
  readonly sittings: {
    from: number;
    to: number;
    at: number;
    until: number;
    author: number;
    bytes: number;
    decisions: readonly string[];
    restores: readonly RowRestore[];
  }[];
}

const empty = (): Growing => ({ seq: 0, authors: [], places: new Map(), ranges: [], sittings: [] });

/** The decisions that an update says are in the text from now on. */
const decisionsIn = (update: Uint8Array): readonly string[] =>
  Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || String(struct.parent) !== 'decisions') return [];
    const key = parseKey(struct.parentSub ?? '');
    return key?.name === 'paragraphs' ? [key.owner] : [];
  });

const RESTORES = Buffer.from('restores');

/** What a row says it restored, of any writer; most rows do not name the root and are not read for it. */
const saidIn = (row: number, update: Uint8Array): readonly RowRestore[] =>
  Buffer.from(update.buffer, update.byteOffset, update.byteLength).includes(RESTORES)
    ? restoresIn(update)
        .slice(0, RESTORES_LOOKED_AT_MAX)
        .map((said) => ({ row, ...said }))
    : [];

/** Ranges of one row that go on where the row before left off, by the same author in the same sitting, are one. */
const extend = async (history: Growing, store: DocumentStore, document: number): Promise<void> => {
  for (;;) {
    const rows = await store.read(document, history.seq, PAGE);
    for (const { seq, at, update, lease } of rows) {
      const author: Author = { person: lease.account ?? '', delegation: lease.delegation };
      const name = `${author.person} ${author.delegation}`;
      const place = history.places.get(name) ?? history.authors.push(author) - 1;
      history.places.set(name, place);
      const { from, to } = Y.parseUpdateMeta(update);
      for (const [client, clock] of from)
        history.ranges.push({ client, clock, end: to.get(client) ?? clock, row: seq, author: place, at });
      const decisions = lease.account === undefined ? decisionsIn(update) : [];
      const restores = saidIn(seq, update);
      const last = history.sittings.at(-1);
      // The service writes the first words, and then one decision after the other: each is a sitting.
      const isOver = lease.account === undefined && (last?.from === 1 || (last?.decisions.length ?? 0) > 0);
      if (last !== undefined && last.author === place && at - last.until <= SITTING_MILLISECONDS && !isOver) {
        last.to = seq;
        last.until = at;
        last.bytes += update.length;
        last.decisions = decisions;
        if (restores.length > 0)
          last.restores = [...last.restores, ...restores].slice(-RESTORES_LOOKED_AT_MAX);
      } else
        history.sittings.push({
          from: seq,
          to: seq,
          at,
          until: at,
          author: place,
          bytes: update.length,
          decisions,
          restores,
        });
      history.seq = seq;
    }
    if (rows.length < PAGE) return;
  }
};

/** Histories of documents, each read on from where it was read last. */
export const writtenHistories = (store: DocumentStore) => {
  const kept = new Map<number, Growing>();
  const reading = new Map<number, Promise<WrittenHistory>>();
  const read = async (document: number): Promise<WrittenHistory> => {
    const history = kept.get(document) ?? empty();
    // What was used last is dropped last.
    kept.delete(document);
    kept.set(document, history);
    const [oldest] = kept.keys();
    if (kept.size > HISTORIES_MAX && oldest !== undefined) kept.delete(oldest);
    await extend(history, store, document);
    return history;
  };
  /** One reading at a time of each: two would extend the same history twice. */
  return (document: number): Promise<WrittenHistory> => {
    const before = reading.get(document) ?? Promise.resolve();
    const next = before.then(
      () => read(document),
      () => read(document), // that one was answered with its fault
    );
    reading.set(document, next);
    const done = (): void => {
      if (reading.get(document) === next) reading.delete(document);
    };
    next.then(done, done);
    return next;
  };
};
export type WrittenHistories = ReturnType<typeof writtenHistories>;

/** Finds the row of an element. */
export const writerIn = ({
  ranges,
  authors,
}: WrittenHistory): ((id: ElementId) => Authorship | undefined) => {
  const byClient = new Map<number, WrittenRange[]>();
  for (const range of ranges) {
    const own = byClient.get(range.client);
    if (own === undefined) byClient.set(range.client, [range]);
    else own.push(range);
  }
  for (const list of byClient.values()) list.sort((a, b) => a.clock - b.clock);
  return ({ client, clock }) => {
    const list = byClient.get(client) ?? [];
    let [low, high] = [0, list.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = list[middle];
      if (range === undefined) return undefined;
      if (clock < range.clock) high = middle - 1;
      else if (clock >= range.end) low = middle + 1;
      else {
        const author = authors[range.author];
        return author === undefined ? undefined : { ...author, at: range.at, row: range.row };
      }
    }
    return undefined;
  };
};
