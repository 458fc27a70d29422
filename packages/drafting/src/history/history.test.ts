import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createGate } from '../gate/gate.ts';
import { GATE_LIMITS } from '../gate/limits.ts';
import { newYDoc } from '../model/draft-document.ts';
import { importParagraphs } from '../model/import-paragraphs.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { readDraft, type Draft } from '../model/reader.ts';
import { BASE_VIEW } from '../model/views.ts';
import {
  act,
  canonicalState,
  countingIds,
  deliver,
  exchange,
  find,
  lines,
  operatives,
  people,
  type Person,
} from '../people.fixture.ts';
import { authoredWords, authorIndex, removals } from './authors.ts';
import { compareDrafts } from './compare.ts';
import { brokenRow, decodeRow, encodeRow, NO_ROW, rowHash, type LogRow } from './log-row.ts';
import { offlineBatches, packUpdates } from './offline-queue.ts';
import { replacements, replaceText } from './replace-text.ts';
import { restoreParagraph, restoresIn, type SaidRestore } from './restore.ts';
import {
  decodeSnapshot,
  documentAt,
  documentAtMoment,
  encodeSnapshot,
  loadDocument,
  momentOf,
  takeSnapshot,
} from './snapshot.ts';

/** A log that takes what people send, as the service does. */
const logOf = (start: Uint8Array) => {
  const rows: LogRow[] = [];
  const add = (person: string, delegation: string, update: Uint8Array): void => {
    const last = rows.at(-1);
    rows.push({
      number: rows.length + 1,
      at: 1_000 * (rows.length + 1),
      person,
      delegation,
      session: `${person}-session`,
      previous: last === undefined ? NO_ROW : rowHash(last),
      update,
    });
  };
  add('secretariat', 'S', start);
  return { rows, add };
};
/** Two people before one text, with the log of all they do. */
const session = (...texts: readonly string[]) => {
  const first = newYDoc();
  first.clientID = 1;
  importParagraphs(first, operatives(...texts), countingIds('s'));
  const [a, b] = people(2, operatives(...texts));
  if (a === undefined || b === undefined) throw new Error('two people');
  const log = logOf(Y.encodeStateAsUpdate(first));
  const say = (person: Person, build: Parameters<typeof act>[1]): void => {
    act(person, build);
    send(person);
  };
  const send = (person: Person): void => {
    const name = person === a ? 'A' : 'B';
    for (const update of person.sent.splice(0)) {
      log.add(`${name} 1`, name, update);
      deliver(person === a ? b : a, [update]);
    }
  };
  return { a, b, say, send, ...log };
};
const texts = (draft: Draft): readonly string[] => draft.paragraphs.map(paragraphText);

