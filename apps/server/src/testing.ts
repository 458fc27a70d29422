import { randomBytes as testBytes } from 'node:crypto';
import {
  addSeconds,
  type ActorKind,
  type BodyAct,
  type DeliberationAct,
  type Instant,
} from '@plenary/consensus';
import { freshDatabase } from '@plenary/db/testing';
import { nearDuplicates } from '@plenary/opinion';
import type { ActRequest } from '@plenary/protocol';
import { revisionHash, textHash } from '@plenary/text';
import type { LightMyRequestResponse } from 'fastify';
import { foldHere } from './rooms/live/fold-thread.ts';
import { buildApp, PROOF_SETTING, type App, type AppParts } from './app.ts';
import { commenterCookieName, provenTokens } from './identity/commenter.ts';
import { newId, newToken, tokenHash } from './identity/token.ts';
import { readSettings, type Settings } from './settings.ts';

/** A clock that stands until a test turns it. */
export interface TurnedClock {
  readonly now: () => Instant;
  readonly turn: (seconds: number) => void;
}
export const turnedClock = (start: Instant = '2026-01-15T09:00:00.000Z'): TurnedClock => {
  let now = start;
  return { now: () => now, turn: (seconds) => (now = addSeconds(now, seconds)) };
};

export const testSettings = (env: Readonly<Record<string, string>> = {}): Settings =>
  readSettings({
    env: { LOG_LEVEL: 'silent', PLENARY_DEMONSTRATION: 'off', PLENARY_PROOF_BITS: '4', ...env },
    readFile: () => '',
  });

/** Seats of the small body: two delegates of one delegation, of whom one may bind it, and everybody else. */
export const TEST_SEATS = {
  france: { kind: 'delegate', member: 'FRA', mayBind: true },
  franceAdviser: { kind: 'delegate', member: 'FRA', mayBind: false },
  kenya: { kind: 'delegate', member: 'KEN', mayBind: true },
  fiji: { kind: 'delegate', member: 'FJI', mayBind: true },
  observer: { kind: 'observer', member: 'OBS', mayBind: false },
  chair: { kind: 'chair', mayBind: false },
  facilitator: { kind: 'facilitator', mayBind: false },
  secretariat: { kind: 'secretariat', mayBind: false },
  operator: { kind: 'operator', mayBind: false },
} as const satisfies Record<string, { kind: ActorKind; member?: string; mayBind: boolean }>;
export type TestSeat = keyof typeof TEST_SEATS;

export const TEST_BODY = 'body:assembly';
export const TEST_DELIBERATION = 'deliberation:charter';

const WORDS = [
  ['title', 0, '', 'Draft charter of the test'],
  ['preambular', 0, 'PP1', 'Recalling that a test is small and whole,'],
  ['operative', 0, 'OP1', 'Decides that every act is answered;'],
  ['operative', 0, 'OP2', 'Requests that nothing acknowledged be lost.'],
] as const;

const paragraphs = WORDS.map(([kind, level, label, text]) => ({
  kind,
  level,
  label,
  text,
  hash: textHash(text),
}));
export const TEST_TEXT = {
  type: 'importText',
  symbol: 'A/TEST/1',
  lang: 'en',
  paragraphs,
  hash: revisionHash(paragraphs.map(({ hash }) => hash)),
} as const satisfies DeliberationAct;
/** Hash of the words of a paragraph of the test text. */
export const hashOf = (pid: 'p2' | 'p3' | 'p4'): string =>
  textHash(WORDS[Number(pid.slice(1)) - 1]?.[3] ?? '');

const member = (id: string, role: 'member' | 'observer', population: number) => ({
  id,
  role,
  class: role === 'member' ? ('government' as const) : ('civilOrganization' as const),
  names: { en: id },
  attrs: { population },
});

export const TEST_FOUNDING: readonly BodyAct[] = [
  {
    type: 'foundBody',
    id: 'assembly',
    names: { en: 'Test assembly' },
    exercise: true,
    rules: [
      { id: 'consensus', method: 'consensus', pass: { set: 'object', op: '==', value: '0' } },
      {
        id: 'majority',
        method: 'ballot',
        pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
      },
    ],
    defaultRule: 'consensus',
  },
  {
    type: 'admitMembers',
    members: [
      member('FRA', 'member', 68),
      member('KEN', 'member', 56),
      member('FJI', 'member', 1),
      member('OBS', 'observer', 0),
    ],
  },
  {
    type: 'declareGroup',
    group: {
      id: 'south',
      kind: 'negotiating',
      names: { en: 'Group of the south' },
      members: ['KEN', 'FJI'],
      chair: 'KEN',
      asOf: '2026-01-01',
      source: 'made for tests',
    },
  },
];

type Answer = LightMyRequestResponse;

