import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { canonicalJson } from '@plenary/ledger';
import { AccountAppealRequest, FlaggedAccountsAnswer, SetAsideRequest } from '@plenary/protocol';
import { mustBeWellFormed } from '../../commands/well-formed.ts';
import type { ConversationRoom } from '../../conversations/conversation-rooms.ts';
import { flaggedAccounts, type FlaggedAccounts } from '../../conversations/flagged-accounts.ts';
import { KIND } from '../../conversations/statement-board.ts';
import { refused } from '../../refused.ts';
import {
  CONVERSATION_PATH,
  CONVERSATION_TAGS,
  ConversationParams,
  judgedAccount,
  type ConversationAccess,
  type ConversationRouteParts,
} from './conversation-access.ts';

/** Accounts that are flagged, and what a person decides on them. */
export const accountRoutes =
  (
    { opinions }: ConversationRouteParts,
    { roomAt, neededParticipant, committed, mustModerate }: ConversationAccess,
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    const flaggedIn = async (room: ConversationRoom): Promise<FlaggedAccounts> =>
      flaggedAccounts(room, await opinions.flags(room.number));

    app.get(
      `${CONVERSATION_PATH}/accounts`,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
          summary: 'Accounts that are flagged, and what was decided on them',
          response: { 200: FlaggedAccountsAnswer },
        },
      },
      async (request, reply): Promise<FlaggedAccountsAnswer> => {
        mustModerate(request);
        const room = await roomAt(request.params);
        const { flags, families } = await flaggedIn(room);
        const known = room.board().accounts;
        reply.header('cache-control', 'private, no-store');
        return {
          accounts: [...new Set([...known.keys(), ...flags.keys()])].map((account) => {
            const own = known.get(account);
            return {
              account,
              flags: [...(flags.get(account) ?? [])],
              ...(own === undefined ? {} : { judged: judgedAccount(own) }),
            };
          }),
          families: families.map(({ flag, accounts, at, statements }) => ({
            flag,
            accounts: [...accounts],
            ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
            ...(statements === undefined ? {} : { statements: [...statements] }),
          })),
        };
      },
    );

    app.post(
      `${CONVERSATION_PATH}/accounts`,
      {
        schema: {
          params: ConversationParams,
          body: SetAsideRequest,
          tags: CONVERSATION_TAGS,
          summary: 'Set flagged accounts aside for a reason, or take them back',
        },
      },
      async (request, reply) => {
        const by = mustModerate(request);
        mustBeWellFormed(request.body);
        const room = await roomAt(request.params);
        const { accounts, outcome, note } = request.body;
        const more = {
          by,
          outcome,
          accounts,
          ...('reason' in request.body ? { reason: String(request.body.reason) } : {}),
        };
        const { flags } = await flaggedIn(room);
        await room.lane.write(
          {
            kind: KIND.settingAside,
            pseudonym: '',
            statement: 0,
            ...(note === undefined || note.trim() === ''
              ? { detail: canonicalJson(more) }
              : committed(note.trim(), more)),
          },
          () => {
            const known = room.board().accounts;
            for (const account of accounts) {
              const own = known.get(account);
              // CON-56: an appeal is to the chair, and what the chair decided stands.
              const isOpen = own?.appeal?.open === true;
              if ((isOpen || own?.isRuled === true) && by !== 'chair')
                throw refused('conversation.accountWithChair', { account });
              if (!isOpen && (own?.status ?? 'counted') === outcome) throw refused('conversation.settled');
              // CON-55: who is not flagged is left out by nobody, whatever they think.
              if (outcome === 'setAside' && !isOpen && !flags.has(account))
                throw refused('conversation.notFlagged', { account });
            }
          },
        );
        return reply.status(204).send();
      },
    );

    app.post(
      `${CONVERSATION_PATH}/accounts/appeals`,
      {
        schema: {
          params: ConversationParams,
          body: AccountAppealRequest,
          tags: CONVERSATION_TAGS,
          summary: 'Ask the chair to look again at being set aside',
        },
      },
      async (request, reply) => {
        mustBeWellFormed(request.body);
        const room = await roomAt(request.params);
        const { number, pseudonym } = await neededParticipant(room, request);
        await room.lane.write(
          {
            kind: KIND.accountAppeal,
            participant: number,
            pseudonym,
            statement: 0,
            ...committed(request.body.words.normalize('NFC').trim(), {}),
          },
          () => {
            const own = room.board().accounts.get(pseudonym);
            if (own?.status !== 'setAside' || own.appeal !== undefined)
              throw refused('conversation.noAccountAppeal');
          },
        );
        return reply.status(204).send();
      },
    );
  };
