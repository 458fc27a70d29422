/** B10: voting power. Known values first, then time beside peers in the same run, then growth. */
import {
  catalogueRule,
  powerOf,
  toDecimal,
  weightedBanzhaf,
  weightedPower,
  type Ballot,
  type DecisionRule,
  type MemberPower,
  type VotingPower,
} from '@plenary/consensus';
import { csvRows, requireData } from './csv-rows.ts';
import { byEnumeration, byTableAnew, shapleyNumerator, type PeerSwings } from './power-peers.ts';

requireData('weighted-voting/eu-council-population.csv', 'weighted-voting/us-electoral-college-2024.csv');

const RUNS = 5;
/** Median milliseconds of a few runs after one that warms up, with the last answer. */
const timed = <T>(work: () => T, runs = RUNS): { readonly ms: number; readonly result: T } => {
  let result = work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    result = work();
    times.push(performance.now() - began);
  }
  return { ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0, result };
};
const once = <T>(work: () => T): { readonly ms: number; readonly result: T } => {
  const began = performance.now();
  const result = work();
  return { ms: performance.now() - began, result };
};
const must = <T>(answer: { readonly ok: true; readonly power: T } | { readonly ok: false }): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.power;
};
const ruleOf = (id: string): DecisionRule => {
  const rule = catalogueRule(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};
let wrong = 0;
const check = (what: string, mine: string, expected: string): void => {
  if (mine !== expected) wrong += 1;
  console.log(
    `  ${mine === expected ? 'ok  ' : 'WRONG'} ${what}: ${mine}${mine === expected ? '' : `, expected ${expected}`}`,
  );
};
const member = (power: VotingPower, id: string): MemberPower => {
  const found = power.members.find((entry) => entry.member === id);
  if (found === undefined) throw new Error(`no member ${id}`);
  return found;
};
const named = (weights: readonly number[]): Readonly<Record<string, string>> =>
  Object.fromEntries(weights.map((weight, at) => [`m${at}`, String(weight)]));
const majority = (weights: readonly number[]): number =>
  Math.floor(weights.reduce((sum, weight) => sum + weight, 0) / 2) + 1;

// ------------------------------------------------------------------------------------------------------ known values

/** Council shares of 2025 in basis points (Agence Europe 13544). */
const SHARES = Object.entries({
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
});
const ballot = (id: string, attrs: Ballot['attrs']): Ballot => ({ id, attrs, position: 'none' });
const union = SHARES.map(([id, population]) => ballot(id, { population }));
const qualified = ruleOf('eu-qmv');
console.log('Known values');
const eu = timed(() => must(powerOf(qualified, union)));
check('EU27, winning coalitions', String(eu.result.winningCoalitions), '17729938');
check('EU27, power to act', toDecimal(eu.result.powerToAct), '0.132098');
for (const [id, shapley, banzhaf] of [
  ['DE', '0.175560', '0.120377'],
  ['FR', '0.134596', '0.101085'],
  ['IT', '0.115625', '0.088886'],
  ['ES', '0.093087', '0.077705'],
  ['PL', '0.067332', '0.063436'],
  ['MT', '0.008623', '0.017313'],
] as const) {
  const found = member(eu.result, id);
  check(
    `EU27, ${id} Shapley, Banzhaf`,
    `${toDecimal(found.shapley)}, ${toDecimal(found.banzhaf)}`,
    `${shapley}, ${banzhaf}`,
  );
}
const council = must(
  powerOf(ruleOf('unsc-substantive'), [
    ...Array.from({ length: 5 }, (_, at) => ballot(`P${at}`, { permanent: true })),
    ...Array.from({ length: 10 }, (_, at) => ballot(`E${at}`, { permanent: false })),
  ]),
);
const seats = ['P0', 'E0'].map((id) => member(council, id));
check(
  'Security Council, Shapley',
  seats.map(({ shapley: { n, d } }) => `${n}/${d}`).join(', '),
  '421/2145, 4/2145',
);
check('Security Council, swings', seats.map(({ swings }) => String(swings)).join(', '), '848, 84');

const states = csvRows('weighted-voting/us-electoral-college-2024.csv');
const college = timed(() =>
  must(
    weightedPower(
      '270',
      Object.fromEntries(states.map(({ state = '', electors = '' }) => [state, electors])),
    ),
  ),
);
for (const [id, expected] of [
  ['CA', '0.108037, 0.110796'],
  ['TX', '0.077428, 0.076365'],
  ['WY', '0.005402, 0.005457'],
] as const) {
  const { shapley, banzhaf } = member(college.result, id);
  check(
    `Electoral College, ${id} Shapley, Banzhaf`,
    `${toDecimal(shapley)}, ${toDecimal(banzhaf)}`,
    expected,
  );
}
/** Quota shares as in the Fund, 85 percent of the votes: whoever holds more than 15 can stop it alone. */
const fund = must(
  powerOf(
    ruleOf('imf-85'),
    [
      16.49, 6.14, 6.08, 5.31, 4.03, 4.03, 3.02, 2.97, 2.63, 2.63, 2.59, 2.22, 2.22, 2.01, 1.92, 1.91, 33.8,
    ].map((votes, at) => ballot(`m${at}`, { votes })),
  ),
);
check(
  '85 percent, members in every winning coalition',
  fund.members.flatMap(({ member: id, swings }) => (swings === fund.winningCoalitions ? [id] : [])).join(' '),
  'm0 m16',
);

// ---------------------------------------------------------------------------------------------------- time and peers

/** Shares that fall like 1/k, as those of populations do, with about this total. */
const falling = (count: number, total: number): readonly number[] => {
  const whole = Array.from({ length: count }, (_, at) => 1 / (at + 1)).reduce((sum, part) => sum + part, 0);
  return Array.from({ length: count }, (_, at) => Math.max(1, Math.round(total / (at + 1) / whole)));
};
const totalOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);
const row = (what: string, ms: number, rest = ''): void =>
  console.log(`  ${what.padEnd(72)} ${ms.toFixed(1).padStart(9)} ms ${rest}`);
