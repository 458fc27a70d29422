/**
 * Live texts under load, ours beside hocuspocus, y-websocket and bare ws in the same run, each a process of its own: from an
 * edit to its peers, to its acknowledgement (ours: stored; of hocuspocus: applied), and what a thousand deliveries cost the
 * process that serves, its database apart. Usage: … live-load.ts [one|editors|many] [connected …] [of=KIND,KIND]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { liveClient, type LiveClient } from './live-client.ts';
import { LIVE_KINDS, type LiveKind, type LiveLoaded } from './live-service.ts';
import { quantile } from './service.ts';

const SECONDS = 10;
const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

interface Plan {
  readonly name: string;
  readonly documents: number;
  /** Clients of each document, and how many of them type. */
  readonly clients: number;
  readonly typing: number;
  /** Edits a second of each who types. */
  readonly rate: number;
}
interface Used {
  readonly cpu: number;
  readonly memory: number;
}

const figures = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(1)).join(' / ');
};

const measure = async (kind: LiveKind, plan: Plan): Promise<number> => {
  const { documents, clients, typing, rate } = plan;
  const child = fork(new URL('live-service.ts', import.meta.url), [kind, documents > 1 ? 'many' : 'one'], {
    // As `npm start` runs the service, and every peer with as much room.
    execArgv: [...process.execArgv, '--max-semi-space-size=64'],
  });
  const [loaded] = (await once(child, 'message')) as [LiveLoaded];
  const used = async (): Promise<Used> => {
    const answer = once(child, 'message');
    child.send('how much');
    const [said] = (await answer) as [Used];
    return said;
  };
  /** When each edit was made, by document, writer and clock. */
  const made = new Map<string, number>();
  const delays: number[] = [];
  const stored: number[] = [];
  let heardOf = 0;
  let bytes = 0;
  /** Of many clients only some read what comes; all receive it. */
  const readsEvery = Math.max(1, Math.floor((documents * clients) / 200));
  let [readers, readingTypists] = [0, 0];
  const typists: { readonly client: LiveClient; readonly document: number }[] = [];
  const all: LiveClient[] = [];
  let n = 0;
  for (let document = 0; document < documents; document += 1)
    for (let at = 0; at < clients; at += 1) {
      const [member, cookie] = loaded.cookies[
        documents > 1 ? Math.floor(document / 3) : n % loaded.cookies.length
      ] ?? ['', ''];
      const reads = n % readsEvery === 0;
      const isTyping = at < typing;
      let own = -1;
      const client = await liveClient({
        kind,
        address: loaded.address,
        document: documents > 1 ? `d-${member === '' ? document : member}-${document % 3}` : 'working',
        ...(cookie === '' ? {} : { cookie }),
        ...(isTyping
          ? { paragraph: loaded.paragraphs[at % Math.max(1, loaded.paragraphs.length)] ?? 'text' }
          : {}),
        reads,
        heard: {
          update: (writer, clock) => {
            if (!reads || writer === own) return;
            const began = made.get(`${document}/${writer}/${clock}`);
            if (began === undefined) return;
            heardOf += 1;
            delays.push(performance.now() - began);
          },
          saved: (clock) => {
            const began = made.get(`${document}/${own}/${clock}`);
            if (began !== undefined) stored.push(performance.now() - began);
          },
          bytes: (count) => (bytes += count),
        },
      });
      own = client.client;
      if (reads) readers += 1;
      if (reads && isTyping) readingTypists += 1;
      all.push(client);
      if (isTyping) typists.push({ client, document });
      n += 1;
    }
  await pause(1_000);
  const edits = SECONDS * rate * typists.length;
  const before = await used();
  bytes = 0;
  const began = performance.now();
  for (let edit = 0; edit < edits; edit += 1) {
    await pause(began + (edit * 1_000) / (rate * typists.length) - performance.now());
    const one = typists[edit % typists.length];
    if (one === undefined) break;
    const start = performance.now();
    made.set(`${one.document}/${one.client.client}/${one.client.type()}`, start);
  }
  // Until those who read have heard of everything that others wrote, or nothing more comes.
  const perDocument = edits / documents;
  const due = readers * perDocument - readingTypists * (edits / typists.length);
  for (let tries = 0; tries < 200 && heardOf < due; tries += 1) await pause(100);
  const after = await used();
  const deliveries = edits * (clients - 1);
  const cost = ((after.cpu - before.cpu) / deliveries) * 1_000;
  console.log(
    `  ${kind.padEnd(15)} peers ${figures(delays).padEnd(22)} acknowledged ${(stored.length === 0 ? '–' : figures(stored)).padEnd(22)} ${cost.toFixed(2).padStart(7)} ms a thousand, ${after.memory.toFixed(0).padStart(4)} MiB, heard of ${((100 * heardOf) / due).toFixed(2)} % of ${due.toFixed(0)}, ${(bytes / 2 ** 20).toFixed(1)} MiB received`,
  );
  for (const client of all) client.close();
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
  return cost;
};

/** Ours first and last: what the machine does beside it differs within a run. */
const KINDS: readonly LiveKind[] = [
  'plenary',
  'hocuspocus-log',
  'hocuspocus',
  'y-websocket',
  'y-socket.io',
  'relay',
  'batched',
  'plenary',
];
const ONLY = 'of=';
const wanted = process.argv.find((argument) => argument.startsWith(ONLY))?.slice(ONLY.length);
const kinds =
  wanted === undefined
    ? KINDS
    : wanted.split(',').map((name) => {
        const kind = LIVE_KINDS.find((each) => each === name);
        if (kind === undefined) throw new Error(`${name} is none of ${LIVE_KINDS.join(', ')}`);
        return kind;
      });
const run = async (plan: Plan): Promise<void> => {
  console.log(`${plan.name}; milliseconds p50 / p95 / p99`);
  const costs = new Map<LiveKind, number>();
  for (const kind of kinds) costs.set(kind, Math.min(costs.get(kind) ?? Infinity, await measure(kind, plan)));
  const ours = costs.get('plenary') ?? Number.NaN;
  for (const [kind, cost] of costs)
    if (kind !== 'plenary') console.log(`    ours costs ${(ours / cost).toFixed(2)} of ${kind}`);
};

const [mode = 'one', ...sizes] = process.argv.slice(2).filter((argument) => !argument.startsWith(ONLY));
if (mode === 'one')
  for (const clients of sizes.length === 0 ? [100, 300, 1_000] : sizes.map(Number))
    await run({
      name: `One document, ${clients} connected, 20 type 5 edits/s`,
      documents: 1,
      clients,
      typing: 20,
      rate: 5,
    });
else if (mode === 'editors')
  await run({
    name: 'One document, 579 editors, each one edit in two seconds',
    documents: 1,
    clients: 579,
    typing: 579,
    rate: 0.5,
  });
else if (mode === 'many')
  await run({
    name: '500 documents of 4, one types 2 edits/s in each',
    documents: 500,
    clients: 4,
    typing: 1,
    rate: 2,
  });
else throw new Error(`one, editors or many was expected, not ${mode}`);
