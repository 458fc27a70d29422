/**
 * kill -9 of the service while a negotiation goes on: amendments are tabled, votes cast in a ballot that is open, delegations
 * come to a sitting and leave it; in turn with the private database of the default (every second time killed as well) and on
 * a PostgreSQL of its own. After each kill: every acknowledged act stands where its receipt says with the commitments that
 * the receipt carries, what was not acknowledged is there whole or not at all, and the records verify.
 * Usage: … infra/bench/negotiation-kill.ts [kills] [seed] [minutes at most]. Needs a build.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '@plenary/db/testing';
import { seededDraws } from '@plenary/demonstration';
import { verifyRecord } from '@plenary/verify';
import { importOf } from './import-act.ts';

const [KILLS, SEED, MINUTES] = [
  Number(process.argv[2] ?? 50),
  Number(process.argv[3] ?? 1),
  Number(process.argv[4] ?? 60),
];
const TEXT_ID = 'killed-text';
const VOTE_ID = 'killed-vote';
const TEXT = `deliberation:${TEXT_ID}`;
const VOTE = `deliberation:${VOTE_ID}`;
const SITTING = 'sitting:killed';
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
const draw = seededDraws(SEED);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Target {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the private database, where it is one. */
  readonly folder?: string;
  /** `stream version` → the commitment that the receipt carries. */
  readonly acknowledged: Map<string, string>;
  kills: number;
  sent: number;
}
interface Started {
  readonly server: ChildProcess;
  readonly address: string;
  readonly cookies: Readonly<Record<Seat, string>>;
}
interface ActAnswered {
  readonly receipt: {
    readonly stream: string;
    readonly fromVersion: number;
    readonly toVersion: number;
    readonly commitments: readonly string[];
  };
}

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

const start = async ({ env }: Target): Promise<Started> => {
  const server = spawn(process.execPath, ['apps/server/dist/main.js'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'fatal', ...env },
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
  const address = /http:\/\/[^\s/]+/.exec(said)?.[0] ?? '';
  const cookies = { Secretariat: '', Chair: '', Brazil: '', Fiji: '', France: '', Kenya: '' };
  for (const seat of SEATS) cookies[seat] = await enter(address, said, seat);
  return { server, address, cookies };
};

/** Sends an act; what is acknowledged is noted. The code of a refusal, or `gone` when there was no answer. */
const send = async (
  target: Target,
  { address, cookies }: Started,
  seat: Seat,
  stream: string,
  act: object,
): Promise<string> => {
  target.sent += 1;
  try {
    const answer = await fetch(`${address}/api/acts`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: cookies[seat],
        'idempotency-key': `negotiation-kill-${SEED}-${target.sent}`,
      },
      body: JSON.stringify({ stream, act }),
    });
    if (!answer.ok) return ((await answer.json()) as { error: { code: string } }).error.code;
    const { receipt } = (await answer.json()) as ActAnswered;
    receipt.commitments.forEach((commitment, at) =>
      target.acknowledged.set(`${receipt.stream} ${receipt.fromVersion + at + 1}`, commitment),
    );
    return '';
  } catch {
    return 'gone'; // killed: what was under way was not acknowledged
  }
};

/** What the negotiation stands on, made once. */
const prepare = async (target: Target, started: Started): Promise<void> => {
  const paragraph = (text: string) => ({ kind: 'operative' as const, level: 0, text });
  const words = Array.from({ length: 20 }, (_, at) =>
    paragraph(`Decides to look at matter ${at + 1} in time;`),
  );
  const acts: readonly (readonly [Seat, string, object])[] = [
    ['Secretariat', TEXT, { type: 'openDeliberation', id: TEXT_ID, title: { en: 'A text' } }],
    ['Secretariat', TEXT, importOf('K/L.1', words)],
    ['Secretariat', VOTE, { type: 'openDeliberation', id: VOTE_ID, title: { en: 'A vote' } }],
    ['Secretariat', VOTE, importOf('K/L.2', words)],
    ['Chair', VOTE, { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 1 }],
    ['France', VOTE, { type: 'object', reason: 'So that there is a vote.' }],
    ['Chair', VOTE, { type: 'reject', note: 'There is an objection.' }],
    ['Chair', VOTE, { type: 'proposeAdoption', rule: 'ga-simple', objectionSeconds: 1 }],
    ['Chair', VOTE, { type: 'putToBallot', openSeconds: DAY_SECONDS, manner: 'rollCall' }],
    [
      'Secretariat',
      SITTING,
      {
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
      },
    ],
  ];
  for (const [seat, stream, act] of acts) {
    let code = await send(target, started, seat, stream, act);
    // The time for objections has to pass.
    for (let tries = 0; code === 'adoption.early' && tries < 100; tries += 1) {
      await pause(100);
      code = await send(target, started, seat, stream, act);
    }
    if (code !== '') throw new Error(`${JSON.stringify(act).slice(0, 60)}: ${code}`);
  }
};

