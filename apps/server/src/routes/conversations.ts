import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { conversationPhase, type Instant } from '@plenary/consensus';
import type { ConversationStore, Participant, ParticipantKey } from '@plenary/db';
import { canonicalJson, commitmentOf, SALT_BYTES } from '@plenary/ledger';
import {
  AddedStatementAnswer,
  AddStatementRequest,
  AppealRequest,
  ConversationAnswer,
  ConversationName,
  JoinConversationRequest,
  JoinedAnswer,
  LIMITS,
  MapPlaceAnswer,
  ModerateRequest,
  ModerationLogAnswer,
  ModerationQueueAnswer,
  NextStatementsAnswer,
  ProofTaskAnswer,
  StatementListAnswer,
  VoteAnswer,
  VoteRequest,
  type ModeratedStatement,
  OpinionAnswer,
} from '@plenary/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  absentFrom,
  shownOn,
  type ConversationRoom,
  type ConversationRooms,
} from '../conversations/conversation-rooms.ts';
import { nextStatements } from '../conversations/next-statements.ts';
import {
  groupsCsv,
  logLines,
  pagesOf,
  statementsCsv,
  toldGroups,
  votesCsv,
} from '../conversations/open-data.ts';
import type { OpinionKeeper } from '../conversations/opinion-keeper.ts';
import type { ProofOfWork } from '../conversations/proof-of-work.ts';
import { KIND, type BoardStatement } from '../conversations/statement-board.ts';
import { statementWords } from '../conversations/statement-words.ts';
import { sessionCookie, tokenInCookies } from '../identity/cookie.ts';
import { newToken, tokenHash } from '../identity/token.ts';
import { mayDo, roleOf } from '../policies/policy-table.ts';
import { joiningLimit, openDataLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused } from '../refused.ts';
import type { Settings } from '../settings.ts';
import type { EncodedAnswers } from './encoded-answers.ts';
import { DeliberationParams } from './deliberations.ts';

const Params = Type.Object({ ...DeliberationParams.properties, conversation: ConversationName });
type Params = { readonly id: string; readonly conversation: string };
const NextQuery = Type.Object(
  { count: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.STATEMENTS_AHEAD_MAX })) },
  { additionalProperties: false },
);
/** Files of the open data; with `upTo` they hold the log up to that position, so that they fit together. */
const OPEN_DATA = [
  'votes.csv',
  'comments.csv',
  'declared-groups.csv',
  'computed-groups.csv',
  'log.jsonl',
  'parameters.json',
] as const;
const OpenDataParams = Type.Object({ ...Params.properties, file: Type.Enum([...OPEN_DATA]) });
const OpenDataQuery = Type.Object(
  { upTo: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })) },
  { additionalProperties: false },
);

export interface ConversationRouteParts {
  readonly store: ConversationStore;
  readonly rooms: ConversationRooms;
  readonly opinions: OpinionKeeper;
  readonly proofs: ProofOfWork;
  readonly settings: Pick<Settings, 'publicUrl'>;
  readonly clock: () => Instant;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly answer: EncodedAnswers;
  readonly limits?: RateLimits;
}

const moderated = (statement: BoardStatement): ModeratedStatement => {
  const { number, words, lang, at, status, reason, note, appeal } = statement;
  return {
    number,
    lang,
    at,
    status,
    ...(words === undefined ? {} : { words }),
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
    ...(appeal === undefined
      ? {}
      : { appeal: { words: appeal.words ?? '', at: appeal.at, open: appeal.open } }),
  };
};

