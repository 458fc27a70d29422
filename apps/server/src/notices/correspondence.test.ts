import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSeconds } from '@plenary/consensus';
import { correspondentStore, identityStore } from '@plenary/db';
import { freshDatabase } from '@plenary/db/testing';
import {
  LIMITS,
  type ApplicationListAnswer,
  type FiledAnswer,
  type FollowedCommentAnswer,
} from '@plenary/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_BODY, TEST_TEXT, type TestService } from '../testing.ts';

const WINDOW = 'consultation:letters';
const COMMENTS = '/api/consultations/letters/comments';
const ADDRESS = 'reader@example.org';
const DAY_SECONDS = 86_400;

const spool = mkdtempSync(join(tmpdir(), 'plenary-letters-'));
let database: Awaited<ReturnType<typeof freshDatabase>>;
let service: TestService;

const told = new Set<string>();
/** Mails that came since the last time they were asked for. */
const mails = async (): Promise<readonly string[]> => {
  await service.running.noticeMaker.round();
  await service.running.mailSender.round();
  const fresh = readdirSync(spool).filter((name) => !told.has(name));
  for (const name of fresh) told.add(name);
  return fresh.map((name) =>
    readFileSync(join(spool, name), 'utf8').replace(/=\r\n/g, '').replaceAll('=3D', '='),
  );
};
const linkIn = (mail: string | undefined, page: string) => {
  const found = new RegExp(`${page}\\?account=([0-9a-f-]{36})&(?:amp;)?token=([A-Za-z0-9_-]{43})`).exec(
    mail ?? '',
  );
  return { account: found?.[1] ?? '', token: found?.[2] ?? '' };
};
const ask = (method: 'POST' | 'DELETE' | 'GET', url: string, payload?: object) =>
  service.running.app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
const file = async (key: string, words: object = { text: 'A comment of somebody.', author: 'Somebody' }) => {
  const answer = await service.running.app.inject({
    method: 'POST',
    url: COMMENTS,
    headers: { 'idempotency-key': key, cookie: await service.commenter() },
    payload: { about: { on: 'text' }, kind: 'general', lang: 'en', naming: 'pseudonym', words },
  });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<FiledAnswer>();
};
const must = async (...act: Parameters<TestService['act']>): Promise<void> => {
  const answer = await service.act(...act);
  expect(answer.statusCode, answer.body).toBe(201);
};
const answer = (comments: readonly string[], reason: string) =>
  must('secretariat', WINDOW, { type: 'disposeComments', comments, disposition: 'noted', reason });

beforeAll(async () => {
  database = await freshDatabase('pglite');
  service = await startTestService({ database: database.opened, env: { PLENARY_MAIL_SPOOL: spool } });
  await must('secretariat', WINDOW, {
    type: 'announceConsultation',
    id: 'letters',
    deliberation: 'charter',
    textHash: TEST_TEXT.hash,
    title: { en: 'Letters' },
    opensAt: service.clock.now(),
    closesAt: addSeconds(service.clock.now(), 90 * DAY_SECONDS),
    audience: 'public',
    languages: ['en'],
    questions: [],
    charactersMin: 5,
  });
});
afterAll(async () => {
  await service.close();
  await database.end();
  rmSync(spool, { recursive: true });
});

