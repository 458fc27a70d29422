import { verifyRecord } from '@plenary/verify';
import {
  LIMITS,
  type CommentFamiliesAnswer,
  type CommentPageAnswer,
  type CommentTableAnswer,
} from '@plenary/protocol';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  hashOf,
  startTestService,
  TEST_DELIBERATION,
  TEST_TEXT,
  turnedClock,
  type TestService,
} from '../testing.ts';

let service: TestService;
let id = '';
let stream = '';
const clock = turnedClock();
beforeAll(async () => {
  service = await startTestService({ clock, limits: { ...LIMITS, COMMENTS_PER_MINUTE: 10_000 } });
});
afterAll(() => service.close());

let consultations = 0;
beforeEach(async () => {
  consultations += 1;
  id = `table-${consultations}`;
  stream = `consultation:${id}`;
  const announced = await service.act('secretariat', stream, {
    type: 'announceConsultation',
    id,
    deliberation: 'charter',
    textHash: TEST_TEXT.hash,
    title: { en: 'Open door', ar: 'باب مفتوح' },
    opensAt: '2026-01-15T08:00:00.000Z',
    closesAt: '2027-01-16T09:00:00.000Z',
    audience: 'public',
    languages: ['en', 'ar'],
    questions: [],
    charactersMin: 10,
  });
  expect(announced.statusCode).toBe(201);
});

const HEADING =
  'MB/NC¹,Line number (e.g. 17),Clause/ Subclause (e.g. 3.1),Paragraph/ Figure/ Table/ (e.g. Table 1),Type of comment²,Comments,Proposed change,Observations of the secretariat';
const TABLE = [
  HEADING,
  'SNV,,OP1,,te,Who answers should be said.,Decides that every act is answered by the secretariat;,we agree',
  'SNV,,,,ge,"On the whole, it is ""good"".",,',
  'SNV,,OP2,,ed,,,',
  '',
].join('\r\n');

let keys = 0;
const sendTable = async (
  table: string | Buffer,
  {
    query = '',
    key,
    cookie,
    type = 'text/csv',
  }: { query?: string; key?: string; cookie?: string; type?: string } = {},
) => {
  keys += 1;
  const own = cookie ?? (query.includes('check') ? undefined : await service.commenter());
  const answer = await service.running.app.inject({
    method: 'POST',
    url: `/api/consultations/${id}/comment-table?lang=en${query}`,
    headers: {
      'content-type': type,
      'idempotency-key': key ?? `table-key-${keys}`,
      ...(own === undefined ? {} : { cookie: own }),
    },
    payload: table,
  });
  return Object.assign(answer, { cookie: own ?? '' });
};
const codeOf = (answer: { readonly json: <T>() => T }): string | undefined =>
  answer.json<{ error?: { code: string } }>().error?.code;
const comments = async (query = ''): Promise<CommentPageAnswer> =>
  (await service.get(`/api/consultations/${id}/comments?limit=100${query}`)).json<CommentPageAnswer>();

test('[HOS-69] a heading as long as a request, all of open parentheses, is refused as quickly as it is read', async () => {
  for (const table of ['('.repeat(1_000_000), `${'('.repeat(1_000_000)},Comments\n,x`]) {
    const began = performance.now();
    const { statusCode } = await sendTable(table, { query: '&check=true' });
    // Some minutes where the time grows with the square of the length.
    expect([statusCode < 500, performance.now() - began < 10_000]).toEqual([true, true]);
  }
});

