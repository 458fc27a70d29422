import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { newYDoc } from '../model/draft-document.ts';
import type { LogRow } from './log-row.ts';

/** A document up to one row of its log, so that loading needs only the rows after it. Nothing is collected in it. */
export interface StoredSnapshot {
  /** Number of the last row it holds; 0 for none. */
  readonly number: number;
  readonly state: Uint8Array;
}

/** Version 1 of the format of a snapshot: see docs/formats.md. */
export const SNAPSHOT_VERSION = 1;

/** The snapshot of a document that holds exactly the rows up to this one. */
export const takeSnapshot = (doc: Y.Doc, number: number): StoredSnapshot => ({
  number,
  state: Y.encodeStateAsUpdate(doc),
});

export const encodeSnapshot = ({ number, state }: StoredSnapshot): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, SNAPSHOT_VERSION);
  encoding.writeVarUint(encoder, number);
  encoding.writeVarUint8Array(encoder, state);
  return encoding.toUint8Array(encoder);
};

/** Reads a snapshot; undefined for bytes that are none. */
export const decodeSnapshot = (bytes: Uint8Array): StoredSnapshot | undefined => {
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readUint8(decoder) !== SNAPSHOT_VERSION) return undefined;
    const number = decoding.readVarUint(decoder);
    const state = decoding.readVarUint8Array(decoder).slice();
    return decoding.hasContent(decoder) ? undefined : { number, state };
  } catch {
    // Cut short: the caller loads from the log instead.
    return undefined;
  }
};

/** A document from a snapshot and the rows after it. Rows it holds already change nothing. */
export const loadDocument = (rows: readonly LogRow[], snapshot?: StoredSnapshot): Y.Doc => {
  const doc = newYDoc();
  if (snapshot !== undefined) Y.applyUpdate(doc, snapshot.state);
  // One transaction for many small rows: each alone would clean up behind itself.
  doc.transact(() => {
    for (const { number, update } of rows) if (number > (snapshot?.number ?? 0)) Y.applyUpdate(doc, update);
  });
  return doc;
};

/** The document as it was when this row was the last, from the nearest snapshot before it. */
export const documentAt = (
  number: number,
  rows: readonly LogRow[],
  snapshots: readonly StoredSnapshot[] = [],
): Y.Doc => {
  const nearest = snapshots
    .filter((snapshot) => snapshot.number <= number)
    .toSorted((a, b) => b.number - a.number)[0];
  return loadDocument(
    rows.filter((row) => row.number <= number),
    nearest,
  );
};

/** A few kilobytes that name a moment of a document that goes on: for revisions and the scrubber. */
export const momentOf = (doc: Y.Doc): Uint8Array => Y.encodeSnapshot(Y.snapshot(doc));

/** A copy of the document as it was at a moment. */
export const documentAtMoment = (doc: Y.Doc, moment: Uint8Array): Y.Doc =>
  Y.createDocFromSnapshot(doc, Y.decodeSnapshot(moment), newYDoc());
