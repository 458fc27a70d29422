import { describe, expect, test } from 'vitest';
import { CASE_MEMBERS_MAX } from './case-inputs.ts';
import { answerCase, firstDifference, runCase, type CaseFile } from './cases.ts';

const file: CaseFile = {
  rules: {
    half: { id: 'half', method: 'ballot', pass: { set: 'for', of: 'voting', op: '>', value: '1/2' } },
    quiet: {
      id: 'quiet',
      method: 'silence',
      period: { hours: 72, minHours: 72, extendable: true },
      pass: { set: 'object', op: '==', value: '0' },
    },
  },
  fixtures: {
    three: [
      { id: 'A', w: 3 },
      { id: 'B', w: 2 },
      { id: 'C', w: 1, present: false },
    ],
  },
};
const example = (rest: Record<string, unknown>) => ({
  id: 'T1',
  kind: 'decision',
  rule: 'half',
  inputs: {},
  expected: { outcome: 'adopted' },
  ...rest,
});
const answered = (rest: Record<string, unknown>): unknown => {
  const answer = answerCase(example(rest), file);
  return answer !== undefined && 'answer' in answer ? answer.answer : answer;
};

describe('[CAS-1] members of a case come as cohorts, as a fixture, as members or as ballots', () => {
  test('cohorts expand to identical members', () => {
    const cohorts = [
      { n: 2, position: 'for', attrs: { region: 'x' } },
      { n: 1, position: 'against' },
      { n: 0, position: 'object' },
    ];
    expect(answered({ inputs: { cohorts } })).toMatchObject({
      outcome: 'adopted',
      tally: { eligible: 3, for: 2 },
    });
  });
  test('a fixture takes positions by id and a default for the others', () => {
    const inputs = { fixture: 'three', positions: { A: 'against' }, default: 'for' };
    expect(answered({ inputs })).toMatchObject({ tally: { for: 2, against: 1, present: 2 } });
  });
  test('a position may carry the fields of its ballot', () => {
    const inputs = { fixture: 'three', positions: { A: { position: 'object', reasoned: false }, B: 'for' } };
    const rule = {
      discard: [{ position: 'object', where: { attr: 'reasoned', eq: false } }],
      pass: { set: 'object', op: '==', value: '0' },
    };
    expect(answered({ inputs, rule })).toMatchObject({ outcome: 'adopted', tally: { object: 1, none: 1 } });
  });
  test('members and ballots stand in the case itself', () => {
    const members = [{ id: 'A', position: 'for' }];
    const ballots = [
      { id: 'B', position: 'against' },
      { position: 'for', present: true },
    ];
    expect(answered({ inputs: { members, ballots } })).toMatchObject({ tally: { for: 2, against: 1 } });
  });
});

test('[CAS-2] a rule stands in the file by name or in the case itself', () => {
  const inputs = { fixture: 'three', default: 'for' };
  const inline = { pass: { set: 'for', of: 'eligible', weight: 'w', op: '==', value: '1' } };
  expect(answered({ inputs, rule: inline })).toMatchObject({ outcome: 'adopted' });
  expect(answered({ inputs, rule: 'unheard' })).toEqual({ problem: 'unknown rule unheard' });
  expect(answered({ inputs, rule: 'toString' })).toEqual({ problem: 'unknown rule toString' });
  expect(answered({ inputs, rule: { pass: { set: 'yes' } } })).toEqual({
    problem: 'rule.unknownWord at rule.pass.set',
  });
});

test('[CAS-3] kinds of other packages are left to them', () => {
  expect(runCase(example({ kind: 'plural' }), file)).toEqual({ id: 'T1', status: 'notMine' });
  expect(runCase(example({ kind: 'metric', rule: 'cleanShare' }), file).status).toBe('notMine');
});

