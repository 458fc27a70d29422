import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  EMPTY_HISTORY,
  extendHistory,
  stateJudge,
  visibleTo,
  votingMembers,
  type BodyState,
  type DeliberationEvent,
  type Recorded,
  type StanceHistory,
  type Withheld,
} from '@plenary/consensus';
import type { EventStore } from '@plenary/db';
import { LIMITS } from '@plenary/protocol';
import { cleanShare } from '@plenary/text';
import { recordedOf } from './held-states.ts';

/** Histories kept in memory; that of a deliberation which nobody asks about is read again when somebody does. */
const HISTORIES_MAX = 16;
/** Events that are weighed in one turn of the loop: an amendment on a long text is weighed on every paragraph for every member. */
const EVENTS_PER_TURN = 20;
/** Texts whose share is remembered while a history is read: words change seldom, positions all the time. */
const SHARES_MAX = 4_000;

const rememberedShare = (): ((text: string) => number | null) => {
  const shares = new Map<string, number | null>();
  return (text) => {
    const known = shares.get(text);
    if (known !== undefined) return known;
    const share = cleanShare(text);
    if (shares.size >= SHARES_MAX) shares.clear();
    shares.set(text, share);
    return share;
  };
};

/** Who stood where and when in a deliberation up to a version, made of public events only: the same for everyone. */
export type HistoryOf = (body: BodyState, stream: string, version: number) => Promise<StanceHistory>;

/** Histories of deliberations, each read once and then kept up. */
export const stanceHistories = (store: EventStore): HistoryOf => {
  const kept = new Map<string, StanceHistory>();
  const reading = new Map<string, Promise<StanceHistory>>();
  const read: HistoryOf = async (body, stream, version) => {
    const members = votingMembers(body);
    const judge = stateJudge(body, rememberedShare());
    let history = kept.get(stream) ?? EMPTY_HISTORY;
    while (history.version < version) {
      const page = await store.read(stream, history.version, LIMITS.EVENTS_PER_PAGE_MAX);
      if (page.length === 0) break;
      const seen = page.map((event) => visibleTo({ kind: 'public' }, recordedOf(event)));
      // The stream is that of a deliberation, whose events are these.
      const events = seen as readonly (Recorded<DeliberationEvent> | Withheld)[];
      for (let from = 0; from < events.length; from += EVENTS_PER_TURN) {
        history = extendHistory(history, events.slice(from, from + EVENTS_PER_TURN), members, judge);
        await nextTurn();
      }
    }
    kept.delete(stream);
    kept.set(stream, history);
    const [oldest] = kept.keys();
    if (kept.size > HISTORIES_MAX && oldest !== undefined) kept.delete(oldest);
    return history;
  };
  /** One reading at a time of each stream: two would extend the same history twice. */
  return async (body, stream, version) => {
    const before = reading.get(stream) ?? Promise.resolve(EMPTY_HISTORY);
    const again = () => read(body, stream, version);
    // That a reading before this one failed was its answer.
    const next = before.then(again, again);
    reading.set(stream, next);
    try {
      return await next;
    } finally {
      if (reading.get(stream) === next) reading.delete(stream);
    }
  };
};
