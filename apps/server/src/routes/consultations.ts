import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { COMMENT_KINDS, DISPOSITIONS } from '@plenary/consensus';
import {
  CommentIdsAnswer,
  CommentName,
  CommentPageAnswer,
  ConsultationAnswer,
  ConsultationListAnswer,
  FileCommentRequest,
  FiledAnswer,
  FollowToken,
  Id,
  KEY_HEADER,
  LIMITS,
  oneOf,
  OriginsAnswer,
  OwnCommentsAnswer,
} from '@plenary/protocol';
import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { consultationAt, fileComment, filedComment, type FilingParts } from '../commands/file-comment.ts';
import {
  commentIds,
  commentPage,
  consultationAnswer,
  consultationList,
  MODERATION_FILTERS,
  originsOn,
  ownComment,
  ownComments,
  type ConsultationReading,
} from '../consultations/reading.ts';
import type { Commenters } from '../identity/commenter.ts';
import type { NoticeTokens } from '../notices/notice-tokens.ts';
import { commentLimit, wordSearchLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { mayDo, roleOf } from '../policies/policy-table.ts';
import { refused } from '../refused.ts';
import { requestHashOf } from '../streams/act-to-perform.ts';
import { actorOf } from '../viewer.ts';
import { DeliberationParams } from './deliberations.ts';
import type { EncodedAnswers } from './encoded-answers.ts';
import { checkFollowToken } from './followers.ts';

const CommentParams = Type.Object({ ...DeliberationParams.properties, comment: CommentName });
const ListQuery = Type.Object({ deliberation: Type.Optional(Id) }, { additionalProperties: false });
const FILTER = {
  about: Type.Optional(Type.String({ pattern: '^(text|[pA][1-9][0-9]{0,6})$' })),
  theme: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.THEME_CHARACTERS_MAX })),
  kind: Type.Optional(Type.Unsafe<string>(oneOf(COMMENT_KINDS))),
  disposition: Type.Optional(Type.Unsafe<string>(oneOf(['waiting', ...DISPOSITIONS]))),
  question: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.CONSULTATION_QUESTIONS_MAX })),
  late: Type.Optional(Type.Boolean()),
  moderation: Type.Optional(Type.Unsafe<(typeof MODERATION_FILTERS)[number]>(oneOf(MODERATION_FILTERS))),
  q: Type.Optional(Type.String({ maxLength: LIMITS.SEARCH_CHARACTERS_MAX })),
  comment: Type.Optional(CommentName),
  family: Type.Optional(CommentName),
  byQuestion: Type.Optional(Type.Boolean({ description: 'Answers to one question together' })),
  own: Type.Optional(Type.Boolean()),
};
const IdsQuery = Type.Object(FILTER, { additionalProperties: false });
const PageQuery = Type.Object(
  {
    ...FILTER,
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.COMMENTS_PER_PAGE_MAX })),
  },
  { additionalProperties: false },
);
const OfAuthorQuery = Type.Object({ token: Type.Optional(FollowToken) }, { additionalProperties: false });
const PAGE = 25;

export interface ConsultationParts extends ConsultationReading, FilingParts {
  readonly commenters: Commenters;
  /** Makes the private links of comments. */
  readonly tokens: NoticeTokens;
  readonly limits?: RateLimits;
}

const keyOf = ({ headers }: FastifyRequest): string | undefined => {
  const key = headers[KEY_HEADER];
  return typeof key === 'string' ? key : undefined;
};

