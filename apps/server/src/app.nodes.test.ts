import { TEST_ENGINES } from '@plenary/db/testing';
import { verifyReceipt } from '@plenary/ledger';
import { PROTOCOL_VERSION, type ActAnswer, type EventsMessage, type FollowAnswer } from '@plenary/protocol';
import { io as connect, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf, startTestService, TEST_DELIBERATION, turnedClock, type TestService } from './testing.ts';
import { twoOn } from './two-nodes.fixture.ts';

describe.each(TEST_ENGINES)('two nodes on one %s', (engine) => {
  let [here, there]: TestService[] = [];
  let end: () => Promise<void>;
  const sockets: Socket[] = [];
  const nodes = (): readonly [TestService, TestService] => {
    if (here === undefined || there === undefined) throw new Error('the nodes have not started');
    return [here, there];
  };
  beforeAll(async () => {
    const { databases, end: close } = await twoOn(engine);
    end = close;
    const clock = turnedClock();
    here = await startTestService({ database: databases[0], clock });
    there = await startTestService({ database: databases[1], clock, empty: true });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    for (const node of nodes()) await node.close();
    await end();
  });

  let said = 0;
  const position = (stance = 'support') => ({
    type: 'statePosition',
    item: 'p3',
    stance,
    reason: `reason ${(said += 1)}`,
    textHash: hashOf('p3'),
  });
  const follow = async (node: TestService): Promise<Socket> => {
    const socket = connect(await node.listen(), {
      auth: { version: PROTOCOL_VERSION },
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { cookie: await node.enter('france') },
    });
    sockets.push(socket);
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
    const after = await node.running.store.version(TEST_DELIBERATION);
    const answer = (await socket
      .timeout(5_000)
      .emitWithAck('follow', { stream: TEST_DELIBERATION, after })) as FollowAnswer;
    expect(answer).toMatchObject({ ok: true });
    return socket;
  };
  const received = (socket: Socket, count: number): Promise<readonly number[]> =>
    new Promise((resolve) => {
      const versions: number[] = [];
      socket.on('events', ({ events }: EventsMessage) => {
        versions.push(...events.map(({ version }) => version));
        if (versions.length >= count) resolve(versions);
      });
    });

  test('[SRV-11] what one node commits reaches those who follow on the other, each event once and in order', async () => {
    const [one, two] = nodes();
    const socket = await follow(two);
    const before = await one.running.store.version(TEST_DELIBERATION);
    const heard = received(socket, 20);
    for (let at = 0; at < 10; at += 1)
      await Promise.all([
        one.act('kenya', TEST_DELIBERATION, position()),
        two.act('fiji', TEST_DELIBERATION, position('oppose')),
      ]);
    expect(await heard).toEqual(Array.from({ length: 20 }, (_, at) => before + 1 + at));
  });

  test('[SRV-11] a lost notification loses nothing: the other node finds the event by itself', async () => {
    const [one, two] = nodes();
    await two.running.held.get(TEST_DELIBERATION);
    await one.act('kenya', TEST_DELIBERATION, position('abstain'));
    await two.running.feed.sweep();
    const known = await two.running.held.get(TEST_DELIBERATION);
    expect(known.version).toBe(await one.running.store.version(TEST_DELIBERATION));
  });

  test('[SRV-11] a receipt of one node is verified with the key the other shows', async () => {
    const [one, two] = nodes();
    const { receipt } = (await one.act('kenya', TEST_DELIBERATION, position('reserve'))).json<ActAnswer>();
    expect(verifyReceipt(receipt, (await two.get('/api/record/key')).body.trim())).toBe(true);
  });

  test('[SRV-11] both nodes show the same state and the same record', async () => {
    const [one, two] = nodes();
    await Promise.all([one.running.feed.sweep(), two.running.feed.sweep()]);
    for (const path of ['/api/deliberations/charter', '/api/body'])
      expect((await one.get(path, 'chair')).json()).toEqual((await two.get(path, 'chair')).json());
    await Promise.all([one.running.sequencer.flush(), two.running.sequencer.flush()]);
    await one.running.sequencer.flush();
    expect((await one.get('/api/record')).json()).toEqual((await two.get('/api/record')).json());
  });

  test('[SRV-22] a ballot is closed once by the deadlines of two nodes', async () => {
    const [one, two] = nodes();
    const must = async (act: Record<string, unknown>) =>
      expect((await one.act('chair', TEST_DELIBERATION, act)).statusCode).toBe(201);
    await must({ type: 'proposeAdoption', rule: 'majority', objectionSeconds: 1 });
    one.clock.turn(2);
    await must({ type: 'putToBallot', openSeconds: 1 });
    await two.running.feed.sweep();
    const before = await one.running.store.version(TEST_DELIBERATION);
    one.clock.turn(2);
    await Promise.all([one.running.scheduler.round(), two.running.scheduler.round()]);
    await Promise.all([one.running.scheduler.round(), two.running.scheduler.round()]);
    const events = await one.running.store.read(TEST_DELIBERATION, before, 10);
    expect(events.map(({ type }) => type)).toEqual(['ballotClosed']);
  });

  test('[NOT-2] two nodes tell everybody once of what one of them recorded', async () => {
    const [one, two] = nodes();
    await one.enter('kenya');
    const answer = await two.act('chair', TEST_DELIBERATION, { type: 'reject', note: 'Not carried.' });
    expect(answer.statusCode, answer.body).toBe(201);
    await one.running.feed.sweep();
    await Promise.all([one, two, one, two].map((node) => node.running.noticeMaker.round()));
    const { notices } = (await one.get('/api/notices', 'kenya')).json<{
      notices: readonly { kind: string; code: string }[];
    }>();
    const those = notices.filter(({ kind, code }) => kind === 'decisionTaken' && code === 'rejected');
    expect(those).toHaveLength(1);
  });

  test('[SRV-18] a session that ends on one node loses its socket on the other', async () => {
    const [one, two] = nodes();
    two.forget('france');
    const socket = await follow(two);
    const cookie = await two.enter('france');
    const refusal = new Promise((resolve) => socket.once('refused', resolve));
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    await one.running.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    expect(await refusal).toEqual({ code: 'session.ended', facts: {} });
    await closed;
  });
});
