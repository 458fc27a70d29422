import { expect, test } from 'vitest';
import type { AttributeValue, Ballot, DecisionRule } from '../types.ts';
import { frozenWeights } from './frozen-weights.ts';

const RULE: DecisionRule = {
  id: 'r',
  method: 'ballot',
  eligible: { attr: 'role', ne: 'observer' },
  weight: 'quota',
  quorum: { set: 'present', of: 'eligible', weight: 'one', op: '>', value: '1/2' },
  pass: {
    all: [
      { set: 'for', of: 'voting', op: '>', value: '1/2' },
      { set: 'for', of: 'voting', weight: { sqrt: 'population' }, op: '>', value: '1/2' },
      { set: 'for', of: 'eligible', weight: { sqrt: 'population' }, op: '>', value: '1/3' },
    ],
  },
};
const member = (id: string, attrs: Record<string, AttributeValue>): Ballot => ({
  id,
  attrs,
  position: 'none',
});

test('[WGT-7] every weight stands once with its total, and each member with weight and exact share', () => {
  const frozen = frozenWeights(RULE, [
    member('A', { quota: '0.5', population: 100 }),
    member('B', { quota: '1/4', population: 50 }),
    member('OBS', { role: 'observer' }),
  ]);
  expect(frozen).toEqual({
    ok: true,
    sheets: [
      {
        weight: 'one',
        total: '2',
        members: [
          { member: 'A', weight: '1', share: '1/2' },
          { member: 'B', weight: '1', share: '1/2' },
        ],
      },
      {
        weight: 'quota',
        total: '3/4',
        members: [
          { member: 'A', weight: '1/2', share: '2/3' },
          { member: 'B', weight: '1/4', share: '1/3' },
        ],
      },
      {
        weight: { sqrt: 'population' },
        total: '17',
        members: [
          { member: 'A', weight: '10', share: '10/17' },
          { member: 'B', weight: '7', share: '7/17' },
        ],
      },
    ],
  });
});

test('[WGT-7] a later change of attributes changes nothing that was frozen', () => {
  const attrs: Record<string, AttributeValue> = { quota: 3, population: 4 };
  const frozen = frozenWeights(RULE, [member('A', attrs)]);
  const before = JSON.stringify(frozen);
  attrs['quota'] = 99;
  expect(JSON.stringify(frozen)).toBe(before);
});

test('[WGT-7] where nobody has weight every share is zero', () => {
  const frozen = frozenWeights({ ...RULE, pass: { set: 'for', op: '>=', value: '1' } }, [
    member('A', { quota: 0 }),
  ]);
  expect(frozen.ok && frozen.sheets[1]).toEqual({
    weight: 'quota',
    total: '0',
    members: [{ member: 'A', weight: '0', share: '0' }],
  });
});

test('[WGT-8] who lacks an attribute that weighs is refused with the place', () => {
  expect(frozenWeights(RULE, [member('A', { quota: 1, population: 1 }), member('B', { quota: 1 })])).toEqual({
    ok: false,
    refusal: { code: 'rule.notAWeight', facts: { path: 'members.B.attrs.population' } },
  });
});
