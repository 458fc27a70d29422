import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { batchHash, brokenAt, ENTRY_KINDS, type ConversationEntry } from '@plenary/ledger';
import { conversationStore, eventStore, type Database } from '@plenary/db';
import { freshDatabase } from '@plenary/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer } from '../answer.ts';
import { InputError } from '../input.ts';
import { readPolisExport } from '../polis-export.ts';
import { importPolis } from './polis.ts';

/** An export as Polis writes it, made for these tests: two languages, a changed vote, a line end within a statement. */
const COMMENTS = `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1000,then,2,7,1,0,1,"公車應該整夜行駛,
也包括假日。"
2000,then,10,8,0,1,-1,Купите наш билет
1500,then,1,9,2,0,0,"حافلات ""ليلية"" في كل حي"
`;
const VOTES = `timestamp,datetime,comment-id,voter-id,vote
5000,then,2,8,-1
3000,then,2,7,1
4000,then,2,8,1
6000,then,1,7,0
7000,then,10,9,1
`;
const PARTICIPANTS = `participant,group-id,n-comments,n-votes,n-agree,n-disagree,1,2,10
7,0,1,2,1,0,0,1,
8,1,1,1,0,1,,-1,
9,,1,1,1,0,,,1
`;
const NOW = '2026-03-10T10:00:00.000Z';
const OPENS = '2026-03-01T10:00:00.000Z';
const CLOSES = '2026-03-20T10:00:00.000Z';
const STREAM = 'deliberation:buses';

let db: Database;
let end: () => Promise<void>;
let folder: string;
let version: number;
const opened = async (
  id: string,
  { languages = ['zh'], groups = ['g1', 'g2'], opensAt = OPENS } = {},
): Promise<void> => {
  const payload = {
    conversation: {
      id,
      languages,
      groups: groups.map((group) => ({ id: group })),
      opensAt,
      closesAt: CLOSES,
    },
  };
  await happened('conversationOpened', payload);
};
const happened = async (type: string, payload: unknown): Promise<void> => {
  version += 1;
  const event = {
    stream: STREAM,
    version,
    type,
    at: OPENS,
    actor: { kind: 'secretariat' as const },
    audience: 'public' as const,
    commitment: '0a'.repeat(32),
    payload,
    salt: new Uint8Array(32),
  };
  expect(await eventStore(db).append([event], [])).toEqual({ ok: true });
};
const write = (files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
};
const brought = async (conversation: string, language?: string): Promise<string> =>
  importPolis(
    db,
    await readPolisExport(folder),
    { deliberation: 'buses', conversation, ...(language === undefined ? {} : { language }) },
    NOW,
  );
const logOf = async (conversation: string) => {
  const store = conversationStore(db);
  const head = (await store.heads()).find((one) => one.conversation === conversation);
  if (head === undefined) return undefined;
  const entries = await store.read(head.number, 0, 1_000);
  const words = await store.words(
    head.number,
    entries.map(({ position }) => position),
  );
  return { head, entries, words, batches: await store.batches(head.number) };
};

