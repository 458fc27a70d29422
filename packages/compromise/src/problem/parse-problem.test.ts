import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnJson } from './drawn-problems.fixture.ts';
import { PACKAGE_LIMITS } from './package-limits.ts';
import { PACKAGE_EXPECTED, PACKAGE_REFUSALS } from './package-refusal.ts';
import { parseProblem } from './parse-problem.ts';

const SMALL = {
  items: [
    { id: 'OP1', alternatives: ['OP1', 'A1', 'A2'] },
    { id: 'OP2', base: 'OP2', alternatives: [{ id: 'A3', adopts: ['A3'], changes: ['p2'] }, 'OP2'] },
  ],
  members: ['FRA', { id: 'KEN', weight: 2, region: 'africa' }],
};
const read = (change: Readonly<Record<string, unknown>>) => parseProblem({ ...SMALL, ...change });
const ITEM = SMALL.items[0];

test('[PKG-1] a small problem is read with its defaults: consensus, weight one, the first alternative as base', () => {
  expect(parseProblem(SMALL)).toMatchObject({
    ok: true,
    problem: {
      items: [
        {
          id: 'OP1',
          base: 'OP1',
          alternatives: [{ id: 'OP1', adopts: [], changes: [], deletes: [] }, {}, {}],
        },
        {
          id: 'OP2',
          base: 'OP2',
          alternatives: [{ id: 'A3', adopts: ['A3'], changes: ['p2'] }, { id: 'OP2' }],
        },
      ],
      members: [
        { id: 'FRA', weight: 1, attrs: {} },
        { id: 'KEN', weight: 2, attrs: { region: 'africa' } },
      ],
      groups: [],
      stances: [],
      conflicts: [],
      needs: [],
      rule: { id: 'consensus' },
      dissatisfaction: { support: 0, accept: 1, abstain: 2, silent: 2, reserve: 3, oppose: 5, object: 8 },
    },
  });
});

test('[PKG-1] a table of dissatisfaction may change some of its entries', () => {
  expect(read({ dissatisfaction: { reserve: 4, silent: 1 } })).toMatchObject({
    ok: true,
    problem: { dissatisfaction: { reserve: 4, silent: 1, oppose: 5 } },
  });
});

test('[PKG-5] a condition without a fallback falls back to an objection', () => {
  const stances = { FRA: { A3: { stance: 'accept', if: { alternative: 'A1', is: 'left' } } } };
  expect(read({ stances })).toMatchObject({
    ok: true,
    problem: {
      stances: [
        {
          member: 'FRA',
          alternative: 'A3',
          stance: 'accept',
          conditional: { condition: { alternative: 'A1', is: 'left' }, fallback: 'object' },
        },
      ],
    },
  });
});

test('[PKG-1] every drawn problem is read', () => {
  fc.assert(
    fc.property(drawnJson({ items: 4, alternatives: 3, members: 4 }), (json) => {
      expect(parseProblem(JSON.parse(JSON.stringify(json)))).toMatchObject({ ok: true });
    }),
    { numRuns: 200 },
  );
});

const condition = (given: unknown) => ({ stances: { FRA: { A1: { stance: 'accept', if: given } } } });
const circle = [
  { alternative: 'A1', needs: 'A3' },
  { alternative: 'A3', needs: 'A1' },
];

