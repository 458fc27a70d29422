import { expect, test } from 'vitest';
import { tableOf } from '../simulated.fixture.ts';
import type { VoteValue } from '../votes/vote-table.ts';
import { ALIKE_ACCOUNTS_MIN, ALIKE_VOTES_MIN, alikeAccounts } from './alike-accounts.ts';

const row = (seed: number, votes: number): readonly VoteValue[] =>
  Array.from({ length: votes }, (_, place): VoteValue => ((place * seed) % 3 === 0 ? 1 : -1));

test('[OPI-33] ten accounts of one cohort that say the very same are a family, nine are not', () => {
  expect([ALIKE_ACCOUNTS_MIN, ALIKE_VOTES_MIN]).toEqual([10, 7]);
  const rows = [
    ...Array.from({ length: 10 }, () => row(1, 8)),
    ...Array.from({ length: 12 }, () => row(2, 7)),
  ];
  const table = tableOf(rows);
  const all = alikeAccounts(table, () => 0);
  expect(all.map(({ length }) => length)).toEqual([12, 10]);
  expect(alikeAccounts(tableOf(rows.slice(1, 10)), () => 0)).toEqual([]);
  // The same people, come in different hours.
  expect(alikeAccounts(table, (place) => place % 2)).toEqual([]);
});

test('[OPI-33] few votes are equal by chance, and one other vote is another person', () => {
  expect(alikeAccounts(tableOf(Array.from({ length: 30 }, () => row(1, 6))), () => 0)).toEqual([]);
  const nearly = Array.from({ length: 30 }, (_, person) =>
    row(1, 30).map((value, place): VoteValue => (place === person ? 0 : value)),
  );
  expect(alikeAccounts(tableOf(nearly), () => 0)).toEqual([]);
  expect(alikeAccounts(tableOf([]), () => 0)).toEqual([]);
});
