import { expect, test } from 'vitest';
import { showDecimal } from './exact-words.ts';

test('[LNG-118] a figure is rounded, not cut, and has the decimal sign of the reader’s language', () => {
  expect(showDecimal('100.256', 'fr', 2)).toBe('100,26');
  expect(showDecimal('0.3456789', 'en', 3)).toBe('0.346');
  expect(showDecimal('1.5', 'ar', 2)).toBe('1.50');
});
