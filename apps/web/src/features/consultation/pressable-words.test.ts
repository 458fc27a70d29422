import { expect, test } from 'vitest';
import { press, pressableWords, pressedSpan } from './pressable-words.ts';

const TEXT = 'Decides [to act] at once;';
const WORDS = pressableWords(TEXT, 'en');
const cut = (text: string, span: ReturnType<typeof pressedSpan>) => text.slice(span?.from, span?.to);

test('[CNW-22] each word can be pressed, marks and spaces cannot, and languages without spaces have words too', () => {
  expect(WORDS.map((word) => cut(TEXT, word))).toEqual(['Decides', 'to', 'act', 'at', 'once']);
  const chinese = '决定立即公布报告。';
  const words = pressableWords(chinese, 'zh').map((word) => cut(chinese, word));
  expect(words.length).toBeGreaterThan(2);
  expect(words.join('')).toBe('决定立即公布报告');
  expect(pressableWords('', 'en')).toEqual([]);
});

test('[CNW-22] one press is one word, the next makes a span in either order, a third begins anew', () => {
  const one = press(undefined, 4);
  expect(cut(TEXT, pressedSpan(WORDS, one))).toBe('once');
  const two = press(one, 2);
  expect(cut(TEXT, pressedSpan(WORDS, two))).toBe('act] at once');
  const three = press(two, 0);
  expect(cut(TEXT, pressedSpan(WORDS, three))).toBe('Decides');
  expect(pressedSpan(WORDS, { first: 9 })).toBeUndefined();
});
