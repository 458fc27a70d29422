import type { Presence } from '@plenary/drafting';
import type { PresenceMessage, PresentPerson } from '@plenary/protocol';

/** Carets of one document are sent together, so often at most. */
const PRESENCE_MILLISECONDS = 100;

/** Who is in a document and where: the last word of each, sent to all together. Nothing of it is kept. */
export interface PresenceBoard {
  readonly move: (presence: Presence) => void;
  readonly leave: (client: number) => void;
  /** Everybody now, for somebody who comes; undefined for nobody. */
  readonly everybody: () => PresenceMessage | undefined;
  readonly close: () => void;
}

export const presenceBoard = (send: (message: PresenceMessage) => void): PresenceBoard => {
  const here = new Map<number, PresentPerson>();
  const moved = new Set<number>();
  const gone = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    const message: PresenceMessage = {
      here: [...moved].flatMap((client) => here.get(client) ?? []),
      gone: [...gone],
    };
    moved.clear();
    gone.clear();
    if (message.here.length + message.gone.length > 0) send(message);
  };
  const flushLater = (): void => {
    timer ??= setTimeout(flush, PRESENCE_MILLISECONDS);
  };
  return {
    move: (presence) => {
      here.set(presence.client, presence);
      moved.add(presence.client);
      gone.delete(presence.client);
      flushLater();
    },
    leave: (client) => {
      if (!here.delete(client)) return;
      moved.delete(client);
      gone.add(client);
      flushLater();
    },
    everybody: () => (here.size === 0 ? undefined : { here: [...here.values()], gone: [] }),
    close: () => clearTimeout(timer),
  };
};
