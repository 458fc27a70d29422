/**
 * Votes of a public at a steady rate: `bench conversation-load [SECONDS] [RATE] [PEOPLE]`, 60 s of 200 votes/s from 5,000
 * people unless told otherwise, over HTTP into the service in this process with a PostgreSQL beside it. Tells how long an acknowledgement took,
 * counts what stands in the log against what was acknowledged, and how old the figures were. Exit 1 where a vote is lost.
 */
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { batchHash, canonicalJson, commitmentOf, EMPTY_LOG_HASH, ENTRY_KINDS } from '@plenary/ledger';
import { drawsFrom } from './simulated-conversation.ts';
import { startService } from './service.ts';

const [seconds = 60, rate = 200, people = 5_000] = process.argv.slice(2).map(Number);
const STATEMENTS = 100;
const DELIBERATION = 'ai-governance';

const { app, address, stop } = await startService();
const store = app.conversations;
await app.writer.perform({
  stream: `deliberation:${DELIBERATION}`,
  act: {
    type: 'openConversation',
    title: { en: 'Load' },
    question: { en: 'Load?' },
    languages: ['en'],
    audience: 'public',
    moderation: 'after',
    policy: { en: 'None.' },
    groups: [
      { id: 'one', names: { en: 'One' } },
      { id: 'two', names: { en: 'Two' } },
    ],
    opensAt: new Date(Date.now() - 1_000).toISOString(),
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
  },
  actor: { kind: 'secretariat' },
  actorKey: 'bench',
  key: 'open-conversation',
  requestHash: 'open',
});
const { number } = await store.open(DELIBERATION, 'c2', EMPTY_LOG_HASH);
const salt = new Uint8Array(32);
await store.append(
  number,
  Array.from({ length: STATEMENTS }, (_, at) => ({
    kind: 1,
    pseudonym: '',
    detail: canonicalJson({ lang: 'en', commitment: commitmentOf(salt, `Statement ${at}`) }),
    at: new Date().toISOString(),
    words: { text: `Statement ${at}`, salt },
  })),
  (before, entries) =>
    batchHash(
      before,
      entries.map(({ kind, pseudonym, position, statement, value, detail, at }) => ({
        position,
        kind: ENTRY_KINDS[kind] ?? 'vote',
        participant: pseudonym,
        statement,
        value,
        detail,
        at,
      })),
    ),
);
const tokens = Array.from({ length: people }, (_, at) =>
  createHash('sha256').update(`person ${at}`).digest('base64url'),
);
for (const [at, token] of tokens.entries())
  await store.join(number, {
    key: { tokenHash: createHash('sha256').update(`${number}:${token}`).digest('hex') },
    pseudonym: `p${at}`,
    declared: at % 2 === 0 ? 'one' : 'two',
    at: new Date().toISOString(),
  });

const agent = new Agent({ keepAlive: true, maxSockets: 200 });
const draw = drawsFrom(77);
const took: number[] = [];
const refused = new Map<number, number>();
const vote = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const person = Math.floor(draw() * people);
    const value = (draw() < 0.15 ? 0 : draw() < 0.7 === (person % 2 === 0) ? 1 : -1) as -1 | 0 | 1;
    const body = JSON.stringify({ statement: 1 + Math.floor(draw() * STATEMENTS), value });
    const began = performance.now();
    const sent = request(
      `${address}/api/deliberations/${DELIBERATION}/conversations/c2/votes`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          cookie: `plenary-participant=${tokens[person] ?? ''}`,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          if (answer.statusCode === 201) took.push(performance.now() - began);
          else refused.set(answer.statusCode ?? 0, (refused.get(answer.statusCode ?? 0) ?? 0) + 1);
          resolve();
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

const ages: number[] = [];
const watching = setInterval(() => {
  const latest = app.opinions.latest(number);
  if (latest !== undefined) ages.push((Date.now() - Date.parse(latest.at)) / 1_000);
}, 500);
const cpu = process.cpuUsage();
const began = performance.now();
const open: Promise<void>[] = [];
let sent = 0;
while (performance.now() - began < seconds * 1_000) {
  const due = Math.floor(((performance.now() - began) / 1_000) * rate);
  for (; sent < due; sent += 1) open.push(vote());
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await Promise.all(open);
clearInterval(watching);
const used = process.cpuUsage(cpu);
const final = await app.opinions.refresh(number);
let stored = 0;
for (let after = 0; ;) {
  const entries = await store.read(number, after, 20_000);
  const last = entries.at(-1);
  if (last === undefined) break;
  stored += entries.filter(({ kind }) => kind === 0).length;
  after = last.position;
}
const batches = await store.batches(number);
const at = (values: readonly number[], share: number): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN).toFixed(1);
console.log(
  `  sent ${sent} in ${seconds} s (${rate}/s, ${people} people), acknowledged ${took.length}, in the log ${stored}`,
);
console.log(`  refused ${JSON.stringify(Object.fromEntries(refused))}; batches ${batches.length}`);
console.log(
  `  acknowledged after commit: median ${at(took, 0.5)} ms, p99 ${at(took, 0.99)} ms, most ${at(took, 0.9999)} ms`,
);
console.log(`  age of the figures: median ${at(ages, 0.5)} s, p99 ${at(ages, 0.99)} s`);
console.log(
  `  processor ${((used.user + used.system) / 1e6).toFixed(1)} s, memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB, figures of ${final.figures.votes} votes`,
);
agent.destroy();
await stop();
process.exitCode = stored === took.length ? 0 : 1;
