import { expect, test } from 'vitest';
import { batchHash, brokenAt, EMPTY_LOG_HASH, type ConversationEntry } from './conversation-log.ts';

const vote = (position: number, value = 1): ConversationEntry => ({
  position,
  kind: 'vote',
  participant: 'ab12',
  statement: 1,
  value,
  detail: '',
  at: '2026-03-02T10:00:00.000Z',
});
const entries = [1, 2, 3, 4, 5].map((position) => vote(position));
const first = { position: 2, hash: batchHash(EMPTY_LOG_HASH, entries.slice(0, 2)) };
const last = { position: 5, hash: batchHash(first.hash, entries.slice(2)) };

test('[LOG-1] each hash stands for everything up to it', () => {
  expect(brokenAt(entries, [first, last], last)).toBeUndefined();
  expect(brokenAt(entries, [first, last], first)).toBeUndefined();
  expect(brokenAt([], [], { position: 0, hash: EMPTY_LOG_HASH })).toBeUndefined();
});

test('[LOG-2] a changed, missing or added entry is found, and so is a chain that ends elsewhere', () => {
  const changed = entries.map((entry) => (entry.position === 4 ? vote(4, -1) : entry));
  expect(brokenAt(changed, [first, last], last)).toBe(3);
  expect(brokenAt(entries.slice(0, 4), [first, last], last)).toBe(3);
  expect(
    brokenAt(
      entries.filter(({ position }) => position !== 2),
      [first, last],
      last,
    ),
  ).toBe(2);
  expect(brokenAt(entries, [first], last)).toBe(5);
  expect(brokenAt(entries, [first, last], { ...last, hash: first.hash })).toBe(5);
  expect(brokenAt(entries, [first, first, last], last)).toBe(3);
});
