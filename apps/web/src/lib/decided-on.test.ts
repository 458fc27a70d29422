import { expect, test } from 'vitest';
import { decidedOn, isReplacing } from './decided-on.ts';
import { head, room } from './meeting.fixture.ts';

test('positions are not in the way of whoever rules the order, amendments are', () => {
  const here = room();
  here.table('AAA', [{ paragraph: 'p3', new: 'Requests the secretariat to report every year;' }]);
  const before = decidedOn(here.state);
  const stance = { type: 'statePosition', item: 'A1', stance: 'support', reason: '' } as const;
  here.take({ ...stance, textHash: here.state.amendments['A1']?.hash ?? '' }, head('CCC'));
  expect(decidedOn(here.state)).toBe(before);
  here.take({ type: 'coSponsorAmendment', amendment: 'A1' }, head('BBB'));
  expect(decidedOn(here.state)).not.toBe(before);
  expect([
    isReplacing({ ...stance, textHash: '' }),
    isReplacing({ type: 'closeSubmission', until: null }),
  ]).toEqual([false, true]);
});
