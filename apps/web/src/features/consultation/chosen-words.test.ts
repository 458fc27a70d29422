// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { chosenWords } from './chosen-words.ts';

const TEXT = 'Decides [to act] at once;';
beforeEach(() => {
  document.body.innerHTML =
    '<div data-words="p3"><p>Decides <span>[to act]</span> at once;</p></div><div data-words="p4"><p>Requests a report.</p></div><p>Beside.</p>';
});
const node = (words: string): Text => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let next = walker.nextNode(); next !== null; next = walker.nextNode())
    if (next instanceof Text && next.data.includes(words)) return next;
  throw new Error(`nowhere: ${words}`);
};
const choose = (from: Text, start: number, to: Text, end: number) => {
  const range = document.createRange();
  range.setStart(from, start);
  range.setEnd(to, end);
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return chosenWords(selection);
};

test('[CNW-2] words chosen in a paragraph are known by their places in its text, across brackets', () => {
  expect(choose(node('Decides'), 0, node('Decides'), 7)).toEqual({ pid: 'p3', from: 0, to: 7 });
  const across = choose(node('Decides'), 0, node('[to act]'), 8);
  expect(across).toEqual({ pid: 'p3', from: 0, to: 16 });
  expect(TEXT.slice(across?.from, across?.to)).toBe('Decides [to act]');
  const last = choose(node('at once'), 1, node('at once'), 8);
  expect(TEXT.slice(last?.from, last?.to)).toBe('at once');
});

test('[CNW-2] nothing is chosen where no words are, or where they reach beyond the paragraph', () => {
  expect(chosenWords(null)).toBeUndefined();
  expect(choose(node('Decides'), 3, node('Decides'), 3)).toBeUndefined();
  expect(choose(node('Decides'), 0, node('Requests'), 3)).toBeUndefined();
  expect(choose(node('Beside'), 0, node('Beside'), 3)).toBeUndefined();
});