const inDays = (day: number) => `2024-06-0${day}T14:00:00Z`;
test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['a decision', { inputs: { fixture: 'three', default: 'for' } }, { outcome: 'adopted', tally: { for: 3 } }],
  [
    'a silence',
    { rule: 'quiet', inputs: { openedAt: inDays(3), hours: 72, eligible: ['A'], asOf: inDays(5) } },
    { outcome: 'pending' },
  ],
  [
    'a silence shorter than its rule',
    { rule: 'quiet', inputs: { openedAt: inDays(3), hours: 1, eligible: ['A'], asOf: inDays(5) } },
    { outcome: 'invalid' },
  ],
  [
    'a silence withdrawn',
    {
      rule: 'quiet',
      inputs: {
        openedAt: inDays(3),
        fixture: 'three',
        events: [{ type: 'withdraw', at: inDays(4) }],
        asOf: inDays(5),
      },
    },
    { outcome: 'withdrawn' },
  ],
  ['a distance', { kind: 'distance', inputs: { cohorts: [{ n: 3, position: 'against' }] } }, { moves: 2 }],
  [
    'a distance with fixed members',
    { kind: 'distance', inputs: { fixture: 'three', default: 'against', fixed: ['A', 'B'] } },
    { moves: null },
  ],
  [
    'a weight by attribute',
    { kind: 'weights', rule: 'w', inputs: { fixture: 'three' } },
    { shares: { A: '1/2', B: '1/3', C: '1/6' } },
  ],
  [
    'the weight of a rule',
    { kind: 'weights', rule: 'half', inputs: { fixture: 'three' } },
    { shares: { A: '1/3' } },
  ],
  ['a threshold', { kind: 'threshold', rule: 'moreThan', inputs: { of: 193, share: '1/2' } }, { min: 97 }],
  [
    'a metric',
    { kind: 'metric', rule: 'rice', inputs: { for: 1, against: 3 } },
    { value: '0.5', exact: '1/2' },
  ],
  ['a metric of nobody', { kind: 'metric', rule: 'rice', inputs: { for: 0, against: 0 } }, { value: null }],
  [
    'a consensus level',
    { kind: 'metric', rule: 'consensusLevel', inputs: { for: 9, against: 1 } },
    { level: 'consensus' },
  ],
  [
    'power of weights',
    { kind: 'power', rule: { type: 'weighted', quota: 51, weights: { A: 50, B: 49, C: 1 } } },
    { swings: { A: 3, B: 1, C: 1 } },
  ],
  [
    'power under a rule',
    { kind: 'power', rule: { type: 'rule', rule: 'half', fixture: 'three' } },
    { winningCoalitions: 4, powerToAct: '0.5' },
  ],
  [
    'an order of voting',
    {
      kind: 'amendment-order',
      rule: 'furthest-removed-first',
      inputs: {
        amendments: [
          { id: 'A', distance: 1, dependsOn: 'B' },
          { id: 'B', distance: 0 },
        ],
        votes: { A: 'adopted', B: 'adopted' },
      },
    },
    { applied: ['B', 'A'] },
  ],
])('[CAS-4] %s is answered by the engine', (_, rest, expected) => {
  expect(runCase(example({ ...rest, expected }), file)).toEqual({ id: 'T1', status: 'passed' });
});

