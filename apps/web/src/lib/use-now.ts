import { useEffect, useState } from 'react';

const SECOND = 1_000;

/** The time of this device, every second while somebody looks; only for showing how long is left. The service's clock decides. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** Longest wait of a timer of a browser. */
const WAIT_MAX = 2 ** 31 - 1;

/** An instant of this device that is before or after this deadline as the present is, and changes when that passes. */
export const useInstantAround = (deadline: string | undefined): string => {
  const [at, setAt] = useState(() => new Date().toISOString());
  useEffect(() => {
    if (deadline === undefined) return undefined;
    const wait = Date.parse(deadline) - Date.now() + 1;
    if (wait <= 0 || wait > WAIT_MAX) return undefined;
    const timer = setTimeout(() => setAt(new Date().toISOString()), wait);
    return () => clearTimeout(timer);
  }, [deadline]);
  return at;
};
