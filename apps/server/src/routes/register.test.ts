import {
  LIMITS,
  type DocumentVersionAnswer,
  type RegisterAnswer,
  type RegisteredDocumentAnswer,
} from '@plenary/protocol';
import { freshDatabase } from '@plenary/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_BODY, TEST_DELIBERATION, TEST_TEXT, type TestService } from '../testing.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const SCHEME = {
  type: 'setSymbolScheme',
  scheme: {
    organ: 'TST',
    body: 'CONF.1',
    session: '1',
    series: { text: 'L', statement: 'INF', report: 'DEC' },
  },
};
const explain = (text: string, lang = 'en') => ({
  type: 'explain',
  kind: 'explanationOfPosition',
  text,
  lang,
  paragraphs: [],
});
const must = async (...act: Parameters<TestService['act']>): Promise<void> => {
  const answer = await service.act(...act);
  expect(answer.statusCode, answer.body).toBe(201);
};
const page = async (query = ''): Promise<RegisterAnswer> =>
  (await service.get(`/api/documents${query}`)).json<RegisterAnswer>();
const found = async (q: string): Promise<readonly string[]> =>
  (await page(`?q=${encodeURIComponent(q)}`)).documents.map(({ symbol }) => symbol);

test('[RGS-1] with the scheme what is there already receives its symbol; what comes about then has it at once', async () => {
  await must('france', TEST_DELIBERATION, explain('Filed before any scheme was set.'));
  expect(await page()).toEqual({ documents: [], total: 0 });
  await must('secretariat', TEST_BODY, SCHEME);
  expect((await page()).documents.map(({ symbol }) => symbol).toSorted()).toEqual([
    'A/TEST/1',
    'TST/CONF.1/1/INF.1',
  ]);
  await must('kenya', TEST_DELIBERATION, explain('Полное заявление о мерах доверия', 'ru'));
  expect((await page()).documents.map(({ symbol }) => symbol)).toContain('TST/CONF.1/1/INF.2');
});

test('[RGS-1] of statements at the same time each receives a symbol of its own, without gaps', async () => {
  const seats = ['france', 'kenya', 'fiji'] as const;
  const texts = Array.from({ length: 24 }, (_, at) => ({
    seat: seats[at % 3] ?? 'fiji',
    text: `Statement ${at}`,
  }));
  const answers = await Promise.all(
    texts.map(({ seat, text }) => service.act(seat, TEST_DELIBERATION, explain(text))),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(texts.map(() => 201));
  const { documents, total } = await page(`?kind=statement&limit=${LIMITS.DOCUMENTS_PER_PAGE_MAX}`);
  expect(total).toBe(26);
  expect(documents.map(({ symbol }) => symbol).toSorted()).toEqual(
    Array.from({ length: 26 }, (_, at) => `TST/CONF.1/1/INF.${at + 1}`).toSorted(),
  );
});

test('[RGS-1] a decision has a report with a symbol', async () => {
  await must('chair', TEST_DELIBERATION, {
    type: 'proposeAdoption',
    rule: 'consensus',
    objectionSeconds: 60,
  });
  service.clock.turn(61);
  await must('chair', TEST_DELIBERATION, { type: 'adopt' });
  const answer = await service.get('/api/documents/TST/CONF.1/DEC/1/1');
  const { document, decision, versions } = answer.json<RegisteredDocumentAnswer>();
  expect(document).toMatchObject({ kind: 'report', outcome: 'adopted', deliberation: 'charter' });
  expect(decision?.rule.id).toBe('consensus');
  expect(versions.map(({ symbol }) => symbol)).toEqual(['A/TEST/1']);
});

test('[RGS-31] beside a document stand the newest others of its deliberation, and how many there are', async () => {
  const answer = await service.get('/api/documents/TST/CONF.1/DEC/1/1');
  const { related, relatedTotal, modifiedBy } = answer.json<RegisteredDocumentAnswer>();
  expect(relatedTotal).toBe(26);
  expect(related).toHaveLength(LIMITS.RELATED_DOCUMENTS_MAX);
  expect(new Set(related.map(({ symbol }) => symbol)).size).toBe(LIMITS.RELATED_DOCUMENTS_MAX);
  expect(modifiedBy).toEqual([]);
  const all = await page(`?deliberation=charter&limit=${LIMITS.DOCUMENTS_PER_PAGE_MAX}`);
  expect(all.total).toBe(28);
});

test('[RGS-2] pages are newest first; nothing beyond the limits is answered', async () => {
  const all = await page(`?limit=${LIMITS.DOCUMENTS_PER_PAGE_MAX}`);
  expect(all.documents[0]?.kind).toBe('report');
  expect((await page('?limit=3&offset=2')).documents).toEqual(all.documents.slice(2, 5));
  for (const query of [
    `?limit=${LIMITS.DOCUMENTS_PER_PAGE_MAX + 1}`,
    '?limit=0',
    '?kind=letter',
    `?q=${'a'.repeat(LIMITS.SEARCH_CHARACTERS_MAX + 1)}`,
  ])
    expect((await service.get(`/api/documents${query}`)).statusCode).toBe(400);
});

test('[RGS-2] a document answers under its symbol with its words; a symbol that is none answers with its code', async () => {
  const text = (await service.get('/api/documents/A/TEST/1')).json<RegisteredDocumentAnswer>();
  expect(text.paragraphs?.[2]?.text).toBe('Decides that every act is answered;');
  expect(text.document.renditions).toMatchObject({ en: 'present', fr: 'missing' });
  const answer = await service.get('/api/documents/A/TEST/2');
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ error: { code: 'symbol.unknown', facts: { symbol: 'A/TEST/2' } } });
  expect((await service.get('/api/documents/constructor')).statusCode).toBe(404);
});