describe('the log', () => {
  test('[DRF-30] a row comes back from its bytes; other bytes are none', () => {
    const { rows, say, a } = session('Hello');
    say(a, (tr) => tr.insertText(' World', 6));
    for (const row of rows) {
      const bytes = encodeRow(row);
      expect(decodeRow(bytes)).toEqual({ ok: true, row });
      expect(decodeRow(Uint8Array.from([...bytes, 0]))).toMatchObject({ refusal: { code: 'log.malformed' } });
      for (let cut = 1; cut < bytes.length; cut += 7)
        expect(decodeRow(bytes.slice(0, cut))).toMatchObject({ refusal: { code: 'log.malformed' } });
      expect(decodeRow(Uint8Array.from([9, ...bytes.slice(1)]))).toEqual({
        ok: false,
        refusal: { code: 'log.version', facts: { version: 9 } },
      });
    }
  });

  test('[DRF-30] each row names the one before it: a changed, missing or exchanged row is found', () => {
    const { rows, say, a } = session('Hello');
    for (const sign of 'abcdef') say(a, (tr) => tr.insertText(sign, 1));
    expect(brokenRow(rows)).toBeUndefined();
    expect(brokenRow(rows.slice(3), rows[2])).toBeUndefined();
    for (let at = 1; at < rows.length - 1; at += 1) {
      expect(brokenRow(rows.toSpliced(at, 1))).toBe(rows[at + 1]);
      const row = rows[at];
      if (row === undefined) continue;
      expect(brokenRow(rows.with(at, { ...row, person: 'somebody else' }))).toBe(rows[at + 1]);
    }
  });

  test('[DRF-31] a document comes from a snapshot and the rows after it as from all rows', () => {
    const { rows, say, a, b } = session('Hello', 'World');
    say(a, (tr) => tr.insertText(' there', 6));
    const half = rows.length;
    const snapshot = takeSnapshot(loadDocument(rows), half);
    say(b, (tr) => tr.split(find(b, 'there')));
    say(a, (tr) => tr.delete(find(a, 'World'), find(a, 'World') + 2));
    const stored = decodeSnapshot(encodeSnapshot(snapshot));
    expect(stored).toEqual(snapshot);
    expect(decodeSnapshot(encodeSnapshot(snapshot).slice(0, 9))).toBeUndefined();
    expect(decodeSnapshot(Uint8Array.from([7, 0, 0]))).toBeUndefined();
    const whole = loadDocument(rows);
    expect(canonicalState(loadDocument(rows, stored))).toEqual(canonicalState(whole));
    expect(canonicalState(whole)).toEqual(canonicalState(a.doc));
    expect(texts(readDraft(documentAt(half, rows, [snapshot]), BASE_VIEW))).toEqual(['Hello there', 'World']);
    expect(texts(readDraft(documentAt(half - 1, rows, [snapshot]), BASE_VIEW))).toEqual(['Hello', 'World']);
  });

  test('[DRF-31] a moment of a document that goes on shows the text as it was', () => {
    const { say, a, b } = session('Hello', 'World');
    say(a, (tr) => tr.insertText(' there', 6));
    const seen = lines(a);
    const moment = momentOf(a.doc);
    say(b, (tr) => tr.delete(0, b.state.doc.child(0).nodeSize));
    say(a, (tr) => tr.insertText('!', 1));
    expect(texts(readDraft(documentAtMoment(a.doc, moment), BASE_VIEW))).toEqual(seen);
  });
});

