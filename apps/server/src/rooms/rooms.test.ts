import {
  evolveDeliberation,
  visibleState,
  type DeliberationEvent,
  type Recorded,
  type Withheld,
} from '@plenary/consensus';
import { LIMITS, PROTOCOL_VERSION, type EventsMessage, type FollowAnswer } from '@plenary/protocol';
import { pino } from 'pino';
import { io as connect, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { hashOf, startTestService, TEST_DELIBERATION, type TestSeat, type TestService } from '../testing.ts';

const SOCKETS_MAX = 12;
let service: TestService;
let address: string;
let logged: string[] = [];
const open: Socket[] = [];
beforeAll(async () => {
  const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  service = await startTestService({ logger, socketsPerAddressMax: SOCKETS_MAX });
  address = await service.listen();
});
afterAll(() => service.close());
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
  logged = [];
});

type Handshake = { auth?: object; headers?: Record<string, string>; transports?: string[] };
const dial = ({ auth, headers = {}, transports = ['websocket'] }: Handshake = {}): Socket => {
  const socket = connect(address, {
    auth: auth ?? { version: PROTOCOL_VERSION },
    extraHeaders: headers,
    transports,
    forceNew: true,
    reconnection: false,
  });
  open.push(socket);
  return socket;
};
const once = <T>(socket: Socket, name: string): Promise<T> =>
  new Promise((resolve) => socket.once(name, (said: T) => resolve(said)));
const enter = async (seat?: TestSeat, handshake: Handshake = {}): Promise<Socket> => {
  const headers = seat === undefined ? {} : { cookie: await service.enter(seat) };
  const socket = dial({ ...handshake, headers: { ...headers, ...handshake.headers } });
  await once(socket, 'connect');
  return socket;
};
const turnedAway = async (handshake: Handshake): Promise<{ message: string; data?: unknown }> =>
  once(dial(handshake), 'connect_error');
const follow = (socket: Socket, message: unknown): Promise<FollowAnswer> =>
  socket.timeout(5_000).emitWithAck('follow', message);
const version = () => service.running.store.version(TEST_DELIBERATION);
const followFromNow = async (socket: Socket): Promise<FollowAnswer> =>
  follow(socket, { stream: TEST_DELIBERATION, after: await version() });

let said = 0;
const position = (stance: string) => ({
  type: 'statePosition',
  item: 'p3',
  stance,
  reason: `reason ${(said += 1)}`,
  textHash: hashOf('p3'),
});
const sounding = () => ({ ...position('object'), type: 'giveSounding' });
/** Resolves when the socket has received events up to this version. */
const receivedUpTo = (socket: Socket, upTo: number): Promise<readonly (Recorded | Withheld)[]> =>
  new Promise((resolve) => {
    const received: (Recorded | Withheld)[] = [];
    const take = ({ events }: EventsMessage): void => {
      received.push(...events);
      if ((received.at(-1)?.version ?? 0) < upTo) return;
      socket.off('events', take);
      resolve(received);
    };
    socket.on('events', take);
  });

test.each(['websocket', 'polling'])(
  '[SRV-15] whoever follows by %s sees what is committed',
  async (transport) => {
    const socket = await enter(undefined, { transports: [transport] });
    expect(await followFromNow(socket)).toMatchObject({ ok: true, events: [] });
    const next = (await version()) + 1;
    const received = receivedUpTo(socket, next);
    await service.act('france', TEST_DELIBERATION, position('support'));
    expect(await received).toMatchObject([
      { version: next, type: 'positionStated', payload: { member: 'FRA' } },
    ]);
  },
);

test('[SRV-15] events that come together arrive each once and in order', async () => {
  const socket = await enter('kenya');
  await followFromNow(socket);
  const first = (await version()) + 1;
  const received = receivedUpTo(socket, first + 29);
  await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      service.act(at % 2 === 0 ? 'kenya' : 'fiji', TEST_DELIBERATION, position('accept')),
    ),
  );
  expect((await received).map((event) => event.version)).toEqual(
    Array.from({ length: 30 }, (_, at) => first + at),
  );
});

test('[SRV-15] a follower who returns receives what it missed', async () => {
  const before = await version();
  await service.act('france', TEST_DELIBERATION, position('abstain'));
  await service.act('france', TEST_DELIBERATION, position('support'));
  const answer = await follow(await enter(), { stream: TEST_DELIBERATION, after: before });
  expect(answer).toMatchObject({
    ok: true,
    version: before + 2,
    events: [{ version: before + 1 }, { version: before + 2 }],
  });
});

