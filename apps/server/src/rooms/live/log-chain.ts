import { createHash } from 'node:crypto';
import { encodeRow, type LogRow } from '@plenary/drafting';
import type { Lease, LogHead, NewUpdate, StoredUpdate, UpdateGroup } from '@plenary/db';

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

export const hashOfRow = (row: LogRow): Uint8Array =>
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
    becomes = { seq: row.seq, hash: hashOfRow(logRowOf({ ...row, lease })) };
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
    next = { seq: row.seq, hash: hashOfRow(logRowOf(row)) };
  }
  return next;
};
