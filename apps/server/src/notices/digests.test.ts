import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSeconds, type AddressedNotice, type Digest, type Notice } from '@plenary/consensus';
import { freshDatabase } from '@plenary/db/testing';
import { LIMITS, type NoticeListAnswer } from '@plenary/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf, startTestService, TEST_DELIBERATION, TEST_TEXT, type TestService } from '../testing.ts';

const DAY_SECONDS = 86_400;

let service: TestService;
let spool: string;
let account: string;
let told = 0;
/** Mails that were taken from the spool. */
let taken: string[];

beforeEach(async () => {
  spool = mkdtempSync(join(tmpdir(), 'plenary-digests-'));
  service = await startTestService({
    env: { PLENARY_MAIL_SPOOL: spool, PLENARY_PUBLIC_URL: 'https://plenary.example.org' },
  });
  await service.enter('kenya');
  account = (await service.running.people.accounts()).find(({ member }) => member === 'KEN')?.id ?? '';
  taken = [];
});
afterEach(async () => {
  await service.close();
  rmSync(spool, { recursive: true });
});

const wants = (digest: Digest): Promise<void> =>
  service.running.notices.setSettings(account, {
    address: 'head@ken.example',
    confirmedAt: service.clock.now(),
    lang: 'en',
    digest,
    muted: [],
  });
const notice = (more: Partial<Notice> = {}): AddressedNotice => {
  told += 1;
  return {
    account,
    notice: {
      key: `test:${told}`,
      kind: 'decisionTaken',
      code: 'amendmentAdopted',
      deliberation: 'charter',
      facts: { amendment: `A${told}` },
      path: '/deliberations/charter/adoption',
      at: service.clock.now(),
      ...more,
    },
  };
};
const deadline = (seconds: number): AddressedNotice =>
  notice({
    kind: 'deadlineNear',
    code: 'ballotCloses',
    facts: { until: addSeconds(service.clock.now(), seconds) },
  });
/** Mails that a round of the sender writes, their plain text with the subject before it. */
const mailed = async (): Promise<readonly string[]> => {
  await service.running.mailSender.round();
  const fresh = readdirSync(spool).filter((name) => !taken.includes(name));
  taken.push(...fresh);
  return fresh.map((name) => readFileSync(join(spool, name), 'utf8').replace(/=\r\n/g, ''));
};
/** The lines of the plain text, without those that are addresses. */
const lines = (mail: string): readonly string[] =>
  (
    mail
      .split(/\r\n\r\n/)
      .slice(1)
      .join('\r\n\r\n')
      .split('Content-Type: text/html')[0] ?? ''
  )
    .split('\r\n')
    .filter((line) => /[.:]$/.test(line) && !line.startsWith('http'));
const list = async (query = ''): Promise<NoticeListAnswer> =>
  (await service.get(`/api/notices${query}`, 'kenya')).json<NoticeListAnswer>();

test('[NOT-31] a digest takes all 771 that wait: so many of a kind, the newest, and how many more; nothing waits for the next', async () => {
  await wants('daily');
  const first = Array.from({ length: 771 }, () => notice());
  await service.running.notices.keep([...first, deadline(7_200)]);
  const [mail = '', ...others] = await mailed();
  expect(others).toEqual([]);
  expect(mail).toMatch(/^Subject: Test assembly: 772 notices/m);
  const said = lines(mail);
  expect(said).toContain('771 decisions were taken (Charter of the test).');
  const shown = said.filter((line) => line.startsWith('The amendment'));
  expect(shown).toHaveLength(LIMITS.NOTICES_PER_MAIL_MAX - 1);
  expect(shown[0]).toContain(`${first.at(-1)?.notice.facts['amendment']} was adopted`);
  expect(said).toContain(`And ${772 - LIMITS.NOTICES_PER_MAIL_MAX} more, in the list of notices.`);
  expect(mail).toContain('https://plenary.example.org/notices');
  service.clock.turn(DAY_SECONDS);
  expect(await mailed()).toEqual([]);
  await service.running.notices.keep([notice()]);
  expect(await mailed()).toHaveLength(1);
});

test('[NOT-70] a mail about a deliberation that is not in memory is written, and the service goes on', async () => {
  await wants('daily');
  await service.running.notices.keep([notice()]);
  service.running.held.drop(TEST_DELIBERATION);
  const [mail = ''] = await mailed();
  expect(mail).toContain('Charter of the test');
  expect((await service.get('/api/deliberations')).statusCode).toBe(200);
});

test('[NOT-30] whoever is mailed once a day is mailed a deadline at once, and all else the day after', async () => {
  await wants('daily');
  await service.running.notices.keep([notice()]);
  expect(await mailed()).toHaveLength(1);
  service.clock.turn(60);
  await service.running.notices.keep([notice(), deadline(7_200)]);
  const [urgent = '', ...others] = await mailed();
  expect(others).toEqual([]);
  expect(urgent).toContain('Your delegation has not voted');
  expect(urgent).not.toContain('was adopted');
  expect(await mailed()).toEqual([]);
  service.clock.turn(DAY_SECONDS);
  const [daily = ''] = await mailed();
  expect(daily).toContain('was adopted');
});

