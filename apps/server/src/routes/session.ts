import { SessionAnswer, SessionListAnswer, SignInRequest } from '@plenary/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { browserLabel } from '../identity/browser-label.ts';
import { cookieJar, neededSession } from '../identity/register-identity.ts';
import type { Account } from '@plenary/db';
import { signInLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refusedWith } from '../plugins/answer-refusal.ts';
import { refused } from '../refused.ts';
import type { Settings } from '../settings.ts';

const SessionParams = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
});

/** What a page may know about who is signed in. */
export const sessionAnswer = (
  session: { readonly id: string; readonly account: Account } | undefined,
): SessionAnswer => {
  if (session === undefined) return { signedIn: false };
  const { id, kind, member, mayBind, displayName, passwordHash } = session.account;
  return {
    signedIn: true,
    account: {
      id,
      kind,
      ...(member === undefined ? {} : { member }),
      mayBind,
      displayName,
      hasPassword: passwordHash !== undefined,
    },
    session: session.id,
  };
};

/** Ends the session a request came with, when it is replaced by another. */
export const endPrevious = async (app: FastifyInstance, request: FastifyRequest): Promise<void> => {
  if (request.session !== undefined)
    await app.identity.signOut(request.session.account.id, request.session.id);
};

/** Signing in and out, and the sessions of one's own account. */
export const registerSessionRoutes = (
  app: FastifyInstance,
  { settings, limits }: { readonly settings: Pick<Settings, 'publicUrl'>; readonly limits?: RateLimits },
): void => {
  const jar = cookieJar(settings);
  const tags = ['session'];

  // Asking changes nothing, also no cookie: that of a session which ended may have been replaced in this moment.
  app.get(
    '/api/session',
    { schema: { tags, summary: 'Who is signed in', response: { 200: SessionAnswer } } },
    async (request) => sessionAnswer(request.session),
  );

  app.post<{ Body: Static<typeof SignInRequest> }>(
    '/api/session',
    {
      schema: { tags, summary: 'Sign in', body: SignInRequest, response: { 200: SessionAnswer } },
      config: signInLimit(limits),
    },
    async (request, reply) => {
      const outcome = await app.identity.signIn(request.body, browserLabel(request.headers['user-agent']));
      if (!outcome.ok) throw refusedWith(outcome.refusal);
      await endPrevious(app, request);
      const { token, session, account } = outcome.value;
      jar.keep(reply, token);
      return sessionAnswer({ id: session, account });
    },
  );

  app.delete('/api/session', { schema: { tags, summary: 'Sign out' } }, async (request, reply) => {
    await endPrevious(app, request);
    jar.forget(reply);
    return reply.status(204).send();
  });

  app.get(
    '/api/sessions',
    { schema: { tags, summary: 'Own sessions', response: { 200: SessionListAnswer } } },
    async (request): Promise<SessionListAnswer> => {
      const current = neededSession(request);
      const sessions = await app.identity.sessions(current.account.id);
      return { sessions: sessions.map((session) => ({ ...session, current: session.id === current.id })) };
    },
  );

  app.delete<{ Params: Static<typeof SessionParams> }>(
    '/api/sessions/:id',
    { schema: { tags, summary: 'End one of the own sessions', params: SessionParams } },
    async (request, reply) => {
      const current = neededSession(request);
      const was = await app.identity.signOut(current.account.id, request.params.id);
      if (!was) throw refused('session.notFound');
      if (request.params.id === current.id) jar.forget(reply);
      return reply.status(204).send();
    },
  );

  app.delete(
    '/api/sessions',
    { schema: { tags, summary: 'Sign out everywhere' } },
    async (request, reply) => {
      await app.identity.signOutEverywhere(neededSession(request).account.id);
      jar.forget(reply);
      return reply.status(204).send();
    },
  );
};
