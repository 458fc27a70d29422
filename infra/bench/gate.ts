/**
 * The gate before the live text: ordinary updates a second beside bare Yjs in the same run, and then mutated and hostile
 * updates: none that is refused changes the document, none holds the loop up, memory stays. Arguments: how many hostile
 * updates (1,000,000 unless said), a seed.
 */
import {
  createBinding,
  createGate,
  decideSuggestion,
  importParagraphs,
  newYDoc,
  type Batch,
  type DraftRights,
  type WritingMode,
} from '@plenary/drafting';
import { seeded } from '@plenary/drafting/testing';
import * as Y from 'yjs';

const [hostileCount = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const NONE: ReadonlySet<string> = new Set();
const rights = (role: DraftRights['role'], closed: ReadonlySet<string> = NONE): DraftRights => ({
  role,
  delegation: 'A',
  person: 'A 1',
  closed,
  opened: NONE,
});
const ids = (prefix: string): (() => string) => {
  let count = 0;
  return () => `${prefix}${(count += 1)}`;
};
const SENTENCE =
  'Encourages all States to take further steps, as appropriate, in accordance with national law and priorities; ';
const documentOf = (paragraphs: number): Y.Doc => {
  const doc = newYDoc();
  doc.clientID = 1;
  importParagraphs(
    doc,
    Array.from({ length: paragraphs }, (_, at) => ({
      id: `p${at}`,
      kind: 'operative' as const,
      level: 0,
      text: SENTENCE.repeat(3),
    })),
    ids('s'),
  );
  return doc;
};
const copyOf = (live: Y.Doc, client: number): Y.Doc => {
  const doc = newYDoc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live));
  doc.clientID = client;
  return doc;
};
/** Updates of one person who types one character at a time in every tenth paragraph. */
const typing = (live: Y.Doc, mode: WritingMode, count: number): readonly Uint8Array[] => {
  const doc = copyOf(live, 7);
  const binding = createBinding({ doc, newId: ids('t') });
  binding.setMode(mode);
  let state = binding.createState();
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  const start = Math.min(2_000, Math.floor(state.doc.content.size / 2));
  for (let n = 0; n < count; n += 1) state = binding.apply(state, state.tr.insertText('x', start + n));
  return updates;
};
const perSecond = (count: number, work: () => void): string => {
  const began = performance.now();
  work();
  return `${Math.round((count / (performance.now() - began)) * 1_000).toLocaleString('en')}/s`;
};

// ------------------------------------------------------------------------------------------------ ordinary updates

const SUGGESTING: WritingMode = { mode: 'suggest', delegation: 'A', person: 'A 1', at: () => 1 };
for (const paragraphs of [20, 300]) {
  const live = documentOf(paragraphs);
  const edits = typing(live, { mode: 'edit' }, 3_000);
  const suggested = typing(live, SUGGESTING, 1_000);
  const bare = copyOf(live, 2);
  console.log(`${paragraphs} paragraphs, one character at a time`);
  console.log(
    `  bare Yjs, applied once and unchecked: ${perSecond(edits.length, () => edits.forEach((update) => Y.applyUpdate(bare, update)))}`,
  );
  for (const [name, updates, who] of [
    ['editor, judged, applied twice', edits, rights('edit')],
    ['editor, one paragraph closed', edits, rights('edit', new Set(['p0']))],
    ['suggest-only', suggested, rights('suggest')],
  ] as const) {
    const target = copyOf(live, 2);
    const gate = createGate(target);
    let refused = 0;
    const speed = perSecond(updates.length, () => {
      for (const update of updates) {
        if (!gate.admit({ updates: [update], leases: new Set([7]), rights: who }).admitted) refused += 1;
        gate.commit(1);
      }
    });
    console.log(`  ${name}: ${speed}${refused === 0 ? '' : `, ${refused} REFUSED`}`);
    gate.close();
  }
}

// ------------------------------------------------------------------------------------------------- hostile updates

