import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsFrom } from '../../simulated.fixture.ts';
import { bucketsFor } from './buckets.ts';
import { cutText, WORDS_MAX } from './cut-text.ts';
import { familiesOf } from './families.ts';
import { COMPARED_MAX, joinAlike } from './join-alike.ts';
import { bandKeys } from './min-hash.ts';
import { DETECTORS, LISTED_MIN, nearDuplicates, TEXTS_MAX, type Detector } from './near-duplicates.ts';
import { isAlike, setsOf, sharedCount, sizeOfSet } from './sets.ts';

const words = (text: string): readonly number[] => Array.from(cutText(text).words);
const ends = (text: string): readonly number[] => Array.from(cutText(text).sentenceEnds);

test('[OPI-26] words are runs of letters, marks and digits, whatever their case and what stands between them', () => {
  expect(words('States shall — consult; STATES, (shall) consult')).toEqual(
    words('states shall consult states shall consult'),
  );
  expect(words('a b')).toHaveLength(2);
  expect(words('Straße 12b')).toHaveLength(2);
  expect(words('')).toEqual([]);
  expect(words(' … — ')).toEqual([]);
  expect(words('consult')).not.toEqual(words('consults'));
  expect(new Set(words('one two three four')).size).toBe(4);
});

test('[OPI-26] composed and decomposed letters are one, and words of every script are words', () => {
  expect(words('\u00e9t\u00e9')).toEqual(words('e\u0301te\u0301'));
  expect(words('الدول الأعضاء')).toHaveLength(2);
  expect(words('Государства ДОЛЖНЫ')).toEqual(words('государства должны'));
  expect(words('अनुच्छेद दो')).toHaveLength(2);
});

test('[OPI-26] every Han character is a word by itself, also among letters and beyond the first plane', () => {
  expect(words('各国')).toHaveLength(2);
  expect(words('AI技术ok')).toEqual([...words('ai'), ...words('技'), ...words('术'), ...words('ok')]);
  expect(words('\u{20000}\u{20001}')).toHaveLength(2);
  expect(words('\u{20000}')).not.toEqual(words('\u{20001}'));
  // A letter of two units is a letter: Deseret, and half of a pair is none.
  expect(words('\u{10400}\u{10401}a')).toHaveLength(1);
  expect(words('a\ud800b')).toHaveLength(2);
  expect(words('a\ud800')).toEqual(words('a'));
});

test('[OPI-26] sentences end with a stop of any script or a new line, not inside a number or a name', () => {
  expect(ends('One two. Three four five! Six')).toEqual([2, 5, 6]);
  expect(ends('Version 3.5 of example.org holds. Yes')).toEqual([7, 8]);
  expect(ends('一二。三四？五')).toEqual([2, 4, 5]);
  expect(ends('نعم؟ لا')).toEqual([1, 2]);
  expect(ends('one\ntwo\n\n')).toEqual([1, 2]);
  expect(ends('Really?! ... Yes.')).toEqual([1, 2]);
  expect(ends('. ! ?')).toEqual([]);
  expect(ends('')).toEqual([]);
});

test('[OPI-26] a text is compared by its first twenty thousand words', () => {
  expect(WORDS_MAX).toBe(20_000);
  const long = 'word '.repeat(WORDS_MAX);
  expect(words(`${long} more`)).toHaveLength(WORDS_MAX);
  expect(words('国'.repeat(WORDS_MAX + 5))).toHaveLength(WORDS_MAX);
  expect(ends(`${long} more.`)).toEqual([WORDS_MAX]);
  expect(words(long.slice(5))).toHaveLength(WORDS_MAX - 1);
});

test('[OPI-27] shared entries and likeness are those of the sets', () => {
  const lists = fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 9 }), {
    minLength: 2,
    maxLength: 4,
  });
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 100 }), (given, percent) => {
      const sets = setsOf(given.map((list) => Int32Array.from(list)));
      const [a, b] = [new Set(given[0]), new Set(given[1])];
      const shared = [...a].filter((item) => b.has(item)).length;
      expect(sizeOfSet(sets, 0)).toBe(a.size);
      expect(sharedCount(sets, 0, 1)).toBe(shared);
      expect(isAlike(sets, 0, 1, percent)).toBe(shared * 100 >= percent * new Set([...a, ...b]).size);
    }),
  );
});

