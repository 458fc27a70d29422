/**
 * Bytes of a day's negotiation to the phone of one delegate: its page opened once over HTTP as the browser packs it, then
 * everything that comes over its real socket while others act: positions, amendments, adoptions one by one, a roll call.
 * Beside it the same state fetched anew in one packed answer, and the day's messages as one deflated stream, which is what
 * packing the line could save at most.
 *
 * node infra/run.mjs bench phone-day FOLDER [AMENDMENTS] [ADOPTED] [POSITIONS]: the folder with ep-amendments.jsonl.gz and the two texts.
 */
import { deflateRawSync } from 'node:zlib';
import { currentHash } from '@plenary/consensus';
import { PROTOCOL_VERSION } from '@plenary/protocol';
import { orderView } from '@plenary/tabling';
import { io as connect } from 'socket.io-client';
import { aiAct } from './ai-act.ts';
import { draws } from './draws.ts';
import { CONSENSUS, MAJORITY, openHouse, plainMember } from './house.ts';
import { importOf } from './import-act.ts';

const [folder, amended = '60', adopted = '40', positions = '600'] = process.argv.slice(2);
if (folder === undefined) {
  console.error('name the folder with ep-amendments.jsonl.gz and the two texts');
  process.exit(2);
}
const ID = 'day';
const STREAM = `deliberation:${ID}`;
const MEMBERS = 193;
const STANCES = ['support', 'accept', 'abstain', 'reserve', 'oppose'] as const;
const CHOICES = ['for', 'against', 'abstain'] as const;
const ids = Array.from({ length: MEMBERS }, (_, at) => `S${at + 1}`);
const draw = draws(3);
const seat = () => ({ member: ids[draw(MEMBERS)] ?? 'S1' });

const house = await openHouse({
  id: 'main',
  name: 'Assembly',
  members: ids.map((id) => plainMember(id, `State ${id}`)),
  rules: [CONSENSUS, MAJORITY],
  at: '2026-03-02T08:00:00.000Z',
});
await house.take('secretariat', STREAM, { type: 'openDeliberation', id: ID, title: { en: 'A day' } });
const { blocks, amendments } = aiAct(folder);
await house.take('secretariat', STREAM, importOf('D/L.1', blocks));

const cookie = await house.cookieOf({ member: 'S1' });
const address = await house.app.app.listen({ port: 0, host: '127.0.0.1' });
const fetched = async (url: string): Promise<number> => {
  const answer = await house.app.app.inject({ url, headers: { cookie, 'accept-encoding': 'br' } });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  return answer.rawPayload.length;
};
const opening = (await fetched('/api/body')) + (await fetched(`/api/deliberations/${ID}`));

const frames: Buffer[] = [];
const byType = new Map<string, { count: number; bytes: number }>();
const socket = connect(address, {
  transports: ['websocket'],
  auth: { version: PROTOCOL_VERSION },
  extraHeaders: { cookie },
});
await new Promise<void>((resolve, reject) => {
  socket.once('connect', () => resolve());
  socket.once('connect_error', reject);
});
let seen = (await house.app.held.get(STREAM)).version;
const followed = (await socket.emitWithAck('follow', { stream: STREAM, after: seen })) as { ok: boolean };
if (!followed.ok) throw new Error('could not follow');
socket.io.engine.on('data', (data: unknown) => {
  if (typeof data === 'string') frames.push(Buffer.from(data));
});
socket.on(
  'events',
  ({ events }: { readonly events: readonly { readonly type?: string; readonly version: number }[] }) => {
    for (const event of events) {
      const { type = 'withheld', version } = event;
      seen = Math.max(seen, version);
      const known = byType.get(type) ?? { count: 0, bytes: 0 };
      known.count += 1;
      known.bytes += Buffer.byteLength(JSON.stringify(event));
      byType.set(type, known);
    }
  },
);

const base = (await house.state(STREAM)).revision?.hash ?? '';
const real = amendments.filter(({ changes }) => changes.length > 0).slice(0, Number(amended));
for (const { changes } of real)
  await house.take(seat(), STREAM, {
    type: 'submitAmendment',
    changes,
    reason: '',
    textHash: base,
    needs: [],
    excludes: [],
  });
const paragraphs = (await house.state(STREAM)).revision?.paragraphs.filter(({ label }) => label !== '') ?? [];
for (let at = 0; at < Number(positions); at += 1) {
  const item = paragraphs[draw(paragraphs.length)]?.pid ?? '';
  const textHash = currentHash(await house.state(STREAM), item) ?? '';
  const stance = STANCES[draw(STANCES.length)] ?? 'support';
  await house.take(seat(), STREAM, {
    type: 'statePosition',
    item,
    stance,
    reason: 'Our capital reads these words in the light of its law and asks for time.',
    textHash,
  });
}
const order = orderView(await house.state(STREAM)).flatMap((part) => part.order.map(({ id }) => id));
let decided = 0;
for (const item of order) {
  if (decided >= Number(adopted)) break;
  if ((await house.state(STREAM)).amendments[item]?.state !== 'submitted') continue;
  await house.take('chair', STREAM, {
    type: 'proposeAdoption',
    item,
    rule: CONSENSUS.id,
    objectionSeconds: 1,
  });
  house.turn(2);
  await house.take('chair', STREAM, { type: 'adopt' });
  decided += 1;
}
// The roll call is on what comes next in the order, or on the whole where nothing is pending.
const { amendments: now } = await house.state(STREAM);
const next = order.find((id) => now[id]?.state === 'submitted');
await house.take('chair', STREAM, {
  type: 'proposeAdoption',
  ...(next === undefined ? {} : { item: next }),
  rule: MAJORITY.id,
  objectionSeconds: 1,
});
await house.take('chair', STREAM, { type: 'putToBallot', openSeconds: 600, manner: 'rollCall' });
for (const [at, member] of ids.entries())
  await house.take({ member }, STREAM, { type: 'castBallot', choice: CHOICES[at % 3] ?? 'for' });
await house.take('chair', STREAM, { type: 'closeBallot' });

const last = (await house.app.held.get(STREAM)).version;
for (let tries = 0; tries < 100 && seen < last; tries += 1)
  await new Promise((resolve) => setTimeout(resolve, 100));
if (seen < last) throw new Error(`the page saw ${seen} of ${last}`);
const line = Buffer.concat(frames);
const kib = (bytes: number): string => `${(bytes / 1_024).toFixed(1)} KiB`;
console.log(
  `a day: ${real.length} amendments, ${positions} positions, ${decided} adopted, a roll call of ${MEMBERS}`,
);
console.log(`  page opened: ${kib(opening)} packed`);
console.log(
  `  over the socket: ${kib(line.length)} in ${frames.length} messages; as one deflated stream ${kib(deflateRawSync(line).length)}`,
);
console.log(`  the same state in one packed answer: ${kib(await fetched(`/api/deliberations/${ID}`))}`);
for (const [type, { count, bytes }] of [...byType].toSorted((a, b) => b[1].bytes - a[1].bytes))
  console.log(
    `    ${type.padEnd(24)} ${String(count).padStart(5)} × ${(bytes / count).toFixed(0)} bytes = ${kib(bytes)}`,
  );
socket.close();
await house.stop();
