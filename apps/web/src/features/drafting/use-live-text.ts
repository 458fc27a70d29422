import { useEffect, useState, useSyncExternalStore } from 'react';
import { openLiveText, type LiveText, type Observable } from '../../lib/live-text/index.ts';
import { observed } from '../../lib/live-text/observable.ts';
import { thisDevice } from '../../lib/live-text/own-device.ts';
import { line } from '../../lib/socket.ts';

/** The value of something that changes, now and from now on. */
export const useObserved = <Value>({ subscribe, get }: Observable<Value>): Value =>
  useSyncExternalStore(subscribe, get);

/** A part of something that changes: who reads it is told only when that part is another value. */
export const useObservedPart = <Value, Part>(
  { subscribe, get }: Observable<Value>,
  part: (value: Value) => Part,
): Part => useSyncExternalStore(subscribe, () => part(get()));

const askBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault();

/** Opens a live document for as long as the page shows it; the page asks before it is closed with unsaved words. */
export const useLiveText = (
  deliberation: string,
  document: string,
  account: string,
): LiveText | undefined => {
  const [held] = useState(() => observed<LiveText | undefined>(undefined));
  useEffect(() => {
    const opened = openLiveText({
      socket: line(),
      deliberation,
      document,
      account,
      store: thisDevice().store,
      onUnsaved: (isUnsaved) => {
        if (isUnsaved) addEventListener('beforeunload', askBeforeLeaving);
        else removeEventListener('beforeunload', askBeforeLeaving);
      },
    });
    held.set(opened);
    return () => {
      held.set(undefined);
      removeEventListener('beforeunload', askBeforeLeaving);
      void opened.close();
    };
  }, [held, deliberation, document, account]);
  return useObserved(held);
};