const random = seeded(seed);
const below = (n: number): number => Math.floor(random() * n);
const live = documentOf(20);
const crafted = (client: number, write: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live));
  doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc));
  return Y.encodeStateAsUpdate(doc, before);
};
const text = (doc: Y.Doc, id: string): Y.Text => {
  const found: unknown = doc.getMap('texts').get(id);
  if (!(found instanceof Y.Text)) throw new Error(id);
  return found;
};
const merged = (updates: readonly Uint8Array[]): Uint8Array => Y.mergeUpdates([...updates]);
const structural = (() => {
  const doc = copyOf(live, 7);
  const binding = createBinding({ doc, newId: ids('u') });
  let state = binding.createState();
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  state = binding.apply(state, state.tr.split(30));
  state = binding.apply(state, state.tr.delete(400, 700));
  state = binding.apply(state, state.tr.insertText('words that were written', 5));
  binding.setMode(SUGGESTING);
  state = binding.apply(state, state.tr.insertText('suggested', 40, 60));
  binding.setMode({ mode: 'edit' });
  binding.write((recorder, draft) => {
    for (const id of draft.suggestions.keys()) decideSuggestion(recorder, draft, id, 'accepted');
  });
  return merged(updates);
})();
const hostile: readonly Uint8Array[] = [
  crafted(99, (doc) => text(doc, 'p1').insert(0, 'under another number')),
  crafted(7, (doc) => text(doc, 'p1').delete(0, 100)),
  crafted(7, (doc) => doc.getMap('texts').delete('p1')),
  crafted(7, (doc) => doc.getMap('texts').set('p1', new Y.Text('mine'))),
  crafted(7, (doc) => doc.getMap('__proto__').set('a', 1)),
  crafted(7, (doc) => doc.getMap('props').set('__proto__', { a: 1 })),
  crafted(7, (doc) => text(doc, 'p1').format(0, 9, { bold: true })),
  crafted(7, (doc) => {
    let at = doc.getMap('props');
    for (let depth = 0; depth < 500; depth += 1) {
      const next = new Y.Map<unknown>();
      at.set('k', next);
      at = next;
    }
  }),
  crafted(7, (doc) => {
    for (let n = 0; n < 500; n += 1) doc.getMap(`r${n}`).set('a', 1);
  }),
  crafted(7, (doc) => {
    let value: unknown = 1;
    for (let n = 0; n < 2_000; n += 1) value = [value];
    doc.getMap('cuts').set('p1/x', value);
  }),
  crafted(7, (doc) => text(doc, 'p1').insertEmbed(0, { p: 'p2' })),
  merged(Array.from({ length: 100 }, (_, n) => crafted(1_000 + n, (doc) => text(doc, 'p1').insert(0, 'x')))),
];
const valid: readonly Uint8Array[] = [
  structural,
  crafted(7, (doc) => text(doc, 'p1').insert(5, 'words')),
  crafted(7, (doc) => doc.getMap('props').set('p2/kind', 'note')),
  crafted(7, (doc) => doc.getMap('cuts').set('p3/c1', { r: [1, 40, 9] })),
  ...typing(live, SUGGESTING, 1),
];
/** A few bytes changed, put in, taken out, or two updates run into one another. */
const mutate = (source: Uint8Array): Uint8Array => {
  const bytes = [...source];
  for (let n = 1 + below(3); n > 0; n -= 1) {
    const at = below(bytes.length + 1);
    switch (below(5)) {
      case 0:
        bytes[at] = below(256);
        break;
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
        break;
      case 2:
        bytes.splice(at, 0, below(256));
        break;
      case 3:
        bytes.splice(at, 1 + below(4));
        break;
      default: {
        const other = valid[below(valid.length)] ?? source;
        bytes.splice(at, bytes.length, ...other.slice(below(other.length)));
      }
    }
  }
  return Uint8Array.from(bytes);
};
const WHO: readonly DraftRights[] = [
  rights('edit'),
  rights('suggest'),
  rights('edit', new Set(['p1', 'p2'])),
  rights('read'),
];

const gate = createGate(live);
let transactions = 0;
live.on('afterTransaction', () => (transactions += 1));
const stateOf = (): string => Buffer.from(Y.encodeStateAsUpdate(live)).toString('base64');
const before = stateOf();
const codes = new Map<string, number>();
let worstAnswer = '';
let [admitted, changed, worst, worstCpu, lost] = [0, 0, 0, 0, 0];
const collect = (globalThis as { gc?: () => void }).gc;
collect?.();
const heapBefore = process.memoryUsage().heapUsed;
let heapMost = heapBefore;
const began = performance.now();
for (let n = 0; n < hostileCount; n += 1) {
  const source = below(8) === 0 ? hostile[below(hostile.length)] : valid[below(valid.length)];
  const update = below(20) === 0 && source !== undefined ? source : mutate(source ?? structural);
  const batch: Batch = {
    updates: [update],
    leases: new Set([7]),
    rights: WHO[below(WHO.length)] ?? rights('edit'),
  };
  const started = performance.now();
  const used = process.cpuUsage();
  const answer = gate.admit(batch);
  const elapsed = performance.now() - started;
  const { user, system } = process.cpuUsage(used);
  worstCpu = Math.max(worstCpu, (user + system) / 1_000);
  if (elapsed > worst) {
    worst = elapsed;
    worstAnswer = `${update.length} bytes, ${answer.admitted ? 'admitted' : answer.refusal.code}, ${((user + system) / 1_000).toFixed(1)} ms of processor time`;
  }
  if (answer.admitted) {
    admitted += 1;
    gate.abandon();
  } else codes.set(answer.refusal.code, (codes.get(answer.refusal.code) ?? 0) + 1);
  if (gate.waiting() !== 0) lost += 1;
  if (n % 10_000 === 0) {
    if (stateOf() !== before) changed += 1;
    heapMost = Math.max(heapMost, process.memoryUsage().heapUsed);
  }
}
const seconds = (performance.now() - began) / 1_000;
collect?.();
const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);
console.log(
  `${hostileCount.toLocaleString('en')} mutated and hostile updates, seed ${seed}, ${seconds.toFixed(1)} s`,
);
console.log(
  `  refused ${(hostileCount - admitted).toLocaleString('en')}, edits of that person all the same ${admitted.toLocaleString('en')}`,
);
console.log(
  `  ${[...codes]
    .toSorted((a, b) => b[1] - a[1])
    .map(([code, count]) => `${code} ${count}`)
    .join(', ')}`,
);
console.log(
  `  longest judgement ${worst.toFixed(1)} ms of the clock (bar 50): ${worstAnswer}; most processor time, all threads, ${worstCpu.toFixed(1)} ms`,
);
console.log(
  `  heap ${megabytes(heapBefore)} MiB before, ${megabytes(process.memoryUsage().heapUsed)} after, ${megabytes(heapMost)} at most (bar: 100 more)`,
);
const state = stateOf();
console.log(
  `  transactions in the document ${transactions}, states that differed ${changed + (state === before ? 0 : 1)}, updates left waiting ${lost}`,
);
if (transactions !== 0 || state !== before || changed + lost > 0) process.exitCode = 1;
