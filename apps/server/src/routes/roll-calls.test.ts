import { readFileSync } from 'node:fs';
import type { Tally } from '@plenary/consensus';
import { LIMITS } from '@plenary/protocol';
import { verifyRecord } from '@plenary/verify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_BODY, TEST_FOUNDING, TEST_TEXT, type TestService } from '../testing.ts';

const CHOICES = ['for', 'against', 'abstain'] as const;
interface RollCall extends Readonly<Record<(typeof CHOICES)[number] | 'none', readonly string[]>> {
  readonly id: string;
  readonly title: string;
  readonly tally: Readonly<Record<(typeof CHOICES)[number], number>>;
  readonly adopted: boolean;
}
const { calls } = JSON.parse(readFileSync('packages/testkit/vectors/roll-calls.json', 'utf8')) as {
  readonly calls: readonly RollCall[];
};

let service: TestService;
const cookies = new Map<string, string>();
beforeAll(async () => {
  service = await startTestService({
    empty: true,
    limits: { ...LIMITS, SIGN_INS_PER_MINUTE: 1_000, REQUESTS_PER_MINUTE_ANONYMOUS: 100_000 },
  });
  const [founding] = TEST_FOUNDING;
  await service.act('secretariat', TEST_BODY, { ...founding });
  const ids = [
    ...new Set(calls.flatMap((call) => [...CHOICES, 'none' as const].flatMap((side) => call[side]))),
  ];
  const members = ids.map((id) => ({
    id,
    role: 'member',
    class: 'government',
    names: { en: id },
    attrs: {},
  }));
  await service.act('secretariat', TEST_BODY, { type: 'admitMembers', members });
  for (const member of ids) {
    const { token } = await service.running.identity.linkForSeat({
      kind: 'delegate',
      member,
      mayBind: true,
      displayName: member,
    });
    const entered = await service.running.app.inject({
      method: 'POST',
      url: '/api/invitations/accept',
      payload: { token },
    });
    cookies.set(member, String([entered.headers['set-cookie']].flat()[0]).split(';')[0] ?? '');
  }
});
afterAll(() => service.close());

test.each(calls)(
  '[ROL-1] a recorded roll call, ballot by ballot, has its tally and its outcome: $title',
  async (call) => {
    const id = `call-${call.id}`;
    const stream = `deliberation:${id}`;
    const take = async (
      seat: 'chair' | 'secretariat',
      act: Readonly<Record<string, unknown>>,
    ): Promise<void> => {
      const answer = await service.act(seat, stream, act);
      expect(answer.statusCode, answer.body).toBe(201);
    };
    await take('secretariat', { type: 'openDeliberation', id, title: { en: call.title } });
    await take('secretariat', TEST_TEXT);
    await take('chair', { type: 'proposeAdoption', rule: 'majority', objectionSeconds: 1 });
    await take('chair', { type: 'putToBallot', openSeconds: 60, manner: 'rollCall' });
    const answers = await Promise.all(
      CHOICES.flatMap((choice) =>
        call[choice].map((member) =>
          service.running.app.inject({
            method: 'POST',
            url: '/api/acts',
            headers: { cookie: cookies.get(member) ?? '', 'idempotency-key': `call-${call.id}-${member}` },
            payload: { stream, act: { type: 'castBallot', choice } },
          }),
        ),
      ),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
    service.clock.turn(61);
    await service.running.scheduler.round();
    await take('chair', call.adopted ? { type: 'adopt' } : { type: 'reject', note: 'Not carried.' });
    const { state } = (await service.get(`/api/deliberations/${id}`)).json<{
      state: { decisions: readonly { outcome: string; equalVoice: Tally; result: { outcome: string } }[] };
    }>();
    expect(state.decisions).toMatchObject([
      { outcome: call.adopted ? 'adopted' : 'rejected', equalVoice: call.tally },
    ]);
    expect(verifyRecord((await service.get(`/api/deliberations/${id}/export`)).json()).ok).toBe(true);
  },
);