test('[NOT-30] deadlines stand first, the nearest before the others, and in no mail once they have passed', async () => {
  await service.running.notices.keep([]);
  await wants('daily');
  await service.running.notices.keep([deadline(7_200), deadline(60), deadline(600), notice()]);
  service.clock.turn(61);
  const [mail = ''] = await mailed();
  const said = lines(mail).filter((line) => /not voted|was adopted/.test(line));
  expect(said.map((line) => /9:10|11:00|was adopted/.exec(line)?.[0])).toEqual([
    '9:10',
    '11:00',
    'was adopted',
  ]);
});

test('[NOT-32] whoever is mailed at once is mailed once in ten minutes, with all that happened meanwhile', async () => {
  await wants('atOnce');
  await service.running.notices.keep([notice()]);
  expect(await mailed()).toHaveLength(1);
  for (let at = 0; at < 3; at += 1) {
    service.clock.turn(60);
    await service.running.notices.keep([notice()]);
    expect(await mailed()).toEqual([]);
  }
  service.clock.turn(LIMITS.MAIL_GATHERED_SECONDS - 180);
  const [mail = '', ...others] = await mailed();
  expect(others).toEqual([]);
  expect(mail).toMatch(/^Subject: Test assembly: 3 notices/m);
});

test('[NOT-33] what people were told is deleted after its time, with the mails that carried it', async () => {
  await wants('atOnce');
  await service.running.notices.keep([notice()]);
  await mailed();
  const kept = () => service.running.notices.list(account, { limit: 10, muted: [] });
  service.clock.turn(LIMITS.NOTICE_DAYS * DAY_SECONDS);
  await service.running.mailSender.round();
  expect(await kept()).toHaveLength(1);
  service.clock.turn(1);
  await service.running.mailSender.round();
  expect(await kept()).toEqual([]);
});

test('[NOT-3] pages of the list are whole without the kinds that are switched off', async () => {
  const { notices } = service.running;
  const told = Array.from({ length: 20 }, (_, at) =>
    notice(
      at % 2 === 0 ? {} : { kind: 'textChanged', code: 'textChanged', facts: { symbol: 'A1', count: 1 } },
    ),
  );
  await notices.keep(told);
  await notices.setSettings(account, { lang: 'en', digest: 'off', muted: ['decisionTaken'] });
  const first = await list('?limit=6');
  expect(first.unread).toBe(10);
  expect(first.notices.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'textChanged'));
  const rest = await list(`?limit=6&before=${first.notices.at(-1)?.number}`);
  expect(rest.notices).toHaveLength(4);
});

test('[NOT-35] of a deadline people are told once, and what is told already wakes nobody', async () => {
  await service.act('chair', TEST_DELIBERATION, {
    type: 'proposeAdoption',
    rule: 'consensus',
    objectionSeconds: 3_600,
  });
  for (let at = 0; at < 5; at += 1) await service.running.noticeMaker.round();
  const [near] = (await list()).notices;
  expect(near?.code).toBe('objectionsEnd');
  await service.running.notices.keep([notice()]);
  const [next] = (await list()).notices;
  // Numbers are given to what is kept, and nothing was written in vain.
  expect(next?.number).toBe((near?.number ?? 0) + 1);
});

test('[NOT-36] what changed the words under positions is told also by a process that begins in between', async () => {
  const own = await freshDatabase('pglite');
  const first = await startTestService({ database: own.opened });
  const must = async (...act: Parameters<TestService['act']>): Promise<void> => {
    const answer = await first.act(...act);
    expect(answer.statusCode, answer.body).toBe(201);
  };
  await must('kenya', TEST_DELIBERATION, {
    type: 'statePosition',
    item: 'p3',
    stance: 'support',
    reason: '',
    textHash: hashOf('p3'),
  });
  await first.running.noticeMaker.round();
  await first.running.noticeMaker.stop();
  await must('france', TEST_DELIBERATION, {
    type: 'submitAmendment',
    changes: [{ paragraph: 'p3', new: 'Decides that every act is answered at once;' }],
    reason: '',
    textHash: TEST_TEXT.hash,
    needs: [],
    excludes: [],
  });
  await must('chair', TEST_DELIBERATION, { type: 'acceptAmendment', amendment: 'A1' });
  const cookie = await first.enter('kenya');
  const second = await startTestService({ database: own.opened, empty: true, clock: first.clock });
  await second.running.noticeMaker.round();
  const answer = await second.running.app.inject({ url: '/api/notices', headers: { cookie } });
  expect(answer.json<NoticeListAnswer>().notices).toMatchObject([
    { code: 'textChanged', facts: { symbol: 'A1', count: 1 }, path: '/deliberations/charter/desk' },
  ]);
  await second.close();
  await first.close();
  await own.end();
});
