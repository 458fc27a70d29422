import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { BodyAnswer } from '@plenary/protocol';
import { inForceMark } from '../streams/body-in-force.ts';
import type { EncodedAnswers } from './encoded-answers.ts';
import { knownBody, type ReadingParts } from './known-state.ts';

/** The body: members, groups, rules. Everybody sees the same of it. */
export const bodyRoutes =
  (parts: ReadingParts, answer: EncodedAnswers): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/body',
      {
        schema: {
          tags: ['resources'],
          summary: 'The body with its members, groups and rules',
          response: { 200: BodyAnswer },
        },
      },
      async (request, reply) => {
        const known = await knownBody(parts);
        return answer(
          request,
          reply,
          `body ${known.version} ${inForceMark(known.state)}`,
          (): BodyAnswer => known,
        );
      },
    );
  };
