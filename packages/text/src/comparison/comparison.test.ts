import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignParagraphs } from './align-paragraphs.ts';
import { ascendingRun, COMPARED_TOKENS_MAX, commonTokens } from './common-tokens.ts';
import { compareRevisions } from './compare-revisions.ts';
import { compareWords } from './compare-words.ts';
import { tokenChanges } from './token-changes.ts';

/** Length of a longest common subsequence by the table of the textbook. */
const longest = (a: readonly string[], b: readonly string[]): number => {
  const rows = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1)
      rows[i]![j] =
        a[i - 1] === b[j - 1] ? rows[i - 1]![j - 1]! + 1 : Math.max(rows[i - 1]![j]!, rows[i]![j - 1]!);
  return rows[a.length]![b.length]!;
};
const tokens = (letters: string, maxLength: number) => fc.array(fc.constantFrom(...letters), { maxLength });

describe('common tokens', () => {
  test('[CMP-1] they are as many as in the textbook table, equal, and ascend on both sides', () => {
    fc.assert(
      fc.property(tokens('abc', 90), tokens('abcd', 90), (a, b) => {
        const pairs = commonTokens(a, b);
        expect(pairs).toHaveLength(longest(a, b));
        pairs.forEach(([i, j], at) => {
          expect(a[i]).toBe(b[j]);
          const [before, other] = pairs[at - 1] ?? [-1, -1];
          expect(i > before && j > other).toBe(true);
        });
      }),
    );
  });

  test('[CMP-1] words of 32 places and more keep their carry', () => {
    const a = Array.from({ length: 200 }, (_, at) => (at % 3 === 0 ? 'x' : `w${at}`));
    const b = a.filter((_, at) => at % 5 !== 1);
    expect(commonTokens(a, b)).toHaveLength(b.length);
    expect(commonTokens(b, a)).toHaveLength(b.length);
  });

  test('[CMP-1] lists above the bound are cut at what is unique, and without it nothing between the ends is matched', () => {
    const long = COMPARED_TOKENS_MAX + 50;
    const noise = (letter: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${letter}${at % 2}`);
    const a = ['start', ...noise('x', long), 'middle', ...noise('y', 20), 'end'];
    const b = ['start', ...noise('z', long), 'middle', ...noise('y', 10), 'end'];
    expect(commonTokens(a, b)).toHaveLength(1 + 1 + 10 + 1);
    expect(commonTokens(noise('x', long), [...noise('y', 3), ...noise('x', long)].toReversed())).toEqual([]);
  });

  test('[CMP-1] the longest ascending run is found among pairs', () => {
    expect(
      ascendingRun([
        [0, 4],
        [1, 0],
        [2, 1],
        [3, 3],
        [4, 2],
        [5, 5],
      ]).map(([, place]) => place),
    ).toEqual([0, 1, 2, 5]);
    expect(ascendingRun([])).toEqual([]);
  });
});

describe('changes and comparisons', () => {
  test('[CMP-2] making the changes gives the new tokens, with two unchanged ones at least between any two', () => {
    fc.assert(
      fc.property(tokens('abcde', 30), tokens('abcde', 30), (old, next) => {
        const changes = tokenChanges(old, next);
        const made: string[] = [];
        let place = 0;
        for (const { at, remove, insert } of changes) {
          expect(remove + insert.length).toBeGreaterThan(0);
          if (place > 0) expect(at - place).toBeGreaterThanOrEqual(2);
          made.push(...old.slice(place, at), ...insert);
          place = at + remove;
        }
        expect([...made, ...old.slice(place)]).toEqual(next);
      }),
    );
  });

  test('[CMP-3] pieces that stayed and went give the old words, those that stayed and came the new ones', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (old, next) => {
        const pieces = compareWords(old, next);
        const without = (type: string) =>
          pieces.filter((piece) => piece.type !== type).map(({ text }) => text);
        expect(without('added').join('')).toBe(old);
        expect(without('removed').join('')).toBe(next);
        pieces.forEach(({ text, type }, at) => {
          expect(text).not.toBe('');
          expect(type).not.toBe(pieces[at - 1]?.type);
        });
      }),
    );
  });
});

describe('alignment of paragraphs', () => {
  const pairs = (old: readonly string[], next: readonly string[]) =>
    alignParagraphs(old, next).map((pair) => [pair.old, pair.next, pair.isMoved]);
  const words = (...numbers: readonly number[]) => numbers.map((number) => `word${number}`).join(' ');
  const range = (from: number, to: number) =>
    words(...Array.from({ length: to - from }, (_, at) => from + at));

  test('[CMP-4] what stands once on each side is matched wherever it went', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['a', 'b c', 'd e f', 'g', '', 'h i']),
        fc.shuffledSubarray(['a', 'b c', 'x', 'g', '', 'h i']),
        (old, next) => {
          const found = alignParagraphs(old, next);
          for (const text of old)
            if (next.includes(text))
              expect(found.some((pair) => old[pair.old] === text && next[pair.next] === text)).toBe(true);
          expect(new Set(found.map((pair) => pair.old)).size).toBe(found.length);
          expect(new Set(found.map((pair) => pair.next)).size).toBe(found.length);
          const inOrder = found.filter(({ isMoved }) => !isMoved).map((pair) => pair.old);
          expect(inOrder).toEqual(inOrder.toSorted((x, y) => x - y));
        },
      ),
    );
  });

  test('[CMP-4] an amended paragraph keeps its place at half its words and loses it below', () => {
    const kept = `${range(0, 5)} ${range(50, 55)}`;
    const lost = `${range(0, 4)} ${range(50, 56)}`;
    expect(pairs(['a', range(0, 10), 'z'], ['a', kept, 'z'])).toEqual([
      [0, 0, false],
      [1, 1, false],
      [2, 2, false],
    ]);
    expect(pairs(['a', range(0, 10), 'z'], ['a', lost, 'z'])).toEqual([
      [0, 0, false],
      [2, 2, false],
    ]);
  });

  test('[CMP-4] among candidates the order with the greatest sum is taken', () => {
    const old = [range(0, 10), range(20, 30)];
    const next = [`${range(0, 6)} ${range(20, 24)}`, `${range(20, 29)} x`];
    expect(pairs(old, next)).toEqual([
      [0, 0, false],
      [1, 1, false],
    ]);
  });

  test('[CMP-4] a moved and amended paragraph of four words and more is found at three fifths of its words', () => {
    const moved = `${range(0, 6)} ${range(90, 94)}`;
    const between = [range(30, 40), range(40, 50), range(50, 60)];
    expect(pairs([range(0, 10), ...between], [...between, moved])).toContainEqual([0, 3, true]);
    const other = `${range(0, 5)} ${range(90, 95)}`;
    expect(pairs([range(0, 10), ...between], [...between, other])).not.toContainEqual([0, 3, true]);
    expect(pairs([range(0, 3), ...between], [...between, `${range(0, 2)} x`])).toHaveLength(3);
  });

  test('[CMP-4] paragraphs far apart in length are never the same', () => {
    const long = range(0, 100);
    expect(pairs(['a', range(0, 39), 'z'], ['a', long, 'z'])).toHaveLength(2);
    expect(pairs(['a', range(0, 41), 'z'], ['a', long, 'z'])).toHaveLength(3);
  });
});

describe('comparison of revisions', () => {
  const text = (id: string | undefined, words: string) => ({
    ...(id === undefined ? {} : { id }),
    text: words,
  });

  test('[CMP-5] by ids: same, changed, moved, added, and removed where it stood', () => {
    const old = [text('p1', 'one'), text('p2', 'two'), text('p3', 'three'), text('p4', 'four')];
    const next = [text('p4', 'four'), text('p1', 'one'), text('p9', 'nine'), text('p3', 'three more')];
    expect(compareRevisions(old, next).map(({ fate, old: from, next: to }) => [fate, from, to])).toEqual([
      ['moved', 3, 0],
      ['same', 0, 1],
      ['added', undefined, 2],
      ['removed', 1, undefined],
      ['changed', 2, 3],
    ]);
    expect(compareRevisions(old, next).at(-1)?.segments).toEqual([
      { type: 'same', text: 'three' },
      { type: 'added', text: ' more' },
    ]);
  });

  test('[CMP-5] without ids by their words, and every paragraph of both sides is told once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a b c d e', 'a b c d f', 'g h', ''), { maxLength: 5 }),
        fc.array(fc.constantFrom('a b c d e', 'a b c d f', 'g h', 'i'), { maxLength: 5 }),
        (old, next) => {
          const rows = compareRevisions(
            old.map((words) => text(undefined, words)),
            next.map((words) => text(undefined, words)),
          );
          expect(rows.flatMap((row) => row.old ?? []).toSorted((a, b) => a - b)).toEqual(
            old.map((_, at) => at),
          );
          expect(rows.flatMap((row) => row.next ?? [])).toEqual(next.map((_, at) => at));
        },
      ),
    );
  });
});