describe('who did what', () => {
  test('[DRF-32] who wrote each word is read from the log, also after a split, a move and an undo', () => {
    const { rows, say, a, b, send } = session('Hello World');
    say(a, (tr) => tr.insertText('brave ', find(a, 'World')));
    say(b, (tr) => tr.insertText('new ', find(b, 'World')));
    say(b, (tr) => tr.delete(find(b, 'brave'), find(b, 'brave') + 3));
    b.binding.undo.undo();
    send(b);
    say(a, (tr) => tr.split(find(a, 'new')));
    const draft = readDraft(a.doc, BASE_VIEW);
    const index = authorIndex(rows);
    expect(
      draft.paragraphs.map((paragraph) =>
        authoredWords(paragraph, index).map(({ chars, by }) => `${by?.delegation}:${chars}`),
      ),
    ).toEqual([
      ['S:Hello ', 'A:brave '],
      ['B:new ', 'S:World'],
    ]);
  });

  test('[DRF-33] two moments are compared word by word with who did it; moved words are the same words', () => {
    const { rows, say, a, b } = session('one two three', 'four', 'five', 'six');
    const before = readDraft(a.doc, BASE_VIEW);
    say(a, (tr) => tr.delete(find(a, 'two'), find(a, 'two') + 4));
    say(b, (tr) => tr.insertText('!', find(b, 'three') + 5));
    say(a, (tr, { doc }) => {
      const from = find(a, 'six') - 1;
      tr.delete(from, from + doc.child(3).nodeSize).insert(0, doc.child(3));
    });
    say(b, (tr, { doc }) => tr.delete(find(b, 'four') - 1, find(b, 'four') - 1 + doc.child(2).nodeSize));
    say(a, (tr) => tr.split(find(a, 'five') + 2));
    const index = authorIndex(rows);
    const after = readDraft(a.doc, BASE_VIEW);
    const compared = compareDrafts(before, after, {
      writer: index.authorOf,
      remover: removals(a.doc, index),
    });
    expect(
      compared.map(({ change, moved, words }) => [
        change,
        moved,
        words.map(
          ({ change: what, chars, by }) => `${what} ${chars}${by === undefined ? '' : ` ${by.delegation}`}`,
        ),
      ]),
    ).toEqual([
      ['same', true, ['same six']],
      ['changed', false, ['same one ', 'deleted two  A', 'same three', 'inserted ! B']],
      ['gone', false, ['deleted four B']],
      ['same', false, ['same fi']],
      ['new', false, ['same ve']],
    ]);
    expect(compareDrafts(before, before).every(({ change, moved }) => change === 'same' && !moved)).toBe(
      true,
    );
  });

  test('[DRF-34] a paragraph is restored as a new edit; words that stayed keep their author', () => {
    const { rows, say, send, a, b } = session('one two three four', 'next');
    const [past] = readDraft(a.doc, BASE_VIEW).paragraphs;
    if (past === undefined) throw new Error('a paragraph');
    const wanted = { id: past.id, kind: past.kind, level: past.level, text: paragraphText(past) };
    say(b, (tr) => tr.insertText('2', find(b, 'two'), find(b, 'two') + 3));
    say(b, (tr) => tr.setBlockType(1, 1, b.state.schema.node('heading').type));
    const restore = (): void => {
      a.binding.write((recorder, draft) => replaceText(draft, recorder, { mode: 'edit' }, wanted));
      a.state = a.binding.refresh(a.state);
      send(a);
    };
    restore();
    expect(lines(b)).toEqual(['one two three four', 'next']);
    expect(b.state.doc.child(0).type.name).toBe('operative');
    const index = authorIndex(rows);
    const [now] = readDraft(a.doc, BASE_VIEW).paragraphs;
    expect(
      now === undefined ? [] : authoredWords(now, index).map(({ chars, by }) => `${by?.delegation}:${chars}`),
    ).toEqual(['S:one', 'A: two', 'S: three four']);
    say(b, (tr, { doc }) => tr.delete(0, doc.child(0).nodeSize));
    expect(lines(a)).toEqual(['next']);
    restore();
    expect(lines(b)).toEqual(['one two three four', 'next']);
    expect(String(b.state.doc.child(0).attrs.id)).toBe('p1');
  });

  test('[DRF-37] a restore names its moment once; taken back and repeated, and as a suggestion, it names none', () => {
    const { say, send, a, b } = session('one two', 'next');
    const [past] = readDraft(a.doc, BASE_VIEW).paragraphs;
    if (past === undefined) throw new Error('a paragraph');
    const wanted = { id: past.id, kind: past.kind, level: past.level, text: paragraphText(past) };
    const said = (person: Person, edit: () => void): readonly (readonly SaidRestore[])[] => {
      edit();
      const updates = [...person.sent];
      send(person);
      return updates.map(restoresIn);
    };
    const restore = (person: Person, moment: number) => (): void =>
      person.binding.write((recorder, draft, hand) =>
        restoreParagraph(draft, recorder, hand(), wanted, moment),
      );
    say(b, (tr) => tr.insertText('three', find(b, 'two'), find(b, 'two') + 3));
    expect(said(a, restore(a, 1))).toEqual([[{ paragraph: 'p1', moment: 1 }]]);
    expect(said(a, () => a.binding.undo.undo()).flat()).toEqual([]);
    expect(said(a, () => a.binding.undo.redo()).flat()).toEqual([]);
    b.state = b.binding.refresh(b.state);
    expect(lines(b)).toEqual(['one two', 'next']);
    say(b, (tr) => tr.insertText('four', find(b, 'two'), find(b, 'two') + 3));
    // The same paragraph a second time, by somebody else.
    expect(said(b, restore(b, 2))).toEqual([[{ paragraph: 'p1', moment: 2 }]]);
    say(a, (tr, { doc }) => tr.delete(0, doc.child(0).nodeSize));
    expect(said(a, restore(a, 1))).toEqual([[{ paragraph: 'p1', moment: 1 }]]);
    say(b, (tr) => tr.insertText('!', find(b, 'two')));
    b.binding.setMode({ mode: 'suggest', delegation: 'B', person: 'B 1', at: () => 1 });
    expect(said(b, restore(b, 1)).flat()).toEqual([]);
  });

  test('[DRF-34] replacing leads from any text to any other', () => {
    const text = fc.stringMatching(/^[ab ,é中]{0,12}$/);
    fc.assert(
      fc.property(text, text, (before, after) => {
        let result = '';
        let at = 0;
        for (const { from, to, text: words } of replacements(before, after)) {
          result += before.slice(at, from) + words;
          at = to;
        }
        expect(result + before.slice(at)).toBe(after);
      }),
    );
  });
});

