import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { issuedLabels, visibleState, type Instant } from '@plenary/consensus';
import type { DraftingStore } from '@plenary/db';
import {
  ACCEPTED_VIEW,
  BASE_VIEW,
  MARKUP_VIEW,
  printDraft,
  readDraft,
  workingLabels,
} from '@plenary/drafting';
import { DocumentListAnswer, RecoveredWordsAnswer } from '@plenary/protocol';
import { randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import { attributionsOf } from '../documents/attributions-of.ts';
import { documentAt } from '../documents/document-at.ts';
import { readableDocument, type DocumentParts } from '../documents/readable-document.ts';
import { neededSession } from '../identity/register-identity.ts';
import { chooseLanguage } from '../pages/choose-language.ts';
import { printedDocument } from '../pages/printed-document.ts';
import { readerMessages, sentence } from '../pages/reader-messages.ts';
import { instant } from '../pages/reader-page.ts';
import { historyLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { contentSecurityPolicy } from '../plugins/security-headers.ts';
import { refused } from '../refused.ts';
import { onlooker } from '../viewer.ts';
import { DeliberationParams } from './deliberations.ts';
import { knownBody, knownDeliberation } from './known-state.ts';

export const DocumentParams = Type.Object({
  ...DeliberationParams.properties,
  document: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$' }),
});
const EntryParams = Type.Object({
  ...DocumentParams.properties,
  entry: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
});
/** A row of a log. */
export const SeqNumber = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const ExportQuery = Type.Object(
  { view: Type.Optional(Type.Enum(['all', 'without', 'accepted'])), at: Type.Optional(SeqNumber) },
  { additionalProperties: false },
);
const PrintQuery = Type.Object(
  {
    view: Type.Optional(Type.Enum(['without', 'accepted'])),
    at: Type.Optional(SeqNumber),
    lang: Type.Optional(Type.String({ maxLength: 16 })),
  },
  { additionalProperties: false },
);
const VIEWS = { all: MARKUP_VIEW, without: BASE_VIEW, accepted: ACCEPTED_VIEW } as const;

export interface DocumentRouteParts extends DocumentParts {
  readonly clock: () => Instant;
  readonly drafting: DraftingStore;
  readonly limits?: RateLimits;
}

/** Live documents: which there are, their words as plain text, and the box of refused words. */
export const documentRoutes =
  (parts: DocumentRouteParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { live, drafting, limits } = parts;
    const pages = readerMessages();
    const tags = ['documents'];
    app.get(
      '/api/deliberations/:id/documents',
      {
        schema: {
          params: DeliberationParams,
          tags,
          summary: 'Live documents the viewer may know of',
          response: { 200: DocumentListAnswer },
        },
      },
      async (request): Promise<DocumentListAnswer> => {
        const { id } = request.params;
        const { state } = await knownDeliberation(parts, id);
        const { state: body } = await knownBody(parts);
        const begun = new Map((await live.store.find(id)).map(({ document, seq }) => [document, seq]));
        const seen = visibleState(state, onlooker(request.viewer)).documents;
        return {
          documents: Object.values(seen).map((document) => {
            const rights = live.rightsOf({ state, body }, document.id, request.viewer);
            const { id: name, kind, lang, title, owner, readers, sharedWith, openedAt, closedAt } = document;
            return {
              id: name,
              kind,
              lang,
              title,
              ...(owner === undefined ? {} : { owner }),
              ...(readers === undefined ? {} : { readers }),
              sharedWith,
              openedAt,
              ...(closedAt === undefined ? {} : { closedAt }),
              ...(rights === undefined ? {} : { role: rights.role }),
              seq: rights === undefined ? 0 : (begun.get(name) ?? 0),
            };
          }),
        };
      },
    );

    app.get(
      '/api/deliberations/:id/documents/:document/text',
      {
        schema: {
          params: DocumentParams,
          querystring: ExportQuery,
          tags,
          summary: 'The words of a document as plain text, with labels, brackets and their holders',
        },
        config: historyLimit(limits),
      },
      async (request, reply) => {
        const readable = await readableDocument(parts, request.viewer, request.params);
        const { state, body, document } = readable;
        const { view = 'all', at } = request.query;
        // Reading the document begins it where nobody has opened it yet.
        const room = await live.room(readable.deliberation, document, state);
        const past = at === undefined ? undefined : await documentAt(live.store, room.number, at);
        const draft = readDraft(past?.doc ?? room.text(), VIEWS[view]);
        const text = printDraft(draft, {
          labels: workingLabels(draft, issuedLabels(state)),
          lang: document.lang,
          attributions: attributionsOf(state, body, document.id, document.lang),
        });
        past?.doc.destroy();
        return reply
          .header('content-disposition', `inline; filename="${readable.deliberation}-${document.id}.txt"`)
          .header('cache-control', 'private, no-cache')
          .type('text/plain; charset=utf-8')
          .send(text);
      },
    );

    app.get(
      '/api/deliberations/:id/documents/:document/print',
      {
        schema: {
          params: DocumentParams,
          querystring: PrintQuery,
          tags,
          summary: 'The words of a document as a page to print, without script',
        },
        config: historyLimit(limits),
      },
      async (request, reply) => {
        const readable = await readableDocument(parts, request.viewer, request.params);
        const { state, body, document } = readable;
        const { view = 'without', at, lang: asked } = request.query;
        const lang = chooseLanguage(asked, request.headers['accept-language']);
        const messages = pages.get(lang) ?? {};
        const room = await live.room(readable.deliberation, document, state);
        const past = at === undefined ? undefined : await documentAt(live.store, room.number, at);
        const draft = readDraft(past?.doc ?? room.text(), VIEWS[view]);
        const styleNonce = randomBytes(16).toString('base64url');
        const moment = new Date(past?.at ?? Date.parse(parts.clock())).toISOString();
        const page = printedDocument(
          {
            draft,
            labels: workingLabels(draft, issuedLabels(state)),
            attributions: attributionsOf(state, body, document.id, document.lang),
            title: document.title,
            symbol: state.revision?.symbol ?? '',
            lang: document.lang,
            asOf: sentence(messages, 'asOf', { at: instant(moment, lang) }),
            view: sentence(messages, `view_${view}`),
            plain: {
              address: `text?view=${view}${at === undefined ? '' : `&at=${at}`}`,
              name: sentence(messages, 'asPlainText'),
            },
          },
          { lang, styleNonce },
        );
        past?.doc.destroy();
        return reply
          .header('content-security-policy', contentSecurityPolicy({ styleNonce }))
          .header('cache-control', 'private, no-cache')
          .header('vary', 'Accept-Language')
          .type('text/html; charset=utf-8')
          .send(page);
      },
    );

    app.get(
      '/api/deliberations/:id/documents/:document/recovered',
      {
        schema: {
          params: DocumentParams,
          tags,
          summary: 'Own words that were refused',
          response: { 200: RecoveredWordsAnswer },
        },
      },
      async (request): Promise<RecoveredWordsAnswer> => {
        const { account } = neededSession(request);
        // Whoever lost the right to read goes on having what they wrote.
        const { id, document } = request.params;
        const known = (await live.store.find(id)).find((each) => each.document === document);
        const words = known === undefined ? [] : await drafting.recovered(known.id, account.id);
        return {
          words: words.map(({ id: entry, code, facts, words: lost, at }) => ({
            id: entry,
            code,
            facts,
            words: lost,
            at: new Date(at).toISOString(),
          })),
        };
      },
    );
    app.delete(
      '/api/deliberations/:id/documents/:document/recovered/:entry',
      { schema: { params: EntryParams, tags, summary: 'Throw away own words that were refused' } },
      async (request, reply) => {
        const { account } = neededSession(request);
        const { id, document, entry } = request.params;
        const known = (await live.store.find(id)).find((each) => each.document === document);
        const isGone = known !== undefined && (await drafting.dismiss(entry, known.id, account.id));
        if (!isGone) throw refused('recovery.unknown');
        return reply.status(204).send();
      },
    );
  };
