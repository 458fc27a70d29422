import { expect, test } from 'vitest';
import { checkWeights } from './check-weights.ts';
import {
  checkRuleAgainst,
  isWeighted,
  parseRule,
  parseWeight,
  RULE_DEPTH_MAX,
  RULE_LIST_ENTRIES_MAX,
  RULE_NODES_MAX,
  RULE_WORD_CHARACTERS_MAX,
  ruleAttributes,
} from './parse-rule.ts';
import { REFUSAL_CODES } from '../refusal-codes.ts';
import type { DecisionRule } from '../types.ts';

const HALF = { set: 'for', of: 'voting', op: '>', value: '1/2' } as const;
const rule = { id: 'r', method: 'ballot', pass: HALF } as const;
const weighed = (weight: unknown) => ({ ...rule, weight });

const refusal = (json: unknown) => {
  const parsed = parseRule(json);
  return parsed.ok ? 'read' : [parsed.refusal.code, parsed.refusal.facts['path']];
};

test.each<[string, unknown, string, string]>([
  ['nothing', null, 'rule.notAnObject', 'rule'],
  ['a list', [rule], 'rule.notAnObject', 'rule'],
  ['an unknown field', { ...rule, threshold: '1/2' }, 'rule.unknownField', 'rule.threshold'],
  ['a field named like a prototype', JSON.parse('{"__proto__": {}}'), 'rule.unknownField', 'rule.__proto__'],
  ['a missing id', { method: 'ballot', pass: HALF }, 'rule.notAWord', 'rule.id'],
  ['an empty id', { ...rule, id: '' }, 'rule.notAWord', 'rule.id'],
  ['an unknown method', { ...rule, method: 'lot' }, 'rule.unknownWord', 'rule.method'],
  ['a missing pass', { id: 'r', method: 'ballot' }, 'rule.noPass', 'rule.pass'],
  ['an unknown set', { ...rule, pass: { ...HALF, set: 'yes' } }, 'rule.unknownWord', 'rule.pass.set'],
  ['an unknown whole', { ...rule, pass: { ...HALF, of: 'all' } }, 'rule.unknownWord', 'rule.pass.of'],
  ['an unknown comparison', { ...rule, pass: { ...HALF, op: '≥' } }, 'rule.unknownWord', 'rule.pass.op'],
  ['a number as value', { ...rule, pass: { ...HALF, value: 0.5 } }, 'rule.notARational', 'rule.pass.value'],
  ['a percent', { ...rule, pass: { ...HALF, value: '50%' } }, 'rule.notARational', 'rule.pass.value'],
  [
    'a share above one of a whole that holds the set',
    { ...rule, pass: { ...HALF, value: '3/2' } },
    'rule.notAShare',
    'rule.pass.value',
  ],
  ['a share below zero', { ...rule, pass: { ...HALF, value: '-1/2' } }, 'rule.notAShare', 'rule.pass.value'],
  ['an empty list', { ...rule, pass: { all: [] } }, 'rule.notAList', 'rule.pass.all'],
  [
    'a test with two heads',
    { ...rule, pass: { all: [HALF], any: [HALF] } },
    'rule.unknownField',
    'rule.pass.any',
  ],
  [
    'a fault deep inside',
    { ...rule, pass: { all: [HALF, { not: {} }] } },
    'rule.unknownWord',
    'rule.pass.all[1].not.set',
  ],
  ['an empty each', { ...rule, pass: { each: '', test: HALF } }, 'rule.notAWord', 'rule.pass.each'],
  ['an empty filter', { ...rule, eligible: { attr: 'role' } }, 'rule.notAFilter', 'rule.eligible'],
  [
    'two filters in one',
    { ...rule, eligible: { attr: 'a', eq: 1, ne: 2 } },
    'rule.notAFilter',
    'rule.eligible',
  ],
  ['a filter by object', { ...rule, eligible: { attr: 'a', eq: {} } }, 'rule.notAValue', 'rule.eligible.eq'],
  ['a name that is no word', { ...rule, names: { en: 'Half', fr: 5 } }, 'rule.notAWord', 'rule.names.fr'],
  [
    'a filter that says more than one thing',
    { ...rule, eligible: { and: [{ attr: 'a', eq: 1 }], or: [] } },
    'rule.unknownField',
    'rule.eligible.or',
  ],
  [
    'a part of a filter that is none',
    { ...rule, eligible: { or: [{ attr: 'a', eq: 1 }, { attr: 5 }] } },
    'rule.notAWord',
    'rule.eligible.or[1].attr',
  ],
  ['no flags', { ...rule, requires: [] }, 'rule.notAList', 'rule.requires'],
  ['a flag that is no word', { ...rule, requires: [1] }, 'rule.notAWord', 'rule.requires[0]'],
  [
    'a discard without filter',
    { ...rule, discard: [{ position: 'for' }] },
    'rule.notAnObject',
    'rule.discard[0].where',
  ],
  [
    'a block of nobody',
    { ...rule, blocks: [{ position: 'against', min: 0 }] },
    'rule.notACount',
    'rule.blocks[0].min',
  ],
  [
    'a block by an unknown position',
    { ...rule, blocks: [{ position: 'no' }] },
    'rule.unknownWord',
    'rule.blocks[0].position',
  ],
  [
    'hours that are a word',
    { ...rule, period: { hours: '72', minHours: 72, extendable: true } },
    'rule.notHours',
    'rule.period.hours',
  ],
  [
    'an open question of extension',
    { ...rule, period: { hours: 72, minHours: 72 } },
    'rule.notAValue',
    'rule.period.extendable',
  ],
  ['an empty weight', weighed({}), 'rule.notAWeight', 'rule.weight'],
  ['a cap of zero', weighed({ cap: '0', base: 'one' }), 'rule.notAShare', 'rule.weight.cap'],
  ['a cap without base', weighed({ cap: '1/2' }), 'rule.notAnObject', 'rule.weight.base'],
  [
    'a mix that is not one',
    weighed({ mix: [{ weight: 'one', share: '0.9' }] }),
    'rule.sharesNotOne',
    'rule.weight.mix',
  ],
  ['a root of nothing', weighed({ sqrt: {} }), 'rule.notAWeight', 'rule.weight.sqrt'],
  [
    'a root with too many decimals',
    weighed({ sqrt: 'one', decimals: 7 }),
    'rule.notACount',
    'rule.weight.decimals',
  ],
  [
    'a root with half a decimal',
    weighed({ sqrt: 'one', decimals: 0.5 }),
    'rule.notACount',
    'rule.weight.decimals',
  ],
  ['a root and a cap', weighed({ sqrt: 'one', base: 'one' }), 'rule.unknownField', 'rule.weight.base'],
  [
    'a listed share below zero',
    weighed({ normalise: [{ by: 'g', shares: { a: '-2' } }] }),
    'rule.notAShare',
    'rule.weight.normalise[0].shares.a',
  ],
  ['no level to normalise by', weighed({ normalise: [] }), 'rule.notAList', 'rule.weight.normalise'],
])('[PRS-2] %s is refused with the place that is wrong', (_, json, code, path) => {
  expect(refusal(json)).toEqual([code, path]);
  expect(REFUSAL_CODES).toHaveProperty([code], ['path']);
});

