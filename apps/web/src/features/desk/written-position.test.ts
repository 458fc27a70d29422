// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { itemsWritten, keepWritten, writtenPosition } from './written-position.ts';

const PLACE = { account: 'a1', stream: 'deliberation:d', item: 'p3' };
const POSITION = { stance: 'oppose', reason: 'Our law forbids it.' } as const;

afterEach(() => localStorage.clear());

test('[DEV-165] a position that is being written waits for the account that writes it, on its item', () => {
  keepWritten(PLACE, POSITION);
  expect(writtenPosition(PLACE)).toEqual(POSITION);
  expect(itemsWritten('a1', 'deliberation:d')).toEqual(['p3']);
  expect(writtenPosition({ ...PLACE, account: 'a2' })).toBeUndefined();
  expect(writtenPosition({ ...PLACE, item: 'p4' })).toBeUndefined();
  expect(writtenPosition({ ...PLACE, stream: 'deliberation:e' })).toBeUndefined();
  expect(itemsWritten('a1', 'deliberation:e')).toEqual([]);
});

test('[DEV-165] what is stated or given up is forgotten, and nothing stays of an account without any', () => {
  const other = { ...PLACE, item: 'A1' };
  keepWritten(PLACE, POSITION);
  keepWritten(other, { ...POSITION, reason: '' });
  keepWritten(PLACE, undefined);
  expect(writtenPosition(PLACE)).toBeUndefined();
  expect(writtenPosition(other)?.reason).toBe('');
  keepWritten(other, undefined);
  expect(localStorage.length).toBe(0);
});

test('[DEV-165] where what was kept cannot be read, nothing was being written', () => {
  localStorage.setItem('plenary.positions.a1', '{');
  expect(writtenPosition(PLACE)).toBeUndefined();
});
