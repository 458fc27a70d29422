import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { addSeconds, type Instant } from '@plenary/consensus';
import type { CorrespondentStore } from '@plenary/db';
import { CommentName, FollowedCommentAnswer, FollowRequest, FollowToken, LIMITS } from '@plenary/protocol';
import { Type } from 'typebox';
import { commentOfAuthor, type ConsultationReading } from '../consultations/reading.ts';
import { newId, type RandomBytes } from '../identity/token.ts';
import { checkedAddress } from '../notices/checked-address.ts';
import type { MailComposer } from '../notices/mail-composer.ts';
import type { NoticeTokens } from '../notices/notice-tokens.ts';
import { commentLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused } from '../refused.ts';
import { DeliberationParams } from './deliberations.ts';

const DAY_SECONDS = 86_400;
const CommentParams = Type.Object({ ...DeliberationParams.properties, comment: CommentName });
const TokenQuery = Type.Object({ token: FollowToken }, { additionalProperties: false });

export interface FollowerParts {
  readonly reading: ConsultationReading;
  readonly correspondents: CorrespondentStore;
  readonly composer: MailComposer;
  readonly tokens: NoticeTokens;
  readonly randomBytes: RandomBytes;
  readonly clock: () => Instant;
  /** Something is to be mailed. */
  readonly wake: () => void;
  readonly limits?: RateLimits;
}

/** Whether a private link is that of this comment. @throws Refused `notice.badLink` */
export const checkFollowToken = (tokens: NoticeTokens, id: string, comment: string, token: string): void => {
  if (!tokens.isGood('follow', id, comment, token)) throw refused('notice.badLink');
};

/** A comment for whoever holds its private link: what became of it, and whether that is mailed. */
export const followerRoutes =
  (parts: FollowerParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { reading, correspondents, composer, tokens, randomBytes, clock, wake, limits } = parts;
    const tags = ['consultations'];
    const path = '/api/consultations/:id/comments/:comment/follower';
    const placeOf = ({ id, comment }: { readonly id: string; readonly comment: string }) => ({
      consultation: id,
      comment: Number(comment.slice(1)),
    });

    app.get(
      path,
      {
        schema: {
          tags,
          summary: 'A comment as its author sees it, by its private link',
          params: CommentParams,
          querystring: TokenQuery,
          response: { 200: FollowedCommentAnswer },
        },
      },
      async (request, reply): Promise<FollowedCommentAnswer> => {
        const { id, comment } = request.params;
        checkFollowToken(tokens, id, comment, request.query.token);
        const follower = await correspondents.follower(placeOf(request.params));
        const mail = follower?.confirmedAt === undefined ? 'asked' : 'confirmed';
        reply.header('cache-control', 'no-store');
        return {
          comment: await commentOfAuthor(reading, id, comment),
          mail: follower === undefined ? 'none' : mail,
        };
      },
    );

    app.post(
      path,
      {
        schema: {
          tags,
          summary: 'Leave an address to which is mailed what becomes of a comment; it is asked to confirm',
          description:
            'The answer is the same whether or not a mail is sent: an address is written to a bounded number of times a day.',
          params: CommentParams,
          body: FollowRequest,
        },
        config: commentLimit(limits),
      },
      async (request, reply) => {
        const { id, comment } = request.params;
        const { token, address, lang } = request.body;
        checkFollowToken(tokens, id, comment, token);
        // Nothing is kept of what was erased.
        const shown = await commentOfAuthor(reading, id, comment);
        if (shown.erasedAt !== undefined) throw refused('notice.badLink');
        const correspondent = {
          id: newId(randomBytes),
          followed: placeOf(request.params),
          address: checkedAddress(address),
          lang,
        };
        const at = clock();
        const limit = { since: addSeconds(at, -DAY_SECONDS), max: LIMITS.FOLLOWED_PER_ADDRESS_MAX };
        const mail = await composer.question(correspondent);
        if (await correspondents.keep(correspondent, mail, at, limit)) wake();
        return reply.status(204).send();
      },
    );

    app.delete(
      path,
      {
        schema: {
          tags,
          summary: 'Forget the address of a comment',
          params: CommentParams,
          querystring: TokenQuery,
        },
        config: commentLimit(limits),
      },
      async (request, reply) => {
        const { id, comment } = request.params;
        checkFollowToken(tokens, id, comment, request.query.token);
        const follower = await correspondents.follower(placeOf(request.params));
        if (follower !== undefined) await correspondents.remove(follower.id);
        return reply.status(204).send();
      },
    );
  };
