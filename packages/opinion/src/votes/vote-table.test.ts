import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulatedVotes, tableOf } from '../simulated.fixture.ts';
import { halvedVotes } from './halved-votes.ts';
import { extendedNames, namesOf } from './names.ts';
import { placedParticipants, VOTES_MIN } from './placed-participants.ts';
import { EMPTY_TABLE, voteTable, votesOf, withVotes, type Vote, type VoteTable } from './vote-table.ts';
import { withoutStatements } from './without-statements.ts';

/** The votes of a table by name, whatever their places are. */
const written = ({ participants, statements, ptr, col, val }: VoteTable): readonly string[] =>
  participants.ids.flatMap((person, row) =>
    Array.from(col.subarray(ptr[row], ptr[row + 1]), (statement, at) => {
      const value = val[(ptr[row] ?? 0) + at];
      return `${person} ${statements.ids[statement]} ${value}`;
    }),
  );

const vote: fc.Arbitrary<Vote> = fc.record({
  participant: fc.constantFrom('a', 'b', 'c', 'd'),
  statement: fc.constantFrom('x', 'y', 'z'),
  value: fc.constantFrom(-1, 0, 1),
});

/** The latest vote of each pair, kept in the simplest way there is. */
const latest = (votes: readonly Vote[]): readonly string[] =>
  [...new Map(votes.map((one) => [`${one.participant} ${one.statement}`, one])).values()]
    .map(({ participant, statement, value }) => `${participant} ${statement} ${value}`)
    .sort();

test('[OPI-1] of several votes by one person on one statement the latest counts', () => {
  fc.assert(
    fc.property(fc.array(vote, { maxLength: 40 }), (votes) => {
      const table = withVotes(EMPTY_TABLE, votes);
      expect([...written(table)].sort()).toEqual(latest(votes));
      expect(table.ptr.at(-1)).toBe(table.col.length);
    }),
  );
});

test('[OPI-1] votes that come in parts give the table that they give at once, and change no earlier one', () => {
  fc.assert(
    fc.property(fc.array(fc.array(vote, { maxLength: 9 }), { maxLength: 6 }), (parts) => {
      const whole = withVotes(EMPTY_TABLE, parts.flat());
      const tables = parts.reduce<readonly VoteTable[]>(
        (known, part) => [...known, withVotes(known.at(-1) ?? EMPTY_TABLE, part)],
        [],
      );
      const before = tables.map(written);
      const last = tables.at(-1) ?? EMPTY_TABLE;
      expect(last.participants.ids).toEqual(whole.participants.ids);
      expect(last.statements.ids).toEqual(whole.statements.ids);
      expect([last.ptr, Array.from(last.col), Array.from(last.val)]).toEqual([
        whole.ptr,
        Array.from(whole.col),
        Array.from(whole.val),
      ]);
      expect(tables.map(written)).toEqual(before);
    }),
  );
});

test('[OPI-1] statements of a row ascend, and a person without votes has an empty row between others', () => {
  const table = voteTable(namesOf(['a', 'b', 'c', 'd']), namesOf(['x', 'y', 'z']), {
    row: Int32Array.of(2, 0, 2, 2),
    col: Int32Array.of(2, 1, 0, 1),
    val: Int8Array.of(1, -1, 0, -1),
  });
  expect(Array.from(table.ptr)).toEqual([0, 1, 1, 4, 4]);
  expect(Array.from(table.col)).toEqual([1, 0, 1, 2]);
  expect(Array.from(table.val)).toEqual([-1, 0, -1, 1]);
  expect([0, 1, 2, 3].map((person) => votesOf(table, person))).toEqual([1, 0, 3, 0]);
});

test('[OPI-1] where times are known they decide, and of equal times the last entry', () => {
  const names = [namesOf(['a']), namesOf(['x'])] as const;
  const at = (...time: readonly number[]) =>
    voteTable(...names, {
      row: new Int32Array(time.length),
      col: new Int32Array(time.length),
      val: Int8Array.from(time, (_, entry) => entry - 1),
      time: Float64Array.from(time),
    }).val[0];
  const twice = { row: Int32Array.of(0, 0), col: Int32Array.of(0, 0), val: Int8Array.of(1, -1) };
  expect(voteTable(...names, twice)).toMatchObject({ col: Int32Array.of(0), val: Int8Array.of(-1) });
  expect(at(9, 5, 7)).toBe(-1);
  expect(at(5, 9, 7)).toBe(0);
  expect(at(5, 9, 9)).toBe(1);
  expect(at(9, 9, 5)).toBe(0);
});

