/**
 * B13–B18: opinions of a consultation, beside peers in the same run, with growth and memory. `bench opinion` measures;
 * `bench opinion memory FOLDER` is what it starts to measure memory in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  approvalsOf,
  BLOCK,
  bridgingScores,
  components,
  equalShares,
  groupingOf,
  mapPositions,
  namesOf,
  openOpinion,
  phragmen,
  placedParticipants,
  proportionalityViolations,
  sparsePass,
  statementMeans,
  TOLERANCE_LIVE,
  TOLERANCE_REPORT,
  withVotes,
  type Approvals,
  type Components,
  type Vote,
  type VoteTable,
} from '@plenary/opinion';
import { kmeans } from 'ml-kmeans';
import { PCA } from 'ml-pca';
import { readVotesCsv } from '../../apps/cli/src/votes-csv.ts';
import { placeOf, requireData } from './csv-rows.ts';
import { askPython, pythonWith } from './python-peer.ts';
import { drawsFrom, simulatedConversation } from './simulated-conversation.ts';
import { printRow, timed, timedOn } from './stopwatch.ts';

const PEOPLE = 100_000;
const STATEMENTS = 1_000;
const VOTES_EACH = 20;

let wrong = 0;
const check = (what: string, holds: boolean): void => {
  if (!holds) wrong += 1;
  console.log(`  ${holds ? 'ok  ' : 'WRONG'} ${what}`);
};

/** What an update of a room does from nothing: components, map, groups, scores. */
const cold = (table: VoteTable, tolerance: number) => {
  const opinion = openOpinion({ table, tolerance });
  opinion.groups();
  opinion.scores();
  return opinion;
};

const numbers = (table: VoteTable, folder: string): void => {
  writeFileSync(join(folder, 'ptr'), table.ptr);
  writeFileSync(join(folder, 'col'), table.col);
  writeFileSync(join(folder, 'val'), table.val);
  writeFileSync(join(folder, 'statements'), String(table.statements.ids.length));
};
const tableFrom = (folder: string): VoteTable => {
  const read = (name: string): ArrayBuffer => Uint8Array.from(readFileSync(join(folder, name))).buffer;
  const ptr = new Int32Array(read('ptr'));
  const ids = (prefix: string, count: number) =>
    namesOf(Array.from({ length: count }, (_, at) => `${prefix}${at}`));
  return {
    participants: ids('p', ptr.length - 1),
    statements: ids('s', Number(readFileSync(join(folder, 'statements'), 'utf8'))),
    ptr,
    col: new Int32Array(read('col')),
    val: new Int8Array(read('val')),
  };
};

if (process.argv[2] === 'memory') {
  const table = tableFrom(process.argv[3] ?? '');
  const before = process.resourceUsage().maxRSS;
  cold(table, TOLERANCE_REPORT);
  const after = process.resourceUsage().maxRSS;
  const arrays = table.ptr.byteLength + table.col.byteLength + table.val.byteLength;
  console.log(JSON.stringify({ moreMb: (after - before) / 1_024, votesMb: arrays / 2 ** 20 }));
  process.exit(0);
}

const bowlingGreen = placeOf('polis/bg2050-volunteers/votes.csv.gz');
requireData(bowlingGreen);

const column = ({ vectors }: Components, place: number): readonly number[] =>
  Array.from({ length: vectors.length / BLOCK }, (_, statement) => vectors[statement * BLOCK + place] ?? 0);
const cosine = (x: readonly number[], y: readonly number[]): number => {
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, entry, at) => sum + entry * (b[at] ?? 0), 0);
  return Math.abs(dot(x, y)) / Math.sqrt(dot(x, x) * dot(y, y));
};
/** The matrix filled with means, as peers want it. */
const dense = (table: VoteTable, rows: Int32Array): readonly number[][] => {
  const means = Array.from(statementMeans(table, rows));
  return Array.from(rows, (row) => {
    const filled = [...means];
    for (let at = table.ptr[row] ?? 0; at < (table.ptr[row + 1] ?? 0); at += 1)
      filled[table.col[at] ?? 0] = table.val[at] ?? 0;
    return filled;
  });
};

// ------------------------------------------------------------------------------------------------------ a real one

