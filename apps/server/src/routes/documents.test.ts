import {
  BASE_VIEW,
  createBinding,
  draftReader,
  MARKUP_VIEW,
  newYDoc,
  readDraft,
  restoreParagraph,
  textParagraphs,
} from '@plenary/drafting';
import {
  LIMITS,
  type SessionAnswer,
  type CommentListAnswer,
  type CommentThreadAnswer,
  type DocumentComparisonAnswer,
  type DocumentHistoryAnswer,
  type DocumentListAnswer,
  type DocumentMomentAnswer,
  type RecoveredWordsAnswer,
  type RevisionPreviewAnswer,
} from '@plenary/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { openLine, type Line } from '../rooms/live/line.fixture.ts';
import { hashOf, startTestService, TEST_DELIBERATION, type TestSeat, type TestService } from '../testing.ts';

let service: TestService;
let line: Line;
const BASE = '/api/deliberations/charter/documents';
const open = (id: string, kind: string, seat: TestSeat, more: object = {}) =>
  service.act(seat, TEST_DELIBERATION, {
    type: 'openDocument',
    id,
    kind,
    lang: 'en',
    title: `Document ${id}`,
    ...more,
  });
const send = async (
  method: 'POST' | 'DELETE',
  url: string,
  seat: TestSeat | undefined,
  payload?: object,
  headers: Record<string, string> = {},
) =>
  service.running.app.inject({
    method,
    url,
    headers: { ...headers, ...(seat === undefined ? {} : { cookie: await service.enter(seat) }) },
    ...(payload === undefined ? {} : { payload }),
  });
const list = async (seat?: TestSeat) => (await service.get(BASE, seat)).json<DocumentListAnswer>().documents;

beforeAll(async () => {
  service = await startTestService();
  expect((await open('working', 'workingText', 'secretariat')).statusCode).toBe(201);
  expect((await open('ours', 'amendmentDraft', 'france')).statusCode).toBe(201);
  line = await openLine(service, 'facilitator', 'working');
  await line.write((doc) => doc.getMap<Y.Text>('texts').get('p3')?.insert(0, 'Firmly '));
});
afterAll(async () => {
  line.socket.disconnect();
  await service.close();
});

test('[DOCS-1] everybody sees the documents they may know of, with what they may do there', async () => {
  expect((await list('france')).map(({ id, role }) => [id, role])).toEqual([
    ['working', 'suggest'],
    ['ours', 'edit'],
  ]);
  expect((await list('secretariat')).map(({ id, role }) => [id, role])).toEqual([['working', 'edit']]);
  expect(await list()).toMatchObject([{ id: 'working', seq: 0 }]);
  expect((await list())[0]).not.toHaveProperty('role');
});

test('[DOCS-1] what somebody may not read is answered as what is not there, on every route', async () => {
  const paths = ['text', 'print', 'history', 'authors', 'moments/1', 'comparison?from=1&to=1', 'comments'];
  for (const path of paths)
    for (const document of ['ours', 'nothing'])
      expect((await service.get(`${BASE}/${document}/${path}`, 'kenya')).json()).toMatchObject({
        error: { code: 'document.unknown', facts: { document } },
      });
  expect((await service.get(`${BASE}/working/text`)).json()).toMatchObject({
    error: { code: 'document.unknown' },
  });
});

test('[DOCS-2] a document is printed with its labels, in any view and at any moment', async () => {
  const now = await service.get(`${BASE}/working/text?view=without`, 'kenya');
  expect(now.headers['content-type']).toContain('text/plain');
  expect(now.body).toContain('OP1 Firmly Decides that every act is answered;');
  const before = await service.get(`${BASE}/working/text?at=1`, 'kenya');
  expect(before.body).toContain('OP1 Decides that every act is answered;');
  expect((await service.get(`${BASE}/working/text?at=999`, 'kenya')).json()).toMatchObject({
    error: { code: 'document.noMoment', facts: { seq: 999 } },
  });
});

