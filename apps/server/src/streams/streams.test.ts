import type { ActAnswer, DeliberationAnswer } from '@plenary/protocol';
import { LIMITS } from '@plenary/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventStore } from '@plenary/db';
import { heldPromise } from '../held-promise.fixture.ts';
import { hashOf, startTestService, TEST_BODY, TEST_DELIBERATION, type TestService } from '../testing.ts';
import { requestHashOf } from './act-to-perform.ts';
import { heldStates } from './held-states.ts';
import { streamFeed } from './stream-feed.ts';
import { streamWriter } from './writer.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

let count = 0;
const position = (stance: 'support' | 'oppose' = 'oppose') => {
  const reason = `reason ${(count += 1)}`;
  return { type: 'statePosition', item: 'p3', stance, reason, textHash: hashOf('p3') } as const;
};
const asKenya = (act = position()) => ({
  stream: TEST_DELIBERATION,
  act,
  actor: { kind: 'delegate', member: 'KEN', mayBind: true, person: 'k' } as const,
  actorKey: 'k',
  key: `writer-key-${count}`,
  requestHash: requestHashOf(TEST_DELIBERATION, act),
});
/** A second writer with a memory of its own on the same log, as another node has it; its store may misbehave. */
const anotherNode = (change: (store: EventStore) => Partial<EventStore> = () => ({})) => {
  const { running } = service;
  const store: EventStore = { ...running.store, ...change(running.store) };
  const held = heldStates(store, running.snapshots, () => performance.now());
  const announced: number[] = [];
  const faults: unknown[] = [];
  const onFault = (error: unknown) => void faults.push(error);
  const deliver = (_stream: string, events: readonly { version: number }[]) =>
    void announced.push(...events.map(({ version }) => version));
  const feed = streamFeed({ held, store, deliver, onFault });
  const writer = streamWriter({
    store,
    held,
    signer: running.signer,
    clock: running.clock,
    randomBytes: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    bodyStream: async () => TEST_BODY,
    commentsOf: running.words.countOf,
    announce: feed.publish,
    catchUp: feed.catchUp,
    onFault,
  });
  return { writer, held, feed, announced, faults };
};
const version = () => service.running.store.version(TEST_DELIBERATION);

test('[SRV-9] when another node was faster the act is admitted again on the newer state', async () => {
  const other = anotherNode();
  await other.held.get(TEST_DELIBERATION);
  await service.act('france', TEST_DELIBERATION, position('support'));
  const before = await version();
  const performed = await other.writer.perform(asKenya());
  expect(performed.receipt).toMatchObject({ fromVersion: before, toVersion: before + 1 });
  const held = await other.held.get(TEST_DELIBERATION);
  expect(held.kind === 'deliberation' && Object.keys(held.state?.positions['p3'] ?? {}).toSorted()).toEqual([
    'FRA',
    'KEN',
  ]);
});

test('[SRV-9] an act that always comes too late is refused after a bounded number of tries', async () => {
  let tries = 0;
  const other = anotherNode(() => ({
    append: async () => {
      tries += 1;
      return { ok: false, conflict: 'version' };
    },
  }));
  const before = await version();
  await expect(other.writer.perform(asKenya())).rejects.toMatchObject({
    refusal: {
      code: 'stream.contended',
      facts: { stream: TEST_DELIBERATION, tries: LIMITS.APPEND_RETRIES_MAX },
    },
    status: 409,
  });
  expect(tries).toBe(LIMITS.APPEND_RETRIES_MAX + 1);
  expect(await version()).toBe(before);
});

test('[SRV-9] writers of two nodes that race lose nothing and double nothing', async () => {
  const before = await version();
  const nodes = [anotherNode(), anotherNode()];
  const jobs = Array.from({ length: 40 }, (_, at) => ({ node: nodes[at % 2], request: asKenya(position()) }));
  const results = await Promise.allSettled(jobs.map(({ node, request }) => node?.writer.perform(request)));
  const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const versions = done.flatMap((performed) => performed?.events.map((event) => event.version) ?? []);
  expect(versions.toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: versions.length }, (_, at) => before + 1 + at),
  );
  expect(await version()).toBe(before + versions.length);
  expect(versions.length).toBeGreaterThan(0);
});