console.log('Medians of warm runs: wall clock, and processor time (median, least of the runs)');
{
  const table = await readVotesCsv(bowlingGreen);
  const rows = placedParticipants(table);
  console.log(
    `Bowling Green: ${rows.length} people on the map, ${table.statements.ids.length} statements, ${table.col.length} votes`,
  );
  const ours = timed(() => components(table, rows, { tolerance: TOLERANCE_REPORT }), 15);
  printRow('B14 components cold to 1e-6', ours, `${ours.result.passes} passes (target 40)`);
  const matrix = dense(table, rows);
  const peer = timed(() => new PCA(matrix.map((row) => [...row])), 3);
  printRow('  peer: ml-pca on the filled matrix', peer, `${(peer.cpuMs / ours.cpuMs).toFixed(0)} times`);
  const theirs = peer.result.getEigenvectors().to2DArray();
  const alike = [0, 1].map((place) =>
    cosine(
      column(ours.result, place),
      theirs.map((row) => row[place] ?? 0),
    ),
  );
  check(
    `both components are ml-pca's, cosine ${alike.map((one) => one.toFixed(12)).join(', ')}`,
    alike.every((one) => one > 1 - 1e-9),
  );
  const points = mapPositions(table, rows, ours.result);
  const grouped = timed(() => groupingOf(points, { asked: 2 }), 15);
  const pairs = Array.from(rows, (_, at) => [points[at * 2] ?? 0, points[at * 2 + 1] ?? 0]);
  const clustered = timed(() => [2, 3, 4, 5].map((k) => kmeans(pairs, k, { seed: 1 })), 5);
  printRow('one division with its silhouette', grouped);
  printRow('  peer: ml-kmeans for 2 … 5 groups, no silhouette', clustered);
}

// ------------------------------------------------------------------------------------------------------ a large one

const table = simulatedConversation(PEOPLE, STATEMENTS, VOTES_EACH + 1);
const rows = placedParticipants(table);
console.log(`${PEOPLE} people, ${STATEMENTS} statements, ${table.col.length} votes`);
const means = statementMeans(table, rows);
const block = Float64Array.from({ length: STATEMENTS * BLOCK }, (_, at) => Math.sin(at));
const pass = timed(() => sparsePass({ table, rows, means }, block), 15);
printRow(
  'B13 one pass of four columns',
  pass,
  `${((pass.cpuMs * 1e6) / table.col.length).toFixed(1)} ns a vote (target 20)`,
);
const report = timed(() => components(table, rows, { tolerance: TOLERANCE_REPORT }));
printRow('B14 components cold to 1e-6', report, `${report.result.passes} passes (target 350)`);
const live = timed(() => components(table, rows, { tolerance: TOLERANCE_LIVE }));
printRow('    components cold to 1e-4', live, `${live.result.passes} passes`);
const wholeReport = timed(() => cold(table, TOLERANCE_REPORT));
printRow('B15 components, map, groups, scores, cold to 1e-6', wholeReport, '(target 450)');
printRow(
  '    the same to 1e-4',
  timed(() => cold(table, TOLERANCE_LIVE)),
);
const survived = timedOn(
  () => cold(table, TOLERANCE_REPORT),
  (opinion) => opinion.survival(),
  3,
);
printRow(
  '    the share that survives the loss of half of the votes',
  survived,
  (survived.result ?? 0).toFixed(3),
);
const own = wholeReport.result;
console.log(`    ${own.groups().k} groups, silhouette ${own.groups().silhouette?.toFixed(3)}`);

/** Votes as they come over the wire: words that nobody has seen before. */
const draw = drawsFrom(99);
const newVotes = (): readonly Vote[] =>
  JSON.parse(
    JSON.stringify(
      Array.from({ length: Math.round(table.col.length / 100) }, () => ({
        participant: `p${Math.floor(draw() * PEOPLE)}`,
        statement: `s${Math.floor(draw() * STATEMENTS)}`,
        value: Math.floor(draw() * 3) - 1,
      })),
    ),
  ) as readonly Vote[];
const room = openOpinion({ table });
room.groups();
const refreshed = timedOn(
  newVotes,
  (votes) => {
    room.update(votes);
    room.groups();
    return room.components().passes;
  },
  9,
);
printRow(
  'B16 1 % new votes, then components, map and groups, warm',
  refreshed,
  `${refreshed.result} passes (target 120)`,
);
printRow(
  '    of which the table',
  timedOn(newVotes, (votes) => withVotes(table, votes), 9),
);
printRow(
  '    scores, after that',
  timed(() => room.scores()),
);

const bridging = timed(() => bridgingScores(table, rows, report.result.vectors));
printRow('B17 bridging scores', bridging, `${bridging.result.sweeps} sweeps (target 600)`);

/** What one would write first: loads summed anew for every statement in every round. */
const phragmenAnew = ({ ofStatement, ofVoter }: Approvals, count: number): readonly number[] => {
  const loads = new Float64Array(ofVoter.ptr.length - 1);
  const chosen: number[] = [];
  while (chosen.length < count) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let statement = 0; statement + 1 < ofStatement.ptr.length; statement += 1) {
      if (chosen.includes(statement)) continue;
      const supporters = ofStatement.items.subarray(
        ofStatement.ptr[statement],
        ofStatement.ptr[statement + 1],
      );
      let carried = 1;
      for (const voter of supporters) carried += loads[voter] ?? 0;
      const load = carried / supporters.length;
      if (load < least - 1e-12) [best, least] = [statement, load];
    }
    for (const voter of ofStatement.items.subarray(ofStatement.ptr[best], ofStatement.ptr[best + 1]))
      loads[voter] = least;
    chosen.push(best);
  }
  return chosen;
};
const approvals = timed(() => approvalsOf(table, rows));
const sequential = timed(() => phragmen(approvals.result, 20));
const anew = timed(() => phragmenAnew(approvals.result, 20), 3);
const shares = timed(() => equalShares(approvals.result, 20));
printRow('B18 20 statements by Phragmén', sequential, '(target 100)');
printRow('    who agrees with what, before that', approvals);
printRow(
  '  peer: loads summed anew in every round',
  anew,
  `${(anew.cpuMs / sequential.cpuMs).toFixed(0)} times`,
);
printRow('    20 statements by equal shares', shares, `${shares.result.bought} bought`);
const violations = timed(() => proportionalityViolations(approvals.result, shares.result.chosen, 20));
printRow('    EJR+ checked', violations, `${violations.result.length} violations`);
check('Phragmén takes what the peer takes', sequential.result.join() === anew.result.join());
check('equal shares is proportional', violations.result.length === 0);

