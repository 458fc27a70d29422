import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ballot, DecisionRule } from '../types.ts';
import { BALLOT_POSITIONS } from '../vocabulary.ts';
import { tallyOf } from './evaluate.ts';
import { add, compare, ONE, parseFraction, ZERO } from './fraction.ts';
import { weightedTallies } from './weighted-tally.ts';

const QUOTA: DecisionRule = {
  id: 'quota',
  method: 'ballot',
  eligible: { attr: 'role', ne: 'observer' },
  pass: { set: 'for', of: 'eligible', weight: 'quota', op: '>=', value: '85/100' },
};
const ballot = (id: string, position: Ballot['position'], quota: string, role = 'member'): Ballot => ({
  id,
  attrs: { quota, role },
  position,
});

test('[WGT-9] the weight and share of each position stand beside its heads, and observers are not counted', () => {
  const answer = weightedTallies(QUOTA, [
    ballot('A', 'for', '1/2'),
    ballot('B', 'for', '0.25'),
    ballot('C', 'against', '1/4'),
    ballot('D', 'none', '0'),
    ballot('O', 'for', '9', 'observer'),
  ]);
  expect(answer).toMatchObject({
    ok: true,
    tallies: [
      {
        sheet: { weight: 'quota', total: '1' },
        positions: {
          for: { heads: 2, weight: '3/4', share: '3/4' },
          against: { heads: 1, weight: '1/4', share: '1/4' },
          abstain: { heads: 0, weight: '0', share: '0' },
          object: { heads: 0, weight: '0', share: '0' },
          none: { heads: 1, weight: '0', share: '0' },
        },
      },
    ],
  });
});

test('[WGT-9] a rule without weights has none, and a weight that is missing is refused with its place', () => {
  const heads: DecisionRule = { ...QUOTA, pass: { set: 'for', of: 'voting', op: '>', value: '1/2' } };
  expect(weightedTallies(heads, [ballot('A', 'for', '1')])).toEqual({ ok: true, tallies: [] });
  expect(weightedTallies(QUOTA, [{ id: 'A', attrs: {}, position: 'for' }])).toEqual({
    ok: false,
    refusal: { code: 'rule.notAWeight', facts: { path: 'members.A.attrs.quota' } },
  });
});

test('[WGT-9] the parts add up to the whole, in heads and in shares', () => {
  const members = fc.array(
    fc.record({
      position: fc.constantFrom(...BALLOT_POSITIONS),
      quota: fc.constantFrom('0', '1/3', '0.7', '12'),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(members, (drawn) => {
      const ballots = drawn.map(({ position, quota }, at) => ballot(`m${at}`, position, quota));
      const answer = weightedTallies({ ...QUOTA, weight: { cap: '2/5', base: 'quota' } }, ballots);
      const tally = tallyOf(ballots);
      for (const { positions, sheet } of answer.ok ? answer.tallies : []) {
        const shares = BALLOT_POSITIONS.map((position) => parseFraction(positions[position].share) ?? ZERO);
        const whole = sheet.total === '0' ? ZERO : ONE;
        expect(compare(shares.reduce(add, ZERO), whole)).toBe(0);
        for (const position of BALLOT_POSITIONS) expect(positions[position].heads).toBe(tally[position]);
      }
      expect(answer).toMatchObject({ ok: true, tallies: [{}, {}] });
    }),
  );
});
