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
  type AddressLinkRequest,
  type CommenterAnswer,
  type ShownComment,
} from '@plenary/protocol';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CastVote } from '../conversations/cast-vote.ts';
import type { RandomBytes } from '../identity/token.ts';
import { addressLinkLimit, commentLimit, joiningLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { contentSecurityPolicy } from '../plugins/security-headers.ts';
import { refused } from '../refused.ts';
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
import { html, type Html } from './html.ts';
import { consultationPage, consultationsPage, followedPage } from './consultation-reader.ts';
import type { CommentedAmendment } from '../consultations/commented-amendments.ts';
import { EMPTY_FORM, formIn, filingOf, type CommentFormFields, type FiledByForm } from './comment-form.ts';
import { voteIn } from './conversation-form.ts';
import { conversationPage, conversationsPage, type ReadConversation } from './conversation-reader.ts';
import { askForLink, backIn, fieldOf, takePartPage } from './part-pages.ts';
import { plainMessages, sayIn } from './plain-messages.ts';
import { refusalOf } from './refusal-of.ts';
import { privacyPage } from './privacy-page.ts';
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
  /** Joins as the owner of the address that was confirmed in this browser. @throws Refused */
  readonly join: (deliberation: string, conversation: string, request: FastifyRequest) => Promise<void>;
  /** What this browser has shown of itself. */
  readonly shown: (request: FastifyRequest) => CommenterAnswer;
  /** Mails the link that confirms an address. @throws Refused */
  readonly askForLink: (asked: AddressLinkRequest) => Promise<void>;
  /** Takes a mailed link. @throws Refused */
  readonly confirmAddress: (reply: FastifyReply, link: string) => void;
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
  const inventory = plainMessages('privacy');
  app.get('/privacy', hidden, (request, reply) =>
    answer(request, reply, async (context) => privacyPage(context, inventory)),
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
  const parting = plainMessages('part');
  /** Below a form: how whoever is not signed in confirms an address, without script. */
  const ofPart = (request: FastifyRequest, context: ReaderContext, back: string, asked: unknown): Html => {
    const say = sayIn(context, parting);
    if (reading.shown(request).mail) return html`<p>${say('known')}</p>`;
    if (asked === 'sent') return html`<p role="status" id="asked"><strong>${say('sent')}</strong></p>`;
    const refusal =
      asked === 'bad'
        ? html`<p role="alert" id="asked"><strong>${say('errors.notice.badAddress')}</strong></p>`
        : html``;
    return html`${refusal}${askForLink(context, parting, back)}`;
  };
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
      readonly asked?: unknown;
    },
    status?: number,
  ) =>
    answer(
      request,
      reply,
      async (context) => {
        const { offset = 0, asked, ...more } = shown;
        const found = await reading.consultation(consultation, request, offset);
        if (found === undefined || found.consultation.deliberation !== id) return undefined;
        const key = Buffer.from(randomBytes(16)).toString('hex');
        const { audience, proof, id: name } = found.consultation.state;
        const part =
          audience === 'public' && proof !== 'work'
            ? ofPart(request, context, `/deliberations/${id}/consultations/${name}`, asked)
            : html``;
        return consultationPage(context, consulting, { ...found, ...more, key, part });
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
    outcome: { readonly stood?: boolean; readonly refusal?: Refusal; readonly asked?: unknown },
    status?: number,
  ) =>
    answer(
      request,
      reply,
      async (context) => {
        const found = await reading.conversation(id, conversation, request);
        if (found === undefined) return undefined;
        const { asked, ...more } = outcome;
        const { audience, proof } = found.conversation;
        const isOffered = audience === 'public' && proof !== 'work' && found.voted === undefined;
        const here = `/deliberations/${id}/conversations/${conversation}`;
        return conversationPage(context, talking, id, found, {
          ...more,
          ...(isOffered
            ? {
                mayJoin: reading.shown(request).mail && request.viewer.kind === 'public',
                part: ofPart(request, context, here, asked),
              }
            : {}),
        });
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
      Querystring: { filed?: unknown; follow?: unknown; about?: unknown; offset?: unknown; asked?: unknown };
    };
    plain.get<Consulted>(path, hidden, (request, reply) => {
      const { filed, follow, about, offset, asked } = request.query;
      // The form can be opened at a paragraph or at an amendment.
      const place = typeof about === 'string' && SUBJECT.test(about) ? { about } : {};
      const number = typeof filed === 'string' && COMMENT.test(filed) ? { filed } : {};
      const link = typeof follow === 'string' && TOKEN.test(follow) ? { follow } : {};
      return consulted(request, reply, request.params, {
        form: { ...EMPTY_FORM, ...place },
        ...number,
        ...link,
        offset: offsetIn(offset),
        asked,
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
    type Talked = {
      Params: { id: string; conversation: string };
      Querystring: { voted?: unknown; asked?: unknown };
    };
    plain.get<Talked>(talk, hidden, (request, reply) =>
      talked(request, reply, request.params, {
        stood: typeof request.query.voted === 'string',
        asked: request.query.asked,
      }),
    );
    plain.post<Talked>(talk, hidden, async (request, reply) => {
      const { id, conversation } = request.params;
      try {
        const here = `/deliberations/${encodeURIComponent(id)}/conversations/${encodeURIComponent(conversation)}`;
        if (fieldOf(request.body, 'join') !== '') {
          await reading.join(id, conversation, request);
          return await reply.redirect(`${here}?${languageAsked(request.url)}`, 303);
        }
        const vote = voteIn(request.body);
        await reading.vote(id, conversation, vote, request);
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
    const confirming = (
      request: FastifyRequest,
      reply: FastifyReply,
      asked: { readonly link: unknown; readonly back: unknown },
      refusal?: Refusal,
    ) =>
      answer(
        request,
        reply,
        async (context) => {
          const back = backIn(asked.back);
          if (back === undefined || typeof asked.link !== 'string') return undefined;
          reply.header('referrer-policy', 'no-referrer');
          const more = refusal === undefined ? {} : { refusal };
          return takePartPage(context, parting, { link: asked.link, back, ...more });
        },
        refusal === undefined ? 200 : 422,
      );
    type Mailed = { Querystring: { link?: unknown; back?: unknown } };
    plain.get<Mailed>('/take-part', hidden, (request, reply) =>
      confirming(request, reply, { link: request.query.link, back: request.query.back }),
    );
    plain.post('/take-part', { ...hidden, config: joiningLimit(limits) }, async (request, reply) => {
      const link = fieldOf(request.body, 'link');
      const back = fieldOf(request.body, 'back');
      try {
        reading.confirmAddress(reply, link);
        const to = backIn(back) ?? '/';
        return await reply.redirect(`${to}?${languageAsked(request.url)}`, 303);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        return confirming(request, reply, { link, back }, refusal);
      }
    });
    plain.post('/take-part/ask', { ...hidden, config: addressLinkLimit(limits) }, async (request, reply) => {
      const back = backIn(fieldOf(request.body, 'back'));
      if (back === undefined) throw refused('request.malformed', { place: 'form/back', problem: 'pattern' });
      const asked = new URL(request.url, 'http://form').searchParams.get('lang') ?? undefined;
      const lang = chooseLanguage(asked, request.headers['accept-language']);
      const to = (outcome: 'sent' | 'bad') =>
        reply.redirect(`${back}?${languageAsked(request.url)}asked=${outcome}#asked`, 303);
      const address = fieldOf(request.body, 'address').trim();
      if (address.length > LIMITS.ADDRESS_CHARACTERS_MAX) return to('bad');
      try {
        await reading.askForLink({ address, lang, back });
        return await to('sent');
      } catch (error) {
        if (refusalOf(error)?.code !== 'notice.badAddress') throw error;
        return to('bad');
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
