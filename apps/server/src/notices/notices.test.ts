import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSeconds } from '@plenary/consensus';
import { noticeStore, type Mail } from '@plenary/db';
import { freshDatabase } from '@plenary/db/testing';
import { LIMITS, type NoticeListAnswer, type NoticeSettingsAnswer } from '@plenary/protocol';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestService, TEST_DELIBERATION, TEST_TEXT, turnedClock, type TestService } from '../testing.ts';
import { mailCarrier } from './mail-carrier.ts';
import { backoffSeconds, startMailSender } from './mail-sender.ts';
import { digestText, noticeSentence } from './mail-text.ts';

/** Mails that the server took, as they came over the line. */
const received: string[] = [];
let refusing = false;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, done) => {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      if (refusing) {
        done(Object.assign(new Error('full'), { responseCode: 452 }));
        return;
      }
      received.push(Buffer.concat(parts).toString('utf8'));
      done();
    });
  },
});
let smtpUrl = '';
let service: TestService;
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const address = smtp.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the mail server has no port');
  smtpUrl = `smtp://127.0.0.1:${address.port}`;
  service = await startTestService({
    env: { PLENARY_SMTP_URL: smtpUrl, PLENARY_PUBLIC_URL: 'https://plenary.example.org' },
  });
});
afterAll(async () => {
  await service.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});
beforeEach(() => {
  received.length = 0;
  refusing = false;
});

const post = async (seat: 'kenya' | 'france' | undefined, url: string, payload: object) =>
  service.running.app.inject({
    method: 'POST',
    url,
    payload,
    headers: seat === undefined ? {} : { cookie: await service.enter(seat) },
  });
const must = async (...act: Parameters<TestService['act']>): Promise<void> => {
  const answer = await service.act(...act);
  expect(answer.statusCode, answer.body).toBe(201);
};
const listOf = async (seat: 'kenya' | 'france'): Promise<NoticeListAnswer> => {
  await service.running.noticeMaker.round();
  return (await service.get('/api/notices', seat)).json<NoticeListAnswer>();
};
/** Words of a mail whose lines were broken for the way. */
const unfolded = (mail: string): string => mail.replace(/=\r\n/g, '').replaceAll('=3D', '=');
const linkIn = (mail: string, page: string): { account: string; token: string } => {
  const query = new RegExp(`${page}\\?account=([0-9a-f-]{36})&(?:amp;)?token=([A-Za-z0-9_-]{43})`).exec(
    unfolded(mail),
  );
  return { account: query?.[1] ?? '', token: query?.[2] ?? '' };
};

test('[NOT-1] nobody reads notices without a session, and everybody reads their own', async () => {
  expect((await service.get('/api/notices')).statusCode).toBe(401);
  await service.enter('kenya');
  await must('france', TEST_DELIBERATION, {
    type: 'openDocument',
    id: 'd1',
    kind: 'amendmentDraft',
    lang: 'en',
    title: 'A <b>draft</b>',
  });
  await must('france', TEST_DELIBERATION, { type: 'shareDocument', document: 'd1', member: 'KEN' });
  const { unread, notices } = await listOf('kenya');
  expect(unread).toBe(1);
  expect(notices).toMatchObject([
    { code: 'draftShared', path: '/deliberations/charter/drafts/d1', title: { en: 'Charter of the test' } },
  ]);
  expect((await listOf('france')).notices).toEqual([]);
});

test('[NOT-2] what was told is told once, however often it is looked at, and can be marked as read', async () => {
  const { notices } = await listOf('kenya');
  expect(notices).toHaveLength(1);
  expect((await post('france', '/api/notices/read', { upTo: notices[0]?.number })).statusCode).toBe(204);
  expect((await listOf('kenya')).unread).toBe(1);
  expect((await post('kenya', '/api/notices/read', { one: notices[0]?.number })).statusCode).toBe(204);
  expect((await listOf('kenya')).unread).toBe(0);
});

