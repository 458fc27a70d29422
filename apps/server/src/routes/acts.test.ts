import { verifyReceipt } from '@plenary/ledger';
import {
  ACCOUNT_HEADER,
  KEY_HEADER,
  LIMITS,
  type ActAnswer,
  type BoardAnswer,
  type CourseAnswer,
  type DeliberationAnswer,
  type SessionAnswer,
  type TrendsAnswer,
} from '@plenary/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  hashOf,
  startTestService,
  TEST_BODY,
  TEST_DELIBERATION,
  TEST_TEXT,
  type TestService,
} from '../testing.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const position = (stance = 'support', reason = '', item: 'p2' | 'p3' | 'p4' = 'p3') => ({
  type: 'statePosition',
  item,
  stance,
  reason,
  textHash: hashOf(item),
});
const versions = async () =>
  Promise.all([TEST_BODY, TEST_DELIBERATION].map((stream) => service.running.store.version(stream)));
/** Whatever the request, it is answered with this code and nothing has changed. */
const changesNothing = async (
  send: () => Promise<{ statusCode: number; json: () => unknown }>,
  status: number,
  code: string,
): Promise<void> => {
  const before = await versions();
  const answer = await send();
  expect(answer.json()).toMatchObject({ error: { code } });
  expect(answer.statusCode).toBe(status);
  expect(await versions()).toEqual(before);
};
const raw = async (payload: string, headers: Record<string, string>) =>
  service.running.app.inject({
    method: 'POST',
    url: '/api/acts',
    payload,
    headers: { 'idempotency-key': 'raw-key-00', cookie: await service.enter('france'), ...headers },
  });

test('[SRV-4] an act is acknowledged with a signed receipt after its events are committed', async () => {
  const answer = await service.act('france', TEST_DELIBERATION, position('support', 'fair'));
  expect(answer.statusCode).toBe(201);
  const { receipt, events, replayed } = answer.json<ActAnswer>();
  expect(replayed).toBe(false);
  expect(events).toMatchObject([
    { type: 'positionStated', version: receipt.toVersion, payload: { member: 'FRA', stance: 'support' } },
  ]);
  const key = (await service.get('/api/record/key')).body.trim();
  expect(verifyReceipt(receipt, key)).toBe(true);
  expect(verifyReceipt({ ...receipt, toVersion: receipt.toVersion + 1 }, key)).toBe(false);
  const [stored] = await service.running.store.read(TEST_DELIBERATION, receipt.fromVersion, 1);
  expect(stored?.commitment).toBe(receipt.commitments[0]);
});

const kept = { condition: { paragraph: 'p4', is: 'kept', textHash: hashOf('p4') }, fallback: 'object' };

test('[SRV-28] a position on a condition is taken with it, and counts as the condition has it', async () => {
  const stated = await service.act('kenya', TEST_DELIBERATION, { ...position('accept'), conditional: kept });
  expect(stated.json<ActAnswer>().events).toMatchObject([{ payload: { conditional: kept } }]);
  const { state } = (await service.get('/api/deliberations/charter')).json<DeliberationAnswer>();
  expect(state.positions['p3']?.['KEN']?.conditional).toEqual(kept);
  const { trends, version } = (await service.get('/api/deliberations/charter/trends')).json<TrendsAnswer>();
  expect(version).toBe(await service.running.store.version(TEST_DELIBERATION));
  expect(trends.find(({ item }) => item === 'p3')?.favour).toBeGreaterThan(0);
  const course = (await service.get('/api/deliberations/charter/items/p3/course')).json<CourseAnswer>();
  expect(course).toMatchObject({ item: 'p3', version, earlier: 0 });
  expect(course.changes.at(-1)).toMatchObject({ member: 'KEN' });
  const board = (await service.get('/api/deliberations/charter/board')).json<BoardAnswer>();
  expect(course.states.at(-1)?.to).toBe(board.rows.find(({ item }) => item === 'p3')?.state);
  const none = (await service.get('/api/deliberations/charter/items/p99/course')).json<CourseAnswer>();
  expect(none).toMatchObject({ changes: [], states: [], earlier: 0 });
  const again = (await service.get('/api/deliberations/charter/trends')).json<TrendsAnswer>();
  expect(again.trends.map(({ favour }) => favour)).toEqual(trends.map(({ favour }) => favour));
});

test('[SRV-105] trends and courses are asked for so often a minute, and nothing else is counted with them', async () => {
  const limited = await startTestService({ limits: { ...LIMITS, TRENDS_PER_MINUTE: 2 } });
  const ask = async (path: string) => (await limited.get(`/api/deliberations/charter${path}`)).statusCode;
  for (const path of ['/trends', '/items/p3/course'])
    expect([await ask(path), await ask(path), await ask(path)]).toEqual([200, 200, 429]);
  expect(await ask('/board')).toBe(200);
  await limited.close();
});

