import type { EventStore } from '@plenary/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf, startTestService, TEST_BODY, TEST_DELIBERATION, type TestService } from '../testing.ts';
import { stanceHistories } from './stance-histories.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  for (const stance of ['support', 'oppose', 'support', 'oppose', 'support'])
    await service.act('france', TEST_DELIBERATION, {
      type: 'statePosition',
      item: 'p3',
      stance,
      reason: 'As we said.',
      textHash: hashOf('p3'),
    });
});
afterAll(() => service.close());

test('[HOS-66] while it is read how support moved, everybody else has a turn between two events', async () => {
  const { store, held } = service.running;
  const known = await held.get(TEST_BODY);
  if (known.kind !== 'body' || known.state === undefined) throw new Error('no body');
  const events = await store.read(TEST_DELIBERATION, 0, 100);
  // What is read is there at once: only the reading itself can give a turn away.
  const atOnce: EventStore = {
    ...store,
    read: (_, after) => Promise.resolve(events.filter(({ version }) => version > after)),
  };
  let seconds = 0;
  const histories = stanceHistories(atOnce, () => (seconds += 1) * 1_000);
  let isReading = true;
  let turns = 0;
  const other = (): void => {
    turns += 1;
    if (isReading) setImmediate(other);
  };
  setImmediate(other);
  const history = await histories(known.state, TEST_DELIBERATION, events.length);
  isReading = false;
  expect(history.version).toBe(events.length);
  expect(history.changes.get('p3')).toHaveLength(5);
  expect(turns).toBeGreaterThanOrEqual(events.length);
});
