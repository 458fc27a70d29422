/**
 * Every Polis conversation through the service: `bench conversations [FOLDER]`. Statements, what was moderated and every
 * vote with its time go into the log of a conversation; the service computes the figures, its open data is downloaded and
 * everything is computed again from it, with the library and by the command's readers. Compared with the export itself:
 * every current vote, and the group-informed consensus by its own groups. The record is verified with the logs. Exit 1
 * where a vote, a count or a figure differs by more than 1e-6, or the record does not hold.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  consensusScore,
  declaredGroups,
  groupCounts,
  statementCounts,
  type GroupCounts,
  type VoteTable,
} from '@plenary/opinion';
import type { OpinionFigures } from '@plenary/opinion-worker';
import { verifyRecord } from '@plenary/verify';
import { polisFile } from '../../apps/cli/src/polis-export.ts';
import { readGroupsCsv, readVotesCsv } from '../../apps/cli/src/votes-csv.ts';
import { adjustedRand } from './adjusted-rand.ts';
import { csvRows, placeOf, requireData } from './csv-rows.ts';
import { bringExport, DELIBERATION, type Brought } from './polis-conversation.ts';
import { startService } from './service.ts';

const given = process.argv[2];
const folder = given === undefined ? placeOf('polis') : resolve(given);
requireData(folder);

let wrong = 0;
const check = (what: string, holds: boolean): void => {
  if (holds) return;
  wrong += 1;
  console.log(`  WRONG ${what}`);
};

/** Current votes by person and statement. */
const cellsOf = (
  { ptr, col, val, participants, statements }: VoteTable,
  nameOf: (statement: string) => string,
): ReadonlyMap<string, number> =>
  new Map(
    participants.ids.flatMap((person, row) =>
      Array.from(col.subarray(ptr[row], ptr[row + 1]), (statement, at): [string, number] => [
        `${person} ${nameOf(statements.ids[statement] ?? '')}`,
        val[(ptr[row] ?? 0) + at] ?? 0,
      ]),
    ),
  );
const isSame = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([cell, value]) => b.get(cell) === value);

/** The largest difference between what the service shows and what the library makes of the downloaded votes. */
const largestDifference = (
  { statements }: OpinionFigures,
  table: VoteTable,
  division: 'declared' | 'computed',
  counts: readonly GroupCounts[],
): number =>
  statements.reduce((most, one) => {
    const own = one[division]?.consensus ?? null;
    const place = table.statements.places.get(String(one.statement));
    const other = place === undefined ? null : consensusScore(counts, place).groupInformedConsensus;
    if (own === null || other === null) return own === other ? most : Infinity;
    return Math.max(most, Math.abs(own - other));
  }, 0);

/** Where the export tells its own group-informed consensus, ours by its groups: a product, of which ours is the root. */
const againstPublished = (
  name: string,
  { statements, groups }: Brought,
  figures: OpinionFigures,
): { readonly compared: number; readonly largest: number } => {
  let compared = 0;
  let largest = 0;
  for (const row of csvRows(polisFile(join(folder, name), 'comments.csv'))) {
    const published = row['group-informed-consensus'] ?? '';
    const own = figures.statements.find(
      ({ statement }) => statement === statements.get(row['comment-id'] ?? ''),
    );
    // A group that saw it fewer than five times counts in theirs and not in ours.
    const isWhole = own?.declared.cells.every((cell) => cell !== null) === true;
    if (published === '' || !isWhole || own === undefined) continue;
    compared += 1;
    largest = Math.max(largest, Math.abs((own.declared.consensus ?? 0) ** groups.length - Number(published)));
  }
  return { compared, largest };
};

