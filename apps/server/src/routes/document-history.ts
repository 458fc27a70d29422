import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { issuedLabels } from '@plenary/consensus';
import {
  DocumentAuthorsAnswer,
  DocumentComparisonAnswer,
  DocumentHistoryAnswer,
  DocumentMomentAnswer,
  LIMITS,
} from '@plenary/protocol';
import { Type } from 'typebox';
import * as Y from 'yjs';
import { compareMoments, compareTexts, type PlainParagraph } from '../documents/comparing.ts';
import { documentAt } from '../documents/document-at.ts';
import { issuableText, recordIdOf } from '../documents/issuable-text.ts';
import {
  readableDocument,
  roomOf,
  type DocumentParts,
  type ReadableDocument,
} from '../documents/readable-document.ts';
import { restoredParagraphs, type Restored } from '../documents/restored-paragraphs.ts';
import { writtenHistories } from '../documents/written-history.ts';
import { historyLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused } from '../refused.ts';
import { DocumentParams, SeqNumber } from './documents.ts';

const HistoryQuery = Type.Object(
  {
    /** Number of a sitting. */
    from: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  },
  { additionalProperties: false },
);
/** What rows of a sitting restored, for an answer. */
const restoredBetween = (
  restored: readonly Restored[],
  { from, to }: { readonly from: number; readonly to: number },
): Pick<DocumentHistoryAnswer['sittings'][number], 'restores'> => {
  const restores = restored
    .filter(({ row }) => from <= row && row <= to)
    .map(({ momentAt, ...one }) => ({ ...one, momentAt: new Date(momentAt).toISOString() }));
  return restores.length === 0 ? {} : { restores };
};
const MomentParams = Type.Object({ ...DocumentParams.properties, seq: SeqNumber });
/** A row of the log by its number, or a revision by its symbol behind an `=`. */
const Moment = Type.String({ pattern: '^([1-9][0-9]{0,9}|=.{1,100})$' });
const ComparisonQuery = Type.Object({ from: Moment, to: Moment }, { additionalProperties: false });

/** What happened to a live document: who wrote when, any moment, any two side by side. */
export const documentHistoryRoutes =
  (parts: DocumentParts & { readonly limits?: RateLimits }): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { live, limits } = parts;
    const histories = writtenHistories(live.store);
    const restoredIn = restoredParagraphs(live.store);
    const tags = ['documents'];
    const config = historyLimit(limits);

    app.get(
      '/api/deliberations/:id/documents/:document/history',
      {
        schema: {
          params: DocumentParams,
          querystring: HistoryQuery,
          tags,
          summary: 'Who wrote in a document and when, sitting by sitting',
          response: { 200: DocumentHistoryAnswer },
        },
        config,
      },
      async (request): Promise<DocumentHistoryAnswer> => {
        const room = await roomOf(parts, await readableDocument(parts, request.viewer, request.params));
        const { from = 0 } = request.query;
        const { seq, authors, sittings } = await histories(room.number);
        const isNamed = request.viewer.kind !== 'public';
        const people = isNamed ? await live.store.people(room.number) : [];
        const end = from + LIMITS.SITTINGS_PER_PAGE_MAX;
        const restored = await restoredIn(room.number, sittings);
        return {
          seq,
          sittings: sittings
            .slice(from, end)
            .map(({ author, at, until, decisions, restores: _said, ...rest }) => ({
              ...rest,
              ...(decisions.length === 0 ? {} : { decisions }),
              ...restoredBetween(restored, rest),
              at: new Date(at).toISOString(),
              until: new Date(until).toISOString(),
              person: authors[author]?.person ?? '',
              delegation: authors[author]?.delegation ?? '',
            })),
          people: people.map(({ account, delegation, name }) => ({ person: account, delegation, name })),
          ...(sittings.length > end ? { next: end } : {}),
        };
      },
    );

    app.get(
      '/api/deliberations/:id/documents/:document/authors',
      {
        schema: {
          params: DocumentParams,
          tags,
          summary: 'Who wrote each element of a document',
          response: { 200: DocumentAuthorsAnswer },
        },
        config,
      },
      async (request): Promise<DocumentAuthorsAnswer> => {
        const room = await roomOf(parts, await readableDocument(parts, request.viewer, request.params));
        const { seq, authors, ranges } = await histories(room.number);
        const joined: [number, number, number, number, number, number][] = [];
        for (const { client, clock, end, row, author, at } of ranges) {
          const last = joined.at(-1);
          // Rows that one person wrote in a stretch are one for who looks at words.
          if (last !== undefined && last[0] === client && last[2] === clock && last[4] === author)
            last[2] = end;
          else joined.push([client, clock, end, row, author, Math.floor(at / 1_000)]);
        }
        return { seq, authors, ranges: joined };
      },
    );

    app.get(
      '/api/deliberations/:id/documents/:document/moments/:seq',
      {
        schema: {
          params: MomentParams,
          tags,
          summary: 'A document as it was',
          response: { 200: DocumentMomentAnswer },
        },
        config,
      },
      async (request): Promise<DocumentMomentAnswer> => {
        const room = await roomOf(parts, await readableDocument(parts, request.viewer, request.params));
        const { seq, at, doc } = await documentAt(live.store, room.number, request.params.seq);
        const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
        doc.destroy();
        return { seq, at: new Date(at).toISOString(), update };
      },
    );

    /** A moment or a revision as plain words, by the ids of the record where there are any. */
    const plainText = async (
      { state, body, document }: ReadableDocument,
      number: number,
      named: string,
    ): Promise<readonly PlainParagraph[]> => {
      if (named.startsWith('=')) {
        const revision = state.revisions.find(({ symbol }) => symbol === named.slice(1));
        if (revision === undefined) throw refused('document.noMoment', { seq: named.slice(1) });
        return revision.paragraphs.map(({ pid, label, text }) => ({ id: pid, label, text }));
      }
      const { doc } = await documentAt(live.store, number, Number(named));
      const { paragraphs } = issuableText(doc, state, body, document);
      doc.destroy();
      return paragraphs.map(({ source, label, text }) => ({
        id: recordIdOf(state, source) ?? source,
        label,
        text,
      }));
    };

    app.get(
      '/api/deliberations/:id/documents/:document/comparison',
      {
        schema: {
          params: DocumentParams,
          querystring: ComparisonQuery,
          tags,
          summary: 'Two moments or revisions side by side: a row number, or `=` and the symbol of a revision',
          response: { 200: DocumentComparisonAnswer },
        },
        config,
      },
      async (request): Promise<DocumentComparisonAnswer> => {
        const readable = await readableDocument(parts, request.viewer, request.params);
        const room = await roomOf(parts, readable);
        const { from, to } = request.query;
        if (from.startsWith('=') || to.startsWith('=')) {
          const before = await plainText(readable, room.number, from);
          const after = await plainText(readable, room.number, to);
          return { from, to, paragraphs: compareTexts(before, after) };
        }
        const before = await documentAt(live.store, room.number, Number(from));
        const after = await documentAt(live.store, room.number, Number(to));
        const issued = issuedLabels(readable.state);
        const paragraphs = compareMoments(before.doc, after.doc, await histories(room.number), issued);
        before.doc.destroy();
        after.doc.destroy();
        return { from, to, paragraphs };
      },
    );
  };
