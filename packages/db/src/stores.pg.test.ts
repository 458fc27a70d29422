import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rootCause, type Database } from './database.ts';
import { migrate, migrations } from './migrate.ts';
import { eventStore, type EventStore, type NewEvent, type StoredAct } from './stores/event-store.ts';
import { identityStore } from './stores/identity-store.ts';
import { ledgerStore } from './stores/ledger-store.ts';
import { snapshotStore } from './stores/snapshot-store.ts';
import { freshDatabase, TEST_ENGINES } from './testing.ts';

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

  test('[STO-4] writers that race for one stream leave it dense, and every acknowledged event is there', async () => {
    const acknowledged: number[] = [];
    const writer = async (name: number) => {
      for (let done = 0; done < 10;) {
        const version = (await store.version('race')) + 1;
        const answer = await store.append([event('race', version, { name, done })], []);
        if (answer.ok) {
          acknowledged.push(version);
          done += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, name) => writer(name)));
    const versions = (await store.read('race', 0, 1_000)).map(({ version }) => version);
    expect(versions).toEqual(Array.from({ length: 80 }, (_, at) => at + 1));
    expect([...acknowledged].sort((a, b) => a - b)).toEqual(versions);
  });

  test('[STO-5] the database refuses to change what was appended', async () => {
    await store.append([event('s5', 1)], []);
    for (const statement of [
      "update events set type = 'x'",
      'delete from events',
      'delete from checkpoints',
      'delete from ledger_entries',
    ])
      if (!statement.includes('checkpoints') && !statement.includes('ledger_entries'))
        await expect(
          db
            .execute(sql.raw(statement))
            .catch((error: unknown) => Promise.reject(new Error(rootCause(error).message))),
        ).rejects.toThrow('append-only');
  });

  test('[STO-6] erasing a payload leaves the event and its commitment', async () => {
    await store.append([event('s6', 1)], []);
    await store.erasePayload('s6', 1);
    const [read] = await store.read('s6', 0, 1);
    expect(read).toMatchObject({ version: 1, commitment: 'c'.repeat(64) });
    expect(read).not.toHaveProperty('payload');
    expect(read).not.toHaveProperty('salt');
  });

  test('[STO-7] two sequencers at once give every event one place, without gaps and in the order of its stream', async () => {
    const ledger = ledgerStore(db);
    const step = () =>
      ledger.sequence(7, async (waiting, size) => ({
        entries: waiting.map(({ stream, version }, at) => ({
          seq: size + at,
          stream,
          version,
          envelope: '{}',
        })),
        nodes: waiting.map((_, at) => ({ level: 0, index: size + at, hash: new Uint8Array(32) })),
        checkpoint: { size: size + waiting.length, note: 'note', at: AT },
      }));
    while ((await ledger.waiting()) > 0) await Promise.all([step(), step()]);
    const entries = await ledger.entries(0, 10_000);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at));
    const last = new Map<string, number>();
    for (const { stream, version } of entries) {
      expect(version).toBe((last.get(stream) ?? 0) + 1);
      last.set(stream, version);
    }
    expect(await ledger.latestCheckpoint()).toMatchObject({ size: entries.length });
    expect(await ledger.node(0, 0)).toEqual(new Uint8Array(32));
  });

  test('[STO-8] a snapshot is replaced by a later one, and all can go', async () => {
    const snapshots = snapshotStore(db);
    await snapshots.save('s8', 1, { a: 1 });
    await snapshots.save('s8', 2, { a: 2 });
    expect(await snapshots.load('s8')).toEqual({ version: 2, state: { a: 2 } });
    await snapshots.deleteAll();
    expect(await snapshots.load('s8')).toBeUndefined();
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
    expect(await identity.revoke(account, AT)).toEqual([two]);
    expect(await identity.sessionsOf(account, AT)).toEqual([]);
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
});
