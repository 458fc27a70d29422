import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createGate } from '../gate/gate.ts';
import type { DraftRights } from '../gate/rights.ts';
import { act, asMode, canonicalState, find, lines, operatives, people, REMOTE } from '../people.fixture.ts';
import { newYDoc } from '../model/draft-document.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { readDraft } from '../model/reader.ts';
import { MARKUP_VIEW } from '../model/views.ts';
import { runSession } from '../session.fixture.ts';
import { salvageUpdates } from './salvage.ts';

const NONE: ReadonlySet<string> = new Set();
const rights = (role: DraftRights['role'], closed: readonly string[] = []): DraftRights => ({
  role,
  delegation: 'A',
  person: 'A 1',
  closed: new Set(closed),
  opened: NONE,
});
const copy = (doc: Y.Doc): Y.Doc => {
  const next = newYDoc();
  Y.applyUpdate(next, Y.encodeStateAsUpdate(doc), REMOTE);
  return next;
};
const texts = (doc: Y.Doc): readonly string[] => readDraft(doc, MARKUP_VIEW).paragraphs.map(paragraphText);

describe('what was refused together', () => {
  test('[DRF-36] of words written offline only those are lost that may not be written', () => {
    const [person] = people(1, operatives('One.', 'Two.', 'Three.'));
    if (person === undefined) throw new Error('nobody came');
    const server = copy(person.doc);
    act(person, (tr) => tr.insertText('first ', find(person, 'One')));
    act(person, (tr) => tr.insertText('closed ', find(person, 'Two')));
    act(person, (tr) => tr.insertText('very ', find(person, 'closed')));
    act(person, (tr) => tr.delete(find(person, 'Three'), find(person, 'Three') + 2));
    act(person, (tr) => tr.insertText('again ', find(person, 'One')));
    act(person, (tr) => tr.split(find(person, 'again')));
    const gate = createGate(copy(server));
    expect(
      gate.admit({ updates: person.sent, leases: new Set([2]), rights: rights('edit', ['p2']) }),
    ).toMatchObject({
      admitted: false,
      refusal: { code: 'gate.closed' },
    });
    const { kept, lost } = salvageUpdates({
      doc: server,
      updates: person.sent,
      client: 77,
      rights: rights('edit', ['p2']),
    });
    expect(texts(server)).toEqual(['first ', 'again One.', 'Two.', 'ree.']);
    expect(lost).toMatchObject([{ refusal: { code: 'gate.closed' }, text: 'closed very ' }]);
    expect(kept).toHaveLength(person.sent.length - 2);
    expect(Y.getState(server.store, 77)).toBeGreaterThan(0);
    expect(Y.getState(server.store, 2)).toBe(0);
  });

  test('[DRF-36] what builds on something lost is lost with it', () => {
    const [person] = people(1, operatives('One.', 'Two.'));
    if (person === undefined) throw new Error('nobody came');
    const server = copy(person.doc);
    asMode(person, { mode: 'suggest', delegation: 'A', person: 'A 1', at: () => 1 });
    act(person, (tr) => tr.insertText('closed ', find(person, 'Two')));
    act(person, (tr) => tr.insertText('more ', find(person, 'closed')));
    act(person, (tr) => tr.insertText('open ', find(person, 'One')));
    const { lost } = salvageUpdates({
      doc: server,
      updates: person.sent,
      client: 77,
      rights: rights('suggest', ['p2']),
    });
    expect(lost.map(({ text }) => text).join('')).toBe('closed more ');
    expect(texts(server)).toEqual(['open One.', 'Two.']);
  });

  test('[DRF-36] whoever may only read loses all words, and the document is as it was', () => {
    const [person] = people(1, operatives('One.'));
    if (person === undefined) throw new Error('nobody came');
    const server = copy(person.doc);
    const before = canonicalState(server);
    act(person, (tr) => tr.insertText('first ', find(person, 'One')));
    const { kept, lost } = salvageUpdates({
      doc: server,
      updates: person.sent,
      client: 77,
      rights: rights('read'),
    });
    expect([kept, lost]).toEqual([
      [],
      [{ refusal: { code: 'gate.readOnly', facts: { person: 'A 1' } }, text: 'first ' }],
    ]);
    expect(canonicalState(server)).toEqual(before);
    expect(lines(person)).toEqual(['first One.']);
  });

  test('[DRF-36] whole sessions written anew under another number read as they were written', () => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const written = newYDoc();
      const again = newYDoc();
      const sent: Uint8Array[] = [];
      runSession({
        seed,
        steps: 80,
        structural: 0.3,
        rich: true,
        persons: 1,
        onStart: (state) => {
          for (const doc of [written, again]) Y.applyUpdate(doc, state);
        },
        onSend: (_person, updates) => {
          for (const update of updates) Y.applyUpdate(written, update);
          sent.push(...updates);
        },
      });
      const { lost } = salvageUpdates({ doc: again, updates: sent, client: 99, rights: rights('edit') });
      expect({ seed, lost, texts: texts(again) }).toEqual({ seed, lost: [], texts: texts(written) });
    }
  });
});