/** Consultations: how they stand, what was said, and what anybody may do there without being signed in. */
export const consultationRoutes =
  (parts: ConsultationParts, answer: EncodedAnswers): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { commenters, writer, tokens, limits } = parts;
    const tags = ['consultations'];
    const params = DeliberationParams;

    app.get(
      '/api/consultations',
      {
        schema: {
          tags,
          summary: 'Consultations, the one announced last first',
          querystring: ListQuery,
          response: { 200: ConsultationListAnswer },
        },
      },
      async (request, reply) => {
        const { name, value } = await consultationList(parts, request.query.deliberation);
        return answer(request, reply, name, value);
      },
    );

    app.get(
      '/api/consultations/:id',
      {
        schema: {
          tags,
          summary: 'A consultation as it stands',
          params,
          response: { 200: ConsultationAnswer },
        },
      },
      async (request, reply) => {
        const { name, value } = await consultationAnswer(parts, request.params.id);
        return answer(request, reply, name, value);
      },
    );

    app.get(
      '/api/consultations/:id/comments',
      {
        schema: {
          tags,
          summary: 'Comments that meet a filter, as the viewer may see them',
          params,
          querystring: PageQuery,
          response: { 200: CommentPageAnswer },
        },
        config: wordSearchLimit(limits),
      },
      (request) => {
        const { viewer, query } = request;
        const asker = { viewer, commenter: commenters.known(request) };
        const { offset = 0, limit = PAGE } = query;
        return commentPage(parts, request.params.id, asker, { ...query, offset, limit });
      },
    );

    app.get(
      '/api/consultations/:id/comment-ids',
      {
        schema: {
          tags,
          summary: 'Ids of the comments that meet a filter, as many as one act may name',
          params,
          querystring: IdsQuery,
          response: { 200: CommentIdsAnswer },
        },
        config: wordSearchLimit(limits),
      },
      (request) => {
        const { viewer, query } = request;
        return commentIds(parts, request.params.id, { viewer, commenter: commenters.known(request) }, query);
      },
    );

    app.get(
      '/api/own-comments',
      {
        schema: {
          tags,
          summary: 'Own comments over all consultations, with what became of them',
          response: { 200: OwnCommentsAnswer },
        },
      },
      (request, reply) => {
        reply.header('cache-control', 'private, no-store');
        return ownComments(parts, { viewer: request.viewer, commenter: commenters.known(request) });
      },
    );

    app.post(
      '/api/consultations/:id/comments',
      {
        schema: {
          tags,
          summary: 'File a comment',
          description:
            'Nobody needs to be signed in where the public is asked: a browser that is not has solved a task before (`/api/commenter`). What is said stays beside the record, which holds a commitment to it.',
          params,
          body: FileCommentRequest,
          response: { 200: FiledAnswer, 201: FiledAnswer },
        },
        config: commentLimit(limits),
      },
      async (request, reply): Promise<FiledAnswer> => {
        const { proof } = await consultationAt(parts.held, `consultation:${request.params.id}`);
        const commenter = commenters.proven(request, proof);
        const filed = await fileComment(parts, commenter, request.params.id, request.body, keyOf(request));
        reply.status(filed.replayed ? 200 : 201);
        const { comment, late } = filedComment(filed);
        const follow =
          request.viewer.kind === 'public'
            ? { follow: tokens.make('follow', request.params.id, comment) }
            : {};
        return { comment, late, receipt: filed.receipt, ...follow };
      },
    );

    app.post(
      '/api/consultations/:id/comments/:comment/support',
      {
        schema: { tags, summary: 'Support a comment', params: CommentParams },
        config: commentLimit(limits),
      },
      async (request, reply) => {
        const { id, comment } = request.params;
        const { proof, comments } = await consultationAt(parts.held, `consultation:${id}`);
        const commenter = commenters.proven(request, proof);
        const { viewer, owner } = commenter;
        if (!mayDo(viewer, 'supportComment'))
          throw refused('act.notAllowed', { act: 'supportComment', role: roleOf(viewer) ?? viewer.kind });
        const stream = `consultation:${id}`;
        const act = { type: 'supportComment', comment } as const;
        // One browser is one supporter, also when it has confirmed an address since.
        const already = comments.find((one) => one.id === comment)?.supporters ?? [];
        const [own, ...before] = commenter.supportersOf(id, comment);
        const person = before.find((one) => already.includes(one)) ?? own;
        await writer.perform({
          stream,
          act,
          actor: viewer.kind === 'public' ? { kind: 'commenter', person } : actorOf(viewer),
          actorKey: owner,
          key: `support ${id} ${comment}`,
          requestHash: requestHashOf(stream, act),
        });
        return reply.status(204).send();
      },
    );

    /** What only the author does with a comment, known by the browser, the account or the private link. */
    const actAsAuthor = async (
      request: FastifyRequest<{
        Params: Static<typeof CommentParams>;
        Querystring: Static<typeof OfAuthorQuery>;
      }>,
      type: 'eraseComment' | 'appealComment',
      { actorKey, key }: { readonly actorKey: string; readonly key: string },
    ): Promise<void> => {
      const { id, comment } = request.params;
      const { token } = request.query;
      if (token === undefined) await ownComment(parts, id, comment, commenters.known(request));
      else checkFollowToken(tokens, id, comment, token);
      const kind =
        token === undefined && request.viewer.kind !== 'public' ? request.viewer.kind : 'commenter';
      const stream = `consultation:${id}`;
      const act = { type, comment };
      await writer.perform({
        stream,
        act,
        // Neither the record nor a key says whose comment it is.
        actor: { kind },
        actorKey,
        key: `${key} ${id} ${comment}`,
        requestHash: requestHashOf(stream, act),
      });
    };

    app.delete(
      '/api/consultations/:id/comments/:comment',
      {
        schema: {
          tags,
          summary: 'Erase what one said oneself, known by the browser, the account or the private link',
          params: CommentParams,
          querystring: OfAuthorQuery,
        },
        config: commentLimit(limits),
      },
      async (request, reply) => {
        // A key of theirs would keep for ever what is erased here: whose comment it was.
        await actAsAuthor(request, 'eraseComment', { actorKey: 'erasure', key: 'erase' });
        return reply.status(204).send();
      },
    );

    app.post(
      '/api/consultations/:id/comments/:comment/appeal',
      {
        schema: {
          tags,
          summary: 'Ask the chair, once, to look again at an own comment that is not shown',
          params: CommentParams,
          querystring: OfAuthorQuery,
        },
        config: commentLimit(limits),
      },
      async (request, reply) => {
        await actAsAuthor(request, 'appealComment', { actorKey: 'appeal', key: 'appeal' });
        return reply.status(204).send();
      },
    );

    app.get(
      '/api/deliberations/:id/origins',
      {
        schema: {
          tags,
          summary: 'Comments that delegations made their own, by paragraph',
          params,
          response: { 200: OriginsAnswer },
        },
      },
      (request) => originsOn(parts, request.params.id),
    );
  };
