import {
  addSeconds,
  admitSitting,
  evolveSitting,
  speakersOf,
  speakingTime,
  type SittingState,
} from '@plenary/consensus';
import { expect, test } from 'vitest';
import { DELIBERATION_ID } from './demonstration.ts';
import { foundedBody } from './meeting.fixture.ts';
import { heldSitting, plannedSitting, type FloorAct } from './sittings.ts';

const FROM = '2026-03-02T09:00:00.000Z';
const body = { ...foundedBody(), deliberations: [DELIBERATION_ID] };

const afterAll = (acts: readonly FloorAct[]): SittingState => {
  let state: SittingState | undefined;
  for (const { after, act, actor } of acts) {
    const at = addSeconds(FROM, after);
    const who = { ...actor, mayBind: actor.kind === 'delegate' };
    const admission = admitSitting(state, act, { at, actor: who, body });
    if (!admission.admitted) throw new Error(`${act.type}: ${admission.refusal.code}`);
    for (const fact of admission.events)
      state = evolveSitting(state, { ...fact, stream: 'sitting:x', version: 1, at, actor: who });
  }
  if (state === undefined) throw new Error('nothing was planned');
  return state;
};

test('[DMO-14] one sitting was held, with groups, members, observers, a ruling, a reply and a vote', () => {
  const state = afterAll(heldSitting(FROM));
  expect(state.phase).toBe('adjourned');
  expect(state.spoken.map(({ kind }) => kind)).toContain('reply');
  expect(state.points).toHaveLength(1);
  expect(state.motions).toMatchObject([{ kind: 'adjournMeeting', fate: 'carried' }]);
  const time = speakingTime(body, [state]);
  expect(time.milliseconds).toBeGreaterThan(1_000_000);
  expect(state.spoken.some(({ group }) => group !== undefined)).toBe(true);
  expect(state.spoken.every(({ clock }) => clock.since === undefined)).toBe(true);
});

test('[DMO-14] one sitting is planned, and delegations wait on its list', () => {
  const state = afterAll(plannedSitting('2026-03-04T09:00:00.000Z'));
  expect(state.phase).toBe('planned');
  expect(speakersOf(body, state)).toHaveLength(4);
});
