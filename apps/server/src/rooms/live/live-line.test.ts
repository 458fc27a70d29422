import { createServer } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { FRAME_EVENT, LIMITS } from '@plenary/protocol';
import { Server, type Socket } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishFrame, liveLine } from './live-line.ts';
import { liveParser } from './live-parser.ts';

const http = createServer();
const io = new Server(http, { parser: liveParser, maxHttpBufferSize: 1_000 });
beforeAll(() => new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve())));
afterAll(() => io.close());

const pair = async (transport: string) => {
  const client = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    transports: [transport],
    parser: liveParser,
    reconnection: false,
    forceNew: true,
  });
  const server = await new Promise<Socket>((resolve) => io.once('connection', resolve));
  return { client, server };
};

test.each([0, 1, 120, 125, 126, 65_530, 65_535, 65_536, 300_000])(
  '[LTX-11] a frame of %i bytes goes to the TCP socket of a WebSocket and arrives whole',
  async (length) => {
    const { client, server } = await pair('websocket');
    const line = liveLine(server);
    const message = Uint8Array.from({ length }, (_, at) => at % 251);
    const { transport } = server.conn as unknown as { transport: { socket: { _socket: TcpSocket } } };
    const tcp = transport.socket._socket;
    let written = 0;
    const write = tcp.write.bind(tcp);
    tcp.write = ((bytes: Uint8Array) => {
      written += bytes.length;
      return write(bytes);
    }) as typeof tcp.write;
    const heard = new Promise<Uint8Array>((resolve) => client.once(FRAME_EVENT, resolve));
    await expect
      .poll(() => (server.conn as unknown as { transport: { writable: boolean } }).transport.writable)
      .toBe(true);
    line.send(finishFrame(message));
    expect(Buffer.from(await heard).equals(Buffer.from(message))).toBe(true);
    // Two, four or ten bytes before the message, and nothing else: no detour over the transport.
    expect(written - length).toBe(length < 126 ? 2 : length < 65_536 ? 4 : 10);
    client.disconnect();
  },
);

test('[LTX-11] frames and messages of both ways keep their order', async () => {
  const { client, server } = await pair('websocket');
  const line = liveLine(server);
  const heard: unknown[] = [];
  const all = new Promise<void>((resolve) => {
    client.on(FRAME_EVENT, (bytes: Uint8Array) => heard.push(bytes[0]));
    client.on('said', (at: number) => {
      heard.push(at);
      if (at === 99) resolve();
    });
  });
  for (let at = 0; at < 100; at += 1)
    if (at % 3 === 0) server.emit('said', at);
    else line.send(finishFrame(Uint8Array.from([at])));
  await all;
  expect(heard).toEqual(Array.from({ length: 100 }, (_, at) => at));
  client.disconnect();
});

test('[LTX-11] a line by polling is written to by the transport', async () => {
  const { client, server } = await pair('polling');
  const heard = new Promise<Uint8Array>((resolve) => client.once(FRAME_EVENT, resolve));
  liveLine(server).send(finishFrame(Uint8Array.from([7, 8, 9])));
  expect([...(await heard)]).toEqual([7, 8, 9]);
  client.disconnect();
});

test.each(['websocket', 'polling'])(
  '[LTX-11] large messages come in by %s once they are admitted, and not before',
  async (transport) => {
    const large = new Uint8Array(LIMITS.LIVE_FRAME_BYTES_MAX / 2);
    const early = await pair(transport);
    const closed = new Promise((resolve) => early.server.once('disconnect', resolve));
    early.client.emit(FRAME_EVENT, large);
    await closed;
    const { client, server } = await pair(transport);
    liveLine(server).admitLarge();
    const heard = new Promise<Uint8Array>((resolve) => server.once(FRAME_EVENT, resolve));
    client.emit(FRAME_EVENT, large);
    expect((await heard).length).toBe(large.length);
    client.disconnect();
    early.client.disconnect();
  },
);