test('[DOCS-2] a document is printed as a page without script, in the language of who reads it', async () => {
  const page = await service.get(`${BASE}/working/print?lang=ar`, 'kenya');
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.body).toMatch(/^<!doctype html>\n<html lang="ar" dir="rtl">/);
  expect(page.body).toContain('<main lang="en" dir="ltr">');
  expect(page.body).toMatch(
    /<span><bdi>OP1<\/bdi><\/span>\s*<p dir="auto">Firmly Decides that every act is answered;/,
  );
  expect(page.body).not.toMatch(/<script/i);
  const nonce = /<style nonce="([\w-]+)"/.exec(page.body)?.[1] ?? 'none';
  expect(page.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
  const before = await service.get(`${BASE}/working/print?at=1&view=accepted`, 'kenya');
  expect(before.body).toContain('<p dir="auto">Decides that every act is answered;');
  expect(before.body).toContain('href="text?view=accepted&amp;at=1"');
  expect((await service.get(`${BASE}/working/print?view=all`, 'kenya')).statusCode).toBe(400);
});

test('[DOCS-3] the history tells from the log who wrote what, and shows any moment', async () => {
  const { sittings, people, seq } = (
    await service.get(`${BASE}/working/history`, 'kenya')
  ).json<DocumentHistoryAnswer>();
  expect(seq).toBe(2);
  expect(sittings).toMatchObject([
    { from: 1, to: 1, delegation: '', person: '' },
    { from: 2, to: 2, delegation: 'facilitator' },
  ]);
  expect(people).toMatchObject([{ delegation: 'facilitator', name: 'facilitator' }]);
  const authors = await service.get(`${BASE}/working/authors`, 'kenya');
  expect(authors.json()).toMatchObject({
    seq: 2,
    ranges: [expect.any(Array), [line.client, 0, 7, 2, 1, expect.any(Number)]],
  });
  const moment = (await service.get(`${BASE}/working/moments/1`, 'kenya')).json<DocumentMomentAnswer>();
  const doc = newYDoc();
  Y.applyUpdate(doc, Buffer.from(moment.update, 'base64'));
  expect(doc.getMap<Y.Text>('texts').get('p3')?.toString()).toBe('Decides that every act is answered;');
});

test('[DOCS-4] two moments, or a moment and a revision, are compared word by word', async () => {
  const compare = async (from: string, to: string) =>
    (
      await service.get(
        `${BASE}/working/comparison?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`,
        'kenya',
      )
    ).json<DocumentComparisonAnswer>();
  const moments = await compare('1', '2');
  expect(moments.paragraphs.find(({ id }) => id === 'p3')).toMatchObject({
    label: 'OP1',
    change: 'changed',
    moved: false,
    words: [
      { change: 'inserted', chars: 'Firmly ', by: { delegation: 'facilitator', row: 2 } },
      { change: 'same' },
    ],
  });
  const revision = await compare('=A/TEST/1', '2');
  expect(revision.paragraphs.find(({ id }) => id === 'p3')).toMatchObject({
    label: 'OP1',
    change: 'changed',
  });
  expect(revision.paragraphs.filter(({ change }) => change !== 'same')).toHaveLength(1);
  expect(await compare('=A/NONE', '2')).toMatchObject({ error: { code: 'document.noMoment' } });
});

