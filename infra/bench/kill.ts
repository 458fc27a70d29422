/**
 * kill -9 of the service at random moments under load, on its own database: acknowledged events lost (must be none), and
 * the record verifies after each start. Usage: … infra/bench/kill.ts [kills] [seed]. Needs a build.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededDraws } from '@plenary/demonstration';
import { STANCES } from '@plenary/consensus';
import { verifyRecord } from '@plenary/verify';

const [KILLS, SEED] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 1)];
const draw = seededDraws(SEED);
const stream = 'deliberation:ai-governance';
const folder = mkdtempSync(join(tmpdir(), 'plenary-kill-'));
chmodSync(folder, 0o755);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const start = async (): Promise<{ server: ChildProcess; address: string; door: string }> => {
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
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', () => reject(new Error(said)));
  });
  const line = said.split('\n').find((candidate) => candidate.includes('France')) ?? '';
  return {
    server,
    address: /http:\/\/[^\s/]+/.exec(said)?.[0] ?? '',
    door: /token=(\S+)/.exec(line)?.[1] ?? '',
  };
};

const acknowledged: number[] = [];
let [held, n] = [0, 0];
for (let kill = 1; kill <= KILLS; kill += 1) {
  const { server, address, door } = await start();
  const entered = await fetch(`${address}/api/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: door }),
  });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { state, version } = (await (await fetch(`${address}/api/deliberations/ai-governance`)).json()) as {
    version: number;
    state: { revision: { hash: string } };
  };
  const lost = acknowledged.filter((one) => one > version).length;
  if (lost > 0) throw new Error(`kill ${kill}: ${lost} acknowledged events are gone (seed ${SEED})`);
  // Verifying the whole record takes longer than a start: every tenth, and the last.
  if (kill % 10 === 0 || kill === KILLS) {
    const report = verifyRecord(
      JSON.parse(await (await fetch(`${address}/api/deliberations/ai-governance/export`)).text()),
    );
    if (!report.ok)
      throw new Error(`kill ${kill}: the record does not hold ${JSON.stringify(report.checks.at(-1))}`);
    held += 1;
  }
  let going = true;
  const write = async (): Promise<void> => {
    while (going) {
      n += 1;
      const act = {
        type: 'statePosition',
        item: 'text',
        stance: STANCES[n % 2],
        reason: `kill ${n}`,
        textHash: state.revision.hash,
      };
      try {
        const answer = await fetch(`${address}/api/acts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie, 'idempotency-key': `kill-${SEED}-${n}` },
          body: JSON.stringify({ stream, act }),
        });
        if (answer.status === 201)
          acknowledged.push(((await answer.json()) as { receipt: { toVersion: number } }).receipt.toVersion);
      } catch {
        return; // killed: what was under way was not acknowledged
      }
    }
  };
  const writers = Array.from({ length: 8 }, write);
  await pause(50 + draw() * 500);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGKILL');
  await ended;
  going = false;
  await Promise.all(writers);
}
const { server, address } = await start();
const { version } = (await (await fetch(`${address}/api/deliberations/ai-governance`)).json()) as {
  version: number;
};
const lost = acknowledged.filter((one) => one > version).length;
const ended = new Promise((resolve) => server.once('exit', resolve));
server.kill('SIGTERM');
await ended;
rmSync(folder, { recursive: true, force: true });
console.log(
  `${KILLS} kills, ${acknowledged.length} acknowledged, ${lost} lost; the record held ${held} of ${held} times (seed ${SEED})`,
);
process.exitCode = lost === 0 ? 0 : 1;