/** Conversations of statements: taking part, moderating, figures and open data. */
export const conversationRoutes = (parts: ConversationRouteParts): FastifyPluginAsyncTypebox => {
  const { store, rooms, opinions, proofs, settings, clock, randomBytes, answer, limits } = parts;
  const tags = ['conversations'];
  const path = '/api/deliberations/:id/conversations/:conversation';
  const session = sessionCookie(settings);
  const cookie = session.name.replace('plenary-session', 'plenary-participant');

  const roomAt = ({ id, conversation }: Params): Promise<ConversationRoom> => rooms.room(id, conversation);
  /** One browser is somebody else in each conversation: what is kept of it cannot be joined across them. */
  const keyOfToken = (room: ConversationRoom, token: string): ParticipantKey => ({
    tokenHash: tokenHash(`${room.number}:${token}`),
  });
  const keyOf = (room: ConversationRoom, request: FastifyRequest): ParticipantKey | undefined => {
    const { viewer, headers } = request;
    if (viewer.kind !== 'public') return { account: viewer.account };
    const token = tokenInCookies(headers.cookie, cookie);
    return token === undefined ? undefined : keyOfToken(room, token);
  };
  const participantOf = async (
    room: ConversationRoom,
    request: FastifyRequest,
  ): Promise<Participant | undefined> => {
    const key = keyOf(room, request);
    return key === undefined ? undefined : store.participant(room.number, key);
  };
  const neededParticipant = async (room: ConversationRoom, request: FastifyRequest): Promise<Participant> => {
    const participant = await participantOf(room, request);
    if (participant === undefined) throw refused('conversation.notJoined');
    return participant;
  };
  const statementOn = (room: ConversationRoom, number: number): BoardStatement => {
    const statement = room.board().statements.get(number);
    if (statement === undefined) throw refused('conversation.noStatement', { statement: number });
    return statement;
  };
  /** Words with the commitment that stands in the log in their place. */
  const committed = (text: string, more: Readonly<Record<string, string>>) => {
    const salt = randomBytes(SALT_BYTES);
    return {
      detail: canonicalJson({ ...more, commitment: commitmentOf(salt, text) }),
      words: { text, salt },
    };
  };
  const mustModerate = (request: FastifyRequest): 'secretariat' | 'chair' => {
    const { viewer } = request;
    if (viewer.kind === 'public') throw refused('session.needed');
    if (!mayDo(viewer, 'moderateStatements') || (viewer.kind !== 'secretariat' && viewer.kind !== 'chair'))
      throw refused('conversation.notModerating', { role: roleOf(viewer) ?? viewer.kind });
    return viewer.kind;
  };
  const ownOf = (room: ConversationRoom, { number }: Participant): readonly BoardStatement[] =>
    [...room.board().statements.values()].filter(({ participant }) => participant === number);

  return async (app) => {
    app.get(
      path,
      {
        schema: {
          params: Params,
          tags,
          summary: 'A conversation, and the part of who asks',
          response: { 200: ConversationAnswer },
        },
      },
      async (request, reply): Promise<ConversationAnswer> => {
        const room = await roomAt(request.params);
        const { position, participants, hash } = await room.head();
        const statements = [...room.board().statements.values()];
        const participant = await participantOf(room, request);
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
                },
              }),
        };
      },
    );

    app.get(
      `${path}/task`,
      {
        schema: {
          params: Params,
          tags,
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
      `${path}/join`,
      {
        schema: {
          params: Params,
          body: JoinConversationRequest,
          tags,
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
        if (group !== undefined && !frame.groups.some(({ id }) => id === group))
          throw refused('conversation.group', { group });
        const pseudonym = Buffer.from(randomBytes(9)).toString('hex');
        const more = { pseudonym, at, ...(group === undefined ? {} : { declared: group }) };
        const { viewer } = request;
        if (viewer.kind !== 'public') {
          const joined = await store.join(room.number, { key: { account: viewer.account }, ...more });
          if (joined === undefined) throw refused('conversation.notJoined');
          return joinedAnswer(joined);
        }
        if (frame.audience === 'signedIn') throw refused('session.needed');
        if (proof === undefined || !proofs.isSolved(room.number, proof.task, proof.nonce, Date.parse(at)))
          throw refused('conversation.badProof');
        const token = tokenInCookies(request.headers.cookie, cookie) ?? newToken(randomBytes);
        const joined = await store.join(room.number, {
          key: keyOfToken(room, token),
          proof: tokenHash(proof.task),
          ...more,
        });
        // Somebody handed in the same solution before.
        if (joined === undefined) throw refused('conversation.badProof');
        reply.setCookie(cookie, token, { ...session.options, maxAge: 400 * 86_400 });
        return joinedAnswer(joined);
      },
    );

    app.get(
      `${path}/next`,
      {
        schema: {
          params: Params,
          querystring: NextQuery,
          tags,
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
      `${path}/votes`,
      {
        schema: {
          params: Params,
          body: VoteRequest,
          tags,
          summary: 'Vote on a statement; the latest vote counts',
          response: { 201: VoteAnswer },
        },
      },
      async (request, reply): Promise<VoteAnswer> => {
        const room = await roomAt(request.params);
        const participant = await neededParticipant(room, request);
        const { statement, value } = request.body;
        if (statementOn(room, statement).status !== 'shown')
          throw refused('conversation.noStatement', { statement });
        const stored = await room.lane.write(
          {
            kind: KIND.vote,
            participant: participant.number,
            pseudonym: participant.pseudonym,
            statement,
            value,
            detail: '',
          },
          room.mustBeOpen,
        );
        reply.status(201);
        return { position: stored.position };
      },
    );

    app.post(
      `${path}/statements`,
      {
        schema: {
          params: Params,
          body: AddStatementRequest,
          tags,
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
      `${path}/statements`,
      {
        schema: {
          params: Params,
          tags,
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

    app.get(
      `${path}/queue`,
      {
        schema: {
          params: Params,
          tags,
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
      `${path}/moderation`,
      {
        schema: {
          params: Params,
          body: ModerateRequest,
          tags,
          summary: 'Show a statement, or hide it for a reason',
        },
      },
      async (request, reply) => {
        const by = mustModerate(request);
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
            const { status, appeal } = statementOn(room, statement);
            if (status === 'erased' || (appeal?.open !== true && status === outcome))
              throw refused('conversation.settled');
            // An appeal is to the chair, from what the secretariat decided.
            if (appeal?.open === true && by !== 'chair')
              throw refused('conversation.notModerating', { role: by });
          },
        );
        return reply.status(204).send();
      },
    );

    app.post(
      `${path}/appeals`,
      {
        schema: {
          params: Params,
          body: AppealRequest,
          tags,
          summary: 'Ask the chair to look again at an own statement',
        },
      },
      async (request, reply) => {
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

    app.get(
      `${path}/moderation`,
      {
        schema: {
          params: Params,
          tags,
          summary: 'Everything that was decided on statements',
          response: { 200: ModerationLogAnswer },
        },
      },
      async (request, reply) => {
        const room = await roomAt(request.params);
        const { position, statements, decisions } = room.board();
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
          },
          decisions: [...decisions],
        }));
      },
    );

    app.post(
      `${path}/erase`,
      {
        schema: {
          params: Params,
          tags,
          summary: 'Erase what leads from an own pseudonym to the person, and own words',
        },
      },
      async (request, reply) => {
        const room = await roomAt(request.params);
        const participant = await neededParticipant(room, request);
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
        await store.erase(
          room.number,
          participant.number,
          own.flatMap(({ position, appeal }) => [
            position,
            ...(appeal === undefined ? [] : [appeal.position]),
          ]),
        );
        return reply.status(204).send();
      },
    );

    app.get(
      `${path}/opinion`,
      {
        schema: {
          params: Params,
          tags,
          summary: 'Figures of the opinions',
          response: { 200: OpinionAnswer },
        },
      },
      async (request, reply) => {
        const room = await roomAt(request.params);
        const kept = opinions.latest(room.number);
        return answer(
          request,
          reply,
          `opinion ${room.number} ${kept?.figures.position ?? -1} ${kept?.at ?? ''}`,
          (): OpinionAnswer => (kept === undefined ? {} : opinionAnswer(kept)),
        );
      },
    );

    app.get(
      `${path}/place`,
      {
        schema: {
          params: Params,
          tags,
          summary: 'Where who asks stands on the map',
          response: { 200: MapPlaceAnswer },
        },
      },
      async (request, reply): Promise<MapPlaceAnswer> => {
        const room = await roomAt(request.params);
        const participant = await participantOf(room, request);
        reply.header('cache-control', 'private, no-store');
        const isShown = (opinions.latest(room.number)?.figures.points.length ?? 0) > 0;
        if (participant === undefined || !isShown) return {};
        const place = await opinions.place(room.number, participant.pseudonym);
        return place === undefined ? {} : { place: [...place] };
      },
    );

    app.get(
      `${path}/open-data/:file`,
      {
        schema: {
          params: OpenDataParams,
          querystring: OpenDataQuery,
          tags,
          summary: 'Open data: votes, statements, groups, parameters, the log itself',
        },
        config: openDataLimit(limits),
      },
      async (request, reply) => {
        const room = await roomAt(request.params);
        return sendOpenData(room, request.params.file, request.query.upTo, reply);
      },
    );
  };

  async function sendOpenData(
    room: ConversationRoom,
    file: (typeof OPEN_DATA)[number],
    asked: number | undefined,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { number } = room;
    const latest = opinions.latest(number) ?? (await opinions.refresh(number));
    const { figures } = latest;
    const upTo = asked ?? figures.position;
    const csv = (): FastifyReply =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${file}"`)
        .header('cache-control', 'private, no-store');
    const people = async (): Promise<readonly Participant[]> => {
      const all: Participant[] = [];
      for (;;) {
        const page = await store.participants(number, all.at(-1)?.number ?? 0, 20_000);
        all.push(...page);
        if (page.length < 20_000) return all;
      }
    };
    switch (file) {
      case 'votes.csv':
        return csv().send(Readable.from(votesCsv(pagesOf(store, number, upTo))));
      case 'comments.csv':
        return csv().send(
          statementsCsv(room.board(), new Map((await people()).map((one) => [one.number, one.pseudonym]))),
        );
      case 'declared-groups.csv':
        return csv().send(
          groupsCsv(
            toldGroups(
              (await people()).flatMap(({ pseudonym, declared }): [string, string][] =>
                declared === undefined ? [] : [[pseudonym, declared]],
              ),
            ),
          ),
        );
      case 'computed-groups.csv':
        return csv().send(groupsCsv(figures.outcome === 'separate' ? await opinions.groups(number) : []));
      case 'log.jsonl': {
        const board = room.board();
        const words = await store.words(number, [
          ...shownOn(board).map(({ position }) => position),
          ...board.decisions.map(({ position }) => position),
        ]);
        return reply
          .type('application/x-ndjson; charset=utf-8')
          .header('content-disposition', `attachment; filename="${file}"`)
          .header('cache-control', 'private, no-store')
          .send(
            Readable.from(
              logLines(pagesOf(store, number, asked ?? (await room.head()).position), {
                batches: await store.batches(number),
                words,
              }),
            ),
          );
      }
      case 'parameters.json': {
        const { position, hash } = await room.head();
        return reply.header('cache-control', 'private, no-store').send({
          format: 'plenary-conversation/1',
          deliberation: room.deliberation,
          conversation: room.frame(),
          upTo,
          head: { position, hash },
          absent: absentFrom(room.board()),
          figures,
          computedAt: latest.at,
          recompute: [
            'plenary opinion votes.csv --comments comments.csv --groups declared-groups.csv',
            'plenary opinion votes.csv --comments comments.csv --groups computed-groups.csv',
          ],
        });
      }
    }
  }
};

const joinedAnswer = ({ pseudonym, declared }: Participant): JoinedAnswer => ({
  pseudonym,
  ...(declared === undefined ? {} : { declared }),
});

const opinionAnswer = ({ figures, at }: NonNullable<ReturnType<OpinionKeeper['latest']>>): OpinionAnswer => ({
  at,
  figures: {
    ...figures,
    declared: figures.declared.map((group) => ({ ...group, holds: [...group.holds] })),
    computed: figures.computed.map((group) => ({ ...group, holds: [...group.holds] })),
    points: figures.points.map((point) => [...point]),
    statements: figures.statements.map(({ declared, computed, ...statement }) => ({
      ...statement,
      declared: { ...declared, cells: [...declared.cells] },
      ...(computed === undefined ? {} : { computed: { ...computed, cells: [...computed.cells] } }),
    })),
  },
});