describe('comments', () => {
  const anchor = () => [['p3', [line.client, 0, 0], [line.client, 5, 1]]];
  const begin = async (seat: TestSeat, visibility: string) =>
    send('POST', `${BASE}/working/comments`, seat, {
      visibility,
      anchor: anchor(),
      quote: 'Firmly',
      words: `Too firm (${visibility})`,
      mentions: ['KEN'],
    });
  const seen = async (seat?: TestSeat) =>
    (await service.get(`${BASE}/working/comments`, seat))
      .json<CommentListAnswer>()
      .threads.map(({ visibility }) => visibility)
      .toSorted();

  test('[DOCS-5] a thread is read by those it was opened to, and told to them only', async () => {
    const [ours, theirs] = [
      await openLine(service, 'franceAdviser', 'working'),
      await openLine(service, 'kenya', 'working'),
    ];
    const [first, second] = [ours.nextComment(), theirs.nextComment()];
    for (const visibility of ['delegation', 'group', 'all'])
      expect((await begin('france', visibility)).statusCode).toBe(201);
    expect(await seen('franceAdviser')).toEqual(['all', 'delegation', 'group']);
    expect(await seen('kenya')).toEqual(['all', 'group']);
    const threads = (await service.get(`${BASE}/working/comments`, 'france')).json<CommentListAnswer>()
      .threads;
    expect(await first).toBe(threads.find(({ visibility }) => visibility === 'delegation')?.id);
    expect(await second).toBe(threads.find(({ visibility }) => visibility === 'group')?.id);
    for (const each of [ours, theirs]) each.socket.disconnect();
  });

  test('[DOCS-5] threads are replied to, resolved and opened again, by those who draft and see them', async () => {
    const own = (await begin('france', 'delegation')).json<CommentThreadAnswer>();
    const reply = (seat: TestSeat | undefined) =>
      send('POST', `${BASE}/working/comments/${own.id}/messages`, seat, { words: 'Agreed', mentions: [] });
    expect((await reply('kenya')).json()).toMatchObject({ error: { code: 'comment.unknown' } });
    expect((await reply('franceAdviser')).json()).toMatchObject({
      messages: [{ number: 1 }, { number: 2, delegation: 'FRA', words: 'Agreed' }],
    });
    const settle = (verb: string, seat: TestSeat = 'france') =>
      send('POST', `${BASE}/working/comments/${own.id}/${verb}`, seat, {});
    expect((await settle('reopen')).json()).toMatchObject({ error: { code: 'comment.already' } });
    expect((await settle('resolve')).json()).toMatchObject({ resolvedBy: 'FRA' });
    expect((await settle('resolve')).json()).toMatchObject({ error: { code: 'comment.already' } });
    expect((await settle('reopen')).json()).not.toHaveProperty('resolvedBy');
  });

  test('[DOCS-5] what is no anchor, and who may not write, is refused', async () => {
    const spoilt = await send('POST', `${BASE}/working/comments`, 'france', {
      visibility: 'all',
      anchor: [['p3', 'x', 'y']],
      quote: '',
      words: 'Here',
      mentions: [],
    });
    expect(spoilt.json()).toMatchObject({ error: { code: 'request.malformed' } });
    expect((await send('POST', `${BASE}/working/comments`, undefined, {})).statusCode).toBe(400);
    expect((await begin('observer', 'all')).json()).toMatchObject({ error: { code: 'document.unknown' } });
  });
});

test('[DOCS-6] refused words wait in the box of their author alone, until they are thrown away', async () => {
  const kenya = await openLine(service, 'kenya', 'working');
  const refusal = await kenya.refused((doc) => doc.getMap<Y.Text>('texts').get('p3')?.insert(0, 'Never '));
  expect(refusal).toMatchObject({ refusal: { code: 'gate.suggestOnly' }, text: 'Never ' });
  kenya.socket.disconnect();
  const box = async (seat: TestSeat) =>
    (await service.get(`${BASE}/working/recovered`, seat)).json<RecoveredWordsAnswer>().words;
  expect(await box('kenya')).toMatchObject([
    { id: refusal.entry, code: 'gate.suggestOnly', words: 'Never ' },
  ]);
  expect(await box('france')).toEqual([]);
  const entry = `${BASE}/working/recovered/${refusal.entry}`;
  expect((await send('DELETE', entry, 'france')).json()).toMatchObject({
    error: { code: 'recovery.unknown' },
  });
  expect((await send('DELETE', entry, 'kenya')).statusCode).toBe(204);
  expect(await box('kenya')).toEqual([]);
  expect((await service.get(`${BASE}/working/recovered`)).statusCode).toBe(401);
});

