import type { Presence } from '@plenary/drafting';
import type { PresenceMessage, PresentPerson } from '@plenary/protocol';

/** Carets of one document are sent together, so often at most, to those who are here and to other nodes. */
const PRESENCE_MILLISECONDS = 100;
/** Bytes of one word to other nodes: what a notification carries. */
const WORD_BYTES_MAX = 7_000;
/** Words at a time; who is left over goes with the next. */
const WORDS_MAX = 4;
/** Other nodes are told anew so often who is here: a word may be lost, a node may be new. */
const REFRESH_MILLISECONDS = 8_000;
/** Somebody of another node of whom nothing was heard for so long is gone, as when that node has ended. */
const REMOTE_MILLISECONDS = 20_000;

/** What nodes tell each other about who is in a document. Nothing depends on its arrival. */
export interface PresenceWord extends PresenceMessage {
  /** The node has just opened the document: others say who is there. */
  readonly asks?: true;
}

/** Who is in a document and where: the last word of each, sent to all together. Nothing of it is kept. */
export interface PresenceBoard {
  readonly move: (presence: Presence) => void;
  readonly leave: (client: number) => void;
  /** A word of another node. */
  readonly heard: (node: string, word: PresenceWord) => void;
  /** Everybody now, for somebody who comes; undefined for nobody. */
  readonly everybody: () => PresenceMessage | undefined;
  /** To be called now and then: tells other nodes who is here, and forgets those who are heard of no more. */
  readonly tend: () => void;
  readonly close: () => void;
}

interface RemotePerson {
  readonly node: string;
  readonly person: PresentPerson;
  readonly heardAt: number;
}

/** People in portions that fit one word each. */
const wordsOf = (people: readonly PresentPerson[]): readonly (readonly PresentPerson[])[] => {
  const out: PresentPerson[][] = [];
  let bytes = 0;
  for (const person of people) {
    const size = Buffer.byteLength(JSON.stringify(person)) + 1;
    const last = out.at(-1);
    if (last === undefined || bytes + size > WORD_BYTES_MAX) {
      out.push([person]);
      bytes = size;
    } else {
      last.push(person);
      bytes += size;
    }
  }
  return out;
};

export const presenceBoard = ({
  send,
  announce,
  now,
}: {
  /** To those who have the document open here. */
  readonly send: (message: PresenceMessage) => void;
  /** To the other nodes. */
  readonly announce: (word: PresenceWord) => void;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}): PresenceBoard => {
  const here = new Map<number, PresentPerson>();
  const elsewhere = new Map<number, RemotePerson>();
  const moved = new Set<number>();
  const gone = new Set<number>();
  /** People of this node of whom the others have not heard since they moved or left. */
  const untold = new Set<number>();
  const untoldGone = new Set<number>();
  let refreshedAt = now();
  let timer: NodeJS.Timeout | undefined;

  const tellOthers = (): void => {
    const told = wordsOf([...untold].flatMap((client) => here.get(client) ?? [])).slice(0, WORDS_MAX);
    const left = [...untoldGone];
    untoldGone.clear();
    if (told.length === 0 && left.length > 0) announce({ here: [], gone: left });
    told.forEach((people, at) => {
      announce({ here: people, gone: at === 0 ? left : [] });
      for (const { client } of people) untold.delete(client);
    });
    for (const client of untold) if (!here.has(client)) untold.delete(client);
  };
  const flush = (): void => {
    timer = undefined;
    const message: PresenceMessage = {
      here: [...moved].flatMap((client) => here.get(client) ?? elsewhere.get(client)?.person ?? []),
      gone: [...gone],
    };
    moved.clear();
    gone.clear();
    if (message.here.length + message.gone.length > 0) send(message);
    tellOthers();
    if (untold.size > 0) flushLater();
  };
  const flushLater = (): void => {
    timer ??= setTimeout(flush, PRESENCE_MILLISECONDS);
  };
  const isGone = (client: number): void => {
    moved.delete(client);
    if (!here.has(client) && !elsewhere.has(client)) gone.add(client);
  };
  announce({ here: [], gone: [], asks: true });
  return {
    move: (presence) => {
      const { client } = presence;
      here.set(client, presence);
      elsewhere.delete(client);
      moved.add(client);
      gone.delete(client);
      untold.add(client);
      untoldGone.delete(client);
      flushLater();
    },
    leave: (client) => {
      if (!here.delete(client)) return;
      isGone(client);
      untold.delete(client);
      untoldGone.add(client);
      flushLater();
    },
    heard: (node, word) => {
      for (const person of word.here) {
        const { client } = person;
        // Who is here came here last.
        if (here.has(client)) continue;
        const known = elsewhere.get(client);
        elsewhere.set(client, { node, person, heardAt: now() });
        if (known !== undefined && JSON.stringify(known.person) === JSON.stringify(person)) continue;
        moved.add(client);
        gone.delete(client);
      }
      for (const client of word.gone) {
        // A page that came to another node has left this one only.
        if (elsewhere.get(client)?.node !== node) continue;
        elsewhere.delete(client);
        isGone(client);
      }
      if (word.asks === true) for (const client of here.keys()) untold.add(client);
      if (moved.size + gone.size + untold.size > 0) flushLater();
    },
    everybody: () => {
      const all = [...here.values(), ...[...elsewhere.values()].map(({ person }) => person)];
      return all.length === 0 ? undefined : { here: all, gone: [] };
    },
    tend: () => {
      if (here.size + elsewhere.size + gone.size + untold.size === 0) return;
      const instant = now();
      for (const [client, { heardAt }] of elsewhere) {
        if (instant - heardAt < REMOTE_MILLISECONDS) continue;
        elsewhere.delete(client);
        isGone(client);
      }
      if (instant - refreshedAt >= REFRESH_MILLISECONDS) {
        refreshedAt = instant;
        for (const client of here.keys()) untold.add(client);
      }
      if (gone.size + untold.size > 0) flushLater();
    },
    close: () => clearTimeout(timer),
  };
};
