/**
 * Random sessions of three people in the live text, with late and disordered deliveries: characters lost, doubled or
 * revived, replicas that differ, comments that strayed; and the same kind of session in the usual tree of y-prosemirror
 * as a peer, to show that the sessions can tell. Arguments: sessions (2,000 unless said), acts in each (80), a seed.
 */
import { runSession, seeded } from '@plenary/drafting/testing';
import { Schema, type Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { initProseMirrorDoc, ySyncPlugin, ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';

const [sessions = 2_000, steps = 80, firstSeed = 1] = process.argv.slice(2).map(Number);
const STRUCTURAL = 0.3;

interface Sum {
  characters: number;
  structuralActs: number;
  lost: number;
  doubled: number;
  revived: number;
  strayed: number;
  wrong: number;
  faults: string[];
}
const nothing = (): Sum => ({
  characters: 0,
  structuralActs: 0,
  lost: 0,
  doubled: 0,
  revived: 0,
  strayed: 0,
  wrong: 0,
  faults: [],
});
const print = (name: string, count: number, sum: Sum, seconds: number): void => {
  const { wrong, characters, structuralActs, lost, doubled, revived, strayed } = sum;
  console.log(
    `${name}: ${count} sessions × ${steps} acts, ${characters.toLocaleString('en')} characters, ` +
      `${structuralActs.toLocaleString('en')} structural acts, ${seconds.toFixed(0)} s\n` +
      `  sessions wrong ${wrong}, lost ${lost}, doubled ${doubled}, revived ${revived}, comments strayed ${strayed}`,
  );
  for (const fault of sum.faults.slice(0, 3)) console.log(`  ${fault.slice(0, 400)}`);
};

console.log(`seed ${firstSeed}`);
let failed = false;
for (const rich of [false, true]) {
  const sum = nothing();
  const began = performance.now();
  for (let seed = firstSeed; seed < firstSeed + sessions; seed += 1) {
    const result = runSession({ seed, steps, structural: STRUCTURAL, rich });
    sum.characters += result.characters;
    sum.structuralActs += result.structuralActs;
    sum.lost += result.lost;
    sum.doubled += result.doubled;
    sum.revived += result.revived;
    sum.strayed += result.strayed;
    sum.faults.push(...result.faults);
    const { lost, doubled, revived, strayed, faults } = result;
    if (lost + doubled + revived + strayed + faults.length > 0) {
      sum.wrong += 1;
      console.log(`  seed ${seed} is wrong${rich ? ', rich' : ''}`);
    }
  }
  failed ||= sum.wrong > 0;
  print(
    rich
      ? 'Markers and registers, with suggestions, decisions, emphasis, brackets, comments, undo and redo'
      : 'Markers and registers, plain text',
    sessions,
    sum,
    (performance.now() - began) / 1_000,
  );
}

// -------------------------------------------------------------------------------------------- the usual tree, as peer

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'text*', group: 'block' },
    text: {},
  },
});

/** An editor state bound to a document by y-prosemirror, with the least of a view that its plugin asks for. */
const treePerson = (client: number, start: Uint8Array | undefined) => {
  const doc = new Y.Doc();
  doc.clientID = client;
  if (start !== undefined) Y.applyUpdate(doc, start, 'remote');
  const fragment = doc.getXmlFragment('prosemirror');
  const { doc: shown, mapping } = initProseMirrorDoc(fragment, schema);
  let state = EditorState.create({ schema, doc: shown, plugins: [ySyncPlugin(fragment, { mapping })] });
  const sent: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') sent.push(update);
  });
  const view = {
    get state() {
      return state;
    },
    hasFocus: () => false,
    isDestroyed: false,
    dispatch: (transaction: Parameters<EditorState['apply']>[0]) => {
      state = state.apply(transaction);
      pluginView?.update?.(view as unknown as EditorView, state);
    },
    _root: {},
    root: {},
  };
  const [plugin] = state.plugins;
  const pluginView = plugin?.spec.view?.(view as unknown as EditorView);
  const binding: unknown = ySyncPluginKey.getState(state)?.binding;
  if (binding === undefined || binding === null) throw new Error('the peer has no binding');
  return { doc, view, sent, state: () => state };
};

