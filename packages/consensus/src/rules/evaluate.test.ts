import { describe, expect, test } from 'vitest';
import type { Ballot, DecisionRule, RuleTest } from '../types.ts';
import type { BallotPosition } from '../vocabulary.ts';
import { equalVoiceTally, evaluateRule, tallyOf } from './evaluate.ts';
import { MISSING_CODES, MISSING_FACTS } from './missing.ts';

const ballot = (id: string, position: BallotPosition, rest: Partial<Ballot> = {}): Ballot => ({
  id,
  attrs: {},
  position,
  ...rest,
});
const ballots = (counts: Partial<Record<BallotPosition, number>>): readonly Ballot[] =>
  (Object.entries(counts) as [BallotPosition, number][]).flatMap(([position, count]) =>
    Array.from({ length: count }, (_, at) => ballot(`${position}${at + 1}`, position)),
  );
const rule = (pass: RuleTest, rest: Partial<DecisionRule> = {}): DecisionRule => ({
  id: 'r',
  method: 'ballot',
  pass,
  ...rest,
});
const MAJORITY: RuleTest = { set: 'for', of: 'voting', op: '>', value: '1/2' };
const NO_OBJECTION: RuleTest = { set: 'object', op: '==', value: '0' };

test('[DEC-2] members outside the eligibility count neither in a test nor in the tally', () => {
  const given = [
    ballot('AAA', 'for'),
    ballot('BBB', 'object', { attrs: { concerned: true } }),
    ballot('CCC', 'object', { attrs: { concerned: false } }),
  ];
  const minusOne = rule(NO_OBJECTION, { eligible: { not: { attr: 'concerned', eq: true } } });
  expect(evaluateRule(minusOne, given).outcome).toBe('not_adopted');
  expect(evaluateRule(minusOne, given.slice(0, 2))).toMatchObject({
    outcome: 'adopted',
    tally: { eligible: 1, for: 1, object: 0 },
  });
});

test('[DEC-3] a discarded ballot counts as none, its member stays present, the tally shows it as it was given', () => {
  const given = [ballot('AAA', 'for'), ballot('BBB', 'against', { reasoned: false }), ballot('CCC', 'none')];
  const discarding = rule(
    { all: [{ set: 'none', op: '==', value: '2' }, { set: 'present', op: '==', value: '2' }, MAJORITY] },
    { discard: [{ position: 'against', where: { attr: 'reasoned', eq: false } }] },
  );
  expect(evaluateRule(discarding, given)).toMatchObject({
    outcome: 'adopted',
    tally: { eligible: 3, present: 2, for: 1, against: 1, none: 1 },
  });
});

describe('[DEC-4] a rule is judged in one order', () => {
  const strict = rule(
    { set: 'for', op: '>=', value: '9' },
    {
      requires: ['consensusExhausted'],
      quorum: { set: 'present', op: '>=', value: '10' },
      blocks: [{ position: 'against', where: { attr: 'permanent', eq: true } }],
    },
  );
  const council = (votesFor: number, votesAgainst: number): readonly Ballot[] => [
    ...ballots({ for: votesFor }),
    ...ballots({ against: votesAgainst }).map((entry) => ({ ...entry, attrs: { permanent: true } })),
  ];
  const met = { consensusExhausted: true };

  test('what the rule requires comes first: without it nothing is judged', () => {
    const result = evaluateRule(strict, council(9, 1));
    expect(result).toMatchObject({ outcome: 'pending', tests: [] });
    expect(result.missing).toEqual([{ code: 'missing.flag', facts: { flag: 'consensusExhausted' } }]);
    expect(evaluateRule(strict, council(9, 1), { consensusExhausted: false }).outcome).toBe('pending');
  });
  test('a flag by the name of something every object has is not set', () => {
    expect(evaluateRule({ ...strict, requires: ['toString'] }, council(9, 1)).outcome).toBe('pending');
  });
  test('a missing quorum comes before the question whether it would pass', () => {
    expect(evaluateRule(strict, council(9, 0), met).outcome).toBe('no_quorum');
  });
  test('a negative vote that could block is no veto on a text that lacks the votes', () => {
    expect(evaluateRule(strict, council(8, 2), met).outcome).toBe('not_adopted');
  });
  test('a text that would pass is vetoed by one block, and the members are named', () => {
    const result = evaluateRule(strict, council(9, 2), met);
    expect(result.outcome).toBe('vetoed');
    expect(result.missing).toEqual([
      { code: 'missing.blocked', facts: { members: ['against1', 'against2'] } },
    ]);
  });
  test('without a block it is adopted and nothing is missing', () => {
    expect(evaluateRule(strict, council(10, 0), met)).toMatchObject({ outcome: 'adopted', missing: [] });
  });
  test('a block needs as many heads as it says', () => {
    const four = rule(MAJORITY, { blocks: [{ position: 'against', min: 4 }] });
    expect(evaluateRule(four, ballots({ for: 9, against: 3 })).outcome).toBe('adopted');
    expect(evaluateRule(four, ballots({ for: 9, against: 4 })).outcome).toBe('vetoed');
  });
});

