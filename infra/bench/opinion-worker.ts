/**
 * The thread that keeps opinions warm: `bench opinion-worker [PEOPLE] [STATEMENTS] [VOTES_EACH]`, 100,000 × 1,000 with 20 votes
 * each unless told otherwise. Votes are fed page by page as from a log; figures cold, then after 1 % new votes, with the memory.
 */
import { startOpinionWorker, type VoteBatch } from '@plenary/opinion-worker';
import { drawsFrom, simulatedConversation } from './simulated-conversation.ts';

const [people = 100_000, statements = 1_000, votesEach = 20] = process.argv.slice(2).map(Number);
const PAGE = 20_000;

const table = simulatedConversation(people, statements, votesEach);
const participants: string[] = [];
const columns: number[] = [];
for (let row = 0; row < people; row += 1)
  for (let at = table.ptr[row] ?? 0; at < (table.ptr[row + 1] ?? 0); at += 1) {
    participants.push(`p${row}`);
    columns.push((table.col[at] ?? 0) + 1);
  }
const page = (from: number, to: number): VoteBatch => ({
  position: to,
  participants: participants.slice(from, to),
  statements: Int32Array.from(columns.slice(from, to)),
  values: table.val.slice(from, to),
  at: Float64Array.from({ length: to - from }, (_, at) => (from + at) * 100),
});
const declared = new Map(Array.from({ length: people }, (_, at) => [`p${at}`, at % 3 === 0 ? 'one' : 'two']));
const asked = { absent: [], groups: ['one', 'two'], declared };

const before = process.memoryUsage().rss;
const worker = startOpinionWorker();
await worker.figures(0, { ...asked, declared: new Map() });
const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const result = await work();
  const used = process.cpuUsage(cpu);
  console.log(
    `  ${what.padEnd(58)} ${((performance.now() - began) / 1_000).toFixed(2)} s (processor ${((used.user + used.system) / 1e6).toFixed(2)} s)`,
  );
  return result;
};
await timed(`${participants.length} votes fed in pages of ${PAGE}`, async () => {
  for (let from = 0; from < participants.length; from += PAGE)
    worker.add(1, page(from, Math.min(participants.length, from + PAGE)));
  // Answered in order: what was fed is in.
  await worker.place(1, 'nobody');
});
const cold = await timed('figures cold: components, map, groups, survival, scores', () =>
  worker.figures(1, asked),
);
const draw = drawsFrom(9);
const count = Math.floor(participants.length / 100);
const added = Array.from({ length: count }, () => Math.floor(draw() * participants.length));
worker.add(1, {
  position: participants.length + count,
  participants: added.map((at) => participants[at] ?? ''),
  statements: Int32Array.from(added, () => 1 + Math.floor(draw() * statements)),
  values: Int8Array.from(added, () => (draw() < 0.5 ? 1 : -1)),
  at: Float64Array.from(added, () => participants.length * 100),
});
const warm = await timed(`figures warm, after ${count} new votes`, () => worker.figures(1, asked));
console.log(
  `  ${cold.participants} people, ${cold.votes} votes, k ${cold.computed.length}; then ${warm.votes} votes, k ${warm.computed.length}; ` +
    `memory ${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB more with the thread`,
);
await worker.close();
