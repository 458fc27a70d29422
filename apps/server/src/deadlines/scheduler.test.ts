import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestService,
  TEST_BODY,
  TEST_DELIBERATION,
  TEST_FOUNDING,
  TEST_TEXT,
  type TestService,
} from '../testing.ts';
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
  expect([late.statusCode, late.json()]).toMatchObject([422, { error: { code: 'ballot.closed' } }]);
  await must('chair', { type: 'adopt' });
});

test('[SIL-7] the clock of the service may step back while a silence runs: its end stays where it was announced', async () => {
  const own = await startTestService({ empty: true });
  try {
    const { running, clock } = own;
    const [founding, ...rest] = TEST_FOUNDING;
    if (founding?.type !== 'foundBody') throw new Error('the body is founded first');
    const silence = {
      id: 'silence',
      method: 'silence',
      period: { hours: 1, minHours: 1, extendable: true },
      pass: { set: 'object', op: '==', value: '0' },
    } as const;
    for (const act of [{ ...founding, rules: [...founding.rules, silence] }, ...rest])
      expect((await own.act('secretariat', TEST_BODY, act)).statusCode).toBe(201);
    const take = async (seat: 'chair' | 'secretariat' | 'kenya', act: Record<string, unknown>) => {
      const answer = await own.act(seat, TEST_DELIBERATION, act);
      expect(answer.statusCode, answer.body).toBe(201);
    };
    await take('secretariat', { type: 'openDeliberation', id: 'charter', title: { en: 'Charter' } });
    await take('secretariat', TEST_TEXT);
    await take('chair', { type: 'proposeAdoption', rule: 'silence', objectionSeconds: 3_600 });
    const reports = async () =>
      (await running.store.read(TEST_DELIBERATION, 0, 100)).filter(({ type }) => type === 'silenceEnded');
    // Half of its time has passed when the clock is set back by two hours, behind the proposal itself.
    clock.turn(1_800);
    clock.turn(-7_200);
    await running.scheduler.round();
    expect(await reports()).toEqual([]);
    // What happens meanwhile is never recorded before what came before it.
    await take('kenya', {
      type: 'statePosition',
      item: 'text',
      stance: 'accept',
      reason: '',
      textHash: TEST_TEXT.hash,
    });
    clock.turn(5_400);
    await running.scheduler.round();
    expect(await reports()).toEqual([]);
    // At the announced instant it still runs; after it, it is reported on once.
    clock.turn(3_600);
    await running.scheduler.round();
    expect(await reports()).toEqual([]);
    clock.turn(1);
    await running.scheduler.round();
    clock.turn(-3_600);
    await running.scheduler.round();
    expect((await reports()).map(({ payload }) => payload)).toMatchObject([{ broken: false, broke: [] }]);
    const times = (await running.store.read(TEST_DELIBERATION, 0, 100)).map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    // The gavel falls although the clock is behind the report again.
    await take('chair', { type: 'adopt', decision: 'd1' });
  } finally {
    await own.close();
  }
});

test('[BAL-87] each vote on a tie closes by itself, and a proposal whose second vote was not opened in time falls once', async () => {
  const own = await startTestService({ empty: true });
  try {
    const { running, clock } = own;
    const [founding, ...rest] = TEST_FOUNDING;
    if (founding?.type !== 'foundBody') throw new Error('the body is founded first');
    const plenary = {
      id: 'plenary',
      method: 'ballot',
      pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
      tie: { secondBallotHours: 48 },
    } as const;
    for (const act of [{ ...founding, rules: [...founding.rules, plenary] }, ...rest])
      expect((await own.act('secretariat', TEST_BODY, act)).statusCode).toBe(201);
    const take = async (seat: 'chair' | 'secretariat' | 'kenya' | 'france', act: Record<string, unknown>) => {
      const answer = await own.act(seat, TEST_DELIBERATION, act);
      expect(answer.statusCode, answer.body).toBe(201);
    };
    await take('secretariat', { type: 'openDeliberation', id: 'charter', title: { en: 'Charter' } });
    await take('secretariat', TEST_TEXT);
    const vote = async () => {
      await take('chair', { type: 'putToBallot', openSeconds: 60 });
      await take('kenya', { type: 'castBallot', choice: 'for' });
      await take('france', { type: 'castBallot', choice: 'against' });
      clock.turn(61);
      await running.scheduler.round();
    };
    const told = async (type: string) =>
      (await running.store.read(TEST_DELIBERATION, 0, 100)).filter((event) => event.type === type);
    await take('chair', { type: 'proposeAdoption', rule: 'plenary', objectionSeconds: 60 });
    await vote();
    await vote();
    expect(await told('ballotClosed')).toHaveLength(2);
    await take('chair', { type: 'withdrawProposal', note: 'More time.' });
    await take('chair', { type: 'proposeAdoption', rule: 'plenary', objectionSeconds: 60 });
    await vote();
    clock.turn(48 * 3_600 + 1);
    await running.scheduler.round();
    await running.scheduler.round();
    expect((await told('adoptionRejected')).map(({ actor }) => actor.kind)).toEqual(['deadline']);
  } finally {
    await own.close();
  }
});
