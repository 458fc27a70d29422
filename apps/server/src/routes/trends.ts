import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { itemTrend, votingMembers } from '@plenary/consensus';
import { CourseAnswer, LIMITS, TrendsAnswer } from '@plenary/protocol';
import { Type } from 'typebox';
import { trendLimit, type RateLimits } from '../plugins/rate-limits.ts';
import type { HistoryOf } from '../streams/stance-histories.ts';
import { DeliberationParams } from './deliberations.ts';
import { knownBody, knownDeliberation, type ReadingParts } from './known-state.ts';

const ItemParams = Type.Object({
  ...DeliberationParams.properties,
  item: Type.String({ minLength: 1, maxLength: 64 }),
});

/** The last of a list, as many as one answer holds, and how many came before them. */
const latest = <T>(list: readonly T[] = []): { readonly entries: readonly T[]; readonly earlier: number } => {
  const earlier = Math.max(0, list.length - LIMITS.EVENTS_PER_PAGE_MAX);
  return { entries: list.slice(earlier), earlier };
};

/** How support moved of late, and the course that one item took; made of public positions only. */
export const trendRoutes =
  (
    parts: ReadingParts & {
      readonly histories: HistoryOf;
      readonly now: () => string;
      readonly limits?: RateLimits;
    },
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/deliberations/:id/trends',
      {
        schema: {
          params: DeliberationParams,
          tags: ['resources'],
          summary: 'How support for each item moved over a week, without any forecast of its direction',
          response: { 200: TrendsAnswer },
        },
        config: trendLimit(parts.limits),
      },
      async (request): Promise<TrendsAnswer> => {
        const { stream, version } = await knownDeliberation(parts, request.params.id);
        const { state: body } = await knownBody(parts);
        const history = await parts.histories(body, stream, version);
        const members = votingMembers(body).length;
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

    app.get(
      '/api/deliberations/:id/items/:item/course',
      {
        schema: {
          params: ItemParams,
          tags: ['resources'],
          summary: 'Every change of a stance on one item, and the states it passed through',
          response: { 200: CourseAnswer },
        },
        config: trendLimit(parts.limits),
      },
      async (request): Promise<CourseAnswer> => {
        const { id, item } = request.params;
        const { stream, version } = await knownDeliberation(parts, id);
        const { state: body } = await knownBody(parts);
        const history = await parts.histories(body, stream, version);
        const changes = latest(history.changes.get(item));
        const states = latest(history.states.get(item));
        return {
          version: history.version,
          at: parts.now(),
          item,
          changes: changes.entries,
          states: states.entries,
          earlier: changes.earlier + states.earlier,
        };
      },
    );
  };