test.each([
  ['a field nobody knows', { extra: 1 }, 'package.expected', 'extra', 'knownField'],
  ['items that are no list', { items: {} }, 'package.expected', 'items', 'list'],
  ['no items', { items: [] }, 'package.empty', 'items', 'entry'],
  ['an item that is none', { items: [1] }, 'package.expected', 'items[0]', 'object'],
  ['an item without a name', { items: [{ ...ITEM, id: '' }] }, 'package.expected', 'items[0].id', 'word'],
  ['an item twice', { items: [ITEM, { ...ITEM }] }, 'package.twice', 'items[1].id', 'once'],
  [
    'an item without alternatives',
    { items: [{ id: 'x', alternatives: [] }] },
    'package.empty',
    'items[0].alternatives',
    'entry',
  ],
  [
    'an alternative of two items',
    { items: [ITEM, { id: 'x', alternatives: ['A1'] }] },
    'package.twice',
    'items[1].alternatives[0]',
    'once',
  ],
  [
    'a base of another item',
    { items: [{ ...ITEM, base: 'A3' }] },
    'package.unknown',
    'items[0].base',
    'alternative',
  ],
  [
    'what is no amendment',
    { items: [{ id: 'x', alternatives: [{ id: 'a', adopts: ['OP1'] }] }] },
    'package.expected',
    'items[0].alternatives[0].adopts[0]',
    'amendment',
  ],
  [
    'what is no paragraph',
    { items: [{ id: 'x', alternatives: [{ id: 'a', deletes: ['A1'] }] }] },
    'package.expected',
    'items[0].alternatives[0].deletes[0]',
    'paragraph',
  ],
  ['no members', { members: [] }, 'package.empty', 'members', 'entry'],
  ['a member twice', { members: ['FRA', 'FRA'] }, 'package.twice', 'members[1]', 'once'],
  [
    'a negative weight',
    { members: [{ id: 'a', weight: -1 }] },
    'package.expected',
    'members[0].weight',
    'wholeNumber',
  ],
  [
    'a fraction as weight',
    { members: [{ id: 'a', weight: 0.5 }] },
    'package.expected',
    'members[0].weight',
    'wholeNumber',
  ],
  [
    'a weight in words',
    { members: [{ id: 'a', weight: '1' }] },
    'package.expected',
    'members[0].weight',
    'wholeNumber',
  ],
  [
    'weights too large together',
    { members: [{ id: 'a', weight: 2 ** 50 }] },
    'package.weightsTooLarge',
    'members',
    'smallerWeights',
  ],
  [
    'a negative tolerance',
    { members: [{ id: 'a', tolerance: -1 }] },
    'package.expected',
    'members[0].tolerance',
    'wholeNumber',
  ],
  [
    'an attribute that is a list',
    { members: [{ id: 'a', votes: [1] }] },
    'package.expected',
    'members[0].votes',
    'value',
  ],
  [
    'a group of strangers',
    { groups: [{ id: 'g', members: ['USA'] }] },
    'package.unknown',
    'groups[0].members[0]',
    'member',
  ],
  [
    'a member twice in a group',
    { groups: [{ id: 'g', members: ['FRA', 'FRA'] }] },
    'package.twice',
    'groups[0].members[1]',
    'once',
  ],
  [
    'a group twice',
    {
      groups: [
        { id: 'g', members: [] },
        { id: 'g', members: [] },
      ],
    },
    'package.twice',
    'groups[1].id',
    'once',
  ],
  ['the stance of a stranger', { stances: { USA: {} } }, 'package.unknown', 'stances.USA', 'member'],
  [
    'a stance on nothing',
    { stances: { FRA: { A9: 'accept' } } },
    'package.unknown',
    'stances.FRA.A9',
    'alternative',
  ],
  [
    'a stance that is none',
    { stances: { FRA: { A1: 'silent' } } },
    'package.expected',
    'stances.FRA.A1',
    'stance',
  ],
  [
    'a fallback without a condition',
    { stances: { FRA: { A1: { stance: 'accept', else: 'object' } } } },
    'package.expected',
    'stances.FRA.A1.if',
    'condition',
  ],
  [
    'a fallback that is the stance',
    { stances: { FRA: { A1: { stance: 'object', if: { alternative: 'A3', is: 'chosen' } } } } },
    'package.sameStance',
    'stances.FRA.A1.else',
    'otherStance',
  ],
  ['a condition that tests nothing', condition({}), 'package.expected', 'stances.FRA.A1.if', 'condition'],
  [
    'a condition on an unknown alternative',
    condition({ alternative: 'A9', is: 'chosen' }),
    'package.unknown',
    'stances.FRA.A1.if.alternative',
    'alternative',
  ],
  [
    'a condition on an amendment that nothing adopts',
    condition({ all: [{ amendment: 'A8', is: 'adopted' }] }),
    'package.unknown',
    'stances.FRA.A1.if.all[0].amendment',
    'amendmentOfThePackage',
  ],
  [
    'a fate that is none',
    condition({ not: { paragraph: 'p2', is: 'chosen' } }),
    'package.expected',
    'stances.FRA.A1.if.not.is',
    'fate',
  ],
  [
    'a test that is neither chosen nor left',
    condition({ alternative: 'A3', is: 'adopted' }),
    'package.expected',
    'stances.FRA.A1.if.is',
    'chosenOrLeft',
  ],
  [
    'a paragraph by its label',
    condition({ paragraph: 'OP2', is: 'kept' }),
    'package.expected',
    'stances.FRA.A1.if.paragraph',
    'paragraph',
  ],
  ['any of nothing', condition({ any: [] }), 'package.empty', 'stances.FRA.A1.if.any', 'entry'],
  [
    'a condition that is too long',
    condition({ all: Array.from({ length: 32 }, () => ({ alternative: 'A3', is: 'left' })) }),
    'package.limit',
    'stances.FRA.A1.if.all[31]',
    'fewer',
  ],
  ['a conflict of one', { conflicts: [['A1']] }, 'package.expected', 'conflicts[0]', 'pair'],
  ['a conflict with itself', { conflicts: [['A1', 'A1']] }, 'package.ownItem', 'conflicts[0]', 'otherItem'],
  [
    'a conflict with nothing',
    { conflicts: [['A1', 'A9']] },
    'package.unknown',
    'conflicts[0][1]',
    'alternative',
  ],
  [
    'an alternative that needs another of its item',
    { needs: [{ alternative: 'A1', needs: 'A2' }] },
    'package.ownItem',
    'needs[0]',
    'otherItem',
  ],
  ['alternatives in a circle', { needs: circle }, 'package.cycle', 'needs[0]', 'noCircle'],
  ['a settled word', { settled: { OP1: 'adopted' } }, 'package.expected', 'settled.OP1', 'paragraph'],
  ['a settled fate that is none', { settled: { A7: 'kept' } }, 'package.expected', 'settled.A7', 'fate'],
  [
    'a dissatisfaction below zero',
    { dissatisfaction: { oppose: -1 } },
    'package.expected',
    'dissatisfaction.oppose',
    'wholeNumber',
  ],
  [
    'a dissatisfaction too large',
    { dissatisfaction: { object: 1_001 } },
    'package.expected',
    'dissatisfaction.object',
    'wholeNumberOrLess',
  ],
  [
    'a dissatisfaction of no stance',
    { dissatisfaction: { against: 1 } },
    'package.expected',
    'dissatisfaction.against',
    'knownField',
  ],
  ['a rule that nobody knows', { rule: 'by-lot' }, 'package.expected', 'rule', 'ruleOfTheCatalogue'],
  [
    'a rule that is not read',
    { rule: { id: 'r', method: 'ballot', pass: 1 } },
    'package.rule',
    'rule.pass',
    'rule',
  ],
  [
    'a rule by what nobody has',
    { rule: { id: 'r', method: 'ballot', pass: { set: 'for', weight: 'votes', op: '>=', value: '1' } } },
    'package.rule',
    'members',
    'attributesOfTheRule',
  ],
  [
    'a rule by a weight that one member lacks',
    {
      members: [{ id: 'a', votes: 1 }, 'b'],
      rule: { id: 'r', method: 'ballot', pass: { set: 'for', weight: 'votes', op: '>=', value: '1' } },
    },
    'package.rule',
    'members.b.attrs.votes',
    'weightsOfTheRule',
  ],
] as const)('[PKG-1] %s is refused with its place', (_, change, code, path, expected) => {
  expect(read(change)).toMatchObject({ ok: false, refusal: { code, facts: { path, expected } } });
});

