import { verifyRecord } from '@plenary/verify';
import type { CommentPageAnswer } from '@plenary/protocol';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_BODY, TEST_TEXT, turnedClock, type TestService } from '../testing.ts';

const ID = 'asked';
const STREAM = `consultation:${ID}`;
const clock = turnedClock();
let service: TestService;
beforeAll(async () => {
  service = await startTestService({ clock, env: { PLENARY_PUBLIC_URL: 'https://plenary.example.org' } });
  const announced = await service.act('secretariat', STREAM, {
    type: 'announceConsultation',
    id: ID,
    deliberation: 'charter',
    textHash: TEST_TEXT.hash,
    title: { fr: 'Porte ouverte' },
    description: { fr: 'Que faut-il changer ?' },
    opensAt: '2026-01-15T08:00:00.000Z',
    closesAt: '2026-02-16T09:00:00.000Z',
    audience: 'public',
    languages: ['en', 'fr'],
    questions: [{ fr: 'Est-ce clair ?' }, { fr: 'Est-ce juste ?', en: 'Is it fair?' }],
    charactersMin: 10,
  });
  expect(announced.statusCode, announced.body).toBe(201);
  const cookie = await service.commenter();
  for (const [at, question] of [2, undefined, 1, 2].entries()) {
    const filed = await service.running.app.inject({
      method: 'POST',
      url: `/api/consultations/${ID}/comments`,
      headers: { cookie, 'idempotency-key': `window-key-${at}` },
      payload: {
        about: { on: 'text' },
        kind: 'general',
        lang: 'en',
        naming: 'pseudonym',
        ...(question === undefined ? {} : { question }),
        words: { text: `This is comment number ${at + 1}.`, author: 'Reader of the north' },
      },
    });
    expect(filed.statusCode, filed.body).toBe(201);
  }
});
afterAll(() => service.close());

const page = async (lang: string, url: string): Promise<string> =>
  (await service.running.app.inject({ url: `${url}?lang=${lang}`, headers: { accept: 'text/html' } })).body;

test('[CNS-61] an open window stands on the front page and on that of its text, in its own language where it has no other', async () => {
  const way = `/deliberations/charter/consultations/${ID}?lang=ar`;
  for (const url of ['/', '/deliberations/charter']) {
    const shown = await page('ar', url);
    expect(shown).toContain(way);
    expect(shown).toContain('<span lang="fr" dir="ltr">Porte ouverte</span>');
    expect(shown).toContain('مفتوح للتعليقات حتى');
  }
  const own = await page('fr', `/deliberations/charter/consultations/${ID}`);
  expect(own).toContain('<h1>Porte ouverte</h1>');
  expect(own).toContain('<p>Que faut-il changer ?</p>');
  const english = await page('en', `/deliberations/charter/consultations/${ID}`);
  expect(english).toContain('<li><span lang="fr" dir="ltr">Est-ce clair ?</span></li>');
  expect(english).toContain('<li>Is it fair?</li>');
});

test('[ATM-60] the feed of consultations holds the window with its times, what is asked and the way in', async () => {
  const feed = await service.get('/consultations.atom?lang=fr');
  expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  for (const part of [
    `tag:plenary.example.org,2026:consultation:${ID}`,
    '<title>Porte ouverte</title>',
    `https://plenary.example.org/deliberations/charter/consultations/${ID}?lang=fr`,
    'Que faut-il changer ?',
    '16 février 2026',
  ])
    expect(feed.body).toContain(part);
  const reason = 'Asked for by many.';
  const until = '2026-02-20T09:00:00.000Z';
  await service.act('secretariat', STREAM, { type: 'extendConsultation', until, reason });
  const extended = await service.get('/consultations.atom?lang=en');
  expect(extended.body.match(/<entry>/gu)).toHaveLength(1);
  expect(extended.body).toContain(`Extended: ${reason}`);
  expect(await page('en', '/')).toContain('href="/consultations.atom?lang=en"');
});