test('[SRV-28] a condition that cannot be read, is about the item itself or has another shape changes nothing', async () => {
  const on = (conditional: unknown) => () =>
    service.act('kenya', TEST_DELIBERATION, { ...position('support'), conditional });
  await changesNothing(
    on({ ...kept, condition: { paragraph: 'p4', is: 'gone' } }),
    422,
    'condition.malformed',
  );
  const own = { condition: { paragraph: 'p3', is: 'kept', textHash: hashOf('p3') }, fallback: 'object' };
  await changesNothing(on(own), 422, 'condition.ownItem');
  await changesNothing(on({ ...kept, fallback: 'maybe' }), 400, 'request.malformed');
  await changesNothing(on({ ...kept, more: 1 }), 400, 'request.malformed');
  const deep = Array.from({ length: 400 }).reduce<unknown>((inside) => ({ not: inside }), kept.condition);
  await changesNothing(on({ ...kept, condition: deep }), 400, 'request.malformed');
});

test('[SRV-1] who acts is known from the session and an actor in the message is refused', async () => {
  const answer = await service.act('kenya', TEST_DELIBERATION, position());
  expect(answer.json<ActAnswer>().events[0]?.actor).toMatchObject({ kind: 'delegate', member: 'KEN' });
  await changesNothing(
    () => service.act('kenya', TEST_DELIBERATION, { ...position('oppose', 'x'), member: 'FRA' }),
    400,
    'request.malformed',
  );
  const cookie = await service.enter('kenya');
  await changesNothing(
    async () =>
      service.running.app.inject({
        method: 'POST',
        url: '/api/acts',
        headers: { cookie, 'idempotency-key': 'forged-01' },
        payload: { stream: TEST_DELIBERATION, act: position('oppose', 'x'), actor: { kind: 'chair' } },
      }),
    400,
    'request.malformed',
  );
});

test('[SRV-1] whoever has no session performs nothing', () =>
  changesNothing(() => service.act(undefined, TEST_DELIBERATION, position()), 401, 'session.needed'));

test('[SRV-1] a session that has ended performs nothing and is told so', () =>
  changesNothing(
    () =>
      raw(JSON.stringify({ stream: TEST_DELIBERATION, act: position() }), {
        'content-type': 'application/json',
        cookie: `plenary-session=${'A'.repeat(43)}`,
      }),
    401,
    'session.ended',
  ));

test('[IDN-25] an act meant for another account than the one signed in is refused, and one meant for it is performed', async () => {
  const { account } = (await service.get('/api/session', 'france')).json<SessionAnswer>();
  const send = (meant: string, key: string) =>
    raw(JSON.stringify({ stream: TEST_DELIBERATION, act: position('abstain') }), {
      'content-type': 'application/json',
      [ACCOUNT_HEADER]: meant,
      [KEY_HEADER]: key,
    });
  const { account: other } = (await service.get('/api/session', 'kenya')).json<SessionAnswer>();
  await changesNothing(() => send(other?.id ?? '', 'meant-other-1'), 409, 'session.changed');
  expect((await send(account?.id ?? '', 'meant-own-1')).statusCode).toBe(201);
});

test('[SRV-3] the key of an earlier act is answered with its receipt and its events, and nothing happens again', async () => {
  const key = 'same-key-1';
  const first = await service.act('fiji', TEST_DELIBERATION, position('accept'), { key });
  const before = await versions();
  const again = await service.act('fiji', TEST_DELIBERATION, position('accept'), { key });
  expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
  expect(again.json<ActAnswer>()).toEqual({ ...first.json<ActAnswer>(), replayed: true });
  expect(await versions()).toEqual(before);
});

test('[SRV-3] a key that comes again while the first is under way is one act', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      service.act('fiji', TEST_DELIBERATION, { type: 'withdrawPosition', item: 'p3' }, { key: 'at-once-1' }),
    ),
  );
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([
    ...Array(7).fill(200),
    201,
  ]);
  expect(new Set(answers.map((answer) => answer.json<ActAnswer>().receipt.signature)).size).toBe(1);
});

test('[SRV-3] the same key with another body is refused', async () => {
  await service.act('fiji', TEST_DELIBERATION, position('support'), { key: 'other-body' });
  await changesNothing(
    () => service.act('fiji', TEST_DELIBERATION, position('abstain'), { key: 'other-body' }),
    409,
    'act.keyReused',
  );
});

