import type { FastifyInstance } from 'fastify';
import { refused } from '../refused.ts';

/**
 * HOS-65: no name and no word holds a zero sign, and the database takes none. An address with one is refused before it is
 * asked for, with `request.malformed`; in bodies the schemas and the rules of words do the same.
 */
export const registerReadableAddress = (app: FastifyInstance): void => {
  app.addHook('onRequest', async ({ url }) => {
    const at = url.indexOf('%00');
    if (at < 0) return;
    const query = url.indexOf('?');
    throw refused('request.malformed', {
      place: query >= 0 && query < at ? 'query' : 'path',
      problem: 'pattern',
    });
  });
};
