import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterFrame } from './after-frame.ts';

let frames: (() => void)[] = [];
/** A page that draws when it is told to. */
const seen = (visibilityState: 'visible' | 'hidden'): void => {
  vi.stubGlobal('document', { visibilityState });
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  const page = new EventTarget();
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
    vi.stubGlobal(name, page[name].bind(page));
};
const draw = (): void => {
  for (const each of frames.splice(0)) each();
};
const counted = () => {
  let times = 0;
  const { soon, now } = afterFrame(() => (times += 1));
  return { soon, now, times: () => times };
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  frames = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[LIV-8] what follows a key waits for the frame that shows its sign, and is done once', () => {
  seen('visible');
  const work = counted();
  work.soon();
  work.soon();
  vi.advanceTimersByTime(10);
  expect(work.times()).toBe(0);
  draw();
  expect(work.times()).toBe(0);
  vi.advanceTimersByTime(0);
  expect(work.times()).toBe(1);
  vi.advanceTimersByTime(1_000);
  draw();
  expect(work.times()).toBe(1);
  work.soon();
  draw();
  vi.advanceTimersByTime(0);
  expect(work.times()).toBe(2);
});

test('[LIV-8] it does not wait where nothing is drawn, nor for ever, nor when the page is left', () => {
  seen('hidden');
  const unseen = counted();
  unseen.soon();
  expect(unseen.times()).toBe(1);
  seen('visible');
  const stalled = counted();
  stalled.soon();
  vi.advanceTimersByTime(100);
  expect(stalled.times()).toBe(1);
  const left = counted();
  left.now();
  expect(left.times()).toBe(0);
  left.soon();
  left.now();
  expect(left.times()).toBe(1);
  left.soon();
  dispatchEvent(new Event('pagehide'));
  expect(left.times()).toBe(2);
  dispatchEvent(new Event('pagehide'));
  draw();
  vi.advanceTimersByTime(1_000);
  expect(left.times()).toBe(2);
});
