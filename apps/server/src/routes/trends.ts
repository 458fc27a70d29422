import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  EMPTY_HISTORY,
  extendHistory,
  itemTrend,
  visibleTo,
  votingMembers,
  type DeliberationEvent,
  type Recorded,
  type StanceHistory,
  type Withheld,
} from '@plenary/consensus';
import type { EventStore } from '@plenary/db';
import { LIMITS, TrendsAnswer } from '@plenary/protocol';
import { recordedOf } from '../streams/held-states.ts';
import { DeliberationParams } from './deliberations.ts';
import { knownBody, knownDeliberation, type ReadingParts } from './known-state.ts';

/** Histories kept in memory; that of a deliberation which nobody asks about is read again when somebody does. */
const HISTORIES_MAX = 16;

/** How support for each item moved of late, made of public positions only: the same for everyone. */
export const trendRoutes = (
  parts: ReadingParts & { readonly store: EventStore; readonly now: () => string },
): FastifyPluginAsyncTypebox => {
  const kept = new Map<string, StanceHistory>();
  const reading = new Map<string, Promise<StanceHistory>>();
  const read = async (stream: string, version: number): Promise<StanceHistory> => {
    const body = await knownBody(parts);
    const members = votingMembers(body.state);
    let history = kept.get(stream) ?? EMPTY_HISTORY;
    while (history.version < version) {
      const page = await parts.store.read(stream, history.version, LIMITS.EVENTS_PER_PAGE_MAX);
      if (page.length === 0) break;
      const seen = page.map((event) => visibleTo({ kind: 'public' }, recordedOf(event)));
      // The stream is that of a deliberation, whose events are these.
      history = extendHistory(history, seen as readonly (Recorded<DeliberationEvent> | Withheld)[], members);
    }
    kept.delete(stream);
    kept.set(stream, history);
    const [oldest] = kept.keys();
    if (kept.size > HISTORIES_MAX && oldest !== undefined) kept.delete(oldest);
    return history;
  };
  /** One reading at a time of each stream: two would extend the same history twice. */
  const historyOf = async (stream: string, version: number): Promise<StanceHistory> => {
    const before = reading.get(stream) ?? Promise.resolve(EMPTY_HISTORY);
    const next = before.then(
      () => read(stream, version),
      () => read(stream, version), // that one was answered with its fault
    );
    reading.set(stream, next);
    try {
      return await next;
    } finally {
      if (reading.get(stream) === next) reading.delete(stream);
    }
  };
  return async (app) => {
    app.get(
      '/api/deliberations/:id/trends',
      {
        schema: {
          params: DeliberationParams,
          tags: ['resources'],
          summary: 'How support for each item moved over a week, without any forecast of its direction',
          response: { 200: TrendsAnswer },
        },
      },
      async (request): Promise<TrendsAnswer> => {
        const { stream, version } = await knownDeliberation(parts, request.params.id);
        const history = await historyOf(stream, version);
        const members = votingMembers((await knownBody(parts)).state).length;
        const at = parts.now();
        return {
          version: history.version,
          at,
          trends: [...history.changes].map(([item, changes]) => ({
            item,
            ...itemTrend(changes, members, at),
          })),
        };
      },
    );
  };
};
