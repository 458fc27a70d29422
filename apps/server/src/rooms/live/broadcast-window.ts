/** Members above which a document is never sent to more often than the shortest window. */
const FEW_MEMBERS = 8;
const WINDOW_MILLISECONDS_MIN = 16;
/** Longer, and the last to hear would hear after a tenth of a second. */
const WINDOW_MILLISECONDS_MAX = 66;
/** Share of the time that sending to one document may take; what is judged and stored meanwhile needs the rest. */
const SENDING_SHARE = 0.25;

export interface BroadcastWindow {
  /** Something waits to be sent: it is sent now, or when the window ends. */
  readonly note: (members: number) => void;
  /** Nothing is sent afterwards. */
  readonly close: () => void;
}

/**
 * When to send what waits for the members of one document: at once when it was quiet, else after a time that grows with
 * what the last sending cost. Small rooms hear everything at once; large ones regulate themselves.
 */
export const broadcastWindow = (send: () => void, now: () => number): BroadcastWindow => {
  let sentAt = -Infinity;
  let cost = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const sendNow = (): void => {
    timer = undefined;
    if (isClosed) return;
    sentAt = now();
    send();
    cost = now() - sentAt;
  };
  return {
    note: (members) => {
      if (timer !== undefined || isClosed) return;
      const least = members > FEW_MEMBERS ? WINDOW_MILLISECONDS_MIN : 0;
      const window = Math.min(WINDOW_MILLISECONDS_MAX, Math.max(least, cost / SENDING_SHARE));
      const wait = sentAt + window - now();
      if (wait <= 0) sendNow();
      else timer = setTimeout(sendNow, wait);
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
};
