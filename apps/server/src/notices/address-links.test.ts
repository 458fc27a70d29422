import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSeconds, type AskedProof } from '@plenary/consensus';
import { freshDatabase } from '@plenary/db/testing';
import { LIMITS, type CommenterAnswer, type FiledAnswer } from '@plenary/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_DELIBERATION, TEST_TEXT, type TestService } from '../testing.ts';

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
const BACK = '/deliberations/charter/consultations/mailed';
const spool = mkdtempSync(join(tmpdir(), 'plenary-address-links-'));
let database: Awaited<ReturnType<typeof freshDatabase>>;
let service: TestService;

const told = new Set<string>();
/** Mails that came since the last time they were asked for. */
const mails = async (): Promise<readonly string[]> => {
  await service.running.mailSender.round();
  const fresh = readdirSync(spool).filter((name) => !told.has(name));
  for (const name of fresh) told.add(name);
  return fresh.map((name) =>
    readFileSync(join(spool, name), 'utf8').replace(/=\r\n/g, '').replaceAll('=3D', '='),
  );
};
const linkIn = (mail: string | undefined): string =>
  /take-part\?link=([A-Za-z0-9_.-]+)&/u.exec(mail ?? '')?.[1] ?? '';
const post = (url: string, payload: object, headers: Readonly<Record<string, string>> = {}) =>
  service.running.app.inject({ method: 'POST', url, payload, headers });
const ask = (address: string) => post('/api/commenter/mail', { address, lang: 'en', back: BACK });
/** The cookie of a browser in which the owner of an address opened the link of a mail. */
const confirmed = async (link: string): Promise<string> => {
  const answer = await post('/api/commenter/address', { link });
  expect(answer.statusCode, answer.body).toBe(204);
  return String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
};
const code = (answer: Awaited<ReturnType<typeof post>>): string | undefined =>
  answer.statusCode < 300 ? undefined : answer.json<{ error: { code: string } }>().error.code;
const file = (consultation: string, key: string, cookie: string) =>
  post(
    `/api/consultations/${consultation}/comments`,
    {
      about: { on: 'text' },
      kind: 'general',
      lang: 'en',
      naming: 'pseudonym',
      words: { text: `A comment by mail, ${key}.`, author: 'A reader' },
    },
    { 'idempotency-key': key, cookie },
  );
const announce = async (id: string, proof?: AskedProof): Promise<void> => {
  const answer = await service.act('secretariat', `consultation:${id}`, {
    type: 'announceConsultation',
    id,
    deliberation: 'charter',
    textHash: TEST_TEXT.hash,
    title: { en: id },
    opensAt: service.clock.now(),
    closesAt: addSeconds(service.clock.now(), 90 * DAY_SECONDS),
    audience: 'public',
    languages: ['en'],
    questions: [],
    charactersMin: 5,
    ...(proof === undefined ? {} : { proof }),
  });
  expect(answer.statusCode, answer.body).toBe(201);
};
let conversations = 0;
const converse = async (proof?: AskedProof): Promise<string> => {
  const answer = await service.act('secretariat', TEST_DELIBERATION, {
    type: 'openConversation',
    title: { en: 'Testing' },
    question: { en: 'What should be tested?' },
    policy: { en: 'One idea in each statement.' },
    languages: ['en'],
    audience: 'public',
    moderation: 'after',
    groups: [],
    opensAt: service.clock.now(),
    closesAt: addSeconds(service.clock.now(), 90 * DAY_SECONDS),
    ...(proof === undefined ? {} : { proof }),
  });
  expect(answer.statusCode, answer.body).toBe(201);
  conversations += 1;
  return `/api/deliberations/charter/conversations/c${conversations}`;
};

beforeAll(async () => {
  database = await freshDatabase('pglite');
  service = await startTestService({
    database: database.opened,
    env: { PLENARY_MAIL_SPOOL: spool },
    limits: { ...LIMITS, ADDRESS_LINKS_PER_MINUTE: 1_000, JOININGS_PER_MINUTE: 1_000 },
  });
  await announce('mailed', 'mail');
  await announce('worked', 'work');
  await announce('chosen');
});
afterAll(async () => {
  await service.close();
  await database.end();
  rmSync(spool, { recursive: true });
});

