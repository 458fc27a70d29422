import fc from 'fast-check';
import { expect, test } from 'vitest';
import { participationBalance } from './participation-balance.ts';

const of = (amounts: Readonly<Record<string, number>>) =>
  Object.entries(amounts).map(([member, amount]) => ({ member, amount }));

test('[OPI-20] shares, coverage and the voice ratio of each group are those worked by hand', () => {
  const { groups, total, halfMembers, imbalance, gini } = participationBalance(
    of({ a: 60, b: 30, c: 10, d: 0 }),
    { west: ['a', 'b'], east: ['c', 'd', 'observer'], ldc: ['d'], empty: [] },
    ['west', 'east'],
  );
  expect(total).toBe(100);
  expect(halfMembers).toBe(1);
  // x ascending 0, 10, 30, 60: (−3·0 − 10 + 30 + 3·60)/(4·100).
  expect(gini).toEqual({ value: '0.500000', exact: '1/2' });
  expect(groups).toEqual([
    {
      group: 'east',
      members: 2,
      active: 1,
      coverage: 0.5,
      amount: 10,
      share: 0.1,
      fairShare: 0.5,
      ratio: { value: '0.200000', exact: '1/5' },
    },
    { group: 'empty', members: 0, active: 0, coverage: null, amount: 0, share: 0, fairShare: 0, ratio: null },
    {
      group: 'ldc',
      members: 1,
      active: 0,
      coverage: 0,
      amount: 0,
      share: 0,
      fairShare: 0.25,
      ratio: { value: '0.000000', exact: '0' },
    },
    {
      group: 'west',
      members: 2,
      active: 2,
      coverage: 1,
      amount: 90,
      share: 0.9,
      fairShare: 0.5,
      ratio: { value: '1.800000', exact: '9/5' },
    },
  ]);
  expect(imbalance).toBeCloseTo(0.4, 15);
});

test('[OPI-20] thirty of forty delegations with 5 400 of 12 000 seconds have a voice ratio of 0.6', () => {
  const seconds = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`m${at}`, at < 30 ? 180 : 660]));
  const developing = Object.keys(seconds).slice(0, 30);
  const { groups } = participationBalance(
    of(seconds),
    { developing, others: Object.keys(seconds).slice(30) },
    ['developing', 'others'],
  );
  expect(groups[0]?.ratio?.exact).toBe('3/5');
});

test('[OPI-20] the least number of members that made half counts the busiest first', () => {
  const half = (...amounts: readonly number[]) =>
    participationBalance(
      amounts.map((amount, at) => ({ member: `m${at}`, amount })),
      { all: amounts.map((_, at) => `m${at}`) },
      ['all'],
    ).halfMembers;
  expect(half(1, 1, 1, 1)).toBe(2);
  expect(half(1, 5, 1, 3)).toBe(1);
  expect(half(1, 4, 1, 3)).toBe(2);
  expect(half(5, 5)).toBe(1);
  expect(half(0, 0)).toBe(0);
  expect(half()).toBe(0);
});

test('[OPI-20] where nothing was done there are no shares, and nothing is out of balance', () => {
  const none = participationBalance(of({ a: 0, b: 0 }), { all: ['a', 'b'] }, ['all']);
  expect(none).toMatchObject({ total: 0, imbalance: null, gini: { exact: '0' } });
  expect(none.groups[0]).toMatchObject({ share: null, ratio: null, coverage: 0, fairShare: 1 });
  expect(participationBalance([], {}, [])).toMatchObject({ total: 0, groups: [], imbalance: null });
  expect(participationBalance([], { all: [] }, ['all']).groups[0]).toMatchObject({
    fairShare: 0,
    coverage: null,
  });
});

test('[OPI-20] the shares of a partition add up, and equal work is no imbalance', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 12 }), (amounts) => {
      const members = amounts.map((_, at) => `m${at}`);
      const groups = {
        odd: members.filter((_, at) => at % 2 === 1),
        even: members.filter((_, at) => at % 2 === 0),
      };
      const contributions = amounts.map((amount, at) => ({ member: `m${at}`, amount }));
      const balance = participationBalance(contributions, groups, ['odd', 'even']);
      const whole = balance.groups.reduce((sum, { share }) => sum + (share ?? 0), 0);
      if (balance.total > 0) expect(whole).toBeCloseTo(1, 12);
      expect(balance).toEqual(participationBalance([...contributions].reverse(), groups, ['odd', 'even']));
      const equal = participationBalance(
        contributions.map(({ member }) => ({ member, amount: 3 })),
        groups,
        ['odd', 'even'],
      );
      expect(equal.imbalance).toBeCloseTo(0, 12);
    }),
  );
});

test('[OPI-20] a member twice, an amount that is none, and a partition with a gap or an overlap are faults', () => {
  const all = { all: ['a', 'b'], half: ['a'], other: ['b', 'b'] };
  const twice = [
    { member: 'a', amount: 1 },
    { member: 'a', amount: 2 },
  ];
  expect(() => participationBalance(twice, { all: ['a'] }, ['all'])).toThrow('every member is expected once');
  for (const amount of [-1, 0.5, Number.NaN, 2 ** 53])
    expect(() => participationBalance(of({ a: amount, b: 0 }), all, ['all'])).toThrow(RangeError);
  expect(() => participationBalance(of({ a: 1, b: 1 }), all, ['half'])).toThrow('a partition');
  expect(() => participationBalance(of({ a: 1, b: 1 }), all, ['all', 'half'])).toThrow('a partition');
  expect(participationBalance(of({ a: 1, b: 1 }), all, ['half', 'other']).imbalance).toBe(0);
});