test('[SRV-15] a follower who missed too much, or names a version that never was, is told to reload', async () => {
  const { running } = service;
  const socket = await enter();
  expect(await follow(socket, { stream: TEST_DELIBERATION, after: 1_000_000 })).toEqual({
    ok: false,
    reload: true,
    version: await version(),
  });
  const stream = 'deliberation:long';
  const conduct = await service.act('chair', stream, {
    type: 'openDeliberation',
    id: 'long',
    title: { en: 'Long' },
  });
  expect(conduct.statusCode).toBe(201);
  const { salt = new Uint8Array(32), ...opened } = (await running.store.read(stream, 0, 1))[0] ?? {};
  const more = Array.from({ length: LIMITS.EVENTS_RESUMED_MAX + 1 }, (_, at) => ({
    ...(opened as Omit<Awaited<ReturnType<typeof running.store.read>>[number], 'salt'>),
    version: at + 2,
    type: 'proposalWithdrawn',
    payload: {},
    salt,
  }));
  const known = running.held.peek(stream);
  if (known === undefined) throw new Error('an opened deliberation is held');
  await running.store.append(more, []);
  running.held.put(stream, { ...known, version: LIMITS.EVENTS_RESUMED_MAX + 2 });
  expect(await follow(socket, { stream, after: 1 })).toEqual({
    ok: false,
    reload: true,
    version: LIMITS.EVENTS_RESUMED_MAX + 2,
  });
});

test('[SRV-15] whoever no longer follows receives nothing more', async () => {
  const [gone, stays] = [await enter(), await enter()];
  await followFromNow(gone);
  await followFromNow(stays);
  let heard = 0;
  gone.on('events', () => (heard += 1));
  gone.emit('unfollow', { stream: TEST_DELIBERATION });
  // Answered after the message before it was taken.
  expect(await follow(gone, { stream: 'body:assembly', after: 0 })).toMatchObject({ ok: true });
  const next = (await version()) + 1;
  const received = receivedUpTo(stays, next);
  await service.act('france', TEST_DELIBERATION, position('oppose'));
  await received;
  expect(heard).toBe(0);
});

test('[SRV-13] a sounding reaches the delegation, the chair and the secretariat; others see only that it was given', async () => {
  const seats: readonly (TestSeat | undefined)[] = [
    'kenya',
    'chair',
    'secretariat',
    'france',
    'observer',
    undefined,
  ];
  const sockets = await Promise.all(seats.map((seat) => enter(seat)));
  await Promise.all(sockets.map(followFromNow));
  const next = (await version()) + 1;
  const received = Promise.all(sockets.map((socket) => receivedUpTo(socket, next)));
  await service.act('kenya', TEST_DELIBERATION, sounding());
  const sight = (await received).map(([event]) =>
    event !== undefined && 'withheld' in event ? 'withheld' : 'shown',
  );
  expect(sight).toEqual(['shown', 'shown', 'shown', 'withheld', 'withheld', 'withheld']);
  const words = JSON.stringify((await received)[3]);
  expect(words).not.toContain(`reason ${said}`);
});

test('[SRV-13] evolving what a viewer received gives what the service shows them', async () => {
  const read = async (seat: TestSeat | undefined) =>
    (await service.get('/api/deliberations/charter', seat)).json<{
      version: number;
      state: ReturnType<typeof visibleState>;
    }>();
  for (const seat of ['france', 'kenya', undefined] as const) {
    const socket = await enter(seat);
    let { state } = await read(seat);
    await followFromNow(socket);
    const received = receivedUpTo(socket, (await version()) + 3);
    await service.act('kenya', TEST_DELIBERATION, sounding());
    await service.act('france', TEST_DELIBERATION, sounding());
    await service.act('fiji', TEST_DELIBERATION, position('reserve'));
    for (const event of await received)
      state = evolveDeliberation(state, event as Recorded<DeliberationEvent> | Withheld);
    expect(state).toEqual((await read(seat)).state);
  }
});

test('[SRV-14] a socket from a foreign page is turned away', async () => {
  const error = await turnedAway({ headers: { origin: 'https://elsewhere.example' } });
  expect(error.message).toBe('request.origin');
});

