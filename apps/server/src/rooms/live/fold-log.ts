import type { LogHead, StoredUpdate } from '@plenary/db';
import { encodeSnapshot, newYDoc, NO_ROW, takeSnapshot, type StoredSnapshot } from '@plenary/drafting';
import * as Y from 'yjs';
import { hashOfRow, headAfter, logRowOf } from './log-chain.ts';

/** A document that is being read from a snapshot and the rows behind it, each of which must follow on the one before. */
export interface LogFold {
  readonly doc: Y.Doc;
  /** The row after which the next is to be read: of a snapshot the last row is read again, for the hash the next names. */
  readonly after: () => number;
  /** @throws Error where a row does not follow on the one before it */
  readonly add: (rows: readonly StoredUpdate[]) => void;
  /** The last row that was read. @throws Error where the row of the snapshot is not in the log */
  readonly head: () => LogHead;
}

export const foldLog = (snapshot?: StoredSnapshot): LogFold => {
  const doc = newYDoc();
  const number = snapshot?.number ?? 0;
  if (snapshot !== undefined) Y.applyUpdate(doc, snapshot.state);
  let head: LogHead | undefined = number === 0 ? { seq: 0, hash: NO_ROW } : undefined;
  const missing = (): Error => new Error(`the log of a live document lacks row ${number} of its snapshot`);
  return {
    doc,
    after: () => head?.seq ?? number - 1,
    add: (rows) => {
      const [first, ...rest] = rows;
      if (first === undefined) return;
      if (head === undefined) {
        if (first.seq !== number) throw missing();
        head = headAfter({ seq: first.seq, hash: hashOfRow(logRowOf(first)) }, rest);
      } else head = headAfter(head, rows);
      // Each row alone would clean up behind itself.
      doc.transact(() => {
        for (const { update, seq } of rows) if (seq > number) Y.applyUpdate(doc, update);
      });
    },
    head: () => {
      if (head === undefined) throw missing();
      return head;
    },
  };
};

/** What was folded, as a snapshot in bytes, not packed. */
export const foldedSnapshot = ({ doc, head }: LogFold): Uint8Array =>
  encodeSnapshot(takeSnapshot(doc, head().seq));
