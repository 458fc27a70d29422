import fc from 'fast-check';
import { formatBrackets, parseBrackets } from '@plenary/text';
import { describe, expect, test } from 'vitest';
import { bracketTree } from '../brackets/bracket-text.ts';
import { makeBracket } from '../brackets/edit-brackets.ts';
import { createGate } from '../gate/gate.ts';
import { GATE_LIMITS } from '../gate/limits.ts';
import { NO_EDITS, writeEdits } from '../model/edits.ts';
import { paragraphText } from '../model/paragraph-text.ts';
import { readDraft } from '../model/reader.ts';
import { record } from '../model/recorder.ts';
import { BASE_VIEW, MARKUP_VIEW } from '../model/views.ts';
import {
  act,
  asMode,
  countingIds,
  exchange,
  find,
  lines,
  operatives,
  people,
  type Person,
} from '../people.fixture.ts';
import { listSuggestions } from '../suggestions/list.ts';
import type { TextParagraph } from '../suggestions/base-text.ts';
import { mergeWords } from './merge-words.ts';
import { takeOver, type AdoptedChange } from './take-over.ts';
import * as Y from 'yjs';

const text = (...words: readonly string[]): readonly TextParagraph[] =>
  words.map((said, at) => ({ id: `p${at + 1}`, kind: 'operative', level: 0, text: said }));

/** The service takes over on a copy of what one person holds, and everybody receives what it wrote. */
const decide = (all: readonly Person[], change: AdoptedChange): boolean => {
  const [first] = all;
  if (first === undefined) throw new Error('nobody');
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(first.doc));
  copy.clientID = 900 + Y.decodeStateVector(Y.encodeStateVector(copy)).size;
  const vector = Y.encodeStateVector(copy);
  const did = takeOver(copy, change, {
    newId: countingIds(`z${copy.clientID}-`),
    idHere: (id) => id,
    label: (id) => id,
    attributions: new Map(),
  });
  const update = Y.encodeStateAsUpdate(copy, vector);
  for (const person of all) {
    Y.applyUpdate(person.doc, update, 'remote');
    person.state = person.binding.refresh(person.state);
  }
  return did;
};

const base = ({ doc }: Person): readonly string[] => {
  const draft = readDraft(doc, BASE_VIEW);
  return draft.paragraphs.map((paragraph) => formatBrackets(bracketTree(draft, paragraph)));
};
const decision = ({ doc }: Person, amendment = 'A1') => readDraft(doc, BASE_VIEW).decisions.get(amendment);

const meeting = (...words: readonly string[]) => {
  const all = people(2, operatives(...words));
  const [chair, kenya] = all;
  if (chair === undefined || kenya === undefined) throw new Error('two people');
  asMode(kenya, { mode: 'suggest', delegation: 'KE', person: 'k', at: () => 1 });
  return { all, chair, kenya };
};