test('[NOT-12] whoever comments without an account has a private link that shows the comment as its author sees it', async () => {
  const { comment, follow = '' } = await file('letters-file-1');
  const path = `${COMMENTS}/${comment}/follower`;
  const followed = await ask('GET', `${path}?token=${follow}`);
  expect(followed.json<FollowedCommentAnswer>()).toMatchObject({
    comment: { id: 'c1', own: true, words: { author: 'Somebody' } },
    mail: 'none',
  });
  expect(followed.headers['cache-control']).toBe('no-store');
  const { follow: other = '' } = await file('letters-file-2');
  expect((await ask('GET', `${path}?token=${other}`)).statusCode).toBe(410);
  expect((await ask('GET', `${path}?token=${'A'.repeat(43)}`)).statusCode).toBe(410);
  expect((await ask('DELETE', `${COMMENTS}/c1?token=${other}`)).statusCode).toBe(410);
  // Whoever is signed in has notices, and needs no link.
  const signedIn = await service.running.app.inject({
    method: 'POST',
    url: COMMENTS,
    headers: { 'idempotency-key': 'letters-file-3', cookie: await service.enter('kenya') },
    payload: {
      about: { on: 'text' },
      kind: 'general',
      lang: 'en',
      naming: 'pseudonym',
      words: { text: 'A comment of a delegate.', author: 'X' },
    },
  });
  expect(signedIn.json<FiledAnswer>()).not.toHaveProperty('follow');
});

test('[NOT-13] an address is asked first, then told of each answer; the link in a mail makes it forgotten', async () => {
  const { comment, follow = '' } = await file('letters-follow-1');
  const path = `${COMMENTS}/${comment}/follower`;
  expect((await ask('POST', path, { token: follow, address: 'no address', lang: 'fr' })).statusCode).toBe(
    422,
  );
  expect((await ask('POST', path, { token: follow, address: ADDRESS, lang: 'fr' })).statusCode).toBe(204);
  const [question, ...none] = await mails();
  expect(none).toEqual([]);
  expect(question).toContain('Content-Language: fr');
  // Nothing is told before the address is confirmed.
  await answer([comment], 'Heard once.');
  expect(await mails()).toEqual([]);
  const confirm = linkIn(question, 'confirm-address');
  expect((await ask('POST', '/api/notices/confirm', { ...confirm, token: 'A'.repeat(43) })).statusCode).toBe(
    410,
  );
  expect((await ask('POST', '/api/notices/confirm', confirm)).statusCode).toBe(204);
  await answer([comment], 'Heard twice.');
  await must('secretariat', WINDOW, { type: 'replyToComment', comment, words: 'Thank you.' });
  const letters = await mails();
  expect(letters.length).toBeGreaterThan(0);
  const all = letters.join('\n');
  expect(all).toContain(`/consultations/letters/comments/${comment}?token=${follow}`);
  expect(all).toMatch(/^To: reader@example\.org/m);
  expect(all).toMatch(/^List-Unsubscribe:/m);
  const shown = (await ask('GET', `${path}?token=${follow}`)).body;
  expect(shown).toContain('"confirmed"');
  // The address is in no answer and in no event, and what was sent keeps none.
  const events = await service.get(`/api/events?stream=${WINDOW}`);
  const page = await service.get(COMMENTS, 'secretariat');
  for (const said of [shown, events.body, page.body]) expect(said).not.toContain(ADDRESS);
  expect(await database.opened.db.execute('select count(*)::int as n from mails')).toMatchObject({
    rows: [{ n: 0 }],
  });
  expect((await ask('POST', '/api/notices/unsubscribe', linkIn(letters[0], 'unsubscribe'))).statusCode).toBe(
    204,
  );
  await answer([comment], 'Heard three times.');
  expect(await mails()).toEqual([]);
  expect((await ask('GET', `${path}?token=${follow}`)).json<FollowedCommentAnswer>().mail).toBe('none');
});

