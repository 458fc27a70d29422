import type { DeliberationState } from '@plenary/consensus';
import type { SittingAnswer, SittingListAnswer, SpeakingTimeAnswer } from '@plenary/protocol';
import { parseExport } from '@plenary/ledger';
import { verifyRecord } from '@plenary/verify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_DELIBERATION, type TestSeat, type TestService } from '../testing.ts';

const STREAM = 'sitting:reading';
const PLAN = {
  type: 'planSitting',
  id: 'reading',
  session: { en: 'First session' },
  meeting: 1,
  title: { en: 'Reading of the charter' },
  opensAt: '2026-01-16T09:00:00.000Z',
  rules: {
    openingShare: '1/3',
    decidingShare: '1/2',
    groupsFirst: true,
    speechSeconds: 180,
    groupSeconds: 300,
    observerSeconds: 120,
    motionSeconds: 60,
    replySeconds: [600, 300],
    voteSeconds: 30,
  },
  agenda: [{ id: '1', title: { en: 'Draft charter' }, deliberation: 'charter' }],
};

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const act = async (seat: TestSeat, what: Readonly<Record<string, unknown>>, stream = STREAM) => {
  const answer = await service.act(seat, stream, what);
  const { error } = answer.json<{ error?: { code: string } }>();
  return error?.code ?? answer.statusCode;
};
const get = async <Answer>(url: string): Promise<Answer> =>
  (await service.running.app.inject({ method: 'GET', url })).json<Answer>();

test('[SIT-1] a sitting is a stream of its own, listed in the calendar in the same moment', async () => {
  expect((await get<SittingListAnswer>('/api/sittings')).sittings).toEqual([]);
  expect(await act('secretariat', PLAN, TEST_DELIBERATION)).toBe('request.malformed');
  expect(await act('secretariat', PLAN, 'sitting:other')).toBe('request.malformed');
  expect(await act('secretariat', PLAN)).toBe(201);
  expect(await act('chair', PLAN)).toBe('sitting.exists');
  const { sittings } = await get<SittingListAnswer>('/api/sittings');
  expect(sittings).toMatchObject([{ id: 'reading', phase: 'planned', deliberations: ['charter'] }]);
});

test('[SIT-14] of two chairs that call the same speaker at once, one is told that it was called', async () => {
  for (const seat of ['france', 'kenya', 'fiji'] as const) {
    const member = { france: 'FRA', kenya: 'KEN', fiji: 'FJI' }[seat];
    expect(await act(seat, { type: 'registerPresence', members: [member], present: true })).toBe(201);
  }
  expect(await act('chair', { type: 'openSitting' })).toBe(201);
  expect(await act('chair', { type: 'takeUp', item: '1', paragraph: 'p2' })).toBe(201);
  expect(await act('franceAdviser', { type: 'askForFloor', member: 'FRA', kind: 'speech' })).toBe(201);
  const calls = await Promise.all([1, 2].map(() => act('chair', { type: 'giveFloor', request: 'q1' })));
  expect(calls.map(String).toSorted()).toEqual(['201', 'floor.notWaiting']);
  const { state, now } = await get<SittingAnswer>('/api/sittings/reading');
  expect(state.speech?.member).toBe('FRA');
  expect(now).toBe(state.speech?.startedAt);
});

test('[SIT-26] speaking time is told over all sittings that were opened', async () => {
  const { sittings, time } = await get<SpeakingTimeAnswer>('/api/speaking-time');
  const { state } = await get<SittingAnswer>('/api/sittings/reading');
  expect(sittings).toBe(1);
  expect(time.milliseconds).toBe(state.spoken.reduce((sum, { clock }) => sum + clock.usedMilliseconds, 0));
  expect(time.delegations.some(({ member }) => member === 'FRA')).toBe(true);
});

const textState = async () => (await get<{ state: DeliberationState }>('/api/deliberations/charter')).state;
const voted = async (vote: string, choices: Readonly<Record<string, string>>): Promise<void> => {
  for (const [seat, choice] of Object.entries(choices))
    expect(await act(seat as TestSeat, { type: 'castVote', vote, choice })).toBe(201);
  expect(await act('chair', { type: 'closeVote', vote })).toBe(201);
};

test('[SIT-40] [SIT-42] [SIT-43] what is moved on a text binds its deliberation in the same moment', async () => {
  const propose = { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 };
  expect(await act('chair', { type: 'endSpeech', request: 'q1' })).toBe(201);
  expect(await act('kenya', { type: 'moveMotion', kind: 'noCompetence', reason: '' })).toBe(201);
  expect(await act('chair', propose, TEST_DELIBERATION)).toBe('text.competenceFirst');
  expect(await act('chair', { type: 'putMotion', motion: 'm1' })).toBe(201);
  await voted('v1', { kenya: 'for', france: 'against', fiji: 'against' });
  expect((await textState()).competence).toBeUndefined();
  expect(await act('chair', propose, TEST_DELIBERATION)).toBe(201);
  expect(await act('france', { type: 'moveMotion', kind: 'adjournDebate', reason: '' })).toBe(201);
  expect(await act('chair', { type: 'askObjections', motion: 'm2' })).toBe(201);
  service.clock.turn(10);
  expect(await act('chair', { type: 'carryMotion', motion: 'm2' })).toBe(201);
  expect(await textState()).toMatchObject({
    bar: { outcome: 'noAction', sitting: 'reading', motion: 'm2' },
    decisions: [{ id: 'd1', outcome: 'noAction' }],
  });
  expect(await act('chair', propose, TEST_DELIBERATION)).toBe('text.noAction');
  expect(await act('fiji', { type: 'moveMotion', kind: 'reconsider', reason: '' })).toBe(201);
  expect(await act('chair', { type: 'putMotion', motion: 'm3' })).toBe(201);
  await voted('v2', { kenya: 'for', france: 'for', fiji: 'against' });
  expect((await textState()).bar).toBeUndefined();
  expect(await act('chair', propose, TEST_DELIBERATION)).toBe(201);
});

test('[VER-5] [VER-40] the record of a deliberation holds the sittings that dealt with it', async () => {
  const answer = await service.running.app.inject({
    method: 'GET',
    url: '/api/deliberations/charter/export',
  });
  const parsed = parseExport(answer.json<unknown>());
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.expected}`);
  expect(parsed.record.sittings).toEqual([STREAM]);
  expect(verifyRecord(answer.json<unknown>()).ok).toBe(true);
  const forged = answer.body.replace('"outcome":"noAction"', '"outcome":"notPut"');
  expect(verifyRecord(JSON.parse(forged)).ok).toBe(false);
  expect(parsed.record.entries.filter(({ envelope }) => envelope.stream === STREAM).length).toBeGreaterThan(
    5,
  );
});
