/** B6 to B9: tallies, rules, figures, distance. Each beside the plain way of doing it in the same run, then growth. */
import {
  catalogueRule,
  compileRule,
  evaluateRule,
  itemFigures,
  setStance,
  silentTally,
  stanceDistance,
  STANCES_PER_SLOT,
  SHOWN_STANCES,
  tallyPlan,
  tallyStances,
  projected,
  type Ballot,
  type DecisionRule,
  type ShownStance,
  type Standpoint,
  type TallySlot,
} from '@plenary/consensus';
import { timed } from './stopwatch.ts';
import { draws } from './draws.ts';

const MEMBERS = 193;
const row = (name: string, ms: number, unit: 'ns' | 'µs' | 'ms', target: string, peer = ''): void => {
  const value = unit === 'ns' ? ms * 1e6 : unit === 'µs' ? ms * 1e3 : ms;
  console.log(
    `  ${name.padEnd(64)} ${value.toFixed(3).padStart(10)} ${unit}  target ${target}${peer === '' ? '' : `; ${peer}`}`,
  );
};

/** A room: overlapping groups, and members with a weight. */
const roomOf = (members: number, groups: number) => {
  const draw = draws(5);
  const weights = Array.from({ length: members }, () => 1 + draw(1_000));
  const all: TallySlot = { seats: weights.map((_, seat) => seat), weights: weights.map(() => 1) };
  const slots = [
    all,
    { ...all, weights },
    ...Array.from({ length: groups }, (): TallySlot => {
      const seats = weights.flatMap((_, seat) => (draw(3) === 0 ? [seat] : []));
      return { seats, weights: seats.map(() => 1) };
    }),
  ];
  return { weights, slots, plan: tallyPlan(members, slots), draw };
};

