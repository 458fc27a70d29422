import '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

/** How long one question of readiness may take before it counts as a no, in milliseconds. */
const PROBE_MS = 2_000;

/** What readiness asks. Each throws, or says no, when the service should get no traffic. */
export interface ReadinessProbes {
  /** The database answers and has every migration. */
  readonly database: () => Promise<boolean>;
  /** What is committed reaches the record in time. */
  readonly sequencer: () => Promise<boolean>;
}

/** Whether a probe says yes in time. A fault of the probe is a no; `onFault` hears of it. */
const settled = async (
  probe: () => Promise<boolean>,
  onFault: (error: unknown) => void,
): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_MS);
  });
  try {
    return await Promise.race([probe(), late]);
  } catch (error) {
    onFault(error);
    return false;
  } finally {
    clearTimeout(timer);
  }
};

/** `/health/live`: the process answers. `/health/ready`: it may get traffic; 503 says which part is not. */
export const registerHealthRoutes = (
  app: FastifyInstance,
  { probes }: { readonly probes: ReadinessProbes },
): void => {
  let wasFaulty = false;
  app.get('/health/live', { schema: { hide: true } }, async () => ({ live: true }));
  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    let faulty = false;
    const onFault = (error: unknown): void => {
      faulty = true;
      // Probes come every few seconds: the fault is told when it begins, not each time it is met.
      if (!wasFaulty) app.log.error({ err: error }, 'not ready');
    };
    const [database, sequencer] = await Promise.all([
      settled(probes.database, onFault),
      settled(probes.sequencer, onFault),
    ]);
    wasFaulty = faulty;
    const stopping = app.stopping.begun;
    const ready = database && sequencer && !stopping;
    return reply.status(ready ? 200 : 503).send({ ready, database, sequencer, stopping });
  });
};
