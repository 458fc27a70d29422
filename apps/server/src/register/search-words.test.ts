import { expect, test } from 'vitest';
import { searchWords } from './search-words.ts';

test('[RGS-3] words are looked up without case, accents, vowel signs or the forms of alef', () => {
  expect(searchWords('Résolution ÉTAT n° 5', 9)).toEqual(['resolution', 'etat', 'n', '5']);
  expect(searchWords('Ёлка', 9)).toEqual(['елка']);
  expect(searchWords('إلى الأُمَم', 9)).toEqual(searchWords('الي الامم', 9));
});

test('[RGS-3] a run of a script without spaces is looked up by its pairs of signs', () => {
  expect(searchWords('联合国AI公约', 9)).toEqual(['联合', '合国', 'ai', '公约']);
  expect(searchWords('法', 9)).toEqual(['法']);
});

test('[RGS-3] each word is looked up once, at most so many, and nothing but words', () => {
  expect(searchWords("a b a c'd & e", 3)).toEqual(['a', 'b', 'c']);
  expect(searchWords("'!:*()&|<->\\", 3)).toEqual([]);
  expect(searchWords('x'.repeat(100), 3)).toEqual(['x'.repeat(60)]);
});
