import { expect, test } from 'vitest';
import { moved } from './moved.ts';

test('an item goes to another place and the others close up; nothing leaves the list', () => {
  expect(moved(['A1', 'A2', 'A3'], 2, 0)).toEqual(['A3', 'A1', 'A2']);
  expect(moved(['A1', 'A2', 'A3'], 0, 1)).toEqual(['A2', 'A1', 'A3']);
  expect(moved(['A1', 'A2'], 0, -1)).toEqual(['A1', 'A2']);
  expect(moved(['A1', 'A2'], 5, 0)).toEqual(['A1', 'A2']);
});