test.each<[RuleTest['label'], RuleTest]>([
  ['a majority', MAJORITY],
  ['at most a quarter', { set: 'against', of: 'voting', op: '<=', value: '1/4' }],
  ['exactly none', { set: 'against', of: 'voting', op: '==', value: '0' }],
])('[DEC-5] %s of nobody is not reached', (_, pass) => {
  const result = evaluateRule(rule(pass), ballots({ abstain: 3 }));
  expect(result.outcome).toBe('not_adopted');
  expect(result.tests[0]).toMatchObject({ left: null, denominator: '0', holds: false });
  expect(result.missing).toEqual([{ code: 'missing.nobodyVoting', facts: {} }]);
});

test('[DEC-5] a whole without weight is empty too', () => {
  const weighted = rule({ ...MAJORITY, weight: 'population' });
  expect(evaluateRule(weighted, ballots({ for: 3 })).outcome).toBe('not_adopted');
});

test('[DEC-6] a threshold met with equality is met, and a tie is not a majority', () => {
  const twoThirds = rule({ set: 'for', of: 'voting', op: '>=', value: '2/3' });
  expect(evaluateRule(twoThirds, ballots({ for: 2, against: 1 })).outcome).toBe('adopted');
  expect(evaluateRule(rule(MAJORITY), ballots({ for: 59, against: 59 })).outcome).toBe('not_adopted');
});

test('[DEC-6] twice as many for as against is a threshold of two, and nobody against leaves no share', () => {
  const twice = rule({ set: 'for', of: 'against', op: '>=', value: '2' });
  expect(evaluateRule(twice, ballots({ for: 8, against: 4 })).outcome).toBe('adopted');
  expect(evaluateRule(twice, ballots({ for: 7, against: 4 })).outcome).toBe('not_adopted');
  expect(evaluateRule(twice, ballots({ for: 7 })).outcome).toBe('not_adopted');
});

test('[DEC-6] weights that binary fractions cannot hold are added exactly', () => {
  const given = Array.from({ length: 10 }, (_, at) =>
    ballot(`m${at}`, at < 3 ? 'for' : 'against', { attrs: { share: '0.1' } }),
  );
  const pass: RuleTest = { set: 'for', of: 'eligible', weight: 'share', op: '==', value: '0.3' };
  expect(evaluateRule(rule(pass), given).outcome).toBe('adopted');
});

describe('[DEC-7] a missing attribute equals nothing', () => {
  const counted = (where: object): string | undefined =>
    evaluateRule(rule({ set: 'eligible', where: where as never, op: '>=', value: '0' }), [
      ballot('AAA', 'for', { attrs: { region: 'x' } }),
      ballot('BBB', 'for', { attrs: { region: null } }),
      ballot('CCC', 'for'),
    ]).tests[0]?.numerator;
  test.each([
    [{ attr: 'region', eq: 'x' }, '1'],
    [{ attr: 'region', ne: 'x' }, '2'],
    [{ attr: 'region', eq: null }, '0'],
    [{ attr: 'region', ne: null }, '3'],
    [{ attr: 'region', in: ['x', null] }, '1'],
    [{ not: { attr: 'region', in: ['x'] } }, '2'],
    [
      {
        and: [
          { attr: 'region', eq: 'x' },
          { attr: 'id', eq: 'AAA' },
        ],
      },
      '1',
    ],
    [
      {
        or: [
          { attr: 'region', eq: 'x' },
          { attr: 'id', eq: 'CCC' },
        ],
      },
      '2',
    ],
    [{ attr: 'toString', ne: 'x' }, '3'],
    [{ attr: 'position', eq: 'for' }, '3'],
    [{ attr: 'present', eq: true }, '3'],
  ])('%j is true of %s members', (where, count) => {
    expect(counted(where)).toBe(count);
  });
});

