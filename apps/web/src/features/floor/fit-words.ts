import { useLayoutEffect, type RefObject } from 'react';

/** The least share of their size to which words on the wall shrink: smaller ones are read by nobody. */
const LEAST = 0.4;
const STEPS = 7;

/**
 * Shrinks what is in an element until it fits, by the custom property `--fit`, from 1 to the least. Halving the step finds
 * the largest size that fits in a few trials, however long the words are.
 * @returns the share that was found; the least where even that does not fit
 */
export const fitWords = (element: HTMLElement): number => {
  const fits = (share: number): boolean => {
    element.style.setProperty('--fit', String(share));
    return element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1;
  };
  if (fits(1)) return 1;
  let [low, high] = [LEAST, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  fits(low);
  return low;
};

/** Keeps the words of an element fitted: when it or the window changes its size, and when what it holds changes. */
export const useFittedWords = (element: RefObject<HTMLElement | null>): void => {
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    let frame = 0;
    const fit = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => fitWords(current));
    };
    fit();
    const sizes = new ResizeObserver(fit);
    sizes.observe(current);
    const words = new MutationObserver(fit);
    words.observe(current, { childList: true, subtree: true, characterData: true });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      words.disconnect();
    };
  }, [element]);
};
