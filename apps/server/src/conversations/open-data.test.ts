import { expect, test } from 'vitest';
import type { Participant } from '@plenary/db';
import { declaredGroups, groupsCsv, pagesOfGroups, participantPages } from './open-data.ts';

const PEOPLE = 45_000;
const PAGE_MAX = 20_000;
const person = (number: number): Participant => ({
  number,
  pseudonym: `p${number}`,
  declared: number % 2 === 0 ? 'even' : 'few',
});

test('[CON-95] a file of groups is read page by page, and the next page only when the one before has been taken', async () => {
  const asked: number[] = [];
  const store = {
    participants: async (_: number, after: number, limit: number): Promise<readonly Participant[]> => {
      asked.push(after);
      return Array.from({ length: Math.min(limit, PEOPLE - after) }, (__, at) => person(after + at + 1));
    },
  };
  const figures = {
    declared: [
      { id: 'even', size: 22_500, holds: [] },
      { id: 'few', size: null, holds: [] },
    ],
  };
  const lines = groupsCsv(declaredGroups(participantPages(store, 1), figures));
  expect((await lines.next()).value).toBe('participant,group-id\r\n');
  expect(asked).toEqual([]);
  let rows = 0;
  for (const place of [0, 1, 2]) {
    const chunk = (await lines.next()).value;
    expect(asked).toHaveLength(place + 1);
    rows += String(chunk).split('\r\n').length - 1;
    expect(String(chunk)).not.toContain('few');
  }
  expect(await lines.next()).toEqual({ done: true, value: undefined });
  expect(rows).toBe(PEOPLE / 2);
});

test('[CON-95] groups that are in memory leave it in pages', () => {
  const groups = Array.from({ length: PEOPLE }, (_, at) => [`p${at}`, 'a'] as const);
  expect([...pagesOfGroups(groups)].map((page) => page.length)).toEqual([
    PAGE_MAX,
    PAGE_MAX,
    PEOPLE - 2 * PAGE_MAX,
  ]);
});
