// @vitest-environment happy-dom
import { act, useLayoutEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useVotes, type Vote, type Votes } from './use-votes.ts';

const PATH = '/api/deliberations/d/conversations/c1';

let votes: Votes;
let root: Root;
let isCut = false;
let sent: Vote[] = [];
const refused = vi.fn();
const Page = ({ onDrawn }: { readonly onDrawn: (drawn: Votes) => void }) => {
  const drawn = useVotes(PATH, refused);
  useLayoutEffect(() => onDrawn(drawn));
  return null;
};
const open = (): void => {
  root = createRoot(document.createElement('div'));
  act(() =>
    root.render(
      <Page
        onDrawn={(drawn) => {
          votes = drawn;
        }}
      />,
    ),
  );
};
/** Several votes before the page is drawn anew, as fast fingers cast them. */
const cast = (...all: readonly Vote[]) =>
  act(async () => {
    for (const vote of all) votes.cast(vote);
  });
/** As long as a vote waits before it is sent again. */
const later = () => act(() => vi.advanceTimersByTimeAsync(3_000));

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
  sessionStorage.clear();
  isCut = false;
  sent = [];
  refused.mockClear();
  vi.stubGlobal('fetch', (_path: string, { body }: RequestInit) => {
    if (isCut) return Promise.reject(new TypeError('cut'));
    sent.push(JSON.parse(String(body)) as Vote); // what useVotes wrote
    return Promise.resolve(new Response(JSON.stringify({ position: sent.length }), { status: 201 }));
  });
  open();
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[LIN-125] two votes in a row on a cut line both wait, and each is sent once when the line is back', async () => {
  isCut = true;
  await cast({ statement: 1, value: 1 }, { statement: 2, value: -1 });
  expect(votes.unsent).toHaveLength(2);
  expect(votes.underWay).toBe(2);
  isCut = false;
  await later();
  await later();
  expect(sent).toEqual([
    { statement: 1, value: 1 },
    { statement: 2, value: -1 },
  ]);
  expect([votes.unsent, votes.underWay]).toEqual([[], 0]);
});

test('[LIN-125] of two votes on one statement the later one is sent', async () => {
  isCut = true;
  await cast({ statement: 1, value: 1 });
  isCut = false;
  await cast({ statement: 1, value: -1 });
  await later();
  expect(sent).toEqual([{ statement: 1, value: -1 }]);
});

test('[LIN-125] a vote that waits outlasts the page', async () => {
  isCut = true;
  await cast({ statement: 3, value: 0 });
  act(() => root.unmount());
  isCut = false;
  open();
  expect(votes.unsent).toEqual([{ statement: 3, value: 0 }]);
  await later();
  expect(sent).toEqual([{ statement: 3, value: 0 }]);
  expect(sessionStorage).toHaveLength(0);
});