test('[SRV-3] a key that another node took meanwhile is answered with what that node did', async () => {
  const other = anotherNode();
  await other.held.get(TEST_DELIBERATION);
  const request = asKenya();
  const [here, there] = await Promise.all([
    service.running.writer.perform(request),
    other.writer.perform(request),
  ]);
  expect(here?.receipt).toEqual(there?.receipt);
  expect(new Set([here?.replayed, there?.replayed])).toEqual(new Set([false, true]));
});

test('[SRV-10] after a write whose outcome is unknown memory is read from the log again', async () => {
  let broken = true;
  const other = anotherNode((store) => ({
    append: async (...args) => {
      const appended = await store.append(...args);
      if (!broken) return appended;
      broken = false;
      throw new Error('the line was cut after the commit');
    },
  }));
  const before = await version();
  await other.held.get(TEST_DELIBERATION);
  other.feed.begin(TEST_DELIBERATION, before);
  const request = asKenya();
  await expect(other.writer.perform(request)).rejects.toThrow('the line was cut');
  // It was committed all the same: asking again gives its receipt, and followers hear of it.
  const again = await other.writer.perform(request);
  expect(again).toMatchObject({ replayed: true, receipt: { toVersion: before + 1 } });
  await other.writer.perform(asKenya());
  await other.feed.sweep();
  expect(other.announced).toEqual([before + 1, before + 2]);
});

test('[SRV-4] what is refused on the strength of an uncommitted act is decided again when that act fails', async () => {
  await service.running.writer.perform(asKenya());
  let broken = true;
  const other = anotherNode((store) => ({
    append: async (...args) => {
      if (!broken) return store.append(...args);
      broken = false;
      return { ok: false, conflict: 'version' };
    },
  }));
  await other.held.get(TEST_DELIBERATION);
  const withdraw = () => {
    count += 1;
    const act = { type: 'withdrawPosition', item: 'p3' } as const;
    return { ...asKenya(), act, requestHash: requestHashOf(TEST_DELIBERATION, act) };
  };
  const [first, second] = await Promise.allSettled([
    other.writer.perform(withdraw()),
    other.writer.perform(withdraw()),
  ]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: { refusal: { code: 'position.none' } } });
});

test('[SRV-25] a stream with too many acts waiting refuses more until they are done', async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const other = anotherNode((store) => ({
    append: async (...args) => {
      await gate;
      return store.append(...args);
    },
    findAct: async () => undefined,
  }));
  await other.held.get(TEST_DELIBERATION);
  const act = position();
  const waiting = Array.from({ length: LIMITS.ACTS_WAITING_MAX + LIMITS.ACTS_PER_COMMIT_MAX }, (_, at) =>
    other.writer.perform({ ...asKenya(act), key: `crowd-${at}` }),
  );
  const all = Promise.allSettled(waiting);
  // All of them have reached the queue once the next one has.
  await expect(other.writer.perform({ ...asKenya(act), key: 'one-more-1' })).rejects.toMatchObject({
    refusal: { code: 'stream.busy', facts: { limit: LIMITS.ACTS_WAITING_MAX } },
    status: 503,
  });
  release();
  const done = await all;
  expect(done.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(
    LIMITS.ACTS_WAITING_MAX,
  );
  await other.writer.idle();
});

test('[SRV-12] states are the same from events alone, from a snapshot, and after being let go', async () => {
  const { running } = service;
  const read = async () =>
    (await service.get('/api/deliberations/charter', 'chair')).json<DeliberationAnswer>();
  await running.feed.sweep();
  const before = await read();
  await running.held.snapshotIfDue(TEST_DELIBERATION, true);
  const saved = await running.snapshots.load(TEST_DELIBERATION);
  expect(saved?.version).toBe(before.version);
  const gone: string[] = [];
  await running.held.evictIdle(
    -1,
    () => false,
    (stream) => gone.push(stream),
  );
  expect(gone).toContain(TEST_DELIBERATION);
  expect(running.held.peek(TEST_DELIBERATION)).toBeUndefined();
  expect(await read()).toEqual(before);
  await running.snapshots.deleteAll();
  running.held.drop(TEST_DELIBERATION);
  expect(await read()).toEqual(before);
  await running.snapshots.save(TEST_DELIBERATION, 1, { format: 0, at: '', state: { nonsense: true } });
  running.held.drop(TEST_DELIBERATION);
  expect(await read()).toEqual(before);
  await running.snapshots.deleteAll();
});