beforeAll(async () => {
  ({ db, end } = await freshDatabase('pglite'));
  version = 0;
  await opened('c1');
  await opened('c2', { languages: ['zh', 'ar'], groups: [] });
  await opened('c3', { groups: ['g1'] });
  await opened('c4');
  await happened('conversationClosed', { conversation: 'c4', reason: 'done' });
  await opened('c5', { groups: [], opensAt: '1970-01-01T00:00:00.500Z' });
});
afterAll(() => end());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-polis-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('[CPO-80] an export is brought in whole: statements in any language, what was rejected hidden, every vote in the order of time, groups', async () => {
  write({
    'comments.csv': COMMENTS,
    'votes.csv.gz': gzipSync(VOTES),
    'participants-votes.csv': PARTICIPANTS,
  });
  expect(await brought('c1')).toBe('3 statements, 1 of them hidden, and 5 votes of 3 people in c1 of buses');
  const log = await logOf('c1');
  expect(
    log?.entries.map(({ kind, pseudonym, statement, value, at }) => [
      kind,
      pseudonym,
      statement,
      value,
      at.slice(11, 19),
    ]),
  ).toEqual([
    // The first instant of the export is moved to the opening, the others by as much.
    [1, '', 1, null, '10:00:00'],
    [1, '', 2, null, '10:00:00'],
    [1, '', 3, null, '10:00:01'],
    [2, '', 3, null, '10:00:01'],
    [0, '7', 2, 1, '10:00:02'],
    [0, '8', 2, 1, '10:00:03'],
    [0, '8', 2, -1, '10:00:04'],
    [0, '7', 1, 0, '10:00:05'],
    [0, '9', 3, 1, '10:00:06'],
  ]);
  expect([...(log?.words.values() ?? [])].map(({ text }) => text)).toEqual([
    'حافلات "ليلية" في كل حي',
    '公車應該整夜行駛, 也包括假日。',
    'Купите наш билет',
  ]);
  expect(JSON.parse(log?.entries[0]?.detail ?? '')).toMatchObject({ lang: 'zh' });
  expect(JSON.parse(log?.entries[3]?.detail ?? '')).toEqual({ by: 'secretariat', outcome: 'hidden' });
  const people = await conversationStore(db).participants(log?.head.number ?? 0, 0, 10);
  expect(people.map(({ pseudonym, declared }) => [pseudonym, declared])).toEqual([
    ['7', 'g1'],
    ['8', 'g2'],
    ['9', undefined],
  ]);
});

test('[CPO-80] the log that was brought in is one that everybody can check', async () => {
  const log = await logOf('c1');
  const entries = (log?.entries ?? []).map(
    ({ position, kind, pseudonym, statement, value, detail, at }): ConversationEntry => ({
      position,
      kind: ENTRY_KINDS[kind] ?? 'vote',
      participant: pseudonym,
      statement,
      value,
      detail,
      at,
    }),
  );
  const last = log?.batches.at(-1) ?? { position: 0, hash: '' };
  expect(brokenAt(entries, log?.batches ?? [], last)).toBeUndefined();
  expect(last.hash).not.toBe(batchHash(last.hash, []));
});

test('[CPO-80] current votes do where the others are absent, times within the hours of the conversation stay', async () => {
  write({ 'comments.csv': COMMENTS, 'participants-votes.csv': PARTICIPANTS });
  expect(await brought('c5')).toBe('3 statements, 1 of them hidden, and 4 votes of 3 people in c5 of buses');
  const log = await logOf('c5');
  expect(
    log?.entries
      .slice(4)
      .map(({ pseudonym, statement, value, at }) => [pseudonym, statement, value, Date.parse(at)]),
  ).toEqual([
    ['7', 1, 0, 2_000],
    ['7', 2, 1, 2_000],
    ['8', 2, -1, 2_000],
    ['9', 3, 1, 2_000],
  ]);
  expect(log?.entries.slice(0, 3).map(({ at }) => Date.parse(at))).toEqual([1_500, 1_000, 2_000]);
});

