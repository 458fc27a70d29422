import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { LIMITS, NextStatementsAnswer, VoteAnswer, VoteRequest } from '@plenary/protocol';
import { shownOn } from '../../conversations/conversation-rooms.ts';
import { castVote } from '../../conversations/cast-vote.ts';
import { nextStatements } from '../../conversations/next-statements.ts';
import {
  CONVERSATION_PATH,
  CONVERSATION_TAGS,
  ConversationParams,
  type ConversationAccess,
  type ConversationRouteParts,
} from './conversation-access.ts';

const NextQuery = Type.Object(
  { count: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.STATEMENTS_AHEAD_MAX })) },
  { additionalProperties: false },
);

/** What is put to a person next, and votes. */
export const votingRoutes =
  (
    { store, opinions, randomBytes }: ConversationRouteParts,
    { roomAt, participantOf, neededParticipant }: ConversationAccess,
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      `${CONVERSATION_PATH}/next`,
      {
        schema: {
          params: ConversationParams,
          querystring: NextQuery,
          tags: CONVERSATION_TAGS,
          summary: 'Statements to vote on next',
          response: { 200: NextStatementsAnswer },
        },
      },
      async (request, reply): Promise<NextStatementsAnswer> => {
        const room = await roomAt(request.params);
        const participant = await participantOf(room, request);
        const voted =
          participant === undefined
            ? new Map<number, number>()
            : await store.votesOf(room.number, participant.number);
        const open = shownOn(room.board()).filter(
          (statement) =>
            !voted.has(statement.number) &&
            (participant === undefined || statement.participant !== participant.number),
        );
        const priorities = new Map(
          (opinions.latest(room.number)?.figures.statements ?? []).map(({ statement, priority }) => [
            statement,
            priority,
          ]),
        );
        const draw = (): number => Buffer.from(randomBytes(6)).readUIntBE(0, 6) / 2 ** 48;
        reply.header('cache-control', 'private, no-store');
        return {
          statements: nextStatements(
            open,
            priorities,
            request.query.count ?? LIMITS.STATEMENTS_AHEAD_MAX,
            draw,
          ).map(({ number, words, lang, at }) => ({ number, words, lang, at })),
          left: open.length,
        };
      },
    );

    app.post(
      `${CONVERSATION_PATH}/votes`,
      {
        schema: {
          params: ConversationParams,
          body: VoteRequest,
          tags: CONVERSATION_TAGS,
          summary: 'Vote on a statement; the latest vote counts',
          response: { 201: VoteAnswer },
        },
      },
      async (request, reply): Promise<VoteAnswer> => {
        const room = await roomAt(request.params);
        const participant = await neededParticipant(room, request);
        const stored = await castVote(room, participant, request.body);
        reply.status(201);
        return { position: stored.position };
      },
    );
  };
