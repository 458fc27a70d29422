import { sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rootCause, type Database } from './database.ts';
import { migrate, migrations } from './migrate.ts';
import { accounts } from './schema/accounts.ts';
import { acts } from './schema/acts.ts';
import { checkpoints } from './schema/checkpoints.ts';
import { commentMessages } from './schema/comment-messages.ts';
import { commentThreads } from './schema/comment-threads.ts';
import { consultationWords } from './schema/consultation-words.ts';
import { conversationBatches } from './schema/conversation-batches.ts';
import { conversationEntries } from './schema/conversation-entries.ts';
import { addressLinks } from './schema/address-links.ts';
import { conversationLeavers } from './schema/conversation-leavers.ts';
import { conversationParticipants } from './schema/conversation-participants.ts';
import { conversations } from './schema/conversations.ts';
import { conversationWords } from './schema/conversation-words.ts';
import { documentLeases } from './schema/document-leases.ts';
import { documentSnapshots } from './schema/document-snapshots.ts';
import { documentUpdates } from './schema/document-updates.ts';
import { applications } from './schema/applications.ts';
import { correspondents } from './schema/correspondents.ts';
import { documents } from './schema/documents.ts';
import { eventPayloads } from './schema/event-payloads.ts';
import { events } from './schema/events.ts';
import { invitations } from './schema/invitations.ts';
import { ledgerEntries } from './schema/ledger-entries.ts';
import { ledgerNodes } from './schema/ledger-nodes.ts';
import { mails } from './schema/mails.ts';
import { noticeCursors } from './schema/notice-cursors.ts';
import { noticeSettings } from './schema/notice-settings.ts';
import { notices } from './schema/notices.ts';
import { outbox } from './schema/outbox.ts';
import { recoveredWords } from './schema/recovered-words.ts';
import { registerDocuments } from './schema/register-documents.ts';
import { sessions } from './schema/sessions.ts';
import { settings } from './schema/settings.ts';
import { snapshots } from './schema/snapshots.ts';
import { eventStore, type EventStore, type NewEvent, type StoredAct } from './stores/event-store.ts';
import { identityStore } from './stores/identity-store.ts';
import { ledgerStore, type Sequenced, type Unsequenced } from './stores/ledger-store.ts';
import { snapshotStore } from './stores/snapshot-store.ts';
import { freshDatabase, TEST_ENGINES } from './testing.ts';

const TABLES = [
  accounts,
  acts,
  addressLinks,
  applications,
  checkpoints,
  commentMessages,
  commentThreads,
  consultationWords,
  conversationBatches,
  conversationEntries,
  conversationLeavers,
  conversationParticipants,
  conversationWords,
  conversations,
  correspondents,
  documentLeases,
  documentSnapshots,
  documentUpdates,
  documents,
  eventPayloads,
  events,
  invitations,
  ledgerEntries,
  ledgerNodes,
  mails,
  noticeCursors,
  noticeSettings,
  notices,
  outbox,
  recoveredWords,
  registerDocuments,
  sessions,
  settings,
  snapshots,
];
const AT = '2026-01-02T03:04:05.678Z';
const event = (stream: string, version: number, payload: unknown = { n: version }): NewEvent => ({
  stream,
  version,
  type: 'positionStated',
  at: AT,
  actor: { kind: 'delegate', member: 'FRA' },
  audience: 'public',
  commitment: 'c'.repeat(64),
  payload,
  salt: new Uint8Array(32).fill(version % 256),
});
const act = (key: string, stream: string, version: number): StoredAct => ({
  actorKey: 'a',
  key,
  requestHash: 'h',
  receipt: { r: version },
  stream,
  fromVersion: version - 1,
  toVersion: version,
  at: AT,
});

/** A sequencer that hashes nothing. */
const inPlace = async (waiting: readonly Unsequenced[], size: number): Promise<Sequenced> => ({
  entries: waiting.map(({ stream, version }, at) => ({ seq: size + at, stream, version, envelope: '{}' })),
  nodes: waiting.map((_, at) => ({ level: 0, index: size + at, hash: new Uint8Array(32) })),
  checkpoint: { size: size + waiting.length, note: 'note', at: AT },
});

