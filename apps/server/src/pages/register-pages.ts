import {
  conversationPhase,
  type BodyState,
  type DeliberationState,
  type DocumentLanguage,
  type Instant,
  type Refusal,
} from '@plenary/consensus';
import type { Lang } from '@plenary/i18n';
import {
  LIMITS,
  type DeliberationListAnswer,
  type CommentPageAnswer,
  type DocumentVersionAnswer,
  type ConsultationAnswer,
  type ConsultationListAnswer,
  type RegisterAnswer,
  type RegisteredDocumentAnswer,
  type ShownComment,
} from '@plenary/protocol';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CastVote } from '../conversations/cast-vote.ts';
import type { RandomBytes } from '../identity/token.ts';
import { commentLimit, type RateLimits } from '../plugins/rate-limits.ts';
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
import { consultationMessages } from './consultation-messages.ts';
import { consultationPage, consultationsPage, followedPage } from './consultation-reader.ts';
import type { CommentedAmendment } from '../consultations/commented-amendments.ts';
import { EMPTY_FORM, formIn, filingOf, type CommentFormFields, type FiledByForm } from './comment-form.ts';
import { voteIn } from './conversation-form.ts';
import { conversationPage, conversationsPage, type ReadConversation } from './conversation-reader.ts';
import { plainMessages, sayIn } from './plain-messages.ts';
import { refusalOf } from './refusal-of.ts';
import { askedIn, documentPage, registerPage } from './register-reader.ts';
import { openShell, SITE } from './shell.ts';

const YEAR_SECONDS = 31_536_000;
const COMMENT = /^c[1-9]\d{0,6}$/u;
const SUBJECT = /^[pA][1-9]\d{0,6}$/u;
/** How many entries a reader passed over; whatever else an address says begins at the first. */
const offsetIn = (asked: unknown): number =>
  typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
/** What a private link carries. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/u;

/** A consultation as a reader without script sees it. */
export interface ConsultedPage {
  readonly consultation: ConsultationAnswer;
  readonly page: CommentPageAnswer;
  /** Number of comments before those of this page, and the most that a page holds. */
  readonly offset: number;
  readonly limit: number;
  /** Amendments that can be commented on, with the hash of their words. */
  readonly amendments: readonly CommentedAmendment[];
}

/** What the public may read, as somebody who is not signed in sees it. */
export interface PublicReading {
  readonly body: () => Promise<BodyState | undefined>;
  readonly deliberations: () => Promise<DeliberationListAnswer['deliberations']>;
  /** One page of the register; empty before a body is founded. */
  readonly documents: (query: { readonly q: string; readonly offset: number }) => Promise<RegisterAnswer>;
  readonly document: (symbol: string) => Promise<RegisteredDocumentAnswer | undefined>;
  /** Its words in a language into which it was translated. */
  readonly version: (symbol: string, lang: DocumentLanguage) => Promise<DocumentVersionAnswer | undefined>;
  readonly deliberation: (id: string) => Promise<DeliberationState | undefined>;
  readonly consultations: (deliberation?: string) => Promise<ConsultationListAnswer['consultations']>;
  /** A consultation with a page of its comments, as this reader may see them. */
  readonly consultation: (
    id: string,
    request: FastifyRequest,
    offset: number,
  ) => Promise<ConsultedPage | undefined>;
  /** Files a comment that came by a plain form; its number, and what its private link carries. @throws Refused */
  readonly file: (
    id: string,
    filing: FiledByForm,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<{ readonly comment: string; readonly follow?: string }>;
  /** A comment for whoever holds its private link. */
  readonly followed: (id: string, comment: string, token: string) => Promise<ShownComment | undefined>;
  /** A conversation, with what this reader said in it. */
  readonly conversation: (
    deliberation: string,
    conversation: string,
    request: FastifyRequest,
  ) => Promise<ReadConversation | undefined>;
  /** Takes a vote that came by a plain form. @throws Refused */
  readonly vote: (
    deliberation: string,
    conversation: string,
    vote: CastVote,
    request: FastifyRequest,
  ) => Promise<void>;
  readonly now: () => Instant;
}

/** Pages whose content is drawn by script; each must answer when it is opened by its address. */
const SCRIPT_PAGES = [
  '/deliberations/:id/*',
  '/accreditation',
  '/accreditation/apply',
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

/** The language that the address of a form asks for, to be asked for again by the page that follows. */
const languageAsked = (url: string): string => {
  const lang = new URL(url, 'http://form').searchParams.get('lang');
  return lang === null ? '' : `lang=${encodeURIComponent(lang)}&`;
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
    limits,
    site = SITE,
  }: {
    readonly reading: PublicReading;
    readonly randomBytes: RandomBytes;
    readonly limits?: RateLimits;
    readonly site?: string;
  },
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
    status = 200,
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
      .status(found === undefined ? 404 : status)
      .type('text/html; charset=utf-8')
      .headers({
        // HOS-67: a page can show its author what nobody else sees of a comment.
        'cache-control': 'private, no-cache',
        'content-language': lang,
        vary: 'Accept-Language, Cookie',
        'content-security-policy': contentSecurityPolicy({ styleNonce }),
      })
      .send(shell.render(found ?? missingPage(context), lang, styleNonce));
  };

