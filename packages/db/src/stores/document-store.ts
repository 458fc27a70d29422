import { and, asc, desc, eq, gt, lte, sql } from 'drizzle-orm';
import { rootCause, type Database } from '../database.ts';
import { NOTIFICATION_CHANNEL } from '../notifier.ts';
import { accounts } from '../schema/accounts.ts';
import { documentLeases } from '../schema/document-leases.ts';
import { documentSnapshots } from '../schema/document-snapshots.ts';
import { documentUpdates } from '../schema/document-updates.ts';
import { documents } from '../schema/documents.ts';

/** Number by which the rows of a live document know it. */
export type DocumentNumber = number;

/** The last row of a log: its number, 0 before the first, and its hash. */
export interface LogHead {
  readonly seq: number;
  readonly hash: Uint8Array;
}

export interface KnownDocument extends LogHead {
  readonly id: DocumentNumber;
}

/** One update to be appended, under the lease of its sender. */
export interface NewUpdate {
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly client: number;
  /** Hash of the row before. */
  readonly previous: Uint8Array;
  readonly update: Uint8Array;
}

/** Updates of one document that follow on its head, in order. */
export interface UpdateGroup {
  readonly document: DocumentNumber;
  readonly was: number;
  readonly becomes: LogHead;
  readonly updates: readonly NewUpdate[];
}

/** Who writes under a client number. */
export interface Lease {
  readonly client: number;
  /** Absent for the service itself. */
  readonly account?: string;
  readonly delegation: string;
  readonly session?: string;
}

/** A row of the log with its sender. */
export interface StoredUpdate extends NewUpdate {
  readonly lease: Lease;
}

/** A row of the log without its bytes. */
export type UpdateNote = Omit<StoredUpdate, 'previous' | 'update'> & { readonly length: number };