describe.each(TEST_ENGINES)('stores on %s', (engine) => {
  let db: Database;
  let store: EventStore;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ db, end } = await freshDatabase(engine));
    store = eventStore(db);
  });
  afterAll(() => end());

  test('[STO-1] events come back as they were appended, in order', async () => {
    expect(await store.append([event('s1', 1), event('s1', 2, { words: 'نص' })], [])).toEqual({ ok: true });
    const read = await store.read('s1', 0, 10);
    expect(read.map(({ version }) => version)).toEqual([1, 2]);
    expect(read[1]).toMatchObject({ at: AT, payload: { words: 'نص' }, actor: { member: 'FRA' } });
    expect(read[0]?.salt).toEqual(new Uint8Array(32).fill(1));
    expect(await store.version('s1')).toBe(2);
    expect(await store.version('none')).toBe(0);
  });

  test('[STO-2] a version that is taken is a conflict and nothing of the act is kept', async () => {
    await store.append([event('s2', 1)], []);
    const answer = await store.append([event('s2-other', 1), event('s2', 1)], [act('key-s2', 's2', 1)]);
    expect(answer).toEqual({ ok: false, conflict: 'version' });
    expect(await store.version('s2-other')).toBe(0);
    expect(await store.findAct('a', 'key-s2')).toBeUndefined();
  });

  test('[STO-3] a key used before is a conflict in the same transaction and the first answer stands', async () => {
    await store.append([event('s3', 1)], [act('key-s3', 's3', 1)]);
    expect(await store.append([event('s3', 2)], [act('key-s3', 's3', 2)])).toEqual({
      ok: false,
      conflict: 'key',
    });
    expect(await store.version('s3')).toBe(1);
    expect(await store.findAct('a', 'key-s3')).toMatchObject({ receipt: { r: 1 }, toVersion: 1 });
  });

  test('[STO-4] writers that race for the same streams leave them dense, and every acknowledged event is there', async () => {
    const size =
      engine === 'server' ? { writers: 20, each: 50, streams: 5 } : { writers: 8, each: 10, streams: 2 };
    const acknowledged = new Map<string, number[]>();
    const writer = async (name: number) => {
      const stream = `race-${name % size.streams}`;
      const own = acknowledged.get(stream) ?? [];
      acknowledged.set(stream, own);
      for (let done = 0; done < size.each;) {
        const version = (await store.version(stream)) + 1;
        const answer = await store.append([event(stream, version, { name, done })], []);
        if (!answer.ok) continue;
        own.push(version);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: size.writers }, (_, name) => writer(name)));
    const perStream = (size.writers * size.each) / size.streams;
    expect(acknowledged.size).toBe(size.streams);
    for (const [stream, versions] of acknowledged) {
      const read = (await store.read(stream, 0, perStream + 1)).map(({ version }) => version);
      expect(read).toEqual(Array.from({ length: perStream }, (_, at) => at + 1));
      expect(versions.toSorted((a, b) => a - b)).toEqual(read);
    }
  });

  test('[STO-4] an event that does not follow on the last one is a conflict, and one given out of turn a fault', async () => {
    await store.append([event('s4', 1)], []);
    for (const ahead of [[event('s4', 3)], [event('s4-none', 2)], [event('s4-new', 1), event('s4', 9)]])
      expect(await store.append(ahead, [act('key-s4', 's4', 3)])).toEqual({ ok: false, conflict: 'version' });
    await expect(store.append([event('s4', 2), event('s4', 4)], [])).rejects.toThrow(
      'version 4 was given after 2',
    );
    expect(await store.version('s4')).toBe(1);
    expect(await store.version('s4-new')).toBe(0);
    expect(await store.findAct('a', 'key-s4')).toBeUndefined();
  });

  test('[STO-2] a group of more rows than one statement takes is appended whole or not at all', async () => {
    const group = Array.from({ length: 2_500 }, (_, at) => event('s2-group', at + 1));
    expect(await store.append(group, [])).toEqual({ ok: true });
    expect(await store.version('s2-group')).toBe(2_500);
    const next = Array.from({ length: 2_500 }, (_, at) => event('s2-group', at + 2_501));
    const taken = [...next, event('s2-other-group', 1), event('s2', 1)];
    expect(await store.append(taken, [])).toEqual({ ok: false, conflict: 'version' });
    expect(await store.version('s2-group')).toBe(2_500);
    expect(await store.version('s2-other-group')).toBe(0);
  });

  test('[STO-3] of many acts at once under one key one is kept', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        store.append([event(`s3-race-${at}`, 1)], [act('key-race', `s3-race-${at}`, 1)]),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await store.streams('s3-race-')).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual(Array(19).fill({ ok: false, conflict: 'key' }));
  });

  describe('what was appended', () => {
    beforeAll(async () => {
      await store.append([event('s5', 1)], [act('key-s5', 's5', 1)]);
      await ledgerStore(db).sequence(10_000, inPlace);
    });
    test.each([
      "update events set type = 'x'",
      'delete from events',
      'truncate events cascade',
      "update ledger_entries set envelope = '{}'",
      'delete from ledger_entries',
      'truncate ledger_entries',
      "update ledger_nodes set hash = '\\x00'",
      'delete from ledger_nodes',
      'truncate ledger_nodes',
      "update checkpoints set note = 'other'",
      'delete from checkpoints',
      'truncate checkpoints',
      "update acts set receipt = '{}'",
      "update event_payloads set body = '{}'",
      'truncate event_payloads',
    ])('[STO-5] the database refuses: %s', async (statement) => {
      const refusal = db.execute(sql.raw(statement)).then(
        () => 'nothing',
        (error: unknown) => rootCause(error).message,
      );
      expect(await refusal).toMatch(/ is append-only$/);
    });
  });

  test('[STO-6] erasing a payload leaves the event and its commitment', async () => {
    await store.append([event('s6', 1)], []);
    await store.erasePayload('s6', 1);
    const [read] = await store.read('s6', 0, 1);
    expect(read).toMatchObject({ version: 1, commitment: 'c'.repeat(64) });
    expect(read).not.toHaveProperty('payload');
    expect(read).not.toHaveProperty('salt');
  });

  test('[STO-7] two sequencers under concurrent appends give every event one place, without gaps and in the order of its stream', async () => {
    const ledger = ledgerStore(db);
    let writing = true;
    const writer = async (name: number) => {
      const stream = `log-${name % 2}`;
      for (let done = 0; done < 25;) {
        const version = (await store.version(stream)) + 1;
        if ((await store.append([event(stream, version)], [])).ok) done += 1;
      }
    };
    const sequencer = async () => {
      while (writing || (await ledger.waiting()) > 0) await ledger.sequence(7, inPlace);
    };
    const sequencers = [sequencer(), sequencer()];
    await Promise.all(Array.from({ length: 4 }, (_, name) => writer(name)));
    writing = false;
    await Promise.all(sequencers);
    const entries = await ledger.entries(0, 100_000);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at));
    const last = new Map<string, number>();
    for (const { stream, version } of entries) {
      expect(version).toBe((last.get(stream) ?? 0) + 1);
      last.set(stream, version);
    }
    expect([last.get('log-0'), last.get('log-1')]).toEqual([50, 50]);
    for (const stream of await store.streams('')) expect(last.get(stream)).toBe(await store.version(stream));
    expect(await ledger.latestCheckpoint()).toMatchObject({ size: entries.length });
    expect(await ledger.entryOf('log-0', 1)).toMatchObject({ stream: 'log-0', version: 1 });
    expect(await ledger.node(0, 0)).toEqual(new Uint8Array(32));
  });

  test('[STO-7] a sequencer that leaves out or misplaces an event writes nothing', async () => {
    const ledger = ledgerStore(db);
    const size = await ledger.size();
    await store.append([event('s7', 1), event('s7', 2)], []);
    const spoilt: readonly ((right: Sequenced) => Sequenced)[] = [
      (right) => ({ ...right, entries: right.entries.slice(1) }),
      (right) => ({ ...right, entries: right.entries.toReversed() }),
      (right) => ({ ...right, entries: right.entries.map((entry) => ({ ...entry, seq: entry.seq + 1 })) }),
      (right) => ({ ...right, checkpoint: { ...right.checkpoint, size: size + 1 } }),
    ];
    for (const spoil of spoilt)
      await expect(
        ledger.sequence(10, async (waiting, at) => spoil(await inPlace(waiting, at))),
      ).rejects.toThrow(/entries and a log of|did not get the place/);
    expect(await ledger.size()).toBe(size);
    expect(await ledger.waiting()).toBe(2);
    expect(await ledger.sequence(10, inPlace)).toBe(2);
  });

  test('[STO-8] a state rebuilt from a snapshot, from a later one, and from the events alone is the same', async () => {
    const snapshots = snapshotStore(db);
    await store.append(
      Array.from({ length: 30 }, (_, at) => event('s8', at + 1, { add: at * 7 })),
      [],
    );
    const fold = (state: number, payload: unknown): number =>
      (state * 31 + (payload as { add: number }).add) % 1_000_003;
    const rebuilt = async (): Promise<number> => {
      const saved = await snapshots.load('s8');
      const later = await store.read('s8', saved?.version ?? 0, 1_000);
      return later.reduce((state, { payload }) => fold(state, payload), (saved?.state as number) ?? 0);
    };
    const whole = await rebuilt();
    for (const version of [10, 20]) {
      const state = (await store.read('s8', 0, version)).reduce((so, { payload }) => fold(so, payload), 0);
      await snapshots.save('s8', version, state);
      expect(await snapshots.load('s8')).toEqual({ version, state });
      expect(await rebuilt()).toBe(whole);
    }
    await snapshots.deleteAll();
    expect(await snapshots.load('s8')).toBeUndefined();
    expect(await rebuilt()).toBe(whole);
  });

  test('[STO-9] of fifty simultaneous claims of an invitation one succeeds, and none after its end', async () => {
    const identity = identityStore(db);
    const account = {
      id: '00000000-0000-4000-8000-000000000001',
      kind: 'chair',
      mayBind: false,
      displayName: 'Chair',
    } as const;
    await identity.createAccount(account, AT);
    await identity.invite('hash-1', account.id, AT, '2026-02-01T00:00:00.000Z');
    const claims = await Promise.all(Array.from({ length: 50 }, () => identity.useInvitation('hash-1', AT)));
    expect(claims.filter((claim) => claim !== undefined)).toEqual([account]);
    await identity.invite('hash-2', account.id, AT, '2026-02-01T00:00:00.000Z');
    expect(await identity.useInvitation('hash-2', '2026-02-01T00:00:00.000Z')).toBeUndefined();
  });

  test('[STO-10] a revoked or expired session opens nothing', async () => {
    const identity = identityStore(db);
    const account = '00000000-0000-4000-8000-000000000001';
    const open = (id: string, tokenHash: string) =>
      identity.openSession({ id, tokenHash, account, label: 'browser' }, AT, '2026-02-01T00:00:00.000Z');
    const [one, two] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
    await open(one, 't1');
    await open(two, 't2');
    expect((await identity.sessionByToken('t1', AT))?.account.kind).toBe('chair');
    expect(await identity.sessionByToken('t1', '2026-02-01T00:00:00.000Z')).toBeUndefined();
    expect(await identity.revoke(account, AT, one)).toEqual([one]);
    expect(await identity.sessionByToken('t1', AT)).toBeUndefined();
    expect(await identity.canComeIn('chair', AT)).toBe(true);
    expect(await identity.canComeIn('chair', '2026-02-01T00:00:00.000Z')).toBe(false);
    expect(await identity.revoke(account, AT)).toEqual([two]);
    expect(await identity.sessionsOf(account, AT)).toEqual([]);
    expect(await identity.canComeIn('chair', AT)).toBe(false);
    expect(await identity.setPassword(account, 'chair', 'hash')).toBe(true);
    expect(await identity.canComeIn('chair', AT)).toBe(true);
    expect(await identity.canComeIn('secretariat', AT)).toBe(false);
  });

  test('[STO-11] migrating again changes nothing; a changed file and a newer database are refused', async () => {
    await migrate(db);
    const own = migrations();
    await expect(migrate(db, own.slice(0, 1))).rejects.toMatchObject({ code: 'database.newer' });
    await expect(
      migrate(
        db,
        own.map((file) => ({ ...file, checksum: 'other' })),
      ),
    ).rejects.toMatchObject({ code: 'database.changed' });
  });

  test('[STO-11] a migration that fails half-way leaves nothing of itself', async () => {
    const own = migrations();
    const content = 'create table half_way (id integer); select no_such_function();';
    await expect(migrate(db, [...own, { name: '9999_fails.sql', content, checksum: 'x' }])).rejects.toThrow();
    await expect(db.execute(sql`select * from half_way`)).rejects.toThrow();
    await migrate(db);
  });

  test('[STO-15] the tables that the stores read are the tables of the database, column by column', async () => {
    const rows = await db
      .select({
        place: sql<string>`table_name || '.' || column_name`,
        wanted: sql<boolean>`is_nullable = 'NO'`,
      })
      .from(sql`information_schema.columns`)
      .where(sql`table_schema = 'public' and table_name <> 'migrations'`);
    const described = TABLES.flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns.map((column) => [`${name}.${column.name}`, column.notNull] as const);
    });
    expect(new Map(described)).toEqual(new Map(rows.map(({ place, wanted }) => [place, wanted])));
  });
});