test('[NOT-14] the address goes with the comment, with what was not confirmed in a week, and is written to a bounded number of times', async () => {
  const { comment, follow = '' } = await file('letters-erase-1');
  const path = `${COMMENTS}/${comment}/follower`;
  const address = 'flooded@example.org';
  await ask('POST', path, { token: follow, address, lang: 'en' });
  expect(await mails()).toHaveLength(1);
  const store = correspondentStore(database.opened.db);
  const followed = { consultation: 'letters', comment: Number(comment.slice(1)) };
  expect(await store.follower(followed)).toMatchObject({ address });
  expect((await ask('DELETE', `${COMMENTS}/${comment}?token=${follow}`)).statusCode).toBe(204);
  expect(await store.follower(followed)).toBeUndefined();
  expect((await ask('POST', path, { token: follow, address, lang: 'en' })).statusCode).toBe(410);
  // The same address for comment after comment: the answer tells nothing, the mails end.
  for (let at = 0; at < LIMITS.FOLLOWED_PER_ADDRESS_MAX + 2; at += 1) {
    const filed = await file(`letters-flood-${at}`);
    const put = await ask('POST', `${COMMENTS}/${filed.comment}/follower`, {
      token: filed.follow ?? '',
      address,
      lang: 'en',
    });
    expect(put.statusCode).toBe(204);
  }
  expect((await mails()).length).toBe(LIMITS.FOLLOWED_PER_ADDRESS_MAX);
  service.clock.turn((LIMITS.UNCONFIRMED_DAYS + 1) * DAY_SECONDS);
  await mails();
  expect(await database.opened.db.execute('select count(*)::int as n from correspondents')).toMatchObject({
    rows: [{ n: 0 }],
  });
});

