import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { addSeconds, type Instant } from '@plenary/consensus';
import type { ApplicationStore, Correspondent, CorrespondentStore } from '@plenary/db';
import {
  ApplicationDecisionRequest,
  ApplicationListAnswer,
  ApplicationRequest,
  LIMITS,
  type SaidInApplication,
} from '@plenary/protocol';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { mustBeWellFormed } from '../commands/well-formed.ts';
import { neededSession } from '../identity/register-identity.ts';
import { newId, type RandomBytes } from '../identity/token.ts';
import { checkedAddress } from '../notices/checked-address.ts';
import type { MailComposer, Told } from '../notices/mail-composer.ts';
import { commentLimit, type RateLimits } from '../plugins/rate-limits.ts';
import { mayDo, roleOf } from '../policies/policy-table.ts';
import { refused, refusedByRules } from '../refused.ts';
import { knownBody, type ReadingParts } from './known-state.ts';

const DAY_SECONDS = 86_400;
const SHOWN_MAX = 200;
const ApplicationParams = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
});

export interface ApplicationParts extends ReadingParts {
  readonly applications: ApplicationStore;
  readonly correspondents: CorrespondentStore;
  readonly composer: MailComposer;
  readonly randomBytes: RandomBytes;
  readonly clock: () => Instant;
  /** Something is to be mailed. */
  readonly wake: () => void;
  readonly limits?: RateLimits;
}

/** Whoever lists organizations reads what they sent. @throws Refused */
const checkMayList = (request: FastifyRequest): void => {
  neededSession(request);
  const { viewer } = request;
  if (!mayDo(viewer, 'listOrganization'))
    throw refused('act.notAllowed', { act: 'listOrganization', role: roleOf(viewer) ?? viewer.kind });
};

/** ACC-155: whoever lists organizations sees whom they would let in; nothing where the address was taken back. */
const addressIn = (reader: Correspondent | undefined): { readonly address?: string } =>
  reader === undefined ? {} : { address: reader.address };

/** Organizations ask to be accredited; the secretariat reads what they say and lists them, or turns them down. */
export const applicationRoutes =
  (parts: ApplicationParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { applications, correspondents, composer, randomBytes, clock, wake, limits } = parts;
    const tags = ['accreditation'];

    app.post(
      '/api/applications',
      {
        schema: {
          tags,
          summary: 'Ask to be accredited',
          description:
            'Nobody needs to be signed in. The secretariat reads the application once the owner of the address has confirmed it.',
          body: ApplicationRequest,
        },
        config: commentLimit(limits),
      },
      async (request, reply) => {
        mustBeWellFormed(request.body);
        const { address, lang, ...said } = request.body;
        const id = newId(randomBytes);
        const at = clock();
        const correspondent = {
          id: newId(randomBytes),
          followed: { application: id },
          address: checkedAddress(address),
          lang,
        };
        const max = {
          waiting: LIMITS.APPLICATIONS_WAITING_MAX,
          unconfirmed: LIMITS.APPLICATIONS_UNCONFIRMED_MAX,
        };
        if (!(await applications.keep({ id, said, at }, max)))
          throw refused('application.tooMany', { limit: LIMITS.APPLICATIONS_WAITING_MAX });
        // Written to too often today: the application is never confirmed, and forgotten with the days.
        const limit = { since: addSeconds(at, -DAY_SECONDS), max: LIMITS.FOLLOWED_PER_ADDRESS_MAX };
        const mail = await composer.question(correspondent);
        if (await correspondents.keep(correspondent, mail, at, limit)) wake();
        return reply.status(204).send();
      },
    );

    app.get(
      '/api/applications',
      {
        schema: {
          tags,
          summary: 'Applications that wait, for the secretariat',
          response: { 200: ApplicationListAnswer },
        },
      },
      async (request, reply): Promise<ApplicationListAnswer> => {
        checkMayList(request);
        const waiting = await applications.waiting(SHOWN_MAX);
        const readers = await correspondents.ofApplications(waiting.map(({ id }) => id));
        reply.header('cache-control', 'no-store');
        return {
          applications: waiting.map(({ id, at, said }) => ({
            id,
            at,
            said: said as SaidInApplication, // written by the route above from its schema
            ...addressIn(readers.get(id)),
          })),
        };
      },
    );

    app.post(
      '/api/applications/:id/decision',
      {
        schema: {
          tags,
          summary:
            'Say under which id an organization that applied was listed, or turn it down with a reason',
          params: ApplicationParams,
          body: ApplicationDecisionRequest,
        },
      },
      async (request, reply) => {
        checkMayList(request);
        const { id } = request.params;
        const decision = request.body;
        mustBeWellFormed(decision);
        if ((await applications.application(id)) === undefined)
          throw refused('application.unknown', { application: id });
        const now = clock();
        const told = async (): Promise<{ readonly letter: Told; readonly at: Instant }> => {
          const path = '/accreditation';
          if ('refused' in decision)
            return { letter: { letter: 'refused', facts: { reason: decision.refused }, path }, at: now };
          const { state } = await knownBody(parts);
          const listing = Object.hasOwn(state.accreditations, decision.listed)
            ? state.accreditations[decision.listed]?.listing
            : undefined;
          if (listing === undefined)
            throw refusedByRules({
              code: 'organization.notListed',
              facts: { organization: decision.listed },
            });
          return {
            letter: { letter: 'listed', facts: { until: listing.objectionsUntil }, path },
            // ACC-155: it is told of this listing, whatever the clock of the node that listed says.
            at: listing.listedAt > now ? listing.listedAt : now,
          };
        };
        const { letter, at } = await told();
        const reader = (await correspondents.ofApplications([id])).get(id);
        const letters = reader === undefined ? [] : [await composer.letter(reader, [letter])];
        const made =
          'refused' in decision
            ? ({ state: 'refused', reason: decision.refused } as const)
            : ({ state: 'listed', organization: decision.listed } as const);
        if (!(await applications.decide(id, made, at, letters)))
          throw refused('application.decided', { application: id });
        wake();
        return reply.status(204).send();
      },
    );
  };