const names = (count: number, letter: string) => Array.from({ length: count }, (_, at) => `${letter}${at}`);

test.each([
  ['ITEMS_MAX', { items: names(201, 'i').map((id) => ({ id, alternatives: [`${id}a`] })) }],
  ['ALTERNATIVES_PER_ITEM_MAX', { items: [{ id: 'x', alternatives: names(51, 'a') }] }],
  [
    'ALTERNATIVES_MAX',
    {
      items: names(21, 'i').map((id) => ({ id, alternatives: names(50, `${id}a`) })),
    },
  ],
  ['MEMBERS_MAX', { members: names(1_001, 'm') }],
  ['GROUPS_MAX', { groups: names(61, 'g').map((id) => ({ id, members: [] })) }],
  ['CONFLICTS_MAX', { conflicts: Array.from({ length: 20_001 }, () => ['A1', 'A3']) }],
  ['NEEDS_MAX', { needs: Array.from({ length: 20_001 }, () => ({ alternative: 'A1', needs: 'A3' })) }],
  ['WORD_CHARACTERS_MAX', { members: ['x'.repeat(201)] }],
  [
    'CONDITIONS_MAX',
    {
      items: [{ id: 'x', alternatives: names(50, 'a') }],
      members: names(101, 'm'),
      stances: Object.fromEntries(
        names(101, 'm').map((member) => [
          member,
          Object.fromEntries(
            names(50, 'a').map((id) => [
              id,
              { stance: 'accept', if: { alternative: 'a0', is: 'left' }, else: 'oppose' },
            ]),
          ),
        ]),
      ),
    },
  ],
] as const)('[PKG-1] passing %s is refused, and reaching it is not', (limit, change) => {
  expect(read(change)).toMatchObject({
    ok: false,
    refusal: { code: 'package.limit', facts: { expected: 'fewer', limit, max: PACKAGE_LIMITS[limit] } },
  });
});

test('[PKG-1] a problem at its bounds is read', () => {
  const many = {
    items: names(200, 'i').map((id) => ({ id, alternatives: names(5, `${id}a`) })),
    members: names(1_000, 'm'),
    groups: names(60, 'g').map((id) => ({ id, members: names(1_000, 'm') })),
  };
  expect(parseProblem(many)).toMatchObject({ ok: true });
});

test('[PKG-1] a long chain of needs is no circle', () => {
  const items = names(200, 'i').map((id) => ({ id, alternatives: [`${id}a`, `${id}b`] }));
  const needs = names(199, 'i').map((id, at) => ({ alternative: `${id}b`, needs: `i${at + 1}b` }));
  expect(parseProblem({ items, members: ['m'], needs })).toMatchObject({ ok: true });
});

test('[PKG-1] the lists of codes and of what is expected name everything once', () => {
  expect(new Set(PACKAGE_REFUSALS).size).toBe(PACKAGE_REFUSALS.length);
  expect(new Set(PACKAGE_EXPECTED).size).toBe(PACKAGE_EXPECTED.length);
});
