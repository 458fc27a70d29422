import type { SessionAnswer } from '@plenary/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstDoor } from './first-door.ts';
import { greeting } from './greeting.ts';
import { startTestService, type TestService } from './testing.ts';

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ empty: true });
});
afterEach(() => service.close());

const doors = () => {
  const { identity, people } = service.running;
  return firstDoor(identity, people, service.clock.now());
};
const tokenOf = (path = ''): string => new URLSearchParams(path.split('#')[1]).get('token') ?? '';

test('[IDN-26] where nobody of the secretariat could come in there is a link for it, and none once somebody can', async () => {
  const [door] = await doors();
  const said = greeting({
    address: 'https://plenary.example.org',
    engine: 'server',
    survivesMachineCrash: true,
    isExercise: false,
    links: door === undefined ? [] : [door],
  });
  expect(said).toContain(`https://plenary.example.org${door?.path}`);
  expect(said).not.toContain('exercise');
  expect(await doors()).toHaveLength(1); // whoever lost the first link starts again
  const entered = await service.running.app.inject({
    method: 'POST',
    url: '/api/invitations/accept',
    payload: { token: tokenOf(door?.path) },
  });
  expect(entered.json<SessionAnswer>()).toMatchObject({ signedIn: true, account: { kind: 'secretariat' } });
  expect(await doors()).toEqual([]);
  await service.running.identity.signOutEverywhere(entered.json<SessionAnswer>().account?.id ?? '');
  expect(await doors()).toHaveLength(1);
});

test('[IDN-26] somebody of the secretariat with a password needs no link, and a chair does not stand for it', async () => {
  const { identity } = service.running;
  const chair = await identity.linkForSeat({ kind: 'chair', mayBind: false, displayName: 'Chair' });
  await identity.accept({ token: chair.token, login: 'chair', password: 'a long password' }, '');
  const [door] = await doors();
  const token = tokenOf(door?.path);
  const accepted = await identity.accept({ token, login: 'secretariat', password: 'a long password' }, '');
  if (!accepted.ok) throw new Error(accepted.refusal.code);
  await identity.signOutEverywhere(accepted.value.account.id);
  expect(await doors()).toEqual([]);
});