test.each([
  [
    'another heading',
    { 'comments.csv': 'comment-id,comment-body\n1,x\n' },
    'comments.csv:1: expected a column timestamp',
  ],
  [
    'a statement twice',
    { 'comments.csv': `${COMMENTS}1,then,1,9,0,0,1,again\n` },
    'comments.csv:6: comment-id: expected every id once',
  ],
  [
    'an empty statement',
    { 'comments.csv': `${COMMENTS}1,then,3,9,0,0,1, \n` },
    'comments.csv:6: comment-body: expected 1 to 400',
  ],
  [
    'a statement that is too long',
    { 'comments.csv': `${COMMENTS}1,then,3,9,0,0,1,${'x'.repeat(401)}\n` },
    'comments.csv:6: comment-body: expected 1 to 400',
  ],
  [
    'signs that turn the direction',
    { 'comments.csv': `${COMMENTS}1,then,3,9,0,0,1,a\u202eb\n` },
    'comments.csv:6: comment-body',
  ],
  [
    'another word of moderation',
    { 'comments.csv': `${COMMENTS}1,then,3,9,0,0,2,again\n` },
    'comments.csv:6: moderated: expected 1 (accepted)',
  ],
  [
    'no statement at all',
    { 'comments.csv': `${COMMENTS.split('\n')[0] ?? ''}\n` },
    'comments.csv: expected at least one statement',
  ],
  [
    'an unknown statement',
    { 'votes.csv': `${VOTES}8000,then,4,7,1\n` },
    'votes.csv:7: comment-id: expected a statement of comments.csv, there is "4"',
  ],
  [
    'another value',
    { 'votes.csv': `${VOTES}8000,then,2,7,2\n` },
    'votes.csv:7: vote: expected 1 (agree), 0 (pass) or -1 (disagree), there is "2"',
  ],
  [
    'another time',
    { 'votes.csv': `${VOTES}soon,then,2,7,1\n` },
    'votes.csv:7: timestamp: expected a whole number',
  ],
  [
    'a formula for a voter',
    { 'votes.csv': `${VOTES}8000,then,2,=1+1,1\n` },
    'votes.csv:7: voter-id: expected an id',
  ],
  ['a hole', { 'votes.csv': `${VOTES}8000,then,2\n` }, 'votes.csv:7: expected 5 cells, there are 3'],
  [
    'a participant twice',
    { 'participants-votes.csv': `${PARTICIPANTS}9,1,0,0,0,0,,,\n` },
    'participants-votes.csv:5: participant: expected every participant once',
  ],
])('[CPO-81] %s is refused with its line, before anything is written', async (_, files, said) => {
  write({ 'comments.csv': COMMENTS, 'votes.csv': VOTES, 'participants-votes.csv': PARTICIPANTS, ...files });
  const before = await conversationStore(db).heads();
  await expect(brought('c2', 'zh')).rejects.toThrow(InputError);
  await expect(brought('c2', 'zh')).rejects.toThrow(said);
  expect(await conversationStore(db).heads()).toEqual(before);
});

test('[CPO-81] an unknown column among the statements and a wrong current vote are refused with their line', async () => {
  write({ 'comments.csv': COMMENTS, 'participants-votes.csv': PARTICIPANTS.replace(',10\n', ',11\n') });
  await expect(brought('c2', 'zh')).rejects.toThrow('participants-votes.csv:1: heading: expected statements');
  write({ 'participants-votes.csv': PARTICIPANTS.replace('8,1,1,1,0,1,,-1,', '8,1,1,1,0,1,,-2,') });
  await expect(brought('c2', 'zh')).rejects.toThrow(
    'participants-votes.csv:3: statement 2: expected 1 (agree)',
  );
});

test('[CPO-82] a conversation that is not there, not open or not fresh, other groups and an unsaid language are refused, and nothing is written', async () => {
  write({ 'comments.csv': COMMENTS, 'votes.csv': VOTES, 'participants-votes.csv': PARTICIPANTS });
  const before = await conversationStore(db).heads();
  await expect(brought('c9')).rejects.toThrow(
    '--conversation c9: no such conversation in deliberation:buses',
  );
  await expect(brought('c4')).rejects.toThrow('--conversation c4: it is closed; expected an open one');
  await expect(brought('c1')).rejects.toThrow('c1: people have taken part already');
  await expect(brought('c3')).rejects.toThrow('c3: declares 1 groups and the export names 2');
  await expect(brought('c2')).rejects.toThrow('--language : expected one of zh, ar');
  await expect(brought('c2', 'en')).rejects.toThrow('--language en: expected one of zh, ar');
  // A transaction that is refused leaves no conversation behind.
  expect(await conversationStore(db).heads()).toEqual(before);
  expect(await brought('c2', 'ar')).toContain('in c2 of buses');
});

test('[CPO-82] the command says what it needs before it opens a database', async () => {
  const called = (...words: string[]) => answer(['polis', ...words], () => undefined);
  await expect(called(folder)).rejects.toThrow('expected --deliberation ID');
  await expect(called(folder, '--deliberation', 'buses')).rejects.toThrow('expected --conversation cN');
  const whole = ['--deliberation', 'buses', '--conversation', 'c1'];
  await expect(called(folder, ...whole)).rejects.toThrow('comments.csv: cannot be read (ENOENT)');
  write({ 'comments.csv': COMMENTS });
  await expect(called(folder, ...whole)).rejects.toThrow('expected votes.csv or participants-votes.csv');
});