test('[NOT-4] an address gets nothing but the question until its owner confirmed it; then a digest in the language chosen', async () => {
  const settings = { address: 'head@ken.example', lang: 'fr', digest: 'atOnce', muted: [] };
  const saved = await post('kenya', '/api/notices/settings', settings);
  expect(saved.json<NoticeSettingsAnswer>()).toMatchObject({ confirmed: false, digest: 'atOnce' });
  await service.running.mailSender.round();
  await must('france', TEST_DELIBERATION, { type: 'unshareDocument', document: 'd1', member: 'KEN' });
  await must('france', TEST_DELIBERATION, { type: 'shareDocument', document: 'd1', member: 'KEN' });
  await service.running.noticeMaker.round();
  await service.running.mailSender.round();
  expect(received).toHaveLength(1);
  const token = linkIn(received[0] ?? '', 'confirm-address');
  const wrong = await post(undefined, '/api/notices/confirm', { ...token, token: 'A'.repeat(43) });
  expect(wrong.statusCode).toBe(410);
  service.clock.turn(60);
  expect((await post(undefined, '/api/notices/confirm', token)).statusCode).toBe(204);
  await must('france', TEST_DELIBERATION, { type: 'unshareDocument', document: 'd1', member: 'KEN' });
  await must('france', TEST_DELIBERATION, { type: 'shareDocument', document: 'd1', member: 'KEN' });
  await service.running.noticeMaker.round();
  await service.running.mailSender.round();
  expect(received).toHaveLength(2);
  const mail = unfolded(received[1] ?? '');
  expect(mail).toMatch(/^To: head@ken\.example/m);
  expect(mail).toContain('https://plenary.example.org/deliberations/charter/drafts/d1');
  expect(mail).toContain('Content-Language: fr');
  expect(mail).toContain('&lt;b&gt;draft&lt;/b&gt;');
  expect(mail).not.toMatch(/<b>draft<\/b><\/a>/);
  expect(mail).toMatch(/^List-Unsubscribe:\s+<https:\/\/plenary\.example\.org\/unsubscribe\?account=/m);
  await service.running.mailSender.round();
  expect(received).toHaveLength(2);
});

test('[NOT-5] a mail that is refused is tried again later under the same id, and never lost', async () => {
  service.clock.turn(LIMITS.MAIL_GATHERED_SECONDS);
  refusing = true;
  await must('france', TEST_DELIBERATION, { type: 'unshareDocument', document: 'd1', member: 'KEN' });
  await must('france', TEST_DELIBERATION, { type: 'shareDocument', document: 'd1', member: 'KEN' });
  await service.running.noticeMaker.round();
  await service.running.mailSender.round();
  expect(received).toEqual([]);
  refusing = false;
  await service.running.mailSender.round();
  expect(received).toEqual([]);
  service.clock.turn(backoffSeconds(1) + 1);
  await service.running.mailSender.round();
  expect(received).toHaveLength(1);
  expect(received[0]).toMatch(/^Message-ID: <[0-9a-f-]{36}@plenary\.example\.org>/m);
});

