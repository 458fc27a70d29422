import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  DOCUMENT_LANGUAGES,
  REGISTERED_KINDS,
  type DocumentLanguage,
  type RegisteredKind,
} from '@plenary/consensus';
import {
  DocumentVersionAnswer,
  LIMITS,
  oneOf,
  RegisterAnswer,
  RegisteredDocumentAnswer,
} from '@plenary/protocol';
import { Type, type Static } from 'typebox';
import { searchLimit, type RateLimits } from '../plugins/rate-limits.ts';
import type { DocumentRegister } from '../register/document-register.ts';
import { plainTranslation, plainWords } from '../register/plain-words.ts';
import { DeliberationParams } from './deliberations.ts';
import { knownBody, type ReadingParts } from './known-state.ts';

const RegisterQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: LIMITS.SEARCH_CHARACTERS_MAX })),
    kind: Type.Optional(Type.Unsafe<RegisteredKind>(oneOf(REGISTERED_KINDS))),
    deliberation: Type.Optional(DeliberationParams.properties.id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.DOCUMENTS_PER_PAGE_MAX })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
);
const Language = Type.Unsafe<DocumentLanguage>(oneOf(DOCUMENT_LANGUAGES));
const Which = Type.Integer({ minimum: 0, maximum: LIMITS.TRANSLATIONS_PER_LANGUAGE_MAX });
const WordsQuery = Type.Object(
  { lang: Type.Optional(Language), number: Type.Optional(Which) },
  { additionalProperties: false },
);
const VersionQuery = Type.Object(
  { lang: Language, number: Type.Optional(Which) },
  { additionalProperties: false },
);
/** The symbol of a document: the parts of a path, behind whatever stands before it. */
interface SymbolParams {
  '*': string;
}
const STANDARD_PAGE = 50;

/** The register of documents: public, by symbol and by words. */
export const registerRoutes =
  (
    parts: ReadingParts & { readonly register: DocumentRegister; readonly limits?: RateLimits },
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { register, limits } = parts;
    const tags = ['register'];
    app.get(
      '/api/documents',
      {
        schema: {
          querystring: RegisterQuery,
          tags,
          summary: 'Documents of the register, page by page; `q` is a symbol, part of one, or words',
          response: { 200: RegisterAnswer },
        },
        config: searchLimit(limits),
      },
      async (request): Promise<RegisterAnswer> => {
        const { limit = STANDARD_PAGE, offset = 0, ...query } = request.query;
        return register.page((await knownBody(parts)).state, { ...query, limit, offset });
      },
    );
    app.get<{ Params: SymbolParams; Querystring: Static<typeof WordsQuery> }>(
      '/api/document-words/*',
      {
        schema: {
          querystring: WordsQuery,
          tags,
          summary:
            'The words of a document as plain text, as issued or in a language into which they were translated',
          produces: ['text/plain'],
        },
      },
      async (request, reply) => {
        const { state } = await knownBody(parts);
        const { lang, ...which } = request.query;
        const answer = await register.document(state, request.params['*']);
        if (lang !== undefined && lang !== answer.document.lang)
          return reply
            .type('text/plain; charset=utf-8')
            .header('content-language', lang)
            .send(plainTranslation(await register.version(state, request.params['*'], { lang, ...which })));
        return reply
          .type('text/plain; charset=utf-8')
          .header('content-language', answer.document.lang)
          .send(plainWords(answer));
      },
    );
    app.get<{ Params: SymbolParams; Querystring: Static<typeof VersionQuery> }>(
      '/api/document-versions/*',
      {
        schema: {
          querystring: VersionQuery,
          tags,
          summary: 'The words of a document in one language, paragraph by paragraph',
          response: { 200: DocumentVersionAnswer },
        },
      },
      async (request): Promise<DocumentVersionAnswer> =>
        register.version((await knownBody(parts)).state, request.params['*'], request.query),
    );
    app.get<{ Params: SymbolParams }>(
      '/api/documents/*',
      {
        schema: {
          tags,
          summary: 'One document by its symbol, with its words, versions and what belongs to it',
          response: { 200: RegisteredDocumentAnswer },
        },
      },
      async (request): Promise<RegisteredDocumentAnswer> =>
        register.document((await knownBody(parts)).state, request.params['*']),
    );
  };
