import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Instant } from '@plenary/consensus';
import { CommenterRequest, ProofTaskAnswer } from '@plenary/protocol';
import type { ProofOfWork } from '../conversations/proof-of-work.ts';
import type { Commenters } from '../identity/commenter.ts';
import { joiningLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused } from '../refused.ts';

/** How a browser in which nobody is signed in shows some work once, before it files and supports comments. */
export const commenterRoutes =
  ({
    proofs,
    commenters,
    clock,
    limits,
  }: {
    readonly proofs: ProofOfWork;
    readonly commenters: Commenters;
    readonly clock: () => Instant;
    readonly limits?: RateLimits;
  }): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['consultations'];
    app.get(
      '/api/commenter/task',
      {
        schema: {
          tags,
          summary: 'A task whose solution lets a browser comment in which nobody is signed in',
          response: { 200: ProofTaskAnswer },
        },
      },
      async (_request, reply): Promise<ProofTaskAnswer> => {
        reply.header('cache-control', 'private, no-store');
        return { task: proofs.task('comments', Date.parse(clock())), bits: proofs.bits };
      },
    );
    app.post(
      '/api/commenter',
      {
        schema: {
          tags,
          summary: 'Hand in a solved task: the browser is known again by a cookie that holds nothing else',
          body: CommenterRequest,
        },
        config: joiningLimit(limits),
      },
      async (request, reply) => {
        const { task, nonce } = request.body.proof;
        if (!proofs.isSolved('comments', task, nonce, Date.parse(clock())))
          throw refused('conversation.badProof');
        commenters.admit(request, reply, task);
        return reply.status(204).send();
      },
    );
  };
