import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Settings } from '../settings.ts';
import { routeOf } from './errors.ts';
import { refused } from '../refused.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Where every part of the service registers its figures; shown at `/metrics`. */
    readonly metrics: Registry;
  }
}

const carries = (header: string | undefined, token: string): boolean => {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/** Figures for operators in the text format of Prometheus, at `/metrics`; with a token only for those who carry it. */
export const registerMetrics = (
  app: FastifyInstance,
  { settings, ofProcess }: { readonly settings: Pick<Settings, 'metricsToken'>; readonly ofProcess: boolean },
): void => {
  const metrics = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: metrics, prefix: 'plenary_' });
  const duration = new Histogram({
    name: 'plenary_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  });
  app.decorate('metrics', metrics);
  app.addHook('onResponse', async (request, reply) => {
    duration.observe(
      { method: request.method, route: routeOf(request), status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const token = settings.metricsToken;
    if (token !== undefined && !carries(request.headers.authorization, token))
      throw refused('request.notFound', { path: '/metrics' });
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
};

/** Figures of acts, sockets and the record; the parts that know them say how to read them. */
export const registerActMetrics = (
  app: FastifyInstance,
  read: { readonly sockets: () => number; readonly unsequenced: () => Promise<number> },
) => {
  const registers = [app.metrics];
  new Gauge({
    name: 'plenary_sockets',
    help: 'Open sockets.',
    registers,
    collect() {
      this.set(read.sockets());
    },
  });
  new Gauge({
    name: 'plenary_unsequenced_events',
    help: 'Events that wait for their place in the record.',
    registers,
    async collect() {
      this.set(await read.unsequenced());
    },
  });
  return {
    acts: new Counter({
      name: 'plenary_acts_total',
      help: 'Acts by type and by the code of their answer.',
      labelNames: ['type', 'answer'] as const,
      registers,
    }),
    seconds: new Histogram({
      name: 'plenary_act_seconds',
      help: 'Time from the request to the acknowledgement of an act.',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
  };
};
export type Metrics = ReturnType<typeof registerActMetrics>;

/** Figures of the live text. */
export const registerLiveMetrics = (
  app: FastifyInstance,
  read: {
    readonly count: () => { readonly rooms: number; readonly members: number };
    readonly size: () => Promise<{ readonly rows: number; readonly bytes: number }>;
  },
) => {
  const registers = [app.metrics];
  new Gauge({
    name: 'plenary_live_documents',
    help: 'Live documents in memory.',
    registers,
    collect() {
      this.set(read.count().rooms);
    },
  });
  new Gauge({
    name: 'plenary_live_members',
    help: 'Live documents open on sockets, each counted once for each.',
    registers,
    collect() {
      this.set(read.count().members);
    },
  });
  new Gauge({
    name: 'plenary_live_log',
    help: 'The logs of all live documents: their rows, and the bytes they take.',
    labelNames: ['what'] as const,
    registers,
    async collect() {
      const { rows, bytes } = await read.size();
      this.set({ what: 'rows' }, rows);
      this.set({ what: 'bytes' }, bytes);
    },
  });
  return {
    refusals: new Counter({
      name: 'plenary_socket_refusals_total',
      help: 'What sockets sent and was refused, by code: messages, batches of updates, carets.',
      labelNames: ['code'] as const,
      registers,
    }),
    saved: new Histogram({
      name: 'plenary_live_saved_seconds',
      help: 'Time from the arrival of a batch of updates to its acknowledgement.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
  };
};
