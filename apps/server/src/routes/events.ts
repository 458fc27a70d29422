import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { visibleTo } from '@plenary/consensus';
import type { EventStore } from '@plenary/db';
import { EventsAnswer, LIMITS, StreamId } from '@plenary/protocol';
import { Type } from 'typebox';
import { refused } from '../refused.ts';
import { recordedOf } from '../streams/held-states.ts';
import { onlooker } from '../viewer.ts';
import type { ReadingParts } from './known-state.ts';

const PAGE = 200;
const EventsQuery = Type.Object(
  {
    stream: StreamId,
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.EVENTS_PER_PAGE_MAX })),
  },
  { additionalProperties: false },
);

/** What happened, page by page; of what the viewer may not see only that it happened. */
export const eventRoutes =
  ({ held, store }: ReadingParts & { readonly store: EventStore }): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/events',
      {
        schema: {
          tags: ['resources'],
          summary: 'Events of a stream after a version, as the viewer may see them',
          querystring: EventsQuery,
          response: { 200: EventsAnswer },
        },
      },
      async (request): Promise<EventsAnswer> => {
        const { stream, after = 0, limit = PAGE } = request.query;
        const { version } = await held.get(stream);
        if (version === 0) throw refused('stream.unknown', { stream });
        const eyes = onlooker(request.viewer);
        const page = (await store.read(stream, after, limit)).map(recordedOf);
        return {
          stream,
          events: page.map((event) => visibleTo(eyes, event)),
          // Another node's events may be in the page before they are in memory.
          version: Math.max(version, page.at(-1)?.version ?? 0),
        };
      },
    );
  };
