import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { accountRoutes } from './accounts.ts';
import type { ConversationAccess, ConversationRouteParts } from './conversation-access.ts';
import { figureRoutes } from './figures.ts';
import { moderationRoutes } from './moderation.ts';
import { statementRoutes } from './statements.ts';
import { takingPartRoutes } from './taking-part.ts';
import { votingRoutes } from './voting.ts';

/** Conversations of statements, act by act. */
export const conversationRoutes =
  (parts: ConversationRouteParts, access: ConversationAccess): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const routes of [
      takingPartRoutes,
      votingRoutes,
      statementRoutes,
      moderationRoutes,
      accountRoutes,
      figureRoutes,
    ])
      await app.register(routes(parts, access));
  };
