import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ACCOUNT_HEADER, ActAnswer, ActRequest, KEY_HEADER, LIMITS } from '@plenary/protocol';
import { performAct, type ReadAhead } from '../commands/perform-act.ts';
import type { Metrics } from '../plugins/metrics.ts';
import { refused, Refused } from '../refused.ts';
import type { StreamWriter } from '../streams/writer.ts';

const SUMMARY = 'Perform one act';
const DESCRIPTION = `The header \`${KEY_HEADER}\` (${LIMITS.KEY_CHARACTERS_MIN} to ${LIMITS.KEY_CHARACTERS_MAX} visible ASCII characters) makes the act happen once however often it is sent: 201 the first time, 200 with the same receipt afterwards. The receipt is signed; within a second the record proves that the events are in it. The header \`${ACCOUNT_HEADER}\`, where it is given, must be the id of the account that is signed in.`;

/** The one route by which everything official happens. */
export const actRoutes =
  (writer: StreamWriter, metrics: Metrics, readAhead: ReadAhead): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/api/acts',
      {
        schema: {
          body: ActRequest,
          tags: ['acts'],
          summary: SUMMARY,
          description: DESCRIPTION,
          response: { 200: ActAnswer, 201: ActAnswer },
        },
      },
      async (request, reply): Promise<ActAnswer> => {
        const { body, viewer, headers, sessionEnded } = request;
        const key = headers[KEY_HEADER];
        const done = metrics.seconds.startTimer();
        try {
          if (sessionEnded) throw refused('session.ended');
          const meant = headers[ACCOUNT_HEADER];
          // IDN-25: never who acts, only who the page believes to be signed in.
          if (meant !== undefined && viewer.kind !== 'public' && meant !== viewer.account)
            throw refused('session.changed');
          const answer = await performAct(
            writer,
            viewer,
            body,
            typeof key === 'string' ? key : undefined,
            readAhead,
          );
          metrics.acts.inc({ type: body.act.type, answer: answer.replayed ? 'replayed' : 'admitted' });
          reply.status(answer.replayed ? 200 : 201);
          return answer;
        } catch (error) {
          const code = error instanceof Refused ? error.refusal.code : 'server.fault';
          // The name of an unknown act is anybody's text and no label.
          metrics.acts.inc({ type: code === 'act.unknown' ? 'unknown' : body.act.type, answer: code });
          throw error;
        } finally {
          done();
        }
      },
    );
  };
