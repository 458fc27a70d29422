import type { Notifier, Session } from '@plenary/db';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refused } from '../refused.ts';
import type { Settings } from '../settings.ts';
import { PUBLIC, type Viewer } from '../viewer.ts';
import { viewerOf } from './viewer-of.ts';
import { sessionCookie, tokenInCookies } from './cookie.ts';
import { createIdentity, type Identity, type IdentityDeps } from './identity.ts';
import { isOwnOrigin, mayWriteFrom } from './origin.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readonly identity: Identity;
    /** Who opens a socket, by the `Cookie` header of its handshake. */
    readonly resolveSocketViewer: (cookieHeader: string | undefined) => Promise<Viewer>;
    /** Whether a page of this origin may open a socket here; sockets without an origin come from no browser. */
    readonly mayConnectFrom: (origin: string | undefined, host: string | undefined) => boolean;
  }
  interface FastifyRequest {
    viewer: Viewer;
    /** The open session this request came with. */
    session: Session | undefined;
    /** A session cookie came along, but its session has ended. */
    sessionEnded: boolean;
  }
}

export interface IdentityOptions extends IdentityDeps {
  readonly settings: Pick<Settings, 'publicUrl' | 'allowedOrigins'>;
  /** Tells the other nodes that a session has ended. */
  readonly notifier: Notifier;
  /** How often sessions with something open are looked up again, in milliseconds; see `EndedSessions`. */
  readonly sweepMs: number;
}

/** The session of a request that needs one. @throws Refused `session.ended` or `session.needed` */
export const neededSession = (request: FastifyRequest): Session => {
  if (request.session !== undefined) return request.session;
  throw refused(request.sessionEnded ? 'session.ended' : 'session.needed');
};

/** Marks, among the names that nodes send each other, that of a session that has ended. */
const SESSION_PREFIX = 'session:';

/** Gives the browser its session, or takes it away. */
export interface CookieJar {
  readonly keep: (reply: FastifyReply, token: string) => void;
  readonly forget: (reply: FastifyReply) => void;
}

export const cookieJar = (settings: Pick<Settings, 'publicUrl'>): CookieJar => {
  const { name, options } = sessionCookie(settings);
  return {
    keep: (reply, token) => void reply.setCookie(name, token, options),
    forget: (reply) => void reply.clearCookie(name, { ...options, maxAge: 0 }),
  };
};

/**
 * Makes known who asks, before anything else looks at a request: `request.viewer` comes from the session cookie and
 * from nothing else, and requests that write are admitted only from our own pages.
 */
export const registerIdentity = (app: FastifyInstance, options: IdentityOptions): Identity => {
  const { settings, sweepMs, notifier } = options;
  const identity = createIdentity(options);
  identity.ended.onAnnounced((session) => notifier.announce(`${SESSION_PREFIX}${session}`));
  notifier.listen((name) => {
    if (name.startsWith(SESSION_PREFIX)) identity.ended.heard(name.slice(SESSION_PREFIX.length));
  });
  const { name } = sessionCookie(settings);

  app.decorate('identity', identity);
  app.decorate('resolveSocketViewer', async (cookieHeader: string | undefined) => {
    const token = tokenInCookies(cookieHeader, name);
    const session = token === undefined ? undefined : await identity.resolve(token);
    return session === undefined ? PUBLIC : viewerOf(session);
  });
  app.decorate(
    'mayConnectFrom',
    (origin: string | undefined, host: string | undefined) =>
      origin === undefined || isOwnOrigin(origin, host ?? '', settings),
  );
  app.decorateRequest('viewer');
  app.decorateRequest('session', undefined);
  app.decorateRequest('sessionEnded', false);

  app.addHook('onRequest', async (request) => {
    request.viewer = PUBLIC;
    if (!mayWriteFrom(request, settings)) throw refused('request.origin');
    const token = tokenInCookies(request.headers.cookie, name);
    if (token === undefined) return;
    const session = await identity.resolve(token);
    request.session = session;
    request.sessionEnded = session === undefined;
    if (session !== undefined) request.viewer = viewerOf(session);
  });

  let sweeping: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const sweep = async (): Promise<void> => {
    try {
      await identity.ended.sweep();
    } catch (error) {
      app.log.error({ err: error }, 'open sessions could not be looked up');
    } finally {
      running = undefined;
    }
  };
  app.addHook('onReady', async () => {
    sweeping = setInterval(() => void (running ??= sweep()), sweepMs).unref();
  });
  // What is being looked up still reads from a database that is about to be closed.
  app.addHook('onClose', async () => {
    clearInterval(sweeping);
    await running;
  });
  return identity;
};
