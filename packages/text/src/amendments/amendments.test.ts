import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adoptAmendments } from './adopt.ts';
import {
  amendableText,
  issuedParagraphs,
  livingPlaces,
  plainText,
  placeOf,
  standingParagraphs,
} from './amendable-text.ts';
import { applyAmendments } from './apply-operations.ts';
import { amendmentComponents } from './components.ts';
import { conflictsBetween, overlapsItself } from './conflicts.ts';
import { consequencesOfAdoption } from './consequences.ts';
import { wordOperations } from './derive-operations.ts';
import { amendmentOf, conflictFree, drawnPlan, drawnRoom, drawnText } from './drawn-amendments.fixture.ts';
import { TEXT_START, type AmendableText, type Amendment, type Operation } from './model.ts';
import { FORCE_WORDS } from '../force-words.ts';
import { removalDistance } from './removal-distance.ts';
import { retypedText } from './retype.ts';
import { standingIn } from './standing.ts';
import { originOf, tokenId } from './token-id.ts';
import { mergeTwins } from './twins.ts';
import { edit, textOf } from './written-amendments.fixture.ts';

const doing = (text: AmendableText, number: number, ...operations: readonly Operation[]): Amendment => ({
  number,
  base: text.revision,
  by: [`S${number}`],
  operations,
});
const remove = (paragraph: string): Operation => ({ type: 'deleteParagraph', paragraph });
const move = (paragraph: string, after: string): Operation => ({ type: 'moveParagraph', paragraph, after });
const insert = (paragraph: string, after: string, words = paragraph): Operation => ({
  type: 'insertParagraph',
  paragraph,
  after,
  kind: 'operative',
  level: 0,
  ins: [words],
});

