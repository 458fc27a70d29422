import { useEffect, useState } from 'react';

/** The time of this device, every second; only for showing how long is left. The service's clock decides. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
};
