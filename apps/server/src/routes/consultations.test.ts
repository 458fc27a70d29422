import { commitmentOf, hexToBytes, parseExport } from '@plenary/ledger';
import {
  LIMITS,
  type CommentPageAnswer,
  type ConsultationAnswer,
  type ConsultationListAnswer,
  type EventsAnswer,
  type FiledAnswer,
  type OriginsAnswer,
} from '@plenary/protocol';
import { verifyRecord } from '@plenary/verify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MATRIX_COLUMNS } from '../consultations/matrix-csv.ts';
import {
  hashOf,
  startTestService,
  TEST_DELIBERATION,
  TEST_TEXT,
  type TestSeat,
  type TestService,
} from '../testing.ts';

let id = '';
let stream = '';
const plan = () => ({
  type: 'announceConsultation',
  id,
  deliberation: 'charter',
  textHash: TEST_TEXT.hash,
  title: { en: 'Open door' },
  opensAt: '2026-01-15T08:00:00.000Z',
  closesAt: '2026-01-16T09:00:00.000Z',
  audience: 'public',
  languages: ['en', 'zh'],
  questions: [{ en: 'Is it clear?' }],
  charactersMin: 10,
});
const COMMENT = {
  about: { on: 'paragraph', paragraph: 'p3', textHash: hashOf('p3') },
  kind: 'technical',
  lang: 'en',
  naming: 'pseudonym',
  words: {
    text: 'Who answers should be said.',
    proposal: 'Decides that every act is answered by the secretariat;',
    author: 'Reader of the north',
  },
};

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

// Each test has a consultation of its own, on the one text.
let consultations = 0;
beforeEach(async () => {
  consultations += 1;
  id = `door-${consultations}`;
  stream = `consultation:${id}`;
  expect((await service.act('secretariat', stream, plan())).statusCode).toBe(201);
});