test('[ACC-12] [ACC-60] an organization applies by itself, is read once its address is confirmed, and is mailed each decision', async () => {
  const application = {
    name: 'Readers without borders',
    class: 'civilOrganization',
    sponsors: [],
    statements: { mandate: 'We read.', funding: 'Our members.', independence: 'None.', conflicts: 'None.' },
    address: 'office@example.org',
    lang: 'en',
  };
  expect((await ask('POST', '/api/applications', { ...application, address: 'no address' })).statusCode).toBe(
    422,
  );
  expect((await ask('POST', '/api/applications', application)).statusCode).toBe(204);
  const waiting = async () =>
    (await service.get('/api/applications', 'secretariat')).json<ApplicationListAnswer>().applications;
  expect((await service.get('/api/applications')).statusCode).toBe(401);
  expect((await service.get('/api/applications', 'france')).statusCode).toBe(403);
  expect(await waiting()).toEqual([]);
  const [question] = await mails();
  expect((await ask('POST', '/api/notices/confirm', linkIn(question, 'confirm-address'))).statusCode).toBe(
    204,
  );
  const [read] = await waiting();
  expect(read).toMatchObject({ said: { name: 'Readers without borders' }, address: 'office@example.org' });
  const decide = async (decision: object) =>
    service.running.app.inject({
      method: 'POST',
      url: `/api/applications/${read?.id ?? ''}/decision`,
      payload: decision,
      headers: { cookie: await service.enter('secretariat') },
    });
  expect((await decide({ listed: 'READERS' })).json()).toMatchObject({
    error: { code: 'organization.notListed' },
  });
  await must('secretariat', TEST_BODY, {
    type: 'listOrganization',
    organization: {
      id: 'READERS',
      names: { en: 'Readers without borders' },
      class: 'civilOrganization',
      sponsors: [],
    },
    findings: { mandate: 'Reads.', funding: 'Members.', independence: 'Yes.', conflicts: 'None.' },
    objectionSeconds: DAY_SECONDS,
    until: addSeconds(service.clock.now(), 300 * DAY_SECONDS),
  });
  expect((await decide({ listed: 'READERS' })).statusCode).toBe(204);
  expect((await decide({ refused: 'Too late.' })).statusCode).toBe(409);
  expect((await mails()).join('\n')).toContain('members may object until');
  expect(await waiting()).toEqual([]);
  service.clock.turn(DAY_SECONDS + 1);
  await must('secretariat', TEST_BODY, { type: 'accreditOrganization', organization: 'READERS' });
  const [letter] = await mails();
  expect(letter).toContain('It has a seat as an observer;');
  expect(letter).toMatch(/^To: office@example\.org/m);
  // ACC-60: the link in the letter opens the account once; whoever comes in by it comments for the organization.
  const token = /\/enter#token=([A-Za-z0-9_-]+)/u.exec(letter ?? '')?.[1] ?? '';
  const accept = () =>
    ask('POST', '/api/invitations/accept', { token, login: 'readers', password: 'a long password' });
  const entered = await accept();
  expect(entered.statusCode, entered.body).toBe(200);
  expect((await accept()).statusCode).not.toBe(200);
  const cookie = String([entered.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  const said = await service.running.app.inject({
    method: 'POST',
    url: COMMENTS,
    headers: { cookie, 'idempotency-key': 'of-the-readers' },
    payload: {
      about: { on: 'text' },
      kind: 'general',
      lang: 'en',
      naming: 'name',
      words: { text: 'Readers welcome the text.' },
    },
  });
  expect(said.statusCode, said.body).toBe(201);
  const events = (await service.get(`/api/events?stream=${WINDOW}`)).body;
  expect(events).toContain('"member":"READERS"');
  // A renewal brings no second way in.
  await must('secretariat', TEST_BODY, {
    type: 'listOrganization',
    organization: {
      id: 'READERS',
      names: { en: 'Readers without borders' },
      class: 'civilOrganization',
      sponsors: [],
    },
    findings: { mandate: 'Reads.', funding: 'Members.', independence: 'Yes.', conflicts: 'None.' },
    objectionSeconds: DAY_SECONDS,
    until: addSeconds(service.clock.now(), 300 * DAY_SECONDS),
  });
  service.clock.turn(DAY_SECONDS + 1);
  await must('secretariat', TEST_BODY, { type: 'accreditOrganization', organization: 'READERS' });
  const renewed = (await mails()).find((mail) => mail.includes('office@example.org'));
  expect(renewed).toContain('It has a seat as an observer.');
  expect(renewed).not.toContain('/enter#token=');
});

test('[ACC-155] of several applications that bear the id of an organization one is sent the way in', async () => {
  const waiting = async () =>
    (await service.get('/api/applications', 'secretariat')).json<ApplicationListAnswer>().applications;
  const apply = async (address: string): Promise<string> => {
    await ask('POST', '/api/applications', {
      name: 'Writers',
      class: 'civilOrganization',
      sponsors: [],
      statements: { mandate: 'Write.', funding: 'Own.', independence: 'Yes.', conflicts: 'None.' },
      address,
      lang: 'en',
    });
    const question = (await mails()).find((mail) => mail.includes(address));
    expect((await ask('POST', '/api/notices/confirm', linkIn(question, 'confirm-address'))).statusCode).toBe(
      204,
    );
    return (await waiting()).find((one) => one.address === address)?.id ?? '';
  };
  const decide = async (id: string) => {
    const answer = await service.running.app.inject({
      method: 'POST',
      url: `/api/applications/${id}/decision`,
      payload: { listed: 'WRITERS' },
      headers: { cookie: await service.enter('secretariat') },
    });
    expect(answer.statusCode, answer.body).toBe(204);
  };
  const list = () =>
    must('secretariat', TEST_BODY, {
      type: 'listOrganization',
      organization: {
        id: 'WRITERS',
        names: { en: 'Writers' },
        class: 'civilOrganization',
        sponsors: [],
      },
      findings: { mandate: 'Writes.', funding: 'Own.', independence: 'Yes.', conflicts: 'None.' },
      objectionSeconds: DAY_SECONDS,
      until: addSeconds(service.clock.now(), 300 * DAY_SECONDS),
    });
  const former = await apply('former@example.org');
  const own = await apply('own@example.org');
  const foreign = await apply('foreign@example.org');
  // A listing that came to nothing, and the one that comes to a seat.
  await list();
  await decide(former);
  await must('secretariat', TEST_BODY, {
    type: 'declineOrganization',
    organization: 'WRITERS',
    reason: 'Not yet.',
  });
  service.clock.turn(1);
  await list();
  await decide(own);
  service.clock.turn(1);
  await decide(foreign);
  await mails();
  service.clock.turn(DAY_SECONDS + 1);
  await must('secretariat', TEST_BODY, { type: 'accreditOrganization', organization: 'WRITERS' });
  const told = await mails();
  const withLink = told.filter((mail) => mail.includes('/enter#token='));
  expect(told).toHaveLength(3);
  expect(withLink).toHaveLength(1);
  expect(withLink[0]).toMatch(/^To: own@example\.org/m);
});

test('[ACC-135] an organization that nobody came in for is reminded once before its link ends, with a new one', async () => {
  const organizations = ['WRITERS', 'SINGERS'] as const;
  for (const id of organizations) {
    const application = {
      name: id,
      class: 'civilOrganization',
      sponsors: [],
      statements: {
        mandate: 'We write.',
        funding: 'Our members.',
        independence: 'None.',
        conflicts: 'None.',
      },
      address: `${id.toLowerCase()}@example.org`,
      lang: 'en',
    };
    expect((await ask('POST', '/api/applications', application)).statusCode).toBe(204);
    const question = (await mails()).find((mail) => mail.includes('confirm-address'));
    await ask('POST', '/api/notices/confirm', linkIn(question, 'confirm-address'));
    const { applications } = (
      await service.get('/api/applications', 'secretariat')
    ).json<ApplicationListAnswer>();
    await must('secretariat', TEST_BODY, {
      type: 'listOrganization',
      organization: { id, names: { en: id }, class: 'civilOrganization', sponsors: [] },
      findings: { mandate: 'Writes.', funding: 'Members.', independence: 'Yes.', conflicts: 'None.' },
      objectionSeconds: DAY_SECONDS,
      until: addSeconds(service.clock.now(), 300 * DAY_SECONDS),
    });
    await service.running.app.inject({
      method: 'POST',
      url: `/api/applications/${applications[0]?.id ?? ''}/decision`,
      payload: { listed: id },
      headers: { cookie: await service.enter('secretariat') },
    });
  }
  service.clock.turn(DAY_SECONDS + 1);
  for (const organization of organizations)
    await must('secretariat', TEST_BODY, { type: 'accreditOrganization', organization });
  const invited = (await mails()).filter((mail) => mail.includes('/enter#token='));
  const tokenIn = (mail: string | undefined): string =>
    /\/enter#token=([A-Za-z0-9_-]+)/u.exec(mail ?? '')?.[1] ?? '';
  const accept = (token: string, login: string) =>
    ask('POST', '/api/invitations/accept', { token, login, password: 'a long password' });
  // The singers come in, the writers do not.
  const singers = tokenIn(invited.find((mail) => mail.includes('singers@example.org')));
  expect((await accept(singers, 'singers')).statusCode).toBe(200);
  service.clock.turn((LIMITS.INVITATION_DAYS - LIMITS.REMINDED_DAYS) * DAY_SECONDS - 60);
  expect(await mails()).toEqual([]);
  service.clock.turn(120);
  const reminders = await mails();
  expect(reminders).toHaveLength(1);
  expect(reminders[0]).toMatch(/^To: writers@example\.org/m);
  expect(reminders[0]).toContain('Nobody has come in for your organization yet');
  expect(await mails()).toEqual([]);
  // The first link is over by then; the new one opens the account, and nobody is reminded twice.
  service.clock.turn(LIMITS.REMINDED_DAYS * DAY_SECONDS + 60);
  expect((await accept(tokenIn(reminders[0]), 'writers')).statusCode).toBe(200);
  service.clock.turn(LIMITS.INVITATION_DAYS * DAY_SECONDS);
  expect(await mails()).toEqual([]);
});

test('[NTC-60] an organization that is accredited is told by the service that its standing ends', async () => {
  service.clock.turn(240 * DAY_SECONDS);
  await service.running.noticeMaker.round();
  const people = await identityStore(database.opened.db).accountBySeat('observer', 'READERS');
  const reminded = await service.running.notices.list(people?.id ?? '', { limit: 10, muted: [] });
  expect(reminded).toMatchObject([{ code: 'accreditationEnds', path: '/accreditation/apply' }]);
});
