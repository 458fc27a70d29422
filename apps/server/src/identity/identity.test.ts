import { randomBytes } from 'node:crypto';
import { addSeconds } from '@plenary/consensus';
import { identityStore, localNotifier } from '@plenary/db';
import { LIMITS } from '@plenary/protocol';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../packages/db/src/testing.ts';
import { registerPlugins } from '../plugins/register-plugins.ts';
import { createLogger, serverOptions } from '../plugins/server-options.ts';
import { registerInvitationRoutes } from '../routes/invitations.ts';
import { registerSessionRoutes } from '../routes/session.ts';
import { readSettings, type Settings } from '../settings.ts';
import { registerIdentity } from './register-identity.ts';

const START = '2026-01-15T09:00:00.000Z';
const PASSWORD = 'correct horse battery';
let database: Awaited<ReturnType<typeof freshDatabase>>;
let now = START;
let app: FastifyInstance;
let logged: string[] = [];

const settingsOf = (env: Record<string, string> = {}): Settings =>
  readSettings({ env: { LOG_LEVEL: 'info', ...env }, readFile: () => '' });

const build = async (settings = settingsOf(), signIns: number = 1_000): Promise<FastifyInstance> => {
  const logger = createLogger(settings, { write: (line: string) => void logged.push(line) });
  const built = fastify(serverOptions({ settings, logger }));
  const limits = { ...LIMITS, SIGN_INS_PER_MINUTE: signIns };
  await registerPlugins(built, { settings, limits });
  registerIdentity(built, {
    settings,
    store: identityStore(database.db),
    inTransaction: (work) => database.db.transaction((within) => work(identityStore(within))),
    clock: () => now,
    randomBytes,
    notifier: localNotifier(),
    sweepMs: 60_000,
  });
  registerSessionRoutes(built, { settings, limits });
  registerInvitationRoutes(built, {
    settings,
    limits,
    roleOf: async (member) =>
      ({ FRA: 'member' as const, KEN: 'member' as const, IEEE: 'observer' as const })[member],
  });
  await built.ready();
  return built;
};

beforeAll(async () => {
  database = await freshDatabase('pglite');
});
afterAll(async () => database.end());
beforeEach(async () => {
  now = START;
  logged = [];
  app = await build();
  return () => app.close();
});

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
const call = (
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  { cookie, body, headers = {} }: { cookie?: string; body?: object; headers?: Record<string, string> } = {},
) =>
  app.inject({
    method,
    url,
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
    ...(body === undefined ? {} : { payload: body }),
  });

const enter = async (
  seat: Parameters<FastifyInstance['identity']['linkForSeat']>[0],
  credentials: { login?: string; password?: string } = {},
) => {
  const { token } = await app.identity.linkForSeat(seat);
  return call('POST', '/api/invitations/accept', { body: { token, ...credentials } });
};
const secretariat = { kind: 'secretariat', mayBind: false, displayName: 'Secretariat' } as const;
const head = { kind: 'delegate', member: 'FRA', mayBind: true, displayName: 'Head' } as const;
let count = 0;
const newLogin = (): string => `login-${(count += 1)}`;

test('[IDN-5] a link signs in once and then no more', async () => {
  const { token } = await app.identity.linkForSeat(secretariat);
  const first = await call('POST', '/api/invitations/accept', { body: { token } });
  expect(first.statusCode).toBe(200);
  expect(first.json()).toMatchObject({
    signedIn: true,
    account: { kind: 'secretariat', hasPassword: false },
  });
  const second = await call('POST', '/api/invitations/accept', { body: { token } });
  expect([second.statusCode, second.json()]).toEqual([
    410,
    { error: { code: 'invitation.invalid', facts: {} } },
  ]);
});

