/** People who write in a live text beside the one who is measured: real clients and editor states, without a browser. */
import { caretAt, createBinding, type Binding } from '@plenary/drafting';
import { PROTOCOL_VERSION } from '@plenary/protocol';
import type { EditorState } from 'prosemirror-state';
import { io } from 'socket.io-client';
import { liveParser, memoryStore, openLiveText } from '../../apps/web/src/lib/live-text/index.ts';

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};

export interface LiveWriter {
  /** Types words at the end of a paragraph, by its number, and stays there. */
  readonly write: (paragraph: number, words: string) => void;
  /** Resolves when everything is stored. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens a document at its address on the page, as whoever holds this cookie; members suggest, others edit. */
export const liveWriter = async (page: string, cookie: string): Promise<LiveWriter> => {
  const { origin, pathname } = new URL(page);
  const [, , deliberation = '', , document = ''] = pathname.split('/');
  const socket = io(origin, {
    auth: { version: PROTOCOL_VERSION },
    parser: liveParser,
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie },
  });
  const text = openLiveText({ socket, deliberation, document, account: cookie, store: memoryStore() });
  await until(() => text.state.get().connection === 'live');
  let number = 0;
  const mark = Math.floor(performance.now() * 1_000).toString(36);
  const binding: Binding = createBinding({
    doc: text.doc.get(),
    newId: () => `w${mark}x${(number += 1).toString(36)}`,
  });
  const rights = text.rights.get();
  if (rights?.role === 'suggest') {
    const { delegation, person } = rights;
    binding.setMode({ mode: 'suggest', delegation, person, at: () => Date.now() });
  }
  let state: EditorState = binding.createState();
  return {
    write: (paragraph, words) => {
      state = binding.refresh(state);
      let place = 1;
      for (let before = 0; before < paragraph; before += 1) place += state.doc.child(before).nodeSize;
      const end = place + state.doc.child(paragraph).content.size;
      state = binding.apply(state, state.tr.insertText(words, end));
      const caret = caretAt(binding.draft(), state.doc, end + words.length);
      if (caret !== undefined) text.presence.set({ anchor: caret, head: caret });
    },
    settled: () => text.settled(),
    close: async () => {
      binding.close();
      await text.close();
      socket.disconnect();
    },
  };
};
