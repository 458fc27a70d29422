import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { LIMITS } from '@plenary/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refused } from '../refused.ts';
import type { Settings } from '../settings.ts';
import type { Viewer } from '../viewer.ts';
import { sessionCookie, tokenInCookies } from './cookie.ts';
import { newToken, type RandomBytes } from './token.ts';

/** Somebody who comments: signed in, or known by what their browser keeps and by nothing else. */
export interface Commenter {
  readonly viewer: Viewer;
  /** By whom comments can be erased; it stands beside the record, never in it. */
  readonly owner: string;
  /** All as whom this browser has commented: before it showed its work it had another token. */
  readonly owners: readonly string[];
  /** Signed in, or known by a token that was given for a solved task. */
  readonly isProven: boolean;
  /** An id for support of one comment; for another comment it is another, so that nobody is followed from one to the next. */
  readonly supporterOf: (consultation: string, comment: string) => string;
}

const DAY_SECONDS = 86_400;
/** Bytes of a token that say which task it was given for; as many again are signed. */
const TASK_BYTES = 16;
const hashed = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

const commenterOf = (
  viewer: Viewer,
  owner: string,
  isProven: boolean,
  before: readonly string[] = [],
): Commenter => ({
  viewer,
  owner,
  owners: [owner, ...before],
  isProven,
  supporterOf: (consultation, comment) => hashed('support', owner, consultation, comment).slice(0, 32),
});

/**
 * Tokens of commenters that were given for solved tasks. One task gives one token, however often it is handed in, and a
 * signature tells them from what somebody made up: nothing is kept of either.
 */
export const provenTokens = (secret: string) => {
  const signed = (task: Uint8Array): Buffer =>
    createHmac('sha256', secret).update('commenter').update(task).digest().subarray(0, TASK_BYTES);
  return {
    make: (task: string): string => {
      const known = createHash('sha256').update(task).digest().subarray(0, TASK_BYTES);
      return Buffer.concat([known, signed(known)]).toString('base64url');
    },
    isProven: (token: string): boolean => {
      const bytes = Buffer.from(token, 'base64url');
      const given = bytes.subarray(TASK_BYTES);
      const expected = signed(bytes.subarray(0, TASK_BYTES));
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
};

/** Name of the cookie of whoever comments without being signed in. */
export const commenterCookieName = (settings: Pick<Settings, 'publicUrl'>): string =>
  sessionCookie(settings).options.secure ? '__Host-plenary-commenter' : 'plenary-commenter';

/** Knows commenters by a cookie that scripts cannot read; it holds a token, of which only a hash is kept. */
export const commenters = (
  settings: Pick<Settings, 'publicUrl'>,
  randomBytes: RandomBytes,
  /** Signs the tokens of those who solved a task. */
  secret: string,
) => {
  const { options } = sessionCookie(settings);
  const name = commenterCookieName(settings);
  const tokens = provenTokens(secret);
  const nameBefore = `${name}-before`;
  const keep = (reply: FastifyReply, token: string, cookie = name): void =>
    void reply.setCookie(cookie, token, { ...options, maxAge: LIMITS.COMMENTER_DAYS * DAY_SECONDS });
  const ownerOf = (token: string): string => `browser:${hashed(token)}`;
  const known = (request: FastifyRequest): Commenter | undefined => {
    const { viewer } = request;
    if (viewer.kind !== 'public') return commenterOf(viewer, `account:${viewer.account}`, true);
    const { cookie } = request.headers;
    const token = tokenInCookies(cookie, name);
    if (token === undefined) return undefined;
    const before = tokenInCookies(cookie, nameBefore);
    return commenterOf(
      viewer,
      ownerOf(token),
      tokens.isProven(token),
      before === undefined ? [] : [ownerOf(before)],
    );
  };
  return {
    /** Who asks, as far as they commented before. */
    known,
    /** Somebody who did not comment before and is given nothing: for questions that keep nothing. */
    unmet: ({ viewer }: FastifyRequest): Commenter => commenterOf(viewer, 'browser:unmet', false),
    /** Who asks by a form without script; a browser that comments for the first time is given a token. */
    met: (request: FastifyRequest, reply: FastifyReply): Commenter => {
      const before = known(request);
      if (before !== undefined) return before;
      const token = newToken(randomBytes);
      keep(reply, token);
      return commenterOf(request.viewer, ownerOf(token), tokens.isProven(token));
    },
    /**
     * CSL-54: who asks by script: signed in, or known by a token for a solved task.
     * @throws Refused `consultation.proofNeeded`
     */
    proven: (request: FastifyRequest): Commenter => {
      const commenter = known(request);
      if (commenter?.isProven !== true) throw refused('consultation.proofNeeded');
      return commenter;
    },
    /**
     * A browser has solved a task: it is known by its token from now on, and goes on to own what it said under another one.
     * The same task makes nobody else of it.
     */
    admit: ({ headers }: FastifyRequest, reply: FastifyReply, task: string): void => {
      const before = tokenInCookies(headers.cookie, name);
      if (before !== undefined && !tokens.isProven(before)) keep(reply, before, nameBefore);
      keep(reply, tokens.make(task));
    },
  };
};
export type Commenters = ReturnType<typeof commenters>;