// ------------------------------------------------------------------------------------------------------ peers, memory

const folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'));
try {
  numbers(table, folder);
  const child = spawnSync(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'memory', folder], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(child.stderr);
  const { moreMb, votesMb } = JSON.parse(child.stdout) as {
    readonly moreMb: number;
    readonly votesMb: number;
  };
  console.log(
    `B15 memory: ${votesMb.toFixed(1)} MiB of votes; the whole pipeline took ${moreMb.toFixed(1)} MiB more, code and garbage included (target 64)`,
  );

  const python = pythonWith('numpy', 'sklearn');
  if (python === undefined) console.log('  no Python with scikit-learn here: its figures are not measured');
  else {
    const first = column(report.result, 0);
    const largest = first.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
    writeFileSync(
      join(folder, 'start'),
      Float64Array.from(first, (entry) => entry / largest),
    );
    writeFileSync(join(folder, 'sweeps'), String(bridging.result.sweeps));
    const peer = askPython(python, './opinion-peer.py', [folder]) as {
      readonly components: readonly (readonly number[])[];
      readonly exact: readonly (readonly number[])[];
      readonly pca: readonly [number, number];
      readonly pcaMb: number;
      readonly groups: readonly [number, number];
      readonly k: number;
      readonly silhouette: number;
      readonly bridging: readonly [number, number];
      readonly scores: readonly number[];
    };
    const line = (
      what: string,
      [ms, cpuMs]: readonly [number, number],
      mine: { readonly cpuMs: number },
      rest = '',
    ): void => printRow(what, { ms, cpuMs }, `${(cpuMs / mine.cpuMs).toFixed(0)} times ${rest}`);
    line(
      '  peer: scikit-learn PCA on the filled matrix',
      peer.pca,
      report,
      `${peer.pcaMb.toFixed(0)} MiB more`,
    );
    const grouped = timed(() => groupingOf(mapPositions(table, rows, report.result)));
    printRow('    map and groups of these components', grouped);
    line(
      '  peer: scikit-learn KMeans for 2 … 5 with silhouettes',
      peer.groups,
      grouped,
      `k ${peer.k}, ${peer.silhouette.toFixed(3)}`,
    );
    line('  peer: bridging in numpy, as many sweeps', peer.bridging, bridging);
    const alike = (found: readonly (readonly number[])[]): readonly number[] =>
      [0, 1].map((place) => cosine(found[place] ?? [], peer.exact[place] ?? []));
    const shown = (cosines: readonly number[]): string => cosines.map((one) => one.toFixed(9)).join(', ');
    const ours = alike([0, 1].map((place) => column(report.result, place)));
    check(
      `both components are those of the whole scatter matrix, cosine ${shown(ours)}`,
      ours.every((one) => one > 1 - 1e-9),
    );
    console.log(`       scikit-learn's own, cosine ${shown(alike(peer.components))}`);
    const apart = Math.max(
      ...peer.scores.map((score, at) => Math.abs(score - (bridging.result.scores[at] ?? 0))),
    );
    check(`bridging scores are numpy's, apart at most ${apart.toExponential(0)}`, apart < 1e-9);
  }
} finally {
  rmSync(folder, { recursive: true });
}

// ------------------------------------------------------------------------------------------------------ growth

console.log('Growth, people times 1, 4, 16');
let [firstWhole, firstPass] = [0, 0];
for (const people of [25_000, 100_000, 400_000]) {
  const larger = people === PEOPLE ? table : simulatedConversation(people, STATEMENTS, VOTES_EACH + 1);
  const [whole, one] = [
    timed(() => cold(larger, TOLERANCE_REPORT), 3),
    timed(() => {
      const everyone = placedParticipants(larger);
      return sparsePass({ table: larger, rows: everyone, means }, block);
    }),
  ];
  firstWhole ||= whole.cpuMs;
  firstPass ||= one.cpuMs;
  printRow(
    `${people} people, ${larger.col.length} votes, whole`,
    whole,
    `${(whole.cpuMs / firstWhole).toFixed(1)} times`,
  );
  printRow('  one pass', one, `${(one.cpuMs / firstPass).toFixed(1)} times`);
}
if (wrong > 0) process.exitCode = 1;
