import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Instant } from '@plenary/consensus';
import {
  AddressLinkRequest,
  CommenterAnswer,
  CommenterRequest,
  ConfirmAddressRequest,
  ProofTaskAnswer,
} from '@plenary/protocol';
import type { ProofOfWork } from '../conversations/proof-of-work.ts';
import type { Commenters, ConfirmedBrowsers } from '../identity/commenter.ts';
import type { AddressLinks } from '../notices/address-links.ts';
import { addressLinkLimit, joiningLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused } from '../refused.ts';

/** How a browser in which nobody is signed in shows some work once, or an address, before it takes part. */
export const commenterRoutes =
  ({
    proofs,
    commenters,
    confirmed,
    links,
    clock,
    limits,
  }: {
    readonly proofs: ProofOfWork;
    readonly commenters: Commenters;
    readonly confirmed: ConfirmedBrowsers;
    readonly links: AddressLinks;
    readonly clock: () => Instant;
    readonly limits?: RateLimits;
  }): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['consultations'];
    app.get(
      '/api/commenter',
      {
        schema: {
          tags,
          summary: 'What this browser has shown of itself: work, a confirmed address',
          response: { 200: CommenterAnswer },
        },
      },
      async (request, reply): Promise<CommenterAnswer> => {
        reply.header('cache-control', 'private, no-store');
        return commenters.shown(request);
      },
    );
    app.post(
      '/api/commenter/mail',
      {
        schema: {
          tags,
          summary: 'Ask for the mail with a link that confirms an address, in the place of work',
          description:
            'The answer is the same whether or not a mail is sent: an address is written to a bounded number of times a day.',
          body: AddressLinkRequest,
        },
        config: addressLinkLimit(limits),
      },
      async (request, reply) => {
        await links.send(request.body);
        return reply.status(204).send();
      },
    );
    app.post(
      '/api/commenter/address',
      {
        schema: {
          tags,
          summary:
            'Hand in a mailed link: the browser takes part as the owner of the address, who is one voice',
          body: ConfirmAddressRequest,
        },
        config: joiningLimit(limits),
      },
      async (request, reply) => {
        confirmed.confirm(reply, request.body.link, Date.parse(clock()));
        return reply.status(204).send();
      },
    );
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
