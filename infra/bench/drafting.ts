/**
 * The live text without a browser: a text of 300 paragraphs with 1,500 brackets and 300 suggestions is opened, read and
 * typed in, through real editor states. Time of the clock and of the processor, both medians. Arguments: paragraphs, keys.
 */
import {
  BASE_VIEW,
  bracketCount,
  createBinding,
  draftDoc,
  importParagraphs,
  listSuggestions,
  makeBracket,
  MARKUP_VIEW,
  newYDoc,
  openBrackets,
  plainLabels,
  printDraft,
  readDraft,
} from '@plenary/drafting';
import { seeded } from '@plenary/drafting/testing';
import * as Y from 'yjs';

const [paragraphs = 300, keys = 500] = process.argv.slice(2).map(Number);
const BRACKETS_EACH = 5;
const random = seeded(1);
const below = (n: number): number => Math.floor(random() * n);
const SENTENCE =
  'Encourages all States to take further steps, as appropriate, in accordance with national law and priorities; ';
let ids = 0;
const newId = (): string => `n${(ids += 1)}`;

const timed = <T>(name: string, runs: number, work: () => T): T => {
  const clocks: number[] = [];
  const processor: number[] = [];
  let result: T | undefined;
  for (let run = 0; run < runs; run += 1) {
    const used = process.cpuUsage();
    const began = performance.now();
    result = work();
    clocks.push(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1_000);
  }
  const at = (list: readonly number[], share: number): string =>
    (list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0).toFixed(
      2,
    );
  console.log(
    `${name}: p50 ${at(clocks, 0.5)}, p95 ${at(clocks, 0.95)} ms; processor p50 ${at(processor, 0.5)}, p95 ${at(processor, 0.95)} ms`,
  );
  if (result === undefined) throw new Error('no run');
  return result;
};

const doc = newYDoc();
doc.clientID = 1;
importParagraphs(
  doc,
  Array.from({ length: paragraphs }, () => ({
    kind: 'operative' as const,
    level: 0,
    text: SENTENCE.repeat(3),
  })),
  newId,
);
const writer = createBinding({ doc, newId });
for (let n = 0; n < BRACKETS_EACH; n += 1)
  writer.write((recorder, draft) => {
    for (const { id } of draft.paragraphs) {
      const from = n * 50 + below(30);
      makeBracket(draft, recorder, { mode: 'edit' }, { paragraph: id, from, to: from + 1 + below(20) });
    }
  });
writer.setMode({ mode: 'suggest', delegation: 'A', person: 'A 1', at: () => 1 });
let state = writer.createState();
for (let n = 0; n < paragraphs; n += 1) {
  let from = 1;
  for (let child = 0; child < n; child += 1) from += state.doc.child(child).nodeSize;
  state = writer.apply(state, state.tr.insertText('suggested', from + 4, from + 9));
}
const bytes = Y.encodeStateAsUpdate(doc);
const draft = writer.draft();
console.log(
  `${paragraphs} paragraphs, ${bracketCount(draft)} brackets, ${listSuggestions(draft).length} suggestions, ${(bytes.length / 1_024).toFixed(0)} KiB`,
);

timed('opened: bytes to an editor document', 5, () => {
  const copy = newYDoc();
  Y.applyUpdate(copy, bytes);
  return draftDoc(readDraft(copy, MARKUP_VIEW));
});
timed('the text without suggestions, from a loaded document', 5, () => readDraft(doc, BASE_VIEW));
timed('list of open brackets', 5, () => openBrackets(draft));
timed('printed', 5, () =>
  printDraft(draft, { labels: plainLabels(draft), lang: 'en', attributions: new Map() }),
);

for (const mode of ['edit', 'suggest'] as const) {
  writer.setMode(mode === 'edit' ? { mode } : { mode, delegation: 'A', person: 'A 1', at: () => 2 });
  let position = Math.floor(state.doc.content.size / 2);
  timed(`one key, ${mode}: transaction to the next state`, keys, () => {
    state = writer.apply(state, state.tr.insertText('x', position));
    position += 1;
    return state;
  });
}
const other = newYDoc();
other.clientID = 2;
Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
const reader = createBinding({ doc: other, newId });
let seen = reader.createState();
writer.setMode({ mode: 'edit' });
let sent: Uint8Array | undefined;
doc.on('update', (update: Uint8Array) => (sent = update));
timed('one key of another person: update to the next state', keys, () => {
  state = writer.apply(state, state.tr.insertText('y', 40));
  if (sent !== undefined) Y.applyUpdate(other, sent, 'remote');
  seen = reader.refresh(seen);
  return seen;
});
if (!seen.doc.eq(state.doc)) throw new Error('the two see different texts');