test('[OPI-27] two sets agree in a row of a band as often as they share of what is in either', () => {
  const draw = drawsFrom(3);
  const shared = Array.from({ length: 60 }, () => Math.floor(draw() * 2 ** 31));
  const own = (): readonly number[] => Array.from({ length: 20 }, () => Math.floor(draw() * 2 ** 31));
  const sets = setsOf([Int32Array.from([...shared, ...own()]), Int32Array.from([...shared, ...own()])]);
  const agreed = Array.from({ length: 2_000 }, (_, band) => bandKeys(sets, band, { rows: 1 })).filter(
    ([a, b]) => a === b,
  ).length;
  // 60 of 100: within four deviations.
  expect(Math.abs(agreed / 2_000 - 0.6)).toBeLessThan(4 * Math.sqrt((0.6 * 0.4) / 2_000));
  const triples = Array.from({ length: 2_000 }, (_, band) => bandKeys(sets, band, { rows: 3 })).filter(
    ([a, b]) => a === b,
  ).length;
  expect(Math.abs(triples / 2_000 - 0.216)).toBeLessThan(4 * Math.sqrt((0.216 * 0.784) / 2_000));
  expect(bandKeys(sets, 5, { rows: 3 })).toEqual(bandKeys(sets, 5, { rows: 3 }));
});

test('[OPI-27] buckets hold things by their number, in the order in which they were put', () => {
  const entries = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 30 });
  fc.assert(
    fc.property(entries, (keys) => {
      const buckets = bucketsFor(keys.length);
      keys.forEach((key, thing) => buckets.put(thing, key * 0x10001));
      for (let key = -4; key <= 4; key += 1) {
        const found: number[] = [];
        for (let at = buckets.firstWith(key * 0x10001); at >= 0; at = buckets.after(at)) found.push(at);
        expect(found).toEqual([...keys.keys()].filter((thing) => keys[thing] === key));
      }
    }),
  );
});

test('[OPI-27] families are those of joining in any order, named by their least member', () => {
  const pairs = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { maxLength: 12 });
  fc.assert(
    fc.property(pairs, (joined) => {
      const { join, rootOf, membersOf } = familiesOf(10);
      for (const [a, b] of joined) join(a, b);
      let groups = Array.from({ length: 10 }, (_, thing) => new Set([thing]));
      for (const [a, b] of joined) {
        const both = groups.filter((group) => group.has(a) || group.has(b));
        groups = [
          ...groups.filter((group) => !both.includes(group)),
          new Set(both.flatMap((group) => [...group])),
        ];
      }
      for (const group of groups)
        for (const thing of group) {
          expect(rootOf(thing)).toBe(Math.min(...group));
          expect(new Set(membersOf(thing))).toEqual(group);
          expect(membersOf(thing)).toHaveLength(group.size);
        }
    }),
  );
});

test('[OPI-27] in a bucket that everybody is in a set is compared with sixty-four others', () => {
  expect(COMPARED_MAX).toBe(64);
  const sets = setsOf(Array.from({ length: 100 }, () => Int32Array.of(7)));
  let compared = 0;
  const belong = (): boolean => {
    compared += 1;
    return false;
  };
  joinAlike(sets, { bands: 1, rows: 1, sizeMin: 1, belong }, familiesOf(100));
  // 0 + 1 + … + 63, then 64 each for the others.
  expect(compared).toBe((63 * 64) / 2 + 36 * 64);
  compared = 0;
  joinAlike(sets, { bands: 1, rows: 1, sizeMin: 2, belong }, familiesOf(100));
  expect(compared).toBe(0);
  const all = familiesOf(100);
  joinAlike(sets, { bands: 3, rows: 1, sizeMin: 1, belong: () => true }, all);
  expect(all.membersOf(5)).toHaveLength(100);
});

/** Words without meaning, the same every time. */
const vocabulary = (() => {
  const draw = drawsFrom(99);
  return Array.from({ length: 4_000 }, () =>
    Array.from({ length: 3 + Math.floor(draw() * 7) }, () =>
      String.fromCharCode(97 + Math.floor(draw() * 26)),
    ).join(''),
  );
})();
const draw = drawsFrom(41);
const drawn = (count: number): readonly string[] =>
  Array.from({ length: count }, () => vocabulary[Math.floor(draw() * vocabulary.length)] ?? '');
const families = (texts: readonly string[], detectors?: readonly Detector[]) =>
  nearDuplicates(
    texts.map((text, at) => ({ id: `t${at}`, text })),
    detectors === undefined ? {} : { detectors },
  );
const joined = (texts: readonly string[], detector: Detector): boolean =>
  families(texts, [detector]).families.length > 0;

