/** What benches of pages measure in a real browser: the time until something is painted, and the gaps between frames. */
import type { Page } from 'playwright-core';
import { quantile } from './service.ts';

const FRAMES = 120;

export interface Painting {
  /** Resolves when the next frame has been drawn, to the clock of the page. */
  readonly painted: () => Promise<number>;
}

/** To be run in a page before it loads: gives it `painted`. */
export const watchPainting = (): void => {
  const painted = (): Promise<number> =>
    new Promise((resolve) => {
      const channel = new MessageChannel();
      // What is posted within a frame is heard when the frame has been drawn.
      channel.port1.addEventListener('message', () => resolve(performance.now()));
      channel.port1.start();
      requestAnimationFrame(() => channel.port2.postMessage(''));
    });
  Object.assign(globalThis, { painted });
};

/** Middle, nineteen in twenty, ninety-nine in a hundred, and how many there were. */
export const spread = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(1));
  return `p50 ${p50}, p95 ${p95}, p99 ${p99} ms (${sorted.length})`;
};

/** Milliseconds between frames while something scrolls by so many pixels a frame, to its end and back. */
export const scrolled = (
  page: Page,
  selector: string | undefined,
  step: number,
): Promise<readonly number[]> =>
  page.evaluate(
    ([what, by, frames]) =>
      new Promise<readonly number[]>((resolve) => {
        const box = what === '' ? document.documentElement : document.querySelector(what);
        if (box === null) throw new Error(`no ${what}`);
        const gaps: number[] = [];
        let [last, way] = [performance.now(), by];
        const next = (): void => {
          const now = performance.now();
          gaps.push(now - last);
          last = now;
          const before = box.scrollTop;
          box.scrollTop += way;
          if (box.scrollTop === before) way = -way;
          if (gaps.length < frames) requestAnimationFrame(next);
          else resolve(gaps.slice(1));
        };
        requestAnimationFrame(next);
      }),
    [selector ?? '', step, FRAMES] as const,
  );