test('[CNS-10] [CNS-52] a table in the ISO columns is filed whole: each row a comment, one receipt, once under its key', async () => {
  const checked = await sendTable(TABLE, { query: '&check=true' });
  expect([checked.statusCode, checked.headers['set-cookie']]).toEqual([200, undefined]);
  expect(checked.json()).toEqual({ rows: 2, problems: [], filed: [] });
  expect((await comments()).total).toBe(0);
  const filed = await sendTable(TABLE, { key: 'whole-table' });
  expect(filed.statusCode).toBe(201);
  const answer = filed.json<CommentTableAnswer>();
  expect(answer.filed).toEqual(['c1', 'c2']);
  // Nobody is signed in: each comment has a private link of its own.
  const [follow = ''] = answer.follow ?? [];
  expect(answer.follow).toHaveLength(2);
  const followed = await service.get(`/api/consultations/${id}/comments/c1/follower?token=${follow}`);
  expect(followed.statusCode).toBe(200);
  expect(answer.receipt).toMatchObject({ stream, fromVersion: 1, toVersion: 3 });
  const again = await sendTable(TABLE, { key: 'whole-table', cookie: filed.cookie });
  expect([again.statusCode, again.json<CommentTableAnswer>().filed]).toEqual([200, ['c1', 'c2']]);
  const page = await comments();
  expect(page.comments).toMatchObject([
    {
      id: 'c1',
      kind: 'technical',
      about: { on: 'paragraph', paragraph: 'p3', textHash: hashOf('p3') },
      words: {
        text: 'Who answers should be said.',
        proposal: 'Decides that every act is answered by the secretariat;',
        author: 'SNV',
      },
    },
    { id: 'c2', kind: 'general', about: { on: 'text' }, words: { text: 'On the whole, it is "good".' } },
  ]);
  expect(page.total).toBe(2);
  const exported: unknown = JSON.parse((await service.get('/api/deliberations/charter/export')).body);
  expect(verifyRecord(exported)).toMatchObject({ ok: true });
});

test('[CNS-11] what is wrong is told line by line, and nothing of such a table is filed', async () => {
  const wrong = [
    HEADING,
    'SNV,,OP1,,te,"A good comment, in\ntwo lines.",,',
    'SNV,,OP99,,te,This names no paragraph.,,',
    'SNV,,OP1,,xx,This has no such type.,,',
    'SNV,,OP1,,te,short,,',
    ',,OP1,,te,This names no author at all.,,',
    'SNV,,,,te,This proposes without a place.,Other words;,',
    'SNV,12,,,te,This names a line alone.,,',
    'SNV,,OP1,,te,This turns \u202Earound.,,',
    `SNV,,OP1,,te,${'x'.repeat(LIMITS.CONSULTED_CHARACTERS_MAX + 1)},,`,
  ].join('\n');
  const checked = (await sendTable(wrong, { query: '&check=true' })).json<CommentTableAnswer>();
  expect(checked.rows).toBe(9);
  expect(checked.problems.map(({ line, code }) => [line, code])).toEqual([
    [4, 'table.place'],
    [5, 'table.kind'],
    [6, 'consultation.tooShort'],
    [7, 'consultation.noAuthor'],
    [8, 'consultation.proposesNothing'],
    [9, 'table.place'],
    [10, 'consultation.unfitCharacter'],
    [11, 'request.malformed'],
  ]);
  const refused = await sendTable(wrong);
  expect([refused.statusCode, codeOf(refused)]).toEqual([422, 'table.rows']);
  expect(refused.json<{ error: { facts: { rows: number } } }>().error.facts.rows).toBe(8);
  expect((await comments()).total).toBe(0);
  expect(await service.running.words.wordsAfter(id, 0, 10)).toEqual([]);
});

