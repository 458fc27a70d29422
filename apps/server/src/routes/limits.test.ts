import { LIMITS, type InvitationAnswer } from '@plenary/protocol';
import { textHash } from '@plenary/text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, TEST_BODY, TEST_DELIBERATION, TEST_TEXT, type TestService } from '../testing.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const words = (count: number): string => 'x'.repeat(count);

/** Whether what is sent is turned away at the door for its form, and where; what the rules say of it does not matter here. */
const turnedAway = async (
  seat: 'chair' | 'secretariat' | 'france',
  stream: string,
  act: Readonly<Record<string, unknown>>,
): Promise<string | false> => {
  const answer = await service.act(seat, stream, act);
  const { error } = answer.json<{ error?: { code: string; facts: { place?: string } } }>();
  return error?.code === 'request.malformed' ? (error.facts.place ?? '') : false;
};

const member = (at: number) => ({
  id: `M${at}`,
  role: 'observer',
  class: 'individual',
  names: { en: 'M' },
  attrs: {},
});
const group = { id: 'g', kind: 'regional', names: { en: 'G' }, asOf: '2026-01-01', source: 's' };
const rule = (at: number) => ({
  id: `r${at}`,
  method: 'consensus',
  pass: { set: 'object', op: '==', value: '0' },
});
const [, paragraph] = TEST_TEXT.paragraphs;
const importing = (count: number, text = 'Words') => ({
  ...TEST_TEXT,
  paragraphs: times(count, () => ({ ...paragraph, label: '', kind: 'note', text, hash: textHash(text) })),
});
const proposing = (objectionSeconds: number) => ({
  type: 'proposeAdoption',
  rule: 'unknown',
  objectionSeconds,
});

/** Each limit of what an act may hold: an act that holds so much of it, and where it is turned away beyond. */
const OF_ACTS = [
  [
    'NAME_CHARACTERS_MAX',
    'secretariat',
    TEST_BODY,
    (n: number) => ({ type: 'admitMembers', members: [{ ...member(0), names: { en: words(n) } }] }),
  ],
  [
    'MEMBERS_PER_ACT_MAX',
    'secretariat',
    TEST_BODY,
    (n: number) => ({ type: 'admitMembers', members: times(n, member) }),
  ],
  [
    'GROUP_MEMBERS_MAX',
    'secretariat',
    TEST_BODY,
    (n: number) => ({ type: 'declareGroup', group: { ...group, members: times(n, (at) => `N${at}`) } }),
  ],
  [
    'RULES_AT_FOUNDING_MAX',
    'secretariat',
    TEST_BODY,
    (n: number) => ({
      type: 'foundBody',
      id: 'assembly',
      names: { en: 'X' },
      exercise: true,
      rules: times(n, rule),
      defaultRule: 'r0',
    }),
  ],
  ['PARAGRAPHS_MAX', 'secretariat', TEST_DELIBERATION, (n: number) => importing(n)],
  ['PARAGRAPH_CHARACTERS_MAX', 'secretariat', TEST_DELIBERATION, (n: number) => importing(1, words(n))],
  ['OBJECTION_SECONDS_MAX', 'chair', TEST_DELIBERATION, proposing],
  [
    'BALLOT_SECONDS_MAX',
    'chair',
    TEST_DELIBERATION,
    (n: number) => ({ type: 'putToBallot', openSeconds: n }),
  ],
  [
    'REASON_CHARACTERS_MAX',
    'france',
    TEST_DELIBERATION,
    (n: number) => ({ type: 'object', reason: words(n) }),
  ],
  [
    'EXPLANATION_CHARACTERS_MAX',
    'france',
    TEST_DELIBERATION,
    (n: number) => ({
      type: 'explain',
      kind: 'reservation',
      text: words(n),
      lang: 'en',
      paragraphs: ['p99'],
    }),
  ],
] as const;

describe.each(OF_ACTS)('%s', (name, seat, stream, holding) => {
  test('[SRV-27] so much passes the door, and one more does not', async () => {
    expect(await turnedAway(seat, stream, holding(LIMITS[name]))).toBe(false);
    expect(await turnedAway(seat, stream, holding(LIMITS[name] + 1))).toMatch(/^body\/act\/./);
  });
});

