// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Stretches } from './Stretches.tsx';

type Seen = (entries: readonly Partial<IntersectionObserverEntry>[]) => void;

/** One for each stretch, in the order of the list; `seen` tells it what came near the screen. */
let observers: Seen[] = [];
let root: Root;
let page: HTMLElement;

const ITEMS = Array.from({ length: 60 }, (_, at) => `item ${at}`);
const render = (items: readonly string[]): void =>
  act(() =>
    root.render(
      <Stretches
        items={items}
        estimate={100}
        keyOf={(item) => item}
        render={(item) => <p key={item}>{item}</p>}
      />,
    ),
  );

beforeEach(() => {
  observers = [];
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(seen: Seen) {
        observers.push(seen);
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  render(ITEMS);
});
afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const shown = (): number => page.querySelectorAll('p').length;
const near = (stretch: number, isIntersecting: boolean, height = 0): void =>
  act(() => observers[stretch]?.([{ isIntersecting, boundingClientRect: { height } as DOMRectReadOnly }]));
const gap = (stretch: number): string =>
  page.querySelectorAll<HTMLElement>('.stretch')[stretch]?.style.blockSize ?? '';

test('of a long list only what is near the screen is in the page; elsewhere a gap as high as it is likely to be', () => {
  expect(observers).toHaveLength(5);
  expect(shown()).toBe(12);
  expect(gap(3)).toBe('1200px');
  near(3, true);
  expect(shown()).toBe(24);
});

test('what leaves the screen leaves a gap as high as it was', () => {
  near(0, false, 777);
  expect(shown()).toBe(0);
  expect(gap(0)).toBe('777px');
});

test('what somebody is at stays, however far the page is scrolled', () => {
  const [first] = page.querySelectorAll('p');
  first?.setAttribute('tabindex', '-1');
  first?.focus();
  near(0, false, 777);
  expect(shown()).toBe(12);
});

test('an item that comes before the others takes nothing away from them', () => {
  const [, second] = page.querySelectorAll('p');
  render(['new', ...ITEMS]);
  expect(page.querySelectorAll('p')[2]).toBe(second);
});

test('on paper the whole list is there', () => {
  act(() => {
    dispatchEvent(new Event('beforeprint'));
  });
  expect(shown()).toBe(60);
});
