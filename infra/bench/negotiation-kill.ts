/**
 * kill -9 of the service while a negotiation goes on: amendments are tabled and co-sponsored, positions stated, votes cast in a
 * ballot that is open, a silence is broken, delegations come to a sitting and leave it, comments are filed and people type into
 * the live text, all at once; in turn with the private database of the default (every second time killed as well) and on a
 * PostgreSQL of its own. After each kill:
 * - every acknowledged act stands where its receipt says with the commitments that the receipt carries;
 * - what had no answer is sent again under its key, and then every event of these streams belongs to one acknowledged act: what
 *   was not acknowledged is there whole or not at all, and nothing twice; of what was acknowledged some is sent again and is
 *   answered with the same receipt;
 * - acknowledged words of the live text stand there once, and all hold the same bytes;
 * - the records verify, and the states that the service shows are those to which all events lead from the first.
 * Usage: … infra/bench/negotiation-kill.ts [kills] [seed] [minutes at most]. Needs a build.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  replayBody,
  replayConsultation,
  replayDeliberation,
  replaySitting,
  STANCES,
  type BodyEvent,
  type ConsultationEvent,
  type DeliberationEvent,
  type PlenaryEvent,
  type Recorded,
  type SittingEvent,
} from '@plenary/consensus';
import { startTestServer } from '@plenary/db/testing';
import { seededDraws } from '@plenary/demonstration';
import { BASE_VIEW, readDraft } from '@plenary/drafting';
import { canonicalJson } from '@plenary/ledger';
import { LIMITS } from '@plenary/protocol';
import { verifyRecord } from '@plenary/verify';
import { importOf } from './import-act.ts';
import {
  acknowledgedOf,
  areEqual,
  eventually,
  freePort,
  isHere,
  openPerson,
  typeWords,
  wordsIn,
  type LiveMeeting,
  type Person,
} from './live-people.ts';

const [KILLS, SEED, MINUTES] = [
  Number(process.argv[2] ?? 50),
  Number(process.argv[3] ?? 1),
  Number(process.argv[4] ?? 60),
];
const TEXT_ID = 'killed-text';
const VOTE_ID = 'killed-vote';
const SILENCE_ID = 'killed-silence';
const IDS = [TEXT_ID, VOTE_ID, SILENCE_ID];
const TEXT = `deliberation:${TEXT_ID}`;
const VOTE = `deliberation:${VOTE_ID}`;
const SILENCE = `deliberation:${SILENCE_ID}`;
const SITTING = 'sitting:killed';
const CONSULTATION = 'consultation:killed';
const STREAMS = [TEXT, VOTE, SILENCE, SITTING, CONSULTATION];
const DOCUMENT = 'killed-draft';
const SEATS = ['Secretariat', 'Chair', 'Brazil', 'Fiji', 'France', 'Kenya'] as const;
type Seat = (typeof SEATS)[number];
const DELEGATIONS = ['Brazil', 'Fiji', 'France', 'Kenya'] as const;
const MEMBER: Readonly<Record<(typeof DELEGATIONS)[number], string>> = {
  Brazil: 'BRA',
  Fiji: 'FJI',
  France: 'FRA',
  Kenya: 'KEN',
};
const CHOICES = ['for', 'against', 'abstain'] as const;
const DAY_SECONDS = 24 * 3_600;
/** Acknowledged acts that are sent again after each kill. */
const REPEATED = 20;
const draw = seededDraws(SEED);
const below = (count: number): number => Math.floor(draw() * count);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A request as it was sent, so that the very same can be sent again. */
interface Sent {
  readonly seat: Seat;
  readonly key: string;
  readonly kind: string;
  readonly path: string;
  readonly body: string;
}
interface Receipt {
  readonly stream: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly commitments: readonly string[];
}
interface Act {
  readonly type: string;
  readonly [field: string]: unknown;
}
type Cookies = Readonly<Record<Seat, string>>;