test('[SRV-27] a time shorter than the shortest that can be announced is turned away', async () => {
  expect(await turnedAway('chair', TEST_DELIBERATION, proposing(LIMITS.OBJECTION_SECONDS_MIN))).toBe(false);
  expect(await turnedAway('chair', TEST_DELIBERATION, proposing(LIMITS.OBJECTION_SECONDS_MIN - 1))).toBe(
    'body/act/objectionSeconds',
  );
  const ballot = (openSeconds: number) => ({ type: 'putToBallot', openSeconds });
  expect(await turnedAway('chair', TEST_DELIBERATION, ballot(LIMITS.BALLOT_SECONDS_MIN))).toBe(false);
  expect(await turnedAway('chair', TEST_DELIBERATION, ballot(LIMITS.BALLOT_SECONDS_MIN - 1))).toBe(
    'body/act/openSeconds',
  );
});

test('[SRV-27] a key of the shortest and of the longest form is taken, a shorter and a longer one are not', async () => {
  const statusOf = async (length: number) =>
    (
      await service.act(
        'france',
        TEST_DELIBERATION,
        { type: 'withdrawPosition', item: 'p99' },
        { key: 'k'.repeat(length) },
      )
    ).statusCode;
  const { KEY_CHARACTERS_MIN: min, KEY_CHARACTERS_MAX: max } = LIMITS;
  expect([
    await statusOf(min - 1),
    await statusOf(min),
    await statusOf(max),
    await statusOf(max + 1),
  ]).toEqual([400, 422, 422, 400]);
});

test.each([
  ['EVENTS_PER_PAGE_MAX', (n: number) => `/api/events?stream=${TEST_BODY}&limit=${n}`],
  ['ENTRIES_PER_PAGE_MAX', (n: number) => `/api/record/entries?from=0&limit=${n}`],
] as const)('[SRV-27] a page of %s is given, a longer one is not', async (name, path) => {
  const [at, beyond] = [await service.get(path(LIMITS[name])), await service.get(path(LIMITS[name] + 1))];
  expect([at.statusCode, beyond.statusCode]).toEqual([200, 400]);
});

test('[SRV-27] a name of a person and a password have their longest form', async () => {
  const cookie = await service.enter('secretariat');
  const invite = (displayName: string) =>
    service.running.app.inject({
      method: 'POST',
      url: '/api/invitations',
      headers: { cookie },
      payload: { kind: 'chair', mayBind: false, displayName },
    });
  const invited = await invite(words(LIMITS.NAME_CHARACTERS_MAX));
  expect([invited.statusCode, (await invite(words(LIMITS.NAME_CHARACTERS_MAX + 1))).statusCode]).toEqual([
    201, 400,
  ]);
  const { token } = invited.json<InvitationAnswer>();
  const accept = (length: number) =>
    service.running.app.inject({
      method: 'POST',
      url: '/api/invitations/accept',
      payload: { token, login: 'longest', password: words(length) },
    });
  expect((await accept(LIMITS.PASSWORD_CHARACTERS_MAX + 1)).statusCode).toBe(400);
  expect((await accept(LIMITS.PASSWORD_CHARACTERS_MAX)).statusCode).toBe(200);
});

test('[SRV-27] a session asks so often a minute, and its limit is not that of its address', async () => {
  const limits = { ...LIMITS, REQUESTS_PER_MINUTE_ANONYMOUS: 8, REQUESTS_PER_MINUTE_SESSION: 3 };
  const few = await startTestService({ limits, empty: true });
  const cookie = await few.enter('france');
  const ask = (headers: Readonly<Record<string, string>>) =>
    few.running.app.inject({ url: '/api/session', headers });
  const asked = [await ask({ cookie }), await ask({ cookie }), await ask({ cookie }), await ask({ cookie })];
  expect(asked.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
  expect(asked[3]?.json()).toMatchObject({ error: { code: 'request.tooMany', facts: { limit: 3 } } });
  expect((await ask({})).statusCode).toBe(200);
  await few.close();
});

test('[SRV-27] the record is exported so often a minute for one address, and the files of the pages are not counted', async () => {
  const few = await startTestService({
    limits: { ...LIMITS, REQUESTS_PER_MINUTE_ANONYMOUS: 4, EXPORTS_PER_MINUTE: 2 },
  });
  const path = '/api/deliberations/charter/export';
  const asked = [await few.get(path), await few.get(path), await few.get(path)];
  expect(asked.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
  for (let file = 0; file < 8; file += 1) expect((await few.get('/assets/none.js')).statusCode).toBe(404);
  await few.close();
});

test('[SRV-27] a link leads in for its days and no longer', async () => {
  const seat = { kind: 'chair', mayBind: false, displayName: 'Chair' } as const;
  const { expiresAt } = await service.running.identity.linkForSeat(seat);
  expect(Date.parse(expiresAt) - Date.parse(service.clock.now())).toBe(LIMITS.INVITATION_DAYS * 86_400_000);
});
