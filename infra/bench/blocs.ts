/** B19: voting blocs of the General Assembly and of one day of the European Parliament, beside peers, with growth. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  pairAt,
  votingAgreement,
  votingBlocs,
  type RollCallChoice,
  type VotingAgreement,
} from '@plenary/opinion';
import { csvRows, requireData } from './csv-rows.ts';
import { askPython, pythonWith } from './python-peer.ts';
import { printRow, timed } from './stopwatch.ts';

type Cast = RollCallChoice | undefined;
interface RollCalls {
  readonly members: readonly string[];
  readonly calls: readonly (readonly Cast[])[];
}

const UN = 'un-votes/votes_2010-2020.csv.gz';
const EP = 'ep-rollcalls/MTG-PL-2024-03-13-choices.csv.gz';
requireData(UN, EP);

let wrong = 0;
const check = (what: string, holds: boolean): void => {
  if (!holds) wrong += 1;
  console.log(`  ${holds ? 'ok  ' : 'WRONG'} ${what}`);
};

const rollCalls = (
  path: string,
  columns: { readonly vote: string; readonly member: string; readonly choice: string },
  choices: Readonly<Record<string, RollCallChoice>>,
): RollCalls => {
  const rows = csvRows(path);
  const namesIn = (column: string): readonly string[] =>
    [...new Set(rows.map((row) => row[column] ?? ''))].sort();
  const [members, votes] = [namesIn(columns.member), namesIn(columns.vote)];
  const [memberAt, voteAt] = [members, votes].map(
    (names) => new Map(names.map((name, place) => [name, place])),
  );
  const calls = votes.map(() => Array.from({ length: members.length }, (): Cast => undefined));
  for (const row of rows) {
    const cast = calls[voteAt?.get(row[columns.vote] ?? '') ?? -1];
    if (cast !== undefined)
      cast[memberAt?.get(row[columns.member] ?? '') ?? -1] = choices[row[columns.choice] ?? ''];
  }
  return { members, calls };
};
const assembly = rollCalls(
  UN,
  { vote: 'rcid', member: 'iso3', choice: 'vote' },
  { Y: 'for', N: 'against', A: 'abstain' },
);
const parliament = rollCalls(
  EP,
  { vote: 'vote', member: 'member', choice: 'choice' },
  { F: 'for', A: 'against', '0': 'abstain' },
);

/** What one would write first: ballots compared one by one for every pair. */
const oneByOne = ({ members, calls }: RollCalls): Pick<VotingAgreement, 'common' | 'raw'> => {
  const pairs = pairAt(0, members.length);
  const [common, raw] = [new Int32Array(pairs), new Float64Array(pairs).fill(Number.NaN)];
  for (let j = 1; j < members.length; j += 1)
    for (let i = 0; i < j; i += 1) {
      let [both, same] = [0, 0];
      for (const cast of calls) {
        if (cast[i] === undefined || cast[j] === undefined) continue;
        both += 1;
        if (cast[i] === cast[j]) same += 1;
      }
      common[pairAt(i, j)] = both;
      if (both >= 10) raw[pairAt(i, j)] = same / both;
    }
  return { common, raw };
};

const measure = (what: string, given: RollCalls, targets = ['', '']): void => {
  console.log(`${what}: ${given.members.length} members, ${given.calls.length} roll-calls`);
  const agreement = timed(() => votingAgreement(given.members, given.calls));
  const peer = timed(() => oneByOne(given), 1);
  printRow('B19 agreement of every pair', agreement, targets[0]);
  printRow('  peer: ballots one by one', peer, `${(peer.cpuMs / agreement.cpuMs).toFixed(0)} times`);
  check(
    'common ballots and raw agreement are the peer’s',
    agreement.result.common.every((count, pair) => count === peer.result.common[pair]) &&
      agreement.result.raw.every((share, pair) => Object.is(share, peer.result.raw[pair])),
  );
  const found = timed(() => votingBlocs(agreement.result));
  printRow('B19 linkage, cut at the best silhouette', found, targets[1]);
  const { blocs, silhouette, merges } = found.result;
  for (const { members, height } of [...blocs].sort((a, b) => b.members.length - a.members.length))
    console.log(
      `    ${String(members.length).padStart(4)} together at ${height.toFixed(3)}: ${members.slice(0, 12).join(' ')}${members.length > 12 ? ' …' : ''}`,
    );
  console.log(`    silhouette ${silhouette?.toFixed(3) ?? 'none'}`);
  const python = pythonWith('scipy');
  if (python === undefined) {
    console.log('  no Python with scipy here: its linkage is not measured');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'));
  try {
    const { members } = given;
    const condensed: number[] = [];
    for (let i = 0; i < members.length; i += 1)
      for (let j = i + 1; j < members.length; j += 1) {
        const alike = agreement.result.corrected[pairAt(i, j)] ?? Number.NaN;
        condensed.push(Number.isNaN(alike) ? 1 : 1 - alike);
      }
    writeFileSync(join(folder, 'distances'), Float64Array.from(condensed));
    const answer = askPython(python, './blocs-peer.py', [folder]) as {
      readonly heights: readonly number[];
      readonly took: readonly [number, number];
    };
    printRow('  peer: scipy, linkage alone', { ms: answer.took[0], cpuMs: answer.took[1] });
    const apart = Math.max(
      ...answer.heights.map((height, at) => Math.abs(height - (merges[at]?.height ?? Number.NaN))),
    );
    // Where several pairs are equally near, another order of joining them is as right and gives another tree.
    const hasTies = new Set(condensed).size < condensed.length;
    const text = `every merge is at scipy's height, apart at most ${apart.toExponential(0)}`;
    if (hasTies && apart >= 1e-9)
      console.log(`       equal distances, another tree: heights apart at most ${apart.toExponential(0)}`);
    else check(text, apart < 1e-9);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

console.log('Medians: wall clock, and processor time (median, least of the runs)');
measure('General Assembly 2010–2020', assembly, ['(target 60)', '(target 5)']);
measure('European Parliament, 13 March 2024', parliament);

console.log('Growth, roll-calls of the Assembly times 1, 4, 16, and members');
let first = 0;
for (const times of [1, 4, 16]) {
  const calls = Array.from({ length: times }, () => assembly.calls).flat();
  const run = timed(() => votingAgreement(assembly.members, calls), 3);
  first ||= run.cpuMs;
  printRow(`${calls.length} roll-calls`, run, `${(run.cpuMs / first).toFixed(1)} times`);
}
first = 0;
for (const members of [150, 300, 600]) {
  const given = {
    members: parliament.members.slice(0, members),
    calls: parliament.calls.map((cast) => cast.slice(0, members)),
  };
  const agreement = votingAgreement(given.members, given.calls);
  const run = timed(() => votingBlocs(agreement), 3);
  first ||= run.cpuMs;
  printRow(`linkage of ${members} members`, run, `${(run.cpuMs / first).toFixed(1)} times`);
}
if (wrong > 0) process.exitCode = 1;
