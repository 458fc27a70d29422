import { commitmentOf, hexToBytes, parseExport, proofBits } from '@plenary/ledger';
import {
  LIMITS,
  type CommentPageAnswer,
  type ConsultationAnswer,
  type ConsultationListAnswer,
  type EventsAnswer,
  type FiledAnswer,
  type CommentIdsAnswer,
  type OriginsAnswer,
  type OwnCommentsAnswer,
  type ProofTaskAnswer,
} from '@plenary/protocol';
import { verifyRecord } from '@plenary/verify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MATRIX_COLUMNS } from '../consultations/matrix-csv.ts';
import {
  hashOf,
  startTestService,
  TEST_BODY,
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
/** Where nobody is named a browser that nobody has used before files, or supports. */
const fromBrowser = async (from: Sender): Promise<Sender> =>
  from.seat === undefined && from.cookie === undefined
    ? { ...from, cookie: await service.commenter() }
    : from;
const file = async (change: object = {}, from: Sender = {}) => {
  const own = await fromBrowser(from);
  return Object.assign(await send('POST', '', { ...COMMENT, ...change }, own), { cookie: own.cookie ?? '' });
};
const cookieOf = ({ cookie }: { readonly cookie: string }): string => cookie;
/** The cookie that an answer gives. */
const cookieSet = (answer: { readonly headers: Readonly<Record<string, unknown>> }): string =>
  String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
const solve = ({ task, bits }: ProofTaskAnswer): { task: string; nonce: string } => {
  for (let nonce = 0; ; nonce += 1)
    if (proofBits(task, String(nonce)) >= bits) return { task, nonce: String(nonce) };
};
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
  const proof = solve((await service.get('/api/commenter/task')).json<ProofTaskAnswer>());
  const admit = async (payload: object) =>
    service.running.app.inject({ method: 'POST', url: '/api/commenter', payload });
  const admitted = await admit({ proof });
  expect(admitted.statusCode).toBe(204);
  const set = String([admitted.headers['set-cookie']].flat()[0]);
  expect(set).toMatch(/^plenary-commenter=[A-Za-z0-9_-]{43};/u);
  expect(set).toContain('HttpOnly');
  expect(set).toContain('SameSite=Lax');
  // One task makes one person, however often its solution is handed in; one that is not solved makes nobody.
  const cookie = cookieSet(admitted);
  expect(cookieSet(await admit({ proof }))).toBe(cookie);
  expect(codeOf(await admit({ proof: { ...proof, task: `${proof.task}x` } }))).toBe('conversation.badProof');
  const first = await file({}, { cookie });
  expect(first.statusCode).toBe(201);
  expect(first.json<FiledAnswer>()).toMatchObject({ comment: 'c1', late: false });
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
  const cookie = cookieOf(answers[0] ?? { cookie: '' });
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

test('[CNS-5] [CNS-70] one person files so many comments in a consultation, also all at once, one address so many a minute', async () => {
  const shared = service;
  const limits = { ...LIMITS, COMMENTS_PER_MINUTE: LIMITS.COMMENTS_PER_PERSON_MAX + 2 };
  service = await startTestService({ limits });
  await service.act('secretariat', stream, plan());
  const cookie = cookieOf(await file());
  const more = Array.from({ length: LIMITS.COMMENTS_PER_PERSON_MAX }, () => file({}, { cookie }));
  const codes = (await Promise.all(more)).map((answer) => codeOf(answer));
  expect(codes.filter((code) => code !== undefined)).toEqual(['consultation.tooMany']);
  expect((await file()).statusCode).toBe(201);
  expect(codeOf(await file())).toBe('request.tooMany');
  await service.close();
  service = shared;
});

test('[CNS-72] words are looked for so often a minute, and what is read without them is not counted with it', async () => {
  const shared = service;
  service = await startTestService({ limits: { ...LIMITS, SEARCHES_PER_MINUTE: 2 } });
  await service.act('secretariat', stream, plan());
  const ask = (path: string) => service.running.app.inject({ url: `/api/consultations/${id}${path}` });
  for (let at = 0; at < 2; at += 1) expect((await ask('/comments?q=answers')).statusCode).toBe(200);
  expect(codeOf(await ask('/comments?q=answers'))).toBe('request.tooMany');
  expect((await ask('/comments')).statusCode).toBe(200);
  await service.close();
  service = shared;
});

test('[CNS-105] a consultation and the list of them are told by a tag that changes with what happens there', async () => {
  const ask = (path: string, tag?: string) =>
    service.running.app.inject({
      url: `/api/consultations${path}`,
      ...(tag === undefined ? {} : { headers: { 'if-none-match': tag } }),
    });
  for (const path of ['', `?deliberation=charter`, `/${id}`]) {
    const first = await ask(path);
    expect(first.statusCode).toBe(200);
    const tag = String(first.headers.etag);
    expect((await ask(path, tag)).statusCode).toBe(304);
    await file();
    const next = await ask(path, tag);
    expect(next.statusCode).toBe(200);
    expect(next.headers.etag).not.toBe(tag);
  }
});

test('[CNS-6] the response matrix has a line for every comment and no cell that is a formula', async () => {
  await file({ words: { text: '=HYPERLINK("http://x")', author: '@SUM(A1)' } });
  await file({ words: { text: '"A", said\nin two lines', author: '-x+2' }, about: { on: 'text' } });
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
  expect(lines[2]).toContain(`'-x+2,,,,,technical,"""A"", said\nin two lines"`);
  expect(lines[3]).toContain("'+summary of it");
  expect(answer.body).not.toContain('Who answers');
});

test('[CNS-7] support counts once for each person, under an id that is another for every comment', async () => {
  await file();
  await file();
  const support = (comment: string, from: Sender) => send('POST', `/${comment}/support`, undefined, from);
  const cookie = await service.commenter();
  await support('c1', { cookie });
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

test('[CNS-47] without work shown nothing is filed and nothing supported by script: a thousand requests are nobody', async () => {
  const shared = service;
  service = await startTestService({
    limits: { ...LIMITS, COMMENTS_PER_MINUTE: 10_000, REQUESTS_PER_MINUTE_ANONYMOUS: 10_000 },
  });
  await service.act('secretariat', stream, plan());
  await file();
  const codes = new Set<string | undefined>();
  for (let at = 0; at < 1_000; at += 1) {
    // A browser without a cookie, and one that made up a token.
    const cookie = at % 2 === 0 ? {} : { cookie: `plenary-commenter=${String(at).padStart(43, 'A')}` };
    codes.add(codeOf(await send('POST', '/c1/support', undefined, cookie)));
  }
  expect([...codes]).toEqual(['consultation.proofNeeded']);
  expect((await page()).comments[0]?.supporters).toBe(0);
  expect(codeOf(await send('POST', '', COMMENT, {}))).toBe('consultation.proofNeeded');
  expect((await page()).total).toBe(1);
  // The cookie of a plain form files by the form alone, and the comment says that no work was shown.
  const cookie = cookieSet(await sendForm());
  expect(codeOf(await send('POST', '/c1/support', undefined, { cookie }))).toBe('consultation.proofNeeded');
  expect((await page()).comments.map(({ unproven }) => unproven)).toEqual([undefined, true]);
  // Once it has shown work the browser goes on to own what it said by the form.
  const task = (await service.get('/api/commenter/task')).json<ProofTaskAnswer>();
  const admitted = await service.running.app.inject({
    method: 'POST',
    url: '/api/commenter',
    headers: { cookie },
    payload: { proof: solve(task) },
  });
  const both = [admitted.headers['set-cookie']]
    .flat()
    .map((set) => String(set).split(';')[0])
    .join('; ');
  expect((await page('?own=true', { cookie: both })).comments.map((one) => one.id)).toEqual(['c2']);
  const proven = await service.commenter();
  await sendForm({ key: 'form-key-proven' }, { cookie: proven });
  expect((await page()).comments[2]).not.toHaveProperty('unproven');
  const exported: unknown = JSON.parse((await service.get('/api/deliberations/charter/export')).body);
  expect(verifyRecord(exported)).toMatchObject({ ok: true });
  await service.close();
  service = shared;
});

test('[CNS-48] the author asks the chair once to look again, and the chair decides for good', async () => {
  const cookie = cookieOf(await file());
  const hide = { type: 'moderateComment', comment: 'c1', ground: 'offTopic', reason: 'Not of this text.' };
  const appeal = (from: Sender, query = '') => send('POST', `/c1/appeal${query}`, undefined, from);
  expect(codeOf(await appeal({ cookie }))).toBe('consultation.isShown');
  await service.act('secretariat', stream, hide);
  expect(codeOf(await appeal({}))).toBe('consultation.notOwn');
  expect(codeOf(await appeal({ seat: 'observer' }))).toBe('consultation.notOwn');
  expect(codeOf(await appeal({}, `?token=${'a'.repeat(43)}`))).toBe('notice.badLink');
  const byAct = await service.act('observer', stream, { type: 'appealComment', comment: 'c1' });
  expect(codeOf(byAct)).toBe('consultation.notOwn');
  expect((await appeal({ cookie })).statusCode).toBe(204);
  expect((await appeal({ cookie })).statusCode).toBe(204);
  const ids = async (query: string, seat: TestSeat) =>
    (await page(query, { seat })).comments.map((one) => one.id);
  expect(await ids('?moderation=appealed', 'chair')).toEqual(['c1']);
  expect(codeOf(await service.act('secretariat', stream, hide))).toBe('consultation.withChair');
  const show = { type: 'moderateComment', comment: 'c1', ground: null, reason: 'It is of the text.' };
  expect((await service.act('chair', stream, show)).statusCode).toBe(201);
  expect(codeOf(await service.act('secretariat', stream, hide))).toBe('consultation.withChair');
  expect((await page()).comments[0]?.words).toEqual(COMMENT.words);
  const { figures } = (await service.get(`/api/consultations/${id}`)).json<ConsultationAnswer>();
  expect(figures).toMatchObject({ hidden: 0, appeals: { all: 1, open: 0 } });
  const { events } = (await service.get(`/api/events?stream=${stream}`)).json<EventsAnswer>();
  expect(events.find(({ type }) => type === 'commentAppealed')?.actor).toEqual({ kind: 'commenter' });
  const exported: unknown = JSON.parse((await service.get('/api/deliberations/charter/export')).body);
  expect(verifyRecord(exported)).toMatchObject({ ok: true });
});

test('[CNS-49] comments are found by words and by what was asked, and all that match are named at once', async () => {
  await file({ question: 1, words: { text: 'Tests of Safety are public.', author: 'A' } });
  await file({
    words: { text: 'Audits are public.', author: 'B', proposal: 'Decides that SAFETY comes first;' },
  });
  await file({ words: { text: 'Nothing of it, 100% certain.', author: 'C' } });
  const ids = async (query: string, from: Sender = {}) =>
    (await page(query, from)).comments.map((one) => one.id);
  expect(await ids('?q=safety')).toEqual(['c1', 'c2']);
  expect(await ids(`?q=${encodeURIComponent('0% c')}`)).toEqual(['c3']);
  expect(await ids('?q=%25')).toEqual(['c3']);
  expect(await ids('?question=1')).toEqual(['c1']);
  expect(await ids('?late=false')).toEqual(['c1', 'c2', 'c3']);
  expect(await ids('?late=true')).toEqual([]);
  const named = await service.get(`/api/consultations/${id}/comment-ids?q=safety`);
  expect(named.json<CommentIdsAnswer>()).toEqual({ total: 2, comments: ['c1', 'c2'] });
  // What is hidden is not found by guessing at its words.
  const hide = { type: 'moderateComment', comment: 'c2', ground: 'offTopic', reason: 'Not of this text.' };
  await service.act('secretariat', stream, hide);
  expect(await ids('?q=safety')).toEqual(['c1']);
  expect(await ids('?q=safety', { seat: 'secretariat' })).toEqual(['c1', 'c2']);
  expect(await ids('?moderation=hidden')).toEqual(['c2']);
});

test('[CNS-51] own comments are read over all consultations, with what became of them', async () => {
  const cookie = cookieOf(await file());
  await service.act('secretariat', stream, {
    type: 'disposeComments',
    comments: ['c1'],
    disposition: 'accepted',
    reason: 'It is so now.',
    paragraph: 'p3',
  });
  const next = `${id}-next`;
  await service.act('secretariat', `consultation:${next}`, { ...plan(), id: next });
  await service.running.app.inject({
    method: 'POST',
    url: `/api/consultations/${next}/comments`,
    headers: { cookie, 'idempotency-key': 'own-elsewhere' },
    payload: COMMENT,
  });
  const own = await service.running.app.inject({ url: '/api/own-comments', headers: { cookie } });
  expect(own.headers['cache-control']).toContain('no-store');
  expect(own.json<OwnCommentsAnswer>().comments).toMatchObject([
    { consultation: next, comment: { id: 'c1', own: true } },
    {
      consultation: id,
      deliberation: 'charter',
      title: { en: 'Open door' },
      comment: { id: 'c1', disposition: { disposition: 'accepted', paragraph: 'p3' } },
    },
  ]);
  expect((await service.get('/api/own-comments')).json()).toEqual({ comments: [] });
});

test('[CNS-53] a name that reads as somebody else is refused, and a seat is named as such in every file', async () => {
  const refused = async (author: string, from: Sender = {}) =>
    codeOf(await file({ words: { ...COMMENT.words, author } }, from));
  for (const author of ['FRA', 'F-RA', 'fra', 'Secretariat', 'PRÉSIDENCE'])
    expect([author, await refused(author)]).toEqual([author, 'consultation.nameTaken']);
  expect(await refused('\u200B\u2060')).toBe('consultation.unfitCharacter');
  expect(await refused('KEN', { seat: 'france' })).toBe('consultation.nameTaken');
  const words = { ...COMMENT.words, author: 'Somebody of it' };
  expect((await file({ naming: 'name', words }, { seat: 'france' })).statusCode).toBe(201);
  const csv = (await service.get(`/api/consultations/${id}/matrix.csv`)).body.split('\r\n');
  expect(csv[1]).toMatch(/^FRA,/u);
  const listed = await service.act('secretariat', TEST_BODY, {
    type: 'listOrganization',
    organization: {
      id: 'WATCH',
      names: { en: 'Kеn' },
      class: 'civilOrganization',
      sponsors: [],
    },
    findings: { mandate: 'x', funding: 'x', independence: 'x', conflicts: 'x' },
    objectionSeconds: 60,
    until: '2026-06-01T00:00:00.000Z',
  });
  expect(codeOf(listed)).toBe('organization.nameTaken');
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
  expect(where).toBe(`/deliberations/charter/consultations/${id}?lang=ar&filed=c1`);
  expect(follow).toMatch(/^[\w-]{43}#filed$/);
  // The form sent twice, as a reader does who goes back, is one comment; the text as it stands proposes nothing.
  const cookie = cookieSet(filed);
  expect((await sendForm({}, { cookie })).headers['location']).toContain('filed=c1');
  const { comments } = await page('', { cookie });
  expect(comments).toMatchObject([
    { kind: 'editorial', about: { on: 'paragraph', paragraph: 'p3' }, own: true, proposes: false },
  ]);
  const after = await service.get(`${path}&filed=c1`);
  expect(after.body).toContain('&lt;b&gt;Reader&lt;/b&gt;');
  expect(after.body).not.toContain('<b>Reader</b>');
});

test('[CNS-50] without script a text leads to its consultations, comments are read on, and amendments commented on', async () => {
  const limits = { ...LIMITS, COMMENTS_PER_MINUTE: 10_000 };
  const shared = service;
  service = await startTestService({ limits });
  await service.act('secretariat', stream, plan());
  expect((await service.get('/deliberations/charter?lang=fr')).body).toContain(
    'href="/deliberations/charter/consultations?lang=fr"',
  );
  const amended = await service.act('france', TEST_DELIBERATION, {
    type: 'submitAmendment',
    changes: [{ paragraph: 'p3', new: COMMENT.words.proposal }],
    reason: '',
    textHash: TEST_TEXT.hash,
    needs: [],
    excludes: [],
  });
  expect(amended.statusCode).toBe(201);
  const path = `/deliberations/charter/consultations/${id}`;
  expect((await service.get(`${path}?about=A1`)).body).toContain('<option value="A1" selected>');
  expect((await sendForm({ about: 'A1', proposal: '' })).statusCode).toBe(303);
  expect((await page()).comments[0]?.about).toMatchObject({ on: 'amendment', amendment: 'A1' });
  const cookies = [await service.commenter(), await service.commenter()];
  for (let at = 1; at <= LIMITS.COMMENTS_PER_PAGE_MAX; at += 1)
    await file({}, { cookie: cookies[at % 2] ?? '' });
  const first = (await service.get(path)).body;
  expect(first).toContain(`offset=${LIMITS.COMMENTS_PER_PAGE_MAX}"`);
  expect(first).not.toContain('id="c101"');
  const second = (await service.get(`${path}?offset=${LIMITS.COMMENTS_PER_PAGE_MAX}`)).body;
  expect(second).toContain('id="c101"');
  expect(second).not.toContain('id="c1"');
  await service.close();
  service = shared;
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