test('[NOT-6] the link in a mail ends mails, also by one request of a mail program, and the list goes on', async () => {
  service.clock.turn(LIMITS.MAIL_GATHERED_SECONDS);
  await must('france', TEST_DELIBERATION, { type: 'unshareDocument', document: 'd1', member: 'KEN' });
  await must('france', TEST_DELIBERATION, { type: 'shareDocument', document: 'd1', member: 'KEN' });
  await service.running.noticeMaker.round();
  await service.running.mailSender.round();
  const { account, token } = linkIn(received[0] ?? '', 'unsubscribe');
  const oneClick = await service.running.app.inject({
    method: 'POST',
    url: `/unsubscribe?account=${account}&token=${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  });
  expect(oneClick.statusCode).toBe(204);
  expect((await service.get('/api/notices/settings', 'kenya')).json<NoticeSettingsAnswer>().digest).toBe(
    'off',
  );
  const before = (await listOf('kenya')).notices.length;
  await must('france', TEST_DELIBERATION, { type: 'unshareDocument', document: 'd1', member: 'KEN' });
  await must('france', TEST_DELIBERATION, { type: 'shareDocument', document: 'd1', member: 'KEN' });
  expect((await listOf('kenya')).notices).toHaveLength(before + 1);
  await service.running.mailSender.round();
  expect(received).toHaveLength(1);
});

test('[NOT-3] what is switched off is not listed, and an address that is none is refused', async () => {
  const settings = { lang: 'en', digest: 'off', muted: ['assigned'] };
  expect((await post('kenya', '/api/notices/settings', settings)).statusCode).toBe(200);
  expect(await listOf('kenya')).toEqual({ unread: 0, notices: [] });
  for (const address of ['no address', 'a@b\r\nBcc: c@d', 'a@b>', '@xy'])
    expect((await post('kenya', '/api/notices/settings', { ...settings, address })).statusCode).toBe(422);
});

test('[NOT-7] two senders on one database send a mail once; what one claimed and left is sent by the other when its time is over', async () => {
  const own = await freshDatabase('pglite');
  const other = await startTestService({ database: own.opened });
  const notices = noticeStore(own.opened.db);
  const clock = turnedClock();
  const faults: unknown[] = [];
  const account = (await other.running.people.accounts())[0]?.id ?? '';
  const mail: Mail = {
    id: '00000000-0000-4000-8000-000000000001',
    account,
    address: 'x@example.org',
    lang: 'en',
    subject: 'S',
    plain: 'P',
    html: '<p>P</p>',
    unsubscribe: '',
  };
  await notices.queueMail(mail, clock.now());
  const sender = () =>
    startMailSender({
      notices,
      carrier: mailCarrier({ smtpUrl, spool: '', from: 'a@b.example', host: 'b.example' }),
      clock: clock.now,
      digests: async () => ({ compose: () => mail, learn: async () => undefined }),
      tidy: async () => undefined,
      onFault: (error) => faults.push(error),
    });
  const [left] = await notices.claimMails(clock.now(), '2026-01-15T09:03:00.000Z', 10);
  expect(left?.attempts).toBe(1);
  const senders = [sender(), sender()];
  await Promise.all(senders.map((one) => one.round()));
  expect(received).toEqual([]);
  clock.turn(181);
  await Promise.all(senders.map((one) => one.round()));
  expect(received).toHaveLength(1);
  expect(faults).toEqual([]);
  for (const one of senders) await one.stop();
  await other.close();
  await own.end();
});

test('[NOT-8] without a mail server mails lie in the spool folder, whole, for nobody else to read', async () => {
  const spool = mkdtempSync(join(tmpdir(), 'plenary-spool-'));
  const carrier = mailCarrier({ smtpUrl: undefined, spool, from: 'a@b.example', host: 'b.example' });
  await carrier.carry({
    id: '00000000-0000-4000-8000-000000000002',
    account: 'x',
    address: 'x@example.org',
    lang: 'ar',
    subject: 'إشعار',
    plain: 'P',
    html: '<p>P</p>',
    unsubscribe: '',
    attempts: 1,
    createdAt: '2026-01-15T09:00:00.000Z',
  });
  expect(readdirSync(spool)).toEqual(['00000000-0000-4000-8000-000000000002.eml']);
  const text = readFileSync(join(spool, '00000000-0000-4000-8000-000000000002.eml'), 'utf8');
  expect(text).toContain('Message-ID: <00000000-0000-4000-8000-000000000002@b.example>');
  expect(text).toContain('Date: Thu, 15 Jan 2026 09:00:00 +0000');
  carrier.close();
  rmSync(spool, { recursive: true });
});

test('[NOT-9] mails are written in the language of the reader, and what people wrote stays text', () => {
  const notice = { code: 'textChanged', facts: { symbol: 'A/1', count: 3 } } as const;
  const arabic = noticeSentence('ar', notice, { en: 'T', ar: 'نص' }, undefined);
  expect(arabic).toContain('نص');
  const text = digestText(
    'ar',
    'B',
    [{ text: '<script>\r\nBcc: x', url: 'https://x/?a=1&b=2' }],
    'https://x/u',
  );
  expect(text.html).toContain('dir="rtl"');
  expect(text.html).toContain('&lt;script&gt;');
  expect(text.html).toContain('https://x/?a=1&amp;b=2');
  expect(text.subject).toBe('<script> Bcc: x');
  expect(text.plain).toContain('https://x/u');
});

test('[NOT-1] a mention in a comment is told to those who may read the thread, and to nobody else', async () => {
  await post('kenya', '/api/notices/settings', { lang: 'en', digest: 'off', muted: [] });
  const open = {
    type: 'openDocument',
    id: 'w1',
    kind: 'workingText',
    lang: 'en',
    title: 'Working text',
    readers: 'members',
  };
  await must('secretariat', TEST_DELIBERATION, open);
  const begin = (visibility: string) =>
    post('france', '/api/deliberations/charter/documents/w1/comments', {
      visibility,
      anchor: [['p3', [7, 0, 0], [7, 5, 1]]],
      quote: '',
      words: 'Look, please.',
      mentions: ['KEN'],
    });
  const mentions = async () =>
    (await listOf('kenya')).notices.filter(({ kind }) => kind === 'mentioned').length;
  expect((await begin('delegation')).statusCode).toBe(201);
  expect(await mentions()).toBe(0);
  expect((await begin('all')).statusCode).toBe(201);
  expect(await mentions()).toBe(1);
  expect((await listOf('france')).notices.filter(({ kind }) => kind === 'mentioned')).toEqual([]);
});

test('[NOT-10] whoever commented while signed in is told what became of it, under whatever name; the record names nobody', async () => {
  const stream = 'consultation:notice-window';
  await must('secretariat', stream, {
    type: 'announceConsultation',
    id: 'notice-window',
    deliberation: 'charter',
    textHash: TEST_TEXT.hash,
    title: { en: 'Open door' },
    opensAt: service.clock.now(),
    closesAt: addSeconds(service.clock.now(), 90_000),
    audience: 'public',
    languages: ['en'],
    questions: [],
    charactersMin: 5,
  });
  const file = async (seat: 'kenya' | undefined, key: string): Promise<void> => {
    const answer = await service.running.app.inject({
      method: 'POST',
      url: '/api/consultations/notice-window/comments',
      headers: {
        'idempotency-key': key,
        cookie: await (seat === undefined ? service.commenter() : service.enter(seat)),
      },
      payload: {
        about: { on: 'text' },
        kind: 'general',
        lang: 'en',
        naming: 'pseudonym',
        words: { text: 'A comment under another name.', author: 'Somebody' },
      },
    });
    expect(answer.statusCode, answer.body).toBe(201);
  };
  await file('kenya', 'notice-file-1');
  await file(undefined, 'notice-file-2');
  await must('secretariat', stream, {
    type: 'disposeComments',
    comments: ['c1', 'c2'],
    disposition: 'noted',
    reason: 'Heard.',
  });
  const told = (await listOf('kenya')).notices.filter(({ path }) => path.includes('notice-window'));
  expect(told.map(({ code, facts, path }) => ({ code, facts, path }))).toEqual([
    {
      code: 'commentDisposed',
      facts: { comment: 'c1', count: 1 },
      path: '/deliberations/charter/consultations/notice-window#c1',
    },
  ]);
  expect((await listOf('france')).notices.filter(({ path }) => path.includes('notice-window'))).toEqual([]);
  service.clock.turn(7_200);
  const codes = (await listOf('france')).notices.map(({ code }) => code);
  expect(codes).toContain('windowCloses');
  const events = (await service.get(`/api/events?stream=${stream}`)).body;
  expect(events).not.toContain('KEN');
});
