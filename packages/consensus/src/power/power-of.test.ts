import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueRule } from '../rules/catalogue.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import { formatFraction, toDecimal } from '../rules/fraction.ts';
import type { Ballot, DecisionRule } from '../types.ts';
import { PLAYERS_MAX } from './game.ts';
import { powerOf } from './power-of.ts';
import { weightedPower } from './weighted-power.ts';

const member = (id: string, attrs: Ballot['attrs'] = {}): Ballot => ({ id, attrs, position: 'none' });
const bodyOf = (size: number): readonly Ballot[] => Array.from({ length: size }, (_, at) => member(`m${at}`));
const ruleOf = (id: string): DecisionRule => {
  const rule = catalogueRule(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};
const power = (rule: DecisionRule, members: readonly Ballot[]) => {
  const answer = powerOf(rule, members);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.power;
};
const refusal = (rule: DecisionRule, members: readonly Ballot[]) => {
  const answer = powerOf(rule, members);
  return answer.ok ? undefined : answer.refusal;
};
const passing = (pass: DecisionRule['pass'], more: Partial<DecisionRule> = {}): DecisionRule => ({
  id: 'r',
  method: 'ballot',
  pass,
  ...more,
});

test('[PWR-2] the veto of the permanent members is part of their power', () => {
  const members = [
    ...['CN', 'FR', 'GB', 'RU', 'US'].map((id) => member(id, { permanent: true })),
    ...Array.from({ length: 10 }, (_, at) => member(`E${at}`, { permanent: false })),
  ];
  const council = power(ruleOf('unsc-substantive'), members);
  expect(council.winningCoalitions).toBe(848n);
  expect(
    [0, 5].map((at) => {
      const one = council.members[at];
      return one === undefined ? '' : [one.swings, formatFraction(one.shapley)].join(' ');
    }),
  ).toEqual(['848 421/2145', '84 4/2145']);
  // Without the veto all fifteen are alike.
  const procedural = power(ruleOf('unsc-procedural'), members);
  expect(new Set(procedural.members.map(({ shapley }) => formatFraction(shapley)))).toEqual(
    new Set(['1/15']),
  );
});

/** domain 5: Council shares of 2025 in basis points. */
const EU = Object.entries({
  DE: 1849,
  FR: 1517,
  IT: 1323,
  ES: 1078,
  PL: 833,
  RO: 423,
  NL: 401,
  BE: 262,
  CZ: 242,
  PT: 236,
  SE: 234,
  GR: 231,
  HU: 213,
  AT: 202,
  BG: 143,
  DK: 132,
  FI: 125,
  SK: 121,
  IE: 119,
  HR: 86,
  LT: 64,
  SI: 47,
  LV: 42,
  EE: 30,
  CY: 21,
  LU: 15,
  MT: 12,
}).map(([id, population]) => member(id, { population }));

test('[PWR-2] the double majority of the European Union has its published power', () => {
  const union = power(ruleOf('eu-qmv'), EU);
  expect([union.winningCoalitions, toDecimal(union.powerToAct)]).toEqual([17_729_938n, '0.132098']);
  const shown = (id: string) => {
    const one = union.members.find((entry) => entry.member === id);
    return one === undefined ? '' : `${toDecimal(one.shapley)} ${toDecimal(one.banzhaf)}`;
  };
  expect(['DE', 'FR', 'PL', 'MT'].map(shown)).toEqual([
    '0.175560 0.120377',
    '0.134596 0.101085',
    '0.067332 0.063436',
    '0.008623 0.017313',
  ]);
});

test('[PWR-2] with populations in full the double majority is counted exactly too', () => {
  const full = EU.map(({ id, attrs }, at) =>
    member(id, { population: Number(attrs['population']) * 45_100 + at }),
  );
  const union = power(ruleOf('eu-qmv'), full);
  expect(union.shapleyMethod).toEqual({ kind: 'exact' });
  expect(toDecimal(union.members[0]?.shapley ?? { n: 0n, d: 1n }, 3)).toBe('0.176');
});

test('[PWR-2] two chambers, a casting vote and a president are one game with several limbs', () => {
  const seats = (chamber: string, count: number, senate: number): readonly Ballot[] =>
    Array.from({ length: count }, (_, at) => member(`${chamber}${at}`, { chamber, senate }));
  const members = [
    ...seats('house', 435, 0),
    ...seats('senate', 100, 2),
    ...seats('vicePresident', 1, 1),
    ...seats('president', 1, 0),
  ];
  const chamber = (name: string, least: string): DecisionRule['pass'] => ({
    set: 'for',
    where: { attr: 'chamber', eq: name },
    op: '>=',
    value: least,
  });
  const bill = passing({
    any: [
      {
        all: [
          chamber('house', '218'),
          { set: 'for', weight: 'senate', op: '>=', value: '101' },
          chamber('president', '1'),
        ],
      },
      { all: [chamber('house', '290'), chamber('senate', '67')] },
    ],
  });
  const { members: found, shapleyMethod } = power(bill, members);
  expect(shapleyMethod).toEqual({ kind: 'exact' });
  const shapley = (id: string) =>
    toDecimal(found.find((entry) => entry.member === id)?.shapley ?? { n: 0n, d: 1n });
  expect(['president0', 'senate0', 'house0'].map(shapley)).toEqual(['0.163120', '0.004141', '0.000966']);
  // In the chamber a casting vote decides as often as any other; overriding a refusal is for senators alone.
  const swings = (id: string): bigint => found.find((entry) => entry.member === id)?.swings ?? 0n;
  expect(swings('senate0') > swings('vicePresident0')).toBe(true);
  expect(swings('president0') > swings('senate0')).toBe(true);
});

test('[PWR-2] a member of more than 15 percent can stop what needs 85, and nobody else alone', () => {
  const members = [16.49, 6.14, 6.08, 5.31, 4.03, 61.95].map((votes, at) => member(`m${at}`, { votes }));
  const fund = power(ruleOf('imf-85'), members);
  // Both blockers are in every winning coalition: their swings are all of them.
  expect(fund.members.map(({ swings }) => swings === fund.winningCoalitions)).toEqual([
    true,
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('[PWR-2] under consensus and unanimity everyone has the same power, since each can stop it', () => {
  for (const id of ['consensus', 'unanimity', 'silence-72h']) {
    const all = power(ruleOf(id), bodyOf(4));
    expect(all.winningCoalitions).toBe(1n);
    expect(new Set(all.members.map(({ shapley }) => formatFraction(shapley)))).toEqual(new Set(['1/4']));
  }
});

test('[PWR-2] a member whose refusal is discarded without reasons cannot stop by it', () => {
  const rule = ruleOf('consent');
  const answer = power(rule, [member('A', { reasoned: true }), member('B', { reasoned: false })]);
  expect(answer.members.map(({ shapley }) => formatFraction(shapley))).toEqual(['1', '0']);
});

test('[PWR-2] only eligible members are players', () => {
  const rule = passing(
    { set: 'for', of: 'eligible', op: '>', value: '1/2' },
    { eligible: { attr: 'role', ne: 'observer' } },
  );
  const answer = power(rule, [...bodyOf(3), member('OBS', { role: 'observer' })]);
  expect(answer.members.map(({ member: id }) => id)).toEqual(['m0', 'm1', 'm2']);
});

test('[PWR-2] what holds whoever votes is no reason to refuse a rule', () => {
  // "At most all against" and "all in favour" can only hold or gain.
  const rule = passing({
    all: [
      { set: 'against', of: 'eligible', op: '<=', value: '1' },
      { set: 'for', of: 'eligible', op: '==', value: '1' },
      { set: 'present', of: 'eligible', op: '==', value: '1' },
    ],
  });
  expect(power(rule, bodyOf(3)).winningCoalitions).toBe(1n);
});

test('[PWR-2] rules of the catalogue have the game that judging every coalition finds', () => {
  const members = ['a', 'a', 'a', 'b', 'b', 'b'].map((group, at) =>
    member(`m${at}`, {
      group,
      population: [30, 20, 10, 9, 7, 5][at] ?? 0,
      contribution: at + 1,
      chamber: group,
      hemisphere: at % 2 === 0 ? 'N' : 'S',
      permanent: at === 0,
      votes: at * at + 1,
      status: 'P',
      reasoned: at !== 1,
      emissions: 10 - at,
      tonnage: 5,
      role: 'member',
      concerned: at === 5,
      addressed: false,
    }),
  );
  const adopts = (rule: DecisionRule, set: number): boolean =>
    evaluateRule(
      rule,
      members.map((ballot, at): Ballot => ({
        ...ballot,
        position: ((set >> at) & 1) === 1 ? 'for' : rule.method === 'ballot' ? 'against' : 'object',
        present: true,
      })),
      Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true])),
    ).outcome === 'adopted';
  const checked: string[] = [];
  for (const id of [
    'consensus',
    'consensus-minus-one',
    'unanimity',
    'ga-simple',
    'ga-two-thirds',
    'membership-majority',
    'eu-qmv',
    'eu-qmv-reinforced',
    'gef-double',
    'iso-dis',
    'imf-85',
    'codex-majority',
    'ilo-convention',
    'w3c-consensus',
    'consent',
    'global-fund',
    'fsc-motion',
    'solas-tacit',
    'marpol-tacit',
    'unsc-procedural',
  ]) {
    const rule = ruleOf(id);
    const { winningCoalitions, members: players } = power(rule, members);
    const sets = Array.from({ length: 2 ** members.length }, (_, set) => set).filter((set) =>
      adopts(rule, set),
    );
    // Members who are not eligible double the coalitions of all members.
    expect(`${id} ${String((winningCoalitions ?? 0n) * 2n ** BigInt(members.length - players.length))}`).toBe(
      `${id} ${sets.length}`,
    );
    checked.push(id);
  }
  expect(checked).toHaveLength(20);
});

test('[PWR-4] a rule that more support can harm is refused', () => {
  const few = passing({ set: 'for', op: '<', value: '2' });
  expect(refusal(few, bodyOf(2))).toEqual({ code: 'power.notMonotone', facts: {} });
  const exactly = passing({ set: 'for', op: '==', value: '1' });
  expect(refusal(exactly, bodyOf(2))?.code).toBe('power.notMonotone');
  const blocked = passing({ set: 'for', op: '>=', value: '1' }, { blocks: [{ position: 'for', min: 2 }] });
  expect(refusal(blocked, bodyOf(3))?.code).toBe('power.notMonotone');
});

test('[PWR-4] a rule that splits or chooses members by how they vote is refused', () => {
  const each = passing({ each: 'position', test: { set: 'for', op: '>=', value: '1' } });
  expect(refusal(each, bodyOf(2))).toEqual({ code: 'power.byPosition', facts: { attribute: 'position' } });
  const eligible = passing(
    { set: 'for', op: '>=', value: '1' },
    { eligible: { attr: 'position', eq: 'for' } },
  );
  expect(refusal(eligible, bodyOf(2))?.code).toBe('power.byPosition');
  const weighed = passing({
    set: 'for',
    of: 'eligible',
    weight: { cap: '1/2', base: { mix: [{ weight: { normalise: [{ by: 'present' }] }, share: '1' }] } },
    op: '>',
    value: '1/2',
  });
  expect(refusal(weighed, bodyOf(2))?.code).toBe('power.byPosition');
});

test('[PWR-4] a rule that unfolds too widely is refused', () => {
  const both: DecisionRule['pass'] = {
    any: [
      { set: 'for', op: '>=', value: '1', where: { attr: 'id', eq: 'm0' } },
      { set: 'for', op: '>=', value: '1', where: { attr: 'id', eq: 'm1' } },
    ],
  };
  expect(refusal(passing({ all: Array.from({ length: 7 }, () => both) }), bodyOf(2))).toEqual({
    code: 'power.tooWide',
    facts: {},
  });
});

test('[PWR-4] a member named twice and a body too large are refused', () => {
  const rule = ruleOf('membership-majority');
  expect(refusal(rule, [member('A'), member('A')])).toEqual({
    code: 'power.twice',
    facts: { path: 'members.A' },
  });
  expect(refusal(rule, bodyOf(PLAYERS_MAX + 1))).toEqual({
    code: 'power.tooManyMembers',
    facts: { members: PLAYERS_MAX + 1, max: PLAYERS_MAX },
  });
  expect(refusal(rule, bodyOf(PLAYERS_MAX))).toBeUndefined();
});

test('[PWR-4] a weight that is none is refused with its place', () => {
  const path = (quota: string, weights: Record<string, string>) => {
    const answer = weightedPower(quota, weights);
    return answer.ok ? undefined : [answer.refusal.code, answer.refusal.facts['path']].join(' ');
  };
  expect(path('1', { A: '1', B: '-1' })).toBe('power.notAWeight weights.B');
  expect(path('1', { A: 'much' })).toBe('power.notAWeight weights.A');
  expect(path('most', { A: '1' })).toBe('power.notAWeight quota');
  expect(path('-1', { A: '1' })).toBe('power.notAWeight quota');
});

test('[WGT-8] in a game, who lacks the attribute that weighs is refused with its place', () => {
  const rule = passing({ set: 'for', of: 'eligible', weight: 'votes', op: '>', value: '1/2' });
  const place = (attrs: Ballot['attrs']) => refusal(rule, [member('A', { votes: 1 }), member('B', attrs)]);
  for (const attrs of [
    {},
    { votes: null },
    { votes: -1 },
    { votes: 2 ** 53 },
    { votes: 1e21 },
    { votes: true },
  ])
    expect(place(attrs)).toEqual({ code: 'power.notAWeight', facts: { path: 'members.B.attrs.votes' } });
  expect(place({ votes: '9007199254740993' })).toBeUndefined();
});

test('[PWR-5] the names of members change nothing in the power under a rule', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 }), (populations) => {
      const rule = passing({
        all: [
          { set: 'for', of: 'eligible', op: '>', value: '1/2' },
          { set: 'for', of: 'eligible', weight: 'population', op: '>=', value: '3/5' },
        ],
      });
      const [before, after] = ['a', 'b'].map((name) =>
        power(
          rule,
          populations.map((population, at) => member(`${name}${at}`, { population })),
        ).members.map(({ shapley }) => formatFraction(shapley)),
      );
      expect(after).toEqual(before);
    }),
    { numRuns: 100 },
  );
});
