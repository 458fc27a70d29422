import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Participant } from '@plenary/db';
import { conversationPhase } from '@plenary/consensus';
import { canonicalJson } from '@plenary/ledger';
import {
  ConversationAnswer,
  JoinConversationRequest,
  JoinedAnswer,
  ProofTaskAnswer,
} from '@plenary/protocol';
import { joinKnown, newParticipant } from '../../conversations/join-known.ts';
import { KIND } from '../../conversations/statement-board.ts';
import { tokenInCookies } from '../../identity/cookie.ts';
import { newToken, tokenHash } from '../../identity/token.ts';
import { joiningLimit } from '../../plugins/rate-limits.ts';
import { refused } from '../../refused.ts';
import {
  CONVERSATION_PATH,
  CONVERSATION_TAGS,
  ConversationParams,
  judgedAccount,
  moderated,
  type ConversationAccess,
  type ConversationRouteParts,
} from './conversation-access.ts';

const joinedAnswer = ({ pseudonym, declared }: Participant): JoinedAnswer => ({
  pseudonym,
  ...(declared === undefined ? {} : { declared }),
});

/** How far a conversation is, taking part in it, and erasing an own part. */
export const takingPartRoutes =
  (
    { store, proofs, clock, randomBytes, limits }: ConversationRouteParts,
    { session, cookie, roomAt, keyOfToken, knownAs, partOf, participantOf, ownOf }: ConversationAccess,
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      CONVERSATION_PATH,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
          summary: 'A conversation, and the part of who asks',
          response: { 200: ConversationAnswer },
        },
      },
      async (request, reply): Promise<ConversationAnswer> => {
        const room = await roomAt(request.params);
        const { position, participants, hash } = await room.head();
        const statements = [...room.board().statements.values()];
        const participant = await participantOf(room, request);
        const account = room.board().accounts.get(participant?.pseudonym ?? '');
        reply.header('cache-control', 'private, no-store');
        return {
          phase: conversationPhase(room.frame(), clock()),
          shown: statements.filter(({ status }) => status === 'shown').length,
          waiting: statements.filter(({ status }) => status === 'waiting').length,
          participants,
          position,
          hash,
          ...(participant === undefined
            ? {}
            : {
                you: {
                  pseudonym: participant.pseudonym,
                  ...(participant.declared === undefined ? {} : { declared: participant.declared }),
                  voted: (await store.votesOf(room.number, participant.number)).size,
                  statements: ownOf(room, participant).map(moderated),
                  ...(account === undefined ? {} : { account: judgedAccount(account) }),
                },
              }),
        };
      },
    );

    app.get(
      `${CONVERSATION_PATH}/task`,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
          summary: 'A task whose solution lets in who is not signed in',
          response: { 200: ProofTaskAnswer },
        },
      },
      async (request, reply): Promise<ProofTaskAnswer> => {
        const room = await roomAt(request.params);
        reply.header('cache-control', 'private, no-store');
        return { task: proofs.task(room.number, Date.parse(clock())), bits: proofs.bits };
      },
    );

    app.post(
      `${CONVERSATION_PATH}/join`,
      {
        schema: {
          params: ConversationParams,
          body: JoinConversationRequest,
          tags: CONVERSATION_TAGS,
          summary: 'Take part',
          response: { 200: JoinedAnswer },
        },
        config: joiningLimit(limits),
      },
      async (request, reply): Promise<JoinedAnswer> => {
        const room = await roomAt(request.params);
        const { group, proof } = request.body;
        const at = clock();
        const known = await participantOf(room, request);
        if (known !== undefined) return joinedAnswer(known);
        room.mustBeOpen(at);
        const frame = room.frame();
        const more = newParticipant(room, { group, at }, randomBytes);
        const isPublic = request.viewer.kind === 'public';
        if (isPublic && frame.audience === 'signedIn') throw refused('session.needed');
        // CNV-135: where work alone is asked for, an address is passed over.
        const as = isPublic && frame.proof === 'work' ? undefined : knownAs(room, request);
        if (as !== undefined) return joinedAnswer(await joinKnown(store, room, as, more));
        if (frame.proof === 'mail') throw refused('conversation.mailNeeded');
        if (proof === undefined || !proofs.isSolved(room.number, proof.task, proof.nonce, Date.parse(at)))
          throw refused('conversation.badProof');
        const token = tokenInCookies(request.headers.cookie, cookie) ?? newToken(randomBytes);
        const joined = await store.join(room.number, {
          key: keyOfToken(room, token),
          proof: tokenHash(proof.task),
          ...more,
        });
        // Somebody handed in the same solution before.
        if (joined === undefined || joined === 'left') throw refused('conversation.badProof');
        reply.setCookie(cookie, token, { ...session.options, maxAge: 400 * 86_400 });
        return joinedAnswer(joined);
      },
    );

    app.post(
      `${CONVERSATION_PATH}/erase`,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
          summary: 'Erase what leads from an own pseudonym to the person, and own words',
        },
      },
      async (request, reply) => {
        const room = await roomAt(request.params);
        const part = await partOf(room, request);
        if (part === undefined) throw refused('conversation.notJoined');
        const { participant, mark } = part;
        const own = ownOf(room, participant);
        for (const { number, status } of own)
          if (status !== 'erased')
            await room.lane.write(
              {
                kind: KIND.moderation,
                participant: participant.number,
                pseudonym: participant.pseudonym,
                statement: number,
                detail: canonicalJson({ by: 'author', outcome: 'erased' }),
              },
              () => undefined,
            );
        const ownAppeal = room.board().accounts.get(participant.pseudonym)?.appeal;
        await store.erase(
          room.number,
          participant.number,
          own
            .flatMap(({ position, appeal }) => [position, ...(appeal === undefined ? [] : [appeal.position])])
            .concat(ownAppeal === undefined ? [] : [ownAppeal.position]),
          mark,
        );
        return reply.status(204).send();
      },
    );
  };
