import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  bracketTyped,
  decodeSnapshot,
  encodeRow,
  encodeSnapshot,
  importParagraphs,
  MARKUP_VIEW,
  newYDoc,
  NO_ROW,
  readDraft,
  record,
  takeSnapshot,
  type LogRow,
  type SourceParagraph,
} from '@plenary/drafting';
import type {
  DocumentStore,
  KnownDocument,
  Lease,
  LogHead,
  NewUpdate,
  StoredUpdate,
  UpdateGroup,
} from '@plenary/db';
import * as Y from 'yjs';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Rows read and applied at a time: others are answered in between. */
const PAGE = 500;
/** Of the snapshots within so many rows the newest stays. */
const SNAPSHOT_STRETCH = 5_000;
const DRAWS_MAX = 64;

/** A row of the log as its format knows it. */
export const logRowOf = ({ seq, at, previous, update, lease }: StoredUpdate): LogRow => ({
  number: seq,
  at,
  person: lease.account ?? '',
  delegation: lease.delegation,
  session: lease.session ?? '',
  previous,
  update,
});

const hashOf = (row: LogRow): Uint8Array =>
  new Uint8Array(createHash('sha256').update(encodeRow(row)).digest());

/** Numbers and chains updates behind the head of a log. */
export const chainUpdates = (
  document: number,
  head: LogHead,
  updates: readonly { readonly update: Uint8Array; readonly lease: Lease; readonly at: number }[],
): UpdateGroup => {
  let becomes = head;
  const chained = updates.map(({ update, lease, at }): NewUpdate => {
    const row: NewUpdate = {
      seq: becomes.seq + 1,
      at,
      client: lease.client,
      previous: becomes.hash,
      update,
    };
    becomes = { seq: row.seq, hash: hashOf(logRowOf({ ...row, lease })) };
    return row;
  });
  return { document, was: head.seq, becomes, updates: chained };
};

/** The head after these rows. @throws Error where one does not follow on the one before it */
export const headAfter = (head: LogHead, rows: readonly StoredUpdate[]): LogHead => {
  let next = head;
  for (const row of rows) {
    const { hash } = next;
    if (row.seq !== next.seq + 1 || !row.previous.every((byte, at) => byte === hash[at]))
      throw new Error(`row ${row.seq} of a live document does not follow on row ${next.seq}`);
    next = { seq: row.seq, hash: hashOf(logRowOf(row)) };
  }
  return next;
};

/** A number that nobody had in this document, given to somebody. */
export const leaseNumber = async (
  store: DocumentStore,
  document: number,
  of: Omit<Lease, 'client'>,
  { at, randomBytes }: { readonly at: number; readonly randomBytes: (count: number) => Uint8Array },
): Promise<Lease> => {
  for (let draws = 0; draws < DRAWS_MAX; draws += 1) {
    const bytes = randomBytes(4);
    const client = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    const lease: Lease = { ...of, client };
    if (client > 0 && (await store.lease(document, lease, at))) return lease;
  }
  throw new Error('no client number of a live document was free');
};

/** The first content of a document: the paragraphs of a revision, with brackets where the text has their signs. */
const firstContent = (client: number, paragraphs: readonly SourceParagraph[]): Uint8Array => {
  const doc = newYDoc();
  doc.clientID = client;
  let count = 0;
  const newId = (): string => `s${(count += 1)}`;
  importParagraphs(doc, paragraphs, newId);
  for (const { id, text } of paragraphs) {
    if (id === undefined || !/[[\]]/.test(text)) continue;
    const draft = readDraft(doc, MARKUP_VIEW);
    // Signs without a partner stay as they were written.
    record(doc, newId, null, (recorder) => void bracketTyped(draft, recorder, { mode: 'edit' }, id));
  }
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
};

export interface LoadedDocument {
  readonly doc: Y.Doc;
  readonly head: LogHead;
  /** The row up to which a snapshot is kept; 0 for none. */
  readonly snapshotSeq: number;
}

/**
 * Reads a document from its newest snapshot and the rows after it; one that has no row yet receives its first content as
 * row 1. Of nodes that begin a document at the same time one is taken, and the others read it.
 */
export const loadLiveDocument = async ({
  store,
  known,
  begin,
  clock,
  randomBytes,
}: {
  readonly store: DocumentStore;
  readonly known: KnownDocument;
  readonly begin: () => readonly SourceParagraph[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}): Promise<LoadedDocument> => {
  if (known.seq === 0) {
    const paragraphs = begin();
    if (paragraphs.length > 0) {
      const at = clock();
      const lease = await leaseNumber(store, known.id, { delegation: '' }, { at, randomBytes });
      const update = firstContent(lease.client, paragraphs);
      await store.append([chainUpdates(known.id, { seq: 0, hash: NO_ROW }, [{ update, lease, at }])], '');
    }
  }
  const doc = newYDoc();
  const kept = await store.snapshot(known.id);
  const snapshot = kept === undefined ? undefined : decodeSnapshot(new Uint8Array(await unpack(kept.bytes)));
  if (snapshot !== undefined) Y.applyUpdate(doc, snapshot.state);
  const snapshotSeq = snapshot?.number ?? 0;
  let head: LogHead | undefined = snapshotSeq === 0 ? { seq: 0, hash: NO_ROW } : undefined;
  for (;;) {
    // The row of the snapshot itself gives the hash that the next one names.
    const rows = await store.read(known.id, head?.seq ?? snapshotSeq - 1, PAGE);
    const [first, ...rest] = rows;
    if (head === undefined) {
      if (first?.seq !== snapshotSeq)
        throw new Error(`the log of document ${known.id} lacks row ${snapshotSeq}`);
      head = headAfter({ seq: first.seq, hash: hashOf(logRowOf(first)) }, rest);
    } else head = headAfter(head, rows);
    doc.transact(() => {
      for (const { update, seq } of rows) if (seq > snapshotSeq) Y.applyUpdate(doc, update);
    });
    if (rows.length < PAGE) return { doc, head, snapshotSeq };
  }
};

/** Keeps what a document is now; the log goes on holding everything. */
export const keepSnapshot = async (
  store: DocumentStore,
  document: number,
  doc: Y.Doc,
  seq: number,
): Promise<void> => {
  const bytes = await pack(encodeSnapshot(takeSnapshot(doc, seq)));
  await store.keepSnapshot(document, { seq, bytes: new Uint8Array(bytes) }, SNAPSHOT_STRETCH);
};
