import type { BodyState, DeliberationState } from '@plenary/consensus';
import type { Lang } from '@plenary/i18n';
import {
  LIMITS,
  type DeliberationListAnswer,
  type RegisterAnswer,
  type RegisteredDocumentAnswer,
} from '@plenary/protocol';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RandomBytes } from '../identity/token.ts';
import { contentSecurityPolicy } from '../plugins/security-headers.ts';
import { chooseLanguage } from './choose-language.ts';
import { readerMessages, type ReaderMessages } from './reader-messages.ts';
import {
  deliberationPage,
  homePage,
  missingPage,
  scriptPage,
  type ReaderContext,
  type ReaderPage,
} from './reader-page.ts';
import { documentPage, registerPage } from './register-reader.ts';
import { openShell, SITE } from './shell.ts';

const YEAR_SECONDS = 31_536_000;

/** What the public may read, as somebody who is not signed in sees it. */
export interface PublicReading {
  readonly body: () => Promise<BodyState | undefined>;
  readonly deliberations: () => Promise<DeliberationListAnswer['deliberations']>;
  /** One page of the register; empty before a body is founded. */
  readonly documents: (query: { readonly q: string; readonly offset: number }) => Promise<RegisterAnswer>;
  readonly document: (symbol: string) => Promise<RegisteredDocumentAnswer | undefined>;
  readonly deliberation: (id: string) => Promise<DeliberationState | undefined>;
}

/** Pages whose content is drawn by script; each must answer when it is opened by its address. */
const SCRIPT_PAGES = [
  '/deliberations/:id/*',
  '/import',
  '/members',
  '/notices',
  '/confirm-address',
  '/unsubscribe',
  '/enter',
  '/sign-in',
  '/account',
];

const messagesOf = (all: ReadonlyMap<Lang, ReaderMessages>, lang: Lang): ReaderMessages => {
  const messages = all.get(lang);
  if (messages === undefined) throw new Error(`no sentences in ${lang}`);
  return messages;
};

/**
 * The pages: built files, kept for ever where their name changes with their content, and a shell for each address in
 * which the text is readable before and without script. The shell never holds anything that is not public, so it is
 * the same for everyone.
 */
export const registerPages = async (
  app: FastifyInstance,
  {
    reading,
    randomBytes,
    site = SITE,
  }: { readonly reading: PublicReading; readonly randomBytes: RandomBytes; readonly site?: string },
): Promise<void> => {
  const all = readerMessages();
  const shell = openShell(site);

  if (shell.built)
    await app.register(staticFiles, {
      root: site,
      wildcard: false,
      index: false,
      preCompressed: true,
      globIgnore: ['index.html', '**/*.br', '**/*.gz', '.vite/**'],
      cacheControl: false,
      schemaHide: true,
      setHeaders: (response, path) => {
        const hashed = /[\\/]assets[\\/]/.test(path);
        response.header('cache-control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      },
    });

  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    page: (context: ReaderContext) => Promise<ReaderPage | undefined>,
  ): Promise<FastifyReply> => {
    const query: unknown = request.query;
    const asked =
      typeof query === 'object' && query !== null && 'lang' in query && typeof query.lang === 'string'
        ? query.lang
        : undefined;
    const lang = chooseLanguage(asked, request.headers['accept-language']);
    const context: ReaderContext = { lang, messages: messagesOf(all, lang), body: await reading.body() };
    const found = await page(context);
    const styleNonce = Buffer.from(randomBytes(16)).toString('base64url');
    return reply
      .status(found === undefined ? 404 : 200)
      .type('text/html; charset=utf-8')
      .headers({
        'cache-control': 'no-cache',
        'content-language': lang,
        vary: 'Accept-Language, Accept-Encoding',
        'content-security-policy': contentSecurityPolicy({ styleNonce }),
      })
      .send(shell.render(found ?? missingPage(context), lang, styleNonce));
  };

  const hidden = { schema: { hide: true } };
  app.get('/', hidden, (request, reply) =>
    answer(request, reply, async (context) => homePage(context, await reading.deliberations())),
  );
  app.get<{ Params: { id: string } }>('/deliberations/:id', hidden, (request, reply) =>
    answer(request, reply, async (context) => {
      const state = await reading.deliberation(request.params.id);
      return state === undefined ? undefined : deliberationPage(context, state);
    }),
  );
  app.get<{ Querystring: { q?: unknown; offset?: unknown } }>('/documents', hidden, (request, reply) =>
    answer(request, reply, async (context) => {
      const { q, offset } = request.query;
      const query = {
        q: typeof q === 'string' ? q.slice(0, LIMITS.SEARCH_CHARACTERS_MAX) : '',
        offset: typeof offset === 'string' && /^\d{1,6}$/.test(offset) ? Number(offset) : 0,
      };
      return registerPage(context, query, await reading.documents(query));
    }),
  );
  app.get<{ Params: { '*': string } }>('/documents/*', hidden, (request, reply) =>
    answer(request, reply, async (context) => {
      const found = await reading.document(request.params['*']);
      return found === undefined ? undefined : documentPage(context, found);
    }),
  );
  for (const path of SCRIPT_PAGES)
    app.get(path, hidden, (request, reply) => answer(request, reply, async (context) => scriptPage(context)));
  // Anything else: people get a page that says so, programs a code.
  app.get('/*', hidden, async (request, reply) => {
    const forPeople =
      request.headers.accept?.includes('text/html') === true && !request.url.startsWith('/api/');
    if (forPeople) return answer(request, reply, async () => undefined);
    reply.callNotFound();
    return reply;
  });
};