interface Target extends Omit<LiveMeeting, 'acknowledged'> {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the private database, where it is one. */
  readonly folder?: string;
  /** What the service said of the live text is stored. */
  readonly saved: LiveMeeting['acknowledged'];
  /** `stream version` → the commitment that the receipt carries, and the key under which it came about. */
  readonly acknowledged: Map<string, { readonly commitment: string; readonly key: string }>;
  readonly answered: { readonly sent: Sent; readonly receipt: string }[];
  /** Sent, and the service was gone before it answered. */
  unanswered: Sent[];
  /** Of those that were sent again: what had been done before the service was gone, what was done now, what was refused now. */
  readonly again: { done: number; now: number; refused: number };
  readonly byKind: Map<string, number>;
  cookies?: Cookies;
  people: readonly Person[];
  paragraphs: readonly string[];
  tabled: number;
  kills: number;
  sent: number;
  /** Its database is gone and the service with it in a moment: what it answers now says nothing of what was done. */
  isDying: boolean;
}
const meetingOf = (target: Target): LiveMeeting => ({ ...target, acknowledged: target.saved });

const enter = async (address: string, said: string, seat: Seat): Promise<string> => {
  const door = said.split('\n').find((line) => line.includes(seat)) ?? '';
  const answer = await fetch(`${address}/api/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: /token=(\S+)/.exec(door)?.[1] }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || cookie === undefined) throw new Error(`${seat} did not enter: ${await answer.text()}`);
  return cookie;
};

/** Starts the service of a target; the first time its seats come in. */
const start = async (target: Target): Promise<ChildProcess> => {
  const { env, address } = target;
  const server = spawn(process.execPath, ['apps/server/dist/main.js'], {
    env: { ...process.env, PORT: new URL(address).port, HOST: '127.0.0.1', LOG_LEVEL: 'fatal', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endServer = (): void => void server.kill('SIGKILL');
  process.once('exit', endServer);
  server.once('exit', () => process.off('exit', endServer));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('Stop with Ctrl-C')) resolve();
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)));
  });
  if (target.cookies === undefined) {
    const cookies = { Secretariat: '', Chair: '', Brazil: '', Fiji: '', France: '', Kenya: '' };
    for (const seat of SEATS) cookies[seat] = await enter(address, said, seat);
    target.cookies = cookies;
  }
  return server;
};

/** What a request came to: its receipt, the code of a refusal, or nothing when the service was gone. */
const request = async (
  { address, cookies }: Target,
  { seat, key, path, body }: Sent,
): Promise<{ readonly status: number; readonly receipt?: Receipt; readonly code: string } | undefined> => {
  try {
    const answer = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: cookies?.[seat] ?? '',
        'idempotency-key': key,
      },
      body,
    });
    const said = (await answer.json()) as { receipt?: Receipt; error?: { code: string } };
    return {
      status: answer.status,
      code: said.error?.code ?? '',
      ...(said.receipt === undefined ? {} : { receipt: said.receipt }),
    };
  } catch {
    return undefined; // killed: what was under way was not acknowledged
  }
};

const note = (target: Target, sent: Sent, receipt: Receipt): void => {
  receipt.commitments.forEach((commitment, at) => {
    const place = `${receipt.stream} ${receipt.fromVersion + at + 1}`;
    const other = target.acknowledged.get(place);
    if (other !== undefined && other.key !== sent.key)
      throw new Error(`${target.name}: ${place} was given to two acts (seed ${SEED})`);
    target.acknowledged.set(place, { commitment, key: sent.key });
  });
  target.answered.push({ sent, receipt: JSON.stringify(receipt) });
  target.byKind.set(sent.kind, (target.byKind.get(sent.kind) ?? 0) + 1);
};

/** Codes that no honest act meets. */
const FAULTS = /^(server\.|session\.|request\.(?!tooMany)|act\.(notAllowed|unknown|keyReused))/;
/** Sends a request; what is acknowledged is noted. The code of a refusal, or `gone` when there was no answer. */
const post = async (
  target: Target,
  seat: Seat,
  what: { readonly kind: string; readonly path: string; readonly body: object },
): Promise<string> => {
  target.sent += 1;
  const key = `negotiation-kill-${SEED}-${target.sent}`;
  const sent: Sent = { seat, key, kind: what.kind, path: what.path, body: JSON.stringify(what.body) };
  const answer = await request(target, sent);
  if (answer === undefined || (target.isDying && answer.code === 'server.fault')) {
    target.unanswered.push(sent);
    return 'gone';
  }
  if (answer.receipt !== undefined) note(target, sent, answer.receipt);
  if (FAULTS.test(answer.code))
    throw new Error(`${target.name}: ${answer.code} to ${sent.body.slice(0, 200)} (seed ${SEED})`);
  return answer.code;
};
const send = (target: Target, seat: Seat, stream: string, act: Act): Promise<string> =>
  post(target, seat, { kind: act.type, path: '/api/acts', body: { stream, act } });

/** What had no answer, under the same key as before; and some of what had one, which is answered with the same receipt. */
const sendAgain = async (target: Target): Promise<void> => {
  for (const sent of target.unanswered) {
    const answer = await request(target, sent);
    if (answer === undefined) throw new Error(`${target.name}: no answer to what was sent again`);
    if (answer.receipt !== undefined) note(target, sent, answer.receipt);
    target.again[answer.status === 200 ? 'done' : answer.status === 201 ? 'now' : 'refused'] += 1;
  }
  target.unanswered = [];
  for (let at = 0; at < REPEATED && target.answered.length > 0; at += 1) {
    const { sent, receipt } = target.answered[below(target.answered.length)] ?? {};
    if (sent === undefined) continue;
    const answer = await request(target, sent);
    if (answer?.code === 'request.tooMany') continue; // so many comments a minute
    if (answer?.status !== 200 || JSON.stringify(answer.receipt) !== receipt)
      throw new Error(`${target.name}: sent twice, answered otherwise (seed ${SEED}): ${sent.body}`);
  }
};

const SITTING_PLAN = {
  type: 'planSitting',
  id: 'killed',
  session: { en: 'A session' },
  meeting: 1,
  title: { en: 'A meeting' },
  opensAt: '2026-01-15T10:00:00.000Z',
  rules: {
    openingShare: '0',
    decidingShare: '0',
    groupsFirst: false,
    speechSeconds: 180,
    groupSeconds: 300,
    observerSeconds: 120,
    motionSeconds: 60,
    replySeconds: [],
    voteSeconds: 30,
  },
  agenda: [{ id: '1', title: { en: 'The text' }, deliberation: TEXT_ID }],
};
const ANNOUNCED = {
  type: 'announceConsultation',
  id: 'killed',
  deliberation: TEXT_ID,
  title: { en: 'What do you say?' },
  opensAt: '2020-01-01T00:00:00.000Z',
  closesAt: '2099-01-01T00:00:00.000Z',
  audience: 'public',
  languages: ['en'],
  questions: [],
  charactersMin: 1,
};
const OPENED = {
  type: 'openDocument',
  id: DOCUMENT,
  kind: 'workingText',
  lang: 'en',
  title: 'Working text',
  readers: 'public',
};

/** What the negotiation stands on, made once. */
const prepare = async (target: Target): Promise<void> => {
  const paragraph = (text: string) => ({ kind: 'operative' as const, level: 0, text });
  const words = Array.from({ length: 20 }, (_, at) =>
    paragraph(`Decides to look at matter ${at + 1} in time;`),
  );
  const must = async (seat: Seat, stream: string, act: Act): Promise<void> => {
    let code = await send(target, seat, stream, act);
    // The time for objections has to pass.
    for (let tries = 0; code === 'adoption.early' && tries < 100; tries += 1) {
      await pause(100);
      code = await send(target, seat, stream, act);
    }
    if (code !== '') throw new Error(`${JSON.stringify(act).slice(0, 60)}: ${code}`);
  };
  const open = (id: string) => ({ type: 'openDeliberation', id, title: { en: id } });
  const consensus = { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 };
  const text = importOf('K/L.1', words);
  const acts: readonly (readonly [Seat, string, Act])[] = [
    ['Secretariat', TEXT, open(TEXT_ID)],
    ['Secretariat', TEXT, text],
    ['Secretariat', SILENCE, open(SILENCE_ID)],
    ['Secretariat', SILENCE, importOf('K/L.3', words)],
    ['Secretariat', VOTE, open(VOTE_ID)],
    ['Secretariat', VOTE, importOf('K/L.2', words)],
    ['Chair', VOTE, consensus],
    ['France', VOTE, { type: 'object', reason: 'So that there is a vote.' }],
    ['Chair', VOTE, { type: 'reject', note: 'There is an objection.' }],
    ['Chair', VOTE, { ...consensus, rule: 'ga-simple' }],
    ['Chair', VOTE, { type: 'putToBallot', openSeconds: DAY_SECONDS, manner: 'rollCall' }],
    ['Secretariat', SITTING, SITTING_PLAN],
    ['Secretariat', CONSULTATION, { ...ANNOUNCED, textHash: text.hash }],
    ['Chair', TEXT, OPENED],
    ...text.paragraphs.map(
      (_, at) =>
        [
          'Chair',
          TEXT,
          { type: 'openParagraph', paragraph: `p${at + 1}`, members: Object.values(MEMBER) },
        ] as const,
    ),
  ];
  for (const [seat, stream, act] of acts) await must(seat, stream, act);
  target.people = DELEGATIONS.map((seat) => openPerson(meetingOf(target), seat, target.cookies?.[seat]));
  await eventually('all are here', () => target.people.every(isHere));
  const [first] = target.people;
  if (first === undefined) throw new Error('nobody is here');
  target.paragraphs = readDraft(first.text.doc.get(), BASE_VIEW).paragraphs.map(({ id }) => id);
  await eventually('all may write', () =>
    target.people.every(({ text: page }) => page.rights.get()?.opened.length === target.paragraphs.length),
  );
};
const textHashOf = async (address: string): Promise<string> => {
  const answer = await fetch(`${address}/api/deliberations/${TEXT_ID}`);
  return ((await answer.json()) as { state: { revision: { hash: string } } }).state.revision.hash;
};

/** Acts one after another until the service is gone; a refusal by the rules is an answer too. */
const goOn = async (work: () => Promise<string>): Promise<void> => {
  for (;;) {
    const code = await work();
    if (code === 'gone') return;
    // So many comments a minute, and so many of one person.
    if (code === 'request.tooMany' || code === 'consultation.tooMany') return;
  }
};

/** A silence that is announced and broken, again and again. */
const silence = (target: Target) => {
  let turn = 0;
  const acts: readonly (readonly [Seat, Act])[] = [
    ['Chair', { type: 'proposeAdoption', rule: 'silence-72h', objectionSeconds: 3 * DAY_SECONDS }],
    ['France', { type: 'object', reason: 'Not like this.' }],
    ['Kenya', { type: 'object', reason: 'Nor for us.' }],
    ['Chair', { type: 'endSilence' }],
    ['Chair', { type: 'reject', note: 'It was broken.' }],
  ];
  return (): Promise<string> => {
    const [seat, act] = acts[turn++ % acts.length] ?? [];
    if (seat === undefined || act === undefined) throw new Error('no act');
    return send(target, seat, SILENCE, act);
  };
};

const writers = (target: Target, textHash: string): readonly Promise<void>[] => [
  goOn(silence(target)),
  ...DELEGATIONS.flatMap((seat, at) => {
    let turn = 0;
    const tabling = async () => {
      turn += 1;
      const paragraph = `p${1 + ((at * 5 + turn) % 20)}`;
      const words = `Decides to look at this matter ${target.sent} times, says ${seat} on turn ${turn};`;
      const act = {
        type: 'submitAmendment',
        changes: [{ paragraph, new: words }],
        reason: '',
        textHash,
        needs: [],
        excludes: [],
      };
      const code = await send(target, seat, TEXT, act);
      if (code === '') target.tabled += 1;
      return code;
    };
    const sponsoring = () => {
      turn += 1;
      const type = turn % 3 === 0 ? 'leaveSponsors' : 'coSponsorAmendment';
      const act = { type, amendment: `A${1 + below(target.tabled + 1)}` };
      return send(target, seat, TEXT, act);
    };
    const positions = () => {
      turn += 1;
      const reason = `as ${seat} says on turn ${turn}`;
      const act = { type: 'statePosition', item: 'text', stance: STANCES[turn % 2], reason, textHash };
      return send(target, seat, TEXT, act);
    };
    const voting = () => {
      turn += 1;
      const act = { type: 'castBallot', choice: CHOICES[turn % 3] };
      return send(target, seat, VOTE, act);
    };
    const coming = () => {
      turn += 1;
      const act = { type: 'registerPresence', members: [MEMBER[seat]], present: turn % 2 === 0 };
      return send(target, seat, SITTING, act);
    };
    const commenting = () => {
      const text = `This is what ${seat} says as number ${target.sent}.`;
      const body = { about: { on: 'text' }, kind: 'general', lang: 'en', naming: 'name', words: { text } };
      return post(target, seat, { kind: 'fileComment', path: '/api/consultations/killed/comments', body });
    };
    return [tabling, sponsoring, positions, voting, coming, commenting].map(goOn);
  }),
];

interface Entry {
  readonly envelope: { readonly stream: string; readonly version: number; readonly commitment: string };
}
/** The records hold; what was acknowledged is in them, and nothing else. @throws Error with what is otherwise */
const checkRecords = async (target: Target): Promise<void> => {
  const found = new Map<string, string>();
  for (const id of IDS) {
    const answer = await fetch(`${target.address}/api/deliberations/${id}/export`);
    const record = (await answer.json()) as { readonly entries: readonly Entry[] };
    for (const { envelope } of record.entries)
      found.set(`${envelope.stream} ${envelope.version}`, envelope.commitment);
    const { ok, checks } = verifyRecord(record);
    if (!ok)
      throw new Error(
        `${target.name}: ${id} does not hold: ${JSON.stringify(checks.find((one) => !one.ok))}`,
      );
  }
  const lost = [...target.acknowledged].filter(([place, { commitment }]) => found.get(place) !== commitment);
  if (lost.length > 0)
    throw new Error(
      `${target.name}: ${lost.length} acknowledged are gone or changed (seed ${SEED}): ${lost[0]?.[0]}`,
    );
  const extra = [...found.keys()].filter(
    (place) => STREAMS.some((stream) => place.startsWith(`${stream} `)) && !target.acknowledged.has(place),
  );
  if (extra.length > 0)
    throw new Error(`${target.name}: ${extra.length} events that nobody sent (seed ${SEED}): ${extra[0]}`);
};

const eventsOf = async <Event extends PlenaryEvent>(
  address: string,
  stream: string,
): Promise<readonly Recorded<Event>[]> => {
  const events: Recorded<Event>[] = [];
  for (;;) {
    const query = new URLSearchParams({
      stream,
      after: String(events.length),
      limit: String(LIMITS.EVENTS_PER_PAGE_MAX),
    });
    const answer = await fetch(`${address}/api/events?${query}`);
    const page = (await answer.json()) as { readonly events: readonly Recorded<Event>[] };
    events.push(...page.events);
    if (page.events.length === 0) return events;
  }
};
/** The states that the service shows are those to which their events lead from the first. @throws Error where one is not */
const checkStates = async ({ name, address }: Target): Promise<void> => {
  const shown = async (path: string): Promise<{ readonly stream: string; readonly state: unknown }> =>
    (await (await fetch(`${address}${path}`)).json()) as { stream: string; state: unknown };
  const mustEqual = (stream: string, one: unknown, other: unknown): void => {
    const plain = (state: unknown): string => canonicalJson(JSON.parse(JSON.stringify(state)));
    if (plain(one) !== plain(other))
      throw new Error(`${name}: ${stream} is not what its events lead to (seed ${SEED})`);
  };
  for (const id of IDS) {
    const { stream, state } = await shown(`/api/deliberations/${id}`);
    mustEqual(stream, state, replayDeliberation(await eventsOf<DeliberationEvent>(address, stream)));
  }
  const { stream, state } = await shown('/api/body');
  mustEqual(stream, state, replayBody(await eventsOf<BodyEvent>(address, stream)));
  const sitting = await shown('/api/sittings/killed');
  mustEqual(SITTING, sitting.state, replaySitting(await eventsOf<SittingEvent>(address, SITTING)));
  const consultation = await shown('/api/consultations/killed');
  const { comments, ...consulted } =
    replayConsultation(await eventsOf<ConsultationEvent>(address, CONSULTATION)) ?? {};
  mustEqual(CONSULTATION, consultation.state, consulted);
  const page = await fetch(`${address}/api/consultations/killed/comments`);
  const { total } = (await page.json()) as { readonly total: number };
  if (total !== comments?.length)
    throw new Error(`${name}: ${total} comments are shown of ${comments?.length} (seed ${SEED})`);
};

/** Everybody is back in the live text: what was acknowledged stood in it before they came, and stands in it once. */
const checkLiveText = async (target: Target): Promise<void> => {
  const { name, paragraphs, people, typed } = target;
  const reader = openPerson(meetingOf(target), 'nobody');
  await eventually('a reader is here', () => isHere(reader));
  const mustStand = (words: LiveMeeting['typed'], what: string): void => {
    const found = wordsIn(reader.text.doc.get(), paragraphs);
    const wrong = words.filter(({ word }) => found.get(word) !== 1);
    if (wrong.length > 0)
      throw new Error(
        `${name}: ${wrong.length} ${what} are lost or doubled (seed ${SEED}): ${wrong[0]?.word}`,
      );
  };
  mustStand([...acknowledgedOf(meetingOf(target))], 'acknowledged words');
  for (const { socket } of people) socket.connect();
  await eventually('all are back and everything is saved', () =>
    people.every((person) => isHere(person) && person.text.state.get().saving.kind === 'saved'),
  );
  await eventually('all hold the same bytes', () =>
    people.every(({ text }) => areEqual(text.doc.get(), reader.text.doc.get())),
  );
  mustStand(typed, 'words');
  await reader.text.close();
  reader.socket.disconnect();
};

const check = async (target: Target): Promise<void> => {
  await sendAgain(target);
  await checkLiveText(target);
  await checkRecords(target);
  await checkStates(target);
};

const folder = mkdtempSync(join(tmpdir(), 'plenary-negotiation-kill-'));
chmodSync(folder, 0o755);
const other = mkdtempSync(join(tmpdir(), 'plenary-negotiation-kill-'));
const postgres = await startTestServer();
const { config } = await postgres.fresh();
const asUrl = (): string => {
  const { host = '127.0.0.1', port = 5432, user = 'postgres', password = '', database = '' } = config;
  const secret = typeof password === 'string' && password !== '' ? `:${encodeURIComponent(password)}` : '';
  return (
    config.connectionString ?? `postgresql://${user}${secret}@${encodeURIComponent(host)}:${port}/${database}`
  );
};
const target = async (name: string, env: Target['env'], own?: string): Promise<Target> => ({
  name,
  env,
  address: `http://127.0.0.1:${await freePort()}`,
  deliberation: TEXT_ID,
  document: DOCUMENT,
  typed: [],
  saved: new Map(),
  acknowledged: new Map(),
  answered: [],
  unanswered: [],
  again: { done: 0, now: 0, refused: 0 },
  byKind: new Map(),
  people: [],
  paragraphs: [],
  tabled: 0,
  kills: 0,
  sent: 0,
  isDying: false,
  ...(own === undefined ? {} : { folder: own }),
});
const targets = [
  await target('private database', { PLENARY_DATA: folder }, folder),
  await target('PostgreSQL', { PLENARY_DATA: other, DATABASE_URL: asUrl(), PLENARY_DEMONSTRATION: 'on' }),
];
const until = performance.now() + MINUTES * 60_000;
let withDatabase = 0;
for (let kill = 1; kill <= KILLS && performance.now() < until; kill += 1) {
  const one = targets[kill % targets.length];
  if (one === undefined) break;
  const server = await start(one);
  one.isDying = false;
  if (one.kills === 0) await prepare(one);
  else await check(one);
  let isTyping = true;
  const typing = { paragraphs: one.paragraphs, below, isTyping: () => isTyping };
  const writing = Promise.all([
    ...writers(one, await textHashOf(one.address)),
    ...one.people.map((person) => typeWords(meetingOf(one), person, typing)),
  ]);
  await pause(200 + draw() * 3_000);
  const ended = once(server, 'exit');
  one.kills += 1;
  one.isDying = true;
  if (one.folder !== undefined && one.kills % 2 === 0) {
    withDatabase += 1;
    const [postmaster = ''] = readFileSync(join(one.folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(postmaster), 'SIGKILL');
  }
  server.kill('SIGKILL');
  await ended;
  isTyping = false;
  await writing;
  for (const { socket } of one.people) socket.disconnect();
  if (kill % 10 === 0)
    console.log(
      `${kill} kills, ${targets.map((each) => `${each.name} ${each.acknowledged.size} acknowledged`).join(', ')}`,
    );
}
for (const one of targets.filter(({ kills }) => kills > 0)) {
  const server = await start(one);
  one.isDying = false;
  await check(one);
  const { done, now, refused } = one.again;
  console.log(
    `${one.name}: ${one.kills} kills, ${one.acknowledged.size} events acknowledged and ${one.typed.length} words typed, 0 lost, changed or doubled; without an answer ${done + now + refused}, of which ${done} had been done, ${now} were done when sent again, ${refused} were refused by the rules; records, states and the live text were as they should be each time (${[...one.byKind].map(([kind, count]) => `${kind} ${count}`).join(', ')})`,
  );
  for (const { text, socket } of one.people) {
    await text.close();
    socket.disconnect();
  }
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}
console.log(`seed ${SEED}; the private database killed as well ${withDatabase} times`);
await postgres.stop();
for (const each of [folder, other]) rmSync(each, { recursive: true, force: true });
process.exit();