test('[RGS-2] without script a document is readable under its address, and the register can be searched', async () => {
  const read = (url: string) => service.running.app.inject({ url, headers: { accept: 'text/html' } });
  const document = await read('/documents/A/TEST/1');
  expect(document.statusCode).toBe(200);
  expect(document.body).toContain('Decides that every act is answered;');
  expect(document.body).toContain('<a href="/documents/TST/CONF.1/DEC/1/1?lang=en">');
  const list = await read('/documents?q=trust&lang=fr');
  expect(list.body).toContain('Aucun document');
  expect((await read('/documents?q=charter')).body).toContain('/documents/A/TEST/1?lang=en');
  expect((await read('/documents/A/TEST/2')).statusCode).toBe(404);
  expect((await read('/documents?q=%22%3E%3Cscript%3E')).body).not.toContain('"><script>');
});

test('[RGS-3] a document is found by its symbol, by part of it, and by its words', async () => {
  expect((await found('TST/CONF.1/1/INF.2'))[0]).toBe('TST/CONF.1/1/INF.2');
  expect(await found('dec/1/1')).toEqual(['TST/CONF.1/DEC/1/1']);
  expect(await found('ДОВЕРИЯ мерах')).toEqual(['TST/CONF.1/1/INF.2']);
  expect(await found('answered acknowledged')).toEqual(['A/TEST/1']);
  expect(await found('answered nowhere')).toEqual([]);
  for (const odd of ["'", '%', '\\', ':*', '& |', '_'])
    expect((await service.get(`/api/documents?q=${encodeURIComponent(odd)}`)).statusCode).toBe(200);
  expect(await found('%')).toEqual([]);
});

test('[RGS-4] what can be searched is written anew when it is lost', async () => {
  const own = await freshDatabase('pglite');
  const first = await startTestService({ database: own.opened });
  await first.act('secretariat', TEST_BODY, SCHEME);
  expect((await first.get('/api/documents?q=charter')).json<RegisterAnswer>().total).toBe(1);
  await own.opened.db.execute('delete from register_documents');
  const second = await startTestService({ database: own.opened, empty: true });
  expect((await second.get('/api/documents?q=charter')).json<RegisterAnswer>().total).toBe(1);
  await second.close();
  await first.close();
  await own.end();
});

