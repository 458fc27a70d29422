import type {} from './plugins/stopping.ts';
import { brotliDecompressSync } from 'node:zlib';
import { verifyRecord } from '@plenary/verify';
import { io as connect } from 'socket.io-client';
import { PROTOCOL_VERSION, type ActAnswer } from '@plenary/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '@plenary/db/testing';
import { hashOf, startTestService, TEST_BODY, TEST_DELIBERATION, type TestService } from './testing.ts';

describe('a service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());
  const position = (stance: string, item: 'p2' | 'p3' | 'p4' | 'text' = 'p3', textHash = '') => ({
    type: 'statePosition',
    item,
    stance,
    reason: 'said',
    textHash: item === 'text' ? textHash : hashOf(item),
  });
  const must = async (...args: Parameters<TestService['act']>) => {
    const answer = await service.act(...args);
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json<ActAnswer>();
  };

  test('[SRV-24] a large answer is not sent again to who has it, and has another tag once something changed', async () => {
    for (const path of ['/api/body', '/api/deliberations/charter', '/api/deliberations/charter/board']) {
      const first = await service.get(path);
      const tag = String(first.headers['etag']);
      const again = await service.running.app.inject({
        url: path,
        headers: { 'if-none-match': `"x", ${tag}` },
      });
      expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, '']);
    }
    const path = '/api/deliberations/charter';
    const { headers } = await service.get(path);
    await must('kenya', TEST_DELIBERATION, position('support'));
    const changed = await service.running.app.inject({
      url: path,
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect(changed.statusCode).toBe(200);
  });

  test('[SRV-24] a large answer travels compressed to who reads it so', async () => {
    const answer = await service.running.app.inject({
      url: '/api/deliberations/charter/board',
      headers: { 'accept-encoding': 'br' },
    });
    expect(answer.headers['content-encoding']).toBe('br');
    expect(String(answer.headers['vary'])).toContain('accept-encoding');
    const again = await service.running.app.inject({
      url: '/api/deliberations/charter/board',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(again.rawPayload).toEqual(answer.rawPayload);
    const plain = await service.running.app.inject({ url: '/api/deliberations/charter/board' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(plain.body);
  });

  test('[SRV-13] no route shows a sounding to those it is not for', async () => {
    const act = { ...position('object', 'p4'), type: 'giveSounding', reason: 'in confidence' };
    await must('kenya', TEST_DELIBERATION, act);
    const paths = [
      '/api/deliberations/charter',
      '/api/deliberations/charter/board',
      '/api/deliberations/charter/export',
      `/api/events?stream=${TEST_DELIBERATION}&limit=1000`,
      '/api/record/entries?from=0&limit=1000',
    ];
    for (const path of paths)
      for (const seat of [undefined, 'france', 'observer', 'operator'] as const)
        expect((await service.get(path, seat)).body, `${path} ${seat}`).not.toContain('in confidence');
    for (const seat of ['kenya', 'chair', 'secretariat'] as const)
      expect((await service.get('/api/deliberations/charter', seat)).body).toContain('in confidence');
    const events = (await service.get(`/api/events?stream=${TEST_DELIBERATION}&limit=1000`)).json<{
      events: { type: string; withheld?: boolean }[];
    }>();
    expect(events.events.filter(({ type }) => type === 'soundingGiven')).toMatchObject([{ withheld: true }]);
  });

  test('[SRV-24] a delegation is never answered with what another delegation may see', async () => {
    const kenya = await service.get('/api/deliberations/charter', 'kenya');
    const answer = await service.running.app.inject({
      url: '/api/deliberations/charter',
      headers: { cookie: await service.enter('france'), 'if-none-match': String(kenya.headers['etag']) },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('private, no-cache');
  });

  test('[SRV-6] the description of the interface names every route and every act', async () => {
    const description = (await service.get('/docs/json')).json<{
      openapi: string;
      paths: Record<string, Record<string, { responses?: Record<string, unknown> }>>;
    }>();
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([
        '/api/acts',
        '/api/body',
        '/api/deliberations',
        '/api/deliberations/{id}',
        '/api/deliberations/{id}/board',
        '/api/deliberations/{id}/documents',
        '/api/deliberations/{id}/documents/{document}/authors',
        '/api/deliberations/{id}/documents/{document}/comments',
        '/api/deliberations/{id}/documents/{document}/comments/{thread}/messages',
        '/api/deliberations/{id}/documents/{document}/comparison',
        '/api/deliberations/{id}/documents/{document}/history',
        '/api/deliberations/{id}/documents/{document}/moments/{seq}',
        '/api/deliberations/{id}/documents/{document}/recovered',
        '/api/deliberations/{id}/documents/{document}/revision',
        '/api/deliberations/{id}/documents/{document}/text',
        '/api/deliberations/{id}/export',
        '/api/deliberations/{id}/trends',
        '/api/events',
        '/api/record',
        '/api/record/checkpoint',
        '/api/record/consistency',
        '/api/record/entries',
        '/api/record/inclusion',
        '/api/record/key',
      ]),
    );
    const text = JSON.stringify(description.paths['/api/acts']);
    for (const type of ['foundBody', 'statePosition', 'castBallot', 'explain'])
      expect(text).toContain(`"${type}"`);
    // Whoever answers JSON says in what shape: nothing else of an account or a session can slip out.
    const silent = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(
          ([, { responses }]) =>
            !/"properties"/.test(JSON.stringify(responses?.['200'] ?? responses?.['201'] ?? '')),
        )
        .map(([method]) => `${method} ${path}`),
    );
    expect(silent.toSorted()).toEqual([
      'delete /api/consultations/{id}/comments/{comment}',
      'delete /api/consultations/{id}/comments/{comment}/follower',
      'delete /api/deliberations/{id}/documents/{document}/recovered/{entry}',
      'delete /api/deliberations/{id}/searches/{search}',
      'delete /api/session',
      'delete /api/sessions',
      'delete /api/sessions/{id}',
      'get /api/consultations/{id}/iso.csv',
      'get /api/consultations/{id}/matrix.csv',
      'get /api/consultations/{id}/matrix.docx',
      'get /api/consultations/{id}/moderation.csv',
      'get /api/consultations/{id}/template.csv',
      'get /api/deliberations/{id}/conversations/{conversation}/open-data/{file}',
      'get /api/deliberations/{id}/documents/{document}/print',
      'get /api/deliberations/{id}/documents/{document}/text',
      'get /api/deliberations/{id}/export',
      'get /api/document-words/{*}',
      'get /api/record/checkpoint',
      'get /api/record/key',
      'post /api/applications',
      'post /api/applications/{id}/decision',
      'post /api/commenter',
      'post /api/commenter/address',
      'post /api/commenter/mail',
      'post /api/consultations/{id}/comments/{comment}/appeal',
      'post /api/consultations/{id}/comments/{comment}/follower',
      'post /api/consultations/{id}/comments/{comment}/support',
      'post /api/deliberations/{id}/conversations/{conversation}/accounts',
      'post /api/deliberations/{id}/conversations/{conversation}/accounts/appeals',
      'post /api/deliberations/{id}/conversations/{conversation}/appeals',
      'post /api/deliberations/{id}/conversations/{conversation}/erase',
      'post /api/deliberations/{id}/conversations/{conversation}/moderation',
      'post /api/deliberations/{id}/searches',
      'post /api/notices/confirm',
      'post /api/notices/read',
      'post /api/notices/unsubscribe',
    ]);
    expect((await service.get('/docs')).statusCode).toBe(200);
  });

  test('[SRV-21] a whole decision is exported and verified without the service, and a flipped character is found', async () => {
    const { revision } = (await service.get('/api/deliberations/charter')).json<{
      state: { revision: { hash: string } };
    }>().state;
    await must('france', TEST_DELIBERATION, position('support', 'text', revision.hash));
    await must('chair', TEST_DELIBERATION, {
      type: 'proposeAdoption',
      rule: 'majority',
      objectionSeconds: 1,
    });
    service.clock.turn(2);
    await must('chair', TEST_DELIBERATION, { type: 'putToBallot', openSeconds: 10 });
    for (const seat of ['france', 'kenya', 'fiji'] as const)
      await must(seat, TEST_DELIBERATION, {
        type: 'castBallot',
        choice: seat === 'fiji' ? 'against' : 'for',
      });
    service.clock.turn(11);
    await service.running.scheduler.round();
    await must('chair', TEST_DELIBERATION, { type: 'adopt' });
    const { body } = await service.get('/api/deliberations/charter/export');
    const report = verifyRecord(JSON.parse(body));
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report).toMatchObject({ ok: true, state: { phase: 'adopted' } });
    expect(report.state).toEqual(
      (await service.get('/api/deliberations/charter')).json<{ state: unknown }>().state,
    );
    expect(verifyRecord(JSON.parse(body.replace('"choice":"against"', '"choice":"for"'))).ok).toBe(false);
  });
});

test('[SRV-23] a node that stops has committed what waited, given it its place, told its sockets and is not ready', async () => {
  const { opened, end } = await freshDatabase('pglite');
  const service = await startTestService({ database: opened });
  const address = await service.listen();
  const socket = connect(address, {
    auth: { version: PROTOCOL_VERSION },
    transports: ['websocket'],
    reconnection: false,
  });
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  // A line that never becomes a socket must not hold the node.
  const line = `${address}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(line)).text()).slice(1)) as { sid: string };
  const silent = fetch(`${line}&sid=${sid}`).then(
    (answer) => answer.text(),
    () => 'cut',
  );
  const refusal = new Promise((resolve) => socket.once('refused', resolve));
  const cookies = [await service.enter('kenya'), await service.enter('fiji')];
  const acts = Array.from({ length: 40 }, async (_, at) => {
    const answer = await fetch(`${address}/api/acts`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `stopping-${at}`,
        cookie: cookies[at % 2] ?? '',
      },
      body: JSON.stringify({
        stream: TEST_DELIBERATION,
        act: {
          type: 'statePosition',
          item: 'p3',
          stance: 'support',
          reason: `number ${at}`,
          textHash: hashOf('p3'),
        },
      }),
    });
    return answer.status === 201 ? ((await answer.json()) as ActAnswer) : answer.status;
  });
  const answers = Promise.allSettled(acts);
  expect(await acts[0]).toMatchObject({ replayed: false });
  const stopping = service.running.stop();
  expect(service.running.app.stopping.begun).toBe(true);
  expect(await refusal).toEqual({ code: 'server.stopping', facts: {} });
  await stopping;
  await silent;
  const { store, ledger } = service.running;
  const events = await store.read(TEST_DELIBERATION, 0, 1_000);
  const committed = new Set(events.map(({ commitment }) => commitment));
  for (const answer of await answers) {
    // Acknowledged and committed, refused with a code, or the line was closed: nothing else.
    if (answer.status === 'rejected') continue;
    if (typeof answer.value === 'number') expect(answer.value).toBe(503);
    else expect(answer.value.receipt.commitments.filter((one) => !committed.has(one))).toEqual([]);
  }
  expect(await ledger.waiting()).toBe(0);
  expect(await ledger.size()).toBe((await store.version(TEST_BODY)) + events.length);
  await end();
});

test('[SRV-12] a node that starts again shows what the one before it showed', async () => {
  const { opened, end } = await freshDatabase('pglite');
  const first = await startTestService({ database: opened });
  await first.act('kenya', TEST_DELIBERATION, {
    type: 'statePosition',
    item: 'p3',
    stance: 'accept',
    reason: '',
    textHash: hashOf('p3'),
  });
  const paths = [
    '/api/body',
    '/api/deliberations',
    '/api/deliberations/charter',
    '/api/deliberations/charter/board',
  ];
  const before = await Promise.all(paths.map(async (path) => (await first.get(path)).json<unknown>()));
  await first.close();
  const again = await startTestService({ database: opened, empty: true });
  expect(await Promise.all(paths.map(async (path) => (await again.get(path)).json<unknown>()))).toEqual(
    before,
  );
  await again.close();
  await end();
});
