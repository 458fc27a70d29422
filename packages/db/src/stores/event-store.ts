import type { Actor, Audience, Instant } from '@plenary/consensus';
import { and, asc, eq, gt, inArray, like, lte, or, sql } from 'drizzle-orm';
import { isContended, rootCause, type Database } from '../database.ts';
import { acts } from '../schema/acts.ts';
import { eventPayloads } from '../schema/event-payloads.ts';
import { events } from '../schema/events.ts';
import { outbox } from '../schema/outbox.ts';
import { writeWords, type WordsBeside } from './consultation-store.ts';

/** An event as the store keeps it. `payload` is absent when it was erased. */
export interface StoredEvent {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly audience: Audience;
  readonly commitment: string;
  readonly payload?: unknown;
  readonly salt?: Uint8Array;
}
export interface NewEvent extends Omit<StoredEvent, 'payload' | 'salt'> {
  readonly payload: unknown;
  readonly salt: Uint8Array;
}

/** What an act with an idempotency key brought about. */
export interface StoredAct {
  readonly actorKey: string;
  readonly key: string;
  readonly requestHash: string;
  readonly receipt: unknown;
  readonly stream: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly at: Instant;
}

export type Appended = { readonly ok: true } | { readonly ok: false; readonly conflict: 'version' | 'key' };

export interface EventStore {
  /**
   * Appends events of one or more streams with the acts that brought them about, all or nothing. A version that
   * another writer took, or that does not follow on what is there, is a `version` conflict; an idempotency key used
   * meanwhile is a `key` conflict. Versions of one stream must follow on each other. @throws Error when they do not
   * Words that the events commit to, or erase, are kept and erased with them.
   */
  readonly append: (
    newEvents: readonly NewEvent[],
    newActs: readonly StoredAct[],
    beside?: WordsBeside,
  ) => Promise<Appended>;
  readonly findAct: (actorKey: string, key: string) => Promise<StoredAct | undefined>;
  /** Events of a stream after a version, in order. */
  readonly read: (stream: string, after: number, limit: number) => Promise<readonly StoredEvent[]>;
  readonly version: (stream: string) => Promise<number>;
  readonly streams: (prefix: string) => Promise<readonly string[]>;
  /** Erases what an event says, with its salt; that it happened stays provable. */
  readonly erasePayload: (stream: string, version: number) => Promise<void>;
}

/** The largest version that the database can hold. */
const VERSION_MAX = 2_147_483_647;
/** Rows of one insert statement; PostgreSQL allows 65,535 parameters. */
const ROWS_PER_INSERT = 1_000;

const inChunks = <T>(rows: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_PER_INSERT) }, (_, at) =>
    rows.slice(at * ROWS_PER_INSERT, (at + 1) * ROWS_PER_INSERT),
  );

type Place = Pick<NewEvent, 'stream' | 'version'>;

/** The first new version of every stream. @throws Error when the versions of a stream do not follow on each other */
const firstOfStreams = (newEvents: readonly Place[]): readonly Place[] => {
  const first = new Map<string, Place>();
  const last = new Map<string, number>();
  for (const { stream, version } of newEvents) {
    const before = last.get(stream);
    if (before !== undefined && version !== before + 1)
      throw new Error(`${stream}: version ${version} was given after ${before}`);
    if (before === undefined) first.set(stream, { stream, version });
    last.set(stream, version);
  }
  return [...first.values()];
};

/**
 * Whether every stream has come as far as its new events assume. Looked up before anything is inserted: an event then
 * gets its number, and with it its turn in the log, only after the one before it was committed.
 */
const followOn = async (transaction: Database, first: readonly Place[]): Promise<boolean> => {
  const before = first.filter(({ version }) => version > 1);
  if (before.length === 0) return true;
  const found = await transaction
    .select({ version: events.version })
    .from(events)
    .where(
      or(
        ...before.map(({ stream, version }) =>
          and(eq(events.stream, stream), eq(events.version, version - 1)),
        ),
      ),
    );
  return found.length === before.length;
};

export const eventStore = (db: Database): EventStore => ({
  append: async (newEvents, newActs, beside) => {
    const first = firstOfStreams(newEvents);
    try {
      return await db.transaction(async (transaction): Promise<Appended> => {
        if (!(await followOn(transaction, first))) return { ok: false, conflict: 'version' };
        for (const rows of inChunks(newEvents)) {
          const ids = await transaction
            .insert(events)
            .values(
              rows.map(({ stream, version, type, at, actor, audience, commitment }) => ({
                stream,
                version,
                type,
                at: new Date(at),
                actor,
                audience,
                commitment,
              })),
            )
            .returning({ id: events.id });
          await transaction
            .insert(eventPayloads)
            .values(
              rows.map(({ stream, version, salt, payload }) => ({ stream, version, salt, body: payload })),
            );
          await transaction.insert(outbox).values(ids.map(({ id }) => ({ eventId: id })));
        }
        for (const rows of inChunks(newActs))
          await transaction.insert(acts).values(rows.map((row) => ({ ...row, at: new Date(row.at) })));
        if (beside !== undefined) await writeWords(transaction, beside);
        return { ok: true };
      });
    } catch (error) {
      if (!isContended(error)) throw error;
      return { ok: false, conflict: rootCause(error).constraint === 'acts_pkey' ? 'key' : 'version' };
    }
  },
  findAct: async (actorKey, key) => {
    const [row] = await db
      .select()
      .from(acts)
      .where(and(eq(acts.actorKey, actorKey), eq(acts.key, key)));
    return row === undefined ? undefined : { ...row, at: row.at.toISOString() };
  },
  read: async (stream, after, limit) => {
    // Versions follow on one another: the last of a page is known, and without it a page may cost as much as all that is left.
    const rows = await db
      .select({
        stream: events.stream,
        version: events.version,
        type: events.type,
        at: events.at,
        actor: events.actor,
        audience: events.audience,
        commitment: events.commitment,
        body: eventPayloads.body,
        salt: eventPayloads.salt,
      })
      .from(events)
      .leftJoin(
        eventPayloads,
        and(eq(eventPayloads.stream, events.stream), eq(eventPayloads.version, events.version)),
      )
      .where(
        and(
          eq(events.stream, stream),
          gt(events.version, after),
          lte(events.version, Math.min(VERSION_MAX, after + limit)),
        ),
      )
      .orderBy(asc(events.version))
      .limit(limit);
    // What was written by `append` is read back with the types it was given.
    return rows.map(({ body, salt, at, actor, audience, ...row }) => ({
      ...row,
      at: at.toISOString(),
      actor: actor as Actor,
      audience: audience as Audience,
      ...(body === null || salt === null ? {} : { payload: body, salt: new Uint8Array(salt) }),
    }));
  },
  version: async (stream) => {
    const [row] = await db
      .select({ version: sql<number | null>`max(${events.version})` })
      .from(events)
      .where(eq(events.stream, stream));
    return row?.version ?? 0;
  },
  streams: async (prefix) => {
    const rows = await db
      .select({ stream: events.stream })
      .from(events)
      .where(and(like(events.stream, `${prefix.replace(/[%_\\]/g, '\\$&')}%`), inArray(events.version, [1])))
      .orderBy(asc(events.id));
    return rows.map(({ stream }) => stream);
  },
  erasePayload: async (stream, version) => {
    await db
      .delete(eventPayloads)
      .where(and(eq(eventPayloads.stream, stream), eq(eventPayloads.version, version)));
  },
});