let keys = 0;
interface Sender {
  readonly cookie?: string;
  readonly seat?: TestSeat;
  readonly key?: string;
}
const send = async (
  method: 'POST' | 'DELETE',
  path: string,
  payload: object | undefined,
  { cookie, seat, key }: Sender,
) => {
  keys += 1;
  const own = seat === undefined ? cookie : await service.enter(seat);
  return service.running.app.inject({
    method,
    url: `/api/consultations/${id}/comments${path}`,
    headers: {
      'idempotency-key': key ?? `comment-key-${keys}`,
      ...(own === undefined ? {} : { cookie: own }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
};
const file = (change: object = {}, from: Sender = {}) => send('POST', '', { ...COMMENT, ...change }, from);
const cookieOf = (answer: { readonly headers: Readonly<Record<string, unknown>> }): string =>
  String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
const page = async (query = '', from: Sender = {}): Promise<CommentPageAnswer> => {
  const own = from.seat === undefined ? from.cookie : await service.enter(from.seat);
  const answer = await service.running.app.inject({
    url: `/api/consultations/${id}/comments${query}`,
    headers: own === undefined ? {} : { cookie: own },
  });
  expect(answer.statusCode).toBe(200);
  return answer.json<CommentPageAnswer>();
};
const codeOf = (answer: { readonly json: <T>() => T }): string | undefined =>
  answer.json<{ error?: { code: string } }>().error?.code;

test('[CNS-1] a comment needs no session; its author is known again by a cookie and stands in no event', async () => {
  const first = await file();
  expect(first.statusCode).toBe(201);
  expect(first.json<FiledAnswer>()).toMatchObject({ comment: 'c1', late: false });
  const set = String([first.headers['set-cookie']].flat()[0]);
  expect(set).toMatch(/^plenary-commenter=[A-Za-z0-9_-]{43};/u);
  expect(set).toContain('HttpOnly');
  expect(set).toContain('SameSite=Lax');
  const cookie = cookieOf(first);
  const second = await file({}, { cookie });
  expect(second.headers['set-cookie']).toBeUndefined();
  await file({ naming: 'name' }, { seat: 'observer' });
  expect((await page('?own=true', { cookie })).comments.map(({ id }) => id)).toEqual(['c1', 'c2']);
  expect((await page('?own=true', { seat: 'observer' })).comments.map(({ id }) => id)).toEqual(['c3']);
  expect((await page('?own=true')).total).toBe(0);
  const { events } = (await service.get(`/api/events?stream=${stream}`)).json<EventsAnswer>();
  expect(events.map(({ actor }) => actor)).toMatchObject([
    { kind: 'secretariat' },
    { kind: 'commenter' },
    { kind: 'commenter' },
    { kind: 'observer', member: 'OBS' },
  ]);
  expect(events[1]?.actor).toEqual({ kind: 'commenter' });
  // Who is signed in and asks for a pseudonym is not told by the record either.
  await file({}, { seat: 'france' });
  const { comments } = await page('?comment=c4');
  expect(comments[0]?.by).toEqual({ kind: 'delegate' });
});

test('[CNS-2] what was said stands in no event, is what the event commits to, and is filed once under its key', async () => {
  const answers = [await file({}, { key: 'the-very-same' })];
  const cookie = cookieOf(answers[0] ?? { headers: {} });
  answers.push(await file({}, { key: 'the-very-same', cookie }));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 200]);
  expect(answers[1]?.json<FiledAnswer>()).toEqual(answers[0]?.json<FiledAnswer>());
  const other = await file({ kind: 'editorial' }, { key: 'the-very-same', cookie });
  expect(codeOf(other)).toBe('act.keyReused');
  expect((await page()).total).toBe(1);
  const events = (await service.get(`/api/events?stream=${stream}`)).body;
  expect(events).not.toContain('Who answers');
  expect(events).not.toContain('Reader of the north');
  const kept = await service.running.words.words(id, [1]);
  const { events: told } = JSON.parse(events) as EventsAnswer;
  const filed = told[1];
  if (filed?.type !== 'commentFiled' || 'withheld' in filed || kept[0] === undefined)
    throw new Error('no event');
  expect(filed.payload.words).toBe(commitmentOf(kept[0].publishedSalt, kept[0].published));
  expect(kept[0].published).toEqual(COMMENT.words);
  // What the rules refuse leaves nothing behind.
  expect(codeOf(await file({ lang: 'fr' }, { cookie }))).toBe('consultation.language');
  expect(codeOf(await file({ words: { text: 'short', author: 'A' } }, { cookie }))).toBe(
    'consultation.tooShort',
  );
  expect(await service.running.words.wordsAfter(id, 0, 10)).toHaveLength(1);
  // Without its words no comment comes in.
  const bare = { type: 'fileComment', about: { on: 'text' }, kind: 'general', lang: 'en', naming: 'name' };
  expect(codeOf(await service.act('observer', stream, bare))).toBe('consultation.noWords');
});

test('[CNS-3] what is sealed is for the secretariat and its author, what is hidden also for the chair', async () => {
  const cookie = cookieOf(await file({ naming: 'confidential', summary: 'On who answers.' }));
  const seen = async (from: Sender) => (await page('', from)).comments[0];
  for (const from of [{}, { seat: 'chair' }, { seat: 'france' }, { seat: 'operator' }] as const) {
    const comment = await seen(from);
    expect(comment?.words).toEqual({ text: 'On who answers.' });
    expect(comment).not.toHaveProperty('sealed');
  }
  for (const from of [{ cookie }, { seat: 'secretariat' }] as const)
    expect((await seen(from))?.sealed).toEqual(COMMENT.words);
  const hide = { type: 'moderateComment', comment: 'c1', ground: 'hatred', reason: 'See the policy.' };
  expect((await service.act('secretariat', stream, hide)).statusCode).toBe(201);
  for (const from of [{}, { seat: 'france' }] as const) {
    expect(await seen(from)).toMatchObject({ id: 'c1', hidden: { ground: 'hatred' } });
    expect(await seen(from)).not.toHaveProperty('words');
  }
  for (const from of [{ cookie }, { seat: 'secretariat' }, { seat: 'chair' }] as const)
    expect(await seen(from)).toHaveProperty('words');
});

test('[CNS-4] words are erased by their author or the secretariat, and the record is verified as before', async () => {
  const cookie = cookieOf(await file());
  await file();
  await file({}, { seat: 'observer' });
  const notOwn = [
    await send('DELETE', '/c1', undefined, {}),
    await send('DELETE', '/c2', undefined, { cookie }),
    await send('DELETE', '/c9', undefined, { cookie }),
    await send('DELETE', '/c1', undefined, { seat: 'observer' }),
    await service.act('observer', stream, { type: 'eraseComment', comment: 'c1' }),
    await service.act('france', stream, { type: 'eraseComment', comment: 'c3' }),
  ];
  expect(notOwn.map(codeOf)).toEqual(notOwn.map(() => 'consultation.notOwn'));
  expect((await send('DELETE', '/c1', undefined, { cookie })).statusCode).toBe(204);
  expect((await send('DELETE', '/c3', undefined, { seat: 'observer' })).statusCode).toBe(204);
  const { comments } = await page();
  expect(comments.map(({ words }) => words?.text)).toEqual([undefined, COMMENT.words.text, undefined]);
  expect(await service.running.words.words(id, [1, 3])).toEqual([]);
  const exported: unknown = JSON.parse((await service.get('/api/deliberations/charter/export')).body);
  const parsed = parseExport(exported);
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.expected}`);
  expect(parsed.record.consultations).toContain(stream);
  const own = parsed.record.words?.filter((words) => words.stream === stream) ?? [];
  expect(own.map(({ comment }) => comment)).toEqual(['c2']);
  const [kept] = own;
  expect(commitmentOf(hexToBytes(kept?.salt ?? ''), kept?.words)).toMatch(/^[0-9a-f]{64}$/u);
  expect(verifyRecord(exported)).toMatchObject({ ok: true });
});

test('[CNS-5] comments are bounded for each person and in length, and script in them is text', async () => {
  const script = '<script>alert(1)</script> & "quotes"';
  const cookie = cookieOf(await file({ words: { text: script, author: '<img src=x onerror=alert(1)>' } }));
  expect((await page()).comments[0]?.words?.text).toBe(script);
  const long = (length: number) => file({ words: { text: 'a'.repeat(length), author: 'A' } }, { cookie });
  expect((await long(LIMITS.CONSULTED_CHARACTERS_MAX)).statusCode).toBe(201);
  expect(codeOf(await long(LIMITS.CONSULTED_CHARACTERS_MAX + 1))).toBe('request.malformed');
  expect(codeOf(await long(10_000_000))).toBe('request.tooLarge');
  const turned = await file({ words: { text: 'The order is \u202Eturned', author: 'A' } }, { cookie });
  expect(codeOf(turned)).toBe('consultation.unfitCharacter');
  expect(codeOf(await file({ words: { text: 'A lone \uD800 surrogate', author: 'A' } }, { cookie }))).toBe(
    'request.malformed',
  );
});

test('[CNS-5] one person files so many comments in a consultation, one address so many a minute', async () => {
  const shared = service;
  const limits = { ...LIMITS, COMMENTS_PER_MINUTE: LIMITS.COMMENTS_PER_PERSON_MAX + 2 };
  service = await startTestService({ limits });
  await service.act('secretariat', stream, plan());
  const cookie = cookieOf(await file());
  for (let filed = 1; filed < LIMITS.COMMENTS_PER_PERSON_MAX; filed += 1) await file({}, { cookie });
  expect(codeOf(await file({}, { cookie }))).toBe('consultation.tooMany');
  expect((await file()).statusCode).toBe(201);
  expect(codeOf(await file())).toBe('request.tooMany');
  await service.close();
  service = shared;
});

test('[CNS-6] the response matrix has a line for every comment and no cell that is a formula', async () => {
  await file({ words: { text: '=HYPERLINK("http://x")', author: '@SUM(A1)' } });
  await file({ words: { text: '"A", said\nin two lines', author: '-1+2' }, about: { on: 'text' } });
  await file({ naming: 'confidential', summary: '+summary of it' });
  await service.act('secretariat', stream, {
    type: 'disposeComments',
    comments: ['c1'],
    disposition: 'noted',
    reason: '=1+1',
  });
  const answer = await service.get(`/api/consultations/${id}/matrix.csv`);
  expect(answer.headers['content-type']).toContain('text/csv');
  const lines = answer.body.split('\r\n');
  expect(lines[0]).toBe(MATRIX_COLUMNS.join(','));
  expect(lines).toHaveLength(5);
  expect(lines[1]).toContain(`'@SUM(A1),,p3,OP1,,technical,"'=HYPERLINK(""http://x"")"`);
  expect(lines[1]).toContain("noted,'=1+1,c1");
  expect(lines[2]).toContain(`'-1+2,,,,,technical,"""A"", said\nin two lines"`);
  expect(lines[3]).toContain("'+summary of it");
  expect(answer.body).not.toContain('Who answers');
});

test('[CNS-7] support counts once for each person, under an id that is another for every comment', async () => {
  await file();
  await file();
  const support = (comment: string, from: Sender) => send('POST', `/${comment}/support`, undefined, from);
  const cookie = cookieOf(await support('c1', {}));
  expect((await support('c1', { cookie })).statusCode).toBe(204);
  await support('c2', { cookie });
  await support('c1', { seat: 'observer' });
  expect((await page('', { cookie })).comments.map((one) => [one.supporters, one.supported])).toEqual([
    [2, true],
    [1, true],
  ]);
  const next = `${id}-next`;
  await service.act('secretariat', `consultation:${next}`, { ...plan(), id: next });
  const elsewhere = { method: 'POST', headers: { cookie, 'idempotency-key': 'elsewhere-1' } } as const;
  const there = `/api/consultations/${next}/comments`;
  await service.running.app.inject({ ...elsewhere, url: there, payload: COMMENT });
  const supported = await service.running.app.inject({ ...elsewhere, url: `${there}/c1/support` });
  expect(supported.statusCode).toBe(204);
  const { events } = (await service.get(`/api/events?stream=${stream}`)).json<EventsAnswer>();
  const people = events.filter(({ type }) => type === 'commentSupported').map(({ actor }) => actor.person);
  expect(people[0]).toMatch(/^[0-9a-f]{32}$/u);
  expect(people[0]).not.toBe(people[1]);
});

test('[CNS-8] comments are read page by page and by what they are about, with where words came from', async () => {
  await file();
  await file({
    about: { on: 'text' },
    kind: 'general',
    words: { text: 'On the whole it is good.', author: 'B' },
  });
  await file({
    about: { on: 'span', paragraph: 'p4', textHash: hashOf('p4'), from: 0, to: 8 },
    words: { text: 'Requests is weak.', author: 'B' },
  });
  await service.act('secretariat', stream, {
    type: 'groupComments',
    comments: ['c1', 'c3'],
    theme: 'Duties',
  });
  await service.act('secretariat', stream, {
    type: 'disposeComments',
    comments: ['c3'],
    disposition: 'noted',
    reason: 'Heard.',
  });
  const ids = async (query: string) => (await page(query)).comments.map(({ id }) => id);
  expect(await ids('?limit=2')).toEqual(['c1', 'c2']);
  expect(await ids('?limit=2&offset=2')).toEqual(['c3']);
  expect(await ids('?about=text')).toEqual(['c2']);
  expect(await ids('?about=p4')).toEqual(['c3']);
  expect(await ids('?theme=Duties')).toEqual(['c1', 'c3']);
  expect(await ids('?kind=general')).toEqual(['c2']);
  expect(await ids('?disposition=waiting')).toEqual(['c1', 'c2']);
  expect(await ids('?disposition=noted')).toEqual(['c3']);
  const amended = await service.act('france', TEST_DELIBERATION, {
    type: 'submitAmendment',
    changes: [{ paragraph: 'p3', new: COMMENT.words.proposal }],
    reason: '',
    textHash: TEST_TEXT.hash,
    needs: [],
    excludes: [],
  });
  expect(amended.statusCode).toBe(201);
  const own = { type: 'makeCommentOwn', comment: 'c1', amendment: 'A1' };
  expect((await service.act('france', stream, own)).statusCode).toBe(201);
  const { origins } = (await service.get('/api/deliberations/charter/origins')).json<OriginsAnswer>();
  expect(origins).toEqual([
    {
      consultation: id,
      paragraph: 'p3',
      comment: 'c1',
      member: 'FRA',
      amendment: 'A1',
      adopted: false,
    },
  ]);
  const answer = (await service.get(`/api/consultations/${id}`)).json<ConsultationAnswer>();
  expect(answer).toMatchObject({
    phase: 'open',
    themes: [{ theme: 'Duties', comments: 2 }],
    onParagraphs: { p3: 1, p4: 1, text: 1 },
    figures: { comments: 3, answered: 1, madeOwn: 1 },
  });
  expect(answer.state).not.toHaveProperty('comments');
  const { consultations } = (
    await service.get('/api/consultations?deliberation=charter')
  ).json<ConsultationListAnswer>();
  expect(consultations[0]?.id).toBe(id);
  expect((await service.get('/api/consultations?deliberation=other')).json()).toEqual({ consultations: [] });
  expect((await service.get('/api/consultations/none')).statusCode).toBe(404);
});

const FORM = {
  about: 'p3',
  kind: 'editorial',
  lang: 'en',
  text: 'Who answers should be said.',
  proposal: 'Decides that every act is answered;',
  naming: 'pseudonym',
  author: '<b>Reader</b>',
  summary: '',
};
const sendForm = (
  change: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
) =>
  service.running.app.inject({
    method: 'POST',
    url: `/deliberations/charter/consultations/${id}?lang=ar`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ ...FORM, key: `form-key-${keys}`, ...change }).toString(),
  });

