import { createHash } from 'node:crypto';
import { LIMITS } from '@plenary/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../settings.ts';
import type { Viewer } from '../viewer.ts';
import { sessionCookie, tokenInCookies } from './cookie.ts';
import { newToken, type RandomBytes } from './token.ts';

/** Somebody who comments: signed in, or known by what their browser keeps and by nothing else. */
export interface Commenter {
  readonly viewer: Viewer;
  /** By whom comments can be erased; it stands beside the record, never in it. */
  readonly owner: string;
  /** An id for support of one comment; for another comment it is another, so that nobody is followed from one to the next. */
  readonly supporterOf: (consultation: string, comment: string) => string;
}

const DAY_SECONDS = 86_400;
const hashed = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

const commenterOf = (viewer: Viewer, owner: string): Commenter => ({
  viewer,
  owner,
  supporterOf: (consultation, comment) => hashed('support', owner, consultation, comment).slice(0, 32),
});

/** Knows commenters by a cookie that scripts cannot read; it holds a token, of which only a hash is kept. */
export const commenters = (settings: Pick<Settings, 'publicUrl'>, randomBytes: RandomBytes) => {
  const { options } = sessionCookie(settings);
  const name = options.secure ? '__Host-plenary-commenter' : 'plenary-commenter';
  const known = (request: FastifyRequest): Commenter | undefined => {
    const { viewer } = request;
    if (viewer.kind !== 'public') return commenterOf(viewer, `account:${viewer.account}`);
    const token = tokenInCookies(request.headers.cookie, name);
    return token === undefined ? undefined : commenterOf(viewer, `browser:${hashed(token)}`);
  };
  return {
    /** Who asks, as far as they commented before. */
    known,
    /** Somebody who did not comment before and is given nothing: for questions that keep nothing. */
    unmet: ({ viewer }: FastifyRequest): Commenter => commenterOf(viewer, 'browser:unmet'),
    /** Who asks; a browser that comments for the first time is given a token. */
    met: (request: FastifyRequest, reply: FastifyReply): Commenter => {
      const before = known(request);
      if (before !== undefined) return before;
      const token = newToken(randomBytes);
      reply.setCookie(name, token, { ...options, maxAge: LIMITS.COMMENTER_DAYS * DAY_SECONDS });
      return commenterOf(request.viewer, `browser:${hashed(token)}`);
    },
  };
};
export type Commenters = ReturnType<typeof commenters>;