test('[OPI-27] a campaign with a few words changed is one text with its signatories, both counts shown', () => {
  const template = drawn(40);
  const signed = Array.from({ length: 12 }, (_, at) =>
    template.map((word, place) => (place === at * 3 ? 'changed' : word)).join(' '),
  );
  const others = Array.from({ length: 20 }, () => drawn(40).join(' '));
  const found = families([...others.slice(0, 5), ...signed, ...others.slice(5)]);
  expect(found).toEqual({
    families: [{ members: signed.map((_, at) => `t${at + 5}`), isListed: true }],
    texts: 32,
    distinct: 21,
  });
});

test('[OPI-27] families from ten on are listed, smaller ones are told as well, the largest first', () => {
  expect(LISTED_MIN).toBe(10);
  const [one, two, three] = [drawn(30).join(' '), drawn(30).join(' '), drawn(30).join(' ')];
  const copies = (text: string, count: number): readonly string[] =>
    Array.from({ length: count }, () => text);
  const { families: found, distinct } = families([
    ...copies(three, 2),
    ...copies(one, 9),
    ...copies(two, 10),
    'alone here',
  ]);
  expect(found.map(({ members, isListed }) => [members.length, isListed])).toEqual([
    [10, true],
    [9, false],
    [2, false],
  ]);
  expect(distinct).toBe(4);
  const equal = families([...copies(two, 2), ...copies(one, 2)]);
  expect(equal.families.map(({ members }) => members[0])).toEqual(['t0', 't2']);
});

test('[OPI-27] pairs of neighbouring words find texts of twelve words, and shorter ones are no duplicates', () => {
  const twelve = drawn(12);
  expect(joined([twelve.join(' '), twelve.join(', ')], 'shingles')).toBe(true);
  expect(joined([twelve.slice(1).join(' '), twelve.slice(1).join(' ')], 'shingles')).toBe(false);
});

test('[OPI-27] texts that share less than 35 of a hundred pairs of words are two texts', () => {
  // 27 words, 26 pairs; so many pairs in common at the beginning, then other words.
  const sharing = (pairs: number): boolean => {
    const base = drawn(27);
    return joined(
      [base.join(' '), [...base.slice(0, pairs + 1), ...drawn(26 - pairs)].join(' ')],
      'shingles',
    );
  };
  // 24 of 28 and 8 of 44 in common; the border is 13.5 of 38.5.
  expect(Array.from({ length: 10 }, () => sharing(24))).not.toContain(false);
  expect(Array.from({ length: 10 }, () => sharing(13))).not.toContain(true);
  // 14 of 38 is just above: found more often than not.
  expect(Array.from({ length: 60 }, () => sharing(14)).filter(Boolean).length).toBeGreaterThan(25);
});

test('[OPI-28] long texts in other words and another order are found by their words', () => {
  const base = drawn(60);
  const turned = [...base].reverse().map((word, at) => (at % 4 === 0 ? (drawn(1)[0] ?? '') : word));
  expect(joined([base.join(' '), turned.join(' ')], 'words')).toBe(true);
  expect(joined([base.join(' '), turned.join(' ')], 'shingles')).toBe(false);
  const short = base.slice(0, 44);
  expect(joined([short.join(' '), [...short].reverse().join(' ')], 'words')).toBe(false);
  const enough = [...new Set(base)].slice(0, 45);
  expect(joined([enough.join(' '), [...enough].reverse().join(' ')], 'words')).toBe(true);
});

test('[OPI-28] texts that share less than 22 of a hundred words are two texts', () => {
  // Sets of 61 words: 22 in common are 22 of 100, 21 are 21 of 101.
  const numbered = (from: number): readonly string[] =>
    Array.from({ length: 61 }, (_, at) => `w${from + at}`);
  const found = (shared: number): number =>
    Array.from({ length: 40 }, (_, trial) => {
      const base = numbered(trial * 1_000);
      const other = [...base.slice(0, shared), ...numbered(trial * 1_000 + 500).slice(shared)];
      return joined([base.join(' '), other.join(' ')], 'words');
    }).filter(Boolean).length;
  expect(found(22)).toBeGreaterThan(20);
  expect(found(21)).toBe(0);
});

