import { expect, test } from 'vitest';
import type { Ballot, DecisionRule, RuleTest } from '../types.ts';
import type { BallotPosition } from '../vocabulary.ts';
import { catalogueRule } from './catalogue.ts';
import { movesToAdoption } from './distance.ts';
import { evaluateRule } from './evaluate.ts';

const rule = (id: string): DecisionRule => {
  const found = catalogueRule(id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
};
const ballots = (positions: readonly BallotPosition[], attrs: Ballot['attrs'] = {}): readonly Ballot[] =>
  positions.map((position, at) => ({ id: `m${String(at).padStart(3, '0')}`, attrs, position }));
const cohorts = (counts: Partial<Record<BallotPosition, number>>): readonly Ballot[] =>
  ballots(
    (Object.entries(counts) as [BallotPosition, number][]).flatMap(([position, count]) =>
      Array.from({ length: count }, () => position),
    ),
  );

test('[DST-1] consensus with three objectors is three moves away, and they are the objectors', () => {
  expect(movesToAdoption(rule('consensus'), cohorts({ for: 50, abstain: 4, object: 3 }))).toEqual({
    moves: 3,
    set: ['m054', 'm055', 'm056'],
    proven: true,
  });
});

test('[DST-1] two thirds at 88-55-23 is eight moves away: 96 of 143', () => {
  const given = cohorts({ for: 88, against: 55, abstain: 23, none: 27 });
  const { moves, set } = movesToAdoption(rule('ga-two-thirds'), given);
  expect(moves).toBe(8);
  expect(set.every((id) => id >= 'm088' && id < 'm143')).toBe(true);
});

test('[DST-1] a quorum that is missing costs moves of its own', () => {
  const given = cohorts({ for: 3, none: 7 });
  expect(movesToAdoption(rule('ga-simple'), given).moves).toBe(3);
});

test('[DST-1] where nobody votes, one vote in favour is the first step', () => {
  const half: DecisionRule = {
    id: 'r',
    method: 'ballot',
    pass: { set: 'against', of: 'voting', op: '<=', value: '1/4' },
  };
  expect(movesToAdoption(half, cohorts({ abstain: 5 })).moves).toBe(1);
});

test('[DST-1] who blocks must move whatever the majority', () => {
  const council = [
    ...ballots(['against', 'against'], { permanent: true }),
    ...Array.from({ length: 13 }, (_, at): Ballot => ({
      id: `e${at}`,
      attrs: {},
      position: at < 9 ? 'for' : 'abstain',
    })),
  ];
  expect(movesToAdoption(rule('unsc-substantive'), council)).toEqual({
    moves: 2,
    set: ['m000', 'm001'],
    proven: true,
  });
});

test('[DST-4] members who are fixed do not move, and without them adoption can be impossible', () => {
  const given = cohorts({ for: 2, object: 1, abstain: 1 });
  const mayMove = ({ position }: Ballot): boolean => position !== 'object';
  expect(movesToAdoption(rule('consensus'), given, { mayMove })).toEqual({
    moves: null,
    set: [],
    proven: true,
  });
});

test('[DST-4] a rule that no number of votes in favour satisfies is impossible', () => {
  const few: DecisionRule = { id: 'r', method: 'ballot', pass: { set: 'for', op: '>=', value: '9' } };
  expect(movesToAdoption(few, cohorts({ for: 1, against: 7 }))).toEqual({
    moves: null,
    set: [],
    proven: true,
  });
  const negative: DecisionRule = { id: 'r', method: 'ballot', pass: { set: 'for', op: '<', value: '1' } };
  expect(movesToAdoption(negative, cohorts({ for: 1, against: 7 })).moves).toBeNull();
});

test('[DST-4] what a rule requires is taken as met unless the flags given are to count', () => {
  const given = cohorts({ for: 60, against: 20 });
  expect(movesToAdoption(rule('ga-simple'), given).moves).toBe(0);
  expect(movesToAdoption(rule('ga-simple'), given, { assumeFlags: false }).moves).toBeNull();
  const flags = { consensusExhausted: true };
  expect(movesToAdoption(rule('ga-simple'), given, { assumeFlags: false, flags }).moves).toBe(0);
});

test('[DST-5] a rule that unfolds too widely has no computed distance and says so', () => {
  const either: RuleTest = {
    any: [
      { set: 'for', where: { attr: 'id', eq: 'm000' }, op: '>=', value: '1' },
      { set: 'for', where: { attr: 'id', eq: 'm001' }, op: '>=', value: '1' },
    ],
  };
  const wide: DecisionRule = {
    id: 'r',
    method: 'ballot',
    pass: { all: Array.from({ length: 7 }, () => either) },
  };
  expect(movesToAdoption(wide, cohorts({ against: 3 }))).toEqual({ moves: null, set: [], proven: false });
});

/** Numbers that look drawn but are the same in every run. */
const drawn = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
};

const body = (seed: number): readonly Ballot[] => {
  const next = drawn(seed);
  const positions: readonly BallotPosition[] = ['for', 'against', 'abstain', 'object', 'none'];
  return Array.from({ length: 193 }, (_, at): Ballot => {
    const attrs = {
      population: next() % 1_400_000_000,
      contribution: next() % 1_000_000,
      tonnage: next() % 9_000_000,
      votes: next() % 90_000,
      chamber: ['economic', 'social', 'environmental'][at % 3] ?? null,
    };
    return { id: `m${at}`, attrs, position: positions[(next() % 1_000_003) % 5] ?? 'none' };
  });
};
const share = (weight: string, value: string): RuleTest => ({
  set: 'for',
  of: 'voting',
  weight,
  op: '>=',
  value,
});

test('[DST-2] 193 members with five weights at once: the answer is reachable even where the search stops early', () => {
  const many: DecisionRule = {
    id: 'r',
    method: 'ballot',
    pass: {
      all: [
        share('population', '2/3'),
        share('contribution', '3/4'),
        share('tonnage', '7/10'),
        { each: 'chamber', test: share('votes', '3/5') },
      ],
    },
  };
  const given = body(7);
  const { moves, set } = movesToAdoption(many, given);
  expect(moves).toBe(set.length);
  const moved = given.map((ballot): Ballot =>
    set.includes(ballot.id) ? { ...ballot, position: 'for' } : ballot,
  );
  expect(evaluateRule(many, moved).outcome).toBe('adopted');
});

test('[DST-6] a double majority of 193 members is proven, and no fewer of the same members would do', () => {
  const given = body(11);
  const { moves, set, proven } = movesToAdoption(rule('double-majority'), given);
  expect(proven).toBe(true);
  expect(moves).toBe(set.length);
  for (const left of set) {
    const moved = given.map((ballot): Ballot =>
      set.includes(ballot.id) && ballot.id !== left ? { ...ballot, position: 'for' } : ballot,
    );
    expect(evaluateRule(rule('double-majority'), moved, { consensusExhausted: true }).outcome).toBe(
      'not_adopted',
    );
  }
});