describe('work without a network', () => {
  test('[DRF-35] two people work offline, come back through the gate and hold the same', () => {
    const [a, b, c] = people(3, operatives('Hello World', 'Second', 'Third'));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three people');
    const live = newYDoc();
    Y.applyUpdate(live, Y.encodeStateAsUpdate(a.doc));
    const gate = createGate(live);
    for (let n = 0; n < 300; n += 1) {
      act(a, (tr) => tr.insertText('a', find(a, 'World')));
      act(b, (tr) => tr.insertText('b', find(b, 'Second')));
      if (n % 60 === 0) act(b, (tr) => tr.split(find(b, 'World')));
    }
    for (const person of [a, b]) {
      const updates = person.sent.splice(0);
      const batches = offlineBatches(updates);
      expect(batches.flat().length).toBeLessThan(updates.length / 10);
      for (const batch of batches) {
        const answer = gate.admit({
          updates: batch,
          leases: new Set([person.doc.clientID]),
          rights: { role: 'edit', delegation: 'A', person: 'A 1', closed: new Set(), opened: new Set() },
        });
        expect(answer).toMatchObject({ admitted: true });
        gate.commit(gate.waiting());
      }
    }
    for (const person of [a, b, c]) deliver(person, [Y.encodeStateAsUpdate(live)]);
    expect(lines(a).join('|')).toContain('a'.repeat(300));
    expect(lines(a)).toContain('b'.repeat(300) + 'Second');
    for (const person of [b, c]) {
      expect(person.state.doc.eq(a.state.doc)).toBe(true);
      expect(canonicalState(person.doc)).toEqual(canonicalState(a.doc));
    }
  });

  test('[DRF-35] packed updates stay within what the gate takes and lose nothing', () => {
    const [a, b] = people(2, operatives('Hello'));
    if (a === undefined || b === undefined) throw new Error('two people');
    for (let n = 0; n < 150; n += 1) act(a, (tr) => tr.insertText('x'.repeat(n % 7 === 0 ? 2_000 : 1), 1));
    const packed = packUpdates(a.sent);
    expect(packed.length).toBeLessThan(a.sent.length);
    for (const update of packed) {
      expect(update.length).toBeLessThanOrEqual(GATE_LIMITS.UPDATE_BYTES_MAX);
      expect(Y.decodeUpdate(update).structs.length).toBeLessThanOrEqual(GATE_LIMITS.STRUCTS_MAX);
    }
    deliver(b, packed);
    exchange([a, b]);
    expect(b.state.doc.eq(a.state.doc)).toBe(true);
    expect(packUpdates([])).toEqual([]);
  });
});