const peerSession = (seed: number, sum: Sum): void => {
  const random = seeded(seed);
  const below = (n: number): number => Math.floor(random() * n);
  let point = 0x4e00;
  const fresh = (n: number): string =>
    Array.from({ length: n }, () => String.fromCodePoint((point += 1))).join('');
  const first = treePerson(1, undefined);
  const start = [8, 5, 9, 3, 7].map((n) => schema.node('paragraph', null, [schema.text(fresh(n))]));
  first.view.dispatch(first.state().tr.replaceWith(0, first.state().doc.content.size, start));
  const state = Y.encodeStateAsUpdate(first.doc);
  const all = [2, 3, 4].map((client) => treePerson(client, state));
  const deleted = new Set<string>();
  const waiting: { to: number; update: Uint8Array }[] = [];
  const receive = (count: number): void => {
    for (let n = 0; n < count && waiting.length > 0; n += 1) {
      const [next] = waiting.splice(below(waiting.length), 1);
      const person = next === undefined ? undefined : all[next.to];
      if (next !== undefined && person !== undefined) Y.applyUpdate(person.doc, next.update, 'remote');
    }
  };
  const textOf = (doc: Node): string => doc.textBetween(0, doc.content.size);
  for (let step = 0; step < steps; step += 1) {
    const who = below(3);
    const person = all[who];
    if (person === undefined) break;
    const { doc, tr } = person.state();
    const index = below(doc.childCount);
    let from = 1;
    for (let child = 0; child < index; child += 1) from += doc.child(child).nodeSize;
    const node = doc.child(index);
    const a = from + below(node.content.size + 1);
    if (random() < STRUCTURAL) {
      sum.structuralActs += 1;
      switch (below(3)) {
        case 0:
          tr.split(a);
          break;
        case 1:
          if (index > 0) tr.join(from - 1);
          break;
        default:
          if (doc.childCount > 1) {
            tr.delete(from - 1, from + node.content.size + 1);
            let place = 0;
            for (let n = below(tr.doc.childCount + 1), child = 0; child < n; child += 1)
              place += tr.doc.child(child).nodeSize;
            tr.insert(place, node);
          }
      }
    } else if (below(3) > 0) tr.insertText(fresh(1 + below(4)), a);
    else tr.delete(a, Math.min(from + node.content.size, a + 1 + below(3)));
    const before = textOf(doc);
    const after = new Set(textOf(tr.doc));
    for (const sign of before) if (!after.has(sign)) deleted.add(sign);
    person.view.dispatch(tr);
    for (const update of person.sent.splice(0))
      all.forEach((_, to) => {
        if (to !== who) waiting.push({ to, update });
      });
    if (below(3) === 0) receive(below(8));
  }
  receive(waiting.length);
  const seen = new Map<string, number>();
  for (const sign of textOf(all[0]?.state().doc ?? schema.node('doc', null, start)))
    seen.set(sign, (seen.get(sign) ?? 0) + 1);
  let wrong = false;
  for (let sign = 0x4e01; sign <= point; sign += 1) {
    const name = String.fromCodePoint(sign);
    const times = seen.get(name) ?? 0;
    sum.characters += 1;
    if (times > 1) sum.doubled += 1;
    if (times > 0 && deleted.has(name)) sum.revived += 1;
    if (times === 0 && !deleted.has(name)) sum.lost += 1;
    wrong ||= times > 1 || times > 0 === deleted.has(name);
  }
  if (wrong) sum.wrong += 1;
};

const peers = Math.min(sessions, 200);
const peer = nothing();
const began = performance.now();
for (let seed = firstSeed; seed < firstSeed + peers; seed += 1) peerSession(seed, peer);
print('y-prosemirror 1.3.7 tree, plain text, as peer', peers, peer, (performance.now() - began) / 1_000);
if (failed) process.exitCode = 1;