const checkPeer = (what: string, weights: readonly number[], power: VotingPower, peer: PeerSwings): void => {
  const n = weights.length;
  let factorials = 1n;
  for (let at = 2; at <= n; at += 1) factorials *= BigInt(at);
  const same = power.members.every(({ swings, shapley }, at) => {
    const bySize = peer.get(weights[at] ?? 0) ?? [];
    return (
      swings === bySize.reduce((sum, count) => sum + count, 0n) &&
      shapley.n * factorials === shapleyNumerator(bySize) * shapley.d
    );
  });
  check(`${what}: every figure equals the peer's`, String(same), 'true');
};

console.log(`B10, median of ${RUNS} warm runs; a peer is run once`);
row('27 members, double majority at 1/10 000, both indices', eu.ms, '(target 60)');
const populations = csvRows('weighted-voting/eu-council-population.csv');
const inFull = populations.map(({ iso3 = '', population_2024: people = '' }) =>
  ballot(iso3, { population: people }),
);
const full = timed(() => must(powerOf(qualified, inFull)));
row('27 members, double majority, populations to the head (halves)', full.ms, full.result.shapleyMethod.kind);
row('51 members, the Electoral College, both indices', college.ms);

const twenty = falling(20, 1_000);
const quota20 = Math.ceil(totalOf(twenty) * 0.65);
const double: DecisionRule = {
  id: 'double',
  method: 'ballot',
  pass: {
    all: [
      { set: 'for', op: '>=', value: '11' },
      { set: 'for', weight: 'w', op: '>=', value: String(quota20) },
    ],
  },
};
const members20 = twenty.map((w, at) => ballot(`m${at}`, { w }));
const ours20 = timed(() => must(powerOf(double, members20)));
const enumerated = once(() => byEnumeration(twenty, quota20, 11));
row('20 members, double majority, both indices', ours20.ms);
row('  peer: every coalition tried', enumerated.ms, `${(enumerated.ms / ours20.ms).toFixed(0)} times`);
checkPeer('20 members', twenty, ours20.result, enumerated.result);

const world = falling(193, 1_000);
const ours193 = timed(() => must(weightedPower(String(majority(world)), named(world))));
const small = falling(60, 400);
const ours60 = timed(() => must(weightedPower(String(majority(small)), named(small))));
const anew60 = once(() => byTableAnew(small, majority(small)));
row(`193 members at total ${totalOf(world)}, both indices`, ours193.ms, '(target 800)');
row(`60 members at total ${totalOf(small)}, both indices`, ours60.ms);
row(
  '  peer: table in big integers anew for each weight',
  anew60.ms,
  `${(anew60.ms / ours60.ms).toFixed(0)} times`,
);
checkPeer('60 members', small, ours60.result, anew60.result);

const banks = Array.from({ length: 190 }, (_, at) => 50 + ((at * 7_919) % 1_000) - (at % 3));
const ours190 = timed(() => must(weightedBanzhaf(String(majority(banks)), named(banks))));
row(`190 members at total ${totalOf(banks)}, Banzhaf alone`, ours190.ms, '(target 700)');

console.log('Growth, the total of the weights times 1, 4, 16');
const growth = (what: string, totals: readonly number[], work: (total: number) => () => unknown): void => {
  let first = 0;
  for (const total of totals) {
    const { ms } = timed(work(total), 3);
    first ||= ms;
    row(`${what} at total ${total}`, ms, `${(ms / first).toFixed(1)} times`);
  }
};
growth('193 members, both indices', [1_000, 4_000, 16_000], (total) => {
  const weights = falling(193, total);
  return () => {
    const power = must(weightedPower(String(majority(weights)), named(weights)));
    if (power.shapleyMethod.kind !== 'exact') throw new Error('not counted exactly');
  };
});
growth('190 members, Banzhaf alone', [100_000, 400_000, 1_600_000], (total) => {
  const weights = banks.map((weight) => Math.round((weight * total) / totalOf(banks)));
  return () => must(weightedBanzhaf(String(majority(weights)), named(weights)));
});
if (wrong > 0) process.exitCode = 1;
