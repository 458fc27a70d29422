/**
 * What the load is put on, in a process of its own: `plenary`, the real service on a real PostgreSQL with the exercise in
 * it and a session for each member, `bare`, a socket.io that passes every message on and does nothing else, or `files`, a
 * plain server of files. Started by load.ts and readers.ts; says where it is over the channel, and ends when the channel does.
 */
import { createReadStream } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import { currentHash, itemsOf, votingMembers } from '@plenary/consensus';
import { Server } from 'socket.io';
import { cookieFor, startService } from './service.ts';

export const STREAM = 'deliberation:ai-governance';

/** What the generator needs to know of what it loads. */
export interface Loaded {
  readonly address: string;
  /** One session for each member; none where nobody signs in. */
  readonly cookies: readonly string[];
  readonly version: number;
  /** Items with the hash of their words. */
  readonly items: readonly (readonly [string, string])[];
}

const tell = (loaded: Loaded): void => void process.send?.(loaded);
/** Asked for anything, this process says how many milliseconds of a processor it has used so far. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1_000);
});

const plenary = async (): Promise<void> => {
  const { app, address, stop } = await startService();
  const body = await app.held.get(await app.bodyStream());
  const { version, ...deliberation } = await app.held.get(STREAM);
  if (
    body.kind !== 'body' ||
    body.state === undefined ||
    deliberation.kind !== 'deliberation' ||
    deliberation.state === undefined
  )
    throw new Error('no exercise');
  const { state } = deliberation;
  const cookies: string[] = [];
  for (const { id } of votingMembers(body.state)) cookies.push(await cookieFor(app, address, 'delegate', id));
  process.on('disconnect', () => void stop());
  tell({
    address,
    cookies,
    version,
    items: itemsOf(state).map((item) => [item, currentHash(state, item) ?? '']),
  });
};

/** Opens a port and says where it is. */
const listening = async (http: HttpServer): Promise<void> => {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
  const bound = http.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  tell({ address: `http://127.0.0.1:${bound.port}`, cookies: [''], version: 0, items: [['text', '']] });
};

const bare = async (): Promise<void> => {
  const http = createServer((request, response) => {
    if (request.method !== 'POST') return;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { act } = JSON.parse(Buffer.concat(parts).toString()) as { act: object };
      io.emit('events', { stream: STREAM, events: [{ type: 'positionStated', payload: act }] });
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const io = new Server(http, { perMessageDeflate: false, serveClient: false });
  io.on('connection', (socket) => {
    socket.on('follow', (_message: unknown, answer: (said: { ok: true }) => void) => answer({ ok: true }));
  });
  await listening(http);
  process.on('disconnect', () => void io.close());
};

/** Files named 0, 1, 2 … in a folder, packed before, under these paths. */
const files = async (folder: string, paths: readonly string[]): Promise<void> => {
  const http = createServer(({ url = '' }, response) => {
    response.writeHead(200, { 'content-encoding': 'br' });
    createReadStream(join(folder, String(paths.indexOf(url)))).pipe(response);
  });
  await listening(http);
  process.on('disconnect', () => {
    http.closeAllConnections();
    http.close();
  });
};

const [kind, folder = '', ...paths] = process.argv.slice(2);
if (process.send !== undefined)
  await (kind === 'bare' ? bare() : kind === 'files' ? files(folder, paths) : plenary());
