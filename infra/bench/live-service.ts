/**
 * What live texts are loaded on, in a process of its own (started by live-load.ts): `plenary`, the real service on a real
 * PostgreSQL; `hocuspocus`, `hocuspocus-log` with every update in a log by groups, as ours, though acknowledged before it is
 * stored; `y-websocket`; `y-socket.io`; `relay`, bare ws that passes bytes on; `batched`, the same with one frame each 16 ms, the limit.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { Server as Hocuspocus } from '@hocuspocus/server';
import { startTestServer } from '@plenary/db/testing';
import { setupWSConnection } from '@y/websocket-server/utils';
import pg from 'pg';
import { Server } from 'socket.io';
import { WebSocketServer, type WebSocket } from 'ws';
import { YSocketIO } from 'y-socket.io/dist/server';
import { votingMembers } from '@plenary/consensus';
import { cookieFor, perform, startService } from './service.ts';

export const LIVE_KINDS = [
  'plenary',
  'hocuspocus',
  'hocuspocus-log',
  'y-websocket',
  'y-socket.io',
  'relay',
  'batched',
] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

/** Paragraphs of the exercise in which the delegations type. */
export const TYPED_PARAGRAPHS = 20;
export const DELIBERATION = 'ai-governance';

export interface LiveLoaded {
  readonly address: string;
  /** Sessions of delegations, by member; none where nobody signs in. */
  readonly cookies: readonly (readonly [member: string, cookie: string])[];
  readonly paragraphs: readonly string[];
}
const tell = (loaded: LiveLoaded): void => void process.send?.(loaded);

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1_000, memory: process.memoryUsage.rss() / 2 ** 20 });
});

const plenary = async (isMany: boolean): Promise<void> => {
  const { app, address, stop } = await startService();
  const stream = `deliberation:${DELIBERATION}`;
  const body = await app.held.get(await app.bodyStream());
  const held = await app.held.get(stream);
  if (
    body.kind !== 'body' ||
    body.state === undefined ||
    held.kind !== 'deliberation' ||
    held.state === undefined
  )
    throw new Error('no exercise');
  const members = votingMembers(body.state).map(({ id }) => id);
  const cookies: [string, string][] = [];
  for (const member of members) cookies.push([member, await cookieFor(app, address, 'delegate', member)]);
  const chair = await cookieFor(app, address, 'chair');
  let key = 0;
  const act = async (cookie: string, what: object): Promise<void> => {
    const { status, code } = await perform(address, cookie, stream, what, `bench-live-${(key += 1)}`);
    if (status !== 201) throw new Error(`${JSON.stringify(what)}: ${status} ${code}`);
  };
  const opening = (id: string, kind: string) => ({ type: 'openDocument', id, kind, lang: 'en', title: id });
  const paragraphs = (held.state.revision?.paragraphs ?? [])
    .filter(({ kind }) => kind === 'operative')
    .slice(0, TYPED_PARAGRAPHS)
    .map(({ pid }) => pid);
  if (isMany) {
    for (const [member, cookie] of cookies)
      for (let n = 0; n < 3; n += 1) await act(cookie, opening(`d-${member}-${n}`, 'amendmentDraft'));
  } else {
    await act(chair, { ...opening('working', 'workingText'), readers: 'public' });
    for (const paragraph of paragraphs) await act(chair, { type: 'openParagraph', paragraph, members });
  }
  process.on('disconnect', () => void stop());
  tell({ address, cookies, paragraphs });
};

/** Updates into a log, everything that waits in one statement. */
const groupLog = async () => {
  const server = await startTestServer();
  const database = await server.fresh();
  const pool = new pg.Pool({ ...database.config, max: 2 });
  await pool.query('create table peer_log (document text, update bytea)');
  let waiting: [string, Uint8Array][] = [];
  let isWriting = false;
  const write = async (): Promise<void> => {
    if (isWriting) return;
    isWriting = true;
    while (waiting.length > 0) {
      const rows = waiting;
      waiting = [];
      await pool.query('insert into peer_log select * from unnest($1::text[], $2::bytea[])', [
        rows.map(([document]) => document),
        rows.map(([, update]) => Buffer.from(update)),
      ]);
    }
    isWriting = false;
  };
  return {
    add: (document: string, update: Uint8Array): void => {
      waiting.push([document, update]);
      void write();
    },
    stop: async (): Promise<void> => {
      await pool.end();
      await database.close();
      await server.stop();
    },
  };
};

const hocuspocus = async (isLogged: boolean): Promise<void> => {
  const log = isLogged ? await groupLog() : undefined;
  const server = new Hocuspocus({
    port: 0,
    address: '127.0.0.1',
    quiet: true,
    ...(log === undefined
      ? {}
      : {
          onChange: ({ documentName, update }: { documentName: string; update: Uint8Array }) => {
            log.add(documentName, update);
            return Promise.resolve();
          },
        }),
  });
  await server.listen();
  process.on('disconnect', () => void server.destroy().then(() => log?.stop()));
  tell({ address: server.httpURL, cookies: [], paragraphs: [] });
};

const bare = async (connected: (socket: WebSocket, request: IncomingMessage) => void): Promise<void> => {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on('connection', (socket, request) => connected(socket, request));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
  const bound = http.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  process.on('disconnect', () => {
    for (const socket of sockets.clients) socket.terminate();
    // The peers keep timers of their own.
    http.close(() => process.exit());
  });
  tell({ address: `http://127.0.0.1:${bound.port}`, cookies: [], paragraphs: [] });
};

const ySocketIo = async (): Promise<void> => {
  const http = createServer();
  const io = new Server(http, { perMessageDeflate: false, serveClient: false });
  new YSocketIO(io, { gcEnabled: true }).initialize();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
  const bound = http.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  process.on('disconnect', () => process.exit());
  tell({ address: `http://127.0.0.1:${bound.port}`, cookies: [], paragraphs: [] });
};

const relay = (windowMilliseconds: number): ((socket: WebSocket, request: IncomingMessage) => void) => {
  interface Room {
    readonly sockets: Set<WebSocket>;
    waiting: Buffer[];
  }
  const rooms = new Map<string, Room>();
  const flush = (room: Room): void => {
    const frame = Buffer.concat(room.waiting);
    room.waiting = [];
    for (const other of room.sockets) other.send(frame);
  };
  return (socket, { url: name = '/' }) => {
    const room = rooms.get(name) ?? { sockets: new Set<WebSocket>(), waiting: [] };
    rooms.set(name, room);
    room.sockets.add(socket);
    socket.on('close', () => room.sockets.delete(socket));
    socket.on('message', (data: Buffer) => {
      room.waiting.push(data);
      if (windowMilliseconds === 0) flush(room);
      else if (room.waiting.length === 1) setTimeout(() => flush(room), windowMilliseconds);
    });
  };
};

if (process.send !== undefined)
  switch (process.argv[2]) {
    case 'plenary':
      await plenary(process.argv[3] === 'many');
      break;
    case 'hocuspocus':
    case 'hocuspocus-log':
      await hocuspocus(process.argv[2] === 'hocuspocus-log');
      break;
    case 'y-websocket':
      await bare((socket, request) => setupWSConnection(socket, request, { gc: true }));
      break;
    case 'y-socket.io':
      await ySocketIo();
      break;
    case 'relay':
      await bare(relay(0));
      break;
    default:
      await bare(relay(16));
  }