const nested = (depth: number): unknown => (depth === 0 ? HALF : { not: nested(depth - 1) });

test('[PRS-3] a rule as deep as the bound is read, one level more is refused', () => {
  expect(refusal({ ...rule, pass: nested(RULE_DEPTH_MAX) })).toBe('read');
  expect(refusal({ ...rule, pass: nested(RULE_DEPTH_MAX + 1) })).toEqual([
    'rule.tooLarge',
    expect.any(String),
  ]);
});

test('[PRS-3] a rule as large as the bound is read, one test more is refused', () => {
  const wide = (count: number) => ({ ...rule, pass: { all: Array.from({ length: count }, () => HALF) } });
  expect(refusal(wide(RULE_NODES_MAX - 1))).toBe('read');
  expect(refusal(wide(RULE_NODES_MAX))).toEqual(['rule.tooLarge', `rule.pass.all[${RULE_NODES_MAX - 1}]`]);
});

test('[PRS-3] long lists and long words are refused', () => {
  const flags = Array.from({ length: RULE_LIST_ENTRIES_MAX + 1 }, (_, at) => `f${at}`);
  expect(refusal({ ...rule, requires: flags.slice(1) })).toBe('read');
  expect(refusal({ ...rule, requires: flags })).toEqual(['rule.tooLarge', 'rule.requires']);
  const names = Object.fromEntries(flags.map((flag) => [flag, 'x']));
  expect(refusal({ ...rule, names })).toEqual(['rule.tooLarge', 'rule.names']);
  expect(refusal({ ...rule, id: 'x'.repeat(RULE_WORD_CHARACTERS_MAX + 1) })).toEqual([
    'rule.notAWord',
    'rule.id',
  ]);
});

