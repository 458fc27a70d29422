import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { decodeSnapshot, newYDoc } from '@plenary/drafting';
import type { DocumentStore } from '@plenary/db';
import * as Y from 'yjs';
import { refused } from '../refused.ts';

const unpack = promisify(gunzip);
/** Rows read and applied at a time: others are answered in between. */
const PAGE = 1_000;

/** A copy of a document as it was when a row was the last. The caller destroys it. */
export interface PastDocument {
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly doc: Y.Doc;
}

/** @throws Refused `document.noMoment` for a row that is not there */
export const documentAt = async (
  store: DocumentStore,
  document: number,
  seq: number,
): Promise<PastDocument> => {
  const [last] = await store.read(document, seq - 1, 1);
  if (last?.seq !== seq) throw refused('document.noMoment', { seq });
  const doc = newYDoc();
  const kept = await store.snapshot(document, seq);
  const snapshot = kept === undefined ? undefined : decodeSnapshot(new Uint8Array(await unpack(kept.bytes)));
  if (snapshot !== undefined) Y.applyUpdate(doc, snapshot.state);
  for (let after = snapshot?.number ?? 0; after < seq; after += PAGE) {
    const rows = await store.read(document, after, PAGE, seq);
    doc.transact(() => {
      for (const { update } of rows) Y.applyUpdate(doc, update);
    });
  }
  return { seq, at: last.at, doc };
};