test('[SRV-3] the same key of somebody else is theirs', async () => {
  const answer = await service.act('kenya', TEST_DELIBERATION, position('abstain'), { key: 'other-body' });
  expect(answer.statusCode).toBe(201);
});

test.each(['', 'short', 'k'.repeat(LIMITS.KEY_CHARACTERS_MAX + 1), 'with space 1', 'accént-key'])(
  '[SRV-3] an act without a proper key is refused (%j)',
  (key) =>
    changesNothing(
      () => service.act('france', TEST_DELIBERATION, position(), { key }),
      400,
      'act.keyMissing',
    ),
);

test('[SRV-5] an act on a version older than the stream is refused when the person said what they saw', async () => {
  const [, version = 0] = await versions();
  await changesNothing(
    () => service.act('france', TEST_DELIBERATION, position('accept'), { seen: version - 1 }),
    409,
    'act.staleVersion',
  );
  const current = await service.act('france', TEST_DELIBERATION, position('accept'), { seen: version });
  expect(current.statusCode).toBe(201);
});

test('[SRV-6] malformed JSON is answered with its code', () =>
  changesNothing(() => raw('{"stream":', { 'content-type': 'application/json' }), 400, 'request.notJson'));

test('[SRV-6] a body that sets a prototype is answered with a code', () =>
  changesNothing(
    () =>
      raw('{"stream":"deliberation:charter","act":{"type":"adopt","__proto__":{"kind":"chair"}}}', {
        'content-type': 'application/json',
      }),
    400,
    'request.notJson',
  ));

test('[SRV-6] an oversized body is answered with its code', () =>
  changesNothing(
    () =>
      raw(
        JSON.stringify({
          stream: TEST_DELIBERATION,
          act: position('support', 'x'.repeat(LIMITS.BODY_BYTES_MAX)),
        }),
        {
          'content-type': 'application/json',
        },
      ),
    413,
    'request.tooLarge',
  ));

/** Content types that are not ours, spoilt ones, and ours with something that makes it another. */
const SPOILT_TYPES: readonly string[] = [
  '',
  ' ',
  '/',
  ';',
  ',',
  '*/*',
  'application',
  'application/',
  '/json',
  'json',
  'text/json',
  'text/plain',
  'text/html',
  'application/xml',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  'image/png',
  'application/jsonp',
  'application/json5',
  'application/x-json',
  'application/json+xml',
  'applicationjson',
  'application//json',
  'application/json/',
  '/application/json',
  'application\\json',
  'application json',
  '"application/json"',
  "'application/json'",
  '<application/json>',
  '(application/json)',
  'application/"json"',
  'application/json,',
  'application/json, text/plain',
  'text/plain, application/json',
  'application/json text/plain',
  ...Array.from({ length: 32 }, (_, at) => `text/plain${String.fromCharCode(33 + at)}application/json`),
  ...Array.from({ length: 26 }, (_, at) => `application/json${String.fromCharCode(97 + at)}`),
  ...Array.from({ length: 26 }, (_, at) => `${String.fromCharCode(97 + at)}application/json`),
  ...Array.from({ length: 10 }, (_, at) => `application/json${at}`),
  ...Array.from({ length: 26 }, (_, at) => `application/${String.fromCharCode(97 + at)}json`),
  ...Array.from({ length: 26 }, (_, at) => `application/json/${String.fromCharCode(97 + at)}`),
  ...['-', '.', '+', '_', '!', '#', '$', '%', '&', '^', '`', '|', '~', '*'].flatMap((mark) => [
    `application/json${mark}`,
    `application/${mark}json`,
  ]),
];

test(`[SRV-6] none of ${SPOILT_TYPES.length} spoilt content types brings a body past its schema`, async () => {
  expect(SPOILT_TYPES.length).toBeGreaterThanOrEqual(200);
  const before = await versions();
  const bad = JSON.stringify({ stream: TEST_DELIBERATION, act: { type: 'adopt', stance: 1 }, extra: true });
  const good = JSON.stringify({ stream: TEST_DELIBERATION, act: position('reserve', 'spoilt') });
  for (const [at, type] of SPOILT_TYPES.entries()) {
    const answers = [
      await raw(bad, { 'content-type': type }),
      await raw(good, { 'content-type': type, 'idempotency-key': `spoilt-${at}-00` }),
    ];
    for (const answer of answers) {
      expect([400, 415], type).toContain(answer.statusCode);
      expect(answer.json(), type).toMatchObject({ error: { code: expect.stringMatching(/^request\./) } });
    }
  }
  expect(await versions()).toEqual(before);
});

