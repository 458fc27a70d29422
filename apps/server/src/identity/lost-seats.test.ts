import { addSeconds } from '@plenary/consensus';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_BODY, type TestService } from '../testing.ts';
import { lostSeats } from './lost-seats.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const must = async (...[seat, act]: [Parameters<TestService['act']>[0], Record<string, unknown>]) => {
  const answer = await service.act(seat, TEST_BODY, act);
  expect(answer.statusCode, answer.body).toBe(201);
};
const organization = {
  id: 'YOUTH',
  names: { en: 'Youth of the test' },
  class: 'civilOrganization',
  sponsors: [],
};
const accredit = async (seconds: number): Promise<void> => {
  await must('secretariat', {
    type: 'listOrganization',
    organization,
    findings: { mandate: 'm', funding: 'f', independence: 'i', conflicts: 'c' },
    objectionSeconds: 60,
    until: addSeconds(service.clock.now(), seconds),
  });
  service.clock.turn(61);
  await must('chair', { type: 'accreditOrganization', organization: 'YOUTH' });
};
const invite = async () =>
  service.running.app.inject({
    method: 'POST',
    url: '/api/invitations',
    headers: { cookie: await service.enter('secretariat') },
    payload: { kind: 'observer', member: 'YOUTH', mayBind: false, displayName: 'Observer' },
  });
const enter = async (): Promise<string> => {
  const { token } = (await invite()).json();
  const answer = await service.running.app.inject({
    method: 'POST',
    url: '/api/invitations/accept',
    payload: { token },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
};
const session = async (cookie: string) =>
  (await service.running.app.inject({ url: '/api/session', headers: { cookie } })).json();

test('[IDN-28] an organization sends people once it is accredited, until its term is over', async () => {
  const { running, clock } = service;
  expect((await invite()).json()).toMatchObject({ error: { facts: { problem: 'unknown' } } });
  await accredit(3_600);
  const cookie = await enter();
  expect(await session(cookie)).toMatchObject({ account: { kind: 'observer', member: 'YOUTH' } });

  clock.turn(3_600);
  await running.scheduler.round();
  await running.scheduler.round();
  const events = (await running.store.read(TEST_BODY, 0, 1_000)).map(({ type }) => type);
  expect(events.filter((type) => type === 'accreditationExpired')).toHaveLength(1);
  await running.seats.idle();
  expect((await session(cookie)).account).toBeUndefined();
  expect((await invite()).json()).toMatchObject({ error: { facts: { problem: 'unknown' } } });
});

test('[IDN-28] a standing withdrawn ends sessions at once, and a new one lets others in', async () => {
  const { running } = service;
  await accredit(3_600);
  const cookie = await enter();
  const kept = await service.enter('observer');
  await must('chair', { type: 'endAccreditation', organization: 'YOUTH', reason: 'As it asked.' });
  await running.seats.idle();
  expect((await session(cookie)).account).toBeUndefined();
  expect(await session(kept)).toMatchObject({ account: { member: 'OBS' } });
});

test('[IDN-28] what a node that died left open is closed when the next one begins', async () => {
  const { running, clock } = service;
  await accredit(3_600);
  const cookie = await enter();
  await must('chair', { type: 'endAccreditation', organization: 'YOUTH', reason: 'As it asked.' });
  await running.seats.idle();
  // An account made in between, as after a crash: the next process looks at everything anew.
  await running.people.createAccount(
    {
      id: '5f6b9a52-3f1c-4a77-9a10-6a8f4f0b2c11',
      kind: 'observer',
      member: 'YOUTH',
      mayBind: false,
      displayName: 'Late',
    },
    clock.now(),
  );
  expect((await running.people.accounts()).some(({ member }) => member === 'YOUTH')).toBe(true);
  const faults: unknown[] = [];
  const next = lostSeats({
    body: async () => {
      const held = await running.held.get(TEST_BODY);
      return held.kind === 'body' ? held.state : undefined;
    },
    closeSeat: running.identity.closeSeat,
    onFault: (error) => void faults.push(error),
  });
  await next.look();
  expect((await running.people.accounts()).some(({ member }) => member === 'YOUTH')).toBe(false);
  expect(faults).toEqual([]);
  expect((await session(cookie)).account).toBeUndefined();
});
