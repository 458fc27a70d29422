import { useSyncExternalStore } from 'react';

/** Answers name their instant to the second: what is less than this apart is the same time. */
const TOLERATED_MILLISECONDS = 1_500;
const HALF_A_SECOND = 500;

let ahead = 0;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/**
 * Takes note of the instant that the service names in an answer, so that countdowns go by its clock and not by this
 * device's. The service made its answer about half way between the question and its arrival.
 */
export const noteServiceDate = (date: string | null, asked: number, answered: number): void => {
  const told = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(told)) return;
  const found = told + HALF_A_SECOND - (asked + answered) / 2;
  const next = Math.abs(found) <= TOLERATED_MILLISECONDS ? 0 : found;
  if (Math.abs(next - ahead) <= TOLERATED_MILLISECONDS && (next === 0) === (ahead === 0)) return;
  ahead = next;
  for (const listener of listeners) listener();
};

/** How far the service's clock is ahead of this device's, in milliseconds; 0 while they agree. */
export const clockAhead = (): number => ahead;

/** The same for pages, drawn anew when a clock was set. */
export const useClockAhead = (): number => useSyncExternalStore(subscribe, clockAhead);
