// @vitest-environment happy-dom
import { act, useLayoutEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refused, Unreachable } from './api.ts';
import { useRequest, type Requesting } from './use-request.ts';

let asking: Requesting;
let root: Root;
const Page = ({ onDrawn }: { readonly onDrawn: (drawn: Requesting) => void }) => {
  const drawn = useRequest();
  useLayoutEffect(() => onDrawn(drawn));
  return null;
};

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.createElement('div'));
  act(() =>
    root.render(
      <Page
        onDrawn={(drawn) => {
          asking = drawn;
        }}
      />,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

const ask = (question: () => Promise<unknown>, onAnswer?: (answer: unknown) => unknown) =>
  act(() => asking.ask(question, onAnswer));

test('[LIN-1] an answer is handed on, and only an answer', async () => {
  const told = vi.fn();
  expect(await ask(() => Promise.resolve('filed'), told)).toBe('answered');
  expect(told).toHaveBeenCalledExactlyOnceWith('filed');
  expect(await ask(() => Promise.reject(new Unreachable('/')), told)).toBe('away');
  expect(told).toHaveBeenCalledOnce();
});

test('[LIN-1] a refusal and a service that was not reached are told apart, until it is asked again', async () => {
  const refusal = { code: 'request.malformed', facts: {} } as const;
  expect(await ask(() => Promise.reject(new Refused(refusal, 400)))).toBe('refused');
  expect([asking.refusal, asking.isAway]).toEqual([refusal, false]);
  expect(await ask(() => Promise.reject(new Unreachable('/')))).toBe('away');
  expect([asking.refusal, asking.isAway]).toEqual([undefined, true]);
  expect(await ask(() => Promise.resolve())).toBe('answered');
  expect([asking.refusal, asking.isAway]).toEqual([undefined, false]);
});

test('[LIN-1] a request is pending until its end, however it ends', async () => {
  let cut: (error: Error) => void = () => undefined;
  const answer = new Promise((_resolve, reject) => {
    cut = reject;
  });
  let end: Promise<unknown> = Promise.resolve();
  act(() => {
    end = asking.ask(() => answer);
  });
  expect(asking.pending).toBe(true);
  await act(async () => {
    cut(new Unreachable('/'));
    await end;
  });
  expect(asking.pending).toBe(false);
});

test('a fault of ours is not taken for a service that was not reached', async () => {
  await act(() => expect(asking.ask(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours'));
  expect(asking.isAway).toBe(false);
});
