import type {} from './stopping.ts';
import { LIMITS } from '@plenary/protocol';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Type } from 'typebox';
import { registerHealthRoutes } from '../routes/health.ts';
import { readSettings } from '../settings.ts';
import { PUBLIC } from '../viewer.ts';
import { registerPlugins } from './register-plugins.ts';
import { createLogger, serverOptions } from './server-options.ts';

let app: FastifyInstance;
let logged: string[];
let called: number;
let isDatabaseUp: boolean;

const build = async (env: Record<string, string> = {}, anonymous: number = 1_000) => {
  const settings = readSettings({ env: { LOG_LEVEL: 'info', ...env }, readFile: () => '' });
  const logger = createLogger(settings, { write: (line: string) => void logged.push(line) });
  const built = fastify(serverOptions({ settings, logger }));
  await registerPlugins(built, { settings, limits: { ...LIMITS, REQUESTS_PER_MINUTE_ANONYMOUS: anonymous } });
  built.decorateRequest('viewer', { getter: () => PUBLIC });
  built.decorateRequest('session', undefined);
  const schema = { body: Type.Object({ word: Type.String() }, { additionalProperties: false }) };
  built.post('/api/words', { schema }, async () => {
    called += 1;
    return { ok: true };
  });
  built.get('/api/fault', async () => {
    throw new Error('Failed query: insert\nparams: Ada Example,secret');
  });
  registerHealthRoutes(built, {
    probes: { database: async () => isDatabaseUp, sequencer: async () => true },
  });
  await built.ready();
  return built;
};

beforeEach(async () => {
  logged = [];
  called = 0;
  isDatabaseUp = true;
  app = await build();
  return undefined;
});
afterEach(async () => app.close());

const post = (payload: string, type = 'application/json') =>
  app.inject({ method: 'POST', url: '/api/words', headers: { 'content-type': type }, payload });

test.each([
  ['{"word":', 'application/json', 400, 'request.notJson'],
  ['', 'application/json', 400, 'request.notJson'],
  ['{"__proto__":{"word":"x"},"word":"x"}', 'application/json', 400, 'request.notJson'],
  ['{"word":1}', 'application/json', 400, 'request.malformed'],
  ['{"word":"x","more":1}', 'application/json', 400, 'request.malformed'],
  ['[]', 'application/json', 400, 'request.malformed'],
  ['word=x', 'application/x-www-form-urlencoded', 415, 'request.contentType'],
  [`{"word":"${'x'.repeat(LIMITS.BODY_BYTES_MAX)}"}`, 'application/json', 413, 'request.tooLarge'],
] as const)(
  '[IDN-19] bad input %#: answered with its code, logged once, nothing done',
  async (payload, type, status, code) => {
    const answer = await post(payload, type);
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
    expect(called).toBe(0);
    expect(logged.filter((line) => line.includes(code))).toHaveLength(1);
  },
);

test('[IDN-19] the place of what is malformed is named', async () => {
  expect((await post('{"word":1}')).json().error.facts).toEqual({ place: 'body/word', problem: 'type' });
});

test('[IDN-19] no spoilt content type reaches a handler with an unchecked body', async () => {
  const bases = ['application/json', 'application/jso', 'text/json', 'text/plain', 'multipart/form-data', ''];
  const spoils = [
    '',
    ' ',
    ';',
    '\t',
    ';a',
    ',text/plain',
    '; charset',
    '\u00a0',
    '%00',
    'x',
    '/',
    ';;',
    ' ;json',
  ];
  for (const base of bases)
    for (const before of ['', ' ', '\t'])
      for (const spoil of spoils) await post('{"word":1}', `${before}${base}${spoil}`);
  expect(called).toBe(0);
});

test('[IDN-20] a fault of ours is answered with a reference that is in the log, and with nothing else', async () => {
  const answer = await app.inject('/api/fault');
  expect(answer.statusCode).toBe(500);
  const { code, facts } = answer.json().error;
  expect(code).toBe('server.fault');
  const lines = logged.filter((line) => line.includes(facts.reference));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('Failed query');
  expect(answer.body + lines[0]).not.toMatch(/Ada Example|secret/);
});

test('[IDN-12] requests beyond the limit of an address are refused; probes never are', async () => {
  await app.close();
  app = await build({}, 2);
  for (let i = 0; i < 2; i += 1) expect((await post('{"word":"x"}')).statusCode).toBe(200);
  expect((await post('{"word":"x"}')).json().error).toMatchObject({
    code: 'request.tooMany',
    facts: { limit: 2 },
  });
  for (let i = 0; i < 5; i += 1) expect((await app.inject('/health/live')).statusCode).toBe(200);
});

test('[IDN-21] not ready while the database does not answer or the service stops, and alive all the while', async () => {
  expect((await app.inject('/health/ready')).json()).toMatchObject({ ready: true });
  isDatabaseUp = false;
  expect([
    (await app.inject('/health/ready')).statusCode,
    (await app.inject('/health/live')).statusCode,
  ]).toEqual([503, 200]);
  isDatabaseUp = true;
  app.stopping.begun = true;
  const stopping = await app.inject('/health/ready');
  expect([stopping.statusCode, stopping.json().stopping, stopping.headers.connection]).toEqual([
    503,
    true,
    'close',
  ]);
});

test('[IDN-22] metrics are shown to those who carry the token, where one is set', async () => {
  expect((await app.inject('/metrics')).body).toContain('plenary_http_request_duration_seconds');
  await app.close();
  app = await build({ PLENARY_METRICS_TOKEN: 'a-long-random-text' });
  expect((await app.inject('/metrics')).statusCode).toBe(404);
  const headers = { authorization: 'Bearer a-long-random-text' };
  expect((await app.inject({ url: '/metrics', headers })).statusCode).toBe(200);
});
