import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_DELIBERATION, type TestService } from '../testing.ts';
import { startScheduler } from './scheduler.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const must = async (...[seat, act]: [Parameters<TestService['act']>[0], Record<string, unknown>]) => {
  const answer = await service.act(seat, TEST_DELIBERATION, act);
  expect(answer.statusCode, answer.body).toBe(201);
};
const typesAfter = async (version: number) =>
  (await service.running.store.read(TEST_DELIBERATION, version, 100)).map(({ type, actor }) => [
    type,
    actor.kind,
  ]);

test('[SRV-22] a ballot closes by itself once its time has passed, and not before, however often anyone looks', async () => {
  const { running, clock } = service;
  const { scheduler, store } = running;
  await must('chair', { type: 'proposeAdoption', rule: 'majority', objectionSeconds: 60 });
  clock.turn(61);
  await must('chair', { type: 'putToBallot', openSeconds: 60 });
  await must('france', { type: 'castBallot', choice: 'for' });
  await must('kenya', { type: 'castBallot', choice: 'for' });
  const before = await store.version(TEST_DELIBERATION);

  clock.turn(60);
  await scheduler.round();
  expect(await typesAfter(before)).toEqual([]);

  clock.turn(1);
  // Another node's scheduler looks at the same moment.
  const other = startScheduler({
    streams: () => store.streams('deliberation:'),
    version: store.version,
    held: running.held,
    writer: running.writer,
    clock: clock.now,
    onFault: (error) => {
      throw error;
    },
  });
  await Promise.all([scheduler.round(), other.round(), scheduler.round()]);
  await scheduler.round();
  await other.stop();
  expect(await typesAfter(before)).toEqual([['ballotClosed', 'deadline']]);

  const late = await service.act('fiji', TEST_DELIBERATION, { type: 'castBallot', choice: 'against' });
  expect([late.statusCode, late.json()]).toMatchObject([422, { error: { code: 'act.outOfOrder' } }]);
  await must('chair', { type: 'adopt' });
});