test('[RGS-30] each version of a revised amendment is found by its own words, and answers under its symbol with them', async () => {
  const own = await startTestService();
  await own.act('secretariat', TEST_BODY, SCHEME);
  const change = (words: string) => ({ changes: [{ paragraph: 'p3', new: words }], reason: '' });
  const ofOwn = async (q: string): Promise<readonly string[]> =>
    (await own.get(`/api/documents?q=${q}`)).json<RegisterAnswer>().documents.map(({ symbol }) => symbol);
  const submitted = await own.act('france', TEST_DELIBERATION, {
    type: 'submitAmendment',
    ...change('Decides that every zebra is answered;'),
    textHash: TEST_TEXT.hash,
    needs: [],
    excludes: [],
  });
  expect(submitted.statusCode, submitted.body).toBe(201);
  expect(await ofOwn('zebra')).toEqual(['TST/CONF.1/1/L.1']);
  const revised = await own.act('france', TEST_DELIBERATION, {
    type: 'reviseAmendment',
    amendment: 'A1',
    ...change('Decides that every giraffe is answered;'),
    textHash: TEST_TEXT.hash,
  });
  expect(revised.statusCode, revised.body).toBe(201);
  expect(await ofOwn('giraffe')).toEqual(['TST/CONF.1/1/L.1/Rev.1']);
  expect(await ofOwn('zebra')).toEqual(['TST/CONF.1/1/L.1']);
  const read = async (symbol: string) =>
    (await own.get(`/api/documents/${symbol}`)).json<RegisteredDocumentAnswer>();
  const [tabled, later] = [await read('TST/CONF.1/1/L.1'), await read('TST/CONF.1/1/L.1/Rev.1')];
  expect(tabled.amendment?.changes).toEqual(change('Decides that every zebra is answered;').changes);
  expect(later.amendment?.changes).toEqual(change('Decides that every giraffe is answered;').changes);
  expect(later.document).toMatchObject({ kind: 'amendmentRevision', reference: 'A1.1', member: 'FRA' });
  expect(later.given).toMatchObject({ by: 'FRA', at: later.document.at });
  expect(tabled.versions.map(({ symbol }) => symbol)).toEqual(['TST/CONF.1/1/L.1', 'TST/CONF.1/1/L.1/Rev.1']);
  expect(later.versions).toEqual(tabled.versions);
  await own.close();
});

test('[RGS-2] an adopted text is read under its own number, with its words and how it was decided', async () => {
  const own = await startTestService();
  const mustOwn = async (...act: Parameters<TestService['act']>): Promise<void> => {
    const answer = await own.act(...act);
    expect(answer.statusCode, answer.body).toBe(201);
  };
  const { scheme } = SCHEME;
  await mustOwn('secretariat', TEST_BODY, {
    ...SCHEME,
    scheme: { ...scheme, series: { ...scheme.series, resolution: 'RES' } },
  });
  await mustOwn('chair', TEST_DELIBERATION, {
    type: 'proposeAdoption',
    rule: 'consensus',
    objectionSeconds: 60,
  });
  own.clock.turn(61);
  await mustOwn('chair', TEST_DELIBERATION, { type: 'adopt' });
  const path = '/documents/TST/CONF.1/RES/1/1';
  const { document, paragraphs, decision } = (await own.get(`/api${path}`)).json<RegisteredDocumentAnswer>();
  expect(document).toMatchObject({ kind: 'resolution', reference: 'd1' });
  expect(paragraphs?.[2]?.text).toBe('Decides that every act is answered;');
  expect(decision?.outcome).toBe('adopted');
  const page = await own.running.app.inject({ url: path, headers: { accept: 'text/html' } });
  expect(page.body).toContain('Resolution: Charter of the test');
  expect(page.body).toContain('Decides that every act is answered;');
  const words = (await own.get('/api/documents?q=answered')).json<RegisterAnswer>();
  expect(words.documents.map(({ symbol }) => symbol)).toContain('TST/CONF.1/RES/1/1');
  await own.close();
});