test('[CSL-135] a consultation takes what it was announced with: work, an address, or either', async () => {
  const worked = await service.commenter();
  await ask('one@example.org');
  const mailed = await confirmed(linkIn((await mails())[0]));
  expect(code(await file('mailed', 'part-work-1', worked))).toBe('consultation.mailNeeded');
  expect(code(await file('worked', 'part-mail-1', mailed))).toBe('consultation.proofNeeded');
  expect(code(await file('chosen', 'part-none-1', ''))).toBe('consultation.proofNeeded');
  for (const [consultation, key, cookie] of [
    ['mailed', 'part-mail-2', mailed],
    ['worked', 'part-work-2', worked],
    ['chosen', 'part-mail-3', mailed],
    ['chosen', 'part-work-3', worked],
  ] as const)
    expect(code(await file(consultation, key, cookie)), `${consultation} ${key}`).toBeUndefined();
  const shown = await service.running.app.inject({ url: '/api/commenter', headers: { cookie: mailed } });
  expect(shown.json<CommenterAnswer>()).toEqual({ work: false, mail: true });
});

test('[CON-135] one address is one voice, however it is written and wherever it is confirmed', async () => {
  const cookies: string[] = [];
  for (const address of ['two@example.org', 'Two+again@Example.org']) {
    await ask(address);
    cookies.push(await confirmed(linkIn((await mails())[0])));
  }
  const [first = '', second = ''] = cookies;
  expect(second).toBe(first);
  const { comment } = (await file('mailed', 'voice-key-1', first)).json<FiledAnswer>();
  const support = `/api/consultations/mailed/comments/${comment}/support`;
  expect(code(await post(support, {}, { cookie: first }))).toBeUndefined();
  // The same request again is answered as before; another browser of the same address is no second supporter.
  expect(code(await post(support, {}, { cookie: second }))).toBeUndefined();
  const read = await service.running.app.inject({ url: '/api/consultations/mailed' });
  expect(read.body).not.toContain('example.org');
  const listed = await service.running.app.inject({
    url: `/api/consultations/mailed/comments?comment=${comment}`,
    headers: { cookie: second },
  });
  expect(listed.json()).toMatchObject({ comments: [{ own: true, supported: true, supporters: 1 }] });
});

test('[CON-135] whoever supported a comment before confirming an address supports it no second time', async () => {
  const worked = await service.commenter();
  const { comment } = (await file('chosen', 'voice-key-2', worked)).json<FiledAnswer>();
  const support = `/api/consultations/chosen/comments/${comment}/support`;
  expect(code(await post(support, {}, { cookie: worked }))).toBeUndefined();
  await ask('three@example.org');
  const both = `${worked}; ${await confirmed(linkIn((await mails())[0]))}`;
  expect(code(await post(support, {}, { cookie: both }))).toBe('consultation.supported');
});

test('[CNV-135] [CON-135] a conversation takes what it was opened with, and an address once, also after erasing', async () => {
  const [byMail, byWork, either] = [await converse('mail'), await converse('work'), await converse()];
  await ask('four@example.org');
  const cookie = await confirmed(linkIn((await mails())[0]));
  expect(code(await post(`${byMail}/join`, {}))).toBe('conversation.mailNeeded');
  expect(code(await post(`${byWork}/join`, {}, { cookie }))).toBe('conversation.badProof');
  const pseudonyms = [];
  for (const path of [byMail, byMail, either]) {
    const answer = await post(`${path}/join`, {}, { cookie });
    expect(answer.statusCode, answer.body).toBe(200);
    pseudonyms.push(answer.json<{ pseudonym: string }>().pseudonym);
  }
  expect(pseudonyms[0]).toBe(pseudonyms[1]);
  expect(pseudonyms[2]).not.toBe(pseudonyms[0]);
  expect(code(await post(`${byMail}/erase`, {}, { cookie }))).toBeUndefined();
  expect(code(await post(`${byMail}/join`, {}, { cookie }))).toBe('conversation.left');
});

test('[CON-136] an address is written to so often a day; of it nothing is kept but a sign, for a day', async () => {
  const statuses = [];
  for (let time = 0; time <= LIMITS.ADDRESS_LINKS_PER_DAY; time += 1)
    statuses.push((await ask('five@example.org')).statusCode);
  expect(new Set(statuses)).toEqual(new Set([204]));
  expect(await mails()).toHaveLength(LIMITS.ADDRESS_LINKS_PER_DAY);
  expect(code(await ask('nobody at all'))).toBe('notice.badAddress');
  const kept = await database.opened.db.execute(
    `select (select json_agg(l) from address_links l) as links, (select json_agg(m) from mails m) as mails`,
  );
  expect(JSON.stringify(kept)).not.toContain('example.org');
  service.clock.turn(DAY_SECONDS + 1);
  await service.running.mailSender.round();
  const left = await database.opened.db.execute(`select count(*)::integer as left from address_links`);
  expect(JSON.stringify(left)).toContain('"left":0');
  await ask('five@example.org');
  expect(await mails()).toHaveLength(1);
});

