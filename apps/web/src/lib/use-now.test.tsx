// @vitest-environment happy-dom
import { act, useLayoutEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useInstantAround } from './use-now.ts';

const NOON = Date.parse('2026-05-04T12:00:00.000Z');
const at = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();

let instant = '';
let root: Root;
const Page = ({
  deadline,
  onDrawn,
}: {
  readonly deadline: string | undefined;
  readonly onDrawn: (at: string) => void;
}) => {
  const drawn = useInstantAround(deadline);
  useLayoutEffect(() => onDrawn(drawn));
  return null;
};
const show = (deadline: string | undefined): void =>
  act(() =>
    root.render(
      <Page
        deadline={deadline}
        onDrawn={(drawn) => {
          instant = drawn;
        }}
      />,
    ),
  );
const pass = (minutes: number): void => act(() => void vi.advanceTimersByTime(minutes * 60_000));

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers({ now: NOON });
  root = createRoot(document.createElement('div'));
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[LIN-126] the instant is before a deadline until it passes, and after it from then on', () => {
  show(at(10));
  pass(9);
  expect(instant <= at(10)).toBe(true);
  pass(2);
  expect(instant > at(10)).toBe(true);
});

test('[LIN-126] two deadlines in a row: one that is put off, or brought forward, is the one that counts', () => {
  show(at(10));
  show(at(30));
  pass(20);
  expect(instant <= at(30)).toBe(true);
  show(at(15));
  pass(0);
  expect(instant > at(15)).toBe(true);
  show(at(40));
  expect(instant <= at(40)).toBe(true);
  pass(21);
  expect(instant > at(40)).toBe(true);
});

test('[LIN-126] a machine that slept over a deadline is after it when it wakes', () => {
  show(at(10));
  // While it sleeps no timer runs; its clock goes on.
  vi.setSystemTime(NOON + 9 * 3_600_000);
  pass(11);
  expect(instant > at(10)).toBe(true);
});

test('[LIN-126] a deadline further away than a timer reaches is waited for in pieces', () => {
  const far = 60 * 24 * 40;
  show(at(far));
  pass(60 * 24 * 30);
  expect(instant <= at(far)).toBe(true);
  pass(60 * 24 * 11);
  expect(instant > at(far)).toBe(true);
});
