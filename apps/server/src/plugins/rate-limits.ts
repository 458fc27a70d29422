import rateLimit from '@fastify/rate-limit';
import { LIMITS } from '@plenary/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refused } from '../refused.ts';

/** Numbers of the contract that tests replace by small ones. */
export type RateLimits =
  Pick<
    typeof LIMITS,
    'REQUESTS_PER_MINUTE_ANONYMOUS' | 'REQUESTS_PER_MINUTE_SESSION' | 'SIGN_INS_PER_MINUTE'
  > extends infer Numbers
    ? { readonly [Name in keyof Numbers]: number }
    : never;

const sessionOf = (request: FastifyRequest): string | undefined => request.session?.id;
const isProbe = (request: FastifyRequest): boolean => request.url.startsWith('/health/');

const refuse = (_request: FastifyRequest, context: { readonly max: number; readonly ttl: number }): Error =>
  refused('request.tooMany', { limit: context.max, seconds: Math.max(1, Math.ceil(context.ttl / 1000)) });

/**
 * Counts requests by session, or by address where there is none, after identity is known and before the body is
 * read. Limits hold for one node. Probes are never refused.
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
    allowList: isProbe,
    keyGenerator: (request) => {
      const session = sessionOf(request);
      return session === undefined ? `address ${request.ip}` : `session ${session}`;
    },
    max: (request) =>
      sessionOf(request) === undefined
        ? limits.REQUESTS_PER_MINUTE_ANONYMOUS
        : limits.REQUESTS_PER_MINUTE_SESSION,
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

/** Route configuration of the ways in: attempts a minute from one address, whoever is signed in. */
export const signInLimit = (limits: RateLimits = LIMITS) => ({
  rateLimit: {
    max: limits.SIGN_INS_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest): string => `sign-in ${request.ip}`,
    errorResponseBuilder: refuse,
  },
});
