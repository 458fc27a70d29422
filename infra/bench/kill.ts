/**
 * kill -9 at random moments under load, in turn of the service alone and of the service with its database. After each
 * one: every acknowledged act stands where its receipt says with what was sent, and the record verifies.
 * Usage: … infra/bench/kill.ts [kills] [seed]. Needs a build.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STANCES } from '@plenary/consensus';
import { seededDraws } from '@plenary/demonstration';
import { verifyRecord } from '@plenary/verify';

const [KILLS, SEED] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 1)];
const WRITERS = 8;
const STREAM = 'deliberation:ai-governance';
const draw = seededDraws(SEED);
const folder = mkdtempSync(join(tmpdir(), 'plenary-kill-'));
chmodSync(folder, 0o755);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const left = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

interface Started {
  readonly server: ChildProcess;
  readonly address: string;
  readonly cookie: string;
  readonly textHash: string;
}

const start = async (): Promise<Started> => {
  const server = spawn(process.execPath, ['apps/server/dist/main.js'], {
    env: { ...process.env, PORT: '0', PLENARY_DATA: folder, LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
  const door = said.split('\n').find((line) => line.includes('France')) ?? '';
  const entered = await fetch(`${address}/api/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: /token=(\S+)/.exec(door)?.[1] }),
  });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await fetch(`${address}/api/deliberations/ai-governance`);
  const { state } = (await answer.json()) as { state: { revision: { hash: string } } };
  return { server, address, cookie, textHash: state.revision.hash };
};

/** What was acknowledged: version in the stream → the reason that was sent. */
const acknowledged = new Map<number, string>();

interface Entry {
  readonly envelope: { readonly stream: string; readonly version: number };
  readonly payload?: { readonly reason?: string };
}

/** The record holds, and what was acknowledged is in it. Throws with what is missing. */
const check = async (kill: number, address: string): Promise<void> => {
  const answer = await fetch(`${address}/api/deliberations/ai-governance/export`);
  const record = (await answer.json()) as { entries: readonly Entry[] };
  const found = new Map(
    record.entries
      .filter(({ envelope }) => envelope.stream === STREAM)
      .map(({ envelope, payload }) => [envelope.version, payload?.reason]),
  );
  const lost = [...acknowledged].filter(([version, reason]) => found.get(version) !== reason);
  if (lost.length > 0)
    throw new Error(
      `kill ${kill}: ${lost.length} acknowledged are gone or changed (seed ${SEED}): ${lost[0]}`,
    );
  const report = verifyRecord(record);
  if (!report.ok)
    throw new Error(`kill ${kill}: the record does not hold: ${JSON.stringify(report.checks.at(-1))}`);
};

let sent = 0;
/** States positions one after another until the service is gone. */
const write = async ({ address, cookie, textHash }: Started): Promise<void> => {
  for (;;) {
    sent += 1;
    const reason = `kill ${sent}`;
    const act = { type: 'statePosition', item: 'text', stance: STANCES[sent % 2], reason, textHash };
    try {
      const answer = await fetch(`${address}/api/acts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, 'idempotency-key': `kill-${SEED}-${sent}` },
        body: JSON.stringify({ stream: STREAM, act }),
      });
      if (answer.status !== 201) continue; // not acknowledged
      const { receipt } = (await answer.json()) as { receipt: { toVersion: number } };
      acknowledged.set(receipt.toVersion, reason);
    } catch {
      return; // killed: what was under way was not acknowledged
    }
  }
};

/** The postmaster of the data folder, by the file that PostgreSQL keeps. */
const database = (): number =>
  Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

for (let kill = 1; kill <= KILLS; kill += 1) {
  const started = await start();
  await check(kill - 1, started.address);
  const writers = Array.from({ length: WRITERS }, () => write(started));
  await pause(50 + draw() * 500);
  const ended = left(started.server);
  if (kill % 2 === 0) process.kill(database(), 'SIGKILL');
  started.server.kill('SIGKILL');
  await ended;
  await Promise.all(writers);
  if (kill % 20 === 0) console.log(`${kill} kills, ${acknowledged.size} acknowledged, none lost`);
}
const { server, address } = await start();
await check(KILLS, address);
const ended = left(server);
server.kill('SIGTERM');
await ended;
rmSync(folder, { recursive: true, force: true });
console.log(
  `${KILLS} kills (${Math.floor(KILLS / 2)} with the database), ${acknowledged.size} acknowledged, 0 lost or changed; the record held ${KILLS} of ${KILLS} times (seed ${SEED})`,
);
