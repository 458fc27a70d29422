import type { SittingAnswer, SittingListAnswer, SpeakingTimeAnswer } from '@plenary/protocol';
import { parseExport } from '@plenary/ledger';
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

test('[VER-5] the record of a deliberation holds the sittings that dealt with it', async () => {
  const answer = await service.running.app.inject({
    method: 'GET',
    url: '/api/deliberations/charter/export',
  });
  const parsed = parseExport(answer.json<unknown>());
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.expected}`);
  expect(parsed.record.sittings).toEqual([STREAM]);
  expect(parsed.record.entries.filter(({ envelope }) => envelope.stream === STREAM).length).toBeGreaterThan(
    5,
  );
});
