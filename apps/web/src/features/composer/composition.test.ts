import { amendableText, applyAmendments, draftAmendment, issuedParagraphs } from '@plenary/text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composed, compositionOf, redone, undone, type Composition, type Step } from './composition.ts';
import { changesOf, handedIn, rowsOf, type Changes, type Ground } from './rows.ts';

const paragraph = (pid: string, text: string): Ground[number] => ({
  pid,
  label: pid.toUpperCase(),
  kind: 'operative',
  level: 0,
  text,
});
const GROUND: Ground = ['one', 'two', 'three', 'four', 'five'].map((word, at) =>
  paragraph(`p${at + 1}`, `Decides ${word} thing;`),
);
const after = (...steps: readonly Step[]): Composition =>
  steps.reduce((composition, step) => composed(GROUND, composition, step), compositionOf([]));
const write = (row: string, text: string): Step => ({ type: 'write', row, text });
const add = (name: string, behind: string | null): Step => ({
  type: 'add',
  behind,
  name,
  kind: 'operative',
  level: 0,
});
const move = (row: string, behind: string | null): Step => ({ type: 'move', row, behind });
const order = (changes: Changes): readonly string[] =>
  rowsOf(GROUND, changes)
    .filter(({ place, isGone }) => place !== 'left' && !isGone)
    .map(({ id }) => id);

/** What the engine of texts makes of the changes, with ids for what comes as the record gives them. */
const adopted = (changes: Changes): readonly string[] => {
  const text = amendableText(
    'en',
    GROUND.map(({ pid, kind, level, text: words }) => ({ id: pid, kind, level, text: words })),
  );
  const drafted = draftAmendment(
    text,
    changes.map((change) => ('insert' in change ? { ...change, id: change.name ?? '' } : change)),
    { number: 1, by: ['AAA'] },
  );
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  return issuedParagraphs(applyAmendments(text, [drafted.amendment])).map(
    ({ id, text: words }) => `${id} ${words}`,
  );
};

describe('writing an amendment', () => {
  test('words that are written are one change of the paragraph, and none when they are what they were', () => {
    expect(after(write('p2', 'Urges'), write('p2', 'Urges all')).changes).toEqual([
      { paragraph: 'p2', new: 'Urges all' },
    ]);
    expect(after(write('p2', 'Urges'), write('p2', 'Decides two thing;')).changes).toEqual([]);
  });

  test('what is pasted over several lines or with marks of direction becomes words of one paragraph', () => {
    expect(after(write('p2', 'One\r\ntwo\u202Ethree\u0000')).changes).toEqual([
      { paragraph: 'p2', new: 'One two three ' },
    ]);
  });

  test('paragraphs are added behind any other, also behind one that was added', () => {
    const { changes } = after(add('a', 'p2'), add('b', 'a'), add('c', 'p2'), write('b', 'B;'));
    expect(order(changes)).toEqual(['p1', 'p2', 'c', 'a', 'b', 'p3', 'p4', 'p5']);
    expect(order(after(add('a', null)).changes)[0]).toBe('a');
    expect(handedIn(changes).at(-1)).toEqual({
      after: 'p2',
      kind: 'operative',
      level: 0,
      insert: 'B;',
    });
  });

  test('a paragraph that was added can be given another shape and be taken out again', () => {
    const { changes } = after(add('a', 'p2'), { type: 'shape', row: 'a', kind: 'item', level: 1 });
    expect(changes).toMatchObject([{ kind: 'item', level: 1 }]);
    expect(after(add('a', 'p2'), { type: 'takeOut', row: 'a' }).changes).toEqual([]);
    expect(after({ type: 'shape', row: 'p2', kind: 'item', level: 1 }).changes).toEqual([]);
  });

  test('taking a paragraph out forgets what was written in it, and restoring it brings back its words', () => {
    const out = after(write('p2', 'Urges'), { type: 'takeOut', row: 'p2' });
    expect(out.changes).toEqual([{ paragraph: 'p2', delete: true }]);
    expect(composed(GROUND, out, { type: 'restore', row: 'p2' }).changes).toEqual([]);
  });

  test('a paragraph moves, leaves its place, and is not moved any more when it comes back', () => {
    const away = after(move('p2', 'p4'));
    expect(away.changes).toEqual([{ paragraph: 'p2', moveAfter: 'p4' }]);
    expect(rowsOf(GROUND, away.changes).map(({ id, place }) => `${id} ${place}`)).toEqual([
      'p1 stays',
      'p2 left',
      'p3 stays',
      'p4 stays',
      'p2 moved',
      'p5 stays',
    ]);
    expect(composed(GROUND, away, move('p2', 'p1')).changes).toEqual([]);
    expect(order(composed(GROUND, away, move('p2', null)).changes)).toEqual(['p2', 'p1', 'p3', 'p4', 'p5']);
    expect(after(move('p2', 'p2')).changes).toEqual([]);
  });

  test('undo goes back step by step, words written on in one paragraph being one, and redo goes forth', () => {
    const written = after(write('p2', 'U'), write('p2', 'Ur'), { type: 'takeOut', row: 'p3' });
    const once = undone(written);
    expect(once.changes).toEqual([{ paragraph: 'p2', new: 'Ur' }]);
    expect(undone(once).changes).toEqual([]);
    expect(undone(undone(once)).changes).toEqual([]);
    expect(redone(redone(undone(once))).changes).toEqual(written.changes);
    expect(composed(GROUND, once, write('p1', 'Z')).future).toEqual([]);
  });

  test('whatever is done, the rows read as the text would if the amendment were adopted', () => {
    const names = ['a', 'b', 'c'];
    const anywhere = fc.constantFrom<string | null>(null, 'p1', 'p2', 'p3', 'p4', 'p5', ...names);
    const row = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', ...names);
    const step = fc.oneof(
      fc.record({ type: fc.constant('write' as const), row, text: fc.constantFrom('Urges;', 'Notes it;') }),
      fc.record({
        type: fc.constant('add' as const),
        behind: anywhere,
        name: fc.constantFrom(...names),
        kind: fc.constant('operative' as const),
        level: fc.constant(0),
      }),
      fc.record({ type: fc.constant('takeOut' as const), row }),
      fc.record({ type: fc.constant('restore' as const), row }),
      fc.record({ type: fc.constant('move' as const), row, behind: anywhere }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const seen = new Set<string>();
        // A name is given once, as the page does.
        const { changes } = steps.reduce((composition, one) => {
          if (one.type === 'add' && seen.has(one.name)) return composition;
          if (one.type === 'add') seen.add(one.name);
          const next = composed(GROUND, composition, one);
          return one.type === 'add' ? composed(GROUND, next, write(one.name, `New ${one.name};`)) : next;
        }, compositionOf([]));
        expect(changesOf(rowsOf(GROUND, changes))).toEqual(changes);
        if (changes.length === 0) return;
        expect(adopted(changes)).toEqual(
          rowsOf(GROUND, changes)
            .filter(({ place, isGone }) => place !== 'left' && !isGone)
            .map(({ id, text }) => `${id} ${text}`),
        );
      }),
      { numRuns: 500 },
    );
  });
});
