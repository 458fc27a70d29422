import { expect, test } from 'vitest';
import { holdsWords } from './holds-words.ts';

test('[CVW-80] statements are found by their words in every script, whatever their width and case', () => {
  const chinese = '我認為ＵＢＥＲ司機應該投保乘客險。';
  expect(holdsWords(chinese, '乘客險')).toBe(true);
  expect(holdsWords(chinese, 'uber')).toBe(true);
  // The space between words for Chinese is a wide one.
  expect(holdsWords(chinese, '司機\u3000uber')).toBe(true);
  expect(holdsWords(chinese, '計程車')).toBe(false);
  expect(holdsWords('حافلات ليلية في كل حي', 'كل ليلية')).toBe(true);
  expect(holdsWords('Le cafe\u0301 du coin', 'CAF\u00c9')).toBe(true);
  expect(holdsWords(chinese, ' ')).toBe(true);
});