test('[IDN-5] of many tries at the same moment one gets in', async () => {
  const { token } = await app.identity.linkForSeat(secretariat);
  const tries = await Promise.all(
    Array.from({ length: 12 }, () => call('POST', '/api/invitations/accept', { body: { token } })),
  );
  expect(tries.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
});

test('[IDN-5] a link ends with its days', async () => {
  const { token, expiresAt } = await app.identity.linkForSeat(secretariat);
  now = addSeconds(expiresAt, 1);
  expect((await call('POST', '/api/invitations/accept', { body: { token } })).statusCode).toBe(410);
});

test('[IDN-6] the cookie cannot be read by scripts nor sent along by other sites', async () => {
  const answer = await enter(secretariat);
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^plenary-session=[A-Za-z0-9_-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test('[IDN-6] with https the cookie is bound to the host and to https', async () => {
  await app.close();
  app = await build(settingsOf({ PLENARY_PUBLIC_URL: 'https://plenary.example.org' }));
  const answer = await enter(secretariat);
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Host-plenary-session=.*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test('[IDN-3] who somebody is comes from the session, whatever they say of themselves', async () => {
  const cookie = cookieOf(await enter(head));
  const answer = await call('GET', '/api/session', {
    cookie,
    headers: { 'x-account': 'other', authorization: 'secretariat' },
  });
  expect(answer.json()).toMatchObject({
    signedIn: true,
    account: { kind: 'delegate', member: 'FRA', mayBind: true },
  });
  expect((await call('GET', '/api/session')).json()).toEqual({ signedIn: false });
});

test('[IDN-4] a password opens a session; an unknown login and a wrong password are refused with the same words', async () => {
  const login = newLogin();
  expect((await enter(head, { login, password: PASSWORD })).json()).toMatchObject({
    account: { hasPassword: true },
  });
  const right = await call('POST', '/api/session', { body: { login, password: PASSWORD } });
  expect(right.statusCode).toBe(200);
  const wrong = await call('POST', '/api/session', { body: { login, password: `${PASSWORD}!` } });
  const unknown = await call('POST', '/api/session', { body: { login: 'nobody', password: PASSWORD } });
  expect([wrong.statusCode, wrong.json()]).toEqual([401, { error: { code: 'signIn.refused', facts: {} } }]);
  expect([unknown.statusCode, unknown.json()]).toEqual([wrong.statusCode, wrong.json()]);
});

test('[IDN-7] a login that is taken leaves the invitation unused', async () => {
  const login = newLogin();
  await enter(head, { login, password: PASSWORD });
  const { token } = await app.identity.linkForSeat({ ...head, member: 'KEN' });
  const taken = await call('POST', '/api/invitations/accept', { body: { token, login, password: PASSWORD } });
  expect(taken.json()).toMatchObject({ error: { code: 'account.loginTaken' } });
  expect((await call('POST', '/api/invitations/accept', { body: { token } })).statusCode).toBe(200);
});

test('[IDN-7] a password that is too short leaves the invitation unused', async () => {
  const { token } = await app.identity.linkForSeat(head);
  const short = await call('POST', '/api/invitations/accept', {
    body: { token, login: newLogin(), password: 'short' },
  });
  expect(short.json()).toEqual({
    error: { code: 'password.tooShort', facts: { min: LIMITS.PASSWORD_CHARACTERS_MIN } },
  });
  expect((await call('POST', '/api/invitations/accept', { body: { token } })).statusCode).toBe(200);
});

test('[IDN-8] signing out ends the session at once, for its cookie and for what is open', async () => {
  const entered = await enter(secretariat);
  const cookie = cookieOf(entered);
  const { session } = entered.json();
  const ended: string[] = [];
  app.identity.ended.watch(session, () => ended.push(session));
  expect((await call('DELETE', '/api/session', { cookie })).statusCode).toBe(204);
  expect(ended).toEqual([session]);
  expect((await call('GET', '/api/session', { cookie })).json()).toEqual({ signedIn: false });
  const listed = await call('GET', '/api/sessions', { cookie });
  expect([listed.statusCode, listed.json()]).toEqual([401, { error: { code: 'session.ended', facts: {} } }]);
});

test('[IDN-8] asking who is signed in with a session that has ended takes no cookie away: a new one may be on its way', async () => {
  const cookie = cookieOf(await enter(secretariat));
  await call('DELETE', '/api/session', { cookie });
  const asked = await call('GET', '/api/session', { cookie });
  expect([asked.json(), asked.headers['set-cookie']]).toEqual([{ signedIn: false }, undefined]);
});

test('[IDN-8] a session ended elsewhere is noticed by the sweep, and one ended by age as well', async () => {
  const { session, account } = (await enter(secretariat)).json();
  const told: string[] = [];
  app.identity.ended.watch(session, () => told.push('elsewhere'));
  await identityStore(database.db).revoke(account.id, now, session);
  await app.identity.ended.sweep();
  expect(told).toEqual(['elsewhere']);

  const old = (await enter(secretariat)).json();
  app.identity.ended.watch(old.session, () => told.push('age'));
  now = addSeconds(now, (LIMITS.SESSION_DAYS + 1) * 86_400);
  await app.identity.ended.sweep();
  expect(told).toEqual(['elsewhere', 'age']);
});

test('[IDN-8] own sessions are listed, ended one by one, and ended everywhere', async () => {
  const here = await enter({ ...secretariat, member: 'LIST' });
  const there = await enter({ ...secretariat, member: 'LIST' });
  const cookie = cookieOf(here);
  const list = async () => (await call('GET', '/api/sessions', { cookie })).json().sessions;
  expect((await list()).map(({ current }: { current: boolean }) => current)).toEqual([true, false]);
  expect((await call('DELETE', `/api/sessions/${there.json().session}`, { cookie })).statusCode).toBe(204);
  expect(await list()).toHaveLength(1);
  expect((await call('DELETE', `/api/sessions/${there.json().session}`, { cookie })).statusCode).toBe(404);
  expect((await call('DELETE', '/api/sessions', { cookie })).statusCode).toBe(204);
  expect((await call('GET', '/api/session', { cookie })).json()).toEqual({ signedIn: false });
});

test('[IDN-8] nobody ends the session of another account', async () => {
  const other = (await enter({ ...head, member: 'KEN' })).json();
  const cookie = cookieOf(await enter(secretariat));
  expect((await call('DELETE', `/api/sessions/${other.session}`, { cookie })).json()).toMatchObject({
    error: { code: 'session.notFound' },
  });
});

test('[IDN-27] whoever signs in gets a new session whatever cookie came along, and the one they had is over', async () => {
  const login = newLogin();
  await enter(head, { login, password: PASSWORD });
  const planted = `plenary-session=${'A'.repeat(43)}`;
  const first = await call('POST', '/api/session', { body: { login, password: PASSWORD }, cookie: planted });
  expect(cookieOf(first)).not.toBe(planted);
  expect((await call('GET', '/api/session', { cookie: planted })).json()).toEqual({ signedIn: false });
  const again = await call('POST', '/api/session', {
    body: { login, password: PASSWORD },
    cookie: cookieOf(first),
  });
  expect(cookieOf(again)).not.toBe(cookieOf(first));
  expect((await call('GET', '/api/sessions', { cookie: cookieOf(first) })).statusCode).toBe(401);
  const { token } = await app.identity.linkForSeat(secretariat);
  await call('POST', '/api/invitations/accept', { body: { token }, cookie: cookieOf(again) });
  expect((await call('GET', '/api/sessions', { cookie: cookieOf(again) })).statusCode).toBe(401);
});

test('[IDN-9] the oldest session gives way when an account has too many', async () => {
  const seat = { ...secretariat, member: 'MANY' };
  const first = cookieOf(await enter(seat));
  for (let opened = 1; opened < LIMITS.SESSIONS_PER_ACCOUNT_MAX; opened += 1) {
    now = addSeconds(now, 1);
    await enter(seat);
  }
  expect((await call('GET', '/api/session', { cookie: first })).json().signedIn).toBe(true);
  now = addSeconds(now, 1);
  await enter(seat);
  expect((await call('GET', '/api/session', { cookie: first })).json().signedIn).toBe(false);
});

test.each([
  ['the secretariat', 'anyone', secretariat, { kind: 'chair', mayBind: false }, 201],
  [
    'the secretariat',
    'a delegate of any delegation',
    secretariat,
    { kind: 'delegate', member: 'KEN', mayBind: true },
    201,
  ],
  [
    'a head of delegation',
    'a delegate of the own delegation',
    head,
    { kind: 'delegate', member: 'FRA', mayBind: false },
    201,
  ],
  [
    'a head of delegation',
    'nobody into another delegation',
    head,
    { kind: 'delegate', member: 'KEN', mayBind: false },
    403,
  ],
  ['a head of delegation', 'nobody to the secretariat', head, { kind: 'secretariat', mayBind: false }, 403],
  [
    'a delegate who may not bind',
    'nobody',
    { ...head, member: 'KEN', mayBind: false },
    { kind: 'delegate', member: 'KEN', mayBind: false },
    403,
  ],
  [
    'an observer',
    'nobody',
    { kind: 'observer', member: 'IEEE', mayBind: false, displayName: 'O' },
    { kind: 'observer', member: 'IEEE', mayBind: false },
    403,
  ],
] as const)('[IDN-10] %s invites %s', async (_who, _whom, seat, invitation, status) => {
  const { token } = await app.identity.linkForSeat(
    seat.kind === 'delegate' && !seat.mayBind ? { ...seat, member: 'DOM' } : seat,
  );
  const cookie = cookieOf(await call('POST', '/api/invitations/accept', { body: { token } }));
  const answer = await call('POST', '/api/invitations', {
    cookie,
    body: { ...invitation, displayName: 'Somebody' },
  });
  expect(answer.statusCode).toBe(status);
  if (status !== 201) return;
  expect(answer.json().path).toBe(`/enter#token=${answer.json().token}`);
  const accepted = await call('POST', '/api/invitations/accept', { body: { token: answer.json().token } });
  expect(accepted.json()).toMatchObject({ account: { kind: invitation.kind, mayBind: invitation.mayBind } });
});

test.each([
  [{ kind: 'delegate', mayBind: true }, 'required'],
  [{ kind: 'delegate', member: 'XXX', mayBind: true }, 'unknown'],
  [{ kind: 'delegate', member: 'IEEE', mayBind: true }, 'role'],
  [{ kind: 'chair', member: 'FRA', mayBind: false }, 'unexpected'],
])('[IDN-10] an invitation for nobody in the body is malformed: %o', async (invitation, problem) => {
  const cookie = cookieOf(await enter(secretariat));
  const answer = await call('POST', '/api/invitations', {
    cookie,
    body: { ...invitation, displayName: 'S' },
  });
  expect(answer.json()).toEqual({
    error: { code: 'request.malformed', facts: { place: 'body/member', problem } },
  });
});

test('[IDN-11] a page of another origin cannot write, with or without a session', async () => {
  const cookie = cookieOf(await enter(secretariat));
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'http://localhost:80' },
  ]) {
    const answer = await call('DELETE', '/api/sessions', {
      cookie,
      headers: { host: 'plenary.example.org', ...headers },
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'request.origin']);
  }
  expect((await call('GET', '/api/session', { cookie })).json().signedIn).toBe(true);
});

test('[IDN-11] our own pages write, by the host asked or by the public address where one is set', async () => {
  const host = 'plenary.example.org';
  const write = (origin: string) => call('DELETE', '/api/session', { headers: { host, origin } });
  expect((await write('http://plenary.example.org')).statusCode).toBe(204);
  await app.close();
  app = await build(
    settingsOf({
      PLENARY_PUBLIC_URL: 'https://p.example.org',
      PLENARY_ALLOWED_ORIGINS: 'https://in.example.org',
    }),
  );
  expect((await write('https://p.example.org')).statusCode).toBe(204);
  expect((await write('https://in.example.org')).statusCode).toBe(204);
  expect((await write('http://plenary.example.org')).statusCode).toBe(403);
});

test('[IDN-12] attempts to sign in are limited by address, and the answer says for how long', async () => {
  await app.close();
  app = await build(settingsOf(), 2);
  const body = { login: 'nobody', password: 'x' };
  const codes = [];
  for (let i = 0; i < 3; i += 1) codes.push((await call('POST', '/api/session', { body })).statusCode);
  expect(codes).toEqual([401, 401, 429]);
  const refused = await call('POST', '/api/session', { body });
  expect(refused.json().error).toMatchObject({ code: 'request.tooMany', facts: { limit: 2 } });
  expect(refused.json().error.facts.seconds).toBeGreaterThan(0);
});

test('[IDN-13] nothing that is logged names a person, an address or a secret', async () => {
  const login = newLogin();
  const entered = await enter({ ...head, displayName: 'Ada Example' }, { login, password: PASSWORD });
  await call('POST', '/api/session', { body: { login, password: 'wrong password' } });
  await call('GET', `/api/sessions`, { cookie: 'plenary-session=stolen' });
  const all = logged.join('');
  expect(all).toContain('signIn.refused');
  for (const secret of [login, PASSWORD, 'Ada Example', '127.0.0.1', cookieOf(entered), 'stolen'])
    expect(all).not.toContain(secret);
});

test('[IDN-14] a socket is opened by the same session as a request', async () => {
  const cookie = cookieOf(await enter(head));
  expect(await app.resolveSocketViewer(`other=1; ${cookie}`)).toMatchObject({
    kind: 'delegate',
    member: 'FRA',
  });
  expect(await app.resolveSocketViewer(undefined)).toEqual({ kind: 'public' });
  expect(await app.resolveSocketViewer('plenary-session=' + 'a'.repeat(43))).toEqual({ kind: 'public' });
  expect(app.mayConnectFrom('https://evil.example', 'plenary.example.org')).toBe(false);
  expect(app.mayConnectFrom('http://plenary.example.org', 'plenary.example.org')).toBe(true);
});