const textHashOf = async (address: string): Promise<string> => {
  const answer = await fetch(`${address}/api/deliberations/${TEXT_ID}`);
  return ((await answer.json()) as { state: { revision: { hash: string } } }).state.revision.hash;
};

/** Acts one after another until the service is gone. */
const goOn = async (work: () => Promise<string>): Promise<void> => {
  for (;;) {
    const code = await work();
    if (code === 'gone') return;
    if (code !== '' && code !== 'act.limit') throw new Error(code);
  }
};
const writers = (target: Target, started: Started, textHash: string): readonly Promise<void>[] =>
  DELEGATIONS.flatMap((seat, at) => {
    let turn = 0;
    const tabling = () => {
      turn += 1;
      const paragraph = `p${1 + ((at * 5 + turn) % 20)}`;
      const words = `Decides to look at this matter ${target.sent} times, says ${seat} on turn ${turn};`;
      const changes = [{ paragraph, new: words }];
      const act = { type: 'submitAmendment', changes, reason: '', textHash, needs: [], excludes: [] };
      return send(target, started, seat, TEXT, act);
    };
    const voting = () => {
      turn += 1;
      return send(target, started, seat, VOTE, { type: 'castBallot', choice: CHOICES[turn % 3] });
    };
    const coming = () => {
      turn += 1;
      const act = { type: 'registerPresence', members: [MEMBER[seat]], present: turn % 2 === 0 };
      return send(target, started, seat, SITTING, act);
    };
    return [goOn(tabling), goOn(voting), goOn(coming)];
  });

interface Entry {
  readonly envelope: { readonly stream: string; readonly version: number; readonly commitment: string };
}
/** The records hold, and what was acknowledged is in them. Throws with what is missing. */
const check = async (target: Target, address: string): Promise<void> => {
  const found = new Map<string, string>();
  for (const id of [TEXT_ID, VOTE_ID]) {
    const answer = await fetch(`${address}/api/deliberations/${id}/export`);
    const record = (await answer.json()) as { readonly entries: readonly Entry[] };
    for (const { envelope } of record.entries)
      found.set(`${envelope.stream} ${envelope.version}`, envelope.commitment);
    const { ok, checks } = verifyRecord(record);
    if (!ok)
      throw new Error(
        `${target.name}: ${id} does not hold: ${JSON.stringify(checks.find((one) => !one.ok))}`,
      );
  }
  const lost = [...target.acknowledged].filter(([place, commitment]) => found.get(place) !== commitment);
  if (lost.length > 0)
    throw new Error(
      `${target.name}: ${lost.length} acknowledged are gone or changed (seed ${SEED}): ${lost[0]?.[0]}`,
    );
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
const target = (name: string, env: Target['env'], own?: string): Target => ({
  name,
  env,
  acknowledged: new Map(),
  kills: 0,
  sent: 0,
  ...(own === undefined ? {} : { folder: own }),
});
const targets = [
  target('private database', { PLENARY_DATA: folder }, folder),
  target('PostgreSQL', { PLENARY_DATA: other, DATABASE_URL: asUrl(), PLENARY_DEMONSTRATION: 'on' }),
];
const until = performance.now() + MINUTES * 60_000;
let withDatabase = 0;
for (let kill = 1; kill <= KILLS && performance.now() < until; kill += 1) {
  const one = targets[kill % targets.length];
  if (one === undefined) break;
  const started = await start(one);
  if (one.kills === 0) await prepare(one, started);
  else await check(one, started.address);
  const writing = Promise.all(writers(one, started, await textHashOf(started.address)));
  await pause(200 + draw() * 3_000);
  const ended = once(started.server, 'exit');
  one.kills += 1;
  if (one.folder !== undefined && one.kills % 2 === 0) {
    withDatabase += 1;
    const [postmaster = ''] = readFileSync(join(one.folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(postmaster), 'SIGKILL');
  }
  started.server.kill('SIGKILL');
  await ended;
  await writing;
  if (kill % 10 === 0)
    console.log(
      `${kill} kills, ${targets.map((each) => `${each.name} ${each.acknowledged.size} acknowledged`).join(', ')}`,
    );
}
for (const one of targets.filter(({ kills }) => kills > 0)) {
  const { server, address } = await start(one);
  await check(one, address);
  const byStream = new Map<string, number>();
  for (const place of one.acknowledged.keys()) {
    const [stream = ''] = place.split(' ');
    byStream.set(stream, (byStream.get(stream) ?? 0) + 1);
  }
  console.log(
    `${one.name}: ${one.kills} kills, ${one.acknowledged.size} acknowledged, 0 lost or changed; the records held each time (${[...byStream].map(([stream, count]) => `${stream} ${count}`).join(', ')})`,
  );
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}
console.log(`seed ${SEED}; the private database killed as well ${withDatabase} times`);
await postgres.stop();
for (const each of [folder, other]) rmSync(each, { recursive: true, force: true });
