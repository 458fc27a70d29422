import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ConversationFrame } from '@plenary/consensus';
import { brokenAt, EMPTY_LOG_HASH, type ConversationEntry, type LogBatch } from '@plenary/ledger';
import { startOpinionWorker } from '@plenary/opinion-worker';
import {
  LIMITS,
  type ConversationAnswer,
  type FlaggedAccountsAnswer,
  type ModerationLogAnswer,
  type ModerationQueueAnswer,
  type NextStatementsAnswer,
  type NoticeListAnswer,
  type OpinionAnswer,
  type OpinionMessage,
  type ProofTaskAnswer,
  type StatementListAnswer,
} from '@plenary/protocol';
import { PROTOCOL_VERSION } from '@plenary/protocol';
import { verifyRecord } from '@plenary/verify';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statementWords } from '../../conversations/statement-words.ts';
import { startTestService, TEST_DELIBERATION, type TestSeat, type TestService } from '../../testing.ts';

const LOADER = new URL('../../../../../infra/run/source-loader.mjs', import.meta.url).href;
const EXEC_ARGV = ['--conditions=plenary-source', '--import', LOADER];

let service: TestService;
const made = { next: 0 };
const FRAME: ConversationFrame = {
  title: { en: 'Testing of systems' },
  question: { en: 'What should be tested, and by whom?' },
  languages: ['en', 'zh', 'ar'],
  audience: 'public',
  moderation: 'after',
  policy: { en: 'One idea in each statement.' },
  groups: [
    { id: 'civil', names: { en: 'Civil society' } },
    { id: 'business', names: { en: 'Business' } },
  ],
  opensAt: '2026-01-15T08:00:00.000Z',
  closesAt: '2026-03-15T09:00:00.000Z',
};

beforeAll(async () => {
  service = await startTestService({
    env: { PLENARY_PROOF_BITS: '8' },
    startOpinions: () => startOpinionWorker({ execArgv: EXEC_ARGV }),
    limits: {
      ...LIMITS,
      JOININGS_PER_MINUTE: 10_000,
      OPEN_DATA_PER_MINUTE: 1_000,
      REQUESTS_PER_MINUTE_ANONYMOUS: 100_000,
      REQUESTS_PER_MINUTE_SESSION: 100_000,
    },
  });
});
afterAll(() => service.close());

/** Somebody who asks: a seat, or the cookie of a browser. */
type Who = TestSeat | { readonly cookie: string } | undefined;
const headersOf = async (who: Who): Promise<Record<string, string>> => {
  if (who === undefined) return {};
  return typeof who === 'string' ? { cookie: await service.enter(who) } : { cookie: who.cookie };
};

const opened = async (more: Partial<ConversationFrame> = {}) => {
  const answer = await service.act('secretariat', TEST_DELIBERATION, {
    type: 'openConversation',
    ...FRAME,
    ...more,
  });
  expect(answer.statusCode).toBe(201);
  made.next += 1;
  const base = `/api/deliberations/charter/conversations/c${made.next}`;
  const ask = async (method: 'GET' | 'POST', path: string, who?: Who, payload?: object) =>
    service.running.app.inject({
      method,
      url: `${base}${path}`,
      headers: await headersOf(who),
      ...(payload === undefined ? {} : { payload }),
    });
  const get = async <Answer>(path: string, who?: Who): Promise<Answer> =>
    (await ask('GET', path, who)).json();
  const code = async (path: string, who: Who, payload: object): Promise<string | undefined> => {
    const said = await ask('POST', path, who, payload);
    return said.statusCode < 300 ? undefined : said.json<{ error: { code: string } }>().error.code;
  };
  /** The number of the conversation in the store. */
  const { number } = await service.running.conversations.open('charter', `c${made.next}`, EMPTY_LOG_HASH);
  return { id: `c${made.next}`, base, number, ask, get, code };
};
type Talk = Awaited<ReturnType<typeof opened>>;

const solve = ({ task, bits }: ProofTaskAnswer): { task: string; nonce: string } => {
  for (let nonce = 0; ; nonce += 1) {
    const hash = createHash('sha256').update(`${task}:${nonce}`).digest();
    if (hash.readUInt32BE(0) >>> (32 - bits) === 0) return { task, nonce: String(nonce) };
  }
};

/** Somebody who is not signed in and has joined. */
const anonymous = async (talk: Talk, group?: string): Promise<{ readonly cookie: string }> => {
  const proof = solve(await talk.get<ProofTaskAnswer>('/task'));
  const said = await talk.ask('POST', '/join', undefined, {
    proof,
    ...(group === undefined ? {} : { group }),
  });
  expect(said.statusCode).toBe(200);
  return { cookie: String(said.headers['set-cookie']).split(';')[0] ?? '' };
};

/** Puts people into a conversation without the seconds that the work of each would take. */
const crowd = async (
  talk: Talk,
  count: number,
  groupOf = (place: number): string => (place % 3 === 0 ? 'civil' : 'business'),
) => {
  const store = service.running.conversations;
  const people: { readonly cookie: string; readonly group: string }[] = [];
  for (let place = 0; place < count; place += 1) {
    const token = createHash('sha256').update(`${talk.id} ${place}`).digest('base64url');
    const group = groupOf(place);
    await store.join(talk.number, {
      key: { tokenHash: createHash('sha256').update(`${talk.number}:${token}`).digest('hex') },
      pseudonym: `someone${place}`,
      declared: group,
      at: service.clock.now(),
    });
    people.push({ cookie: `plenary-participant=${token}`, group });
  }
  return people;
};