describe('limits', () => {
  const begin = (more: object) =>
    send('POST', `${BASE}/working/comments`, 'france', {
      visibility: 'all',
      anchor: [['p3', [line.client, 0, 0], [line.client, 5, 1]]],
      quote: '',
      words: 'Words',
      mentions: [],
      ...more,
    });
  test.each([
    ['COMMENT_CHARACTERS_MAX', (n: number) => ({ words: 'x'.repeat(n) })],
    ['COMMENT_QUOTE_CHARACTERS_MAX', (n: number) => ({ quote: 'x'.repeat(n) })],
    ['COMMENT_MENTIONS_MAX', (n: number) => ({ mentions: Array.from({ length: n }, (_, at) => `M${at}`) })],
  ] as const)('[SRV-27] so much is taken by %s, and one more is not', async (name, make) => {
    const [at, beyond] = [await begin(make(LIMITS[name])), await begin(make(LIMITS[name] + 1))];
    expect([at.statusCode, beyond.statusCode]).toEqual([201, 400]);
  });

  test('[SRV-27] a thread has so many messages', async () => {
    const { id } = (await begin({})).json<CommentThreadAnswer>();
    const { drafting } = service.running;
    const message = {
      account: (await service.get('/api/session', 'france')).json<SessionAnswer>().account?.id ?? '',
      delegation: 'FRA',
      words: 'More',
      mentions: [],
      at: 0,
    };
    for (let at = 1; at < LIMITS.COMMENT_MESSAGES_MAX; at += 1)
      await drafting.reply(id, message, LIMITS.COMMENT_MESSAGES_MAX);
    const beyond = await send('POST', `${BASE}/working/comments/${id}/messages`, 'france', {
      words: 'One more',
      mentions: [],
    });
    expect(beyond.json()).toMatchObject({
      error: { code: 'comment.full', facts: { limit: LIMITS.COMMENT_MESSAGES_MAX } },
    });
  });

  test('[SRV-27] a document has so many threads', async () => {
    const drafting: { threadCount: (document: number) => Promise<number> } = service.running.drafting;
    const real = drafting.threadCount;
    drafting.threadCount = () => Promise.resolve(LIMITS.COMMENT_THREADS_MAX);
    expect((await begin({})).json()).toMatchObject({
      error: { code: 'comment.full', facts: { limit: LIMITS.COMMENT_THREADS_MAX } },
    });
    drafting.threadCount = () => Promise.resolve(LIMITS.COMMENT_THREADS_MAX - 1);
    expect((await begin({})).statusCode).toBe(201);
    drafting.threadCount = real;
  });

  test('[SRV-27] past moments are asked for so often a minute', async () => {
    const few = await startTestService({ limits: { ...LIMITS, HISTORIES_PER_MINUTE: 2 } });
    const path = `${BASE}/none/history`;
    const asked = [await few.get(path), await few.get(path), await few.get(path)];
    expect(asked.map(({ statusCode }) => statusCode)).toEqual([422, 422, 429]);
    expect((await few.get(path, 'kenya')).statusCode).toBe(422);
    await few.close();
  });
});

describe('a revision', () => {
  test('[DOCS-7] the preview shows what would be issued, beside the text in force, with what would go stale', async () => {
    await service.act('kenya', TEST_DELIBERATION, {
      type: 'statePosition',
      item: 'p3',
      stance: 'support',
      reason: '',
      textHash: hashOf('p3'),
    });
    const preview = (
      await service.get(`${BASE}/working/revision`, 'secretariat')
    ).json<RevisionPreviewAnswer>();
    expect(preview.paragraphs.map(({ label, text }) => [label, text])).toContainEqual([
      'OP1',
      'Firmly Decides that every act is answered;',
    ]);
    expect(preview.comparison.filter(({ change }) => change !== 'same')).toMatchObject([
      { id: 'p3', change: 'changed' },
    ]);
    expect(preview.stale).toEqual([{ item: 'p3', member: 'KEN', stance: 'support' }]);
    for (const [seat, code] of [
      ['kenya', 'act.notAllowed'],
      ['facilitator', 'act.notAllowed'],
      [undefined, 'session.needed'],
    ] as const)
      expect((await service.get(`${BASE}/working/revision`, seat)).json()).toMatchObject({
        error: { code },
      });
  });

  test('[DOCS-7] the secretariat issues it from a moment, once however often it is sent; the document goes on', async () => {
    const issue = (symbol: string, key: string) =>
      send(
        'POST',
        `${BASE}/working/revision`,
        'secretariat',
        { symbol, moment: 2 },
        { 'idempotency-key': key },
      );
    const [first, again] = [
      await issue('A/TEST/1/Rev.1', 'issue-key-1'),
      await issue('A/TEST/1/Rev.1', 'issue-key-1'),
    ];
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(first.json()).toMatchObject({ events: [{ type: 'revisionIssued' }] });
    expect((await issue('A/TEST/1/Rev.1', 'issue-key-2')).json()).toMatchObject({
      error: { code: 'revision.symbolTaken' },
    });
    const known = service.running.held.peek(TEST_DELIBERATION);
    const revision = known?.kind === 'deliberation' ? known.state?.revision : undefined;
    expect(revision?.paragraphs.map(({ pid, text }) => [pid, text])).toContainEqual([
      'p3',
      'Firmly Decides that every act is answered;',
    ]);
    await line.write((doc) => doc.getMap<Y.Text>('texts').get('p3')?.insert(0, 'Very '));
    const reader = draftReader(line.doc, MARKUP_VIEW);
    expect(reader.read().paragraph('p3')?.runs[0]?.chars).toBe('Very ');
    reader.close();
  });
});

