import { expect, test } from 'vitest';
import { openOpinion } from '../opinion.ts';
import { EMPTY_TABLE, withVotes, type Vote } from './vote-table.ts';
import { withoutParticipants } from './without-participants.ts';

const votes: readonly Vote[] = Array.from({ length: 20 }, (_, person) =>
  Array.from({ length: 8 }, (_unused, place): Vote => ({
    participant: `p${person}`,
    statement: `s${place}`,
    value: (person + place) % 3 === 0 ? -1 : person % 2 === 0 ? 1 : 0,
  })),
).flat();
const table = withVotes(EMPTY_TABLE, [...votes, { participant: 'p3', statement: 'alone', value: 1 }]);

test('[OPI-55] without some of them a table is that of the others, and statements stay', () => {
  const absent = new Set(['p0', 'p3', 'p19', 'nobody']);
  const rest = withoutParticipants(table, absent);
  const others = withVotes(
    EMPTY_TABLE,
    votes.filter(({ participant }) => !absent.has(participant)),
  );
  expect(rest.participants.ids).toEqual(others.participants.ids);
  expect([rest.ptr, rest.col, rest.val]).toEqual([others.ptr, others.col, others.val]);
  expect(rest.statements.ids).toContain('alone');
  expect(withoutParticipants(table, new Set(['nobody']))).toBe(table);
  expect(withoutParticipants(table, new Set(table.participants.ids)).col).toHaveLength(0);
});

test('[OPI-55] the letters of the groups stay with those who are left', () => {
  const two = Array.from({ length: 60 }, (_, person) =>
    Array.from({ length: 10 }, (_unused, place): Vote => ({
      participant: `q${person}`,
      statement: `s${place}`,
      value: (person < 35 ? 1 : -1) * (place % 2 === 0 ? 1 : -1) === 1 ? 1 : -1,
    })),
  ).flat();
  const opinion = openOpinion();
  opinion.update(two);
  const letterOf = ({ table: of, computedGroups }: ReturnType<typeof openOpinion>, id: string) => {
    const { letters, groups } = computedGroups();
    return letters[groups[of().participants.places.get(id) ?? -1] ?? -1];
  };
  const before = letterOf(opinion, 'q0');
  // The larger camp becomes the smaller one.
  const aside = new Set(Array.from({ length: 20 }, (_, person) => `q${person + 1}`));
  const rest = openOpinion({ table: withoutParticipants(opinion.table(), aside), memory: opinion.memory() });
  expect(letterOf(rest, 'q0')).toBe(before);
  expect(letterOf(rest, 'q59')).toBe(letterOf(opinion, 'q59'));
});