test('[PRS-2] a weight alone is read like the weight of a rule', () => {
  expect(parseWeight({ cap: '2/5', base: 'w' })).toEqual({ ok: true, weight: { cap: '2/5', base: 'w' } });
  expect(parseWeight({ cap: '2', base: 'w' })).toEqual({
    ok: false,
    refusal: { code: 'rule.notAShare', facts: { path: 'weight.cap' } },
  });
});

const reading: DecisionRule = {
  id: 'reads',
  method: 'ballot',
  eligible: { not: { attr: 'suspended', eq: true } },
  discard: [
    {
      position: 'against',
      where: {
        and: [
          { attr: 'reasoned', eq: false },
          { attr: 'status', ne: 'P' },
        ],
      },
    },
  ],
  weight: { normalise: [{ by: 'chamber' }], base: { cap: '1/5', base: 'population' } },
  quorum: { each: 'region', test: { set: 'present', of: 'eligible', op: '>', value: '1/2' } },
  blocks: [{ position: 'against', where: { or: [{ attr: 'permanent', eq: true }] } }],
  pass: {
    set: 'for',
    of: 'voting',
    weight: { mix: [{ weight: 'quota', share: '1' }] },
    op: '>',
    value: '1/2',
  },
};

test('[PRS-4] a rule that reads an attribute which no member has is refused with its attributes', () => {
  const all = ['chamber', 'permanent', 'population', 'quota', 'region', 'status', 'suspended'];
  expect(ruleAttributes(reading)).toEqual(all);
  expect(checkRuleAgainst(reading, new Set(all))).toBeUndefined();
  expect(checkRuleAgainst(reading, new Set(['permanent', 'quota', 'status', 'suspended']))).toEqual({
    code: 'rule.unknownAttribute',
    facts: { attributes: ['chamber', 'population', 'region'] },
  });
});

test('[PRS-4] fields that every ballot has need not be attributes of members', () => {
  const absent: DecisionRule = { ...rule, eligible: { attr: 'present', eq: true } };
  expect(checkRuleAgainst(absent, new Set())).toBeUndefined();
});

test('[PRS-5] a rule is weighted when any of its tests weighs by other than one', () => {
  expect(isWeighted(reading)).toBe(true);
  expect(isWeighted(rule)).toBe(false);
  expect(isWeighted({ ...rule, weight: 'one' })).toBe(false);
  expect(isWeighted({ ...rule, quorum: { not: { any: [{ ...HALF, weight: 'quota' }] } } })).toBe(true);
});

test.each([
  ['a word', 'many'],
  ['less than zero', -1],
  ['a boolean', true],
])('[PRS-6] a weight that is %s for one member is refused before it decides', (_, population) => {
  const members = [
    { id: 'AAA', attrs: { population: '3/2' } },
    { id: 'BBB', attrs: { population } },
  ];
  expect(checkWeights({ ...rule, weight: 'population' }, members)).toEqual({
    code: 'rule.notAWeight',
    facts: { path: 'members.BBB.attrs.population' },
  });
});

test('[PRS-6] a weight in numbers or exact fractions is accepted, and who is not eligible needs none', () => {
  const members = [
    { id: 'AAA', attrs: { population: '3/2' } },
    { id: 'BBB', attrs: { population: 7 } },
    { id: 'OBS', attrs: { population: 'none', role: 'observer' } },
  ];
  const weighted: DecisionRule = {
    ...rule,
    weight: 'population',
    eligible: { attr: 'role', ne: 'observer' },
  };
  expect(checkWeights(weighted, members)).toBeUndefined();
});