const seeded = async (talk: Talk, count: number): Promise<void> => {
  for (let place = 1; place <= count; place += 1)
    expect(
      await talk.code('/statements', 'secretariat', {
        words: `Statement of the test number ${place}`,
        lang: 'en',
      }),
    ).toBeUndefined();
};

test('[CON-1] a vote is acknowledged after it stands in the log, and the latest of a person counts', async () => {
  const talk = await opened();
  await seeded(talk, 2);
  const person = await anonymous(talk);
  const first = await talk.ask('POST', '/votes', person, { statement: 1, value: 1 });
  expect(first.statusCode).toBe(201);
  // The other tab says something else, at the same time as this one.
  await Promise.all([
    talk.ask('POST', '/votes', person, { statement: 2, value: 0 }),
    talk.ask('POST', '/votes', person, { statement: 1, value: -1 }),
  ]);
  const entries = await service.running.conversations.read(talk.number, 0, 100);
  expect(entries.filter(({ kind }) => kind === 0)).toHaveLength(3);
  const { figures } = await service.running.opinions.refresh(talk.number);
  expect(figures.statements.find(({ statement }) => statement === 1)).toMatchObject({
    agree: 0,
    disagree: 1,
  });
  const { you } = await talk.get<ConversationAnswer>('', person);
  expect(you).toMatchObject({ voted: 2, statements: [] });
});

test('[CON-2] the log enters the record with its hash, and what is downloaded is whole against it', async () => {
  const talk = await opened();
  await seeded(talk, 2);
  const person = await anonymous(talk, 'civil');
  await talk.ask('POST', '/votes', person, { statement: 1, value: 1 });
  await service.running.batchEntering.round();
  await talk.ask('POST', '/votes', person, { statement: 2, value: 1 });
  await service.running.batchEntering.round();
  await service.running.batchEntering.round();
  const known = await service.running.held.get(TEST_DELIBERATION);
  const entered = known.kind === 'deliberation' ? known.state?.conversations[talk.id]?.entered : undefined;
  expect(entered?.upTo).toBe(4);
  const lines = (await talk.ask('GET', '/open-data/log.jsonl')).body
    .trim()
    .split('\n')
    .map((line): { entry: ConversationEntry; hash?: string; words?: string } => JSON.parse(line));
  const batches = lines.flatMap(({ entry, hash }): LogBatch[] =>
    hash === undefined ? [] : [{ position: entry.position, hash }],
  );
  const head = { position: entered?.upTo ?? 0, hash: entered?.hash ?? '' };
  expect(
    brokenAt(
      lines.map(({ entry }) => entry),
      batches,
      head,
    ),
  ).toBeUndefined();
  expect(lines[0]?.words).toBe('Statement of the test number 1');
  const exported: unknown = (
    await service.running.app.inject({ method: 'GET', url: '/api/deliberations/charter/export' })
  ).json();
  const verified = (text: string) =>
    verifyRecord(exported, { logs: new Map([[talk.id, text]]) }).checks.at(-1);
  const text = (await talk.ask('GET', '/open-data/log.jsonl')).body;
  expect(verified(text)).toMatchObject({ code: 'conversations', ok: true, facts: { logs: 1, entries: 4 } });
  expect(verified(text.replace('"value":1', '"value":-1'))).toMatchObject({
    ok: false,
    facts: { problem: 'chain', conversation: talk.id },
  });
});

test('[CON-3] nothing is said before the opening, after the closing, or once it was closed', async () => {
  const later = await opened({ opensAt: '2026-02-15T08:00:00.000Z' });
  await seeded(later, 1);
  expect(await later.code('/join', 'france', {})).toBe('conversation.notOpen');
  const talk = await opened();
  await seeded(talk, 1);
  await talk.ask('POST', '/join', 'france', {});
  expect(await talk.code('/votes', 'france', { statement: 1, value: 1 })).toBeUndefined();
  const closing = { type: 'closeConversation', conversation: talk.id, reason: 'Enough was said.' };
  expect((await service.act('secretariat', TEST_DELIBERATION, closing)).statusCode).toBe(201);
  service.clock.turn(1);
  expect(await talk.code('/votes', 'france', { statement: 1, value: -1 })).toBe('conversation.notOpen');
  expect(await talk.code('/statements', 'france', { words: 'Too late for this one', lang: 'en' })).toBe(
    'conversation.notOpen',
  );
});

test('[CON-4] who is not signed in joins with a proof of work, which is good once, here, and for some minutes', async () => {
  const talk = await opened();
  const other = await opened({ audience: 'signedIn' });
  expect(await talk.code('/join', undefined, {})).toBe('conversation.badProof');
  const task = await talk.get<ProofTaskAnswer>('/task');
  const proof = solve(task);
  expect(await talk.code('/join', undefined, { proof: { ...proof, nonce: '1' } })).toBe(
    'conversation.badProof',
  );
  expect(await other.code('/join', undefined, { proof })).toBe('session.needed');
  expect(await talk.code('/join', undefined, { proof, group: 'nobody' })).toBe('conversation.group');
  expect(await talk.code('/join', undefined, { proof })).toBeUndefined();
  expect(await talk.code('/join', undefined, { proof })).toBe('conversation.badProof');
  const old = solve(await talk.get<ProofTaskAnswer>('/task'));
  service.clock.turn(LIMITS.PROOF_OF_WORK_SECONDS + 1);
  expect(await talk.code('/join', undefined, { proof: old })).toBe('conversation.badProof');
  expect(await talk.code('/votes', undefined, { statement: 1, value: 1 })).toBe('conversation.notJoined');
});

