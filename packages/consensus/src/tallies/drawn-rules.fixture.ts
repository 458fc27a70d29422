import fc from 'fast-check';
import { SHOWN_STANCES } from '../board/stance-counts.ts';
import {
  COMPARISONS,
  RULE_SETS,
  type DecisionRule,
  type Filter,
  type RuleTest,
  type Weight,
} from '../types.ts';
import type { Standpoint } from './stance-distance.ts';

const filter: fc.Arbitrary<Filter> = fc.constantFrom<Filter>(
  { attr: 'group', eq: 'a' },
  { attr: 'group', ne: 'b' },
  { not: { attr: 'permanent', eq: true } },
  {
    or: [
      { attr: 'permanent', eq: true },
      { attr: 'group', in: ['b', 'c'] },
    ],
  },
);
const weight: fc.Arbitrary<Weight> = fc.constantFrom<Weight>(
  'one',
  'population',
  { cap: '2/5', base: 'population' },
  { normalise: [{ by: 'group' }], base: 'population' },
);
const comparison: fc.Arbitrary<RuleTest> = fc.record(
  {
    set: fc.constantFrom(...RULE_SETS),
    of: fc.constantFrom(...RULE_SETS),
    weight,
    where: filter,
    op: fc.constantFrom(...COMPARISONS),
    value: fc.constantFrom('0', '1', '2', '3/2', '1/2', '2/3', '0.65', '1/4'),
  },
  { requiredKeys: ['set', 'op', 'value'] },
);
/** The comparisons of the rules in use, which a free draw seldom makes. */
const usual: fc.Arbitrary<RuleTest> = fc.constantFrom<RuleTest>(
  { set: 'for', of: 'voting', op: '>=', value: '2/3' },
  { set: 'for', of: 'voting', weight: 'population', op: '>', value: '1/2' },
  { set: 'for', of: 'eligible', weight: 'population', op: '>=', value: '65/100' },
  { set: 'object', op: '==', value: '0' },
  { each: 'group', test: { set: 'for', of: 'eligible', op: '>=', value: '1/2' } },
);
const { ruleTest } = fc.letrec<{ ruleTest: RuleTest }>((tie) => ({
  ruleTest: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.oneof(usual, comparison),
    fc.record({ all: fc.array(tie('ruleTest'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('ruleTest'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('ruleTest') }),
    fc.record({ each: fc.constant('group'), test: tie('ruleTest') }),
  ),
}));

/** Rules that can be compiled: nothing in them reads the ballot itself. */
export const drawnRule: fc.Arbitrary<DecisionRule> = fc.record(
  {
    id: fc.constant('drawn'),
    method: fc.constant('ballot' as const),
    eligible: filter,
    weight,
    quorum: comparison,
    blocks: fc.array(
      fc.record(
        {
          position: fc.constantFrom('against' as const, 'object' as const),
          where: filter,
          min: fc.integer({ min: 1, max: 2 }),
        },
        { requiredKeys: ['position'] },
      ),
      { minLength: 1, maxLength: 1 },
    ),
    pass: ruleTest,
  },
  { requiredKeys: ['id', 'method', 'pass'] },
);

/** Up to so many members with their stances. */
export const drawnPoints = (maxLength: number): fc.Arbitrary<readonly Standpoint[]> =>
  fc
    .array(
      fc.record({
        group: fc.constantFrom('a', 'b', 'c', null),
        permanent: fc.boolean(),
        population: fc.constantFrom(0, 1, 2, 3, 7, '1/3', '0.5', 1_400_000_000),
        stance: fc.constantFrom(...SHOWN_STANCES),
      }),
      { maxLength },
    )
    .map((members) =>
      members.map(({ stance, ...attrs }, at): Standpoint => ({ id: `m${at}`, attrs, stance })),
    );
