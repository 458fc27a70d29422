/**
 * Every Polis conversation through the service: `bench conversations [FOLDER]`. Statements, what was moderated and every vote
 * with its time go into the log of a conversation, the figures are computed by the service, its open data is downloaded
 * and everything is computed again from it. Exit 1 where a vote, a count or a figure differs by more than 1e-6.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Actor, DeliberationAct } from '@plenary/consensus';
import type { NewConversationEntry } from '@plenary/db';
import {
  batchHash,
  brokenAt,
  canonicalJson,
  commitmentOf,
  ENTRY_KINDS,
  type ConversationEntry,
} from '@plenary/ledger';
import { consensusScore, declaredGroups, groupCounts, statementCounts } from '@plenary/opinion';
import type { App } from '@plenary/server';
import { readGroupsCsv, readVotesCsv } from '../../apps/cli/src/votes-csv.ts';
import { csvRows, placeOf, requireData } from './csv-rows.ts';
import { startService } from './service.ts';

const given = process.argv[2];
const folder = given === undefined ? placeOf('polis') : resolve(given);
requireData(folder);
const fileOf = (conversation: string, name: string): string => {
  const path = join(folder, conversation, name);
  return existsSync(path) ? path : `${path}.gz`;
};

const DELIBERATION = 'ai-governance';
const BATCH = 2_000;
let wrong = 0;
const check = (what: string, holds: boolean): void => {
  if (holds) return;
  wrong += 1;
  console.log(`  WRONG ${what}`);
};

const perform = async (app: App, act: DeliberationAct, actor: Actor, key: string): Promise<void> => {
  await app.writer.perform({
    stream: `deliberation:${DELIBERATION}`,
    act,
    actor,
    actorKey: 'bench',
    key,
    requestHash: key,
  });
};
const instantAt = (milliseconds: string): string => new Date(Number(milliseconds)).toISOString();

/** A conversation into the log, in the order of time; statements keep the order of their numbers. */
const bring = async (app: App, name: string, id: string): Promise<number> => {
  const store = app.conversations;
  const comments = csvRows(fileOf(name, 'comments.csv')).toSorted(
    (a, b) => Number(a['comment-id']) - Number(b['comment-id']),
  );
  const votes = csvRows(fileOf(name, 'votes.csv'))
    .map((row, place) => ({ row, place }))
    .toSorted((a, b) => Number(a.row['timestamp']) - Number(b.row['timestamp']) || a.place - b.place)
    .map(({ row }) => row);
  const { number } = await store.open(DELIBERATION, id, '');
  const people = new Map<string, { readonly number: number; readonly pseudonym: string }>();
  for (const voter of new Set(votes.map((row) => row['voter-id'] ?? ''))) {
    const joined = await store.join(number, {
      key: { tokenHash: `${id} ${voter}` },
      pseudonym: voter,
      at: instantAt(votes[0]?.['timestamp'] ?? '0'),
    });
    if (joined !== undefined) people.set(voter, joined);
  }
  const numbers = new Map(comments.map((row, place) => [row['comment-id'] ?? '', place + 1]));
  const salt = new Uint8Array(32);
  const said = comments.map((row): NewConversationEntry => {
    const text = row['comment-body'] ?? '';
    return {
      kind: 1,
      pseudonym: '',
      detail: canonicalJson({
        lang: name.startsWith('vtaiwan') ? 'zh' : 'en',
        commitment: commitmentOf(salt, text),
      }),
      at: instantAt(row['timestamp'] ?? '0'),
      words: { text, salt },
    };
  });
  const hidden = comments.flatMap((row): NewConversationEntry[] =>
    row['moderated'] === '-1'
      ? [
          {
            kind: 2,
            pseudonym: '',
            statement: numbers.get(row['comment-id'] ?? '') ?? 0,
            detail: canonicalJson({ by: 'secretariat', outcome: 'hidden', reason: 'offTopic' }),
            at: instantAt(row['timestamp'] ?? '0'),
          },
        ]
      : [],
  );
  const cast = votes.map((row): NewConversationEntry => {
    const person = people.get(row['voter-id'] ?? '');
    return {
      kind: 0,
      ...(person === undefined ? {} : { participant: person.number }),
      pseudonym: person?.pseudonym ?? '',
      statement: numbers.get(row['comment-id'] ?? '') ?? 0,
      value: Number(row['vote']),
      detail: '',
      at: instantAt(row['timestamp'] ?? '0'),
    };
  });
  const all = [...said, ...hidden, ...cast];
  for (let from = 0; from < all.length; from += BATCH)
    await store.append(number, all.slice(from, from + BATCH), (before, entries) =>
      batchHash(
        before,
        entries.map(({ kind, pseudonym, position, statement, value, detail, at }): ConversationEntry => ({
          position,
          kind: ENTRY_KINDS[kind] ?? 'vote',
          participant: pseudonym,
          statement,
          value,
          detail,
          at,
        })),
      ),
    );
  return number;
};