test('[CON-70] who erased their part has had their voice: no second one for the same account or the same proof', async () => {
  const talk = await opened();
  await seeded(talk, 1);
  const proof = solve(await talk.get<ProofTaskAnswer>('/task'));
  const answer = await talk.ask('POST', '/join', undefined, { proof });
  const cookie = String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  expect((await talk.ask('POST', '/erase', { cookie })).statusCode).toBe(204);
  expect(await talk.code('/join', undefined, { proof })).toBe('conversation.badProof');
  await talk.ask('POST', '/join', 'france', {});
  await talk.ask('POST', '/votes', 'france', { statement: 1, value: 1 });
  expect((await talk.ask('POST', '/erase', 'france')).statusCode).toBe(204);
  expect(await talk.code('/join', 'france', {})).toBe('conversation.left');
  expect(await talk.code('/join', 'kenya', {})).toBeUndefined();
});

test('[CON-5] a person is asked what is shown and not yet voted on, and not what they wrote themselves', async () => {
  const talk = await opened();
  await seeded(talk, 3);
  await talk.ask('POST', '/join', 'kenya', {});
  await talk.ask('POST', '/statements', 'kenya', { words: 'A statement of our own', lang: 'en' });
  await talk.ask('POST', '/votes', 'kenya', { statement: 2, value: 0 });
  const { statements, left } = await talk.get<NextStatementsAnswer>('/next?count=10', 'kenya');
  expect(statements.map(({ number }) => number).sort()).toEqual([1, 3]);
  expect(left).toBe(2);
  const reader = await talk.get<NextStatementsAnswer>('/next?count=1');
  expect(reader.statements).toHaveLength(1);
  expect(reader.left).toBe(4);
});

test('[CON-6] statements wait for the secretariat, are hidden for a published reason, and an appeal goes to the chair', async () => {
  const talk = await opened({ moderation: 'before' });
  const person = await anonymous(talk);
  const added = await talk.ask('POST', '/statements', person, {
    words: 'Buy my wonderful product',
    lang: 'en',
  });
  expect(added.json()).toEqual({ number: 1, status: 'waiting' });
  expect((await talk.get<StatementListAnswer>('/statements')).statements).toEqual([]);
  expect(await talk.code('/votes', person, { statement: 1, value: 1 })).toBe('conversation.noStatement');
  const hide = { statement: 1, outcome: 'hidden', reason: 'spam', note: 'An advertisement.' };
  expect(await talk.code('/moderation', undefined, hide)).toBe('session.needed');
  expect(await talk.code('/moderation', 'france', hide)).toBe('conversation.notModerating');
  expect((await talk.ask('GET', '/queue', 'france')).statusCode).toBe(403);
  expect(await talk.code('/moderation', 'secretariat', { ...hide, reason: 'ugly' })).toBe(
    'request.malformed',
  );
  expect(await talk.code('/moderation', 'secretariat', hide)).toBeUndefined();
  expect(await talk.code('/moderation', 'secretariat', hide)).toBe('conversation.settled');
  // The author is told, and may appeal once.
  const { you } = await talk.get<ConversationAnswer>('', person);
  expect(you?.statements).toMatchObject([{ status: 'hidden', reason: 'spam', note: 'An advertisement.' }]);
  const appeal = { statement: 1, words: 'It is not an advertisement.' };
  expect(await talk.code('/appeals', await anonymous(talk), appeal)).toBe('conversation.noAppeal');
  expect(await talk.code('/appeals', person, appeal)).toBeUndefined();
  expect(await talk.code('/appeals', person, appeal)).toBe('conversation.noAppeal');
  const queue = await talk.get<ModerationQueueAnswer>('/queue', 'chair');
  expect(queue.appeals).toMatchObject([{ number: 1, appeal: { words: appeal.words, open: true } }]);
  const show = { statement: 1, outcome: 'shown' };
  expect(await talk.code('/moderation', 'secretariat', show)).toBe('conversation.withChair');
  expect(await talk.code('/moderation', 'chair', show)).toBeUndefined();
  expect((await talk.get<StatementListAnswer>('/statements')).statements).toHaveLength(1);
  const log = await talk.get<ModerationLogAnswer>('/moderation');
  expect(log.counts).toMatchObject({ shown: 1, hidden: 0, appeals: 1 });
  expect(log.decisions).toMatchObject([
    { outcome: 'hidden', reason: 'spam', by: 'secretariat', onAppeal: false, note: 'An advertisement.' },
    { outcome: 'shown', by: 'chair', onAppeal: true },
  ]);
});

test('[CON-41] what the chair decided on a statement the secretariat does not decide again', async () => {
  const talk = await opened();
  const person = await anonymous(talk);
  await talk.ask('POST', '/statements', person, { words: 'Tests belong to the public', lang: 'en' });
  const hide = { statement: 1, outcome: 'hidden', reason: 'offTopic' };
  const show = { statement: 1, outcome: 'shown' };
  expect(await talk.code('/moderation', 'secretariat', hide)).toBeUndefined();
  await talk.ask('POST', '/appeals', person, { statement: 1, words: 'They do.' });
  expect(await talk.code('/moderation', 'chair', show)).toBeUndefined();
  expect(await talk.code('/moderation', 'secretariat', hide)).toBe('conversation.withChair');
  expect((await talk.get<StatementListAnswer>('/statements')).statements).toHaveLength(1);
  expect(await talk.code('/moderation', 'chair', hide)).toBeUndefined();
  expect(await talk.code('/moderation', 'secretariat', show)).toBe('conversation.withChair');
});