test('[SRV-6] a known content type with parameters is read as JSON', async () => {
  const answer = await raw(JSON.stringify({ stream: TEST_DELIBERATION, act: position('abstain') }), {
    'content-type': 'application/json; charset=utf-8',
    'idempotency-key': 'charset-01',
  });
  expect(answer.statusCode).toBe(201);
});

test.each(['abolish', 'constructor', '__proto__', 'toString', ''])(
  '[SRV-6] an unknown act is answered with its code (%j)',
  (type) => changesNothing(() => service.act('chair', TEST_DELIBERATION, { type }), 400, 'act.unknown'),
);

test.each([
  ['a missing field', { type: 'statePosition', item: 'p3', stance: 'support', reason: '' }],
  ['a field too many', { ...position(), weight: 3 }],
  ['a stance nobody knows', position('veto')],
  ['a hash that is none', { ...position(), textHash: 'X' }],
  ['a reason beyond its length', position('oppose', 'x'.repeat(LIMITS.REASON_CHARACTERS_MAX + 1))],
  ['a lone surrogate', position('oppose', 'broken \ud800 word')],
  ['a NUL', position('oppose', 'nul \0 here')],
])('[SRV-6] an act with %s is answered with the place', async (_what, act) => {
  await changesNothing(() => service.act('france', TEST_DELIBERATION, act), 400, 'request.malformed');
  const answer = await service.act('france', TEST_DELIBERATION, act);
  expect(answer.json<{ error: { facts: { place: string } } }>().error.facts.place).toMatch(/^body\/act/);
});

test('[SRV-6] an act on a stream of the other kind, or of no kind, is answered with its code', async () => {
  await changesNothing(() => service.act('france', TEST_BODY, position()), 400, 'request.malformed');
  await changesNothing(
    () => service.act('chair', TEST_DELIBERATION, { type: 'adoptRule', rule: 'x' }),
    400,
    'request.malformed',
  );
  await changesNothing(
    () => service.act('chair', 'deliberation:../x', { type: 'adopt' }),
    400,
    'request.malformed',
  );
  await changesNothing(
    () => service.act('chair', 'deliberation:a', { type: 'openDeliberation', id: 'b', title: { en: 'B' } }),
    400,
    'request.malformed',
  );
});

test('[SRV-2] an act without the right to it is refused before the rules are asked', () =>
  changesNothing(() => service.act('observer', TEST_DELIBERATION, position()), 403, 'act.notAllowed'));

test('[SRV-6] an act out of order is refused by the rules', () =>
  changesNothing(
    () => service.act('france', TEST_DELIBERATION, { type: 'castBallot', choice: 'for' }),
    422,
    'act.outOfOrder',
  ));

test('[SRV-6] an unknown paragraph and words that have changed are refused by the rules', async () => {
  await changesNothing(
    () => service.act('france', TEST_DELIBERATION, { ...position(), item: 'p99' }),
    422,
    'position.noItem',
  );
  await changesNothing(
    () => service.act('secretariat', TEST_DELIBERATION, { type: 'agreeAdRef', pid: 'p99' }),
    422,
    'paragraph.unknown',
  );
  await changesNothing(
    () => service.act('france', TEST_DELIBERATION, { ...position(), textHash: '0'.repeat(64) }),
    422,
    'position.staleText',
  );
});

test('[SRV-6] a rule that does not parse is refused with the path', async () => {
  const propose = (pass: unknown) => ({
    type: 'proposeRule',
    rule: { id: 'odd', method: 'ballot', pass },
    objectionSeconds: 60,
  });
  const refused = async (pass: unknown, code: string) =>
    changesNothing(() => service.act('chair', TEST_BODY, propose(pass)), 422, code);
  await refused({ set: 'everyone', op: '>', value: '1/2' }, 'rule.unknownWord');
  await refused({ set: 'for', of: 'voting', op: '>', value: 'half' }, 'rule.notARational');
  await changesNothing(
    () => service.act('chair', TEST_BODY, propose({ set: 'for', op: '>', value: 0.5 })),
    400,
    'request.malformed',
  );
  const depth = 5_000;
  const deep = `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`;
  const text = JSON.stringify({ stream: TEST_BODY, act: propose('DEEP') }).replace('"DEEP"', deep);
  const cookie = await service.enter('chair');
  await changesNothing(
    () => raw(text, { 'content-type': 'application/json', cookie }),
    400,
    'request.malformed',
  );
});