  const hidden = { schema: { hide: true } };
  const consulting = consultationMessages();
  app.get('/', hidden, (request, reply) =>
    answer(request, reply, async (context) =>
      homePage(context, await reading.deliberations(), await reading.consultations()),
    ),
  );
  app.get<{ Params: { id: string } }>('/deliberations/:id', hidden, (request, reply) =>
    answer(request, reply, async (context) => {
      const { id } = request.params;
      const state = await reading.deliberation(id);
      if (state === undefined) return undefined;
      const here = `/deliberations/${encodeURIComponent(id)}`;
      const windows = await reading.consultations(id);
      const beside = [
        ...(windows.length === 0
          ? []
          : [{ href: `${here}/consultations`, name: sayIn(context, consulting)('title') }]),
        ...(Object.keys(state.conversations).length === 0
          ? []
          : [{ href: `${here}/conversations`, name: sayIn(context, talking)('title') }]),
      ];
      return deliberationPage(context, state, beside, windows);
    }),
  );
  app.get<{ Querystring: { q?: unknown; offset?: unknown } }>('/documents', hidden, (request, reply) =>
    answer(request, reply, async (context) => {
      const { q, offset } = request.query;
      const query = {
        q: typeof q === 'string' ? q.slice(0, LIMITS.SEARCH_CHARACTERS_MAX) : '',
        offset: offsetIn(offset),
      };
      return registerPage(context, query, await reading.documents(query));
    }),
  );
  app.get<{ Params: { '*': string }; Querystring: { in?: unknown } }>(
    '/documents/*',
    hidden,
    (request, reply) =>
      answer(request, reply, async (context) => {
        const found = await reading.document(request.params['*']);
        if (found === undefined) return undefined;
        const lang = askedIn(found, request.query.in);
        const version = lang === undefined ? undefined : await reading.version(found.document.symbol, lang);
        return documentPage(context, found, version);
      }),
  );
  app.get<{ Params: { id: string } }>('/deliberations/:id/consultations', hidden, (request, reply) =>
    answer(request, reply, async (context) => {
      const { id } = request.params;
      if ((await reading.deliberation(id)) === undefined) return undefined;
      return consultationsPage(context, consulting, id, await reading.consultations(id));
    }),
  );
  const consulted = (
    request: FastifyRequest,
    reply: FastifyReply,
    { id, consultation }: { readonly id: string; readonly consultation: string },
    shown: {
      readonly form: CommentFormFields;
      readonly filed?: string;
      readonly follow?: string;
      readonly refusal?: Refusal;
      readonly offset?: number;
    },
    status?: number,
  ) =>
    answer(
      request,
      reply,
      async (context) => {
        const { offset = 0, ...more } = shown;
        const found = await reading.consultation(consultation, request, offset);
        if (found === undefined || found.consultation.deliberation !== id) return undefined;
        const key = Buffer.from(randomBytes(16)).toString('hex');
        return consultationPage(context, consulting, { ...found, ...more, key });
      },
      status,
    );
  const talking = plainMessages('conversation');
  app.get<{ Params: { id: string } }>('/deliberations/:id/conversations', hidden, (request, reply) =>
    answer(request, reply, async (context) => {
      const { id } = request.params;
      const state = await reading.deliberation(id);
      if (state === undefined) return undefined;
      const listed = Object.values(state.conversations).map((conversation) => ({
        conversation,
        phase: conversationPhase(conversation, reading.now()),
      }));
      return conversationsPage(context, talking, id, listed);
    }),
  );
  const talked = (
    request: FastifyRequest,
    reply: FastifyReply,
    { id, conversation }: { readonly id: string; readonly conversation: string },
    outcome: { readonly stood?: boolean; readonly refusal?: Refusal },
    status?: number,
  ) =>
    answer(
      request,
      reply,
      async (context) => {
        const found = await reading.conversation(id, conversation, request);
        return found === undefined ? undefined : conversationPage(context, talking, id, found, outcome);
      },
      status,
    );
  // A form that needs no script is sent as forms are sent, here and nowhere else.
  await app.register(async (plain) => {
    plain.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LIMITS.FORM_BYTES_MAX },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    const path = '/deliberations/:id/consultations/:consultation';
    type Consulted = {
      Params: { id: string; consultation: string };
      Querystring: { filed?: unknown; follow?: unknown; about?: unknown; offset?: unknown };
    };
    plain.get<Consulted>(path, hidden, (request, reply) => {
      const { filed, follow, about, offset } = request.query;
      // The form can be opened at a paragraph or at an amendment.
      const place = typeof about === 'string' && SUBJECT.test(about) ? { about } : {};
      const number = typeof filed === 'string' && COMMENT.test(filed) ? { filed } : {};
      const link = typeof follow === 'string' && TOKEN.test(follow) ? { follow } : {};
      return consulted(request, reply, request.params, {
        form: { ...EMPTY_FORM, ...place },
        ...number,
        ...link,
        offset: offsetIn(offset),
      });
    });
    type Followed = {
      Params: { id: string; consultation: string; comment: string };
      Querystring: { token?: unknown };
    };
    plain.get<Followed>(`${path}/comments/:comment`, hidden, (request, reply) =>
      answer(request, reply, async (context) => {
        const { id, consultation, comment } = request.params;
        const { token } = request.query;
        const isLink = typeof token === 'string' && TOKEN.test(token) && COMMENT.test(comment);
        const shown = isLink ? await reading.followed(consultation, comment, token) : undefined;
        const found = shown === undefined ? undefined : await reading.consultation(consultation, request, 0);
        if (shown === undefined || found === undefined || found.consultation.deliberation !== id)
          return undefined;
        reply.header('referrer-policy', 'no-referrer');
        return followedPage(context, consulting, found.consultation, shown);
      }),
    );
    plain.post<Consulted>(path, { ...hidden, config: commentLimit(limits) }, async (request, reply) => {
      const { id, consultation } = request.params;
      const found = await reading.consultation(consultation, request, 0);
      const form = formIn(request.body);
      if (found === undefined) return consulted(request, reply, request.params, { form });
      try {
        const filing = filingOf(form, found);
        const filed = await reading.file(consultation, filing, request, reply);
        const { comment, follow } = filed;
        const link = follow === undefined ? '' : `&follow=${follow}`;
        const here = `/deliberations/${encodeURIComponent(id)}/consultations/${encodeURIComponent(consultation)}`;
        return await reply.redirect(
          `${here}?${languageAsked(request.url)}filed=${comment}${link}#filed`,
          303,
        );
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        return consulted(request, reply, request.params, { form, refusal }, 422);
      }
    });
    const talk = '/deliberations/:id/conversations/:conversation';
    type Talked = { Params: { id: string; conversation: string }; Querystring: { voted?: unknown } };
    plain.get<Talked>(talk, hidden, (request, reply) =>
      talked(request, reply, request.params, { stood: typeof request.query.voted === 'string' }),
    );
    plain.post<Talked>(talk, hidden, async (request, reply) => {
      const { id, conversation } = request.params;
      try {
        const vote = voteIn(request.body);
        await reading.vote(id, conversation, vote, request);
        const here = `/deliberations/${encodeURIComponent(id)}/conversations/${encodeURIComponent(conversation)}`;
        return await reply.redirect(
          `${here}?${languageAsked(request.url)}voted=${vote.statement}#s${vote.statement}`,
          303,
        );
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        return talked(request, reply, request.params, { refusal }, 422);
      }
    });
  });
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