describe('words that a decision adopted', () => {
  test('[TAKE-1] stand in the working text, and are not written a second time', () => {
    const { all, chair, kenya } = meeting('one two three', 'four', 'five');
    const change: AdoptedChange = {
      amendment: 'A1',
      before: text('one two three', 'four', 'five'),
      after: [
        { id: 'p1', kind: 'operative', level: 0, text: 'one 2 three' },
        { id: 'p7', kind: 'operative', level: 0, text: 'new' },
        { id: 'p3', kind: 'item', level: 1, text: 'five' },
      ],
    };
    expect(decide(all, change)).toBe(true);
    expect(base(chair)).toEqual(['one 2 three', 'new', 'five']);
    expect(lines(kenya)).toEqual(['one 2 three', 'new', 'five']);
    expect(readDraft(chair.doc, BASE_VIEW).paragraphs.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'p1 operative',
      'p7 operative',
      'p3 item',
    ]);
    expect(decision(chair)).toEqual({ paragraphs: ['p1', 'p3', 'p7', 'p2'], displaced: [], unmade: [] });
    const held = Y.encodeStateVector(chair.doc);
    expect(decide(all, change)).toBe(false);
    expect(Y.encodeStateVector(chair.doc)).toEqual(held);
  });

  test('[TAKE-1] a paragraph is moved where the decision puts it', () => {
    const { all, chair } = meeting('one', 'two', 'three');
    const [first, second, third] = text('one', 'two', 'three');
    if (first === undefined || second === undefined || third === undefined) throw new Error('three');
    decide(all, { amendment: 'A1', before: [first, second, third], after: [third, first, second] });
    expect(base(chair)).toEqual(['three', 'one', 'two']);
    expect(decision(chair)?.paragraphs).toEqual(['p3']);
  });

  test('[TAKE-2] what was changed elsewhere stays, and gives way where both changed the same words', () => {
    const { all, chair } = meeting('one two three four', 'five six');
    act(chair, (tr) => tr.insertText('ONE', find(chair, 'one'), find(chair, 'one') + 3));
    act(chair, (tr) => tr.insertText('SIX', find(chair, 'six'), find(chair, 'six') + 3));
    exchange(all);
    decide(all, {
      amendment: 'A1',
      before: text('one two three four', 'five six'),
      after: text('one two 3 four', 'five 6'),
    });
    expect(base(chair)).toEqual(['ONE two 3 four', 'five 6']);
    expect(decision(chair)).toEqual({ paragraphs: ['p1', 'p2'], displaced: ['p2'], unmade: [] });
  });

  test('[TAKE-2] words that were taken out since stand again around the adopted ones', () => {
    expect(mergeWords('a b c d', 'a B c d', 'a d')).toMatchObject({ isDisplaced: true });
    const apply = (issued: string, adopted: string, working: string): string => {
      let out = working;
      for (const { from, to, text: put } of mergeWords(issued, adopted, working).edits.toReversed())
        out = out.slice(0, from) + put + out.slice(to);
      return out;
    };
    expect(apply('a b c d', 'a B c d', 'a d')).toBe('a B c d');
    expect(apply('a b c', 'a b c d', 'a b c e')).toBe('a b c d e');
    expect(apply('a b c', 'a b c d', 'a b c d')).toBe('a b c d');
    expect(apply('', 'new', '')).toBe('new');
  });

  test('[TAKE-2] whatever was written since, every adopted word stands, and nothing else changes when nothing met', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '[', ']', ','), { maxLength: 12 });
    const said = words.map((list) => list.join(' '));
    fc.assert(
      fc.property(said, said, said, (issued, adopted, working) => {
        const { edits } = mergeWords(issued, adopted, working);
        let at = 0;
        for (const { from, to } of edits) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThanOrEqual(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(working.length);
        // Nothing was written since: it reads exactly as adopted. Nothing was adopted: it stays as it is.
        const put = (from: string, changes: typeof edits): string => {
          let [out, place] = ['', 0];
          for (const change of changes) {
            out += from.slice(place, change.from) + change.text;
            place = change.to;
          }
          return out + from.slice(place);
        };
        expect(put(issued, mergeWords(issued, adopted, issued).edits)).toBe(adopted);
        expect(mergeWords(issued, issued, working).edits).toEqual([]);
        expect(put(adopted, mergeWords(issued, adopted, adopted).edits)).toBe(adopted);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  test('[TAKE-3] open suggestions stay on their words, and an undo takes back only what one did oneself', () => {
    const { all, chair, kenya } = meeting('one two three', 'four');
    act(chair, (tr) => tr.insertText('!', find(chair, 'four') + 4));
    act(kenya, (tr) => tr.insertText('many ', find(kenya, 'three')));
    exchange(all);
    decide(all, {
      amendment: 'A1',
      before: text('one two three', 'four'),
      after: text('one 2 three', 'four'),
    });
    expect(lines(chair)).toEqual(['one 2 many three', 'four!']);
    expect(listSuggestions(readDraft(chair.doc, MARKUP_VIEW)).map(({ inserted }) => inserted)).toEqual([
      'many ',
    ]);
    chair.binding.undo.undo();
    chair.state = chair.binding.refresh(chair.state);
    expect(base(chair)).toEqual(['one 2 three', 'four']);
    expect(chair.binding.undo.canUndo()).toBe(false);
  });

  test('[TAKE-4] a suggestion that says just that is accepted, and others stay open', () => {
    const { all, chair, kenya } = meeting('one two three');
    act(kenya, (tr) => tr.insertText('2', find(kenya, 'two'), find(kenya, 'two') + 3));
    exchange(all);
    const [own] = listSuggestions(readDraft(chair.doc, MARKUP_VIEW));
    asMode(kenya, { mode: 'suggest', delegation: 'PE', person: 'p', at: () => 2 });
    act(kenya, (tr) => tr.insertText('0 ', find(kenya, 'one')));
    exchange(all);
    decide(all, { amendment: 'A1', before: text('one two three'), after: text('one 2 three') });
    expect(base(chair)).toEqual(['one 2 three']);
    const { suggestions } = readDraft(chair.doc, BASE_VIEW);
    expect(suggestions.get(own?.id ?? '')?.state).toBe('accepted');
    expect(listSuggestions(readDraft(chair.doc, MARKUP_VIEW)).map(({ inserted }) => inserted)).toEqual([
      '0 ',
    ]);
  });

  test('[TAKE-4] a suggestion that adds the adopted paragraph is accepted and gives way to it; one elsewhere stays open', () => {
    const { all, chair, kenya } = meeting('one', 'two');
    const addBehind = (words: string): void => {
      act(kenya, (tr) => {
        const end = find(kenya, words) + words.length;
        return tr.split(end).insertText('new', end + 2);
      });
      exchange(all);
    };
    addBehind('two');
    const elsewhere = listSuggestions(readDraft(chair.doc, MARKUP_VIEW))[0]?.id ?? '';
    asMode(kenya, { mode: 'suggest', delegation: 'PE', person: 'p', at: () => 3 });
    addBehind('one');
    const [own] = listSuggestions(readDraft(chair.doc, MARKUP_VIEW)).filter(({ id }) => id !== elsewhere);
    expect(own?.added).toHaveLength(1);
    const one = { kind: 'operative', level: 0 } as const;
    decide(all, {
      amendment: 'A1',
      before: text('one', 'two'),
      after: [
        { id: 'p1', ...one, text: 'one' },
        { id: 'n7', ...one, text: 'new' },
        { id: 'p2', ...one, text: 'two' },
      ],
    });
    expect(base(chair)).toEqual(['one', 'new', 'two']);
    expect(readDraft(chair.doc, BASE_VIEW).paragraphs.map(({ id }) => id)).toEqual(['p1', 'n7', 'p2']);
    const { suggestions } = readDraft(chair.doc, BASE_VIEW);
    expect(suggestions.get(own?.id ?? '')?.state).toBe('accepted');
    expect(suggestions.get(elsewhere)?.state).toBe('open');
    expect(listSuggestions(readDraft(chair.doc, MARKUP_VIEW)).map(({ id }) => id)).toEqual([elsewhere]);
  });

  test('[TAKE-5] a paragraph taken out since comes back, and one joined to another is named', () => {
    const { all, chair } = meeting('one', 'two', 'three');
    record(chair.doc, chair.newId, 'x', (recorder) =>
      writeEdits(readDraft(chair.doc, BASE_VIEW), recorder, { mode: 'edit' }, { ...NO_EDITS, gone: ['p2'] }),
    );
    record(chair.doc, chair.newId, 'x', (recorder) =>
      writeEdits(
        readDraft(chair.doc, BASE_VIEW),
        recorder,
        { mode: 'edit' },
        {
          ...NO_EDITS,
          joined: [{ paragraph: 'p3', into: 'p1' }],
        },
      ),
    );
    exchange(all);
    expect(base(chair)).toEqual(['onethree']);
    decide(all, {
      amendment: 'A1',
      before: text('one', 'two', 'three'),
      after: text('one', 'two [or 2]', '3'),
    });
    expect(base(chair)).toEqual(['onethree', 'two [or 2]']);
    expect(decision(chair)).toEqual({ paragraphs: ['p2'], displaced: ['p2'], unmade: ['p3'] });
  });

  test('[TAKE-6] brackets come and go with their signs, literal ones stay literal, and those that stay keep their id', () => {
    const { all, chair } = meeting('one two three four');
    let bracket = '';
    record(chair.doc, chair.newId, 'x', (recorder) => {
      bracket = makeBracket(
        readDraft(chair.doc, BASE_VIEW),
        recorder,
        { mode: 'edit' },
        {
          paragraph: 'p1',
          from: 4,
          to: 7,
        },
      );
    });
    exchange(all);
    expect(base(chair)).toEqual(['one [two] three four']);
    decide(all, {
      amendment: 'A1',
      before: text('one [two] three four'),
      after: text('one [two or more] three \\[sic\\] [four]'),
    });
    const draft = readDraft(chair.doc, BASE_VIEW);
    expect(base(chair)).toEqual(['one [two or more] three \\[sic\\] [four]']);
    expect(draft.paragraphs.map(paragraphText)).toEqual(['one two or more three [sic] four']);
    const ids = draft.paragraphs.flatMap(({ runs }) =>
      runs.flatMap(({ width, embed }) => (width > 0 && embed?.type === 'o' ? [embed.id] : [])),
    );
    expect(ids[0]).toBe(bracket);
    decide(all, {
      amendment: 'A2',
      before: text('one [two or more] three \\[sic\\] [four]'),
      after: text('one two or more three [four]'),
    });
    expect(base(chair)).toEqual(['one two or more three [four]']);
  });

  test('[TAKE-6] [TAKE-1] any text of brackets becomes any other', () => {
    const said = fc
      .array(fc.constantFrom('a ', 'b ', '[c ', '[Kenya: d ', ']', '\\[', 'e, ', '[[f]] '), { maxLength: 10 })
      .map((list) => list.join('').trim());
    fc.assert(
      fc.property(said, said, said, (first, second, third) => {
        const { all, chair } = meeting('x');
        decide(all, { amendment: 'A0', before: text('x'), after: text(first) });
        const start = base(chair)[0] ?? '';
        decide(all, { amendment: 'A1', before: text(start), after: text(second) });
        const then = base(chair)[0] ?? '';
        decide(all, { amendment: 'A2', before: text(then), after: text(third) });
        // Heads are no part of the text: who holds a bracket is on record. A sign without a partner is literal.
        const bare = (words: string): string =>
          words
            .replaceAll(/\[Kenya: ?/g, '[')
            .replaceAll(parseBrackets(third).ok ? '' : '\\', '')
            .trim();
        expect(bare(base(chair)[0] ?? '')).toBe(bare(third));
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  test('[GATE-14] the words of a decision pass however long they are', () => {
    const [long, adopted] = ['一', '字'.repeat(100_000)];
    const { chair } = meeting(long);
    const gate = createGate(chair.doc);
    const copy = new Y.Doc({ gc: false });
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(chair.doc));
    copy.clientID = 900;
    const updates: Uint8Array[] = [];
    copy.on('update', (update: Uint8Array) => updates.push(update));
    const options = { newId: countingIds('z'), idHere: (id: string) => id, label: (id: string) => id };
    const change = { amendment: 'A1', before: text(long), after: text(adopted) };
    takeOver(copy, change, { ...options, attributions: new Map() });
    expect(Math.max(...updates.map(({ length }) => length))).toBeGreaterThan(GATE_LIMITS.UPDATE_BYTES_MAX);
    const batch = { updates, leases: new Set([900]) };
    const person = {
      role: 'edit',
      delegation: '',
      person: '',
      closed: new Set<string>(),
      opened: new Set<string>(),
    } as const;
    expect(gate.admit({ ...batch, rights: person })).toMatchObject({ refusal: { code: 'gate.size' } });
    expect(gate.admit({ ...batch, rights: { ...person, isService: true } }).admitted).toBe(true);
    gate.commit(gate.waiting());
    expect(base(chair)).toEqual([adopted]);
  });

  test('[GATE-14] nobody but the service says that a decision is in the text', () => {
    const { chair } = meeting('one');
    const rights = {
      role: 'edit',
      delegation: '',
      person: 'x',
      closed: new Set<string>(),
      opened: new Set<string>(),
    } as const;
    const updateBy = (write: (doc: Y.Doc) => void): Uint8Array => {
      const doc = new Y.Doc({ gc: false });
      doc.clientID = 77;
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(chair.doc));
      const vector = Y.encodeStateVector(doc);
      write(doc);
      return Y.encodeStateAsUpdate(doc, vector);
    };
    const leases = new Set([77]);
    const taken = updateBy((doc) => doc.getMap('decisions').set('A1/paragraphs', ['p1']));
    const gate = createGate(chair.doc);
    expect(gate.admit({ updates: [taken], leases, rights })).toMatchObject({
      admitted: false,
      refusal: { code: 'gate.root' },
    });
    const wrong = updateBy((doc) => doc.getMap('decisions').set('A1/paragraphs', 'p1'));
    expect(gate.admit({ updates: [wrong], leases, rights: { ...rights, isService: true } })).toMatchObject({
      admitted: false,
      refusal: { code: 'gate.value' },
    });
    expect(gate.admit({ updates: [taken], leases, rights: { ...rights, isService: true } })).toMatchObject({
      admitted: true,
    });
    gate.close();
  });
});
