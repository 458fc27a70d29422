import { expect, test } from 'vitest';
import { hasHiddenSigns, hasHiddenTags } from './statement-text.ts';

const tagged = (words: string): string =>
  [...words].map((sign) => String.fromCodePoint(0xe_00_00 + (sign.codePointAt(0) ?? 0))).join('');
const END = '\u{E007F}';
const FLAG = '\u{1F3F4}';

test('[HOS-155] flags of regions are words like others, and tags anywhere else are hidden', () => {
  for (const region of ['gbsct', 'gbeng', 'gbwls', 'usca', 'fr75'])
    expect([region, hasHiddenTags(`A flag ${FLAG}${tagged(region)}${END} here`)]).toEqual([region, false]);
  const hidden = [
    `We like buses${tagged('and nothing else')}`,
    `${FLAG}${tagged('and nothing else')}${END}`,
    `${FLAG}${tagged('gbsct')}`,
    `${FLAG}${tagged('gbsct')}${END}${tagged('more')}`,
    tagged('gbsct') + END,
    '\u{E0001}',
  ];
  for (const text of hidden)
    expect([text, hasHiddenTags(text), hasHiddenSigns(text)]).toEqual([text, true, true]);
  expect(hasHiddenSigns('turn \u202eback')).toBe(true);
  expect(hasHiddenSigns(`Plain words, an emoji \u{1F600} and ${FLAG}`)).toBe(false);
});
