import rateLimit from '@fastify/rate-limit';
import { LIMITS } from '@plenary/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refused } from '../refused.ts';

/** Numbers of the contract that tests replace by small ones. */
export type RateLimits =
  Pick<
    typeof LIMITS,
    | 'REQUESTS_PER_MINUTE_ANONYMOUS'
    | 'REQUESTS_PER_MINUTE_SESSION'
    | 'SIGN_INS_PER_MINUTE'
    | 'EXPORTS_PER_MINUTE'
    | 'HISTORIES_PER_MINUTE'
    | 'TRENDS_PER_MINUTE'
    | 'SEARCHES_PER_MINUTE'
    | 'CONFIRMATIONS_PER_MINUTE'
    | 'COMMENTS_PER_MINUTE'
    | 'JOININGS_PER_MINUTE'
    | 'ADDRESS_LINKS_PER_MINUTE'
    | 'OPEN_DATA_PER_MINUTE'
  > extends infer Numbers
    ? { readonly [Name in keyof Numbers]: number }
    : never;

const sessionOf = (request: FastifyRequest): string | undefined => request.session?.id;
/**
 * Probes, and the built files of the pages: a hundred readers of one mission share an address and would use up its
 * requests by opening a page, while a file costs nothing.
 */
const isUncounted = ({ url }: FastifyRequest): boolean =>
  url.startsWith('/health/') || url.startsWith('/assets/');

const refuse = (_request: FastifyRequest, context: { readonly max: number; readonly ttl: number }): Error =>
  refused('request.tooMany', { limit: context.max, seconds: Math.max(1, Math.ceil(context.ttl / 1000)) });

const askerOf = (request: FastifyRequest): string => {
  const session = sessionOf(request);
  return session === undefined ? `address ${request.ip}` : `session ${session}`;
};
const requestsOf = (request: FastifyRequest, limits: RateLimits): number =>
  sessionOf(request) === undefined
    ? limits.REQUESTS_PER_MINUTE_ANONYMOUS
    : limits.REQUESTS_PER_MINUTE_SESSION;

/**
 * Counts requests by session, or by address where there is none, after identity is known and before the body is
 * read. Limits hold for one node. Probes and built files are never refused.
 */
export const registerRateLimits = async (
  app: FastifyInstance,
  { limits = LIMITS }: { readonly limits?: RateLimits } = {},
): Promise<void> => {
  await app.register(rateLimit, {
    global: true,
    hook: 'preParsing',
    timeWindow: 60_000,
    cache: 20_000,
    skipOnError: false,
    allowList: isUncounted,
    keyGenerator: askerOf,
    max: (request) => requestsOf(request, limits),
    errorResponseBuilder: refuse,
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': true,
    },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
  });
};

/** Route configuration: so many requests a minute from one address, whoever is signed in. */
const byAddress = (what: string, max: number) => ({
  rateLimit: {
    max,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest): string => `${what} ${request.ip}`,
    errorResponseBuilder: refuse,
  },
});

/** Route configuration: so many requests a minute from one session, or from an address without one. */
const bySession = (what: string, max: number) => ({
  rateLimit: {
    max,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest): string => `${what} ${askerOf(request)}`,
    errorResponseBuilder: refuse,
  },
});

/** Of the ways in. */
export const signInLimit = ({ SIGN_INS_PER_MINUTE }: RateLimits = LIMITS) =>
  byAddress('sign-in', SIGN_INS_PER_MINUTE);

/** Of exports, which may read the whole log. */
export const exportLimit = ({ EXPORTS_PER_MINUTE }: RateLimits = LIMITS) =>
  byAddress('export', EXPORTS_PER_MINUTE);

/** Of past moments, comparisons and previews of live documents, which may read a whole log: by session. */
export const historyLimit = ({ HISTORIES_PER_MINUTE }: RateLimits = LIMITS) =>
  bySession('history', HISTORIES_PER_MINUTE);

/** Of trends and courses, which may read a log on from where the last one ended: by session. */
export const trendLimit = ({ TRENDS_PER_MINUTE }: RateLimits = LIMITS) =>
  bySession('trend', TRENDS_PER_MINUTE);

/** Of changes of how one wants to be told, which may send a mail. */
export const confirmationLimit = ({ CONFIRMATIONS_PER_MINUTE }: RateLimits = LIMITS) =>
  bySession('confirmation', CONFIRMATIONS_PER_MINUTE);

/** Of comments in consultations and of support for them. */
export const commentLimit = ({ COMMENTS_PER_MINUTE }: RateLimits = LIMITS) =>
  byAddress('comment', COMMENTS_PER_MINUTE);

/** Of searches of the register: by session. */
export const searchLimit = ({ SEARCHES_PER_MINUTE }: RateLimits = LIMITS) =>
  bySession('search', SEARCHES_PER_MINUTE);

const searchesWords = ({ query }: FastifyRequest): boolean =>
  typeof query === 'object' && query !== null && 'q' in query && query.q !== '';

/** Of searches through all words of a consultation; what is read without words is counted as any other request. */
export const wordSearchLimit = (limits: RateLimits = LIMITS) => ({
  rateLimit: {
    max: (request: FastifyRequest): number =>
      searchesWords(request) ? limits.SEARCHES_PER_MINUTE : requestsOf(request, limits),
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest): string =>
      `${searchesWords(request) ? 'search ' : ''}${askerOf(request)}`,
    errorResponseBuilder: refuse,
  },
});

/** Of joining a conversation: by address, so that one machine cannot be many people at once. */
export const joiningLimit = ({ JOININGS_PER_MINUTE }: RateLimits = LIMITS) =>
  byAddress('joining', JOININGS_PER_MINUTE);

/** Of mails with a link that confirms an address: by network address, so that one machine writes to few people. */
export const addressLinkLimit = ({ ADDRESS_LINKS_PER_MINUTE }: RateLimits = LIMITS) =>
  byAddress('address-link', ADDRESS_LINKS_PER_MINUTE);

/** Of open data, which reads a whole log. */
export const openDataLimit = ({ OPEN_DATA_PER_MINUTE }: RateLimits = LIMITS) =>
  byAddress('open-data', OPEN_DATA_PER_MINUTE);