test('[OPI-28] a text joins a family by its words only when three of five members are like it', () => {
  // Five texts of one template, each with words of its own; a newcomer that has the own words of the first alone.
  const template = drawn(60);
  const own = drawn(40);
  const members = Array.from({ length: 5 }, (_, at) =>
    [...template, ...(at === 0 ? own : drawn(40))].join(' '),
  );
  const newcomer = [...own, ...drawn(20)].join(' ');
  expect(families([...members, newcomer], ['words']).families.map((family) => family.members)).toEqual([
    ['t0', 't1', 't2', 't3', 't4'],
  ]);
  expect(families([members[0] ?? '', newcomer], ['words']).families).toHaveLength(1);
  // Like three of five it joins, in either order.
  const halves = Array.from({ length: 5 }, (_, at) => [...template, ...(at < 3 ? own : drawn(40))].join(' '));
  expect(families([...halves, newcomer], ['words']).families[0]?.members).toHaveLength(6);
  expect(families([newcomer, ...halves], ['words']).families[0]?.members.length).toBeGreaterThanOrEqual(4);
});

test('[OPI-29] two long sentences in common, nearly the same, make texts one; one sentence does not', () => {
  const [first, second, third] = [drawn(12), drawn(9), drawn(12)];
  const nearly = first.map((word, at) => (at === 4 ? 'another' : word));
  const text = (...sentences: readonly (readonly string[])[]): string =>
    `${sentences.map((one) => one.join(' ')).join('. ')}.`;
  const own = (): readonly string[] => drawn(30);
  const pair = (a: string, b: string): boolean => joined([a, b], 'sentences');
  expect(pair(text(own(), first, own(), second), text(second, own(), nearly, own()))).toBe(true);
  expect(pair(text(first, own()), text(nearly, own()))).toBe(false);
  expect(pair(text(first, own(), first), text(first, own()))).toBe(false);
  // Eight words are no long sentence.
  expect(pair(text(first, second.slice(1), own()), text(own(), first, second.slice(1)))).toBe(false);
  // Half of the words changed is another sentence.
  const half = third.map((word, at) => (at % 2 === 0 ? (drawn(1)[0] ?? '') : word));
  expect(pair(text(first, third, own()), text(first, half, own()))).toBe(false);
});

test('[OPI-29] only the first sixty-four long sentences of a text are compared', () => {
  const many = Array.from({ length: 64 }, () => drawn(9).join(' '));
  const shared = [drawn(9).join(' '), drawn(9).join(' ')];
  const late = [...many, ...shared].join('. ');
  const early = [...shared, ...many].join('. ');
  const other = shared.join('. ');
  expect(joined([late, other], 'sentences')).toBe(false);
  expect(joined([early, other], 'sentences')).toBe(true);
});

test('[OPI-29] what one detector found and what another found is one family', () => {
  const base = drawn(60);
  const changed = base.map((word, at) => (at % 15 === 0 ? 'other' : word));
  const turned = [...base].reverse();
  const { families: found } = families([base.join(' '), changed.join(' '), turned.join(' ')]);
  expect(found.map(({ members }) => members)).toEqual([['t0', 't1', 't2']]);
  expect(DETECTORS).toEqual(['shingles', 'words', 'sentences']);
});

test('[OPI-30] nothing is lost: every text is in one family or by itself', () => {
  const texts = Array.from({ length: 40 }, (_, at) =>
    at % 3 === 0 ? drawn(20).join(' ') : `short text ${at % 5}`,
  );
  const { families: found, texts: count, distinct } = families([...texts, ...texts.slice(0, 12)]);
  const members = found.flatMap((family) => family.members);
  expect(new Set(members).size).toBe(members.length);
  expect(count).toBe(52);
  expect(distinct).toBe(52 - members.length + found.length);
});

test('[OPI-30] another cutter may be passed in, for languages that need a dictionary', () => {
  const cut = (text: string) => {
    const letters = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
    return { words: Int32Array.from(letters), sentenceEnds: Int32Array.of(letters.length) };
  };
  const texts = [
    { id: 'a', text: 'abcdefghijklmnop' },
    { id: 'b', text: 'abcdefghijklmnop' },
  ];
  expect(nearDuplicates(texts).families).toEqual([]);
  expect(nearDuplicates(texts, { cut }).families).toHaveLength(1);
});

test('[OPI-30] an id that stands twice and more texts than the limit are faults', () => {
  const text = { id: 'a', text: '' };
  expect(() => nearDuplicates([text, text])).toThrow('every id is expected once');
  expect(TEXTS_MAX).toBe(1_000_000);
  expect(() => nearDuplicates(Array.from({ length: TEXTS_MAX + 1 }, () => text))).toThrow('at most 1000000');
  expect(nearDuplicates([])).toEqual({ families: [], texts: 0, distinct: 0 });
});
