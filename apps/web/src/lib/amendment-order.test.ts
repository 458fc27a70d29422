import { expect, test } from 'vitest';
import { pendingOrder } from './amendment-order.ts';
import { head, room } from './meeting.fixture.ts';

test('what is pending stands at each paragraph that it changes or follows, in the order in which it is put', () => {
  const here = room();
  here.table('AAA', [{ paragraph: 'p3', new: 'Requests the secretariat to report every year;' }]);
  here.table('BBB', [{ paragraph: 'p3', delete: true }]);
  here.table('CCC', [
    { paragraph: 'p2', new: 'Encourages States to establish testing of all systems;' },
    { after: 'p4', kind: 'operative', level: 0, insert: 'Thanks the host.' },
  ]);
  const { components, byParagraph, count } = pendingOrder(here.state);
  expect(count).toBe(3);
  const order = components.map((part) => part.order.map(({ id }) => id));
  expect(order).toEqual([['A3'], ['A2', 'A1']]);
  expect(Object.fromEntries(byParagraph)).toEqual({ p2: ['A3'], p3: ['A2', 'A1'], p4: ['A3'] });
  here.take({ type: 'withdrawAmendment', amendment: 'A2' }, head('BBB'));
  expect(pendingOrder(here.state).byParagraph.get('p3')).toEqual(['A1']);
});