const { app, stop } = await startService();
const download = mkdtempSync(join(tmpdir(), 'plenary-open-data-'));
try {
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  for (const [place, name] of names.entries()) {
    const id = `c${place + 1}`;
    const frame = {
      title: { en: name },
      question: { en: name },
      languages: ['en', 'zh'] as const,
      audience: 'public',
      moderation: 'after',
      policy: { en: 'As it was then.' },
      groups: [],
    } as const;
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await perform(
      app,
      {
        type: 'openConversation',
        ...frame,
        opensAt: new Date(Date.now() - 1_000).toISOString(),
        closesAt: until,
      },
      { kind: 'secretariat' },
      `open ${id}`,
    );
    const began = performance.now();
    const number = await bring(app, name, id);
    const brought = performance.now() - began;
    const base = `/api/deliberations/${DELIBERATION}/conversations/${id}`;
    const get = (path: string) => app.app.inject({ method: 'GET', url: `${base}${path}` });
    const listed = (await get('/statements')).json<{ statements: { words: string; lang: string }[] }>();
    const computing = performance.now();
    const { figures } = await app.opinions.refresh(number);
    const computed = performance.now() - computing;
    await app.batchEntering.round();
    for (const file of ['votes.csv', 'comments.csv', 'computed-groups.csv'])
      writeFileSync(join(download, file), (await get(`/open-data/${file}`)).rawPayload);
    const table = await readVotesCsv(join(download, 'votes.csv'));
    const published = await readVotesCsv(fileOf(name, 'participants-votes.csv'));
    const cellsOf = (votes: typeof table): number => votes.col.length;
    check(`${name}: votes that count`, cellsOf(table) === cellsOf(published));
    const counts = statementCounts(table);
    const groups =
      figures.outcome === 'separate'
        ? groupCounts(
            table,
            declaredGroups(table, await readGroupsCsv(join(download, 'computed-groups.csv'))),
          )
        : [];
    let largest = 0;
    for (const one of figures.statements) {
      const at = table.statements.places.get(String(one.statement)) ?? -1;
      const count = counts[at];
      check(
        `${name}: counts of statement ${one.statement}`,
        count?.agree === one.agree && count.disagree === one.disagree && count.pass === one.pass,
      );
      if (groups.length === 0 || one.computed === undefined) continue;
      const own = one.computed.consensus ?? 0;
      largest = Math.max(largest, Math.abs(own - (consensusScore(groups, at).groupInformedConsensus ?? 0)));
    }
    check(`${name}: figures`, largest <= 1e-6);
    const lines = (await get('/open-data/log.jsonl')).body
      .trim()
      .split('\n')
      .map((line): { entry: ConversationEntry; hash?: string } => JSON.parse(line));
    const head = (await get('')).json<{ position: number; hash: string }>();
    const batches = lines.flatMap(({ entry, hash }) =>
      hash === undefined ? [] : [{ position: entry.position, hash }],
    );
    check(
      `${name}: the log`,
      brokenAt(
        lines.map(({ entry }) => entry),
        batches,
        head,
      ) === undefined,
    );
    console.log(
      `  ${name.padEnd(36)} ${String(figures.participants).padStart(5)} people ${String(figures.votes).padStart(6)} votes ` +
        `${String(listed.statements.length).padStart(4)} shown  ${figures.outcome.padEnd(18)} k ${figures.computed.length}  ` +
        `largest difference ${largest.toExponential(1)}  brought ${(brought / 1_000).toFixed(1)} s, computed ${(computed / 1_000).toFixed(2)} s`,
    );
    if (name.startsWith('vtaiwan')) console.log(`    ${listed.statements[0]?.words ?? ''}`);
  }
} finally {
  rmSync(download, { recursive: true, force: true });
  await stop();
}
console.log(wrong === 0 ? 'every vote, count and figure is the same' : `${wrong} differ`);
process.exitCode = wrong === 0 ? 0 : 1;