test.each([undefined, 0, PROTOCOL_VERSION + 1, '1', null])(
  '[SRV-14] a page of a version that is not served is turned away (%j)',
  async (version) => {
    const error = await turnedAway({ auth: { version } });
    expect([error.message, error.data]).toMatchObject([
      'socket.versionMismatch',
      { error: { code: 'socket.versionMismatch', facts: { server: PROTOCOL_VERSION } } },
    ]);
  },
);

test('[SRV-14] a client that says nothing about itself is turned away', async () => {
  const line = `${address}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(line)).text()).slice(1)) as { sid: string };
  await fetch(`${line}&sid=${sid}`, { method: 'POST', body: '40' });
  const answer = await (await fetch(`${line}&sid=${sid}`)).text();
  expect(answer).toMatch(/^44\{/);
  expect(JSON.parse(answer.slice(2))).toMatchObject({ message: 'socket.versionMismatch' });
});

test('[SRV-17] requests to the line that are no handshake are refused and harm nobody', async () => {
  const statuses: number[] = [];
  for (const query of [
    '',
    '?EIO=3&transport=polling',
    '?EIO=4&transport=pigeon',
    '?EIO=4&transport=polling&sid=nobody',
  ])
    for (const method of ['GET', 'POST'])
      statuses.push((await fetch(`${address}/socket.io/${query}`, { method })).status);
  expect(new Set(statuses)).toEqual(new Set([400]));
  expect((await enter()).connected).toBe(true);
});

test('[SRV-14] lines that never say whose they are are opened so many times from one address, then refused', async () => {
  const few = await startTestService({ socketsPerAddressMax: 1, empty: true });
  const at = await few.listen();
  const knock = async (): Promise<number> => {
    const answer = await fetch(`${at}/socket.io/?EIO=4&transport=polling`);
    await answer.text();
    return answer.status;
  };
  for (let lines = 0; lines <= LIMITS.LINES_OPENING_PER_ADDRESS_MAX; lines += 1)
    expect(await knock()).toBe(200);
  expect(await knock()).toBe(403);
  few.running.io.engine.close(); // as they do by themselves, since none of them becomes a socket in time
  expect(await knock()).toBe(200);
  await few.close();
});

test('[SRV-14] one address gets so many sockets, and a place that is left is free again', async () => {
  const sockets = await Promise.all(Array.from({ length: SOCKETS_MAX }, () => enter()));
  expect((await turnedAway({})).message).toBe('socket.tooMany');
  const left = sockets[0];
  const seat = [...service.running.io.of('/').sockets.values()].find(({ id }) => id === left?.id);
  const gone = new Promise((resolve) => seat?.once('disconnect', resolve));
  left?.disconnect();
  await gone;
  expect((await enter()).connected).toBe(true);
});

test('[SRV-17] a socket that floods is told why and closed; it is logged once and others go on', async () => {
  const [flooder, calm] = [await enter(), await enter()];
  await followFromNow(calm);
  const refusal = once(flooder, 'refused');
  const closed = once(flooder, 'disconnect');
  for (let at = 0; at < LIMITS.SOCKET_MESSAGES_PER_SECOND * 4; at += 1)
    flooder.emit('unfollow', { stream: TEST_DELIBERATION });
  expect(await refusal).toEqual({
    code: 'socket.tooMany',
    facts: { limit: LIMITS.SOCKET_MESSAGES_PER_SECOND },
  });
  await closed;
  expect(logged.filter((line) => line.includes('socket.tooMany'))).toHaveLength(1);
  const received = receivedUpTo(calm, (await version()) + 1);
  await service.act('france', TEST_DELIBERATION, position('support'));
  expect(await received).toHaveLength(1);
});

test.each([
  ['no message', undefined],
  ['a number', 7],
  ['a name that is no stream', { stream: 'accounts', after: 0 }],
  ['a version below zero', { stream: TEST_DELIBERATION, after: -1 }],
  ['a field too many', { stream: TEST_DELIBERATION, after: 0, as: 'chair' }],
  ['a nested mess', { stream: { $gt: '' }, after: [] }],
])('[SRV-17] a request to follow with %s is answered with its code', async (_what, message) => {
  expect(await follow(await enter(), message)).toEqual({
    ok: false,
    reload: false,
    error: { code: 'socket.malformed', facts: {} },
  });
});

test('[SRV-17] following more streams than a socket may is answered with its code', async () => {
  const socket = await enter();
  const streams = Array.from({ length: LIMITS.STREAMS_PER_SOCKET_MAX + 1 }, (_, at) => `many-${at}`);
  for (const id of streams) {
    const act = { type: 'openDeliberation', id, title: { en: id } };
    expect((await service.act('chair', `deliberation:${id}`, act)).statusCode).toBe(201);
  }
  const answers: FollowAnswer[] = [];
  for (const id of streams) answers.push(await follow(socket, { stream: `deliberation:${id}`, after: 0 }));
  const last = answers.pop();
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(last).toEqual({
    ok: false,
    reload: false,
    error: { code: 'socket.tooMany', facts: { limit: LIMITS.STREAMS_PER_SOCKET_MAX } },
  });
});

test('[SRV-17] following what does not exist is answered with its code', async () => {
  const socket = await enter();
  expect(await follow(socket, { stream: 'deliberation:none', after: 0 })).toMatchObject({
    error: { code: 'stream.unknown' },
  });
});

test('[SRV-17] messages nobody knows are answered with a code, then the socket is closed; logged once', async () => {
  const socket = await enter();
  const closed = once(socket, 'disconnect');
  const refusals: unknown[] = [];
  socket.on('refused', (refusal) => refusals.push(refusal));
  for (const message of ['acts', 'events', 'constructor', 'refused', '', 'admin', 'chair', 'x', 'y'])
    socket.emit(message, { anything: [1, 2, { three: null }] }, Buffer.from('bytes'));
  await closed;
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(
    new Set([JSON.stringify({ code: 'socket.malformed', facts: {} })]),
  );
  expect(logged.filter((line) => line.includes('socket.malformed')).length).toBeLessThanOrEqual(2);
});

test.each([
  ['9garbage'],
  ['4{{{{'],
  ['42["follow"'],
  ['42{"not":"a list"}'],
  ['42["disconnect"]'],
  ['451-["x",{"_placeholder":true,"num":0}]', '42["x"]'],
])(
  '[SRV-17] what is no message of the protocol closes the socket and nothing else (%j)',
  async (...garbage) => {
    const calm = await enter();
    await followFromNow(calm);
    const socket = await enter();
    const closed = once(socket, 'disconnect');
    const { transport } = socket.io.engine as unknown as { transport: { ws: WebSocket } };
    for (const bytes of garbage) transport.ws.send(bytes);
    await closed;
    const received = receivedUpTo(calm, (await version()) + 1);
    await service.act('france', TEST_DELIBERATION, position('accept'));
    expect(await received).toHaveLength(1);
  },
);

test('[SRV-17] a message beyond its size closes the socket', async () => {
  const big = await enter();
  const closed = once(big, 'disconnect');
  big.emit('follow', { stream: 'x'.repeat(LIMITS.SOCKET_MESSAGE_BYTES_MAX), after: 0 }, () => undefined);
  expect(await closed).toBe('transport close');
});

test('[SRV-18] when a session ends its sockets are told and closed', async () => {
  const [socket, other] = [await enter('fiji'), await enter('france')];
  const refusal = once(socket, 'refused');
  const closed = once(socket, 'disconnect');
  const answer = await service.running.app.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { cookie: await service.enter('fiji') },
  });
  expect(answer.statusCode).toBe(204);
  expect(await refusal).toEqual({ code: 'session.ended', facts: {} });
  await closed;
  service.forget('fiji');
  expect(other.connected).toBe(true);
});

test('[SRV-16] viewers who see the same share one message', async () => {
  const sockets = await Promise.all(
    (['kenya', 'france', 'observer', undefined] as const).map((seat) => enter(seat)),
  );
  await Promise.all(sockets.map(followFromNow));
  const { adapter } = service.running.io.of('/');
  const broadcast = adapter.broadcast.bind(adapter);
  let broadcasts = 0;
  adapter.broadcast = (packet, options) => {
    broadcasts += 1;
    broadcast(packet, options);
  };
  const received = Promise.all(sockets.map(async (socket) => receivedUpTo(socket, (await version()) + 1)));
  await service.act('france', TEST_DELIBERATION, position('reserve'));
  await received;
  expect(broadcasts).toBe(1);
});
