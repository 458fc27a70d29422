import { expect, test } from 'vitest';
import { askedAt, PAGE_SIZE } from './use-consultation.ts';

test('[CNW-1] a page that is opened at a comment begins with the page on which it stands', () => {
  expect(askedAt('').offset).toBe(0);
  expect(askedAt('c1').offset).toBe(0);
  expect(askedAt(`#c${PAGE_SIZE}`).offset).toBe(0);
  expect(askedAt(`#c${PAGE_SIZE + 1}`).offset).toBe(PAGE_SIZE);
  for (const none of ['c0', '#p3', 'c1x', '#c99999999']) expect(askedAt(none).offset).toBe(0);
});
