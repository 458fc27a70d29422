import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings.ts';
import { registerErrors } from './errors.ts';
import { registerMetrics } from './metrics.ts';
import { BROTLI, PACKED_FROM_BYTES } from './packing.ts';
import { registerReadableAddress } from './readable-address.ts';
import { registerRateLimits, type RateLimits } from './rate-limits.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { registerStopping } from './stopping.ts';

/**
 * Everything at the edge that is no act and no resource: errors with codes, headers, compression, cookies, limits,
 * figures, and letting go while stopping. The assembly, in this order: `fastify(serverOptions(…))`, `registerPlugins`,
 * `registerIdentity` (who asks; `request.viewer`, `app.resolveSocketViewer`, `app.mayConnectFrom`, `app.identity`),
 * `registerActMetrics`, then the routes: `registerSessionRoutes`, `registerInvitationRoutes`, `registerHealthRoutes`,
 * those of acts and resources, and last `registerPages`.
 */
export const registerPlugins = async (
  app: FastifyInstance,
  {
    settings,
    limits,
    processMetrics = false,
  }: {
    readonly settings: Settings;
    readonly limits?: RateLimits;
    /** Figures of the process as a whole; once per process. */
    readonly processMetrics?: boolean;
  },
): Promise<void> => {
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  registerErrors(app);
  registerStopping(app);
  registerReadableAddress(app);
  await registerSecurityHeaders(app, { settings });
  await app.register(cookie);
  await app.register(compress, {
    threshold: PACKED_FROM_BYTES,
    encodings: ['br', 'gzip', 'identity'],
    brotliOptions: BROTLI,
  });
  await registerRateLimits(app, limits === undefined ? {} : { limits });
  registerMetrics(app, { settings, ofProcess: processMetrics });
};
