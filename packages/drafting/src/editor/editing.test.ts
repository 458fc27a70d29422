import { TextSelection } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { anchoredParts, commentAnchor, formatAnchor, parseAnchor } from '../comments/comment-anchor.ts';
import { newYDoc } from '../model/draft-document.ts';
import { idRanges } from '../model/elements.ts';
import {
  act,
  countingIds,
  deliver,
  exchange,
  find,
  lines,
  operatives,
  people,
  type Person,
} from '../people.fixture.ts';
import { createBinding } from './binding.ts';
import { caretAt, caretPosition } from './caret.ts';

const two = (...texts: readonly string[]): readonly [Person, Person] => {
  const [a, b] = people(2, operatives(...texts));
  if (a === undefined || b === undefined) throw new Error('two people');
  return [a, b];
};
const emphasised = ({ state }: Person, mark: string): readonly string[] => {
  const out: string[] = [];
  state.doc.descendants((node) => {
    if (node.isText && node.marks.some(({ type }) => type.name === mark)) out.push(node.text ?? '');
  });
  return out;
};
const select = (person: Person, from: number, to: number): void => {
  person.state = person.state.apply(
    person.state.tr.setSelection(TextSelection.create(person.state.doc, from, to)),
  );
};
const selected = ({ state }: Person): string =>
  state.doc.textBetween(state.selection.from, state.selection.to, '|');

describe('emphasis', () => {
  test('[DRF-4] emphasis laid and taken off at the same time is the same for both, and typing at its end goes on in it', () => {
    const [a, b] = two('one two three');
    const italic = a.state.schema.mark('italic');
    act(a, (tr) => tr.addMark(find(a, 'one'), find(a, 'three'), italic));
    exchange([a, b]);
    act(a, (tr) => tr.removeMark(find(a, 'two'), find(a, 'two') + 3, italic));
    act(b, (tr) => tr.addMark(find(b, 'two'), find(b, 'three') + 5, b.state.schema.mark('bold')));
    exchange([a, b]);
    expect(emphasised(a, 'italic').join('')).toBe('one  ');
    expect(emphasised(a, 'bold').join('')).toBe('two three');
    expect(b.state.doc.eq(a.state.doc)).toBe(true);
    act(a, (tr) => {
      const at = find(a, 'three') + 5;
      tr.insertText('!', at);
    });
    exchange([a, b]);
    expect(emphasised(b, 'bold').join('')).toBe('two three!');
    expect(lines(b)).toEqual(['one two three!']);
  });

  test('[DRF-4] emphasis never leaks to words it was not laid on, also when its own words are deleted meanwhile', () => {
    const [a, b] = two('Hello World and more');
    const mark = a.state.schema.mark('italic');
    act(a, (tr) => tr.insert(find(a, 'World'), a.state.schema.text('new', [mark])));
    exchange([a, b]);
    act(a, (tr) => tr.delete(find(a, 'new'), find(a, 'new') + 3));
    act(b, (tr) => tr.insert(find(b, 'new') + 1, b.state.schema.text('X')));
    exchange([a, b]);
    expect(lines(a)).toEqual(['Hello XWorld and more']);
    expect(emphasised(a, 'italic')).toEqual([]);
    expect(b.state.doc.eq(a.state.doc)).toBe(true);
  });

  test('[DRF-4] emphasis is undone without touching that of others', () => {
    const [a, b] = two('one two');
    act(a, (tr) => tr.addMark(1, 4, a.state.schema.mark('italic')));
    exchange([a, b]);
    act(b, (tr) => tr.addMark(1, 8, b.state.schema.mark('bold')));
    exchange([a, b]);
    a.binding.undo.undo();
    exchange([a, b]);
    expect(emphasised(b, 'italic')).toEqual([]);
    expect(emphasised(b, 'bold').join('')).toBe('one two');
  });
});

