import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LiveState } from '../../lib/live-text/index.ts';
import { observed } from '../../lib/live-text/observable.ts';
import { steadyState } from './steady-state.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SAVED: LiveState = { connection: 'live', saving: { kind: 'saved' }, isLoaded: true };
const saving = (count: number): LiveState => ({ ...SAVED, saving: { kind: 'saving', count } });

/** The line under a text, and every value it showed. */
const line = () => {
  const state = observed<LiveState>(SAVED);
  const steady = steadyState(state);
  const seen: string[] = [];
  steady.shown.subscribe(() => seen.push(steady.shown.get().saving.kind));
  return { state, steady, seen };
};

test('[EDT-14] that something is not saved is said at once, that all is saved when it stays so', () => {
  const { state, steady, seen } = line();
  state.set(saving(1));
  expect(seen).toEqual(['saving']);
  state.set(SAVED);
  vi.advanceTimersByTime(399);
  expect(steady.shown.get().saving.kind).toBe('saving');
  vi.advanceTimersByTime(1);
  expect(seen).toEqual(['saving', 'saved']);
});

test('[EDT-14] while somebody types the sign is still, however often a key is saved', () => {
  const { state, seen } = line();
  for (let key = 0; key < 20; key += 1) {
    state.set(saving(1 + (key % 3)));
    state.set(SAVED);
    vi.advanceTimersByTime(200);
  }
  expect(seen).toEqual(['saving']);
  vi.advanceTimersByTime(200);
  expect(seen).toEqual(['saving', 'saved']);
});

test('[EDT-14] a cut line and a refusal are said at once, and nothing is said after the end', () => {
  const { state, steady, seen } = line();
  state.set(saving(2));
  state.set({ ...SAVED, connection: 'away', saving: { kind: 'offline', count: 2 } });
  state.set({ ...SAVED, connection: 'away', saving: { kind: 'offline', count: 3 } });
  state.set({ ...SAVED, saving: { kind: 'refused', count: 3 } });
  expect(seen).toEqual(['saving', 'offline', 'offline', 'refused']);
  state.set(saving(1));
  state.set(SAVED);
  steady.stop();
  vi.advanceTimersByTime(1_000);
  state.set(saving(4));
  expect(seen).toEqual(['saving', 'offline', 'offline', 'refused', 'saving']);
});