test('[RGS-1] a silence that was broken has a report with a symbol in the same moment', async () => {
  const own = await startTestService();
  const mustOwn = async (...act: Parameters<TestService['act']>): Promise<void> => {
    const answer = await own.act(...act);
    expect(answer.statusCode, answer.body).toBe(201);
  };
  await mustOwn('secretariat', TEST_BODY, SCHEME);
  const rule = {
    id: 'silence',
    method: 'silence',
    period: { hours: 1, minHours: 1, extendable: true },
    pass: { set: 'object', op: '==', value: '0' },
  };
  await mustOwn('chair', TEST_BODY, { type: 'proposeRule', rule, objectionSeconds: 60 });
  own.clock.turn(61);
  await mustOwn('chair', TEST_BODY, { type: 'adoptRule', rule: 'silence' });
  await mustOwn('chair', TEST_DELIBERATION, {
    type: 'proposeAdoption',
    rule: 'silence',
    objectionSeconds: 3_600,
  });
  await mustOwn('kenya', TEST_DELIBERATION, { type: 'object', reason: 'No.' });
  await mustOwn('chair', TEST_DELIBERATION, { type: 'endSilence' });
  const { documents } = (await own.get('/api/documents?kind=report')).json<RegisterAnswer>();
  expect(documents.map(({ symbol, outcome }) => [symbol, outcome])).toEqual([
    ['TST/CONF.1/DEC/1/1', 'rejected'],
  ]);
  await own.close();
});

test('[RGS-2] the secretariat says where a language version is, and everybody reads it', async () => {
  await must('secretariat', TEST_BODY, {
    type: 'setRendition',
    symbol: 'A/TEST/1',
    lang: 'ar',
    status: 'inTranslation',
  });
  const { document } = (await service.get('/api/documents/A/TEST/1')).json<RegisteredDocumentAnswer>();
  expect(document.renditions.ar).toBe('inTranslation');
  const refused = await service.act('chair', TEST_BODY, {
    type: 'setRendition',
    symbol: 'A/TEST/1',
    lang: 'ar',
    status: 'present',
  });
  expect(refused.statusCode).toBe(403);
});

test('[RGS-2] what the secretariat issues to a document is read under its own symbol, named beside it, and found by its words', async () => {
  await must('secretariat', TEST_BODY, {
    type: 'issueDocument',
    kind: 'corrigendum',
    about: 'A/TEST/1',
    lang: 'en',
    title: 'Correction of the title',
    words: 'For “acts”, read “every zealous act”.',
    corrects: ['fr'],
  });
  const issued = (await service.get('/api/documents/A/TEST/1/Corr.1')).json<RegisteredDocumentAnswer>();
  expect(issued.text).toBe('For “acts”, read “every zealous act”.');
  expect(issued.document.issued).toEqual({
    title: 'Correction of the title',
    about: 'A/TEST/1',
    corrects: ['fr'],
  });
  const base = (await service.get('/api/documents/A/TEST/1')).json<RegisteredDocumentAnswer>();
  expect(base.modifiedBy.map(({ symbol }) => symbol)).toEqual(['A/TEST/1/Corr.1']);
  expect(await found('zealous')).toEqual(['A/TEST/1/Corr.1']);
  const list = await service.running.app.inject({ url: '/documents', headers: { accept: 'text/html' } });
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain('Corrigendum: Correction of the title');
});