test('[CON-136] a link that was made up, changed or is over confirms nothing', async () => {
  await ask('six@example.org');
  const link = linkIn((await mails())[0]);
  const [mark = '', until = '', signature = ''] = link.split('.');
  const wrong = [
    `${mark}.${Number(until) + 1}.${signature}`,
    `${'A'.repeat(22)}.${until}.${signature}`,
    `${mark}.${until}.${'A'.repeat(43)}`,
  ];
  for (const one of wrong)
    expect(code(await post('/api/commenter/address', { link: one }))).toBe('consultation.badAddressLink');
  // A token of work is none of an address, and the other way round.
  const worked = (await service.commenter()).split('=')[1] ?? '';
  const made = `plenary-commenter-address=${worked}`;
  expect(code(await file('mailed', 'link-key-1', made))).toBe('consultation.mailNeeded');
  service.clock.turn(LIMITS.ADDRESS_LINK_HOURS * HOUR_SECONDS + 1);
  expect(code(await post('/api/commenter/address', { link }))).toBe('consultation.badAddressLink');
  const away = await post('/api/commenter/mail', {
    address: 'six@example.org',
    lang: 'en',
    back: '//example.org/deliberations/a/consultations/b',
  });
  expect(code(away)).toBe('request.malformed');
});

test('[CON-137] without script an address is asked for, confirmed and used by plain forms', async () => {
  const page = async (url: string, cookie = '') =>
    (await service.running.app.inject({ url, headers: { accept: 'text/html', cookie } })).body;
  const form = (url: string, fields: Readonly<Record<string, string>>, cookie = '') =>
    service.running.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', cookie },
      payload: new URLSearchParams(fields).toString(),
    });
  expect(await page(`${BACK}?lang=en`)).toContain('action="/take-part/ask?lang=en"');
  const bad = await form('/take-part/ask?lang=en', { address: 'nobody at all', back: BACK });
  expect(bad.headers.location).toBe(`${BACK}?lang=en&asked=bad#asked`);
  const asked = await form('/take-part/ask?lang=en', { address: 'seven@example.org', back: BACK });
  expect(asked.statusCode).toBe(303);
  expect(asked.headers.location).toBe(`${BACK}?lang=en&asked=sent#asked`);
  expect(await page(`${BACK}?lang=en&asked=sent`)).toContain('id="asked"');
  const link = linkIn((await mails())[0]);
  const opened = await page(`/take-part?link=${link}&back=${encodeURIComponent(BACK)}&lang=en`);
  expect(opened).toContain(`name="link" value="${link}"`);
  // Opening the page alone confirms nothing: programs that look through mails open it too.
  const done = await form('/take-part?lang=en', { link, back: BACK });
  expect(done.statusCode).toBe(303);
  expect(done.headers.location).toBe(`${BACK}?lang=en&`);
  const cookie = String([done.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  const wrong = await form('/take-part?lang=en', { link: `${link.slice(0, -1)}!`, back: BACK });
  expect(wrong.statusCode).toBe(422);
  const fields = {
    about: 'text',
    kind: 'general',
    lang: 'en',
    naming: 'pseudonym',
    author: 'A reader',
    text: 'By plain form, as the owner of an address.',
  };
  expect((await form(`${BACK}?lang=en`, { ...fields, key: 'plain-part-0' })).body).toContain('role="alert"');
  const filed = await form(`${BACK}?lang=en`, { ...fields, key: 'plain-part-1' }, cookie);
  expect(filed.statusCode).toBe(303);
  const listed = await service.running.app.inject({ url: '/api/consultations/mailed/comments?limit=100' });
  expect(listed.body).not.toContain('unproven');
  // And so is a conversation joined.
  const talk = await converse('mail');
  const here = talk.slice('/api'.length);
  expect(await page(`${here}?lang=en`, cookie)).toContain('name="join"');
  expect((await form(`${here}?lang=en`, { join: '1' })).statusCode).toBe(422);
  expect((await form(`${here}?lang=en`, { join: '1' }, cookie)).statusCode).toBe(303);
  expect(await page(`${here}?lang=en`, cookie)).not.toContain('name="join"');
});
