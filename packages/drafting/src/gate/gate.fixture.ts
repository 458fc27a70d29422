/** A document of the service behind its gate, people who write in it, and updates as a hostile client makes them. */
import { expect } from 'vitest';
import * as Y from 'yjs';
import { importParagraphs } from '../model/import-paragraphs.ts';
import { newYDoc } from '../model/draft-document.ts';
import { createBinding, type WritingMode } from '../editor/binding.ts';
import { countingIds, operatives, REMOTE, type Person } from '../people.fixture.ts';
import { createGate, type Admission, type Batch, type Gate } from './gate.ts';
import type { GateRefusalCode } from './refusal.ts';
import type { DraftRights } from './rights.ts';

export const NONE: ReadonlySet<string> = new Set();
export const rights = (role: DraftRights['role'], more: Partial<DraftRights> = {}): DraftRights => ({
  role,
  delegation: 'A',
  person: 'A 1',
  closed: NONE,
  opened: NONE,
  ...more,
});
export const EDIT = rights('edit');
export const SUGGEST = rights('suggest');
export const SUGGESTING: WritingMode = { mode: 'suggest', delegation: 'A', person: 'A 1', at: () => 1 };

/** A document of the service behind its gate, with one person who holds client number 7. */
export const service = (...texts: readonly string[]) => {
  const live = newYDoc();
  live.clientID = 1;
  importParagraphs(live, operatives(...texts), countingIds('s'));
  const gate = createGate(live);
  return { live, gate, person: joining(live, 7) };
};
export const joining = (live: Y.Doc, client: number, prefix = 'a'): Person => {
  const doc = newYDoc();
  doc.clientID = client;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live), REMOTE);
  const newId = countingIds(`${prefix}${client}x`);
  const binding = createBinding({ doc, newId });
  const sent: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin !== REMOTE) sent.push(bytes);
  });
  return { doc, binding, newId, state: binding.createState(), sent };
};
export const batchOf = (
  updates: readonly Uint8Array[],
  who: DraftRights,
  leases: readonly number[] = [7],
): Batch => ({
  updates,
  leases: new Set(leases),
  rights: who,
});
export const send = (
  gate: Gate,
  person: Person,
  who: DraftRights,
  leases: readonly number[] = [person.doc.clientID],
) => {
  const answer = gate.admit(batchOf(person.sent.splice(0), who, leases));
  gate.commit(gate.waiting());
  return answer;
};
export const bytes = (doc: Y.Doc): string => Y.encodeStateAsUpdate(doc).join();
/** Refused with this code, and not one byte of the document is another. */
export const expectRefused = (gate: Gate, live: Y.Doc, batch: Batch, code: GateRefusalCode): void => {
  const before = bytes(live);
  const answer = gate.admit(batch);
  expect(answer).toMatchObject({ admitted: false, refusal: { code } });
  gate.commit(gate.waiting());
  expect(bytes(live)).toBe(before);
};
export const refusalOf = (answer: Admission): string => (answer.admitted ? 'admitted' : answer.refusal.code);
/** An update that a client made of its own document, however it likes. */
export const crafted = (live: Y.Doc, client: number, write: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live));
  doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc));
  return Y.encodeStateAsUpdate(doc, before);
};
export const textOf = (doc: Y.Doc, id: string): Y.Text => {
  const text = doc.getMap('texts').get(id);
  if (!(text instanceof Y.Text)) throw new Error(`no text ${id}`);
  return text;
};
export const applied = (live: Y.Doc, update: Uint8Array): Y.Doc => {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live));
  Y.applyUpdate(doc, update);
  return doc;
};
