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
