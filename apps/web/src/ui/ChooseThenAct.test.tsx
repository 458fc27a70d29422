// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChooseThenAct } from './ChooseThenAct.tsx';

let root: Root;
let page: HTMLElement;
const taken = vi.fn<(chosen: string) => void>();

const show = (value: string): void =>
  act(() =>
    root.render(
      <ChooseThenAct label="Item" value={value} act="Take up" busy={false} onAct={taken}>
        {['1', '2', '3'].map((item) => (
          <option key={item} value={item}>
            {item}
          </option>
        ))}
      </ChooseThenAct>,
    ),
  );
const list = (): HTMLSelectElement => page.querySelector('select') ?? expect.unreachable();
const button = (): HTMLButtonElement => page.querySelector('button') ?? expect.unreachable();
const choose = (item: string): void =>
  act(() => {
    list().value = item;
    list().dispatchEvent(new Event('change', { bubbles: true }));
  });

beforeEach(() => {
  taken.mockClear();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  show('1');
});
afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

test('[LIN-2] choosing does nothing by itself; the press acts on what is chosen, and the focus goes back to the list', () => {
  expect(button().disabled).toBe(true);
  choose('2');
  choose('3');
  expect(taken).not.toHaveBeenCalled();
  act(() => button().click());
  expect(taken).toHaveBeenCalledExactlyOnceWith('3');
  expect(document.activeElement).toBe(list());
});

test('[LIN-2] what was chosen lapses when something else stands', () => {
  choose('3');
  show('2');
  expect(list().value).toBe('2');
  expect(button().disabled).toBe(true);
});