describe('[DEC-8] each needs its test in every group', () => {
  const member = (id: string, group: string, position: BallotPosition): Ballot =>
    ballot(id, position, { attrs: { group } });
  const bothGroups = rule({ each: 'group', test: { set: 'for', of: 'present', op: '>=', value: '2/3' } });
  const donors = ['D1', 'D2', 'D3'].map((id) => member(id, 'donor', 'for'));
  const given = [...donors, member('I1', 'implementer', 'for'), member('I2', 'implementer', 'against')];

  test('one group that fails stops the whole, and it is named', () => {
    const result = evaluateRule(bothGroups, given);
    expect(result.outcome).toBe('not_adopted');
    expect(result.tests.map(({ path }) => path)).toEqual(['pass.each[donor]', 'pass.each[implementer]']);
    expect(result.missing).toEqual([
      { code: 'missing.moreForInGroup', facts: { count: 1, group: 'implementer' } },
    ]);
  });
  test('groups are those of eligible members only', () => {
    const onlyDonors = { ...bothGroups, eligible: { attr: 'group', eq: 'donor' } } as const;
    expect(evaluateRule(onlyDonors, given).outcome).toBe('adopted');
  });
  test('members without the attribute are a group of their own', () => {
    const result = evaluateRule(bothGroups, [...donors, ballot('XXX', 'against')]);
    expect(result.tests.map(({ path }) => path)).toEqual(['pass.each[]', 'pass.each[donor]']);
    expect(result.outcome).toBe('not_adopted');
  });
  test('weights are computed over all eligible members, not over the group', () => {
    const capped = rule({
      each: 'group',
      test: { set: 'for', weight: { cap: '1/2', base: 'w' }, op: '>=', value: '0' },
    });
    const two = [
      ballot('AAA', 'for', { attrs: { group: 'a', w: 3 } }),
      ballot('BBB', 'for', { attrs: { group: 'b', w: 1 } }),
    ];
    expect(evaluateRule(capped, two).tests.map(({ numerator }) => numerator)).toEqual(['1/2', '1/2']);
  });
  test('nobody at all is in no group, so nothing passes', () => {
    expect(evaluateRule(bothGroups, []).outcome).toBe('not_adopted');
  });
});

test('[DEC-9] the trace shows quorum and pass in the order of the rule with both sides in lowest terms', () => {
  const result = evaluateRule(
    rule(
      { any: [{ all: [MAJORITY, NO_OBJECTION] }, { not: { set: 'notFor', op: '<', value: '4' } }] },
      { quorum: { set: 'present', of: 'eligible', op: '>', value: '1/2' } },
    ),
    ballots({ for: 15, against: 12 }),
  );
  expect(result.tests.map(({ path }) => path)).toEqual([
    'quorum',
    'pass.any[0].all[0]',
    'pass.any[0].all[1]',
    'pass.any[1].not',
  ]);
  expect(result.tests[1]).toEqual({
    path: 'pass.any[0].all[0]',
    set: 'for',
    of: 'voting',
    weight: 'one',
    numerator: '15',
    denominator: '27',
    left: '5/9',
    op: '>',
    right: '1/2',
    holds: true,
  });
});