const { app, stop } = await startService();
const download = mkdtempSync(join(tmpdir(), 'plenary-open-data-'));
const logs = new Map<string, string>();
try {
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  for (const [place, name] of names.entries()) {
    const began = performance.now();
    const brought = await bringExport(app, folder, name, `c${place + 2}`);
    const broughtMs = performance.now() - began;
    const base = `/api/deliberations/${DELIBERATION}/conversations/${brought.id}`;
    const get = (path: string) => app.app.inject({ method: 'GET', url: `${base}${path}` });
    const listed = (await get('/statements')).json<{ statements: { words: string }[] }>();
    const computing = performance.now();
    const { figures } = await app.opinions.refresh(brought.number);
    const computedMs = performance.now() - computing;
    for (const file of ['votes.csv', 'comments.csv', 'declared-groups.csv', 'computed-groups.csv'])
      writeFileSync(join(download, file), (await get(`/open-data/${file}`)).rawPayload);
    logs.set(brought.id, (await get('/open-data/log.jsonl')).body);
    const table = await readVotesCsv(join(download, 'votes.csv'));
    const published = await readVotesCsv(polisFile(join(folder, name), 'participants-votes.csv'));
    const numberOf = (comment: string): string => String(brought.statements.get(comment) ?? comment);
    check(
      `${name}: current votes`,
      isSame(
        cellsOf(table, (id) => id),
        cellsOf(published, numberOf),
      ),
    );
    const counts = statementCounts(table);
    for (const one of figures.statements) {
      const count = counts[table.statements.places.get(String(one.statement)) ?? -1];
      check(
        `${name}: counts of statement ${one.statement}`,
        count?.agree === one.agree && count.disagree === one.disagree && count.pass === one.pass,
      );
    }
    const groupsIn = async (file: string) => readGroupsCsv(join(download, file));
    const byDeclared = groupCounts(table, declaredGroups(table, await groupsIn('declared-groups.csv')));
    const computed = await groupsIn('computed-groups.csv');
    const isSeparate = figures.outcome === 'separate';
    const byComputed = isSeparate ? groupCounts(table, declaredGroups(table, computed)) : [];
    const declaredApart = largestDifference(figures, table, 'declared', byDeclared);
    const computedApart = isSeparate ? largestDifference(figures, table, 'computed', byComputed) : 0;
    check(`${name}: consensus by declared groups, ${declaredApart}`, declaredApart <= 1e-6);
    check(`${name}: consensus by computed groups, ${computedApart}`, computedApart <= 1e-6);
    const theirs = againstPublished(name, brought, figures);
    check(`${name}: consensus as published, ${theirs.largest}`, theirs.largest <= 1e-6);
    const polisGroups = await readGroupsCsv(join(download, 'declared-groups.csv'));
    const pairs = [...computed].flatMap(([person, group]): [string, string][] => {
      const other = polisGroups.get(person);
      return other === undefined ? [] : [[group, other]];
    });
    console.log(
      `  ${name.padEnd(34)} ${String(figures.participants).padStart(5)} people ${String(figures.votes).padStart(6)} votes ` +
        `${String(listed.statements.length).padStart(4)} shown  ${figures.outcome.padEnd(18)} ${figures.computed
          .map(({ size }) => size ?? '<5')
          .join('/')
          .padEnd(12)} ` +
        `apart ${declaredApart.toExponential(0)}, ${computedApart.toExponential(0)}` +
        `${theirs.compared === 0 ? '' : `, published ${theirs.compared} at ${theirs.largest.toExponential(0)}`}; ` +
        `with their groups ${isSeparate ? adjustedRand(pairs).toFixed(2) : '-'}; straight ${figures.straightLining}, alike ${figures.alike}, bursts of arrivals ${figures.arrivalBursts}; ` +
        `in ${(broughtMs / 1_000).toFixed(1)} s, figures ${(computedMs / 1_000).toFixed(2)} s`,
    );
  }
  await app.batchEntering.round();
  const exported = await app.app.inject({ method: 'GET', url: `/api/deliberations/${DELIBERATION}/export` });
  const { ok, checks } = verifyRecord(exported.json(), { logs });
  check('the record with its logs', ok);
  console.log(`  record: ${JSON.stringify(checks.at(-1))}`);
} finally {
  rmSync(download, { recursive: true, force: true });
  await stop();
}
console.log(wrong === 0 ? 'every vote, count and figure is the same' : `${wrong} differ`);
process.exitCode = wrong === 0 ? 0 : 1;
