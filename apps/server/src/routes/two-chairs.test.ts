import { verifyRecord } from '@plenary/verify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  startTestService,
  TEST_BODY,
  TEST_DELIBERATION,
  TEST_FOUNDING,
  TEST_TEXT,
  type TestSeat,
  type TestService,
} from '../testing.ts';

const HOUR = 3_600;
const SILENCE = {
  id: 'silence',
  method: 'silence',
  period: { hours: 1, minHours: 1, extendable: true },
  pass: { set: 'object', op: '==', value: '0' },
} as const;

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ empty: true });
  const [founding, ...rest] = TEST_FOUNDING;
  if (founding?.type !== 'foundBody') throw new Error('the body is founded first');
  const acts = [{ ...founding, rules: [...founding.rules, SILENCE] }, ...rest];
  for (const act of acts) expect((await service.act('secretariat', TEST_BODY, act)).statusCode).toBe(201);
  await must('secretariat', { type: 'openDeliberation', id: 'charter', title: { en: 'Charter' } });
  await must('secretariat', TEST_TEXT);
});
afterEach(() => service.close());

type Act = Readonly<Record<string, unknown>>;
const send = (seat: TestSeat, act: Act) => service.act(seat, TEST_DELIBERATION, act);
const must = async (seat: TestSeat, act: Act): Promise<void> => {
  const answer = await send(seat, act);
  expect(answer.statusCode, answer.body).toBe(201);
};
/** How many of these acts, sent at the same moment, were taken, and the codes of the others. */
const atOnce = async (...sent: readonly (readonly [TestSeat, Act])[]) => {
  const answers = await Promise.all(sent.map(([seat, act]) => send(seat, act)));
  return {
    taken: answers.filter(({ statusCode }) => statusCode === 201).length,
    codes: answers
      .filter(({ statusCode }) => statusCode !== 201)
      .map((answer) => answer.json<{ error: { code: string } }>().error.code),
  };
};
const stateNow = async () =>
  (await service.get('/api/deliberations/charter')).json<{
    state: {
      phase: string;
      decisions: readonly {
        id: string;
        outcome?: string;
        objectionsUntil: string;
        extensions?: readonly unknown[];
        ballot?: { cast: Readonly<Record<string, { choice: string }>>; closedAt?: string };
        equalVoice?: { for: number; against: number };
      }[];
    };
  }>().state;
const recordHolds = async (): Promise<boolean> =>
  verifyRecord((await service.get('/api/deliberations/charter/export')).json()).ok;

const propose = (rule: string, objectionSeconds = HOUR) => ({
  type: 'proposeAdoption',
  rule,
  objectionSeconds,
});

test('[ACT-81] of a gavel and a withdrawal at the same moment one is done, and the other learns what became of it', async () => {
  await must('chair', propose('consensus', 60));
  service.clock.turn(61);
  const { taken, codes } = await atOnce(
    ['chair', { type: 'adopt', decision: 'd1' }],
    ['chair', { type: 'withdrawProposal', note: 'More time.', decision: 'd1' }],
  );
  expect([taken, codes]).toEqual([1, ['decision.other']]);
  expect((await stateNow()).decisions).toHaveLength(1);
  expect(await recordHolds()).toBe(true);
});

test('[ACT-81] what is put to the vote twice at the same moment is put once', async () => {
  await must('chair', propose('majority', 60));
  const put = { type: 'putToBallot', openSeconds: 60, decision: 'd1' };
  const { taken, codes } = await atOnce(['chair', put], ['chair', { ...put, openSeconds: 300 }]);
  expect([taken, codes]).toEqual([1, ['act.outOfOrder']]);
});

test('[ACT-81] a silence that two chairs extend to one instant is extended once', async () => {
  await must('chair', propose('silence'));
  const until = '2026-01-16T09:00:00.000Z';
  const extend = { type: 'extendSilence', until, reason: 'Capitals asked.', decision: 'd1' };
  const { taken, codes } = await atOnce(['chair', extend], ['chair', extend]);
  expect([taken, codes]).toEqual([1, ['silence.notLater']]);
  expect((await stateNow()).decisions).toMatchObject([{ objectionsUntil: until, extensions: [{ until }] }]);
});

test('[ACT-81] two chairs that propose at the same moment propose once; a withdrawal that meant another one does nothing', async () => {
  const { taken, codes } = await atOnce(
    ['chair', propose('consensus', 60)],
    ['chair', propose('majority', 60)],
  );
  expect([taken, codes]).toEqual([1, ['act.outOfOrder']]);
  const withdraw = { type: 'withdrawProposal', note: 'The first one.', decision: 'd1' };
  await must('chair', withdraw);
  await must('chair', propose('consensus', 60));
  const answer = await send('chair', withdraw);
  expect([answer.statusCode, answer.json()]).toMatchObject([
    422,
    { error: { code: 'decision.other', facts: { asked: 'd1', decided: 'withdrawn', open: 'd2' } } },
  ]);
  expect((await stateNow()).phase).toBe('adoptionProposed');
});

test('[ACT-39] of the last ballots and the close, sent at the same moment, every ballot counts or is told that it came late', async () => {
  await must('chair', propose('majority', 60));
  await must('chair', { type: 'putToBallot', openSeconds: 60, decision: 'd1' });
  const cast = (choice: string) => ({ type: 'castBallot', choice, decision: 'd1' });
  await must('france', cast('against'));
  service.clock.turn(60);
  const close = { type: 'closeBallot', decision: 'd1' };
  const last = await atOnce(
    ['kenya', cast('for')],
    ['chair', close],
    ['france', cast('for')],
    ['fiji', cast('for')],
    ['chair', close],
  );
  // At the very instant of the close ballots count; the chair closes before its end only when everybody has voted.
  expect(last.taken).toBeGreaterThanOrEqual(3);
  for (const code of last.codes) expect(['ballot.early', 'act.outOfOrder', 'ballot.closed']).toContain(code);
  service.clock.turn(1);
  const late = await atOnce(['chair', close], ['kenya', cast('abstain')]);
  expect(late.codes).toContain('ballot.closed');
  const [decision] = (await stateNow()).decisions;
  expect(decision?.ballot?.cast).toMatchObject({
    FRA: { choice: 'for' },
    KEN: { choice: 'for' },
    FJI: { choice: 'for' },
  });
  expect(decision?.equalVoice).toMatchObject({ for: 3, against: 0 });
  await must('chair', { type: 'adopt', decision: 'd1' });
  expect(await recordHolds()).toBe(true);
});
