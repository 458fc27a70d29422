/** One Polis export into the log of a conversation of the service. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationFrame } from '@plenary/consensus';
import type { NewConversationEntry } from '@plenary/db';
import {
  batchHash,
  canonicalJson,
  commitmentOf,
  EMPTY_LOG_HASH,
  ENTRY_KINDS,
  type ConversationEntry,
} from '@plenary/ledger';
import type { App } from '@plenary/server';
import { csvRows } from './csv-rows.ts';

export const DELIBERATION = 'ai-governance';
const BATCH = 2_000;
const DAY_MILLISECONDS = 86_400_000;
/** A conversation is open for at most two years: votes that came later than that are moved to its end. */
const SPAN_MILLISECONDS = 700 * DAY_MILLISECONDS;

/** A file of a conversation, packed or not. */
export const polisFile = (folder: string, conversation: string, name: string): string => {
  const path = join(folder, conversation, name);
  return existsSync(path) ? path : `${path}.gz`;
};

/** The times of the export, moved so that the last of them is an hour ago: the conversation is open now. */
const movedTimes = (times: readonly number[]): ((milliseconds: string | undefined) => string) => {
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const last = times.reduce((most, time) => Math.max(most, time), 0);
  const end = Math.min(last, first + SPAN_MILLISECONDS);
  const shift = Date.now() - 3_600_000 - end;
  return (milliseconds) => new Date(Math.min(Number(milliseconds), end) + shift).toISOString();
};

const perform = (app: App, act: { readonly type: 'openConversation' } & ConversationFrame, key: string) =>
  app.writer.perform({
    stream: `deliberation:${DELIBERATION}`,
    act,
    actor: { kind: 'secretariat' },
    actorKey: 'bench',
    key,
    requestHash: key,
  });

const hashed = (
  before: string,
  entries: Parameters<Parameters<App['conversations']['append']>[2]>[1],
): string =>
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
  );

/** A conversation that was brought in. */
export interface Brought {
  readonly id: string;
  readonly number: number;
  /** Numbers of its statements by the ids of the export. */
  readonly statements: ReadonlyMap<string, number>;
  /** Groups that the export gives to participants, declared here. */
  readonly groups: readonly string[];
}

/**
 * Opens conversation `id` for an export and puts statements, what was moderated and every vote into its log, in the
 * order of time. The groups that the export names are declared groups here.
 */
export const bringPolis = async (app: App, folder: string, name: string, id: string): Promise<Brought> => {
  const store = app.conversations;
  const comments = csvRows(polisFile(folder, name, 'comments.csv')).toSorted(
    (a, b) => Number(a['comment-id']) - Number(b['comment-id']),
  );
  const votes = csvRows(polisFile(folder, name, 'votes.csv'))
    .map((row, place) => ({ row, place }))
    .toSorted((a, b) => Number(a.row['timestamp']) - Number(b.row['timestamp']) || a.place - b.place)
    .map(({ row }) => row);
  const declared = new Map(
    csvRows(polisFile(folder, name, 'participants-votes.csv')).flatMap((row): [string, string][] =>
      row['group-id'] === undefined || row['group-id'] === ''
        ? []
        : [[row['participant'] ?? '', `group${row['group-id']}`]],
    ),
  );
  const groups = [...new Set(declared.values())].toSorted();
  const instantAt = movedTimes([...comments, ...votes].map(({ timestamp }) => Number(timestamp)));
  const opensAt = [...comments, ...votes]
    .map(({ timestamp }) => instantAt(timestamp))
    .reduce((least, at) => (at < least ? at : least));
  const isChinese = name.startsWith('vtaiwan');
  await perform(
    app,
    {
      type: 'openConversation',
      title: { en: name },
      question: { en: name },
      languages: [isChinese ? 'zh' : 'en'],
      audience: 'public',
      moderation: 'after',
      policy: { en: 'As it was then.' },
      groups: groups.map((group) => ({ id: group, names: { en: `Group ${group.slice(5)} of the export` } })),
      opensAt,
      closesAt: new Date(Date.now() + DAY_MILLISECONDS).toISOString(),
    },
    `open ${id}`,
  );
  const { number } = await store.open(DELIBERATION, id, EMPTY_LOG_HASH);
  const people = new Map<string, { readonly number: number; readonly pseudonym: string }>();
  for (const row of votes) {
    const voter = row['voter-id'] ?? '';
    if (people.has(voter)) continue;
    const group = declared.get(voter);
    const joined = await store.join(number, {
      key: { tokenHash: `${id} ${voter}` },
      pseudonym: voter,
      at: instantAt(row['timestamp']),
      ...(group === undefined ? {} : { declared: group }),
    });
    if (joined !== undefined && joined !== 'left') people.set(voter, joined);
  }
  const statements = new Map(comments.map((row, place) => [row['comment-id'] ?? '', place + 1]));
  const salt = new Uint8Array(32);
  const said = comments.map((row): NewConversationEntry => {
    const text = row['comment-body'] ?? '';
    return {
      kind: 1,
      pseudonym: '',
      detail: canonicalJson({ lang: isChinese ? 'zh' : 'en', commitment: commitmentOf(salt, text) }),
      at: instantAt(row['timestamp']),
      words: { text, salt },
    };
  });
  const hidden = comments.flatMap((row): NewConversationEntry[] =>
    row['moderated'] === '-1'
      ? [
          {
            kind: 2,
            pseudonym: '',
            statement: statements.get(row['comment-id'] ?? '') ?? 0,
            detail: canonicalJson({ by: 'secretariat', outcome: 'hidden', reason: 'offTopic' }),
            at: instantAt(row['timestamp']),
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
      statement: statements.get(row['comment-id'] ?? '') ?? 0,
      value: Number(row['vote']),
      detail: '',
      at: instantAt(row['timestamp']),
    };
  });
  const all = [...said, ...hidden, ...cast];
  for (let from = 0; from < all.length; from += BATCH)
    await store.append(number, all.slice(from, from + BATCH), hashed);
  return { id, number, statements, groups };
};
