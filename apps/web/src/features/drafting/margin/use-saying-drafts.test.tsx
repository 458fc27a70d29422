// @vitest-environment happy-dom
import { act, useLayoutEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SayingDrafts } from './Comments.tsx';
import { useSayingDrafts } from './use-saying-drafts.ts';

let drafts: SayingDrafts;
let root: Root;
const Page = ({ onDrawn }: { readonly onDrawn: (drawn: SayingDrafts) => void }) => {
  const drawn = useSayingDrafts();
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
          drafts = drawn;
        }}
      />,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

test('[LIN-115] each card of the margin has words of its own, until they are said or given up', () => {
  act(() => drafts.onDraft('new', { words: 'Why now?', mentions: ['KEN'], visibility: 'all' }));
  act(() => drafts.onDraft('t1', { words: 'Because', mentions: [] }));
  act(() => drafts.onDraft('t1', { words: 'Because of the tide.', mentions: [] }));
  expect(drafts.of).toEqual({
    new: { words: 'Why now?', mentions: ['KEN'], visibility: 'all' },
    t1: { words: 'Because of the tide.', mentions: [] },
  });
  act(() => drafts.onDraft('t1', undefined));
  expect(Object.keys(drafts.of)).toEqual(['new']);
});
