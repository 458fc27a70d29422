import { describe, expect, test } from 'vitest';
import {
  act,
  canonicalState,
  exchange,
  find,
  lines,
  operatives,
  people,
  type Person,
} from '../people.fixture.ts';

const at = (person: Person, words: string, offset = 0): number => find(person, words) + offset;
const together = (...texts: readonly string[]) => people(2, operatives(...texts));
/** Both see the same and hold the same bytes. */
const agree = (all: readonly Person[]): readonly string[] => {
  exchange(all);
  const [first, ...others] = all;
  if (first === undefined) return [];
  for (const other of others) {
    expect(other.state.doc.toJSON()).toEqual(first.state.doc.toJSON());
    expect(canonicalState(other.doc)).toEqual(canonicalState(first.doc));
  }
  return lines(first);
};

describe('two people at the same time', () => {
  test('[DRF-1] both split a paragraph', () => {
    const [a, b] = together('Hello brave World');
    if (a === undefined || b === undefined) throw new Error('two people');
    act(a, (tr) => tr.split(at(a, ' brave')));
    act(b, (tr) => tr.split(at(b, ' World')));
    expect(agree([a, b])).toEqual(['Hello', ' brave', ' World']);
  });

  test('[DRF-1] one splits, the other writes behind the split', () => {
    const [a, b] = together('Hello brave World');
    if (a === undefined || b === undefined) throw new Error('two people');
    act(a, (tr) => tr.split(at(a, ' brave')));
    act(b, (tr) => tr.insertText('new ', at(b, 'World')));
    expect(agree([a, b])).toEqual(['Hello', ' brave new World']);
  });

  test('[DRF-1] one joins a paragraph to another, the other writes in it', () => {
    const [a, b] = together('Hello ', 'brave World');
    if (a === undefined || b === undefined) throw new Error('two people');
    act(a, (tr) => tr.join(at(a, 'brave') - 1));
    act(b, (tr) => tr.insertText('new ', at(b, 'World')));
    expect(agree([a, b])).toEqual(['Hello brave new World']);
  });

  test('[DRF-1] one moves a paragraph, the other writes in it', () => {
    const [a, b] = together('One', 'Two', 'Three');
    if (a === undefined || b === undefined) throw new Error('two people');
    act(a, (tr, { doc }) => {
      const start = at(a, 'Three') - 1;
      const node = doc.child(2);
      tr.delete(start, start + node.nodeSize).insert(0, node);
    });
    act(b, (tr) => tr.insertText(' and more', at(b, 'Three', 5)));
    expect(agree([a, b])).toEqual(['Three and more', 'One', 'Two']);
  });

  test('[DRF-1] both move a paragraph to different places: one place wins', () => {
    const [a, b] = together('One', 'Two', 'Three');
    if (a === undefined || b === undefined) throw new Error('two people');
    for (const [person, to] of [
      [a, 0],
      [b, 5],
    ] as const)
      act(person, (tr, { doc }) => {
        const start = at(person, 'Three') - 1;
        const node = doc.child(2);
        tr.delete(start, start + node.nodeSize).insert(to, node);
      });
    const seen = agree([a, b]);
    expect([...seen].toSorted()).toEqual(['One', 'Three', 'Two']);
  });
});

describe('one person', () => {
  test('[DRF-2] a split is one marker, its joining again one register', () => {
    const [a] = together('Hello brave World');
    if (a === undefined) throw new Error('a person');
    act(a, (tr) => tr.split(at(a, ' brave')));
    expect(lines(a)).toEqual(['Hello', ' brave World']);
    const ids = a.state.doc.content.content.map((node) => String(node.attrs.id));
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toBe('p1');
    act(a, (tr) => tr.join(at(a, ' brave') - 1));
    expect(lines(a)).toEqual(['Hello brave World']);
    act(a, (tr) => tr.split(at(a, ' brave')));
    expect(a.state.doc.content.content.map((node) => String(node.attrs.id))).toEqual(ids);
    expect(lines(a)).toEqual(['Hello', ' brave World']);
  });

  test('[DRF-2] Enter at the end, at the beginning and in an empty paragraph makes new ones and keeps the old', () => {
    const [a] = together('One', 'Two');
    if (a === undefined) throw new Error('a person');
    act(a, (tr) => tr.split(at(a, 'One', 3)));
    expect(lines(a)).toEqual(['One', '', 'Two']);
    act(a, (tr) => tr.split(at(a, 'One', 3) + 2));
    expect(lines(a)).toEqual(['One', '', '', 'Two']);
    act(a, (tr) => tr.split(at(a, 'Two')));
    expect(lines(a)).toEqual(['One', '', '', '', 'Two']);
    const ids = a.state.doc.content.content.map((node) => String(node.attrs.id));
    expect([ids[0], ids[4]]).toEqual(['p1', 'p2']);
  });

  test('[DRF-6] typing, splitting, joining and moving are undone and done again', () => {
    const [a] = together('One', 'Two');
    if (a === undefined) throw new Error('a person');
    act(a, (tr) => tr.insertText(' more', at(a, 'One', 3)));
    act(a, (tr) => tr.split(at(a, ' more')));
    act(a, (tr) => tr.join(at(a, 'Two') - 1));
    expect(lines(a)).toEqual(['One', ' moreTwo']);
    const back = () => {
      a.binding.undo.undo();
      a.state = a.binding.refresh(a.state);
      return lines(a);
    };
    expect(back()).toEqual(['One', ' more', 'Two']);
    expect(back()).toEqual(['One more', 'Two']);
    expect(back()).toEqual(['One', 'Two']);
    const again = () => {
      a.binding.undo.redo();
      a.state = a.binding.refresh(a.state);
      return lines(a);
    };
    expect(again()).toEqual(['One more', 'Two']);
    expect(again()).toEqual(['One', ' more', 'Two']);
    expect(again()).toEqual(['One', ' moreTwo']);
  });

  test('[DRF-6] what two people deleted comes back once, and only when both take it back', () => {
    const [a, b] = together('abc');
    if (a === undefined || b === undefined) throw new Error('two people');
    for (const person of [a, b]) act(person, (tr) => tr.delete(at(person, 'b'), at(person, 'b') + 1));
    expect(agree([a, b])).toEqual(['ac']);
    a.binding.undo.undo();
    expect(agree([a, b])).toEqual(['ac']);
    b.binding.undo.undo();
    expect(agree([a, b])).toEqual(['abc']);
  });

  test('[DRF-3] a deletion from the middle of one paragraph to the middle of another joins them', () => {
    const [a, b] = together('One one', 'Two', 'Three three');
    if (a === undefined || b === undefined) throw new Error('two people');
    act(a, (tr) => tr.delete(at(a, ' one'), at(a, ' three')));
    act(b, (tr) => tr.insertText('!', at(b, 'Two', 3)));
    expect(lines(a)).toEqual(['One three']);
    expect(agree([a, b])).toEqual(['One three', '!']);
    expect(a.state.doc.child(1).attrs.restored).toBe(true);
  });
});
