import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { canonicalJson } from '@plenary/ledger';
import {
  ModerateRequest,
  ModerationLogAnswer,
  ModerationQueueAnswer,
  type ModeratedStatement,
} from '@plenary/protocol';
import { mustBeWellFormed } from '../../commands/well-formed.ts';
import { asideOn, KIND, type BoardStatement } from '../../conversations/statement-board.ts';
import { refused } from '../../refused.ts';
import {
  CONVERSATION_PATH,
  CONVERSATION_TAGS,
  ConversationParams,
  moderated,
  type ConversationAccess,
  type ConversationRouteParts,
} from './conversation-access.ts';

/** What waits for those who moderate, what they decide, and the log of it for everybody. */
export const moderationRoutes =
  (
    { answer }: ConversationRouteParts,
    { roomAt, statementOn, committed, mustModerate }: ConversationAccess,
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      `${CONVERSATION_PATH}/queue`,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
          summary: 'Statements to be moderated',
          response: { 200: ModerationQueueAnswer },
        },
      },
      async (request, reply): Promise<ModerationQueueAnswer> => {
        mustModerate(request);
        const room = await roomAt(request.params);
        const statements = [...room.board().statements.values()].filter(({ status }) => status !== 'erased');
        const appealed = statements.filter(({ appeal }) => appeal?.open === true);
        const waiting = statements.filter(({ status }) => status === 'waiting');
        const judged = (statement: BoardStatement): ModeratedStatement => {
          const similar = room.similarTo(statement.number);
          return { ...moderated(statement), ...(similar.length === 0 ? {} : { similar: [...similar] }) };
        };
        reply.header('cache-control', 'private, no-store');
        return {
          waiting: waiting.map(judged),
          appeals: appealed.map(judged),
          decided: statements
            .filter((statement) => !appealed.includes(statement) && !waiting.includes(statement))
            .toReversed()
            .map(judged),
        };
      },
    );

    app.post(
      `${CONVERSATION_PATH}/moderation`,
      {
        schema: {
          params: ConversationParams,
          body: ModerateRequest,
          tags: CONVERSATION_TAGS,
          summary: 'Show a statement, or hide it for a reason',
        },
      },
      async (request, reply) => {
        const by = mustModerate(request);
        mustBeWellFormed(request.body);
        const room = await roomAt(request.params);
        const { statement, outcome, note } = request.body;
        const more = {
          by,
          outcome,
          ...('reason' in request.body ? { reason: String(request.body.reason) } : {}),
        };
        await room.lane.write(
          {
            kind: KIND.moderation,
            pseudonym: '',
            statement,
            ...(note === undefined || note.trim() === ''
              ? { detail: canonicalJson(more) }
              : committed(note.trim(), more)),
          },
          () => {
            const { status, appeal, isRuled } = statementOn(room, statement);
            if (status === 'erased' || (appeal?.open !== true && status === outcome))
              throw refused('conversation.settled');
            // An appeal is to the chair, from what the secretariat decided; what the chair decided stands.
            if ((appeal?.open === true || isRuled) && by !== 'chair')
              throw refused('conversation.withChair', { statement });
          },
        );
        return reply.status(204).send();
      },
    );

    app.get(
      `${CONVERSATION_PATH}/moderation`,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
          summary: 'Everything that was decided on statements',
          response: { 200: ModerationLogAnswer },
        },
      },
      async (request, reply) => {
        const room = await roomAt(request.params);
        const { position, statements, decisions, accounts, accountDecisions } = room.board();
        const all = [...statements.values()];
        const count = (status: BoardStatement['status']): number =>
          all.filter((one) => one.status === status).length;
        return answer(request, reply, `moderation ${room.number} ${position}`, (): ModerationLogAnswer => ({
          counts: {
            shown: count('shown'),
            hidden: count('hidden'),
            waiting: count('waiting'),
            erased: count('erased'),
            appeals: all.filter(({ appeal }) => appeal !== undefined).length,
            setAside: asideOn(room.board()).length,
            accountAppeals: [...accounts.values()].filter(({ appeal }) => appeal !== undefined).length,
          },
          decisions: [...decisions],
          accountDecisions: accountDecisions.map((one) => ({ ...one, accounts: one.accounts.length })),
        }));
      },
    );
  };
