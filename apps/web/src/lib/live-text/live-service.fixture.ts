import { BASE_VIEW, paragraphText, readDraft } from '@plenary/drafting';
import { PROTOCOL_VERSION } from '@plenary/protocol';
import { TEST_DELIBERATION, type TestSeat, type TestService } from '@plenary/server/testing';
import { io, type Socket } from 'socket.io-client';
import type * as Y from 'yjs';
import {
  liveParser,
  memoryStore,
  openLiveText,
  type DeviceStore,
  type LiveText,
  type Observable,
} from './index.ts';

/** Name of the test deliberation, without the kind of its stream. */
export const DELIBERATION = TEST_DELIBERATION.slice('deliberation:'.length);

/** A page of somebody with a live document open. */
export interface Page {
  readonly socket: Socket;
  readonly text: LiveText;
  readonly store: DeviceStore;
}

/** Resolves when what is observed is as wished. */
export const until = <Value>(observable: Observable<Value>, isSo: (value: Value) => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (isSo(observable.get())) {
      resolve();
      return;
    }
    const stop = observable.subscribe(() => {
      if (!isSo(observable.get())) return;
      stop();
      resolve();
    });
  });

/** Opens pages on a service, over something else than its own address where that is given, and closes them all at once. */
export const pages = (service: TestService, listen: () => Promise<string> = service.listen) => {
  const open: Page[] = [];
  const socketOf = async (seat: TestSeat | undefined): Promise<Socket> =>
    io(await listen(), {
      auth: { version: PROTOCOL_VERSION },
      parser: liveParser,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 10,
      reconnectionDelayMax: 50,
      extraHeaders: seat === undefined ? {} : { cookie: await service.enter(seat) },
    });
  return {
    socketOf,
    page: async (
      seat: TestSeat | undefined,
      document: string,
      { store = memoryStore(), account = seat ?? 'nobody' } = {},
    ): Promise<Page> => {
      const socket = await socketOf(seat);
      const text = openLiveText({ socket, deliberation: DELIBERATION, document, store, account });
      const page: Page = { socket, text, store };
      open.push(page);
      return page;
    },
    close: async (): Promise<void> => {
      for (const { text, socket } of open.splice(0)) {
        await text.close();
        socket.disconnect();
      }
    },
  };
};

export const isLive = (text: LiveText): Promise<void> =>
  until(text.state, ({ connection, isLoaded }) => connection === 'live' && isLoaded);

/** The text of a paragraph by its id. */
export const textIn = (doc: Y.Doc, paragraph: string): Y.Text => {
  const text = doc.getMap<Y.Text>('texts').get(paragraph);
  if (text === undefined) throw new Error(`there is no paragraph ${paragraph}`);
  return text;
};

/** What the text reads with every suggestion left out, by paragraph. */
export const readingOf = (doc: Y.Doc): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readDraft(doc, BASE_VIEW).paragraphs.map((paragraph) => [paragraph.id, paragraphText(paragraph)]),
  );