test('[CON-7] limits are the same for everybody: votes a minute, statements a day, the same words once', async () => {
  const talk = await opened();
  await seeded(talk, 1);
  await talk.ask('POST', '/join', 'fiji', {});
  const say = (words: string, lang = 'en') => talk.code('/statements', 'fiji', { words, lang });
  for (let place = 0; place < LIMITS.STATEMENTS_PER_DAY_MAX; place += 1)
    expect(await say(`An idea that is number ${place}`)).toBeUndefined();
  expect(await say('An idea that is one too many')).toBe('conversation.tooMany');
  expect(await say('STATEMENT of the test, number 1!')).toBe('conversation.sameWords');
  // Letters of another script that look the same are the same words.
  expect(await say('Stаtement оf the test number 1')).toBe('conversation.sameWords');
  expect(await say('Une idée en français', 'fr')).toBe('conversation.language');
  for (let vote = 0; vote < LIMITS.VOTES_PER_MINUTE; vote += 1)
    expect(await talk.code('/votes', 'fiji', { statement: 1, value: 1 })).toBeUndefined();
  expect(await talk.code('/votes', 'fiji', { statement: 1, value: 1 })).toBe('conversation.tooMany');
  service.clock.turn(61);
  expect(await talk.code('/votes', 'fiji', { statement: 1, value: 1 })).toBeUndefined();
  expect(await talk.code('/votes', 'fiji', { statement: 99, value: 1 })).toBe('conversation.noStatement');
  expect(await talk.code('/votes', 'fiji', { statement: 1, value: 2 })).toBe('request.malformed');
});

test('[CON-7] who says many things at once is held to the same limits', async () => {
  const talk = await opened();
  await talk.ask('POST', '/join', 'france', {});
  const codes = async (words: readonly string[]): Promise<readonly (string | undefined)[]> =>
    Promise.all(words.map((one) => talk.code('/statements', 'france', { words: one, lang: 'en' })));
  const same = await codes(['The same idea', 'the same idea!', 'The SAME idea', 'The same  idea']);
  expect(same.filter((code) => code === undefined)).toHaveLength(1);
  const many = await codes(Array.from({ length: 20 }, (_, at) => `Another idea, number ${at}`));
  expect(many.filter((code) => code === undefined)).toHaveLength(LIMITS.STATEMENTS_PER_DAY_MAX - 1);
  expect(many.filter((code) => code === 'conversation.tooMany')).toHaveLength(11);
});

test('[CON-7] words with hidden signs, or that turn the direction of others, are refused', () => {
  expect(statementWords('  Every system\n is  tested. ')).toBe('Every system is tested.');
  expect(statementWords('每个系统都应接受检验')).toBe('每个系统都应接受检验');
  for (const bad of [
    'short',
    'x'.repeat(401),
    '12345678 90',
    'turn \u202eback words',
    'zero\u200bwidth here',
    'null \u0000 sign',
  ])
    expect(() => statementWords(bad)).toThrow('conversation.words');
  // Markup is words like others: whoever shows it escapes it.
  expect(statementWords('<script>alert(1)</script>')).toBe('<script>alert(1)</script>');
});

test('[HOS-155] tags that nobody sees stand in no statement, appeal or note; the flag of a region stands', async () => {
  const tagged = (words: string): string =>
    [...words].map((sign) => String.fromCodePoint(0xe_00_00 + (sign.codePointAt(0) ?? 0))).join('');
  const hidden = `We like buses${tagged('and nothing else')}`;
  const flag = `Scotland \u{1F3F4}${tagged('gbsct')}\u{E007F} supports`;
  const talk = await opened();
  const person = await anonymous(talk);
  const say = (words: string) => talk.code('/statements', person, { words, lang: 'en' });
  expect(await say(hidden)).toBe('conversation.words');
  expect(await say(flag)).toBeUndefined();
  const [{ number = 0 } = {}] = (await talk.get<StatementListAnswer>('/statements')).statements;
  const hide = (note: string) =>
    talk.code('/moderation', 'secretariat', {
      statement: number,
      outcome: 'hidden',
      reason: 'offTopic',
      note,
    });
  expect(await hide(hidden)).toBe('request.malformed');
  expect(await hide(flag)).toBeUndefined();
  const appeal = (words: string) => talk.code('/appeals', person, { statement: number, words });
  expect(await appeal(hidden)).toBe('request.malformed');
  expect(await appeal(flag)).toBeUndefined();
  const account = (path: string, more: object) => talk.code(path, 'secretariat', more);
  const note = { accounts: ['x'], outcome: 'setAside', reason: 'automated', note: hidden };
  expect(await account('/accounts', note)).toBe('request.malformed');
  expect(await account('/accounts/appeals', { words: hidden })).toBe('request.malformed');
});

test('[CON-8] erasing takes away what leads to a person and their words, and the log is whole', async () => {
  const talk = await opened();
  const person = await anonymous(talk);
  await talk.ask('POST', '/statements', person, { words: 'My name is somewhere in here', lang: 'en' });
  const before = await talk.get<ConversationAnswer>('');
  expect((await talk.ask('POST', '/erase', person)).statusCode).toBe(204);
  expect((await talk.get<ConversationAnswer>('', person)).you).toBeUndefined();
  const log = (await talk.ask('GET', '/open-data/log.jsonl')).body;
  expect(log).not.toContain('somewhere');
  expect((await talk.get<StatementListAnswer>('/statements')).statements).toEqual([]);
  const lines = log
    .trim()
    .split('\n')
    .map((line): { entry: ConversationEntry; hash?: string } => JSON.parse(line));
  const batches = lines.flatMap(({ entry, hash }) =>
    hash === undefined ? [] : [{ position: entry.position, hash }],
  );
  const { position, hash } = await talk.get<ConversationAnswer>('');
  expect(position).toBe(before.position + 1);
  expect(
    brokenAt(
      lines.map(({ entry }) => entry),
      batches,
      { position, hash },
    ),
  ).toBeUndefined();
});

