import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from './embedded/temporary-folder.ts';
import { serverNotifier } from './notifier.ts';

/** A message of the server as the protocol frames it: its kind, its length with itself, its bytes. */
const message = (kind: string, body: Buffer): Buffer => {
  const head = Buffer.from(`${kind}....`);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const GREETED = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
const LISTENS = Buffer.concat([message('C', Buffer.from('LISTEN\0')), message('Z', Buffer.from('I'))]);
const REFUSED = Buffer.concat([
  message('E', Buffer.from('SERROR\0C53000\0Mnot now\0\0')),
  message('Z', Buffer.from('I')),
]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(temporaryFolder(), 'plenary-notifier-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** A server that refuses to let the first connection listen, and lets go of a connection only when it is told to. */
const stubbornServer = async () => {
  const lines: Socket[] = [];
  const listening: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (line) => {
    const place = lines.push(line);
    let greeted = false;
    line.on('data', (bytes) => {
      if (!greeted) {
        greeted = true;
        line.write(GREETED);
      } else if (bytes.includes('listen')) {
        line.write(place === 1 ? REFUSED : LISTENS);
        if (place > 1) listening.push(line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(join(folder, '.s.PGSQL.5432'), resolve));
  return { server, lines, listening };
};

test('[STO-16] a connection that ends after it was replaced is not replaced again', async () => {
  const { server, lines, listening } = await stubbornServer();
  const config = { host: folder, user: 'anybody', database: 'any' };
  const pool = new pg.Pool(config);
  const faults: unknown[] = [];
  const notifier = serverNotifier(pool, config, (error) => faults.push(error));
  notifier.listen(() => undefined);
  await expect.poll(() => faults.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect.poll(() => listening.length).toBe(1);
  const gone = new Promise((resolve) => lines[0]?.once('close', resolve));
  lines[0]?.end();
  await gone;
  expect([vi.getTimerCount(), lines.length]).toEqual([0, 2]);
  lines[1]?.once('end', () => lines[1]?.end());
  await notifier.close();
  await pool.end();
  await new Promise((resolve) => server.close(resolve));
});
