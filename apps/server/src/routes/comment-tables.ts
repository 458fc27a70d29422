import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Recorded } from '@plenary/consensus';
import type { EventStore } from '@plenary/db';
import { LANGS, type Lang } from '@plenary/i18n';
import { CommentFamiliesAnswer, CommentTableAnswer, KEY_HEADER, LIMITS, oneOf } from '@plenary/protocol';
import { Type } from 'typebox';
import { fileCommentTable, type TableFilingParts } from '../commands/file-comment-table.ts';
import { consultationAt } from '../commands/file-comment.ts';
import { commentFamilies } from '../consultations/comment-families.ts';
import type { FamilyKeeper } from '../consultations/family-keeper.ts';
import { isoCsv, matrixCsv, matrixRows, moderationCsv, templateCsv } from '../consultations/matrix-csv.ts';
import { matrixDocument } from '../consultations/matrix-document.ts';
import { knownConsultation, type ConsultationReading } from '../consultations/reading.ts';
import type { Commenters } from '../identity/commenter.ts';
import type { NoticeTokens } from '../notices/notice-tokens.ts';
import { knownBody } from './known-state.ts';
import { inLanguage } from '../pages/reader-page.ts';
import { chooseLanguage } from '../pages/choose-language.ts';
import { consultationMessages } from '../pages/consultation-messages.ts';
import { commentLimit, exportLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused } from '../refused.ts';
import { recordedOf } from '../streams/held-states.ts';
import { DeliberationParams } from './deliberations.ts';

const CSV = 'text/csv';
const EVENTS_PAGE = 1_000;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const FilingQuery = Type.Object(
  {
    lang: Type.String({ pattern: '^[a-z]{2,3}$' }),
    naming: Type.Optional(Type.Unsafe<'name' | 'pseudonym'>(oneOf(['name', 'pseudonym']))),
    check: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const LanguageQuery = Type.Object({ lang: Type.Optional(Type.Unsafe<string>(oneOf(LANGS))) });

export interface CommentTableParts extends ConsultationReading, TableFilingParts {
  readonly commenters: Commenters;
  /** Makes the private links of comments. */
  readonly tokens: NoticeTokens;
  readonly keeper: FamilyKeeper;
  readonly events: Pick<EventStore, 'read'>;
  readonly limits?: RateLimits;
}

/** Comments and the answers to them as tables: filed by one, read as CSV and as a document. */
export const commentTableRoutes =
  (parts: CommentTableParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { commenters, tokens, limits } = parts;
    const tags = ['consultations'];
    const params = DeliberationParams;
    const words = consultationMessages();
    /** Names of seats in a language; of somebody who was never seated the id. */
    const seatNames = async (lang: Lang): Promise<(member: string) => string> => {
      const { members } = (await knownBody(parts)).state;
      return (member) => {
        const names = members[member]?.names;
        return names === undefined ? member : inLanguage(names, lang);
      };
    };
    // What does not say that it is a table is not taken for one.
    app.removeContentTypeParser('text/plain');
    app.addContentTypeParser(CSV, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    app.post(
      '/api/consultations/:id/comment-table',
      {
        schema: {
          tags,
          summary: 'File the comments of a table, all or none',
          description: `CSV in the columns of the ISO commenting template, at most ${LIMITS.COMMENTS_PER_PERSON_MAX} comments. With \`check\` nothing is filed and every problem is told by its line.`,
          params,
          querystring: FilingQuery,
          response: { 200: CommentTableAnswer, 201: CommentTableAnswer },
        },
        config: commentLimit(limits),
      },
      async (request, reply): Promise<CommentTableAnswer> => {
        const { lang, naming = 'name', check: isCheck = false } = request.query;
        const { body } = request;
        if (!Buffer.isBuffer(body))
          throw refused('request.contentType', {
            contentType: (request.headers['content-type'] ?? '').split(';')[0]?.slice(0, 100) ?? '',
          });
        const key = request.headers[KEY_HEADER];
        const { proof } = await consultationAt(parts.held, `consultation:${request.params.id}`);
        const commenter = isCheck
          ? (commenters.known(request) ?? commenters.unmet(request))
          : commenters.proven(request, proof);
        const { answer, replayed } = await fileCommentTable(parts, commenter, request.params.id, {
          table: body,
          key: typeof key === 'string' ? key : undefined,
          filing: { lang, naming, isCheck },
        });
        reply.status(isCheck || replayed ? 200 : 201);
        return request.viewer.kind === 'public' && answer.filed.length > 0
          ? {
              ...answer,
              follow: answer.filed.map((comment) => tokens.make('follow', request.params.id, comment)),
            }
          : answer;
      },
    );

    const tables = [
      ['matrix.csv', 'responses', 'The response matrix: every comment with what became of it', matrixCsv],
      ['iso.csv', 'iso', 'The response matrix in the columns of the ISO commenting template', isoCsv],
    ] as const;
    for (const [path, name, summary, written] of tables)
      app.get(
        `/api/consultations/:id/${path}`,
        { schema: { tags, summary, params }, config: exportLimit(limits) },
        async (request, reply) => {
          const { state } = await knownConsultation(parts, request.params.id);
          return reply
            .header('content-disposition', `attachment; filename="${state.id}.${name}.csv"`)
            .type(`${CSV}; charset=utf-8`)
            .send(written(await matrixRows(state, parts.words, await seatNames('en'))));
        },
      );

    app.get(
      '/api/consultations/:id/families',
      {
        schema: {
          tags,
          summary: 'Comments that say nearly the same, with and without counting each of them',
          params,
          response: { 200: CommentFamiliesAnswer },
        },
      },
      (request) => commentFamilies(parts, request.params.id),
    );

    app.get(
      '/api/consultations/:id/matrix.docx',
      {
        schema: {
          tags,
          summary: 'The response matrix as a document of Word',
          params,
          querystring: LanguageQuery,
        },
        config: exportLimit(limits),
      },
      async (request, reply) => {
        const { state } = await knownConsultation(parts, request.params.id);
        const lang = chooseLanguage(request.query.lang, request.headers['accept-language']);
        return reply
          .header('content-disposition', `attachment; filename="${state.id}.responses.docx"`)
          .type(WORD)
          .send(
            await matrixDocument(
              state,
              await matrixRows(state, parts.words, await seatNames(lang)),
              lang,
              words,
            ),
          );
      },
    );

    app.get(
      '/api/consultations/:id/moderation.csv',
      {
        schema: { tags, summary: 'Every act of moderation, with its ground and its reason', params },
        config: exportLimit(limits),
      },
      async (request, reply) => {
        const { state, stream } = await knownConsultation(parts, request.params.id);
        const events: Recorded[] = [];
        for (let from = 0; ; from += EVENTS_PAGE) {
          const page = (await parts.events.read(stream, from, EVENTS_PAGE)).map(recordedOf);
          events.push(...page.filter(({ type }) => type === 'commentModerated'));
          if (page.length < EVENTS_PAGE) break;
        }
        return reply
          .header('content-disposition', `attachment; filename="${state.id}.moderation.csv"`)
          .type(`${CSV}; charset=utf-8`)
          .send(moderationCsv(events));
      },
    );

    app.get(
      '/api/consultations/:id/template.csv',
      {
        schema: { tags, summary: 'The ISO commenting template with the paragraphs of the text', params },
        config: exportLimit(limits),
      },
      async (request, reply) => {
        const { state } = await knownConsultation(parts, request.params.id);
        return reply
          .header('content-disposition', `attachment; filename="${state.id}.template.csv"`)
          .type(`${CSV}; charset=utf-8`)
          .send(templateCsv(state));
      },
    );
  };
