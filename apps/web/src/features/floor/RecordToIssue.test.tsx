// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RecordToIssue } from './RecordToIssue.tsx';
import type { Floor } from './use-floor.ts';

const floor = {
  stream: 'sitting:s',
  body: { members: {}, groups: {}, register: {} },
  state: {
    id: 's',
    session: { en: 'First session' },
    meeting: 2,
    title: { en: 'Reading' },
    agenda: [],
    attended: {},
    openedAt: '2026-03-02T10:00:00.000Z',
    motions: [],
  },
  seat: { role: 'secretariat', mayBind: false },
  ahead: 0,
} as unknown as Floor; // nothing else is read of it

let root: Root;
let page: HTMLElement;
let client: QueryClient;

const show = (version: number): Promise<void> =>
  act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <RecordToIssue floor={floor} version={version} bodyStream="body:b" />
      </QueryClientProvider>,
    ),
  );
const open = (isOpen: boolean): Promise<void> =>
  act(async () => {
    const details = page.querySelector('details') ?? expect.unreachable();
    details.open = isOpen;
    details.dispatchEvent(new Event('toggle'));
  });
const words = (): HTMLTextAreaElement => page.querySelector('textarea') ?? expect.unreachable();
const write = (text: string): Promise<void> =>
  act(async () => {
    const put = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    put?.call(words(), text);
    words().dispatchEvent(new Event('input', { bubbles: true }));
  });

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', async () => Response.json({ events: [] }));
  client = new QueryClient();
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(() => {
  act(() => root.unmount());
  client.clear();
  page.remove();
  vi.unstubAllGlobals();
});

test('[FLR-157] what is written in the record of a meeting stays when the meeting goes on and the form is closed', async () => {
  await show(1);
  await open(true);
  await vi.waitFor(() => act(async () => words()));
  await write('What was corrected by hand.');
  await show(2);
  expect(words().value).toBe('What was corrected by hand.');
  expect(page.textContent).toContain('record.since');
  await open(false);
  await show(3);
  await open(true);
  expect(words().value).toBe('What was corrected by hand.');
});