test('[CNS-9] without script a comment is filed by a plain form, in the language of the page', async () => {
  const path = `/deliberations/charter/consultations/${id}?lang=ar`;
  const shown = await service.get(path);
  expect(shown.statusCode).toBe(200);
  expect(shown.body).toContain('<html lang="ar" dir="rtl">');
  expect(shown.body).toContain('<textarea name="text"');
  expect((await service.get('/deliberations/charter/consultations')).body).toContain(`consultations/${id}`);
  const filed = await sendForm();
  expect(filed.statusCode).toBe(303);
  // Nobody is signed in: the page that follows shows the private link of the comment.
  const [where, follow] = (filed.headers['location'] ?? '').split('&follow=');
  expect(where).toBe(`/deliberations/charter/consultations/${id}?filed=c1`);
  expect(follow).toMatch(/^[\w-]{43}#filed$/);
  // The form sent twice, as a reader does who goes back, is one comment; the text as it stands proposes nothing.
  const cookie = cookieOf(filed);
  expect((await sendForm({}, { cookie })).headers['location']).toContain('filed=c1');
  const { comments } = await page('', { cookie });
  expect(comments).toMatchObject([
    { kind: 'editorial', about: { on: 'paragraph', paragraph: 'p3' }, own: true, proposes: false },
  ]);
  const after = await service.get(`${path}&filed=c1`);
  expect(after.body).toContain('&lt;b&gt;Reader&lt;/b&gt;');
  expect(after.body).not.toContain('<b>Reader</b>');
});

test('[CNS-9] a form that is refused comes back with what was written and the reason', async () => {
  const refused = await sendForm({ text: 'short <i>', key: 'another-key' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('role="alert"');
  expect(refused.body).toContain('short &lt;i&gt;</textarea>');
  expect(refused.body).toContain('value="&lt;b&gt;Reader&lt;/b&gt;"');
  expect((await sendForm({ text: '', key: 'another-key' })).statusCode).toBe(422);
  expect((await sendForm({ lang: 'xx', key: 'another-key' })).statusCode).toBe(422);
  expect((await page()).total).toBe(0);
  // Forms of other sites are not taken, nor forms anywhere else.
  expect((await sendForm({}, { origin: 'https://elsewhere.example' })).statusCode).toBe(403);
  const elsewhere = await service.running.app.inject({
    method: 'POST',
    url: '/api/acts',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'type=x',
  });
  expect(elsewhere.statusCode).toBe(415);
  expect((await service.get('/deliberations/other/consultations/none')).statusCode).toBe(404);
});
