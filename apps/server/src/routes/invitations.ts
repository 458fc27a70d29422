import type { Member, MemberId } from '@plenary/consensus';
import { AcceptInvitationRequest, InvitationAnswer, InviteRequest, SessionAnswer } from '@plenary/protocol';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { browserLabel } from '../identity/browser-label.ts';
import { standsForMember } from '../identity/may-invite.ts';
import { cookieJar, neededSession } from '../identity/register-identity.ts';
import { signInLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { refusedWith } from '../plugins/answer-refusal.ts';
import { refused } from '../refused.ts';
import type { Settings } from '../settings.ts';
import { endPrevious, sessionAnswer } from './session.ts';

/** Where a link leads. The token follows `#`, so that it reaches neither logs nor other sites. */
export const enterPath = (token: string): string => `/enter#token=${token}`;

/** How a member takes part in the body, or nothing when there is no such member. */
export type RoleOf = (member: MemberId) => Promise<Member['role'] | undefined>;

/** @throws Refused when the invitation names no member where it must, one where it must not, or one of another role. */
const checkSeat = async ({ kind, member }: Static<typeof InviteRequest>, roleOf: RoleOf): Promise<void> => {
  const wrong = (problem: string): Error => refused('request.malformed', { place: 'body/member', problem });
  if (!standsForMember(kind)) {
    if (member !== undefined) throw wrong('unexpected');
    return;
  }
  if (member === undefined) throw wrong('required');
  const role = await roleOf(member);
  if (role === undefined) throw wrong('unknown');
  if (role !== (kind === 'delegate' ? 'member' : 'observer')) throw wrong('role');
};

/** Links that bring people in: given by those who may, used once. */
export const registerInvitationRoutes = (
  app: FastifyInstance,
  {
    settings,
    roleOf,
    limits,
  }: {
    readonly settings: Pick<Settings, 'publicUrl'>;
    readonly roleOf: RoleOf;
    readonly limits?: RateLimits;
  },
): void => {
  const jar = cookieJar(settings);
  const tags = ['session'];

  app.post<{ Body: Static<typeof InviteRequest> }>(
    '/api/invitations',
    {
      schema: { tags, summary: 'Invite somebody', body: InviteRequest, response: { 201: InvitationAnswer } },
    },
    async (request, reply) => {
      neededSession(request);
      await checkSeat(request.body, roleOf);
      const outcome = await app.identity.invite(request.viewer, request.body);
      if (!outcome.ok) throw refusedWith(outcome.refusal);
      const { token, expiresAt } = outcome.value;
      const answer: InvitationAnswer = { token, path: enterPath(token), expiresAt };
      return reply.status(201).send(answer);
    },
  );

  app.post<{ Body: Static<typeof AcceptInvitationRequest> }>(
    '/api/invitations/accept',
    {
      schema: {
        tags,
        summary: 'Use an invitation',
        body: AcceptInvitationRequest,
        response: { 200: SessionAnswer },
      },
      config: signInLimit(limits),
    },
    async (request, reply) => {
      const outcome = await app.identity.accept(request.body, browserLabel(request.headers['user-agent']));
      if (!outcome.ok) throw refusedWith(outcome.refusal);
      await endPrevious(app, request);
      const { token, session, account } = outcome.value;
      jar.keep(reply, token);
      return sessionAnswer({ id: session, account });
    },
  );
};