test('[SRV-12] what somebody follows is not let go', async () => {
  const { held } = service.running;
  await held.get(TEST_DELIBERATION);
  const gone: string[] = [];
  await held.evictIdle(
    -1,
    (stream) => stream === TEST_DELIBERATION,
    (stream) => gone.push(stream),
  );
  expect(gone).not.toContain(TEST_DELIBERATION);
});

test('[SRV-70] what somebody begins to follow while its snapshot is written stays, and they hear what comes', async () => {
  const { running } = service;
  const asked = heldPromise();
  const saving = heldPromise();
  const snapshots: typeof running.snapshots = {
    ...running.snapshots,
    save: async () => {
      asked.release();
      await saving.promise;
    },
  };
  const heard: number[] = [];
  const held = heldStates(running.store, snapshots, () => performance.now());
  const feed = streamFeed({
    held,
    store: running.store,
    deliver: (_stream, events) => void heard.push(...events.map((event) => event.version)),
    onFault: (error) => {
      throw error;
    },
  });
  const followed = new Set<string>();
  const { version: from } = await held.get(TEST_DELIBERATION);
  const evicting = held.evictIdle(-1, (stream) => followed.has(stream), feed.forget);
  await asked.promise;
  feed.begin(TEST_DELIBERATION, from);
  followed.add(TEST_DELIBERATION);
  saving.release();
  await evicting;
  await service.act('france', TEST_DELIBERATION, position('support'));
  await feed.catchUp(TEST_DELIBERATION);
  expect(heard).toEqual([from + 1]);
});

test('[SRV-70] one snapshot that cannot be written keeps no other state in memory', async () => {
  const { running } = service;
  const full = new Error('the disk is full');
  const snapshots: typeof running.snapshots = {
    ...running.snapshots,
    save: async (stream) => {
      if (stream === TEST_DELIBERATION) throw full;
    },
  };
  await service.act('secretariat', 'deliberation:idle', {
    type: 'openDeliberation',
    id: 'idle',
    title: { en: 'Idle' },
  });
  const held = heldStates(running.store, snapshots, () => performance.now());
  for (const stream of [TEST_DELIBERATION, 'deliberation:idle']) await held.get(stream);
  await expect(
    held.evictIdle(
      -1,
      () => false,
      () => undefined,
    ),
  ).rejects.toThrow(full);
  expect(held.streams()).toEqual([TEST_DELIBERATION]);
});

test('[SRV-71] a state that another queue put stays where an older one comes after it', async () => {
  const { held } = service.running;
  const before = await held.get(TEST_BODY);
  await service.act('secretariat', 'deliberation:newer', {
    type: 'openDeliberation',
    id: 'newer',
    title: { en: 'Newer' },
  });
  held.put(TEST_BODY, before);
  expect((await held.get(TEST_BODY)).version).toBe(before.version + 1);
});

test('[SRV-12] names of streams that do not exist are not remembered', async () => {
  const { held } = service.running;
  await service.get('/api/deliberations/made-up');
  expect(held.streams()).not.toContain('deliberation:made-up');
});

test('[SRV-4] an act that changes nothing is acknowledged and leaves no event', async () => {
  const act = position();
  await service.act('kenya', TEST_DELIBERATION, act);
  const before = await version();
  const again = await service.act('kenya', TEST_DELIBERATION, act);
  const { receipt, events } = again.json<ActAnswer>();
  expect([again.statusCode, events, receipt.fromVersion, receipt.toVersion]).toEqual([
    201,
    [],
    before,
    before,
  ]);
});