export interface DocumentSnapshot {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** The logs of the live text. Nothing that was appended is ever changed; snapshots hold nothing that the log does not. */
export interface DocumentStore {
  /** The document of this name, made when it is not there yet. `hash` is that before any row. */
  readonly open: (deliberation: string, document: string, hash: Uint8Array) => Promise<KnownDocument>;
  /** The documents of a deliberation that have a log, by name. */
  readonly find: (
    deliberation: string,
  ) => Promise<readonly (KnownDocument & { readonly document: string })[]>;
  /**
   * Appends groups of several documents at once, all durable when it resolves. Gives the documents whose group was taken:
   * a group whose head another writer moved meanwhile is left out whole. `wake` is told to the other nodes with it.
   */
  readonly append: (groups: readonly UpdateGroup[], wake: string) => Promise<ReadonlySet<DocumentNumber>>;
  /** Rows after a number, in order. */
  readonly read: (
    document: DocumentNumber,
    after: number,
    limit: number,
    upTo?: number,
  ) => Promise<readonly StoredUpdate[]>;
  readonly notes: (document: DocumentNumber, after: number, limit: number) => Promise<readonly UpdateNote[]>;
  /** Last rows of these documents. */
  readonly heads: (documents: readonly DocumentNumber[]) => Promise<ReadonlyMap<DocumentNumber, number>>;
  /** The newest snapshot up to a row. */
  readonly snapshot: (document: DocumentNumber, upTo?: number) => Promise<DocumentSnapshot | undefined>;
  /** Keeps a snapshot. Of those within `every` rows only the newest stays. */
  readonly keepSnapshot: (
    document: DocumentNumber,
    snapshot: DocumentSnapshot,
    every: number,
  ) => Promise<void>;
  /** Gives a client number to somebody; false when anybody has it. */
  readonly lease: (document: DocumentNumber, lease: Lease, at: number) => Promise<boolean>;
  /** Client numbers of an account. */
  readonly leases: (document: DocumentNumber, account: string) => Promise<readonly Lease[]>;
  /** Those who have a client number in a document, with the names of their accounts. */
  readonly people: (
    document: DocumentNumber,
  ) => Promise<readonly { readonly account: string; readonly delegation: string; readonly name: string }[]>;
  /** Rows of all logs, and bytes they take with their indexes. */
  readonly size: () => Promise<{ readonly rows: number; readonly bytes: number }>;
}

/** Arrays go as text that the database reads: both engines then take them alike, however many there are. */
const numbers = (values: readonly number[]): string => `{${values.join(',')}}`;
const instants = (values: readonly number[]): string =>
  `{${values.map((value) => `"${new Date(value).toISOString()}"`).join(',')}}`;
const hex = (value: Uint8Array): string =>
  Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
const blobs = (values: readonly Uint8Array[]): string =>
  `{${values.map((value) => `"\\\\x${hex(value)}"`).join(',')}}`;

/** The largest number of a row that the database can hold. */
const SEQ_MAX = 2_147_483_647;

const DEADLOCK = '40P01';
/** Two nodes that append to the same documents may wait for each other; one is told to try again. */
const TRIES_MAX = 5;

const leaseOf = (row: {
  readonly client: number;
  readonly account: string | null;
  readonly delegation: string;
  readonly session: string | null;
}): Lease => ({
  client: row.client,
  ...(row.account === null ? {} : { account: row.account }),
  delegation: row.delegation,
  ...(row.session === null ? {} : { session: row.session }),
});

/** Bytes as our own array: drivers give buffers that may share memory. */
const own = (value: Uint8Array): Uint8Array => new Uint8Array(value);

export const documentStore = (db: Database): DocumentStore => {
  const appendOnce = async (
    groups: readonly UpdateGroup[],
    wake: string,
  ): Promise<ReadonlySet<DocumentNumber>> => {
    const rows = groups.flatMap(({ document, updates }) =>
      updates.map((update) => ({ ...update, document })),
    );
    const said = wake === '' ? sql`` : sql`, pg_notify(${NOTIFICATION_CHANNEL}, ${wake}) as said`;
    const answer: unknown = await db.execute(sql`
      with wanted as (
        select * from unnest(
          ${numbers(groups.map(({ document }) => document))}::text::integer[],
          ${numbers(groups.map(({ was }) => was))}::text::integer[],
          ${numbers(groups.map(({ becomes }) => becomes.seq))}::text::integer[],
          ${blobs(groups.map(({ becomes }) => becomes.hash))}::text::bytea[]
        ) as w (document, was, becomes, hash)
      ), moved as (
        update documents as d set seq = w.becomes, hash = w.hash
        from wanted as w where d.id = w.document and d.seq = w.was returning d.id
      ), stored as (
        insert into document_updates (document, seq, at, client, previous, bytes)
        select r.document, r.seq, r.at, r.client, r.previous, r.bytes from unnest(
          ${numbers(rows.map(({ document }) => document))}::text::integer[],
          ${numbers(rows.map(({ seq }) => seq))}::text::integer[],
          ${instants(rows.map(({ at }) => at))}::text::timestamptz[],
          ${numbers(rows.map(({ client }) => client))}::text::bigint[],
          ${blobs(rows.map(({ previous }) => previous))}::text::bytea[],
          ${blobs(rows.map(({ update }) => update))}::text::bytea[]
        ) as r (document, seq, at, client, previous, bytes)
        join moved on moved.id = r.document
      )
      select id${said} from moved`);
    // Both drivers answer with their rows under this name.
    const { rows: moved } = answer as { readonly rows: readonly { readonly id: number }[] };
    return new Set(moved.map(({ id }) => id));
  };

  /** Numbers follow on one another: the last of a page is known, and without it a page may cost as much as the whole log. */
  const rowsWhere = (document: DocumentNumber, after: number, limit: number, upTo = SEQ_MAX) =>
    and(
      eq(documentUpdates.document, document),
      gt(documentUpdates.seq, after),
      lte(documentUpdates.seq, Math.min(upTo, after + limit)),
    );
  const byLease = and(
    eq(documentLeases.document, documentUpdates.document),
    eq(documentLeases.client, documentUpdates.client),
  );

  return {
    open: async (deliberation, document, hash) => {
      const named = and(eq(documents.deliberation, deliberation), eq(documents.document, document));
      const find = async (): Promise<KnownDocument | undefined> => {
        const [row] = await db.select().from(documents).where(named);
        return row === undefined ? undefined : { id: row.id, seq: row.seq, hash: own(row.hash) };
      };
      const known = await find();
      if (known !== undefined) return known;
      await db.insert(documents).values({ deliberation, document, seq: 0, hash }).onConflictDoNothing();
      const made = await find();
      if (made === undefined) throw new Error(`the document ${deliberation}/${document} was not made`);
      return made;
    },
    find: async (deliberation) => {
      const rows = await db.select().from(documents).where(eq(documents.deliberation, deliberation));
      return rows.map(({ id, document, seq, hash }) => ({ id, document, seq, hash: own(hash) }));
    },
    append: async (groups, wake) => {
      if (groups.length === 0) return new Set();
      for (let tries = 1; ; tries += 1)
        try {
          return await appendOnce(groups, wake);
        } catch (error) {
          // Whoever loses a deadlock has written nothing.
          if (rootCause(error).code !== DEADLOCK || tries >= TRIES_MAX) throw error;
        }
    },
    read: async (document, after, limit, upTo) => {
      const rows = await db
        .select({
          seq: documentUpdates.seq,
          at: documentUpdates.at,
          client: documentUpdates.client,
          previous: documentUpdates.previous,
          bytes: documentUpdates.bytes,
          account: documentLeases.account,
          delegation: documentLeases.delegation,
          session: documentLeases.session,
        })
        .from(documentUpdates)
        .innerJoin(documentLeases, byLease)
        .where(rowsWhere(document, after, limit, upTo))
        .orderBy(asc(documentUpdates.seq))
        .limit(limit);
      return rows.map(({ seq, at, client, previous, bytes, ...lease }) => ({
        seq,
        at: at.getTime(),
        client,
        previous: own(previous),
        update: own(bytes),
        lease: leaseOf({ client, ...lease }),
      }));
    },
    notes: async (document, after, limit) => {
      const rows = await db
        .select({
          seq: documentUpdates.seq,
          at: documentUpdates.at,
          client: documentUpdates.client,
          length: sql<number>`octet_length(${documentUpdates.bytes})`,
          account: documentLeases.account,
          delegation: documentLeases.delegation,
          session: documentLeases.session,
        })
        .from(documentUpdates)
        .innerJoin(documentLeases, byLease)
        .where(rowsWhere(document, after, limit))
        .orderBy(asc(documentUpdates.seq))
        .limit(limit);
      return rows.map(({ seq, at, client, length, ...lease }) => ({
        seq,
        at: at.getTime(),
        client,
        length,
        lease: leaseOf({ client, ...lease }),
      }));
    },
    heads: async (ids) => {
      if (ids.length === 0) return new Map();
      const rows = await db
        .select({ id: documents.id, seq: documents.seq })
        .from(documents)
        // One parameter however many there are: building a statement with one for each cost more than asking it.
        .where(sql`${documents.id} = any(${numbers(ids)}::text::integer[])`);
      return new Map(rows.map(({ id, seq }) => [id, seq]));
    },
    snapshot: async (document, upTo) => {
      const [row] = await db
        .select({ seq: documentSnapshots.seq, bytes: documentSnapshots.bytes })
        .from(documentSnapshots)
        .where(
          and(
            eq(documentSnapshots.document, document),
            upTo === undefined ? undefined : lte(documentSnapshots.seq, upTo),
          ),
        )
        .orderBy(desc(documentSnapshots.seq))
        .limit(1);
      return row === undefined ? undefined : { seq: row.seq, bytes: own(row.bytes) };
    },
    keepSnapshot: async (document, { seq, bytes }, every) => {
      await db.insert(documentSnapshots).values({ document, seq, bytes }).onConflictDoNothing();
      await db
        .delete(documentSnapshots)
        .where(
          and(
            eq(documentSnapshots.document, document),
            sql`${documentSnapshots.seq} < ${seq} and ${documentSnapshots.seq} / ${every}::integer = ${seq}::integer / ${every}::integer`,
          ),
        );
    },
    lease: async (document, { client, account, delegation, session }, at) => {
      const rows = await db
        .insert(documentLeases)
        .values({
          document,
          client,
          account: account ?? null,
          delegation,
          session: session ?? null,
          at: new Date(at),
        })
        .onConflictDoNothing()
        .returning({ client: documentLeases.client });
      return rows.length > 0;
    },
    leases: async (document, account) => {
      const rows = await db
        .select()
        .from(documentLeases)
        .where(and(eq(documentLeases.document, document), eq(documentLeases.account, account)));
      return rows.map(leaseOf);
    },
    people: async (document) => {
      const rows = await db
        .selectDistinct({
          account: accounts.id,
          delegation: documentLeases.delegation,
          name: accounts.displayName,
        })
        .from(documentLeases)
        .innerJoin(accounts, eq(accounts.id, documentLeases.account))
        .where(eq(documentLeases.document, document))
        .orderBy(asc(documentLeases.delegation), asc(accounts.displayName));
      return rows;
    },
    size: async () => {
      const [row] = await db
        .select({
          rows: sql<string | number>`(select coalesce(sum(seq), 0) from documents)`,
          bytes: sql<string | number>`pg_total_relation_size('document_updates')`,
        })
        .from(sql`(select 1) as one`);
      return { rows: Number(row?.rows ?? 0), bytes: Number(row?.bytes ?? 0) };
    },
  };
};
