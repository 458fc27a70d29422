import { visibleTo, type Onlooker, type Recorded } from '@plenary/consensus';
import { LIMITS, type FollowAnswer } from '@plenary/protocol';
import { refused } from '../refused.ts';

export interface ReadStream {
  /** Version of a stream as it is known here; 0 for one that does not exist. */
  readonly versionOf: (stream: string) => Promise<number>;
  /** The same, without waiting. */
  readonly versionNow: (stream: string) => number;
  /** Events after a version, in order. */
  readonly eventsAfter: (stream: string, after: number, limit: number) => Promise<readonly Recorded[]>;
  /** Events after this version will be delivered to the rooms. */
  readonly begin: (stream: string, version: number) => void;
}

/**
 * What somebody missed who last saw version `after`, or word to reload when it is too much. `join` is called in the
 * very turn in which the answer is complete: every later event comes after the answer, and none is missed between.
 * @throws Refused `stream.unknown`
 */
export const resume = async (
  { versionOf, versionNow, eventsAfter, begin }: ReadStream,
  { stream, after, eyes }: { readonly stream: string; readonly after: number; readonly eyes: Onlooker },
  join: () => void,
): Promise<FollowAnswer> => {
  const version = await versionOf(stream);
  if (version === 0) throw refused('stream.unknown', { stream });
  const missed: Recorded[] = [];
  for (;;) {
    const seen = missed.at(-1)?.version ?? after;
    const newest = Math.max(version, versionNow(stream));
    // Too much, or a version that this log never had.
    if (newest - after > LIMITS.EVENTS_RESUMED_MAX || after > newest)
      return { ok: false, reload: true, version: newest };
    if (seen >= newest) {
      begin(stream, newest);
      join();
      return { ok: true, version: newest, events: missed.map((event) => visibleTo(eyes, event)) };
    }
    const more = await eventsAfter(stream, seen, newest - seen);
    if (more.length === 0) throw new Error(`${stream} has no event after ${seen} and should reach ${newest}`);
    missed.push(...more);
  }
};