describe('the selection and comments', () => {
  test('[DRF-5] the selection stays on its words while others write, split, move and join', () => {
    const [a, b] = two('one two', 'three four');
    select(b, find(b, 'two'), find(b, 'two') + 3);
    act(a, (tr) => tr.insertText('so ', find(a, 'one')));
    act(a, (tr) => tr.split(find(a, 'two')));
    act(a, (tr, { doc }) => {
      const from = find(a, 'three') - 1;
      const node = doc.child(2);
      tr.delete(from, from + node.nodeSize).insert(0, node);
    });
    exchange([a, b]);
    expect(selected(b)).toBe('two');
    act(a, (tr) => tr.join(find(a, 'two') - 1));
    exchange([a, b]);
    expect(selected(b)).toBe('two');
    expect(lines(b)).toEqual(['three four', 'so one two']);
  });

  test('[DRF-5] a caret is told to others and found again by them', () => {
    const [a, b] = two('one two', 'three');
    const caret = caretAt(a.binding.draft(), a.state.doc, find(a, 'two') + 1);
    if (caret === undefined) throw new Error('a caret');
    act(b, (tr) => tr.split(find(b, 'one') + 3));
    expect(caretPosition(b.binding.draft(), b.state.doc, caret)).toBe(find(b, 'two') + 1);
    const start = caretAt(a.binding.draft(), a.state.doc, 1);
    expect(start).toEqual({ paragraph: 'p1' });
    expect(start === undefined ? undefined : caretPosition(b.binding.draft(), b.state.doc, start)).toBe(1);
  });

  test('[DRF-7] a comment stays on its words through split, join, move, deletion and undo', () => {
    const [a, b] = two('Hello brave World', 'Two');
    const draft = a.binding.draft();
    const anchor = commentAnchor(draft, { paragraph: 'p1', from: 6, to: 17 });
    if (anchor === undefined) throw new Error('an anchor');
    const covered = (person: Person): readonly string[] =>
      anchoredParts(person.binding.draft(), anchor).map(({ paragraph, from, to }) => {
        const index = person.binding.draft().paragraphs.findIndex(({ id }) => id === paragraph);
        return person.state.doc.child(index).textBetween(from, to);
      });
    act(a, (tr) => tr.split(find(a, 'World')));
    act(b, (tr) => tr.insertText('new ', find(b, 'World')));
    exchange([a, b]);
    expect(covered(a)).toEqual(['brave ', 'new World']);
    act(b, (tr) => tr.delete(find(b, 'World'), find(b, 'World') + 5));
    exchange([a, b]);
    expect(covered(a)).toEqual(['brave ', 'new ']);
    b.binding.undo.undo();
    exchange([a, b]);
    expect(covered(a)).toEqual(['brave ', 'new World']);
    act(a, (tr) => tr.join(find(a, 'Two') - 1));
    act(b, (tr) => tr.insertText('!', find(b, 'World') + 5));
    exchange([a, b]);
    expect(covered(b)).toEqual(['brave ', 'new World']);
    expect(commentAnchor(draft, { paragraph: 'p1', from: 3, to: 3 })).toBeUndefined();
    const message: unknown = JSON.parse(JSON.stringify(formatAnchor(anchor)));
    expect(parseAnchor(message)).toEqual(anchor);
    for (const other of [
      [],
      {},
      [['p1', 'end', 'end']],
      [['<b>', [1, 1, 0], [1, 2, 1]]],
      [['p1', [1, 1, 0]]],
    ])
      expect(parseAnchor(other)).toBeUndefined();
  });
});

