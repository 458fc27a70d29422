import { addSeconds } from '@plenary/consensus';
import type { BodyAnswer } from '@plenary/protocol';
import { afterEach, expect, test } from 'vitest';
import { bodyInForce } from '../streams/body-in-force.ts';
import { startTestService, TEST_BODY, type TestService } from '../testing.ts';

const DAY_SECONDS = 86_400;
let service: TestService | undefined;
afterEach(() => service?.close());

test('[BOD-155] what was announced for later is answered with from its instant on, without another event', async () => {
  service = await startTestService();
  const { act, clock, get } = service;
  const from = addSeconds(clock.now(), DAY_SECONDS);
  const announced = await act('secretariat', TEST_BODY, {
    type: 'changeAttributes',
    members: [{ id: 'FRA', attrs: { population: '70' } }],
    source: 'Census',
    from,
  });
  expect(announced.statusCode, announced.body).toBe(201);
  const asked = async () => {
    const answer = await get('/api/body', 'france');
    const { version, state } = answer.json<BodyAnswer>();
    return { version, tag: answer.headers['etag'], attrs: state.members['FRA']?.attrs };
  };
  const before = await asked();
  expect(before.attrs).toMatchObject({ population: 68 });
  clock.turn(DAY_SECONDS);
  const after = await asked();
  expect(after.attrs).toMatchObject({ population: '70' });
  expect(after.version).toBe(before.version);
  expect(after.tag).not.toBe(before.tag);
  const known = await service.running.held.get(TEST_BODY);
  if (known.kind !== 'body' || known.state === undefined) expect.unreachable();
  expect(bodyInForce(known.state, from)).toBe(bodyInForce(known.state, addSeconds(from, 1)));
});