test('[RGS-45] the record of a meeting is read under its symbol and as plain text, and stays out of deliberations', async () => {
  const own = await startTestService();
  const mustOwn = async (...act: Parameters<TestService['act']>): Promise<void> => {
    const answer = await own.act(...act);
    expect(answer.statusCode, answer.body).toBe(201);
  };
  await mustOwn('secretariat', TEST_BODY, SCHEME);
  await mustOwn('secretariat', 'sitting:first', {
    type: 'planSitting',
    id: 'first',
    session: { en: 'First session' },
    meeting: 1,
    title: { en: 'Opening' },
    opensAt: '2026-01-16T09:00:00.000Z',
    rules: {
      openingShare: '1/3',
      decidingShare: '1/2',
      groupsFirst: true,
      speechSeconds: 180,
      groupSeconds: 300,
      observerSeconds: 120,
      motionSeconds: 60,
      replySeconds: [600, 300],
      voteSeconds: 30,
    },
    agenda: [{ id: '1', title: { en: 'Organization of work' } }],
  });
  const record = (words: string) => ({
    type: 'issueDocument',
    kind: 'meetingRecord',
    about: 'first',
    lang: 'en',
    title: 'Record of meeting 1',
    words,
    corrects: [],
  });
  await mustOwn(
    'secretariat',
    TEST_BODY,
    record('10:00 The chair opened the walrus.\n10:05 It was adjourned.'),
  );
  await mustOwn('secretariat', TEST_BODY, record('10:00 The chair opened the meeting.'));
  const symbol = 'TST/CONF.1/1/SR.1';
  const read = (await own.get(`/api/documents/${symbol}`)).json<RegisteredDocumentAnswer>();
  expect(read.document).toMatchObject({
    kind: 'meetingRecord',
    deliberation: '',
    issued: { about: 'first' },
  });
  expect(read.versions.map((version) => version.symbol)).toEqual([symbol, `${symbol}/Rev.1`]);
  const plain = await own.get(`/api/document-words/${symbol}`);
  expect(plain.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(plain.body).toBe(
    `${symbol}\n\nRecord of meeting 1\n\n10:00 The chair opened the walrus.\n10:05 It was adjourned.\n`,
  );
  expect((await own.get('/api/document-words/A/TEST/1')).body).toContain(
    'Decides that every act is answered;',
  );
  expect((await own.get('/api/document-words/A/TEST/2')).statusCode).toBe(404);
  const list = (query: string) =>
    own.get(`/api/documents${query}`).then((answer) => answer.json<RegisterAnswer>());
  expect((await list('?q=walrus')).documents.map((found) => found.symbol)).toEqual([symbol]);
  expect((await list('?deliberation=charter')).documents.map((found) => found.kind)).not.toContain(
    'meetingRecord',
  );
  const page = await own.running.app.inject({
    url: `/documents/${symbol}`,
    headers: { accept: 'text/html' },
  });
  expect(page.body).toContain('<p>10:05 It was adjourned.</p>');
  expect(page.body).not.toContain('/deliberations/?lang');
  await own.close();
});

test('[RGS-1] a statement of a group has its symbol at once, and is read with its words and its group', async () => {
  const own = await startTestService();
  expect((await own.act('secretariat', TEST_BODY, SCHEME)).statusCode).toBe(201);
  const body = (await own.get('/api/body')).json<{
    state: { groups: Record<string, { chair?: string; members: string[] }> };
  }>();
  const [group = '', { members = [] } = {}] = Object.entries(body.state.groups)[0] ?? [];
  expect(members).toContain('KEN');
  const stated = await own.act('kenya', TEST_DELIBERATION, {
    type: 'stateGroupPosition',
    group,
    item: 'text',
    stance: 'support',
    reason: 'We speak for all of us.',
    textHash: TEST_TEXT.hash,
  });
  expect(stated.statusCode, stated.body).toBe(201);
  const { document, text } = (
    await own.get('/api/documents/TST/CONF.1/1/INF.1')
  ).json<RegisteredDocumentAnswer>();
  expect(document).toMatchObject({
    kind: 'groupStatement',
    group,
    member: 'KEN',
    stance: 'support',
    item: 'text',
  });
  expect(text).toBe('We speak for all of us.');
  await own.close();
});

test('[RGS-95] the words of each translation are read in their language, by number, as plain text and without script', async () => {
  const own = await startTestService();
  expect((await own.act('secretariat', TEST_BODY, SCHEME)).statusCode).toBe(201);
  const read = async (query: string) => own.get(`/api/document-versions/A/TEST/1${query}`);
  const original = (await read('?lang=en')).json<DocumentVersionAnswer>();
  expect(original).toMatchObject({ number: 0, official: true, lang: 'en' });
  const file = (words: string, change: object = {}) =>
    own.act('secretariat', TEST_BODY, {
      type: 'fileTranslation',
      symbol: 'A/TEST/1',
      lang: 'ar',
      official: false,
      paragraphs: original.paragraphs.map(({ label }) => ({ label, words })),
      ...change,
    });
  const refusedWith = async (change: object): Promise<string> =>
    (await file('كلمات', change)).json<{ error: { code: string } }>().error.code;
  expect(await refusedWith({ lang: 'de' })).toBe('request.malformed');
  expect(await refusedWith({ paragraphs: [] })).toBe('request.malformed');
  expect(
    await refusedWith({
      paragraphs: original.paragraphs.slice(1).map(({ label }) => ({ label, words: 'x' })),
    }),
  ).toBe('translation.paragraphs');
  expect(
    await refusedWith({ paragraphs: original.paragraphs.map(({ label }) => ({ label, words: 'a\u202Eb' })) }),
  ).toBe('translation.unfitCharacter');
  expect((await read('?lang=ar')).json()).toMatchObject({ error: { code: 'translation.unknown' } });
  expect((await read('?lang=de')).statusCode).toBe(400);
  const found = async (q: string): Promise<readonly string[]> =>
    (await own.get(`/api/documents?q=${encodeURIComponent(q)}`))
      .json<RegisterAnswer>()
      .documents.map(({ symbol }) => symbol);
  expect(await found('answered')).toEqual(['A/TEST/1']);
  expect(await found('زرافة')).toEqual([]);
  for (const words of ['كلمة فيل', 'كلمة زرافة']) {
    const filed = await file(words);
    expect(filed.statusCode, filed.body).toBe(201);
  }
  const last = (await read('?lang=ar')).json<DocumentVersionAnswer>();
  expect(last).toMatchObject({ number: 2, official: false, lang: 'ar' });
  expect(last.paragraphs.map(({ label, words }) => [label, words])).toEqual(
    original.paragraphs.map(({ label }) => [label, 'كلمة زرافة']),
  );
  expect((await read('?lang=ar&number=1')).json<DocumentVersionAnswer>().paragraphs[0]?.words).toBe(
    'كلمة فيل',
  );
  expect((await read('?lang=ar&number=3')).statusCode).toBe(404);
  // The words of the translation in force are found beside those of the original; earlier ones are not.
  expect(await found('زرافة')).toEqual(['A/TEST/1']);
  expect(await found('فيل')).toEqual([]);
  expect(await found('answered')).toEqual(['A/TEST/1']);
  const answer = (await own.get('/api/documents/A/TEST/1')).json<RegisteredDocumentAnswer>();
  expect(answer.document.renditions.ar).toBe('unofficial');
  expect(answer.translations).toMatchObject([
    { lang: 'ar', filed: [{ official: false }, { official: false }] },
  ]);
  const plain = await own.get('/api/document-words/A/TEST/1?lang=ar');
  expect(plain.headers['content-language']).toBe('ar');
  expect(plain.body).toContain('كلمة زرافة');
  expect((await own.get('/api/document-words/A/TEST/1?lang=fr')).statusCode).toBe(404);
  const page = (url: string) => own.running.app.inject({ url, headers: { accept: 'text/html' } });
  const plainPage = (await page('/documents/A/TEST/1?lang=en')).body;
  expect(plainPage).toContain('/documents/A/TEST/1?lang=en&amp;in=ar');
  const translated = (await page('/documents/A/TEST/1?lang=en&in=ar')).body;
  expect(translated).toContain('<article lang="ar" dir="rtl">');
  expect(translated).toContain('كلمة زرافة');
  expect(translated).not.toContain('Decides that every act is answered;');
  expect((await page('/documents/A/TEST/1?lang=en&in=fr')).body).toContain(
    'Decides that every act is answered;',
  );
  await own.close();
});
