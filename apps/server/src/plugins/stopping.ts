import type { FastifyInstance } from 'fastify';
import { refused } from '../refused.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the service is on its way out: not ready, and every connection ends with its answer. */
    readonly stopping: { begun: boolean };
  }
}

/**
 * Lets go of connections while the service stops: from then on each answer ends its connection, since one kept-alive
 * connection would hold the process, and new requests of the API are refused with `server.stopping`.
 */
export const registerStopping = (app: FastifyInstance): void => {
  const stopping = { begun: false };
  let closing = false;
  app.decorate('stopping', stopping);
  app.addHook('preClose', async () => {
    stopping.begun = true;
    closing = true;
  });
  app.addHook('onRequest', async (request, reply) => {
    if (stopping.begun) reply.header('connection', 'close');
    if (closing && request.url.startsWith('/api/')) throw refused('server.stopping');
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (stopping.begun) reply.header('connection', 'close');
    return payload;
  });
};
