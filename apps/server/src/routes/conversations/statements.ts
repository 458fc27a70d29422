import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { conversationPhase } from '@plenary/consensus';
import {
  AddedStatementAnswer,
  AddStatementRequest,
  AppealRequest,
  LIMITS,
  StatementListAnswer,
} from '@plenary/protocol';
import { mustBeWellFormed } from '../../commands/well-formed.ts';
import { shownOn } from '../../conversations/conversation-rooms.ts';
import { KIND } from '../../conversations/statement-board.ts';
import { statementWords } from '../../conversations/statement-words.ts';
import { refused } from '../../refused.ts';
import {
  CONVERSATION_PATH,
  CONVERSATION_TAGS,
  ConversationParams,
  type ConversationAccess,
  type ConversationRouteParts,
} from './conversation-access.ts';

/** Statements: adding one, reading those that are shown, asking the chair about an own one. */
export const statementRoutes =
  (
    { answer }: ConversationRouteParts,
    { roomAt, neededParticipant, statementOn, committed }: ConversationAccess,
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      `${CONVERSATION_PATH}/statements`,
      {
        schema: {
          params: ConversationParams,
          body: AddStatementRequest,
          tags: CONVERSATION_TAGS,
          summary: 'Add a statement',
          response: { 201: AddedStatementAnswer },
        },
      },
      async (request, reply): Promise<AddedStatementAnswer> => {
        const room = await roomAt(request.params);
        const asSecretariat = request.viewer.kind === 'secretariat';
        const participant = asSecretariat ? undefined : await neededParticipant(room, request);
        const { lang } = request.body;
        const words = statementWords(request.body.words);
        if (!room.frame().languages.some((known) => known === lang))
          throw refused('conversation.language', { language: lang });
        const stored = await room.lane.write(
          {
            kind: KIND.statement,
            pseudonym: participant?.pseudonym ?? '',
            ...(participant === undefined ? {} : { participant: participant.number }),
            ...committed(words, { lang }),
          },
          (at) => {
            // The secretariat seeds a conversation before it opens.
            if (participant !== undefined) room.mustBeOpen(at);
            else if (conversationPhase(room.frame(), at) === 'closed') room.mustBeOpen(at);
            const same = room.sameAs(words);
            if (same !== undefined) throw refused('conversation.sameWords', { statement: same });
            if (room.board().statements.size >= LIMITS.STATEMENTS_MAX)
              throw refused('conversation.tooMany', { limit: LIMITS.STATEMENTS_MAX });
          },
        );
        reply.status(201);
        return { number: stored.statement, status: statementOn(room, stored.statement).status };
      },
    );

    app.get(
      `${CONVERSATION_PATH}/statements`,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
          summary: 'Statements that are shown',
          response: { 200: StatementListAnswer },
        },
      },
      async (request, reply) => {
        const room = await roomAt(request.params);
        const board = room.board();
        return answer(
          request,
          reply,
          `statements ${room.number} ${board.position}`,
          (): StatementListAnswer => ({
            statements: shownOn(board).map(({ number, words, lang, at }) => ({ number, words, lang, at })),
          }),
        );
      },
    );

    app.post(
      `${CONVERSATION_PATH}/appeals`,
      {
        schema: {
          params: ConversationParams,
          body: AppealRequest,
          tags: CONVERSATION_TAGS,
          summary: 'Ask the chair to look again at an own statement',
        },
      },
      async (request, reply) => {
        mustBeWellFormed(request.body);
        const room = await roomAt(request.params);
        const participant = await neededParticipant(room, request);
        const { statement, words } = request.body;
        await room.lane.write(
          {
            kind: KIND.appeal,
            participant: participant.number,
            pseudonym: participant.pseudonym,
            statement,
            ...committed(words.normalize('NFC').trim(), {}),
          },
          () => {
            const own = statementOn(room, statement);
            const may =
              own.participant === participant.number && own.status === 'hidden' && own.appeal === undefined;
            if (!may) throw refused('conversation.noAppeal');
          },
        );
        return reply.status(204).send();
      },
    );
  };
