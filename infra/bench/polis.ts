/**
 * Published outputs of Polis conversations against ours: `bench polis [FOLDER]`. In each conversation the current votes,
 * the counts by participant and by group and the group-informed consensus must be the published ones, to 1e-6; how far
 * computed groups are the published ones is told beside. Exit 1 where anything differs.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  consensusScore,
  declaredGroups,
  groupCounts,
  groupingOf,
  openOpinion,
  scaledPositions,
  statementCounts,
  TOLERANCE_REPORT,
  type VoteTable,
} from '@plenary/opinion';
import { readGroupsCsv, readVotesCsv } from '../../apps/cli/src/votes-csv.ts';
import { adjustedRand } from './adjusted-rand.ts';
import { csvRows, placeOf, requireData } from './csv-rows.ts';

type Row = Readonly<Record<string, string>>;

const given = process.argv[2];
const folder = given === undefined ? placeOf('polis') : resolve(given);
requireData(folder);

/** A file of a conversation, packed or not. */
const fileOf = (conversation: string, name: string): string => {
  const path = join(folder, conversation, name);
  return existsSync(path) ? path : `${path}.gz`;
};
const cells = ({ ptr, col, val, participants, statements }: VoteTable): ReadonlyMap<string, number> =>
  new Map(
    participants.ids.flatMap((person, row) =>
      Array.from(col.subarray(ptr[row], ptr[row + 1]), (statement, at): [string, number] => [
        `${person} ${statements.ids[statement]}`,
        val[(ptr[row] ?? 0) + at] ?? 0,
      ]),
    ),
  );

/** How many of so many comparisons hold. */
interface Agreement {
  readonly of: number;
  readonly agree: number;
}
const agreement = (holds: readonly boolean[]): Agreement => ({
  of: holds.length,
  agree: holds.filter(Boolean).length,
});

/** Product over the groups of (agree + 1)/(seen + 2), straight from the cells of the published matrix. */
const recount = (rows: readonly Row[], statement: string, groups: readonly string[]): number =>
  groups.reduce((product, group) => {
    const votes = rows.filter((row) => row['group-id'] === group).map((row) => row[statement] ?? '');
    return (
      (product * (votes.filter((vote) => vote === '1').length + 1)) /
      (votes.filter((vote) => vote !== '').length + 2)
    );
  }, 1);

const check = async (conversation: string) => {
  const matrix = fileOf(conversation, 'participants-votes.csv');
  const rows = csvRows(matrix);
  const [fromVotes, fromMatrix] = [
    await readVotesCsv(fileOf(conversation, 'votes.csv')),
    await readVotesCsv(matrix),
  ];
  const [mine, theirs] = [cells(fromVotes), cells(fromMatrix)];
  const votes = agreement(
    [...new Set([...mine.keys(), ...theirs.keys()])].map((key) => mine.get(key) === theirs.get(key)),
  );

  const { participants, ptr, val } = fromVotes;
  const people = agreement(
    rows.flatMap((row) => {
      const person = participants.places.get(row['participant'] ?? '') ?? -1;
      const own = Array.from(val.subarray(ptr[person], ptr[person + 1]));
      const count = (vote: number): number => own.filter((one) => one === vote).length;
      return [
        String(own.length) === row['n-votes'],
        String(count(1)) === row['n-agree'],
        String(count(-1)) === row['n-disagree'],
      ];
    }),
  );

  const published = await readGroupsCsv(matrix);
  const groups = declaredGroups(fromVotes, published);
  const counts = groupCounts(fromVotes, groups);
  const comments = new Map(
    csvRows(fileOf(conversation, 'comments.csv')).map((row) => [row['comment-id'] ?? '', row]),
  );
  const summary = new Map(
    csvRows(fileOf(conversation, 'summary.csv')).map((row): [string, string] => {
      const [key = '', value = ''] = Object.values(row);
      return [key, value];
    }),
  );
  const totals = agreement([
    summary.get('voters') === String(participants.ids.length),
    summary.get('comments') === String(fromVotes.statements.ids.length),
    summary.get('groups') === String(groups.letters.length),
    counts.every(({ letter, size }) => size === rows.filter((row) => row['group-id'] === letter).length),
  ]);

  let [apart, fromFile] = [0, 0];
  const consensus = agreement(
    fromVotes.statements.ids.map((id, statement) => {
      const score = consensusScore(counts, statement, 'published').groupInformedConsensus ?? Number.NaN;
      const stored = comments.get(id)?.['group-informed-consensus'];
      if (stored !== undefined) fromFile += 1;
      const off = Math.abs(
        score - (stored === undefined ? recount(rows, id, groups.letters) : Number(stored)),
      );
      apart = Math.max(apart, off);
      return off <= 1e-6;
    }),
  );

  const opinion = openOpinion({ table: fromVotes, tolerance: TOLERANCE_REPORT });
  const { grouping: scaled } = groupingOf(
    scaledPositions(fromVotes, opinion.placed(), opinion.components()),
    {
      asked: groups.letters.length,
    },
  );
  const { grouping: same } = groupingOf(opinion.positions(), { asked: groups.letters.length });
  const rand = (grouping: typeof same): string => {
    const pairs = Array.from(opinion.placed(), (row, place): [string, string] => [
      grouping.letters[grouping.groups[place] ?? 0] ?? '',
      published.get(participants.ids[row] ?? '') ?? '',
    ]).filter(([, theirGroup]) => theirGroup !== '');
    return adjustedRand(pairs).toFixed(2);
  };
  const own = opinion.groups();
  const most = statementCounts(fromVotes).length;
  return {
    conversation,
    checks: { votes, people, totals, consensus },
    line: [
      conversation.padEnd(34),
      ...[votes, people, totals, consensus].map(({ agree, of }) => `${agree}/${of}`.padStart(12)),
      `${fromFile === most ? 'published' : 'recounted'} ${apart.toExponential(0)}`.padStart(16),
      counts
        .map(({ size }) => size)
        .join('/')
        .padStart(10),
      `${own.k === 1 ? own.outcome : `${own.k}, ${(own.silhouette ?? 0).toFixed(2)}`}`.padStart(18),
      (opinion.survival()?.toFixed(2) ?? '–').padStart(9),
      rand(same).padStart(8),
      rand(scaled).padStart(8),
    ].join(' '),
  };
};

console.log(
  [
    'conversation'.padEnd(34),
    ...['votes', 'people', 'totals', 'consensus'].map((name) => name.padStart(12)),
    'apart at most'.padStart(16),
    'published'.padStart(10),
    'own groups, sil.'.padStart(18),
    'survival'.padStart(9),
    'Rand'.padStart(8),
    'scaled'.padStart(8),
  ].join(' '),
);
let [conversations, differing] = [0, 0];
for (const name of readdirSync(folder).sort()) {
  if (!statSync(join(folder, name)).isDirectory()) continue;
  const { line, checks } = await check(name);
  console.log(line);
  conversations += 1;
  if (Object.values(checks).some(({ agree, of }) => agree !== of)) differing += 1;
}
console.log(
  `${conversations - differing} of ${conversations} conversations are reproduced; Rand: computed groups against the published ones, of as many groups, 1 the same, 0 chance`,
);
if (differing > 0 || conversations === 0) process.exitCode = 1;