test('[DOCS-3] a long history is answered page by page, each sitting once', async () => {
  const other = await openLine(service, 'chair', 'working');
  // Two who write in turn: each row is a sitting of its own.
  for (let at = 0; at < LIMITS.SITTINGS_PER_PAGE_MAX; at += 1)
    await (at % 2 === 0 ? other : line).write((doc) => doc.getMap<Y.Text>('texts').get('p3')?.insert(0, 'x'));
  const page = async (from: number) =>
    (await service.get(`${BASE}/working/history?from=${from}`, 'kenya')).json<DocumentHistoryAnswer>();
  const first = await page(0);
  expect(first.sittings).toHaveLength(LIMITS.SITTINGS_PER_PAGE_MAX);
  expect(first.next).toBe(LIMITS.SITTINGS_PER_PAGE_MAX);
  const second = await page(first.next ?? 0);
  expect(second.next).toBeUndefined();
  const all = [...first.sittings, ...second.sittings];
  expect(all.at(-1)?.to).toBe(second.seq);
  all.forEach(({ from }, at) => expect(from).toBe((all[at - 1]?.to ?? 0) + 1));
  expect((await page(9_999)).sittings).toEqual([]);
  other.socket.disconnect();
}, 120_000);

test('[DOCS-3] the history names who restored which paragraph from which moment, and believes no word of it unseen', async () => {
  expect((await open('mine', 'amendmentDraft', 'kenya')).statusCode).toBe(201);
  const ours = await openLine(service, 'kenya', 'mine');
  let ids = 0;
  const insert = (doc: Y.Doc, words: string): void => doc.getMap<Y.Text>('texts').get('p3')?.insert(0, words);
  const say = (doc: Y.Doc, moment: number): unknown =>
    doc.getMap('restores').set(`p3/said${(ids += 1)}`, moment);
  let beginning = '';
  const restore = (doc: Y.Doc): void => {
    const wanted = textParagraphs(readDraft(doc, BASE_VIEW)).find(({ id }) => id === 'p3');
    if (wanted === undefined) throw new Error('no p3');
    const binding = createBinding({ doc, newId: () => `made${(ids += 1)}` });
    binding.write((recorder, draft, hand) =>
      restoreParagraph(draft, recorder, hand(), { ...wanted, text: beginning }, 1),
    );
    binding.close();
  };
  await ours.write((doc) => {
    beginning = textParagraphs(readDraft(doc, BASE_VIEW)).find(({ id }) => id === 'p3')?.text ?? '';
    insert(doc, 'Firmly ');
  });
  await ours.write(restore);
  // Nothing changed, something else was written, and a moment that is still to come.
  await ours.write((doc) => say(doc, 1));
  await ours.write((doc) =>
    doc.transact(() => {
      insert(doc, 'Never ');
      say(doc, 1);
    }),
  );
  await ours.write((doc) => say(doc, 99));
  const history = async (): Promise<DocumentHistoryAnswer> =>
    (await service.get(`${BASE}/mine/history`, 'kenya')).json<DocumentHistoryAnswer>();
  const { seq, sittings } = await history();
  expect(seq).toBe(6);
  expect(
    sittings.flatMap(({ delegation, restores = [] }) => restores.map((one) => ({ delegation, ...one }))),
  ).toEqual([{ delegation: 'KEN', row: 3, paragraph: 'p3', moment: 1, momentAt: sittings[0]?.until }]);
  expect((await history()).sittings).toEqual(sittings);
  ours.socket.disconnect();
});
