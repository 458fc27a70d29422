import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '@plenary/db/testing';
import { LIMITS } from '@plenary/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, turnedClock, type TestService } from '../testing.ts';

const DAY_SECONDS = 86_400;
const spool = mkdtempSync(join(tmpdir(), 'plenary-kept-'));
const clock = turnedClock();
let database: Awaited<ReturnType<typeof freshDatabase>>;
let service: TestService;
const start = (empty: boolean) =>
  startTestService({ empty, clock, database: database.opened, env: { PLENARY_MAIL_SPOOL: spool } });
/** The next process on the same database, which looks at what lies there when it begins. */
const restart = async (): Promise<void> => {
  await service.close();
  // The body is there already.
  service = await start(true);
  await service.running.mailSender.round();
};
beforeAll(async () => {
  database = await freshDatabase('pglite');
  service = await start(false);
});
afterAll(async () => {
  await service.close();
  await database.end();
  rmSync(spool, { recursive: true });
});

const counts = async (): Promise<unknown> =>
  database.opened.db.execute(
    'select (select count(*)::int from sessions) as sessions, (select count(*)::int from invitations) as invitations',
  );
const invite = async (): Promise<string> => {
  const answer = await service.running.app.inject({
    method: 'POST',
    url: '/api/invitations',
    headers: { cookie: await service.enter('secretariat') },
    payload: { kind: 'secretariat', mayBind: false, displayName: 'One more' },
  });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<{ token: string }>().token;
};

test('[IDN-60] sessions that are over and links that ran out are deleted after their terms, also after a restart', async () => {
  const token = await invite();
  const used = await service.running.app.inject({
    method: 'POST',
    url: '/api/invitations/accept',
    payload: { token },
  });
  expect(used.statusCode, used.body).toBe(200);
  await invite();
  // Two people entered: the secretariat and whom it invited.
  const before = { sessions: 2, invitations: 3 };
  expect(await counts()).toMatchObject({ rows: [before] });
  clock.turn((LIMITS.SESSION_DAYS + LIMITS.ENDED_SESSION_DAYS) * DAY_SECONDS - 1);
  await service.running.mailSender.round();
  // Links ran out, or were used, so long before.
  expect(await counts()).toMatchObject({ rows: [{ sessions: before.sessions, invitations: 0 }] });
  clock.turn(2);
  const open = await service.enter('chair');
  await restart();
  expect(await counts()).toMatchObject({ rows: [{ sessions: 1 }] });
  const session = await service.running.app.inject({ url: '/api/session', headers: { cookie: open } });
  expect(session.json()).toMatchObject({ account: { kind: 'chair' } });
});

test('[NOT-60] a mail that lies as a file is deleted after its term, also after a restart', async () => {
  const application = {
    name: 'Readers of the hills',
    class: 'civilOrganization',
    sponsors: [],
    statements: { mandate: 'We read.', funding: 'Members.', independence: 'None.', conflicts: 'None.' },
    address: 'office@example.org',
    lang: 'en',
  };
  const asked = await service.running.app.inject({
    method: 'POST',
    url: '/api/applications',
    payload: application,
  });
  expect(asked.statusCode, asked.body).toBe(204);
  await service.running.mailSender.round();
  expect(readdirSync(spool)).toHaveLength(1);
  clock.turn(LIMITS.SPOOLED_MAIL_DAYS * DAY_SECONDS);
  await service.running.mailSender.round();
  expect(readdirSync(spool)).toHaveLength(1);
  clock.turn(1);
  await restart();
  expect(readdirSync(spool)).toEqual([]);
});