test('[CNS-12] bombs and what is no table are refused before they cost anything, script and formulas are words', async () => {
  const codes = async (...tables: readonly (string | Buffer)[]) => {
    const answers: (string | undefined)[] = [];
    for (const table of tables) answers.push(codeOf(await sendTable(table)));
    return answers;
  };
  expect(
    await codes(
      Buffer.from([0xff, 0xfe, 0x41, 0x00]),
      '',
      HEADING,
      'a,b,c\n1,2,3',
      `${HEADING}\nSNV,,OP1,,te,"never closed`,
      `${HEADING}\nSNV,,OP1,,te,"closed"too early,,`,
      `${HEADING}\n${','.repeat(LIMITS.COMMENT_TABLE_COLUMNS_MAX)}`,
      `${HEADING}${'\n'.repeat(LIMITS.COMMENT_TABLE_LINES_MAX + 1)}`,
      `${HEADING}\n"${'\n'.repeat(LIMITS.COMMENT_TABLE_LINES_MAX + 1)}"`,
      'x'.repeat(LIMITS.BODY_BYTES_MAX + 1),
      `${HEADING}\n${'"'.repeat(1_000_000)}`,
      [
        HEADING,
        ...Array.from({ length: 101 }, (_, at) => `SNV,,OP1,,te,This is comment number ${at}.,,`),
      ].join('\n'),
    ),
  ).toEqual([
    'table.notUtf8',
    'table.empty',
    'table.empty',
    'table.noColumn',
    'table.quote',
    'table.quote',
    'table.cells',
    'table.tooLong',
    'table.tooLong',
    'request.tooLarge',
    'table.empty',
    'consultation.tooMany',
  ]);
  expect(codeOf(await sendTable(TABLE, { type: 'text/plain' }))).toBe('request.contentType');
  const bare = await service.running.app.inject({
    method: 'POST',
    url: `/api/consultations/${id}/comment-table?lang=en`,
    headers: { 'content-type': 'text/csv', cookie: await service.commenter() },
    payload: TABLE,
  });
  expect(codeOf(bare)).toBe('act.keyMissing');
  const script = `${HEADING}\n'=SUM(A1),,OP1,,ge,<script>alert(1)</script>,,\n＝x+1,,OP1,,ge,"'+1 is a sum, not a name",,`;
  expect((await sendTable(script)).statusCode).toBe(201);
  const page = await comments();
  expect(page.comments.map(({ words }) => [words?.author, words?.text])).toEqual([
    ['=SUM(A1)', '<script>alert(1)</script>'],
    ['＝x+1', '+1 is a sum, not a name'],
  ]);
  for (const path of ['matrix.csv', 'iso.csv']) {
    const { body } = await service.get(`/api/consultations/${id}/${path}`);
    expect(body).toContain("'=SUM(A1)");
    expect(body).toContain("'＝x+1");
    expect(body).toContain("'+1 is a sum");
    expect(body).not.toMatch(/(?:^|[,\r\n"])[=+@＝]/u);
  }
});

test('[CNS-10] semicolons, tabulators and a mark at the beginning are read as spreadsheets write them', async () => {
  const lines = (separator: string): string =>
    `\uFEFF${['Clause', 'Type of comment', 'Comments', 'MB'].join(separator)}\r\n${['p4', 'ed', 'Commas, here and there.', 'SNV'].join(separator)}`;
  for (const separator of [';', '\t']) expect((await sendTable(lines(separator))).statusCode).toBe(201);
  const page = await comments();
  expect(page.comments.map(({ about, kind }) => ({ about, kind }))).toEqual(
    [1, 2].map(() => ({
      about: { on: 'paragraph', paragraph: 'p4', textHash: hashOf('p4') },
      kind: 'editorial',
    })),
  );
});

test('[CNS-50] a row of a table may be about an amendment that is pending', async () => {
  const amended = await service.act('france', TEST_DELIBERATION, {
    type: 'submitAmendment',
    changes: [{ paragraph: 'p3', new: 'Decides that every act is answered at once;' }],
    reason: '',
    textHash: TEST_TEXT.hash,
    needs: [],
    excludes: [],
  });
  expect(amended.statusCode).toBe(201);
  const table = (clause: string): string => `${HEADING}\nSNV,,${clause},,ge,It should say by whom.,,`;
  expect(codeOf(await sendTable(table('A9')))).toBe('table.rows');
  expect((await sendTable(table('a1'))).statusCode).toBe(201);
  expect((await comments()).comments).toMatchObject([{ about: { on: 'amendment', amendment: 'A1' } }]);
});

test('[CNS-13] the template names every paragraph, and the answers in ISO columns can be filed as they are', async () => {
  const template = (await service.get(`/api/consultations/${id}/template.csv`)).body;
  expect(template.split('\r\n')[0]).toBe(
    'MB/NC,Line number,Clause/Subclause,Paragraph/Figure/Table,Type of comment,Comments,Proposed change,Observations of the secretariat',
  );
  expect(template.split('\r\n')).toHaveLength(TEST_TEXT.paragraphs.length + 2);
  expect(codeOf(await sendTable(template))).toBe('table.empty');
  const filled = template.replace(/(\r\n,,OP1,[^\r]*),,,,(?=\r\n)/u, '$1,te,Who answers should be said.,,');
  expect(codeOf(await sendTable(filled))).toBe('table.rows');
  expect((await sendTable(filled.replace('\r\n,,OP1', '\r\nSNV,,OP1'))).statusCode).toBe(201);
  await service.act('secretariat', stream, {
    type: 'disposeComments',
    comments: ['c1'],
    disposition: 'partlyAccepted',
    reason: 'In the next draft.',
  });
  const iso = (await service.get(`/api/consultations/${id}/iso.csv`)).body;
  expect(iso.split('\r\n')[1]).toBe(
    'SNV,,OP1,,te,Who answers should be said.,,partlyAccepted: In the next draft.',
  );
  expect((await sendTable(iso)).statusCode).toBe(201);
  expect((await comments()).total).toBe(2);
});

/** The parts of an archive, read by its local headers as any reader would. */
const partsOf = (archive: Buffer): ReadonlyMap<string, string> => {
  const parts = new Map<string, string>();
  for (let at = 0; archive.readUInt32LE(at) === 0x04_03_4b_50;) {
    const packed = archive.readUInt32LE(at + 18);
    const name = archive.readUInt16LE(at + 26);
    const start = at + 30 + name;
    const content = inflateRawSync(archive.subarray(start, start + packed));
    expect(content).toHaveLength(archive.readUInt32LE(at + 22));
    parts.set(archive.subarray(at + 30, start).toString(), content.toString());
    at = start + packed;
  }
  return parts;
};

test('[CNS-14] the response matrix is a document of Word in the language asked for, what was written stays as it was', async () => {
  await sendTable(
    `${HEADING}\nSNV,,OP1,,te,<w:t> & "quotes",,\nجمعية القراء,,,,ge,نرحب بالنص ونرى أنه واضح.,,`,
    {
      query: '&naming=pseudonym',
    },
  );
  const answer = await service.get(`/api/consultations/${id}/matrix.docx?lang=ar`);
  expect(answer.headers['content-type']).toContain('wordprocessingml.document');
  const parts = partsOf(answer.rawPayload);
  expect([...parts.keys()]).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'word/document.xml',
    'word/_rels/document.xml.rels',
    'word/styles.xml',
  ]);
  const document = parts.get('word/document.xml') ?? '';
  expect(document).toContain('باب مفتوح');
  expect(document).toContain('<w:bidiVisual/>');
  expect(document).toContain('&lt;w:t&gt; &amp; &quot;quotes&quot;');
  expect(document.match(/<w:tr>/gu)).toHaveLength(3);
  expect(document.match(/<w:tblHeader\/>/gu)).toHaveLength(1);
  expect((await service.get(`/api/consultations/${id}/matrix.docx?lang=xx`)).statusCode).toBe(400);
});

const LETTER = 'We ask that every report on these systems is published within thirty days of its making';
const fileLetters = async (from: number, count: number): Promise<void> => {
  for (let done = 0; done < count; done += 100) {
    const rows = Array.from({ length: Math.min(100, count - done) }, (_, at) => {
      const number = from + done + at;
      return `Signatory ${number},,OP1,,ge,"${LETTER}, says signatory number ${number} of our town.",,`;
    });
    expect((await sendTable([HEADING, ...rows].join('\n'))).statusCode).toBe(201);
  }
};
const families = async (): Promise<CommentFamiliesAnswer> =>
  (await service.get(`/api/consultations/${id}/families`)).json<CommentFamiliesAnswer>();

test('[CNS-15] five hundred near-equal letters are one text with its signatories, told with and without them', async () => {
  expect(await families()).toEqual({
    compared: 0,
    upTo: 0,
    distinct: 0,
    families: [],
    smaller: 0,
    places: [],
  });
  await sendTable(
    `${HEADING}\nSNV,,OP1,,te,The decision does not say who answers to those who ask for one.,,\nSNV,,OP2,,ge,A report once a year is what every member can still afford to write and read.,,`,
  );
  clock.turn(7_200);
  await fileLetters(0, 500);
  const first = await families();
  // The families of before are told while the new ones are found.
  expect(first.families).toEqual([]);
  const found = await families();
  expect(found).toMatchObject({
    compared: 502,
    upTo: 502,
    distinct: 3,
    smaller: 0,
    places: [
      { about: 'p3', comments: 501, distinct: 2 },
      { about: 'p4', comments: 1, distinct: 1 },
    ],
  });
  expect(found.families).toHaveLength(1);
  expect(found.families[0]).toMatchObject({
    sample: 'c3',
    size: 500,
    isListed: true,
    waiting: 500,
    burst: { comments: 500, seconds: 3_600 },
  });
  expect(found.families[0]?.words).toContain(LETTER);
  // Nothing is grouped by itself: a person says that they are duplicates of one, in one act.
  expect((await comments('&theme=x')).total).toBe(0);
  const members = found.families[0]?.comments ?? [];
  expect(members).toHaveLength(499);
  expect((await comments('&family=c7')).total).toBe(500);
  const grouped = await service.act('secretariat', stream, {
    type: 'disposeComments',
    comments: [...members],
    disposition: 'duplicate',
    duplicateOf: 'c3',
    reason: 'One letter with five hundred signatories; see the answer to c3.',
  });
  expect(grouped.statusCode).toBe(201);
  const after = await families();
  expect(after.families[0]).toMatchObject({ size: 500, waiting: 1, comments: [] });
  expect((await comments('&disposition=duplicate')).total).toBe(499);
  const exported: unknown = JSON.parse((await service.get('/api/deliberations/charter/export')).body);
  expect(verifyRecord(exported)).toMatchObject({ ok: true });
});

test('[CNS-16] what is hidden or erased is in no family, also while families are kept from before', async () => {
  await fileLetters(0, 12);
  expect((await families()).families[0]?.size).toBe(12);
  await service.act('secretariat', stream, {
    type: 'moderateComment',
    comment: 'c1',
    ground: 'personalData',
    reason: 'It names a neighbour.',
  });
  await service.act('secretariat', stream, {
    type: 'eraseComment',
    comment: 'c2',
    reason: 'At the wish of its author.',
  });
  const log = (await service.get(`/api/consultations/${id}/moderation.csv`)).body.split('\r\n');
  expect(log[0]).toBe('at,comment,by,ground,reason');
  expect(log[1]).toMatch(/,c1,secretariat,personalData,It names a neighbour\.$/u);
  expect(log).toHaveLength(3);
  const kept = await families();
  expect(kept.families[0]).toMatchObject({ sample: 'c3', size: 10 });
  expect((await families()).compared).toBe(10);
});

test('[CNS-17] no answer that the public may read holds an address of a computer, of mail, or the account of whoever commented', async () => {
  const cookie = await service.enter('kenya');
  const post = (url: string, payload: object) =>
    service.running.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { cookie, 'idempotency-key': 'public-answers' },
      remoteAddress: '203.0.113.77',
    });
  const mail = 'head.of.mission@ken.example';
  const settings = await post('/api/notices/settings', {
    address: mail,
    lang: 'en',
    digest: 'atOnce',
    muted: [],
  });
  expect(settings.statusCode).toBe(200);
  const filed = await post(`/api/consultations/${id}/comments`, {
    about: { on: 'text' },
    kind: 'general',
    lang: 'en',
    naming: 'pseudonym',
    words: { text: 'A comment of somebody who is signed in.', author: 'Somebody' },
  });
  expect(filed.statusCode, filed.body).toBe(201);
  const account = (await service.running.people.accounts()).find(({ member }) => member === 'KEN')?.id ?? '';
  const [kept] = await service.running.words.words(id, [1]);
  expect(kept?.owner).toBe(`account:${account}`);
  const { paths } = (await service.get('/docs/json')).json<{
    paths: Record<string, { get?: unknown }>;
  }>();
  const read: string[] = [];
  for (const [path, { get: answers }] of Object.entries(paths)) {
    if (answers === undefined) continue;
    const of = path.includes('/consultations/') ? id : 'charter';
    const url = path
      .replaceAll('{id}', of)
      .replace('{comment}', 'c1')
      .replaceAll(/\{[^}]*\}/gu, '1');
    const query = path === '/api/events' ? `?stream=${stream}` : '';
    const answer = await service.running.app.inject({ url: url + query, remoteAddress: '203.0.113.77' });
    if (answer.statusCode === 200) read.push(path);
    for (const secret of [mail, '203.0.113.77', 'ken.example', account])
      expect(answer.body.includes(secret), `${path} holds ${secret}`).toBe(false);
  }
  for (const path of [
    '/api/consultations/{id}',
    '/api/consultations/{id}/comments',
    '/api/consultations/{id}/families',
    '/api/consultations/{id}/matrix.csv',
    '/api/events',
    '/api/deliberations/{id}/export',
  ])
    expect(read).toContain(path);
});