test('[CON-9] figures are told to open screens, and computed groups from fifty participants on', async () => {
  const talk = await opened();
  await seeded(talk, 8);
  const people = await crowd(talk, 60);
  const socket: Socket = io(await service.listen(), {
    transports: ['websocket'],
    auth: { version: PROTOCOL_VERSION },
    forceNew: true,
  });
  // Newer figures of another conversation of the same deliberation may be told meanwhile.
  const told = new Promise<OpinionMessage>((resolve) =>
    socket.on('opinion', (message: OpinionMessage) => {
      if (message.conversation === talk.id) resolve(message);
    }),
  );
  await socket.emitWithAck('follow', { stream: TEST_DELIBERATION, after: 0 });
  const voteAll = async (from: number, to: number): Promise<void> => {
    for (const [place, person] of people.slice(from, to).entries())
      await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          talk.ask('POST', '/votes', person, {
            statement: at + 1,
            value: at === 7 ? 1 : place % 2 === at % 2 ? 1 : -1,
          }),
        ),
      );
  };
  await voteAll(0, 40);
  expect((await told).conversation).toBe(talk.id);
  socket.disconnect();
  const few = await service.running.opinions.refresh(talk.number);
  expect(few.figures).toMatchObject({ outcome: 'notShown', points: [] });
  await voteAll(40, 60);
  await service.running.opinions.refresh(talk.number);
  const { figures } = await talk.get<OpinionAnswer>('/opinion');
  expect(figures).toMatchObject({ participants: 60, votes: 480, outcome: 'separate' });
  expect(figures?.points).toHaveLength(60);
  expect((await talk.get<{ place?: number[] }>('/place', people[0])).place).toHaveLength(3);
  expect((await talk.get<{ place?: number[] }>('/place')).place).toBeUndefined();
});

