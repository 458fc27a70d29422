import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  bracketTyped,
  decodeSnapshot,
  encodeSnapshot,
  importParagraphs,
  MARKUP_VIEW,
  newYDoc,
  NO_ROW,
  readDraft,
  record,
  takeSnapshot,
  type SourceParagraph,
} from '@plenary/drafting';
import type { DocumentStore, KnownDocument, Lease, LogHead } from '@plenary/db';
import * as Y from 'yjs';
import { foldLog } from './fold-log.ts';
import type { FoldThread } from './fold-thread.ts';
import { chainUpdates } from './log-chain.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Rows read and applied at a time: others are answered in between. */
const PAGE = 500;
/** A log with more rows behind its snapshot is folded before it is read. */
const FOLDED_ROWS_MIN = 2_000;
/** Of the snapshots within so many rows the newest stays. */
const SNAPSHOT_STRETCH = 5_000;
const DRAWS_MAX = 64;

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
  folds,
  known,
  begin,
  clock,
  randomBytes,
  onFault,
}: {
  readonly store: DocumentStore;
  readonly folds: Pick<FoldThread, 'fold'>;
  readonly known: KnownDocument;
  readonly begin: () => readonly SourceParagraph[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly onFault: (error: unknown) => void;
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
  let kept = await store.snapshot(known.id);
  if (known.seq - (kept?.seq ?? 0) > FOLDED_ROWS_MIN) {
    // Should the thread break down, everything is read here, a page at a time.
    await foldSnapshot(store, folds, known.id, known.seq).catch(onFault);
    kept = await store.snapshot(known.id);
  }
  const snapshot = kept === undefined ? undefined : decodeSnapshot(new Uint8Array(await unpack(kept.bytes)));
  const fold = foldLog(snapshot);
  for (;;) {
    const rows = await store.read(known.id, fold.after(), PAGE);
    fold.add(rows);
    if (rows.length < PAGE) return { doc: fold.doc, head: fold.head(), snapshotSeq: snapshot?.number ?? 0 };
  }
};

const keep = (store: DocumentStore, document: number, seq: number, bytes: Uint8Array): Promise<void> =>
  store.keepSnapshot(document, { seq, bytes }, SNAPSHOT_STRETCH);

/** Keeps what a document was at a row, folded from the snapshot before it by a thread beside the loop. */
export const foldSnapshot = async (
  store: DocumentStore,
  folds: Pick<FoldThread, 'fold'>,
  document: number,
  seq: number,
): Promise<void> => {
  const kept = await store.snapshot(document, seq);
  if (kept?.seq === seq) return;
  const bytes = await folds.fold(kept?.bytes, (after) => store.read(document, after, PAGE, seq));
  await keep(store, document, seq, bytes);
};

/** Keeps what a document in memory is now; the log goes on holding everything. */
export const keepSnapshot = async (
  store: DocumentStore,
  document: number,
  doc: Y.Doc,
  seq: number,
): Promise<void> => {
  const bytes = await pack(encodeSnapshot(takeSnapshot(doc, seq)));
  await keep(store, document, seq, new Uint8Array(bytes));
};
