// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Sheet } from './Sheet.tsx';

let root: Root;
const closed = vi.fn<() => void>();

const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
const press = (name: string): void => act(() => (button(name) ?? expect.unreachable()).click());
const write = (place: string): void =>
  act(() => {
    (document.querySelector(place) ?? expect.unreachable()).dispatchEvent(
      new Event('input', { bubbles: true }),
    );
  });

beforeEach(() => {
  closed.mockClear();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  act(() =>
    root.render(
      <Sheet title="A comment" isOpen onClose={closed}>
        <input type="search" />
        <textarea />
      </Sheet>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test('[LIN-115] a sheet in which nothing was written closes at once, whatever was looked up', () => {
  write('input');
  press('dialog.close');
  expect(closed).toHaveBeenCalledOnce();
});

test('[LIN-115] its own button asks before what was written goes, and whoever keeps it is back at the words', () => {
  write('textarea');
  press('dialog.close');
  expect(closed).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(button('dialog.keepWriting'));
  press('dialog.keepWriting');
  expect(button('dialog.discard')).toBeUndefined();
  expect(document.activeElement).toBe(document.querySelector('textarea'));
  press('dialog.close');
  press('dialog.discard');
  expect(closed).toHaveBeenCalledOnce();
});

test('[LIN-115] Escape asks as the button does', () => {
  write('textarea');
  act(() => {
    document
      .querySelector('textarea')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  });
  expect(closed).not.toHaveBeenCalled();
  expect(button('dialog.discard')).toBeDefined();
});