describe('the binding', () => {
  test('[DRF-8] several pasted paragraphs stand where they were pasted, with ids of their own', () => {
    const [a, b] = two('one two', 'three');
    const { schema } = a.state;
    act(a, (tr) => {
      const copied = a.state.doc.slice(1, a.state.doc.content.size - 1);
      tr.replaceRange(find(a, 'two'), find(a, 'two'), copied);
    });
    act(b, (tr) => tr.insertText('!', find(b, 'two') + 3));
    exchange([a, b]);
    expect(lines(a)).toEqual(['one one two', 'threetwo!', 'three']);
    const ids = a.state.doc.children.map(({ attrs }) => String(attrs['id']));
    expect(new Set(ids).size).toBe(ids.length);
    expect([ids[0], ids[2]]).toEqual(['p1', 'p2']);
    expect(b.state.doc.eq(a.state.doc)).toBe(true);
    act(a, (tr) => tr.insert(0, schema.node('operative', null, [schema.text('first\u0007\n')])));
    expect(lines(a)[0]).toBe('first  ');
  });

  test('[DRF-8] who only views writes nothing', () => {
    const [a] = two('one');
    a.binding.setMode({ mode: 'view' });
    act(a, (tr) => tr.insertText('!', 1));
    expect(lines(a)).toEqual(['one']);
    expect(a.sent).toEqual([]);
  });

  test('[DRF-8] a transaction made before others wrote is made again for what they wrote', () => {
    const [a, b] = two('one two', 'three');
    act(b, (tr) => tr.insertText('so ', 1));
    act(b, (tr) => tr.split(find(b, 'two')));
    const stale = a.state.tr
      .delete(find(a, 'two'), find(a, 'two') + 2)
      .insertText('!', find(a, 'two') + 1)
      .insertText('?', 1);
    for (const update of b.sent.splice(0)) Y.applyUpdate(a.doc, update, 'remote');
    a.state = a.binding.apply(a.state, stale);
    exchange([a, b]);
    expect(lines(a)).toEqual(['?so one ', 'o!', 'three']);
    expect(b.state.doc.eq(a.state.doc)).toBe(true);
  });

  test('[DRF-9] a register whose next value has not all arrived holds the one before', () => {
    const [a, b] = two('one', 'two', 'three');
    act(a, (tr) => tr.insertText('!', 1));
    act(a, (tr, { doc }) => tr.delete(0, doc.child(0).nodeSize).insert(tr.doc.content.size, doc.child(0)));
    const [typed, moved] = a.sent.splice(0);
    if (typed === undefined || moved === undefined) throw new Error('two updates');
    // The list of deletions of the second is taken in at once, what it writes only when the first is there.
    deliver(b, [moved]);
    expect(lines(b)).toEqual(['one', 'two', 'three']);
    deliver(b, [typed]);
    expect(lines(b)).toEqual(['two', 'three', '!one']);
  });

  test('[DRF-8] typing one word is one insertion and nothing else; kinds and degrees are registers', () => {
    const [a] = two('one');
    for (const sign of 'word') act(a, (tr) => tr.insertText(sign, a.state.doc.content.size - 1));
    expect(a.sent).toHaveLength(4);
    const text = a.doc.getMap('texts').get('p1');
    expect(text instanceof Y.Text ? idRanges(text, 3, 4) : []).toEqual([[a.doc.clientID, 0, 4]]);
    for (const update of a.sent) expect(Y.decodeUpdate(update).structs).toHaveLength(1);
    const item = a.state.schema.node('item', { level: 2 });
    act(a, (tr) => tr.setBlockType(1, 1, item.type, { ...a.state.doc.child(0).attrs, level: 2 }));
    expect(a.state.doc.child(0).type.name).toBe('item');
    expect(a.binding.draft().paragraphs).toMatchObject([{ id: 'p1', kind: 'item', level: 2 }]);
  });

  test('[DRF-6] words typed in a row are one step of undo, a pause begins another', () => {
    const [a] = two('');
    let time = 1_000_000;
    for (const [sign, pause] of [
      ['a', 0],
      ['b', 100],
      ['c', 2_000],
    ] as const) {
      time += pause;
      act(a, (tr) => tr.insertText(sign, a.state.doc.content.size - 1).setTime(time));
    }
    expect(lines(a)).toEqual(['abc']);
    a.binding.undo.undo();
    a.state = a.binding.refresh(a.state);
    expect(lines(a)).toEqual(['ab']);
    a.binding.undo.undo();
    a.state = a.binding.refresh(a.state);
    expect(lines(a)).toEqual(['']);
  });

  test('[DRF-8] an empty document shows a line to write in', () => {
    const doc = newYDoc();
    const binding = createBinding({ doc, newId: countingIds('n') });
    let state = binding.createState();
    expect(state.doc.childCount).toBe(1);
    state = binding.apply(state, state.tr.insertText('first words', 1));
    expect(state.doc.child(0).textContent).toBe('first words');
    expect(binding.draft().paragraphs).toHaveLength(1);
    binding.close();
  });

  test('[DRF-3] who empties a paragraph that was shown again keeps it; who takes it out again hides it', () => {
    const [a, b] = two('one', 'two');
    act(a, (tr, { doc }) => tr.delete(0, doc.child(0).nodeSize));
    act(b, (tr) => tr.insertText('!', 2));
    exchange([a, b]);
    expect(lines(a)).toEqual(['!', 'two']);
    expect(a.state.doc.child(0).attrs['restored']).toBe(true);
    act(a, (tr) => tr.delete(1, 2));
    expect(lines(a)).toEqual(['', 'two']);
    expect(a.state.doc.child(0).attrs['restored']).toBe(false);
    act(a, (tr, { doc }) => tr.delete(0, doc.child(0).nodeSize));
    deliver(b, a.sent.splice(0));
    expect(lines(b)).toEqual(['two']);
  });
});