const must = (id: string): DecisionRule => {
  const rule = catalogueRule(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};
/** Five clauses: quorum, two limbs of a double majority, a bound on opposition, and no objection. */
const FIVE: DecisionRule = {
  id: 'five',
  method: 'ballot',
  quorum: { set: 'present', of: 'eligible', op: '>', value: '1/2' },
  pass: {
    all: [
      { set: 'for', of: 'eligible', op: '>=', value: '55/100' },
      { set: 'for', of: 'eligible', weight: 'votes', op: '>=', value: '65/100' },
      { set: 'against', of: 'voting', op: '<=', value: '1/4' },
      { set: 'object', op: '==', value: '0' },
    ],
  },
};

console.log('B6 a change of stance into all tallies');
for (const factor of [1, 4, 16]) {
  const { plan, draw } = roomOf(MEMBERS * factor, 7);
  const tally = silentTally(plan);
  const changes = Array.from(
    { length: 100_000 },
    () => [draw(MEMBERS * factor), draw(STANCES_PER_SLOT)] as const,
  );
  const changing = timed(() => {
    for (const [seat, stance] of changes) setStance(plan, tally, seat, stance);
  });
  const again = timed(() => tallyStances(plan, tally.held), 21);
  row(
    `${MEMBERS * factor} members, 9 slots (${(plan.offsets.length / (MEMBERS * factor)).toFixed(1)} of a member)`,
    changing.leastMs / changes.length,
    'ns',
    factor === 1 ? '100' : '–',
    `counting the item anew ${(again.leastMs * 1e6).toFixed(0)} ns`,
  );
}

console.log('\nB7 one rule of five clauses, and all figures of one item');
const { weights, slots, draw } = roomOf(MEMBERS, 7);
const members = weights.map((votes, seat) => ({ id: `M${String(seat).padStart(3, '0')}`, attrs: { votes } }));
const stances: readonly ShownStance[] = members.map(
  () => SHOWN_STANCES[draw(100) < 75 ? draw(2) : draw(6)] ?? 'silent',
);
const ballots: readonly Ballot[] = members.map((member, seat) => ({
  ...member,
  position: projected(stances[seat] ?? 'silent'),
}));
const compiled = compileRule(
  FIVE,
  members.map((member) => ({ ...member, position: 'none' as const })),
);
if (compiled === undefined) throw new Error('the rule of five clauses is not compiled');
const plan = tallyPlan(MEMBERS, [...slots, ...compiled.slots]);
const tally = tallyStances(
  plan,
  stances.map((stance) => SHOWN_STANCES.indexOf(stance)),
);
const first = slots.length * STANCES_PER_SLOT;
const REPEATED = 20_000;
const rule = timed(() => {
  let adopted = 0;
  for (let run = 0; run < REPEATED; run += 1)
    if (compiled.outcome(tally.sums, first) === 'adopted') adopted += 1;
  return adopted;
});
const byMembers = timed(() => evaluateRule(FIVE, ballots).outcome, 51);
row(
  'rule of five clauses, over the sums',
  rule.leastMs / REPEATED,
  'µs',
  '0.4',
  `member by member ${(byMembers.leastMs * 1e3).toFixed(1)} µs`,
);
const figureSlots = { all: 0, groups: slots.slice(2).map((_, at) => at + 2), partition: [2, 3, 4, 5] };
const figures = timed(() => {
  let sum = 0;
  for (let run = 0; run < REPEATED; run += 1)
    sum += itemFigures(tally.sums, { all: 0, groups: [], partition: [] }).F;
  return sum;
});
row('figures of the slot of all', figures.leastMs / REPEATED, 'µs', '0.3');
const withGroups = timed(() => {
  let sum = 0;
  for (let run = 0; run < REPEATED; run += 1) sum += itemFigures(tally.sums, figureSlots).F;
  return sum;
});
row('figures of all, seven groups and a partition of four', withGroups.leastMs / REPEATED, 'µs', '–');

console.log('\nB8 a whole board after any change: figures and rule');
for (const items of [240, 960, 3_840]) {
  const tallies = Array.from({ length: items }, () =>
    tallyStances(
      plan,
      Array.from({ length: MEMBERS }, () => draw(STANCES_PER_SLOT)),
    ),
  );
  const board = timed(() => {
    let adopted = 0;
    for (const { sums } of tallies) {
      if (compiled.outcome(sums, first) === 'adopted') adopted += 1;
      adopted += itemFigures(sums, figureSlots).F > MEMBERS ? 1 : 0;
    }
    return adopted;
  });
  row(`${items} items, seven groups`, board.leastMs, 'ms', items === 240 ? '0.5' : '–');
}

console.log('\nB9 distance to adoption');
const pointsOf = (count: number): readonly Standpoint[] => {
  const one = draws(9);
  return Array.from({ length: count }, (_, seat) => ({
    id: `M${String(seat).padStart(3, '0')}`,
    attrs: { votes: 1 + one(1_000), population: 1 + one(1_000) },
    stance: SHOWN_STANCES[one(SHOWN_STANCES.length)] ?? 'silent',
  }));
};
const weighted: DecisionRule = {
  id: 'weighted',
  method: 'ballot',
  pass: { set: 'for', of: 'eligible', weight: 'votes', op: '>=', value: '2/3' },
};
for (const [name, decision] of [
  ['one weighted requirement, weights up to 1 000', weighted],
  ['two thirds of those voting', must('ga-two-thirds')],
  ['double majority', must('eu-qmv')],
] as const)
  for (const count of [MEMBERS, MEMBERS * 4]) {
    const points = pointsOf(count);
    const distance = timed(() => stanceDistance(decision, points), 5);
    const { needed, neededProven, cost, costProven } = distance.result;
    row(
      `${name}, ${count} members (${String(needed)} must move${neededProven ? '' : ', not proven'}; cost ${String(cost)}${costProven ? '' : ', not proven'})`,
      distance.leastMs,
      'ms',
      count === MEMBERS && decision === weighted ? '60 with least cost' : '–',
    );
  }
