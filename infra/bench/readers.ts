/**
 * 2,000 readers of a public page: each with a line of its own asks for the page of the text, and for what its screen is
 * made of, every few seconds; then all ask again as soon as they are answered. Beside it, in the same run, a plain server
 * of files with the same bytes, packed before: the limit. Each is a process of its own; this one only asks.
 *
 * node infra/run.mjs bench readers [READERS] [SECONDS]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Loaded } from './load-service.ts';
import { quantile } from './service.ts';

const [READERS, SECONDS] = [Number(process.argv[2] ?? 2_000), Number(process.argv[3] ?? 20)];
/** A reader who reads asks for something every so many seconds. */
const EVERY_SECONDS = 4;
/** The page as it is without script, and the state that the screen is made of. */
const PAGES = ['/deliberations/ai-governance', '/api/deliberations/ai-governance'] as const;
const ACCEPT = { '/deliberations/ai-governance': 'text/html', '/api/deliberations/ai-governance': '*/*' };

interface Answered {
  readonly milliseconds: number;
  readonly bytes: Buffer;
}

let askedAgain = 0;
const asked = (address: string, path: (typeof PAGES)[number], agent: Agent): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const headers = { accept: ACCEPT[path], 'accept-encoding': 'br' };
    const request = get(`${address}${path}`, { agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`));
        else resolve({ milliseconds: performance.now() - start, bytes: Buffer.concat(parts) });
      });
    });
    // A line may be closed just when it is used again, or turned away when thousands open at once: browsers ask anew,
    // and so does this; the time until then counts, and how often is told.
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET') return reject(error);
      askedAgain += 1;
      return asked(address, path, agent).then(
        ({ bytes }) => resolve({ milliseconds: performance.now() - start, bytes }),
        reject,
      );
    });
  });

const started = async (kind: string, ...more: readonly string[]): Promise<[ChildProcess, string]> => {
  const child = fork(new URL('load-service.ts', import.meta.url), [kind, ...more]);
  const [{ address }] = (await once(child, 'message')) as [Loaded];
  return [child, address];
};
const processorOf = async (child: ChildProcess): Promise<number> => {
  const answer = once(child, 'message');
  child.send('how much');
  const [milliseconds] = (await answer) as [number];
  return milliseconds;
};

/** All readers for a while; each waits so many seconds between two of its questions. */
const read = async (child: ChildProcess, address: string, everySeconds: number): Promise<string> => {
  const agents = Array.from({ length: READERS }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const took: number[] = [];
  askedAgain = 0;
  const usedBefore = await processorOf(child);
  const began = performance.now();
  const until = began + SECONDS * 1_000;
  await Promise.all(
    agents.map(async (agent, reader) => {
      // They did not all come at the same moment.
      await pause((reader / READERS) * everySeconds * 1_000);
      for (let turn = reader; performance.now() < until; turn += 1) {
        const { milliseconds } = await asked(address, PAGES[turn % PAGES.length] ?? PAGES[0], agent);
        took.push(milliseconds);
        await pause(everySeconds * 1_000);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  const used = (await processorOf(child)) - usedBefore;
  for (const agent of agents) agent.destroy();
  const sorted = took.toSorted((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(sorted, share).toFixed(0));
  return `${(took.length / seconds).toFixed(0)} answers a second, p50 ${p50}, p99 ${p99} ms, ${((used / took.length) * 1_000).toFixed(0)} ms of a processor a thousand (${took.length}, asked again ${askedAgain})`;
};

const folder = mkdtempSync(join(tmpdir(), 'plenary-readers-'));
try {
  const [service, serviceAddress] = await started('plenary');
  const agent = new Agent();
  for (const [place, path] of PAGES.entries()) {
    const { bytes } = await asked(serviceAddress, path, agent);
    writeFileSync(join(folder, String(place)), bytes);
    console.log(`${path}: ${(bytes.length / 1_024).toFixed(1)} KiB packed`);
  }
  const [files, filesAddress] = await started('files', folder, ...PAGES);
  const both = [
    ['the service', service, serviceAddress],
    ['a server of files', files, filesAddress],
  ] as const;
  console.log(`${READERS} readers, each asking every ${EVERY_SECONDS} s, for ${SECONDS} s`);
  for (const [name, child, address] of both)
    console.log(`  ${name}: ${await read(child, address, EVERY_SECONDS)}`);
  console.log(`${READERS} readers, each asking again at once, for ${SECONDS} s`);
  for (const [name, child, address] of both) console.log(`  ${name}: ${await read(child, address, 0)}`);
  for (const [, child] of both) {
    child.disconnect();
    await once(child, 'exit');
  }
} finally {
  rmSync(folder, { recursive: true });
}