const wordsOf = (text: AmendableText): readonly string[] => issuedParagraphs(text).map((one) => one.text);
const idsOf = (text: AmendableText): readonly string[] => issuedParagraphs(text).map(({ id }) => id);
const adopted = (text: AmendableText, ...amendments: readonly Amendment[]): AmendableText => {
  const result = adoptAmendments(text, amendments);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const permutations = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  list.length === 0
    ? [[]]
    : list.flatMap((one, at) =>
        permutations([...list.slice(0, at), ...list.slice(at + 1)]).map((rest) => [one, ...rest]),
      );

const hardIn = (text: AmendableText) => (a: Amendment, b: Amendment) =>
  conflictsBetween(text, [a, b]).some(({ hard }) => hard);

describe('token ids', () => {
  test('[AMD-1] a token is named by what brought it, and the largest name is a safe integer', () => {
    const id = tokenId(2 ** 19 - 1, 2 ** 12 - 1, 2 ** 21 - 1);
    expect(Number.isSafeInteger(id)).toBe(true);
    expect(originOf(id)).toBe(2 ** 19 - 1);
    expect(originOf(tokenId(3, 1, 7))).toBe(3);
    expect(originOf(12)).toBe(0);
    expect(new Set([tokenId(1, 0, 0), tokenId(1, 1, 0), tokenId(1, 0, 1), tokenId(2, 0, 0)]).size).toBe(4);
  });
});

describe('the order of what is inserted', () => {
  const text = textOf('a b c');
  const [a = 0, b = 0] = text.paragraphs.get('p1')?.tokens.map(({ id }) => id) ?? [];
  const before = doing(text, 1, { type: 'text', paragraph: 'p1', left: a, del: [], ins: [' x'] });
  const instead = doing(text, 2, { type: 'text', paragraph: 'p1', left: a, del: [b], ins: [' y', ' z'] });
  const behind = doing(text, 3, { type: 'text', paragraph: 'p1', left: b, del: [], ins: [' w'] });

  test('[AMD-1] a replacement of one token with an insertion at either edge gives one text in every order', () => {
    const results = permutations([before, instead, behind]).map((order) =>
      order.reduce((result, one) => adopted(result, one), text),
    );
    expect(new Set(results.map((one) => wordsOf(one)[0]))).toEqual(new Set(['a x y z w c']));
    expect(conflictsBetween(text, [before, instead, behind])).toEqual([]);
  });

  test('[AMD-1] of several insertions in one gap the lower number stands first, and its words stay together', () => {
    const one = doing(text, 5, { type: 'text', paragraph: 'p1', left: a, del: [], ins: [' m', ' n'] });
    const other = doing(text, 4, { type: 'text', paragraph: 'p1', left: a, del: [], ins: [' k'] });
    expect(wordsOf(adopted(text, one, other))).toEqual(['a k m n b c']);
    expect(wordsOf(adopted(adopted(text, one), other))).toEqual(['a k m n b c']);
  });

  test('[AMD-1] what is inserted directly behind a word stands directly behind it, also where earlier words came', () => {
    const first = adopted(text, edit(text, 1, { p1: 'a x b c' }));
    const second = adopted(first, edit(first, 2, { p1: 'a y x b c' }));
    const third = adopted(second, edit(second, 3, { p1: 'z a w y x b c' }));
    const fourth = adopted(third, edit(third, 4, { p1: 'v z a w u y x b c' }));
    expect(wordsOf(fourth)).toEqual(['v z a w u y x b c']);
  });

  test('[AMD-1] paragraphs stand in places by the same rule', () => {
    const two = textOf('one', 'two');
    const all = [
      doing(two, 3, insert('c', 'p1')),
      doing(two, 1, insert('a', 'p1')),
      doing(two, 2, insert('b', TEXT_START)),
    ];
    for (const order of permutations(all))
      expect(idsOf(order.reduce((result, one) => adopted(result, one), two))).toEqual([
        'b',
        'p1',
        'a',
        'c',
        'p2',
      ]);
  });
});

describe('moves', () => {
  const text = textOf('one', 'two', 'three');

  test('[AMD-2] a move leaves its old place to those that named it', () => {
    const moved = adopted(text, doing(text, 1, move('p1', 'p3')));
    expect(idsOf(moved)).toEqual(['p2', 'p3', 'p1']);
    const filed = doing(text, 2, insert('n', 'p1'));
    expect(standingIn(moved)(filed)).toBe('clean');
    expect(idsOf(adopted(moved, filed))).toEqual(['n', 'p2', 'p3', 'p1']);
  });

  test('[AMD-2] two moves that swap places, and a circle of three, have one order', () => {
    const swap = [doing(text, 1, move('p1', 'p2')), doing(text, 2, move('p2', 'p1'))];
    expect(conflictsBetween(text, swap)).toEqual([{ a: 1, b: 2, kind: 'anchor', hard: false }]);
    // p1 goes behind the place of p2, p2 behind the place of p1.
    expect(
      permutations(swap).map((order) => idsOf(order.reduce((all, one) => adopted(all, one), text))),
    ).toEqual([
      ['p2', 'p1', 'p3'],
      ['p2', 'p1', 'p3'],
    ]);
    const circle = [
      doing(text, 1, move('p1', 'p2')),
      doing(text, 2, move('p2', 'p3')),
      doing(text, 3, move('p3', 'p1')),
    ];
    const results = permutations(circle).map((order) =>
      idsOf(order.reduce((all, one) => adopted(all, one), text)).join(),
    );
    expect(new Set(results)).toEqual(new Set(['p3,p1,p2']));
  });

  test('[AMD-2] of several moves of one paragraph the highest number holds the living place', () => {
    const later = doing(text, 7, move('p1', 'p3'));
    const earlier = doing(text, 5, move('p1', 'p2'));
    expect(conflictsBetween(text, [later, earlier])).toEqual([{ a: 5, b: 7, kind: 'move', hard: true }]);
    expect(idsOf(applyAmendments(text, [later, earlier]))).toEqual(['p2', 'p3', 'p1']);
    expect(idsOf(applyAmendments(applyAmendments(text, [later]), [earlier]))).toEqual(['p2', 'p3', 'p1']);
  });

  test('[AMD-2] a move behind a moved paragraph follows the place that it named', () => {
    const first = doing(text, 1, move('p3', TEXT_START));
    const second = doing(text, 2, move('p1', 'p3'));
    expect(conflictsBetween(text, [first, second])).toEqual([{ a: 1, b: 2, kind: 'anchor', hard: false }]);
    for (const order of permutations([first, second]))
      expect(idsOf(order.reduce((all, one) => adopted(all, one), text))).toEqual(['p3', 'p2', 'p1']);
  });

  test('[AMD-2] an insertion behind a deleted paragraph keeps its place', () => {
    const without = adopted(text, doing(text, 1, remove('p2')));
    const filed = doing(text, 2, insert('n', 'p2'));
    expect(standingIn(without)(filed)).toBe('clean');
    expect(idsOf(adopted(without, filed))).toEqual(['p1', 'n', 'p3']);
  });

  test('[AMD-2] a paragraph has one living place', () => {
    const moved = applyAmendments(text, [doing(text, 1, move('p1', 'p3'), insert('n', 'p1'))]);
    expect([...livingPlaces(moved).keys()].toSorted()).toEqual(['n', 'p1', 'p2', 'p3']);
    expect(placeOf(moved, 'p1')).toBe('p1@1.0');
    expect(placeOf(moved, 'p9')).toBeUndefined();
  });
});

describe('operations from edited words', () => {
  test('[AMD-3] adopting what was derived from an edit gives the edit', () => {
    fc.assert(
      fc.property(drawnText, fc.string({ unit: 'grapheme', maxLength: 40 }), (text, edited) => {
        const amendment = edit(text, 1, { p1: edited });
        const result = applyAmendments(text, [amendment]);
        expect(wordsOf(result)[0]).toBe(edited.normalize('NFC'));
        expect(overlapsItself(text, amendment)).toBeUndefined();
        expect(wordsOf(result).slice(1)).toEqual(wordsOf(text).slice(1));
      }),
    );
  });

  test('[AMD-3] and it does so on every later revision', () => {
    fc.assert(
      fc.property(drawnText, fc.array(drawnPlan, { maxLength: 5 }), (text, plans) => {
        let result = text;
        plans.forEach((plan, at) => {
          const words = new Map(standingParagraphs(result).map((one) => [one.id, plainText(one)]));
          for (const { paragraph, at: place, remove: count, insert: came } of plan.edits) {
            const id = [...words.keys()][paragraph % Math.max(1, words.size)];
            if (id === undefined) continue;
            const list = (words.get(id) ?? '').split(' ');
            list.splice(place % (list.length + 1), count, came);
            words.set(id, list.join(' '));
          }
          result = applyAmendments(result, [edit(result, at + 1, Object.fromEntries(words))]);
          expect(new Map(issuedParagraphs(result).map((one) => [one.id, one.text]))).toEqual(words);
        });
      }),
    );
  });

  test('[AMD-3] words that stay keep their tokens, and words apart by one word change together', () => {
    const text = textOf('States shall report each year on risks and losses');
    expect(
      edit(text, 1, { p1: 'States should report every year on risks or losses' }).operations,
    ).toMatchObject([
      { del: [2, 3, 4], ins: [' should', ' report', ' every'] },
      { left: 7, del: [8], ins: [' or'] },
    ]);
    expect(wordOperations(text, 'p1', 'States shall report each year on risks and losses')).toEqual([]);
    expect(wordOperations(text, 'p2', 'x')).toBeUndefined();
  });

  test('[AMD-3] white space, marks, pairs of surrogates, Han and right-to-left words are amended without loss', () => {
    const words = [
      '',
      '  \t ',
      'e\u0301te\u0301 \u{1F30D}\u{1F30D}',
      'الدول الأعضاء، وتحثّها',
      '各国应当评估风险。',
      '\uFEFFa\r\nb',
    ];
    for (const from of words)
      for (const to of words) {
        const text = textOf(from);
        expect(wordsOf(applyAmendments(text, [edit(text, 1, { p1: to })]))).toEqual([to.normalize('NFC')]);
      }
  });
});

describe('conflicts', () => {
  const text = textOf('a b c d e f', 'g h', 'i');
  const kinds = (...amendments: readonly Amendment[]) =>
    conflictsBetween(text, amendments).map(({ a, b, kind, hard }) => [a, b, kind, hard]);

  test('[AMD-4] ranges that overlap are hard where one brings words, and united where both only delete', () => {
    const replace = edit(text, 1, { p1: 'a X d e f' });
    expect(kinds(replace, edit(text, 2, { p1: 'a b Y Z e f' }))).toEqual([[1, 2, 'overlap', true]]);
    expect(kinds(replace, edit(text, 2, { p1: 'a b e f' }))).toEqual([[1, 2, 'overlap', true]]);
    const one = edit(text, 1, { p1: 'a d e f' });
    const other = edit(text, 2, { p1: 'a b e f' });
    expect(kinds(one, other)).toEqual([[1, 2, 'overlap', false]]);
    expect(wordsOf(adopted(text, one, other))[0]).toBe('a e f');
  });

  test('[AMD-4] words inside a range that goes are hard, at its edge they are no conflict', () => {
    const range = edit(text, 1, { p1: 'a e f' });
    expect(kinds(range, edit(text, 2, { p1: 'a b X c d e f' }))).toEqual([[1, 2, 'edit-in-deleted', true]]);
    expect(kinds(range, edit(text, 2, { p1: 'a X b c d e f' }))).toEqual([]);
    expect(kinds(range, edit(text, 2, { p1: 'a b c d X e f' }))).toEqual([]);
    expect(kinds(range, edit(text, 2, { p1: 'X a b c d e f' }))).toEqual([]);
  });

  test('[AMD-4] insertions meet only in one gap, softly', () => {
    const one = edit(text, 1, { p1: 'a X b c d e f' });
    expect(kinds(one, edit(text, 2, { p1: 'a Y b c d e f' }))).toEqual([[1, 2, 'same-gap', false]]);
    expect(kinds(one, edit(text, 2, { p1: 'a b Y c d e f' }))).toEqual([]);
  });

  test('[AMD-4] a paragraph that goes conflicts with every change and move of it, not with what follows it', () => {
    const gone = doing(text, 1, remove('p2'));
    expect(kinds(gone, edit(text, 2, { p2: 'g X' }))).toEqual([[1, 2, 'paragraph', true]]);
    expect(kinds(gone, doing(text, 2, move('p2', 'p3')))).toEqual([[1, 2, 'paragraph', true]]);
    expect(kinds(gone, doing(text, 2, insert('n', 'p2')))).toEqual([]);
    expect(kinds(gone, doing(text, 2, remove('p2'), remove('p3')))).toEqual([[1, 2, 'overlap', false]]);
    expect(kinds(gone, edit(text, 2, { p1: 'a' }))).toEqual([]);
  });

  test('[AMD-4] paragraphs inserted in one place, and behind a place that something moves to or from, are soft', () => {
    const one = doing(text, 1, insert('n', 'p1'));
    expect(kinds(one, doing(text, 2, insert('m', 'p1', 'other')))).toEqual([[1, 2, 'same-gap', false]]);
    expect(kinds(one, doing(text, 2, move('p1', 'p3')))).toEqual([[1, 2, 'anchor', false]]);
    expect(kinds(one, doing(text, 2, move('p3', 'p1')))).toEqual([[1, 2, 'anchor', false]]);
    expect(kinds(one, doing(text, 2, move('p3', 'p2')))).toEqual([]);
    expect(kinds(doing(text, 1, move('p3', 'p1')), doing(text, 2, move('p2', 'p1')))).toEqual([
      [1, 2, 'anchor', false],
    ]);
    expect(
      kinds(doing(text, 1, move('p3', 'p1')), doing(text, 2, move('p3', 'p1'), insert('n', 'p2'))),
    ).toEqual([[1, 2, 'anchor', false]]);
  });

  test('[AMD-4] what is declared exclusive is hard, and one edge holds the strongest reason', () => {
    const one = edit(text, 1, { p1: 'a X b c d e f' });
    const other = { ...edit(text, 2, { p1: 'a Y b c d e f' }), excludes: [1, 9] };
    expect(kinds(one, other)).toEqual([[1, 2, 'declared', true]]);
    const both = doing(text, 3, ...edit(text, 3, { p1: 'a Z b c d e f' }).operations, remove('p2'));
    expect(kinds(both, doing(text, 4, ...one.operations, ...edit(text, 4, { p2: 'g' }).operations))).toEqual([
      [3, 4, 'paragraph', true],
    ]);
  });

  test('[AMD-4] a conflict is the same whichever amendment is given first, and with others beside it', () => {
    fc.assert(
      fc.property(drawnRoom(5), ({ text: drawn, amendments }) => {
        const all = conflictsBetween(drawn, amendments);
        expect(conflictsBetween(drawn, amendments.toReversed())).toEqual(all);
        const pairwise = amendments.flatMap((one, at) =>
          amendments.slice(at + 1).flatMap((other) => conflictsBetween(drawn, [one, other])),
        );
        expect(pairwise.toSorted((x, y) => x.a - y.a || x.b - y.b)).toEqual(all);
      }),
    );
  });

  test('[AMD-4] amendments to different revisions are compared where their words stand now', () => {
    const first = edit(text, 1, { p1: 'a X b c d e f' });
    const later = adopted(text, first);
    const old = edit(text, 2, { p1: 'a b Y d e f' });
    const fresh = edit(later, 3, { p1: 'a X b Z d e f' });
    expect(conflictsBetween(later, [old, fresh])).toEqual([{ a: 2, b: 3, kind: 'overlap', hard: true }]);
    expect(conflictsBetween(later, [old, edit(later, 3, { p1: 'a X b c d e f g' })])).toEqual([]);
  });

  test('[AMD-4] an amendment that meets itself is told with the paragraph', () => {
    const [p1 = 0, p2 = 0, p3 = 0] = text.paragraphs.get('p1')?.tokens.map(({ id }) => id) ?? [];
    const cut = (left: number, ...del: readonly number[]): Operation => ({
      type: 'text',
      paragraph: 'p1',
      left,
      del,
      ins: [],
    });
    expect(overlapsItself(text, doing(text, 1, cut(p1, p2, p3), cut(p2, p3)))).toBe('p1');
    expect(overlapsItself(text, doing(text, 1, cut(p1, p2), cut(p2, p3)))).toBeUndefined();
    expect(overlapsItself(text, doing(text, 1, cut(p1, p2), remove('p1')))).toBe('p1');
    expect(overlapsItself(text, doing(text, 1, remove('p2'), move('p2', 'p1')))).toBe('p2');
    expect(overlapsItself(text, doing(text, 1, remove('p2'), remove('p2')))).toBe('p2');
    expect(overlapsItself(text, doing(text, 1, move('p2', 'p1'), move('p2', 'p3')))).toBe('p2');
    expect(overlapsItself(text, doing(text, 1, insert('x', 'p1'), insert('y', 'p1')))).toBeUndefined();
  });
});

describe('components', () => {
  test('[AMD-8] hard conflicts and amending join amendments, soft conflicts do not', () => {
    const text = textOf('a b c d', 'e');
    const amendments = [
      edit(text, 7, { p1: 'a X c d' }),
      edit(text, 2, { p1: 'a Y c d' }),
      edit(text, 5, { p1: 'a b Z c d' }),
      edit(text, 4, { p1: 'a b Q c d' }),
      { ...edit(text, 9, { p2: 'E' }), parent: 5 },
      { ...edit(text, 8, { p2: 'F' }), parent: 1 },
    ];
    const conflicts = conflictsBetween(text, amendments.slice(0, 4));
    expect(conflicts.map(({ a, b, hard }) => [a, b, hard])).toEqual([
      [2, 7, true],
      [4, 5, false],
    ]);
    expect(amendmentComponents(amendments, conflicts)).toEqual([[2, 7], [4], [5, 9], [8]]);
  });
});

describe('twins', () => {
  const text = textOf('a b c', 'd');

  test('[AMD-5] amendments that do the same are one, with all sponsors, needs and exclusions', () => {
    const one = { ...edit(text, 1, { p1: 'a X c' }), needs: [5] };
    const other = { ...edit(text, 3, { p1: 'a X c' }), by: ['T', 'S1'], excludes: [9] };
    const third = { ...edit(text, 4, { p2: 'e' }), needs: [3], excludes: [1] };
    const { amendments, merged } = mergeTwins([third, other, one]);
    expect(amendments).toEqual([
      { ...one, by: ['S1', 'T'], excludes: [9] },
      { ...third, needs: [1], excludes: [1] },
    ]);
    expect([...merged]).toEqual([[3, 1]]);
  });

  test('[AMD-5] twins are never opposed, and new paragraphs with the same words in the same place are twins', () => {
    const one = doing(text, 1, insert('x', 'p1', 'words'));
    const other = doing(text, 2, insert('y', 'p1', 'words'));
    expect(mergeTwins([one, other]).amendments.map(({ number }) => number)).toEqual([1]);
    expect(conflictsBetween(text, [one, other])).toEqual([]);
    expect(conflictsBetween(text, [edit(text, 1, { p1: 'a X c' }), edit(text, 2, { p1: 'a X c' })])).toEqual(
      [],
    );
  });

  test('[AMD-5] one operation of a larger amendment that another proposes alone makes no twins: they exclude each other', () => {
    const small = edit(text, 1, { p1: 'a X c' });
    const large = doing(text, 2, ...small.operations, remove('p2'));
    expect(mergeTwins([small, large]).amendments).toHaveLength(2);
    expect(conflictsBetween(text, [small, large])).toEqual([{ a: 1, b: 2, kind: 'overlap', hard: true }]);
  });
});

describe('adoption', () => {
  test('[AMD-7] a set without hard conflicts gives one text whole, one by one, and in any order', () => {
    fc.assert(
      fc.property(drawnRoom(5), fc.integer(), ({ text, amendments }, seed) => {
        const free = conflictFree(amendments, hardIn(text));
        const whole = adopted(text, ...free);
        const shuffled = free.toSorted((a, b) => ((a.number * seed) % 7) - ((b.number * seed) % 7));
        const inTurn = shuffled.reduce((result, one) => applyAmendments(result, [one]), text);
        expect(issuedParagraphs(inTurn)).toEqual(issuedParagraphs(whole));
        expect(whole.revision).toBe(1);
      }),
    );
  });

  test('[AMD-7] it is refused whole on a hard conflict, a missing need or parent, or a second time', () => {
    const text = textOf('a b c');
    const one = edit(text, 1, { p1: 'a X c' });
    const other = edit(text, 2, { p1: 'a Y c' });
    expect(adoptAmendments(text, [one, other])).toEqual({
      ok: false,
      refusal: { code: 'amendment.conflict', facts: { amendment: 1, other: 2, kind: 'overlap' } },
    });
    const needing = { ...edit(text, 3, { p1: 'a b c d' }), needs: [1] };
    expect(adoptAmendments(text, [needing])).toEqual({
      ok: false,
      refusal: { code: 'amendment.needs', facts: { amendment: 3, needed: 1 } },
    });
    expect(adoptAmendments(text, [needing, one]).ok).toBe(true);
    const after = adopted(text, one);
    expect(wordsOf(adopted(after, needing))).toEqual(['a X c d']);
    expect(adoptAmendments(after, [one])).toEqual({
      ok: false,
      refusal: { code: 'amendment.adopted', facts: { amendment: 1 } },
    });
    expect(adoptAmendments(text, [{ ...one, parent: 8 }])).toEqual({
      ok: false,
      refusal: { code: 'amendment.parent', facts: { amendment: 1, parent: 8 } },
    });
    expect(adoptAmendments(after, [other])).toEqual({
      ok: false,
      refusal: { code: 'amendment.overtaken', facts: { amendment: 2, standing: 'orphaned' } },
    });
  });
});

describe('standing in a newer revision', () => {
  const text = textOf('a b c d e', 'f', 'g');
  const after = (...amendments: readonly Amendment[]) => standingIn(applyAmendments(text, amendments));

  test('[AMD-6] nothing touched is clean, words of others inside make it touched, part gone partly overtaken', () => {
    const range = edit(text, 9, { p1: 'a X d e' });
    expect(after(edit(text, 1, { p1: 'a b c d Y' }))(range)).toBe('clean');
    expect(after(edit(text, 1, { p1: 'a b Y c d e' }))(range)).toBe('touched');
    expect(after(edit(text, 1, { p1: 'a b d e' }))(range)).toBe('partlyOvertaken');
    expect(after(edit(text, 1, { p1: 'a d e' }))(range)).toBe('orphaned');
    expect(after(edit(text, 1, { p1: 'a d e' }))(edit(text, 9, { p1: 'a b d e' }))).toBe('overtaken');
  });

  test('[AMD-6] words that came inside and went again leave it clean', () => {
    const range = edit(text, 9, { p1: 'a X d e' });
    const came = applyAmendments(text, [edit(text, 1, { p1: 'a b Y c d e' })]);
    expect(standingIn(came)(range)).toBe('touched');
    const gone = applyAmendments(came, [edit(came, 2, { p1: 'a b c d e' })]);
    expect(standingIn(gone)(range)).toBe('clean');
  });

  test('[AMD-6] an insertion is touched when its left neighbour went alone and orphaned when both went', () => {
    const words = edit(text, 9, { p1: 'a b X c d e' });
    expect(after(edit(text, 1, { p1: 'a c d e' }))(words)).toBe('touched');
    expect(after(edit(text, 1, { p1: 'a b d e' }))(words)).toBe('clean');
    expect(after(edit(text, 1, { p1: 'a d e' }))(words)).toBe('orphaned');
    const last = edit(text, 9, { p1: 'a b c d e X' });
    expect(after(edit(text, 1, { p1: 'a b c d' }))(last)).toBe('touched');
    const first = doing(text, 9, { type: 'text', paragraph: 'p1', left: 0, del: [], ins: ['X '] });
    expect(after(edit(text, 1, { p1: 'b c d e' }))(first)).toBe('clean');
  });

  test('[AMD-6] of a paragraph that is gone, its deletion is overtaken and all else orphaned', () => {
    const gone = doing(text, 1, remove('p2'));
    expect(after(gone)(doing(text, 9, remove('p2')))).toBe('overtaken');
    expect(after(gone)(edit(text, 9, { p2: 'F' }))).toBe('orphaned');
    expect(after(gone)(doing(text, 9, move('p2', 'p3')))).toBe('orphaned');
    expect(after(gone)(doing(text, 9, move('p3', 'p2')))).toBe('clean');
    expect(standingIn(text)(doing(text, 9, remove('p8')))).toBe('orphaned');
    expect(standingIn(text)(doing(text, 9, insert('n', 'p8')))).toBe('orphaned');
    expect(standingIn(text)(doing(text, 9, insert('n', 'p1'), insert('m', 'n')))).toBe('clean');
  });

  test('[AMD-6] an amendment stands as its worst operation does', () => {
    const both = doing(text, 9, ...edit(text, 9, { p1: 'a b c d X' }).operations, remove('p2'));
    expect(after(doing(text, 1, remove('p2')))(both)).toBe('overtaken');
  });

  test('[AMD-6] what is clean applies as it is: the same words come and go', () => {
    fc.assert(
      fc.property(drawnRoom(4), ({ text: drawn, amendments: [last, ...others] }) => {
        if (last === undefined) return;
        const free = conflictFree([last, ...others], hardIn(drawn)).slice(1);
        const later = applyAmendments(drawn, free);
        if (standingIn(later)(last) !== 'clean') return;
        const now = wordsOf(later).join('').length;
        const then = wordsOf(drawn).join('').length;
        const gain = wordsOf(applyAmendments(later, [last])).join('').length - now;
        expect(gain).toBe(wordsOf(applyAmendments(drawn, [last])).join('').length - then);
      }),
    );
  });
});

describe('sub-amendments', () => {
  const text = textOf('a b c');
  const parent = edit(text, 1, { p1: 'a X Y Z b c' });
  const withParent = applyAmendments(text, [parent]);
  const sub = edit(withParent, 2, { p1: 'a X y Z b c' }, { base: 0, parent: 1 });
  const deeper = edit(applyAmendments(withParent, [sub]), 3, { p1: 'a X y! Z b c' }, { base: 0, parent: 2 });

  test('[AMD-7] a sub-amendment is adopted with what it amends or not at all, and chains of three hold', () => {
    expect(wordsOf(adopted(text, parent, sub))).toEqual(['a X y Z b c']);
    expect(wordsOf(adopted(text, deeper, sub, parent))).toEqual(['a X y! Z b c']);
    expect(adoptAmendments(text, [sub])).toMatchObject({ refusal: { code: 'amendment.parent' } });
    expect(conflictsBetween(text, [parent, sub, deeper])).toEqual([]);
    expect(wordsOf(adopted(adopted(text, parent), sub))).toEqual(['a X y Z b c']);
  });

  test('[AMD-4][AMD-8] two sub-amendments to the same words of what they amend conflict', () => {
    const other = edit(withParent, 4, { p1: 'a X Q Z b c' }, { base: 0, parent: 1 });
    expect(conflictsBetween(text, [parent, sub, other])).toEqual([
      { a: 2, b: 4, kind: 'overlap', hard: true },
    ]);
    expect(amendmentComponents([parent, sub, other], conflictsBetween(text, [parent, sub, other]))).toEqual([
      [1, 2, 4],
    ]);
  });

  test('[AMD-12] it falls with what it amends, whether that is excluded or adopted without it', () => {
    const rival = edit(text, 5, { p1: 'a W c' });
    const against = edit(text, 6, { p1: 'a Q Q c' });
    const fates = consequencesOfAdoption(text, [rival], [parent, sub, deeper, against]);
    expect(fates.find(({ amendment }) => amendment === 6)).toEqual({
      amendment: 6,
      fate: 'excluded',
      because: [5],
    });
    expect(fates.find(({ amendment }) => amendment === 1)?.fate).toBe('open');
    const clash = { ...rival, excludes: [1] };
    expect(consequencesOfAdoption(text, [clash], [parent, sub, deeper])).toEqual([
      { amendment: 1, fate: 'excluded', because: [5] },
      { amendment: 2, fate: 'falls', because: [1] },
      { amendment: 3, fate: 'falls', because: [2] },
    ]);
    expect(consequencesOfAdoption(text, [parent], [sub, deeper])).toEqual([
      { amendment: 2, fate: 'falls', because: [1] },
      { amendment: 3, fate: 'falls', because: [2] },
    ]);
  });
});

describe('consequences', () => {
  const text = textOf('a b c d e', 'f g');
  const fate = (taken: Amendment, other: Amendment) => consequencesOfAdoption(text, [taken], [other])[0];

  test('[AMD-12] a long chain of needs falls with its end, each for what it needs itself', () => {
    const count = 3_000;
    const chain = Array.from({ length: count }, (_, at) =>
      edit(text, at + 2, { p2: `f ${at} g` }, at + 1 < count ? { needs: [at + 3] } : { excludes: [1] }),
    );
    const fates = consequencesOfAdoption(text, [edit(text, 1, { p1: 'a e' })], chain, [
      { a: 1, b: count + 1, kind: 'declared', hard: true },
    ]);
    expect(fates.at(-1)).toEqual({ amendment: count + 1, fate: 'excluded', because: [1] });
    expect(fates[0]).toEqual({ amendment: 2, fate: 'falls', because: [3] });
    expect(fates.filter(({ fate: of }) => of === 'falls')).toHaveLength(count - 1);
  });

  test('[AMD-12] absorbed when nothing is left to do, narrowed when part is, open when untouched', () => {
    const cut = edit(text, 1, { p1: 'a e' });
    expect(fate(cut, edit(text, 2, { p1: 'a c d e' }))).toEqual({
      amendment: 2,
      fate: 'absorbed',
      because: [1],
    });
    expect(fate(cut, edit(text, 2, { p1: 'a b' }))).toEqual({ amendment: 2, fate: 'narrowed', because: [1] });
    expect(fate(cut, edit(text, 2, { p2: 'f' }))).toEqual({ amendment: 2, fate: 'open', because: [] });
    expect(fate(cut, edit(text, 2, { p1: 'X a b c d e' }))).toEqual({
      amendment: 2,
      fate: 'open',
      because: [],
    });
    expect(fate(doing(text, 1, remove('p2')), doing(text, 2, remove('p2')))).toEqual({
      amendment: 2,
      fate: 'absorbed',
      because: [1],
    });
  });

  test('[AMD-12] what hangs on words that went on both sides is orphaned, and what needs it falls', () => {
    const between = edit(text, 3, { p1: 'a b X c d e' });
    const needing = { ...edit(text, 4, { p2: 'f' }), needs: [3] };
    const left = edit(text, 1, { p1: 'a c d e' });
    const right = edit(text, 2, { p1: 'a b d e' });
    expect(consequencesOfAdoption(text, [left, right], [between, needing])).toEqual([
      { amendment: 3, fate: 'orphaned', because: [1, 2] },
      { amendment: 4, fate: 'falls', because: [3] },
    ]);
  });

  test('[AMD-12] nothing adopted leaves everything open', () => {
    expect(consequencesOfAdoption(text, [], [edit(text, 1, { p1: 'a' })])).toEqual([
      { amendment: 1, fate: 'open', because: [] },
    ]);
  });
});

describe('distance', () => {
  test('[AMD-9] the furthest removed of one operative paragraph come in the order of the field', () => {
    const others = Array.from(
      { length: 80 },
      (_, at) => `Notes the report on the work of two years, part ${at}.`,
    );
    for (const rest of [[], others]) {
      const text = textOf(
        'Decides that all States, in good faith, shall submit national reports annually.',
        ...rest,
      );
      const distance = removalDistance(text, FORCE_WORDS);
      const tenths = [
        doing(text, 1, remove('p1')),
        edit(text, 2, {
          p1: 'Encourages all States, in good faith, to submit national reports annually on a voluntary basis.',
        }),
        edit(text, 3, {
          p1: 'Decides that all States, in good faith, should submit national reports annually.',
        }),
        edit(text, 4, {
          p1: 'Decides that all States, in good faith, shall submit national reports every two years.',
        }),
        edit(text, 5, {
          p1: 'Decides that all States in good faith, shall submit national reports annually.',
        }),
      ].map((amendment) => distance(amendment).tenths);
      expect(tenths).toEqual(tenths.toSorted((a, b) => b - a));
      expect(new Set(tenths).size).toBe(tenths.length);
      expect(tenths.at(-1)).toBe(1);
    }
  });

  test('[AMD-9] numbers tell amendments of one distance apart by how far they are', () => {
    const text = textOf('within 24 months');
    const distance = removalDistance(text, FORCE_WORDS);
    const months = (number: number, count: string) =>
      distance(edit(text, number, { p1: `within ${count} months` }));
    expect([months(1, '36'), months(2, '6'), months(3, '12')]).toMatchObject([
      { tenths: 80, numberShift: 12_000_000n, wordsRemoved: 1 },
      { tenths: 80, numberShift: 18_000_000n, wordsRemoved: 1 },
      { tenths: 80, numberShift: 12_000_000n, wordsRemoved: 1 },
    ]);
    expect(months(4, '24.5').numberShift).toBe(500_000n);
    expect(months(5, 'twenty').numberShift).toBe(0n);
    expect([months(6, '\u0663\u0666'), months(7, '\u06F6')]).toMatchObject([
      { numberShift: 12_000_000n },
      { numberShift: 18_000_000n },
    ]);
  });

  test('[AMD-9] weights are those of the specification, with the heaviest words in the trace', () => {
    const text = textOf(
      'a a rare',
      ...Array.from({ length: 70 }, () => 'a'),
      ...Array.from({ length: 5 }, () => 'a some'),
    );
    const distance = removalDistance(text, FORCE_WORDS);
    // 76 paragraphs: 77/1 > 64, 77/2 > 16, 77/6 > 4, and the rest.
    expect(distance(edit(text, 1, { p2: 'a unheard' })).tenths).toBe(30);
    expect(distance(edit(text, 1, { p1: 'a a' })).tenths).toBe(20);
    expect(distance(edit(text, 1, { p72: 'a' })).tenths).toBe(10);
    expect(distance(edit(text, 1, { p2: 'a a' })).tenths).toBe(3);
    expect(distance(doing(text, 1, move('p2', 'p1'))).tenths).toBe(50);
    expect(distance(doing(text, 1, insert('n', 'p1', 'shall'))).tenths).toBe(50 + 80);
    expect(distance(doing(text, 1, remove('p1')))).toMatchObject({
      tenths: 100 + 3 + 3 + 20,
      wordsRemoved: 3,
      trace: [
        {
          operation: 'deleteParagraph',
          paragraph: 'p1',
          tenths: 126,
          heaviest: [{ word: 'rare', tenths: 20 }, { tenths: 3 }, { tenths: 3 }],
        },
      ],
    });
  });

  test('[AMD-9] force words follow the language, and a language without a list has none', () => {
    const weigh = (language: string, word: string) => {
      const text = amendableText(language, [{ id: 'p', kind: 'operative', level: 0, text: word }]);
      return removalDistance(text, FORCE_WORDS)(edit(text, 1, { p: '' })).tenths;
    };
    expect([
      weigh('en', 'shall'),
      weigh('en-GB', 'Should'),
      weigh('fr', 'shall'),
      weigh('fr', 'doit'),
    ]).toEqual([80, 50, 3, 80]);
    expect([
      weigh('zh', '应'),
      weigh('ar', 'يجب'),
      weigh('ru', 'должны'),
      weigh('es', 'deberá'),
      weigh('xx', 'shall'),
    ]).toEqual([80, 80, 80, 80, 3]);
  });

  test('[AMD-9] a sub-amendment is weighed by the words of what it amends', () => {
    const text = textOf('a b');
    const parent = edit(text, 1, { p1: 'a shall b' });
    const frame = applyAmendments(text, [parent]);
    const sub = edit(frame, 2, { p1: 'a should b' }, { base: 0, parent: 1 });
    expect(removalDistance(text, FORCE_WORDS, frame)(sub).tenths).toBe(80 + 50);
  });
});

describe('retyped texts', () => {
  test('[AMD-13] adopting a retyped text gives its words in its order, on any revision', () => {
    fc.assert(
      fc.property(
        drawnText,
        fc.array(drawnPlan, { maxLength: 3 }),
        fc.array(drawnText, { maxLength: 2 }),
        (start, plans, later) => {
          let text = start;
          plans.forEach((plan, at) => {
            const amendment = amendmentOf(text, plan, at + 1);
            if (amendment !== undefined) text = applyAmendments(text, [amendment]);
          });
          later.forEach((next, at) => {
            const number = 100 + at;
            const paragraphs = [...wordsOf(next), ...wordsOf(text).toReversed()];
            const { amendment } = retypedText(
              text,
              paragraphs.map((words) => ({ kind: 'operative', level: 0, text: words })),
              { number, by: ['secretariat'], idAt: (place) => `r${number}.${place}` },
            );
            expect(overlapsItself(text, amendment)).toBeUndefined();
            text = applyAmendments(text, [amendment]);
            expect(wordsOf(text)).toEqual(paragraphs);
          });
        },
      ),
    );
  });

  test('[AMD-13] paragraphs that were only moved or amended keep their ids and their other tokens', () => {
    const text = textOf('first words of the text', 'second words of the text', 'third words, quite another');
    const { amendment, alignment } = retypedText(
      text,
      [
        { kind: 'operative', level: 0, text: 'third words, quite another' },
        { kind: 'operative', level: 0, text: 'first words of this text' },
        { kind: 'heading', level: 0, text: 'Something new altogether' },
      ],
      { number: 4, by: ['secretariat'], idAt: (place) => `n${place}` },
    );
    const result = applyAmendments(text, [amendment]);
    expect(idsOf(result)).toEqual(['p3', 'p1', 'n2']);
    expect(alignment.map(({ old, next }) => [old, next])).toEqual([
      [2, 0],
      [0, 1],
    ]);
    expect(result.paragraphs.get('p1')?.tokens.filter(({ id }) => originOf(id) === 4)).toHaveLength(1);
  });
});