test('[SRV-6] an act after its deadline is refused by the rules', async () => {
  const open = await service.act('secretariat', 'deliberation:late', {
    type: 'openDeliberation',
    id: 'late',
    title: { en: 'Late' },
  });
  expect(open.statusCode).toBe(201);
  await service.act('secretariat', 'deliberation:late', TEST_TEXT);
  await service.act('chair', 'deliberation:late', {
    type: 'proposeAdoption',
    rule: 'consensus',
    objectionSeconds: 60,
  });
  service.clock.turn(61);
  const before = await service.running.store.version('deliberation:late');
  const late = await service.act('france', 'deliberation:late', { type: 'object', reason: 'too late' });
  expect([late.statusCode, late.json()]).toMatchObject([422, { error: { code: 'deadline.passed' } }]);
  expect(await service.running.store.version('deliberation:late')).toBe(before);
});

test('[SRV-7] opening a deliberation stands in both streams or in neither', async () => {
  const [body = 0] = await versions();
  const open = () =>
    service.act('chair', 'deliberation:second', {
      type: 'openDeliberation',
      id: 'second',
      title: { en: 'Second' },
    });
  expect((await open()).statusCode).toBe(201);
  const [listed] = await service.running.store.read(TEST_BODY, body, 10);
  expect(listed).toMatchObject({ type: 'deliberationListed', payload: { deliberation: 'second' } });
  await changesNothing(open, 422, 'deliberation.exists');
});

test('[SRV-8] a second body can neither be founded nor acted on', async () => {
  const found = {
    type: 'foundBody',
    id: 'other',
    names: { en: 'Other' },
    exercise: false,
    rules: [{ id: 'consensus', method: 'consensus', pass: { set: 'object', op: '==', value: '0' } }],
    defaultRule: 'consensus',
  };
  await changesNothing(() => service.act('secretariat', 'body:other', found), 422, 'body.founded');
  await changesNothing(
    () => service.act('secretariat', 'body:other', { type: 'rejectRule', rule: 'x' }),
    403,
    'act.notAllowed',
  );
  await changesNothing(
    () => service.act('chair', 'body:other', { type: 'rejectRule', rule: 'x' }),
    404,
    'stream.unknown',
  );
});

test.each([
  ['GET', '/api/nothing', 404, 'request.notFound'],
  ['PUT', '/api/acts', 405, 'request.methodNotAllowed'],
  ['GET', '/api/acts', 405, 'request.methodNotAllowed'],
  ['GET', '/api/deliberations/unknown', 404, 'stream.unknown'],
  ['GET', '/api/deliberations/unknown/board', 404, 'stream.unknown'],
  ['GET', '/api/deliberations/unknown/export', 404, 'stream.unknown'],
  ['GET', '/api/deliberations/%2e%2e%2f', 400, 'request.malformed'],
  ['GET', '/api/events?stream=deliberation:unknown', 404, 'stream.unknown'],
  ['GET', '/api/events?stream=accounts', 400, 'request.malformed'],
  ['GET', `/api/events?stream=${TEST_BODY}&limit=1001`, 400, 'request.malformed'],
  ['GET', `/api/events?stream=${TEST_BODY}&after=-1`, 400, 'request.malformed'],
  ['GET', '/api/record/inclusion', 400, 'request.malformed'],
  ['GET', `/api/record/inclusion?stream=${TEST_BODY}&version=9999`, 404, 'record.notSequenced'],
  ['GET', '/api/record/consistency?from=2&to=1', 400, 'record.range'],
  ['GET', '/api/record/consistency?from=0&to=999999', 400, 'record.range'],
  ['GET', '/api/record/entries?from=-1', 400, 'request.malformed'],
] as const)('[SRV-6] %s %s is answered with %i %s', async (method, url, status, code) => {
  const answer = await service.running.app.inject({ method, url });
  expect([answer.statusCode, answer.json()]).toMatchObject([status, { error: { code } }]);
});

test('[SRV-26] a text whose labels or hashes are not those of its words is refused before it enters the record', async () => {
  const [title, ...others] = TEST_TEXT.paragraphs;
  const send = (change: Partial<typeof TEST_TEXT> | { paragraphs: readonly unknown[] }) => () =>
    service.act('secretariat', TEST_DELIBERATION, { ...TEST_TEXT, ...change });
  await changesNothing(
    send({ paragraphs: [title, ...others.map((one) => ({ ...one, label: 'OP1' }))] }),
    422,
    'text.notItsLabel',
  );
  await changesNothing(
    send({ paragraphs: [{ ...title, text: 'Another title' }, ...others] }),
    422,
    'text.notItsHash',
  );
  await changesNothing(send({ hash: hashOf('p2') }), 422, 'text.notItsHash');
});
