import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  indexedDbStore,
  memoryStore,
  openLiveText,
  type LiveSocket,
  type LiveText,
  type Observable,
} from '../../lib/live-text/index.ts';
import { line } from '../../lib/socket.ts';

/** The value of something that changes, now and from now on. */
export const useObserved = <Value>({ subscribe, get }: Observable<Value>): Value =>
  useSyncExternalStore(subscribe, get);

let device: ReturnType<typeof memoryStore> | undefined;
/** Where this device keeps what was written: its database, or this page alone where there is none. */
const deviceStore = () =>
  (device ??= typeof indexedDB === 'undefined' ? memoryStore() : indexedDbStore(indexedDB));

/** The line of this page as the live text speaks over it. */
const liveSocket = (): LiveSocket => {
  const socket = line();
  type Listener = (...said: unknown[]) => void;
  return {
    get connected() {
      return socket.connected;
    },
    on: (name, listener) => socket.on(name, listener as Listener),
    off: (name, listener) => socket.off(name, listener as Listener),
    emit: (name, ...said) => socket.emit(name, ...said),
    timeout: (milliseconds) => socket.timeout(milliseconds),
  };
};

const askBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault();

/** Opens a live document for as long as the page shows it; the page asks before it is closed with unsaved words. */
export const useLiveText = (
  deliberation: string,
  document: string,
  account: string,
): LiveText | undefined => {
  const [live, setLive] = useState<LiveText>();
  useEffect(() => {
    const opened = openLiveText({
      socket: liveSocket(),
      deliberation,
      document,
      account,
      store: deviceStore(),
      onUnsaved: (isUnsaved) => {
        if (isUnsaved) addEventListener('beforeunload', askBeforeLeaving);
        else removeEventListener('beforeunload', askBeforeLeaving);
      },
    });
    setLive(opened);
    return () => {
      setLive(undefined);
      removeEventListener('beforeunload', askBeforeLeaving);
      void opened.close();
    };
  }, [deliberation, document, account]);
  return live;
};
