import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { speakingTime, type SittingState } from '@plenary/consensus';
import { SittingAnswer, SittingListAnswer, SpeakingTimeAnswer } from '@plenary/protocol';
import { refused } from '../refused.ts';
import { DeliberationParams } from './deliberations.ts';
import { knownBody, type Known, type ReadingParts } from './known-state.ts';

/** A sitting as it stands; all of it is public. @throws Refused `stream.unknown` */
const knownSitting = async ({ held }: ReadingParts, id: string): Promise<Known<SittingState>> => {
  const stream = `sitting:${id}`;
  const known = await held.get(stream);
  if (known.kind !== 'sitting' || known.state === undefined) throw refused('stream.unknown', { stream });
  return { stream, version: known.version, state: known.state };
};

type Listed = SittingListAnswer['sittings'][number];
const listed = ({ version, state }: Known<SittingState>): Listed => ({
  id: state.id,
  session: state.session,
  meeting: state.meeting,
  title: state.title,
  phase: state.phase,
  opensAt: state.opensAt,
  ...(state.place === undefined ? {} : { place: state.place }),
  ...(state.openedAt === undefined ? {} : { openedAt: state.openedAt }),
  ...(state.adjournedAt === undefined ? {} : { adjournedAt: state.adjournedAt }),
  deliberations: [
    ...new Set(
      state.agenda.flatMap(({ deliberation }) => (deliberation === undefined ? [] : [deliberation])),
    ),
  ],
  version,
});

const byOpening = (a: Listed, b: Listed): number =>
  a.opensAt < b.opensAt ? -1 : a.opensAt > b.opensAt ? 1 : a.meeting - b.meeting;

/** The calendar; empty before the body is founded. */
const sittingList = async (parts: ReadingParts): Promise<SittingListAnswer> => {
  const body = await parts.held.get(await parts.bodyStream());
  const ids = body.kind === 'body' ? (body.state?.sittings ?? []) : [];
  const sittings = await Promise.all(ids.map(async (id) => listed(await knownSitting(parts, id))));
  return { sittings: sittings.toSorted(byOpening) };
};

/** SIT-26: speaking time over every sitting. @throws Refused `stream.unknown` before the body is founded */
const bodySpeakingTime = async (parts: ReadingParts): Promise<SpeakingTimeAnswer> => {
  const { state: body } = await knownBody(parts);
  const sittings = await Promise.all(body.sittings.map((id) => knownSitting(parts, id)));
  const held = sittings.flatMap(({ state }) => (state.openedAt === undefined ? [] : [state]));
  return { sittings: held.length, time: speakingTime(body, held) };
};

/** Streams of the sittings that have a deliberation on their agenda, in the order in which they were planned. */
export const sittingsOn = async (parts: ReadingParts, deliberation: string): Promise<readonly string[]> => {
  const body = await parts.held.get(await parts.bodyStream());
  const ids = body.kind === 'body' ? (body.state?.sittings ?? []) : [];
  const sittings = await Promise.all(ids.map((id) => knownSitting(parts, id)));
  return sittings
    .filter(({ state }) => state.agenda.some((item) => item.deliberation === deliberation))
    .map(({ stream }) => stream);
};

/** Sittings: the calendar of the body, and each as it stands. */
export const sittingRoutes =
  (parts: ReadingParts & { readonly now: () => string }): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['resources'];
    app.get(
      '/api/sittings',
      { schema: { tags, summary: 'The calendar of the body', response: { 200: SittingListAnswer } } },
      () => sittingList(parts),
    );
    app.get(
      '/api/speaking-time',
      {
        schema: {
          tags,
          summary: 'Speaking time over all sittings, by delegation and by group',
          response: { 200: SpeakingTimeAnswer },
        },
      },
      () => bodySpeakingTime(parts),
    );
    app.get(
      '/api/sittings/:id',
      {
        schema: {
          params: DeliberationParams,
          tags,
          summary: 'A sitting as it stands',
          response: { 200: SittingAnswer },
        },
      },
      async (request, reply): Promise<SittingAnswer> => {
        // It carries the instant at which it was made.
        reply.header('cache-control', 'no-store');
        return { ...(await knownSitting(parts, request.params.id)), now: parts.now() };
      },
    );
  };
