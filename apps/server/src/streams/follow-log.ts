import type { Notifier } from '@plenary/db';
import type { HeldStates } from './held-states.ts';
import type { StreamFeed } from './stream-feed.ts';

/** Events of other nodes are looked for so often, should a notification be lost. */
const CATCH_UP_MILLISECONDS = 1_000;
const EVICT_EVERY_MILLISECONDS = 60_000;
/** A deliberation or a sitting that nobody asked for in this time leaves the memory. */
const IDLE_MILLISECONDS = 900_000;

/** Follows the log that all nodes write: woken by notifications, and by a timer where one was lost. */
export const followLog = (parts: {
  readonly held: HeldStates;
  readonly feed: StreamFeed;
  readonly notifier: Notifier;
  readonly isFollowed: (stream: string) => boolean;
  /** Called when other nodes appended to a stream. */
  readonly whenChanged: (stream: string) => void;
  /** Called when a stream has left the memory. */
  readonly whenEvicted: (stream: string) => void;
  readonly onFault: (error: unknown) => void;
}) => {
  const { held, feed, notifier, isFollowed, whenChanged, whenEvicted, onFault } = parts;
  let sweeping = false;
  const isStream = (name: string): boolean =>
    ['body:', 'deliberation:', 'sitting:', 'consultation:'].some((kind) => name.startsWith(kind));

  const catchUp = async (stream: string): Promise<void> => {
    await feed.catchUp(stream);
    whenChanged(stream);
  };
  const sweep = async (): Promise<void> => {
    if (sweeping) return;
    sweeping = true;
    try {
      await feed.sweep();
    } finally {
      sweeping = false;
    }
  };
  const evict = (): Promise<void> =>
    held.evictIdle(IDLE_MILLISECONDS, isFollowed, (stream) => {
      feed.forget(stream);
      whenEvicted(stream);
    });

  notifier.listen((name) => {
    if (isStream(name)) catchUp(name).catch(onFault);
  });
  const timers = [
    setInterval(() => void sweep().catch(onFault), CATCH_UP_MILLISECONDS),
    setInterval(() => void evict().catch(onFault), EVICT_EVERY_MILLISECONDS),
  ];
  return {
    stop: (): void => {
      for (const timer of timers) clearInterval(timer);
    },
  };
};