/** A whole service on an in-memory database, with a small body and one deliberation unless told otherwise. */
export interface TestService {
  readonly running: App;
  readonly clock: TurnedClock;
  /** Listens on a free port the first time; the address. */
  readonly listen: () => Promise<string>;
  /** Session cookie of a seat, always the same until it is forgotten. */
  readonly enter: (seat: TestSeat) => Promise<string>;
  /** Cookie of a browser in which nobody is signed in, another one each time; it has shown its work. */
  readonly commenter: () => Promise<string>;
  /** The next `enter` of this seat signs in anew, as somebody else on the same side. */
  readonly forget: (seat: TestSeat) => void;
  /** Sends an act as a seat, under a new key unless one is given. */
  readonly act: (
    seat: TestSeat | undefined,
    stream: string,
    act: Readonly<Record<string, unknown>> | BodyAct | DeliberationAct,
    options?: { readonly key?: string; readonly seen?: number },
  ) => Promise<Answer>;
  readonly get: (path: string, seat?: TestSeat) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface TestServiceOptions extends Partial<
  Pick<
    AppParts,
    | 'database'
    | 'logger'
    | 'limits'
    | 'socketsPerAddressMax'
    | 'startWorker'
    | 'startOpinions'
    | 'findFamilies'
    | 'folds'
  >
> {
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: TurnedClock;
  /** Nothing is founded. */
  readonly empty?: boolean;
}

export const startTestService = async (options: TestServiceOptions = {}): Promise<TestService> => {
  const { clock = turnedClock(), env = {}, empty = false, database: given, ...rest } = options;
  const own = given === undefined ? await freshDatabase('pglite') : undefined;
  const database = given ?? own?.opened;
  if (database === undefined) throw new Error('a service needs a database');
  const running = await buildApp({
    folds: foldHere(),
    findFamilies: (texts) => Promise.resolve(nearDuplicates(texts)),
    ...rest,
    database,
    settings: testSettings(env),
    clock: clock.now,
  });
  await running.app.ready();
  const cookies = new Map<TestSeat, Promise<string>>();
  let keys = 0;
  let listening: Promise<string> | undefined;

  const signIn = async (seat: TestSeat): Promise<string> => {
    const { kind, mayBind, ...of } = TEST_SEATS[seat];
    // Of two accounts of one seat `linkForSeat` knows the first only: each test seat has an account of its own.
    const account = newId(testBytes);
    const at = clock.now();
    const token = newToken(testBytes);
    await running.people.createAccount({ id: account, kind, mayBind, displayName: seat, ...of }, at);
    await running.people.invite(tokenHash(token), account, at, addSeconds(at, 3_600));
    const answer = await running.app.inject({
      method: 'POST',
      url: '/api/invitations/accept',
      payload: { token },
    });
    const cookie = String([answer.headers['set-cookie']].flat()[0]).split(';')[0];
    if (answer.statusCode !== 200 || cookie === undefined) throw new Error(`nobody entered: ${answer.body}`);
    return cookie;
  };

  const enter = (seat: TestSeat): Promise<string> => {
    const cookie = cookies.get(seat) ?? signIn(seat);
    cookies.set(seat, cookie);
    return cookie;
  };

  const act: TestService['act'] = async (seat, stream, what, { key, seen } = {}) => {
    keys += 1;
    const idempotency = { 'idempotency-key': key ?? `test-key-${keys}` };
    const payload = { stream, act: what, ...(seen === undefined ? {} : { seen }) };
    const cookie = seat === undefined ? {} : { cookie: await enter(seat) };
    return running.app.inject({
      method: 'POST',
      url: '/api/acts',
      headers: { ...cookie, ...idempotency },
      payload: payload satisfies Omit<ActRequest, 'act'> & { act: unknown },
    });
  };

  const must = async (seat: TestSeat, stream: string, what: BodyAct | DeliberationAct): Promise<void> => {
    const answer = await act(seat, stream, what);
    if (answer.statusCode !== 201) throw new Error(`${what.type} was refused: ${answer.body}`);
  };
  if (!empty) {
    for (const founding of TEST_FOUNDING) await must('secretariat', TEST_BODY, founding);
    await must('secretariat', TEST_DELIBERATION, {
      type: 'openDeliberation',
      id: 'charter',
      title: { en: 'Charter of the test' },
    });
    await must('secretariat', TEST_DELIBERATION, TEST_TEXT);
  }

  return {
    running,
    clock,
    enter,
    commenter: async () => {
      const secret = await running.people.setting(PROOF_SETTING);
      if (secret === undefined) throw new Error('the service signs no tokens');
      return `${commenterCookieName(testSettings(env))}=${provenTokens(secret).make(newToken(testBytes))}`;
    },
    forget: (seat) => void cookies.delete(seat),
    act,
    get: async (url, seat) =>
      running.app.inject({ url, headers: seat === undefined ? {} : { cookie: await enter(seat) } }),
    listen: () => (listening ??= running.app.listen({ port: 0, host: '127.0.0.1' })),
    close: async () => {
      await running.stop();
      await own?.end();
    },
  };
};
