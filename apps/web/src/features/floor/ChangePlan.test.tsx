// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Performing } from '../../lib/act.ts';
import { ChangePlan } from './ChangePlan.tsx';
import type { Floor } from './use-floor.ts';

const perform = vi.fn<Performing['perform']>();
const performing = { perform, pending: false } as unknown as Performing; // nothing else is asked of it
/** A meeting whose plan was changed so often, the last time to this place. */
const floorAfter = (changes: number, place: string): Floor =>
  ({
    state: {
      opensAt: '2026-03-02T10:00:00.000Z',
      place,
      agenda: [{ id: '1', title: { en: 'Draft charter' }, deliberation: 'charter' }],
      changes: Array.from({ length: changes }, () => ({})),
    },
  }) as unknown as Floor; // nothing else is read of it

let root: Root;
let page: HTMLElement;

const show = (changes: number, place: string): void =>
  act(() => root.render(<ChangePlan floor={floorAfter(changes, place)} act={performing} />));
const details = (): HTMLDetailsElement => page.querySelector('details') ?? expect.unreachable();
const open = (): void =>
  act(() => {
    details().open = true;
    details().dispatchEvent(new Event('toggle'));
  });
const last = (): HTMLInputElement => [...page.querySelectorAll('input')].at(-1) ?? expect.unreachable();
const write = (text: string): void =>
  act(() => {
    const put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    put?.call(last(), text);
    last().dispatchEvent(new Event('input', { bubbles: true }));
  });
const press = (label: string): Promise<void> =>
  act(async () => {
    const button = [...page.querySelectorAll('button')].find(({ textContent }) => textContent === label);
    (button ?? expect.unreachable()).click();
  });
const hasPlace = (place: string): boolean =>
  [...page.querySelectorAll('input')].some(({ value }) => value === place);

beforeEach(() => {
  perform.mockReset();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

test('[FLR-156] what is being written stays when somebody else changes the plan, until whoever writes begins again', async () => {
  show(0, 'Room 1');
  open();
  write('Consultations go on.');
  show(1, 'Room 2');
  expect(last().value).toBe('Consultations go on.');
  expect(page.textContent).toContain('planChanged');
  await press('planAnew');
  expect(last().value).toBe('');
  expect(hasPlace('Room 2')).toBe(true);
  expect(page.textContent).not.toContain('planChanged');
});

test('[FLR-156] a form that is closed, and one whose own change was announced, follow the plan', async () => {
  show(0, 'Room 1');
  show(1, 'Room 2');
  expect(hasPlace('Room 2')).toBe(true);
  open();
  write('No time.');
  perform.mockResolvedValue({} as Awaited<ReturnType<Performing['perform']>>);
  await press('cancelSitting');
  show(2, 'Room 3');
  expect(page.textContent).not.toContain('planChanged');
  expect(hasPlace('Room 3')).toBe(true);
  expect(last().value).toBe('');
});