describe('[DEC-10] what is missing is said with a code of the closed list and its facts', () => {
  const shares: RuleTest = { set: 'for', of: 'eligible', weight: 'w', op: '>=', value: '3/4' };
  const weighing = (position: BallotPosition, w: number) =>
    ballot(`${position}${w}`, position, { attrs: { w } });
  const quorum = (test: RuleTest) => rule(NO_OBJECTION, { quorum: test });
  test.each<[string, DecisionRule, readonly Ballot[], object]>([
    [
      'missing.moreFor',
      rule({ ...MAJORITY, op: '>=', value: '2/3' }),
      ballots({ for: 88, against: 55 }),
      { count: 8 },
    ],
    ['missing.moreFor', rule(MAJORITY), ballots({ for: 59, against: 59 }), { count: 1 }],
    [
      'missing.more',
      rule({ set: 'cast', op: '>=', value: '5' }),
      ballots({ for: 3 }),
      { count: 2, set: 'cast' },
    ],
    [
      'missing.fewer',
      rule({ set: 'notFor', op: '<', value: '4' }),
      ballots({ abstain: 4 }),
      { count: 1, set: 'notFor' },
    ],
    [
      'missing.fewerAgainst',
      rule({ set: 'against', of: 'voting', op: '<=', value: '1/4' }),
      ballots({ for: 6, against: 4 }),
      { count: 2 },
    ],
    [
      'missing.objections',
      rule(NO_OBJECTION),
      ballots({ for: 1, object: 2 }),
      { count: 2, members: ['object1', 'object2'] },
    ],
    [
      'missing.opposition',
      rule({ not: { set: 'object', op: '>', value: '0' } }),
      ballots({ object: 1 }),
      { count: 1, members: ['object1'] },
    ],
    [
      'missing.weight',
      rule(shares),
      [weighing('for', 5), weighing('against', 4)],
      { have: '5/9', need: '3/4', weight: 'w' },
    ],
    [
      'missing.quorum',
      quorum({ set: 'present', of: 'eligible', op: '>', value: '1/2' }),
      ballots({ for: 96, none: 97 }),
      { count: 1, present: 96, set: 'present' },
    ],
    [
      'missing.quorum',
      quorum({ set: 'voting', op: '>=', value: '297' }),
      ballots({ for: 288, against: 8, abstain: 139 }),
      { count: 1, present: 435, set: 'voting' },
    ],
    [
      'missing.weight',
      quorum(shares),
      [weighing('for', 5), weighing('against', 4)],
      { have: '5/9', need: '3/4', weight: 'w' },
    ],
  ])('%s', (code, judged, given, facts) => {
    expect(evaluateRule(judged, given).missing).toEqual([{ code, facts }]);
  });

  test('of several ways the one with the fewest open tests is told', () => {
    const either = rule({ any: [{ all: [MAJORITY, NO_OBJECTION] }, { set: 'for', op: '>=', value: '3' }] });
    expect(evaluateRule(either, ballots({ for: 2, object: 1, against: 2 })).missing).toEqual([
      { code: 'missing.moreFor', facts: { count: 1 } },
    ]);
  });
  test('every code is in the list once, with the names of its facts', () => {
    expect(new Set(MISSING_CODES).size).toBe(Object.keys(MISSING_FACTS).length);
    expect(MISSING_CODES.every((code) => code.startsWith('missing.'))).toBe(true);
  });
});

test('[DEC-11] one State, one voice: heads of the eligible members stand beside every weighted result', () => {
  const given = [
    ballot('AAA', 'for', { attrs: { w: 99 } }),
    ballot('BBB', 'against', { attrs: { w: 1 } }),
    ballot('OBS', 'against', { attrs: { w: 1, role: 'observer' } }),
  ];
  const weighted = rule({ ...MAJORITY, weight: 'w' }, { eligible: { attr: 'role', ne: 'observer' } });
  expect(evaluateRule(weighted, given).outcome).toBe('adopted');
  expect(equalVoiceTally(weighted, given)).toEqual({
    eligible: 2,
    present: 2,
    for: 1,
    against: 1,
    abstain: 0,
    object: 0,
    none: 0,
  });
});

test('[DEC-11] whoever has no position is absent unless marked as present', () => {
  expect(tallyOf([ballot('AAA', 'none'), ballot('BBB', 'none', { present: true })])).toMatchObject({
    eligible: 2,
    present: 1,
    none: 2,
  });
});
