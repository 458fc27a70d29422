/**
 * 927 recorded votes of the General Assembly and 140 of the European Parliament through the engine: outcomes against
 * what is recorded, tallies against the published ones, agreement index and cohesion against a recount in plain numbers.
 */
import {
  agreementIndex,
  catalogueRule,
  evaluateRule,
  riceIndex,
  tallyOf,
  type Ballot,
  type BallotPosition,
  type DecisionRule,
} from '@plenary/consensus';
import { csvRows, requireData } from './csv-rows.ts';

const FILES = {
  calls: 'un-votes/rollcalls_2010-2020.csv',
  votes: 'un-votes/votes_2010-2020.csv.gz',
  parliament: 'ep-rollcalls/MTG-PL-2024-03-13-votes.csv',
  choices: 'ep-rollcalls/MTG-PL-2024-03-13-choices.csv.gz',
} as const;
requireData(...Object.values(FILES));

const ruleOf = (id: string): DecisionRule => {
  const rule = catalogueRule(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};
const ballotsBy = (
  rows: readonly Readonly<Record<string, string>>[],
  columns: { readonly vote: string; readonly member: string; readonly choice: string },
  positions: Readonly<Record<string, BallotPosition>>,
): ReadonlyMap<string, readonly Ballot[]> => {
  const all = new Map<string, Ballot[]>();
  for (const row of rows) {
    const position = positions[row[columns.choice] ?? ''];
    if (position === undefined) throw new Error(`no position: ${row[columns.choice] ?? ''}`);
    const vote = row[columns.vote] ?? '';
    const ballots = all.get(vote) ?? [];
    ballots.push({ id: row[columns.member] ?? '', attrs: {}, position });
    all.set(vote, ballots);
  }
  return all;
};

interface Agreement {
  agreed: number;
  readonly differing: string[];
}
const agreement = (): Agreement => ({ agreed: 0, differing: [] });
const compare = (into: Agreement, name: string, mine: unknown, theirs: unknown): void => {
  if (mine === theirs) into.agreed += 1;
  else into.differing.push(`${name}: ${String(mine)}, expected ${String(theirs)}`);
};
const report = (what: string, { agreed, differing }: Agreement): void => {
  console.log(`${what}: ${agreed} of ${agreed + differing.length} agree`);
  for (const line of differing.slice(0, 10)) console.log(`  ${line}`);
  if (differing.length > 0) process.exitCode = 1;
};

/** Adopted or not, whatever kept it from being adopted. */
const adopts = (rule: DecisionRule, ballots: readonly Ballot[]): boolean =>
  evaluateRule(rule, ballots, { consensusExhausted: true }).outcome === 'adopted';

const six = (value: number): string => (Math.round(value * 1e6) / 1e6).toFixed(6);
/** The formulas in doubles, from counts of another loop: for showing with six decimals they must be the same. */
const recount = (ballots: readonly Ballot[]) => {
  const [yes = 0, no = 0, abstain = 0] = ['for', 'against', 'abstain'].map(
    (position) => ballots.filter((ballot) => ballot.position === position).length,
  );
  const total = yes + no + abstain;
  const most = Math.max(yes, no, abstain);
  return {
    agreement: total === 0 ? undefined : six((most - (total - most) / 2) / total),
    rice: yes + no === 0 ? undefined : six(Math.abs(yes - no) / (yes + no)),
    isMajority: yes > no,
    isTwoThirds: yes + no > 0 && 3 * yes >= 2 * (yes + no),
  };
};
const indices = agreement();
const compareIndices = (name: string, ballots: readonly Ballot[]): void => {
  const tally = tallyOf(ballots);
  const plain = recount(ballots);
  compare(indices, `${name} agreement index`, agreementIndex(tally)?.value, plain.agreement);
  compare(indices, `${name} Rice`, riceIndex(tally)?.value, plain.rice);
};

// -------------------------------------------------------------------------------------------------- United Nations

const assembly = ballotsBy(
  csvRows(FILES.votes),
  { vote: 'rcid', member: 'iso3', choice: 'vote' },
  { Y: 'for', N: 'against', A: 'abstain', X: 'none' },
);
const calls = csvRows(FILES.calls);
const [simple, twoThirds, majority] = [
  ruleOf('ga-simple'),
  ruleOf('ga-two-thirds'),
  ruleOf('codex-majority'),
];
const [recorded, recomputed, important] = [agreement(), agreement(), agreement()];
const motions: string[] = [];
const withoutQuorum: string[] = [];
let judged = 0;
const began = performance.now();
for (const call of calls) {
  const name = `${call['rcid'] ?? ''} ${call['unres'] ?? ''}`;
  const ballots = assembly.get(call['rcid'] ?? '') ?? [];
  const plain = recount(ballots);
  const { outcome } = evaluateRule(simple, ballots, { consensusExhausted: true });
  if (outcome === 'no_quorum') withoutQuorum.push(`${name.trim()} with ${tallyOf(ballots).present} ballots`);
  judged += 3;
  compare(recomputed, `${name} majority`, adopts(majority, ballots), plain.isMajority);
  compare(
    important,
    `${name} two thirds`,
    adopts(twoThirds, ballots),
    plain.isTwoThirds && outcome !== 'no_quorum',
  );
  compareIndices(name, ballots);
  // The source has no column for the outcome. A text that carries the symbol of a resolution was adopted as that
  // resolution; parts, amendments and procedural motions carry the symbol of the text they belong to.
  const isText = call['amend'] !== '1' && call['para'] !== '1' && call['unres'] !== '';
  if (!isText) continue;
  if (/the motion (submitted|for)|motion proposed/.test(call['descr'] ?? '')) motions.push(name.trim());
  else compare(recorded, name, adopts(majority, ballots), true);
}
const assemblyMs = performance.now() - began;
console.log(`General Assembly: ${calls.length} roll calls, ${[...assembly.values()].flat().length} ballots`);
report('  texts with the symbol of a resolution, adopted by the engine', recorded);
console.log(`  procedural motions without a recorded outcome: ${motions.length} (${motions.join(', ')})`);
report('  simple majority of those present and voting, against a recount', recomputed);
report('  two thirds with quorum, against a recount', important);
// X in the source is absent or present without voting: a quorum cannot be told from it, and only ballots are counted.
console.log(
  `  fewer ballots than a quorum, of which the source cannot tell who was present: ${withoutQuorum.join(', ')}`,
);
console.log(`  ${(assemblyMs / judged).toFixed(3)} ms a judgement of about 193 ballots, indices included`);

// --------------------------------------------------------------------------------------------- European Parliament

const parliament = ballotsBy(
  csvRows(FILES.choices),
  { vote: 'vote', member: 'member', choice: 'choice' },
  { F: 'for', A: 'against', 0: 'abstain' },
);
const [tallies, outcomes] = [agreement(), agreement()];
let lapsed = 0;
const votes = csvRows(FILES.parliament).filter(({ method }) => method === 'ELECTRONIC_ROLLCALL');
for (const vote of votes) {
  const name = `${vote['vote'] ?? ''} ${vote['heading'] ?? ''}`;
  const ballots = parliament.get(vote['vote'] ?? '') ?? [];
  const tally = tallyOf(ballots);
  compare(
    tallies,
    name,
    [tally.for, tally.against, tally.abstain].join('-'),
    [vote['for'], vote['against'], vote['abstention']].join('-'),
  );
  compareIndices(name, ballots);
  if (vote['outcome'] === 'LAPSED') lapsed += 1;
  else compare(outcomes, name, adopts(majority, ballots), vote['outcome'] === 'ADOPTED');
}
console.log(`European Parliament: ${votes.length} roll calls of 13 March 2024, ${lapsed} of them lapsed`);
report('  tallies, against the published ones', tallies);
report('  majority of votes cast, against the recorded outcome', outcomes);
report('Agreement index and Rice cohesion of all, against a recount in doubles', indices);
