// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { store, stored } from './stored.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

test('[LIN-3] what is kept is found, until it is forgotten', () => {
  store('sessionStorage', 'words', 'kept');
  expect(stored('sessionStorage', 'words')).toBe('kept');
  store('sessionStorage', 'words', null);
  expect(stored('sessionStorage', 'words')).toBeNull();
});

test('[LIN-3] where a browser may keep nothing, it is kept as long as the page is loaded', () => {
  const forbidden = () => {
    throw new DOMException('forbidden', 'SecurityError');
  };
  vi.stubGlobal('sessionStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
  expect(stored('sessionStorage', 'words')).toBeNull();
  store('sessionStorage', 'words', 'kept');
  expect(stored('sessionStorage', 'words')).toBe('kept');
  store('sessionStorage', 'words', null);
  expect(stored('sessionStorage', 'words')).toBeNull();
});