test('[CON-10] the command makes the same figures of the open data', async () => {
  // Four people are in a group of their own: it is told nowhere, and weighs in what no other group holds.
  const talk = await opened({ groups: [...FRAME.groups, { id: 'few', names: { en: 'A few' } }] });
  await seeded(talk, 9);
  const groupOf = (place: number): string => (place >= 60 ? 'few' : place % 3 === 0 ? 'civil' : 'business');
  const people = await crowd(talk, 64, groupOf);
  // Five who do not say what they speak as: nobody knows which of those without a group are the few.
  for (const seat of ['kenya', 'fiji', 'france', 'chair', 'secretariat'] as const) {
    await talk.ask('POST', '/join', seat, {});
    await talk.ask('POST', '/votes', seat, { statement: 1, value: 1 });
  }
  for (const [place, person] of people.entries())
    for (let at = 1; at <= 9; at += 1)
      if ((place * 7 + at * 3) % 5 !== 0)
        await talk.ask('POST', '/votes', person, {
          statement: at,
          value: at > 7 ? 1 : (groupOf(place) === 'civil' ? 1 : -1) * ((place + at) % 11 === 0 ? 0 : 1),
        });
  await talk.ask('POST', '/moderation', 'secretariat', {
    statement: 9,
    outcome: 'hidden',
    reason: 'duplicate',
  });
  const { figures } = await service.running.opinions.refresh(talk.number);
  const folder = await mkdtemp(join(tmpdir(), 'plenary-open-data-'));
  try {
    for (const file of ['votes.csv', 'comments.csv', 'declared-groups.csv', 'computed-groups.csv'])
      await writeFile(join(folder, file), (await talk.ask('GET', `/open-data/${file}`)).body);
    const command = new URL('../../../../cli/src/main.ts', import.meta.url).pathname;
    for (const division of ['declared', 'computed'] as const) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          ...EXEC_ARGV,
          command,
          'opinion',
          join(folder, 'votes.csv'),
          '--comments',
          join(folder, 'comments.csv'),
          '--groups',
          join(folder, `${division}-groups.csv`),
        ],
        { maxBuffer: 50_000_000 },
      );
      const made: {
        groups: {
          id?: string;
          letter: string;
          size: number;
          representative: { statement: string; direction: string }[];
        }[];
        statements: {
          id: string;
          agree: number;
          disagree: number;
          pass: number;
          groupInformedConsensus: number;
        }[];
      } = JSON.parse(stdout);
      expect(made.statements).toHaveLength(8);
      const held = figures[division].flatMap(({ id, size, holds }) =>
        size === null ? [] : [{ id, size, holds }],
      );
      expect(
        made.groups.map(({ id, letter, size, representative }) => ({
          id: id ?? letter,
          size,
          holds: representative.map(({ statement, direction }) => ({
            statement: Number(statement),
            direction,
          })),
        })),
      ).toEqual(held.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      expect(held.some(({ holds }) => holds.length > 0)).toBe(true);
      for (const { id, agree, disagree, pass, groupInformedConsensus } of made.statements) {
        const own = figures.statements.find(({ statement }) => statement === Number(id));
        expect(own).toMatchObject({ agree, disagree, pass });
        expect(own?.[division]?.consensus).toBeCloseTo(groupInformedConsensus, 6);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('[CON-11] who takes part votes by a plain form, and the page is readable without script by everybody', async () => {
  const talk = await opened();
  await seeded(talk, 2);
  await talk.ask('POST', '/statements', 'secretariat', {
    words: '<b>Bold</b> words of a statement',
    lang: 'en',
  });
  const url = `/deliberations/charter/conversations/${talk.id}?lang=ar`;
  const send = async (
    who: Who,
    fields: Readonly<Record<string, string>>,
    more: Record<string, string> = {},
  ) =>
    service.running.app.inject({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(await headersOf(who)),
        ...more,
      },
      payload: new URLSearchParams(fields).toString(),
    });
  const read = async (who?: Who) =>
    (await service.running.app.inject({ method: 'GET', url, headers: await headersOf(who) })).body;
  const reader = await read();
  expect(reader).toContain('dir="rtl"');
  expect(reader).toContain('Statement of the test number 2');
  expect(reader).toContain('&lt;b&gt;Bold&lt;/b&gt;');
  expect(reader).not.toMatch(/<button\s+type="submit"\s+name="value"/u);
  expect((await send(undefined, { statement: '1', value: '1' })).statusCode).toBe(422);
  const person = await anonymous(talk);
  expect(await read(person)).toMatch(
    /<button\s+type="submit"\s+name="value"\s+value="1"\s+aria-pressed="false"/u,
  );
  const cast = await send(person, { statement: '1', value: '-1' });
  expect([cast.statusCode, cast.headers['location']]).toEqual([303, `${url}&voted=1#s1`]);
  expect(await read(person)).toMatch(/value="-1"\s+aria-pressed="true"/u);
  expect(await service.running.conversations.votesOf(talk.number, 1)).toEqual(new Map([[1, -1]]));
  for (const bad of [{ statement: '1', value: '2' }, { statement: '99', value: '1' }, { value: '1' }])
    expect((await send(person, bad as Record<string, string>)).statusCode).toBe(422);
  expect(
    (await send(person, { statement: '1', value: '1' }, { origin: 'https://elsewhere.example' })).statusCode,
  ).toBe(403);
  const closing = { type: 'closeConversation', conversation: talk.id, reason: 'Enough was said.' };
  expect((await service.act('secretariat', TEST_DELIBERATION, closing)).statusCode).toBe(201);
  service.clock.turn(1);
  const closed = await send(person, { statement: '2', value: '1' });
  expect(closed.statusCode).toBe(422);
  expect(closed.body).toContain('role="alert"');
});

test('[CON-10] a cell that a spreadsheet would take for a formula is text', async () => {
  const talk = await opened();
  await talk.ask('POST', '/statements', 'secretariat', {
    words: '=HYPERLINK("http://x.example","all")',
    lang: 'en',
  });
  expect((await talk.ask('GET', '/open-data/comments.csv')).body).toContain(`"'=HYPERLINK(""http`);
  // Signs as East Asian keyboards write them are taken for the same by some.
  await talk.ask('POST', '/statements', 'secretariat', { words: '＝SUM(1) of it all', lang: 'en' });
  expect((await talk.ask('GET', '/open-data/comments.csv')).body).toContain("'＝SUM(1)");
});

/** Thirty people of many minds, and thirteen who came in one hour and say the very same; one of those is signed in. */
const withOneHand = async (talk: Talk) => {
  await seeded(talk, 9);
  const people = await crowd(talk, 42);
  const say = (who: Who, value: (statement: number) => number) =>
    Promise.all(
      Array.from({ length: 9 }, (_, at) =>
        talk.ask('POST', '/votes', who, { statement: at + 1, value: value(at + 1) }),
      ),
    );
  for (const [place, person] of people.slice(0, 30).entries())
    await say(person, (statement) => ((place * 5 + statement * 7 + ((place * statement) % 4)) % 3) - 1);
  const hand = (statement: number): number => (statement % 2 === 0 ? 1 : -1);
  for (const person of people.slice(30)) await say(person, hand);
  await talk.ask('POST', '/join', 'kenya', { group: 'civil' });
  await say('kenya', hand);
  const { you } = await talk.get<ConversationAnswer>('', 'kenya');
  await service.running.opinions.refresh(talk.number);
  return { kenya: you?.pseudonym ?? '', hand: people.slice(30) };
};
const noticesOf = async (seat: TestSeat): Promise<readonly (readonly [string, object])[]> => {
  await service.running.noticeMaker.round();
  const { notices } = (await service.get('/api/notices', seat)).json<NoticeListAnswer>();
  return notices.map(({ code, facts }) => [code, facts] as const);
};

test('[CON-55] who moderates sees what is flagged and sets it aside for a reason; nobody else does, and of nobody else', async () => {
  const talk = await opened();
  const { kenya } = await withOneHand(talk);
  expect((await talk.ask('GET', '/accounts')).statusCode).toBe(401);
  expect((await talk.ask('GET', '/accounts', 'france')).statusCode).toBe(403);
  const flagged = await talk.get<FlaggedAccountsAnswer>('/accounts', 'secretariat');
  const family = flagged.families.find(({ flag }) => flag === 'alike');
  expect(family?.accounts).toHaveLength(13);
  expect(family?.accounts).toContain(kenya);
  const aside = {
    accounts: family?.accounts ?? [],
    outcome: 'setAside',
    reason: 'manyAccounts',
    note: 'One hand.',
  };
  expect(await talk.code('/accounts', 'france', aside)).toBe('conversation.notModerating');
  expect(await talk.code('/accounts', undefined, aside)).toBe('session.needed');
  expect(await talk.code('/accounts', 'secretariat', { ...aside, reason: 'opinion' })).toBe(
    'request.malformed',
  );
  expect(await talk.code('/accounts', 'secretariat', { ...aside, accounts: ['someone0'] })).toBe(
    'conversation.notFlagged',
  );
  const before = (await service.running.opinions.refresh(talk.number)).figures;
  // Nothing follows from the flag by itself.
  expect(before).toMatchObject({ participants: 43, aside: 0, alike: 13, flagged: 13 });
  expect(await talk.code('/accounts', 'secretariat', aside)).toBeUndefined();
  expect(await talk.code('/accounts', 'secretariat', aside)).toBe('conversation.settled');
  const { figures } = await service.running.opinions.refresh(talk.number);
  expect(figures).toMatchObject({ participants: 30, votes: 270, aside: 13, asideVotes: 117, flagged: 0 });
  const log = await talk.get<ModerationLogAnswer>('/moderation');
  expect(log.counts).toMatchObject({ setAside: 13, accountAppeals: 0 });
  expect(log.accountDecisions).toMatchObject([
    { accounts: 13, outcome: 'setAside', reason: 'manyAccounts', by: 'secretariat', note: 'One hand.' },
  ]);
  const lines = (await talk.ask('GET', '/open-data/log.jsonl')).body.trim().split('\n');
  const last: { entry: ConversationEntry; words?: string } = JSON.parse(lines.at(-1) ?? '');
  expect(last.entry).toMatchObject({ kind: 'settingAside', participant: '', statement: 0, value: null });
  expect(JSON.parse(last.entry.detail)).toMatchObject({ by: 'secretariat', reason: 'manyAccounts' });
  expect(last.words).toBe('One hand.');
  await service.running.batchEntering.round();
  const record: unknown = (
    await service.running.app.inject({ method: 'GET', url: '/api/deliberations/charter/export' })
  ).json();
  expect(
    verifyRecord(record, { logs: new Map([[talk.id, `${lines.join('\n')}\n`]]) }).checks.at(-1),
  ).toMatchObject({
    code: 'conversations',
    ok: true,
  });
  expect(
    await talk.code('/accounts', 'secretariat', { accounts: aside.accounts, outcome: 'counted' }),
  ).toBeUndefined();
  const back = (await service.running.opinions.refresh(talk.number)).figures;
  expect(back).toMatchObject({ participants: 43, aside: 0, flagged: 13 });
});

test('[CON-55] statements that say nearly the same from several accounts are a family of accounts', async () => {
  const talk = await opened();
  for (const [place, seat] of (['kenya', 'fiji', 'france'] as const).entries()) {
    await talk.ask('POST', '/join', seat, {});
    await talk.ask('POST', '/statements', seat, {
      words: `Every system is tested before it is sold to the public ${'!'.repeat(place)} ${'abc'[place] ?? ''}`,
      lang: 'en',
    });
  }
  const { families, accounts } = await talk.get<FlaggedAccountsAnswer>('/accounts', 'chair');
  expect(families).toMatchObject([{ flag: 'nearDuplicates', statements: [1, 2, 3] }]);
  expect(accounts.map(({ flags }) => flags)).toEqual([
    ['nearDuplicates'],
    ['nearDuplicates'],
    ['nearDuplicates'],
  ]);
});

test('[CON-56][CON-58] who is set aside is told with the reason, appeals once, and what the chair decides stands', async () => {
  const talk = await opened();
  const { kenya, hand } = await withOneHand(talk);
  await noticesOf('kenya');
  const told = async (seat: TestSeat) =>
    (await noticesOf(seat)).filter(([, facts]) => 'conversation' in facts && facts.conversation === talk.id);
  const appeal = { words: 'We are thirteen people of one office.' };
  expect(await talk.code('/accounts/appeals', 'kenya', appeal)).toBe('conversation.noAccountAppeal');
  const aside = { accounts: [kenya, 'someone30'], outcome: 'setAside', reason: 'automated' };
  expect(await talk.code('/accounts', 'secretariat', aside)).toBeUndefined();
  expect(await told('kenya')).toEqual([['accountSetAside', { conversation: talk.id, ground: 'automated' }]]);
  const { you } = await talk.get<ConversationAnswer>('', hand[0]);
  expect(you?.account).toMatchObject({ status: 'setAside', reason: 'automated' });
  expect((await talk.ask('POST', '/votes', 'kenya', { statement: 1, value: 1 })).statusCode).toBe(201);
  expect(await talk.code('/accounts/appeals', 'kenya', appeal)).toBeUndefined();
  expect(await talk.code('/accounts/appeals', 'kenya', appeal)).toBe('conversation.noAccountAppeal');
  expect((await told('chair')).map(([code]) => code)).toContain('accountAppealed');
  expect((await told('secretariat')).map(([code]) => code)).not.toContain('accountAppealed');
  const back = { accounts: [kenya], outcome: 'counted' };
  expect(await talk.code('/accounts', 'secretariat', back)).toBe('conversation.accountWithChair');
  expect(await talk.code('/accounts', 'chair', back)).toBeUndefined();
  expect((await told('kenya'))[0]).toEqual(['accountCounted', { conversation: talk.id }]);
  expect(await talk.code('/accounts', 'secretariat', { ...aside, accounts: [kenya] })).toBe(
    'conversation.accountWithChair',
  );
});

test('[CON-58] an author who is signed in is told when a statement is shown and when it is not, once each', async () => {
  const talk = await opened({ moderation: 'before' });
  await talk.ask('POST', '/join', 'kenya', {});
  await talk.ask('POST', '/statements', 'kenya', { words: 'Every test is published', lang: 'en' });
  const told = async () =>
    (await noticesOf('kenya')).filter(
      ([, facts]) => 'conversation' in facts && facts.conversation === talk.id,
    );
  expect(await told()).toEqual([]);
  await talk.ask('POST', '/moderation', 'secretariat', { statement: 1, outcome: 'shown' });
  await talk.ask('POST', '/moderation', 'secretariat', {
    statement: 1,
    outcome: 'hidden',
    reason: 'offTopic',
  });
  const both = [
    ['statementHidden', { statement: 1, conversation: talk.id, ground: 'offTopic' }],
    ['statementShown', { statement: 1, conversation: talk.id }],
  ];
  expect(await told()).toEqual(both);
  expect(await told()).toEqual(both);
});

test('[CON-57] the command makes the figures as they count and with what is set aside of the open data', async () => {
  const talk = await opened();
  await withOneHand(talk);
  const { families } = await talk.get<FlaggedAccountsAnswer>('/accounts', 'secretariat');
  const accounts = families.find(({ flag }) => flag === 'alike')?.accounts.slice(0, 9) ?? [];
  await talk.code('/accounts', 'secretariat', { accounts, outcome: 'setAside', reason: 'manyAccounts' });
  const { figures } = await service.running.opinions.refresh(talk.number);
  expect(figures).toMatchObject({ aside: 9, flagged: 4 });
  const flags = (await talk.ask('GET', '/open-data/flagged.csv')).body.trim().split(/\r?\n/);
  expect(flags[0]).toContain('participant,flag,family');
  expect(flags.filter((line) => line.includes(',alike,1'))).toHaveLength(13);
  const folder = await mkdtemp(join(tmpdir(), 'plenary-aside-'));
  try {
    for (const file of ['votes.csv', 'comments.csv', 'declared-groups.csv', 'set-aside.csv'])
      await writeFile(join(folder, file), (await talk.ask('GET', `/open-data/${file}`)).body);
    const made = async (...more: string[]) => {
      const command = new URL('../../../../cli/src/main.ts', import.meta.url).pathname;
      const at = (file: string): string => join(folder, file);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          ...[...EXEC_ARGV, command, 'opinion', at('votes.csv'), '--comments', at('comments.csv')],
          ...['--groups', at('declared-groups.csv'), ...more],
        ],
        { maxBuffer: 50_000_000 },
      );
      const answered: {
        statements: { id: string; agree: number; groupInformedConsensus: number; withoutFlagged?: number }[];
      } = JSON.parse(stdout);
      return answered.statements;
    };
    const counted = await made('--aside', join(folder, 'set-aside.csv'));
    const everybody = await made();
    expect(counted).toHaveLength(9);
    for (const own of figures.statements) {
      const one = counted.find(({ id }) => Number(id) === own.statement);
      const all = everybody.find(({ id }) => Number(id) === own.statement);
      expect([own.agree, own.withAside?.agree]).toEqual([one?.agree, all?.agree]);
      expect(own.declared.consensus).toBeCloseTo(one?.groupInformedConsensus ?? -1, 6);
      expect(own.declared.withAside).toBeCloseTo(all?.groupInformedConsensus ?? -1, 6);
      if (own.declared.withoutFlagged === undefined || own.declared.withoutFlagged === null)
        expect(one?.withoutFlagged).toBeUndefined();
      else expect(own.declared.withoutFlagged).toBeCloseTo(one?.withoutFlagged ?? -1, 6);
    }
    expect(figures.statements.some(({ declared }) => declared.withAside !== declared.consensus)).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('[CON-59] who joins the files of the open data finds nobody of a group of fewer than five', async () => {
  const talk = await opened({ groups: [...FRAME.groups, { id: 'few', names: { en: 'A few' } }] });
  await seeded(talk, 2);
  const groupOf = (place: number): string => (place >= 20 ? 'few' : place % 4 === 0 ? 'civil' : 'business');
  const people = await crowd(talk, 24, groupOf);
  for (const person of people) await talk.ask('POST', '/votes', person, { statement: 1, value: 1 });
  const { figures } = await service.running.opinions.refresh(talk.number);
  expect(figures.declared.map(({ size }) => size)).toEqual([null, 15, null]);
  const cells = async (file: string, column: number): Promise<readonly string[]> =>
    (await talk.ask('GET', `/open-data/${file}`)).body
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',')[column] ?? '');
  const named = await cells('declared-groups.csv', 0);
  expect(new Set(await cells('declared-groups.csv', 1))).toEqual(new Set(['business']));
  const unnamed = (await cells('votes.csv', 3)).filter((voter) => !named.includes(voter));
  const few = people.flatMap(({ group }, place) => (group === 'few' ? [`someone${place}`] : []));
  expect(few.every((one) => unnamed.includes(one))).toBe(true);
  // The four stand among at least five others.
  expect(unnamed.length - few.length).toBeGreaterThanOrEqual(5);
  const log = (await talk.ask('GET', '/open-data/log.jsonl')).body;
  const parameters = (await talk.ask('GET', '/open-data/parameters.json')).body;
  expect(log).not.toContain('few');
  const told: {
    figures: { declared: { id: string; size: number | null; holds: unknown[] }[] };
    method: object;
  } = JSON.parse(parameters);
  expect(told.figures.declared.find(({ id }) => id === 'few')).toEqual({ id: 'few', size: null, holds: [] });
  expect(told.method).toMatchObject({ votesMin: 7, silhouetteMin: 0.25, cellMin: 5, straightVotesMin: 20 });
});