test('[OPI-1] new names stand behind the known ones in the order in which they come', () => {
  const known = namesOf(['a', 'b']);
  const { names, places } = extendedNames(known, ['c', 'a', 'd', 'c']);
  expect(names.ids).toEqual(['a', 'b', 'c', 'd']);
  expect(Array.from(places)).toEqual([2, 0, 3, 2]);
  expect(known.places.has('c')).toBe(false);
  expect(extendedNames(known, ['b', 'a']).names).toBe(known);
  expect(() => namesOf(['a', 'b', 'a'])).toThrow('every id is expected once');
});

test('[OPI-2] seven votes place a participant, or all where there are fewer statements, but never none', () => {
  const row = (votes: number, of: number) =>
    Array.from({ length: of }, (_, at) => (at < votes ? 1 : undefined));
  expect(VOTES_MIN).toBe(7);
  const wide = tableOf([row(6, 9), row(7, 9), row(9, 9), row(0, 9)]);
  expect(Array.from(placedParticipants(wide))).toEqual([1, 2]);
  expect(Array.from(placedParticipants(wide, 8))).toEqual([2]);
  const narrow = tableOf([row(2, 3), row(3, 3), row(0, 3)]);
  expect(Array.from(placedParticipants(narrow))).toEqual([1]);
  expect(Array.from(placedParticipants(narrow, 0))).toEqual([0, 1]);
  expect(placedParticipants(EMPTY_TABLE)).toHaveLength(0);
});

test('[OPI-2] who was placed stays, whatever is missing later', () => {
  const table = tableOf([
    [1, undefined],
    [undefined, undefined],
    [1, 1],
  ]);
  expect(Array.from(placedParticipants(table, 2, (person) => person === 1))).toEqual([1, 2]);
});

test('[OPI-3] a statement that is moderated out is absent, and its voters stay', () => {
  const table = tableOf([
    [1, -1, 0],
    [undefined, 1, undefined],
    [undefined, undefined, -1],
  ]);
  const without = withoutStatements(table, new Set(['s1', 'unknown']));
  expect(without.statements.ids).toEqual(['s0', 's2']);
  expect(written(without)).toEqual(['p0 s0 1', 'p0 s2 0', 'p2 s2 -1']);
  expect(without.participants).toBe(table.participants);
  expect(Array.from(without.ptr)).toEqual([0, 2, 2, 3]);
  expect(withoutStatements(table, new Set(['unknown']))).toBe(table);
});

test('[OPI-10] half of the votes of everybody are kept, of an odd number the larger half', () => {
  const table = withVotes(
    EMPTY_TABLE,
    simulatedVotes({ participants: 40, statements: 150, groups: 2, share: 0.6, seed: 7 }),
  );
  const half = halvedVotes(table);
  const kept = new Set(written(half));
  expect(written(table).filter((one) => kept.has(one))).toHaveLength(kept.size);
  for (const person of table.participants.ids.keys())
    expect(votesOf(half, person)).toBe(Math.ceil(votesOf(table, person) / 2));
  expect(table.participants.ids.some((_, person) => votesOf(table, person) > 64)).toBe(true);
  expect(halvedVotes(tableOf([[1], [], [1, 1, 1]])).ptr).toEqual(Int32Array.of(0, 1, 1, 3));
});

test.each([30, 150])('[OPI-10] which half of %i votes is kept depends on the ids alone', (statements) => {
  const votes = simulatedVotes({ participants: 12, statements, groups: 2, share: 0.7, seed: 3 });
  const one = halvedVotes(withVotes(EMPTY_TABLE, votes));
  const turned = halvedVotes(withVotes(EMPTY_TABLE, [...votes].reverse()));
  expect([...written(turned)].sort()).toEqual([...written(one)].sort());
});

test('[OPI-10] the draw is the same on every machine, and another for each person', () => {
  const same = halvedVotes(tableOf(Array.from({ length: 2 }, () => Array.from({ length: 9 }, () => 1))));
  expect(Array.from(same.ptr)).toEqual([0, 5, 10]);
  expect(Array.from(same.col)).toEqual([0, 1, 5, 6, 8, 1, 3, 4, 6, 8]);
  expect([same.col.length, same.val.length]).toEqual([10, 10]);
});
