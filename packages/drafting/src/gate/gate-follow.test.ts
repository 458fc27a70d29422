import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newYDoc } from '../model/draft-document.ts';
import { runSession } from '../session.fixture.ts';
import { createGate, type Gate } from './gate.ts';
import type { DraftRights } from './rights.ts';

const EDIT: DraftRights = {
  role: 'edit',
  delegation: 'A',
  person: 'A 1',
  closed: new Set(),
  opened: new Set(),
};
const stateOf = (doc: Y.Doc): string => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');

test('[GATE-13] a gate that follows judges as the one that admitted, and holds the same', () => {
  const [here, there] = [newYDoc(), newYDoc()];
  let gates: readonly Gate[] = [];
  let clients = 0;
  let turn = 0;
  runSession({
    seed: 4,
    steps: 60,
    structural: 0.3,
    rich: true,
    onStart: (state) => {
      for (const doc of [here, there]) Y.applyUpdate(doc, state);
      [clients = 0] = Y.decodeUpdate(state).structs.map(({ id }) => id.client);
      gates = [createGate(here), createGate(there)];
    },
    onSend: (person, updates) => {
      // Each of the two admits in turn, and the other follows.
      turn += 1;
      const [one, two] = turn % 2 === 0 ? gates : gates.toReversed();
      expect(updates.some((update) => one?.holds(update))).toBe(false);
      const answer = one?.admit({ updates, leases: new Set([clients + 1 + person]), rights: EDIT });
      if (answer?.admitted !== true) throw new Error(JSON.stringify(answer));
      expect(updates.every((update) => one?.holds(update))).toBe(true);
      expect(() => one?.follow(updates)).toThrow('only while nothing waits');
      one?.commit(one.waiting());
      two?.follow(answer.updates);
      expect(updates.every((update) => two?.holds(update))).toBe(true);
    },
  });
  expect(turn).toBeGreaterThan(10);
  expect(stateOf(here)).toBe(stateOf(there));
});

test('[GATE-13] bytes that cannot be read are not held', () => {
  const gate = createGate(newYDoc());
  expect(gate.holds(Uint8Array.from([250, 1, 2, 3]))).toBe(false);
  expect(gate.holds(new Uint8Array())).toBe(false);
});

test('[GATE-13] a marker that was followed is not shown a second time by what is admitted here', () => {
  const live = newYDoc();
  const gate = createGate(live);
  const writer = newYDoc();
  writer.clientID = 5;
  const sent: Uint8Array[] = [];
  writer.on('update', (update: Uint8Array) => sent.push(update));
  writer.getMap('texts').set('p1', new Y.Text());
  gate.follow(sent.splice(0));
  const text = writer.getMap('texts').get('p1');
  if (!(text instanceof Y.Text)) throw new Error('no text');
  text.insertEmbed(0, { p: 'q1' });
  gate.follow(sent.splice(0));
  text.insertEmbed(1, { p: 'q1' });
  expect(gate.admit({ updates: sent.splice(0), leases: new Set([5]), rights: EDIT })).toMatchObject({
    admitted: false,
    refusal: { code: 'gate.value' },
  });
});

test('[GATE-15] what is brought into the document later, many at once, makes the same document', () => {
  const [atOnce, later] = [newYDoc(), newYDoc()];
  let gates: readonly Gate[] = [];
  let clients = 0;
  let turn = 0;
  let most = 0;
  runSession({
    seed: 4,
    steps: 60,
    structural: 0.3,
    rich: true,
    onStart: (state) => {
      for (const doc of [atOnce, later]) Y.applyUpdate(doc, state);
      [clients = 0] = Y.decodeUpdate(state).structs.map(({ id }) => id.client);
      gates = [createGate(atOnce), createGate(later)];
    },
    onSend: (person, updates) => {
      turn += 1;
      const [one, two] = gates;
      for (const gate of gates) {
        const answer = gate.admit({ updates, leases: new Set([clients + 1 + person]), rights: EDIT });
        expect(answer.admitted).toBe(true);
        // What is refused meanwhile takes nothing away.
        if (turn % 5 === 0)
          expect(gate.admit({ updates, leases: new Set([3]), rights: EDIT }).admitted).toBe(false);
      }
      one?.commit(one.waiting());
      most = Math.max(most, two?.confirm(two.waiting()) ?? 0);
      if (turn % 7 !== 0) return;
      two?.settle();
      expect(stateOf(later)).toBe(stateOf(atOnce));
    },
  });
  expect(most).toBeGreaterThan(3);
  gates[1]?.settle();
  expect(stateOf(later)).toBe(stateOf(atOnce));
});

test('[GATE-15] what was confirmed is in the document before others are followed or what waits is forgotten', () => {
  const [writer, live] = [newYDoc(), newYDoc()];
  writer.clientID = 5;
  const sent: Uint8Array[] = [];
  writer.on('update', (update: Uint8Array) => sent.push(update));
  const gate = createGate(live);
  const admit = (id: string): void => {
    writer.getMap('texts').set(id, new Y.Text());
    const answer = gate.admit({ updates: sent.splice(0), leases: new Set([5]), rights: EDIT });
    expect(answer.admitted).toBe(true);
  };
  admit('p1');
  gate.confirm(1);
  expect(live.getMap('texts').has('p1')).toBe(false);
  admit('p2');
  gate.abandon();
  expect([...live.getMap('texts').keys()]).toEqual(['p1']);
  const other = newYDoc();
  other.clientID = 6;
  other.on('update', (update: Uint8Array) => sent.push(update));
  sent.length = 0;
  other.getMap('texts').set('p3', new Y.Text());
  gate.follow(sent.splice(0));
  expect([...live.getMap('texts').keys()].sort()).toEqual(['p1', 'p3']);
});
