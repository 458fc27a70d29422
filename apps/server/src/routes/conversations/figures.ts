import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import {
  ALIKE_ACCOUNTS_MIN,
  ALIKE_VOTES_MIN,
  BURST_MIN,
  GROUPS_MAX,
  PARTICIPANTS_MIN,
  PASSES_MAX,
  SEEN_MIN,
  SHOWN_BOTH_ABOVE,
  SHOWN_MAX,
  SHOWN_PARTICIPANTS_MIN,
  SILHOUETTE_MIN,
  SIMILAR_MIN,
  STRAIGHT_PERCENT_MIN,
  STRAIGHT_VOTES_MIN,
  TOLERANCE_LIVE,
  VOTES_MIN,
} from '@plenary/opinion';
import { CELL_MIN } from '@plenary/opinion-worker';
import { MapPlaceAnswer, OpinionAnswer } from '@plenary/protocol';
import { absentFrom, shownOn, type ConversationRoom } from '../../conversations/conversation-rooms.ts';
import {
  declaredGroups,
  flaggedCsv,
  groupsCsv,
  logLines,
  pagesOf,
  pagesOfGroups,
  participantPages,
  setAsideCsv,
  statementsCsv,
  votesCsv,
} from '../../conversations/open-data.ts';
import { flaggedAccounts } from '../../conversations/flagged-accounts.ts';
import { asideOn } from '../../conversations/statement-board.ts';
import type { OpinionKeeper } from '../../conversations/opinion-keeper.ts';
import { openDataLimit } from '../../plugins/rate-limits.ts';
import {
  CONVERSATION_PATH,
  CONVERSATION_TAGS,
  ConversationParams,
  type ConversationAccess,
  type ConversationRouteParts,
} from './conversation-access.ts';

/** Files of the open data; with `upTo` they hold the log up to that position, so that they fit together. */
const OPEN_DATA = [
  'votes.csv',
  'comments.csv',
  'declared-groups.csv',
  'computed-groups.csv',
  'flagged.csv',
  'set-aside.csv',
  'log.jsonl',
  'parameters.json',
] as const;
/** Numbers of the method (packages/opinion/RULES.md), so that others compute the same with tools of their own. */
const METHOD = {
  rules: 'packages/opinion/RULES.md',
  votesMin: VOTES_MIN,
  tolerance: TOLERANCE_LIVE,
  passesMax: PASSES_MAX,
  groupsMax: GROUPS_MAX,
  groupsFromParticipants: PARTICIPANTS_MIN,
  shownFromParticipants: SHOWN_PARTICIPANTS_MIN,
  silhouetteMin: SILHOUETTE_MIN,
  seenMin: SEEN_MIN,
  representativeMax: SHOWN_MAX,
  cellMin: CELL_MIN,
  straightVotesMin: STRAIGHT_VOTES_MIN,
  straightPercentMin: STRAIGHT_PERCENT_MIN,
  alikeVotesMin: ALIKE_VOTES_MIN,
  alikeAccountsMin: ALIKE_ACCOUNTS_MIN,
  burstMin: BURST_MIN,
  similarMin: SIMILAR_MIN,
  shownBothAbove: SHOWN_BOTH_ABOVE,
} as const;
const OpenDataParams = Type.Object({ ...ConversationParams.properties, file: Type.Enum([...OPEN_DATA]) });
const OpenDataQuery = Type.Object(
  { upTo: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })) },
  { additionalProperties: false },
);

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

/** Figures of the opinions, a place on the map, and open data. */
export const figureRoutes =
  (
    { store, opinions, answer, limits }: ConversationRouteParts,
    { roomAt, participantOf }: ConversationAccess,
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      `${CONVERSATION_PATH}/opinion`,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
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
      `${CONVERSATION_PATH}/place`,
      {
        schema: {
          params: ConversationParams,
          tags: CONVERSATION_TAGS,
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
      `${CONVERSATION_PATH}/open-data/:file`,
      {
        schema: {
          params: OpenDataParams,
          querystring: OpenDataQuery,
          tags: CONVERSATION_TAGS,
          summary: 'Open data: votes, statements, groups, parameters, the log itself',
        },
        config: openDataLimit(limits),
      },
      async (request, reply) => {
        const room = await roomAt(request.params);
        return sendOpenData(room, request.params.file, request.query.upTo, reply);
      },
    );

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
      switch (file) {
        case 'votes.csv':
          return csv().send(Readable.from(votesCsv(pagesOf(store, number, upTo))));
        case 'comments.csv':
          return csv().send(statementsCsv(room.board()));
        case 'flagged.csv':
          return csv().send(flaggedCsv(flaggedAccounts(room, await opinions.flags(number))));
        case 'set-aside.csv':
          return csv().send(setAsideCsv(room.board()));
        case 'declared-groups.csv':
          return csv().send(
            Readable.from(groupsCsv(declaredGroups(participantPages(store, number), figures))),
          );
        case 'computed-groups.csv': {
          const groups = figures.outcome === 'separate' ? await opinions.groups(number) : [];
          return csv().send(Readable.from(groupsCsv(pagesOfGroups(groups))));
        }
        case 'log.jsonl': {
          const board = room.board();
          const words = await store.words(number, [
            ...shownOn(board).map(({ position }) => position),
            ...board.decisions.map(({ position }) => position),
            ...board.accountDecisions.map(({ position }) => position),
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
            setAside: asideOn(room.board()),
            figures,
            computedAt: latest.at,
            method: METHOD,
            recompute: [
              'plenary opinion votes.csv --comments comments.csv --groups declared-groups.csv --aside set-aside.csv',
              'plenary opinion votes.csv --comments comments.csv --groups declared-groups.csv',
              'plenary opinion votes.csv --comments comments.csv --groups computed-groups.csv --aside set-aside.csv',
            ],
          });
        }
      }
    }
  };
