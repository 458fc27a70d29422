import { useSyncExternalStore } from 'react';

/** From this width on cards stand beside the text; below it they are a list under it. As in margin.css. */
const WIDE = '(min-width: 56.01rem)';

const query = (): MediaQueryList => matchMedia(WIDE);
const subscribe = (listener: () => void): (() => void) => {
  const list = query();
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
};

/** Whether the page is wide enough for cards beside the text. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query().matches);