/** The text of the file `word/document.xml` in an archive. */
const documentOf = (archive: Buffer): string => {
  for (let at = archive.indexOf('PK\u0003\u0004'); at >= 0; at = archive.indexOf('PK\u0003\u0004', at + 4)) {
    const begin = at + 30 + archive.readUInt16LE(at + 26);
    if (archive.subarray(at + 30, begin).toString() !== 'word/document.xml') continue;
    const from = begin + archive.readUInt16LE(at + 28);
    const packed = archive.subarray(from, from + archive.readUInt32LE(at + 18));
    return (archive.readUInt16LE(at + 8) === 0 ? packed : inflateRawSync(packed)).toString();
  }
  throw new Error('there is no document in the archive');
};

test('[CNS-60] answers stand under their question, in the order of the questions', async () => {
  const answer = await service.get(`/api/consultations/${ID}/comments?limit=10&byQuestion=true`);
  const { comments } = answer.json<CommentPageAnswer>();
  expect(comments.map(({ id, question }) => [id, question])).toEqual([
    ['c2', undefined],
    ['c3', 1],
    ['c1', 2],
    ['c4', 2],
  ]);
  const lines = (await service.get(`/api/consultations/${ID}/matrix.csv`)).body.trim().split('\r\n');
  expect(lines.map((line) => line.split(',').at(-1))).toEqual(['question', '2', '', '1', '2']);
  const word = await service.get(`/api/consultations/${ID}/matrix.docx?lang=en`);
  const text = documentOf(word.rawPayload).replace(/<[^>]*>/gu, '|');
  const places = [
    'Comments that answer no question',
    'comment number 2',
    'Answers to question 1',
    'Est-ce clair ?',
    'comment number 3',
    'Answers to question 2',
    'Is it fair?',
    'comment number 1',
    'comment number 4',
  ].map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('[CNS-62] the secretariat erases a comment with a reason that everybody reads, and the record is verified as before', async () => {
  const erase = { type: 'eraseComment', comment: 'c3' };
  const without = await service.act('secretariat', STREAM, erase);
  expect(without.json<{ error: { code: string } }>().error.code).toBe('act.reasonNeeded');
  const reason = 'At the wish of the person whom it names.';
  expect((await service.act('secretariat', STREAM, { ...erase, reason })).statusCode).toBe(201);
  const shown = (
    await service.get(`/api/consultations/${ID}/comments?limit=10&comment=c3`)
  ).json<CommentPageAnswer>();
  expect(shown.comments[0]).toMatchObject({ erasedWhy: reason });
  expect(shown.comments[0]?.words).toBeUndefined();
  const exported = (await service.get('/api/deliberations/charter/export')).body;
  expect(exported).not.toContain('comment number 3');
  expect(verifyRecord(JSON.parse(exported))).toMatchObject({ ok: true });
});

test('[CSL-60] a window that is too brief for the body is refused by the service, and what was announced before holds in the record', async () => {
  expect((await service.act('chair', TEST_BODY, { type: 'setWindowDays', days: 60 })).statusCode).toBe(201);
  const brief = await service.act('secretariat', 'consultation:brief', {
    type: 'announceConsultation',
    id: 'brief',
    deliberation: 'charter',
    textHash: TEST_TEXT.hash,
    title: { en: 'Brief' },
    opensAt: clock.now(),
    closesAt: '2026-02-16T09:00:00.000Z',
    audience: 'public',
    languages: ['en'],
    questions: [],
    charactersMin: 1,
  });
  expect(brief.json<{ error: object }>().error).toMatchObject({
    code: 'consultation.tooBrief',
    facts: { days: 60 },
  });
  const exported = (await service.get('/api/deliberations/charter/export')).body;
  expect(verifyRecord(JSON.parse(exported))).toMatchObject({ ok: true });
});
