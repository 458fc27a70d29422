import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { DeliberationAct } from '@plenary/consensus';
import {
  ActAnswer,
  IssueFromDocumentRequest,
  KEY_HEADER,
  RevisionPreviewAnswer,
  type ActRequest,
} from '@plenary/protocol';
import { Type } from 'typebox';
import { performAct } from '../commands/perform-act.ts';
import { compareTexts } from '../documents/comparing.ts';
import { documentAt } from '../documents/document-at.ts';
import { issuableText, positionsGoingStale, recordIdOf } from '../documents/issuable-text.ts';
import { readableDocument, roomOf, type DocumentParts } from '../documents/readable-document.ts';
import { mayDo, roleOf } from '../policies/policy-table.ts';
import { historyLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refused, refusedByRules } from '../refused.ts';
import type { StreamWriter } from '../streams/writer.ts';
import type { Viewer } from '../viewer.ts';
import { DocumentParams, SeqNumber } from './documents.ts';

const PreviewQuery = Type.Object({ moment: Type.Optional(SeqNumber) }, { additionalProperties: false });

/** Issuing a revision from a working text: what it would mean, and the act itself. */
export const revisionRoutes =
  (
    parts: DocumentParts & { readonly writer: StreamWriter; readonly limits?: RateLimits },
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { live, writer, limits } = parts;
    const tags = ['documents'];
    const config = historyLimit(limits);

    const allowed = (viewer: Viewer): void => {
      if (viewer.kind === 'public') throw refused('session.needed');
      if (!mayDo(viewer, 'issueRevision'))
        throw refused('act.notAllowed', { act: 'issueRevision', role: roleOf(viewer) ?? viewer.kind });
    };
    const textAt = async (
      viewer: Viewer,
      params: { readonly id: string; readonly document: string },
      moment: number | undefined,
    ) => {
      const readable = await readableDocument(parts, viewer, params);
      const { state, body, document } = readable;
      if (document.kind !== 'workingText')
        throw refusedByRules({ code: 'document.unknown', facts: { document: document.id } });
      const room = await roomOf(parts, readable);
      const { seq, at, doc } = await documentAt(live.store, room.number, moment ?? room.head().seq);
      const text = issuableText(doc, state, body, document);
      doc.destroy();
      return { ...readable, seq, at, text };
    };

    app.get(
      '/api/deliberations/:id/documents/:document/revision',
      {
        schema: {
          params: DocumentParams,
          querystring: PreviewQuery,
          tags,
          summary: 'What issuing a revision from a moment of this working text would mean',
          response: { 200: RevisionPreviewAnswer },
        },
        config,
      },
      async (request): Promise<RevisionPreviewAnswer> => {
        allowed(request.viewer);
        const { moment } = request.query;
        const { state, document, seq, at, text } = await textAt(request.viewer, request.params, moment);
        const inForce = state.revision?.paragraphs.map(({ pid, label, text: words }) => ({
          id: pid,
          label,
          text: words,
        }));
        const next = text.paragraphs.map(({ source, label, text: words }) => ({
          id: recordIdOf(state, source) ?? source,
          label,
          text: words,
        }));
        return {
          moment: seq,
          at: new Date(at).toISOString(),
          lang: document.lang,
          hash: text.hash,
          paragraphs: text.paragraphs,
          comparison: compareTexts(inForce ?? [], next),
          suggestions: text.suggestions.map(({ id, delegation, reason, paragraphs, inserted, deleted }) => ({
            id,
            delegation,
            reason,
            paragraphs,
            inserted,
            deleted,
          })),
          brackets: text.brackets.map(({ id, paragraph, text: words }) => ({ id, paragraph, text: words })),
          dangling: text.dangling,
          stale: positionsGoingStale(state, text).flatMap(({ item, member }) => {
            const position = state.positions[item]?.[member];
            return position === undefined ? [] : [{ item, member, stance: position.stance }];
          }),
        };
      },
    );

    app.post(
      '/api/deliberations/:id/documents/:document/revision',
      {
        schema: {
          params: DocumentParams,
          body: IssueFromDocumentRequest,
          tags,
          summary: 'Issue a revision from a moment of this working text, as an act of its own',
          response: { 200: ActAnswer, 201: ActAnswer },
        },
        config,
      },
      async (request, reply): Promise<ActAnswer> => {
        const { viewer, headers, sessionEnded } = request;
        if (sessionEnded) throw refused('session.ended');
        allowed(viewer);
        const { symbol, moment } = request.body;
        const { stream, document, text } = await textAt(viewer, request.params, moment);
        const act: Extract<DeliberationAct, { readonly type: 'issueRevision' }> = {
          type: 'issueRevision',
          symbol,
          lang: document.lang,
          paragraphs: text.paragraphs,
          hash: text.hash,
          document: document.id,
          moment,
        };
        const key = headers[KEY_HEADER];
        const answer = await performAct(
          writer,
          viewer,
          { stream, act } as ActRequest, // parsed as every other in `performAct`
          typeof key === 'string' ? key : undefined,
        );
        reply.status(answer.replayed ? 200 : 201);
        return answer;
      },
    );
  };
