import { randomUUID } from 'node:crypto';
import { LIMITS } from '@plenary/protocol';
import { LogController, type FastifyBaseLogger } from 'fastify';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { Settings } from '../settings.ts';

/** An error as it may be logged: statements of the database carry what people wrote, so messages are cut there. */
const errorForLog = (error: Error): Record<string, unknown> => ({
  type: error.name,
  message: (error.message.split(/\nparams:|\n/)[0] ?? '').slice(0, 300),
  ...('code' in error ? { code: error.code } : {}),
  frames: (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12),
  ...(error.cause instanceof Error ? { cause: errorForLog(error.cause) } : {}),
});

/** The log of the service: one JSON object a line, without addresses, names, cookies or bodies. */
export const createLogger = (settings: Pick<Settings, 'logLevel'>, destination?: DestinationStream): Logger =>
  pino(
    {
      level: settings.logLevel,
      base: null,
      serializers: { err: errorForLog, error: errorForLog, req: () => undefined, res: () => undefined },
    },
    destination ?? pino.destination({ fd: 2, sync: false }),
  );

/** Believes the nearest so many proxies, whatever their addresses are. */
const nearest =
  (count: number) =>
  (_address: string, hop: number): boolean =>
    hop < count;

/** Options for `fastify()`: limits, request ids, whom to believe about addresses, and a quiet log. */
export const serverOptions = ({
  settings,
  logger,
}: {
  readonly settings: Pick<Settings, 'trustProxy'>;
  readonly logger: FastifyBaseLogger;
}) => ({
  loggerInstance: logger,
  logController: new LogController({ disableRequestLogging: true }),
  genReqId: (): string => randomUUID(),
  bodyLimit: LIMITS.BODY_BYTES_MAX,
  trustProxy: typeof settings.trustProxy === 'number' ? nearest(settings.trustProxy) : settings.trustProxy,
  // While stopping, every request is answered with a code and `connection: close` (stopping.ts).
  return503OnClosing: false,
  requestTimeout: 60_000,
  routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
});
