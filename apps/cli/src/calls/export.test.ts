import { createServer, type Server } from 'node:http';
import { EXPORT_FORMAT, parseExport } from '@plenary/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportDeliberation } from './export.ts';

const envelope = {
  seq: 0,
  stream: 'deliberation:d',
  version: 1,
  type: 'conversationOpened',
  at: '2026-01-15T09:00:00.000Z',
  actor: { kind: 'secretariat' },
  audience: 'public',
  commitment: '0a'.repeat(32),
};
const record = {
  format: EXPORT_FORMAT,
  body: 'body:b',
  deliberation: 'deliberation:d',
  verifierKey: 'name+00000000+AA==',
  checkpoint: 'x',
  entries: [{ envelope, payload: { conversation: { id: 'c1' } }, salt: '0a'.repeat(32) }],
  otherLeaves: [],
};
const LOG = '{"entry":{}}\n';
const ANSWERS: Readonly<Record<string, string>> = {
  '/api/deliberations/d/export': JSON.stringify(record),
  '/api/deliberations/d/conversations/c1/open-data/log.jsonl': LOG,
};

let server: Server;
let address = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = ANSWERS[request.url ?? ''];
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(answer ?? 'nothing');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  address = `http://127.0.0.1:${bound.port}`;
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const exported = async (options: Readonly<Record<string, string | boolean>> = {}): Promise<unknown> => {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  await exportDeliberation.run({ subjects: ['d'], options: { server: address, ...options } }, print);
  return JSON.parse(printed.join(''));
};

test('[VER-15] an export brings the logs of its conversations, and leaves them out where that is asked', async () => {
  const whole = await exported();
  expect(whole).toEqual({ ...record, logs: { c1: LOG } });
  expect(parseExport(whole).ok).toBe(true);
  expect(await exported({ 'without-logs': true })).toEqual(record);
  await expect(
    exportDeliberation.run({ subjects: ['other'], options: { server: address } }, () => undefined),
  ).rejects.toThrow('nothing');
});
