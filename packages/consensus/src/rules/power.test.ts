import { expect, test } from 'vitest';
import type { Ballot, DecisionRule } from '../types.ts';
import { formatFraction } from './fraction.ts';
import { POWER_STATES_MAX, rulePower, weightedPower } from './power.ts';

const member = (id: string, attrs: Ballot['attrs'] = {}): Ballot => ({ id, attrs, position: 'none' });
const indices = (answer: ReturnType<typeof weightedPower>) =>
  answer.ok
    ? Object.values(answer.power.members).map(({ banzhaf, shapley }) =>
        [banzhaf, shapley].map(formatFraction),
      )
    : answer.code;

test('[PWR-1] published games have their published indices', () => {
  expect(indices(weightedPower('51', { A: '50', B: '49', C: '1' }))).toEqual([
    ['3/5', '2/3'],
    ['1/5', '1/6'],
    ['1/5', '1/6'],
  ]);
  const council = weightedPower('39', {
    ...Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`P${at}`, '7'])),
    ...Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`E${at}`, '1'])),
  });
  expect(indices(council)).toEqual([
    ...Array.from({ length: 5 }, () => ['106/635', '421/2145']),
    ...Array.from({ length: 10 }, () => ['21/1270', '4/2145']),
  ]);
});

test('[PWR-1] weights and quotas may be exact fractions', () => {
  expect(indices(weightedPower('0.51', { A: '1/2', B: '0.49', C: '0.01' }))).toEqual(
    indices(weightedPower('51', { A: '50', B: '49', C: '1' })),
  );
});

test('[PWR-1] 193 equal members have equal power, counted exactly', () => {
  const answer = weightedPower(
    '97',
    Object.fromEntries(Array.from({ length: 193 }, (_, at) => [`m${at}`, '1'])),
  );
  if (!answer.ok) throw new Error(answer.code);
  expect(formatFraction(answer.power.powerToAct)).toBe('1/2');
  expect(answer.power.winningCoalitions).toBe(2n ** 192n);
  expect(formatFraction(answer.power.members['m7']?.shapley ?? { n: 0n, d: 1n })).toBe('1/193');
});

test('[PWR-2] a game that everybody wins or nobody wins gives nobody power', () => {
  for (const quota of ['0', '4']) {
    const answer = weightedPower(quota, { A: '1', B: '2' });
    if (!answer.ok) throw new Error(answer.code);
    expect(answer.power.winningCoalitions).toBe(quota === '0' ? 4n : 0n);
    expect(indices(answer)).toEqual([
      ['0', '0'],
      ['0', '0'],
    ]);
  }
});

test('[PWR-2] only eligible members are players', () => {
  const rule: DecisionRule = {
    id: 'r',
    method: 'ballot',
    eligible: { attr: 'role', ne: 'observer' },
    pass: { set: 'for', of: 'eligible', op: '>', value: '1/2' },
  };
  const answer = rulePower(rule, [
    member('A'),
    member('B'),
    member('C'),
    member('OBS', { role: 'observer' }),
  ]);
  expect(answer.ok && Object.keys(answer.power.members)).toEqual(['A', 'B', 'C']);
});

test('[PWR-4] a weight that is none, a rule that support can hurt, and a game too large are refused', () => {
  expect(weightedPower('1', { A: '-1' })).toEqual({ ok: false, code: 'power.notAWeight' });
  expect(weightedPower('most', { A: '1' })).toEqual({ ok: false, code: 'power.notAWeight' });
  const few: DecisionRule = { id: 'r', method: 'ballot', pass: { set: 'for', op: '<', value: '2' } };
  expect(rulePower(few, [member('A'), member('B')])).toEqual({ ok: false, code: 'power.notMonotone' });
  const large = { A: String(POWER_STATES_MAX), B: '1' };
  expect(weightedPower('1', large)).toEqual({ ok: false, code: 'power.tooLarge' });
});