test.each<[string, unknown, string]>([
  ['no case', 'T1', 'a case is an object'],
  ['no kind', example({ kind: 7 }), 'kind: a word was expected'],
  ['no inputs', example({ inputs: [] }), 'inputs: an object was expected'],
  ['nothing expected', example({ expected: {} }), 'expected: an object with at least one entry was expected'],
  ['a tolerance that is none', example({ tolerance: 'some' }), 'tolerance: a number was expected'],
  [
    'an unknown position',
    example({ inputs: { cohorts: [{ n: 1, position: 'yes' }] } }),
    'cohorts[0]: yes is no position',
  ],
  [
    'too many members',
    example({ inputs: { cohorts: [{ n: CASE_MEMBERS_MAX + 1 }] } }),
    `inputs.cohorts[0].n: 0 to ${CASE_MEMBERS_MAX} members were expected`,
  ],
  [
    'half a member',
    example({ inputs: { cohorts: [{ n: 0.5 }] } }),
    `inputs.cohorts[0].n: 0 to ${CASE_MEMBERS_MAX} members were expected`,
  ],
  ['an unknown fixture', example({ inputs: { fixture: 'four' } }), 'inputs.fixture: unknown fixture four'],
  [
    'an unknown member',
    example({ inputs: { fixture: 'three', positions: { D: 'for' } } }),
    'inputs.positions: unknown member D',
  ],
  [
    'a member twice',
    example({ inputs: { members: [{ id: 'A' }, { id: 'A' }] } }),
    'two members have the same id',
  ],
  ['an unknown metric', example({ kind: 'metric', rule: 'constructor' }), 'unknown metric constructor'],
  [
    'a number that is a word',
    example({ kind: 'metric', rule: 'rice', inputs: { for: 'x' } }),
    'inputs.for: a number was expected',
  ],
  ['an unknown threshold', example({ kind: 'threshold', rule: 'about' }), 'unknown threshold about'],
  [
    'a weight below zero',
    example({ kind: 'weights', rule: 'w', inputs: { members: [{ id: 'A', w: -1 }] } }),
    'members.A.attrs.w is no weight: a number or an exact fraction, zero or more, is expected',
  ],
  [
    'a silence without an instant',
    example({ rule: 'quiet', inputs: { openedAt: 'noon' } }),
    'inputs.openedAt: an instant in UTC was expected',
  ],
  ...(
    [
      ['an amendment twice', [{ id: 'A' }, { id: 'A' }], 'two have the same id'],
      [
        'an amendment that needs an unknown one',
        [{ id: 'A', needs: ['Q'] }],
        'A names Q, another amendment was expected',
      ],
      [
        'an amendment that excludes itself',
        [{ id: 'A', excludesIfAdopted: ['A'] }],
        'A names A, another amendment was expected',
      ],
      [
        'a circle of needs',
        [{ id: 'A', needs: ['B'] }, { id: 'B', amends: 'C' }, { id: 'C', dependsOn: 'A' }, { id: 'D' }],
        'A, B, C wait for one another',
      ],
    ] as const
  ).map(([name, amendments, message]): [string, unknown, string] => [
    name,
    example({ kind: 'amendment-order', inputs: { amendments } }),
    `inputs.amendments: ${message}`,
  ]),
  [
    'an unknown vote',
    example({ kind: 'amendment-order', inputs: { amendments: [], votes: { A: 'maybe' } } }),
    'inputs.votes.A: maybe is no outcome',
  ],
])('[CAS-5] %s fails with what was expected, and nothing is thrown', (_, json, message) => {
  expect(runCase(json, file)).toMatchObject({ status: 'failed', message });
});

test('[CAS-6] only what is expected is compared, and the first difference names its place', () => {
  expect(firstDifference({ a: { b: [1, 2] } }, { a: { b: [1, 2], c: 3 }, d: 4 }, 0)).toBeUndefined();
  expect(firstDifference({ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, 0)).toBe('a.b[1]: expected 2, got 3');
  expect(firstDifference({ a: [1] }, { a: [1, 2] }, 0)).toBe('a: expected [1], got [1,2]');
  expect(firstDifference({ toString: 'x' }, {}, 0)).toBe('toString: expected "x", got undefined');
});

test('[CAS-6] numbers may differ by the tolerance given and by nothing without one', () => {
  expect(firstDifference({ value: '0.654654' }, { value: '0.6546538' }, 1e-6)).toBeUndefined();
  expect(firstDifference({ value: 0.5 }, { value: '0.5000001' }, 1e-6)).toBeUndefined();
  expect(firstDifference({ value: 3 }, { value: 4 }, 0)).toBe('value: expected 3, got 4');
  expect(firstDifference({ value: 'x' }, { value: 'y' }, 5)).toBe('value: expected "x", got "y"');
  expect(firstDifference({ value: 0 }, { value: null }, 5)).toBe('value: expected 0, got null');
  expect(firstDifference({ exact: '0.5' }, { exact: '1/2' }, 0)).toBeUndefined();
});

test('[CAS-6] a case whose answer differs fails with the place', () => {
  const wrong = example({ inputs: { fixture: 'three', default: 'for' }, expected: { tally: { for: 2 } } });
  expect(runCase(wrong, file)).toEqual({
    id: 'T1',
    status: 'failed',
    message: 'tally.for: expected 2, got 3',
  });
});
