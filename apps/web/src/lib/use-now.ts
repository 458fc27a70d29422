import { useEffect, useState } from 'react';
import { useClockAhead } from './service-clock.ts';

const SECOND = 1_000;

/** The service's time in milliseconds, every second while somebody looks; only for showing how long is left. The service decides. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return now + useClockAhead();
};

/** Longest wait of a timer of a browser; after it one waits again. */
const WAIT_MAX = 2 ** 31 - 1;

/** An instant of the service that is before or after this deadline as the present is, and changes when that passes. */
export const useInstantAround = (deadline: string | undefined): string => {
  const ahead = useClockAhead();
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    const until = deadline === undefined ? Number.NaN : Date.parse(deadline) - ahead;
    if (!(at <= until)) return undefined;
    const wait = Math.min(Math.max(until - Date.now() + 1, 0), WAIT_MAX);
    const timer = setTimeout(() => setAt(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [deadline, ahead, at]);
  return new Date(at + ahead).toISOString();
};
