import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  agreementIndex,
  consensusLevel,
  gini,
  groupInformedConsensus,
  leikConsensus,
  lijphartIndex,
  riceIndex,
  sScore,
  voiceRatio,
} from './metrics.ts';

const count = fc.integer({ min: 0, max: 500 });

test('[MET-1] the agreement index is 1 when all agree, 0 at equal thirds, and exact between', () => {
  expect(agreementIndex({ for: 9, against: 0, abstain: 0 })?.exact).toBe('1');
  expect(agreementIndex({ for: 5, against: 5, abstain: 5 })).toEqual({ value: '0.000000', exact: '0' });
  expect(agreementIndex({ for: 80, against: 10, abstain: 10 })).toEqual({ value: '0.700000', exact: '7/10' });
  expect(agreementIndex({ for: 50, against: 50, abstain: 0 })?.exact).toBe('1/4');
});

test('[MET-1] the agreement index does not ask which option is which, and stays between 0 and 1', () => {
  fc.assert(
    fc.property(count, count, count, (a, b, c) => {
      const index = agreementIndex({ for: a, against: b, abstain: c });
      expect(index).toEqual(agreementIndex({ for: c, against: a, abstain: b }));
      if (index !== null) expect(Number(index.value) >= 0 && Number(index.value) <= 1).toBe(true);
    }),
  );
});

test('[MET-2] figures of two options and of pairs agree with their sources', () => {
  expect(riceIndex({ for: 90, against: 10 })?.exact).toBe('4/5');
  expect(lijphartIndex(6, 2, 10)).toEqual({ value: '0.700000', exact: '7/10' });
  expect(sScore([3, 3, 2, 1], [3, 2, 2, 3], 2)?.exact).toBe('1/4');
  expect(sScore([2, -2], [2, 2], 4, [3, 1])?.exact).toBe('1/2');
  expect(sScore([0.1, 0.3], [0.3, 0.3], 1)?.exact).toBe('4/5');
});

test('[MET-3] group-informed consensus multiplies the groups and compares them by the geometric mean', () => {
  const groups = [
    { agree: 8, seen: 10 },
    { agree: 3, seen: 5 },
  ];
  expect(groupInformedConsensus(groups)).toEqual({
    value: '0.428571',
    exact: '3/7',
    geometricMean: '0.654654',
  });
});

test('[MET-4] Gini is 0 for equal shares, near 1 when one has all, and does not depend on the order', () => {
  expect(gini([600, 600, 600, 600])).toEqual({ value: '0.000000', exact: '0' });
  expect(gini([0, 1200, 0, 0]).exact).toBe('3/4');
  expect(gini([]).exact).toBe('0');
  fc.assert(
    fc.property(fc.array(count, { maxLength: 9 }), (values) => {
      expect(gini([...values].reverse())).toEqual(gini(values));
    }),
  );
});

test('[MET-4] the voice ratio is the share of time over the share of delegations', () => {
  expect(voiceRatio(5400, 12_000, 30, 40)).toEqual({ value: '0.600000', exact: '3/5' });
  expect(voiceRatio(1.5, 3, 1, 2)?.exact).toBe('1');
});

test('[MET-5] Leik consensus is 1 when all hold one level and 0 with half at each end', () => {
  expect(leikConsensus([0, 7, 0, 0, 0])?.exact).toBe('1');
  expect(leikConsensus([4, 0, 0, 0, 4])?.exact).toBe('0');
  expect(leikConsensus([2, 0, 2, 0, 0])?.exact).toBe('1/2');
});

test('[MET-6] of nobody there is no figure, never zero', () => {
  expect(agreementIndex({ for: 0, against: 0, abstain: 0 })).toBeNull();
  expect(riceIndex({ for: 0, against: 0 })).toBeNull();
  expect(lijphartIndex(0, 0, 0)).toBeNull();
  expect(sScore([], [], 2)).toBeNull();
  expect(sScore([1], [1, 2], 2)).toBeNull();
  expect(sScore([1], [1], 2, [0])).toBeNull();
  expect(groupInformedConsensus([])).toBeNull();
  expect(leikConsensus([0, 0])).toBeNull();
  expect(voiceRatio(1, 0, 1, 1)).toBeNull();
  expect(consensusLevel(0, 0)).toBeNull();
});

test('[MET-6] a number that is not written in decimals is a fault of the caller', () => {
  expect(() => gini([1e-9])).toThrow(RangeError);
  expect(() => riceIndex({ for: 2 ** 53, against: 1 })).toThrow(RangeError);
});

test('[MET-6] less than nobody, and more agreeing than have seen a statement, are faults of the caller', () => {
  expect(() => agreementIndex({ for: 3, against: -1, abstain: 0 })).toThrow(RangeError);
  expect(() => gini([1, -1])).toThrow(RangeError);
  expect(() => leikConsensus([1, -1])).toThrow(RangeError);
  expect(() => lijphartIndex(-1, 0, 1)).toThrow(RangeError);
  expect(() => groupInformedConsensus([{ agree: 3, seen: 2 }])).toThrow(RangeError);
});

test('[MET-1][MET-2][MET-5] weights that are no whole numbers have exact figures too', () => {
  expect(agreementIndex({ for: 0.25, against: 0.125, abstain: 0.125 })?.exact).toBe('1/4');
  expect(riceIndex({ for: 0.75, against: 0.25 })?.exact).toBe('1/2');
  expect(lijphartIndex(1.5, 0.5, 2)?.exact).toBe('7/8');
  expect(leikConsensus([0.5, 0, 0, 0, 0.5])?.exact).toBe('0');
});

test.each([
  [193, 0, 'fullConsensus'],
  [90, 10, 'consensus'],
  [89, 11, 'strongSupport'],
  [2, 1, 'strongSupport'],
  [65, 35, 'divergence'],
])(
  '[MET-7] %i in support and %i opposed read as %s, at most as a proxy for the chair',
  (support, opposed, level) => {
    expect(consensusLevel(support, opposed)).toBe(level);
  },
);

test('[MET-7] the shares can be taken of a larger whole', () => {
  expect(consensusLevel(50, 10, 100)).toBe('consensus');
  expect(consensusLevel(50, 11, 100)).toBe('divergence');
});
