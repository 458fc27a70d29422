import { and, asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { checkpoints } from '../schema/checkpoints.ts';
import { events } from '../schema/events.ts';
import { ledgerEntries } from '../schema/ledger-entries.ts';
import { ledgerNodes } from '../schema/ledger-nodes.ts';
import { outbox } from '../schema/outbox.ts';

/** An event that waits for its place in the log. */
export interface Unsequenced {
  readonly eventId: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly at: string;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly audience: string;
  readonly commitment: string;
}
export interface LedgerEntry {
  readonly seq: number;
  readonly stream: string;
  readonly version: number;
  /** Canonical JSON exactly as it was hashed. */
  readonly envelope: string;
}
export interface LedgerNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}
/** One step of the sequencer, written whole or not at all. */
export interface Sequenced {
  readonly entries: readonly LedgerEntry[];
  readonly nodes: readonly LedgerNode[];
  readonly checkpoint: { readonly size: number; readonly note: string; readonly at: string };
}

export interface LedgerStore {
  /**
   * Gives the waiting events in order to `sequence` and writes what it returns, in one transaction under a lock that
   * one sequencer of all nodes can hold. Returns how many were sequenced; 0 when there is nothing or another holds it.
   * @throws Error when an event did not get the next place in its turn; nothing is written then
   */
  readonly sequence: (
    limit: number,
    sequence: (waiting: readonly Unsequenced[], size: number, read: NodeReader) => Promise<Sequenced>,
  ) => Promise<number>;
  readonly size: () => Promise<number>;
  readonly waiting: () => Promise<number>;
  readonly entries: (from: number, limit: number) => Promise<readonly LedgerEntry[]>;
  readonly entryOf: (stream: string, version: number) => Promise<LedgerEntry | undefined>;
  readonly entriesOf: (streams: readonly string[]) => Promise<readonly LedgerEntry[]>;
  readonly node: NodeReader;
  readonly leaves: (from: number, limit: number) => Promise<readonly LedgerNode[]>;
  readonly latestCheckpoint: () => Promise<{ readonly size: number; readonly note: string } | undefined>;
}
export type NodeReader = (level: number, index: number) => Promise<Uint8Array>;

/** Number by which all nodes mean the same lock. */
const SEQUENCER_LOCK = 7_213_001;

const nodeReader =
  (db: Database): NodeReader =>
  async (level, index) => {
    const [row] = await db
      .select({ hash: ledgerNodes.hash })
      .from(ledgerNodes)
      .where(and(eq(ledgerNodes.level, level), eq(ledgerNodes.index, index)));
    if (row === undefined) throw new Error(`the log has no node ${level}/${index}`);
    return new Uint8Array(row.hash);
  };

const sizeIn = async (db: Database): Promise<number> => {
  const [row] = await db
    .select({ size: sql<string | number>`coalesce(max(${ledgerEntries.seq}) + 1, 0)` })
    .from(ledgerEntries);
  return Number(row?.size ?? 0);
};

const NODES_PER_INSERT = 5_000;

/** The log must come out dense and in the order of the outbox, whatever the sequencer made of what it was given. */
const assertInPlace = (
  waiting: readonly Unsequenced[],
  size: number,
  { entries, checkpoint }: Sequenced,
): void => {
  if (entries.length !== waiting.length || checkpoint.size !== size + entries.length)
    throw new Error(`${entries.length} entries and a log of ${checkpoint.size} for ${waiting.length} events`);
  for (const [index, { stream, version }] of waiting.entries()) {
    const entry = entries[index];
    if (entry?.seq !== size + index || entry.stream !== stream || entry.version !== version)
      throw new Error(`${stream} ${version} did not get the place ${size + index}`);
  }
};

export const ledgerStore = (db: Database): LedgerStore => ({
  sequence: (limit, sequence) =>
    db.transaction(async (transaction) => {
      const locked = await transaction
        .select({ held: sql<boolean>`pg_try_advisory_xact_lock(${SEQUENCER_LOCK})` })
        .from(sql`(select 1) as one`);
      if (locked[0]?.held !== true) return 0;
      const rows = await transaction
        .select({
          eventId: events.id,
          stream: events.stream,
          version: events.version,
          type: events.type,
          at: events.at,
          actor: events.actor,
          audience: events.audience,
          commitment: events.commitment,
        })
        .from(outbox)
        .innerJoin(events, eq(events.id, outbox.eventId))
        .orderBy(asc(outbox.eventId))
        .limit(limit);
      if (rows.length === 0) return 0;
      const waiting = rows.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        actor: row.actor as Readonly<Record<string, unknown>>,
      }));
      const size = await sizeIn(transaction);
      const sequenced = await sequence(waiting, size, nodeReader(transaction));
      assertInPlace(waiting, size, sequenced);
      const { entries, nodes, checkpoint } = sequenced;
      await transaction.insert(ledgerEntries).values([...entries]);
      for (let at = 0; at < nodes.length; at += NODES_PER_INSERT)
        await transaction.insert(ledgerNodes).values(nodes.slice(at, at + NODES_PER_INSERT));
      await transaction.insert(checkpoints).values({ ...checkpoint, at: new Date(checkpoint.at) });
      await transaction.delete(outbox).where(
        inArray(
          outbox.eventId,
          rows.map((row) => row.eventId),
        ),
      );
      return rows.length;
    }),
  size: () => sizeIn(db),
  waiting: async () => {
    const [row] = await db.select({ count: sql<string | number>`count(*)` }).from(outbox);
    return Number(row?.count ?? 0);
  },
  // Places follow on one another: the last of a page is known, and without it a page may cost as much as all that is left.
  entries: (from, limit) =>
    db
      .select()
      .from(ledgerEntries)
      .where(and(gte(ledgerEntries.seq, from), lt(ledgerEntries.seq, from + limit)))
      .orderBy(asc(ledgerEntries.seq))
      .limit(limit),
  entryOf: async (stream, version) => {
    const [row] = await db
      .select()
      .from(ledgerEntries)
      .where(and(eq(ledgerEntries.stream, stream), eq(ledgerEntries.version, version)));
    return row;
  },
  entriesOf: (streams) =>
    db
      .select()
      .from(ledgerEntries)
      .where(inArray(ledgerEntries.stream, [...streams]))
      .orderBy(asc(ledgerEntries.seq)),
  node: nodeReader(db),
  leaves: async (from, limit) => {
    const rows = await db
      .select()
      .from(ledgerNodes)
      .where(and(eq(ledgerNodes.level, 0), gte(ledgerNodes.index, from), lt(ledgerNodes.index, from + limit)))
      .orderBy(asc(ledgerNodes.index))
      .limit(limit);
    return rows.map((row) => ({ ...row, hash: new Uint8Array(row.hash) }));
  },
  latestCheckpoint: async () => {
    const [row] = await db.select().from(checkpoints).orderBy(desc(checkpoints.size)).limit(1);
    return row === undefined ? undefined : { size: row.size, note: row.note };
  },
});
