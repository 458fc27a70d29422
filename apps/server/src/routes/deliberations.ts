import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { paragraphBoard, visibleState } from '@plenary/consensus';
import { BoardAnswer, DeliberationAnswer, DeliberationListAnswer } from '@plenary/protocol';
import { cleanShare } from '@plenary/text';
import { Type } from 'typebox';
import { audienceClassOf } from '../rooms/audience-class.ts';
import { onlooker } from '../viewer.ts';
import { inForceMark } from '../streams/body-in-force.ts';
import type { EncodedAnswers } from './encoded-answers.ts';
import { knownBody, knownDeliberation, type ReadingParts } from './known-state.ts';

/** All deliberations in the order in which they were opened; empty before the body is founded. */
export const deliberationList = async (parts: ReadingParts): Promise<DeliberationListAnswer> => {
  const body = await parts.held.get(await parts.bodyStream());
  const ids = body.kind === 'body' ? (body.state?.deliberations ?? []) : [];
  return {
    deliberations: await Promise.all(
      ids.map(async (id) => {
        const { version, state } = await knownDeliberation(parts, id);
        return {
          id,
          title: state.title,
          symbol: state.revision?.symbol ?? '',
          phase: state.phase,
          openedAt: state.openedAt,
          paragraphs: state.revision?.paragraphs.length ?? 0,
          version,
        };
      }),
    ),
  };
};

export const DeliberationParams = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$' }),
});

/** Deliberations as the viewer may see them, and the board that anyone computes from what is public. */
export const deliberationRoutes =
  (parts: ReadingParts, answer: EncodedAnswers): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['resources'];
    const params = DeliberationParams;
    app.get(
      '/api/deliberations',
      { schema: { tags, summary: 'All deliberations', response: { 200: DeliberationListAnswer } } },
      () => deliberationList(parts),
    );
    app.get(
      '/api/deliberations/:id',
      {
        schema: {
          params,
          tags,
          summary: 'A deliberation as the viewer may see it',
          response: { 200: DeliberationAnswer },
        },
      },
      async (request, reply) => {
        const { stream, version, state } = await knownDeliberation(parts, request.params.id);
        const name = `${stream} ${version} ${audienceClassOf(request.viewer)}`;
        return answer(request, reply, name, (): DeliberationAnswer => {
          return { stream, version, state: visibleState(state, onlooker(request.viewer)) };
        });
      },
    );
    app.get(
      '/api/deliberations/:id/board',
      {
        schema: {
          params,
          tags,
          summary: 'The consensus board with every figure',
          response: { 200: BoardAnswer },
        },
      },
      async (request, reply) => {
        const { stream, version, state } = await knownDeliberation(parts, request.params.id);
        const body = await knownBody(parts);
        // Figures are made of public positions only: the same for everyone.
        const seen = visibleState(state, { kind: 'public' });
        return answer(
          request,
          reply,
          `board ${stream} ${version} ${body.version} ${inForceMark(body.state)}`,
          (): BoardAnswer => ({
            version,
            rows: paragraphBoard(body.state, seen, { cleanShare }),
          }),
        );
      },
    );
  };
