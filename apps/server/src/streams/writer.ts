import type { Recorded } from '@plenary/consensus';
import type { EventStore, StoredAct } from '@plenary/db';
import type { Receipt } from '@plenary/ledger';
import { LIMITS } from '@plenary/protocol';
import { refused } from '../refused.ts';
import { keyName, type ActToPerform, type Performed } from './act-to-perform.ts';
export type { ActToPerform, Performed } from './act-to-perform.ts';
import { recordedOf } from './held-states.ts';
import { planBatch, storedActOf, type Plan, type PlanParts } from './plan-batch.ts';

interface Job {
  readonly request: ActToPerform;
  readonly done: (performed: Performed) => void;
  readonly failed: (error: unknown) => void;
}

export interface WriterParts extends PlanParts {
  readonly store: EventStore;
  /** Called after commit with the events of one stream, in its order. */
  readonly announce: (stream: string, events: readonly Recorded[]) => void;
  /** Called when another node wrote first: brings the stream up to date and announces what it wrote. */
  readonly catchUp: (stream: string) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

const byStream = (events: readonly Recorded[]): ReadonlyMap<string, readonly Recorded[]> => {
  const grouped = new Map<string, Recorded[]>();
  for (const event of events) {
    const own = grouped.get(event.stream);
    if (own === undefined) grouped.set(event.stream, [event]);
    else own.push(event);
  }
  return grouped;
};

/**
 * One writer for each stream: acts wait in a queue, are admitted one after the other against the evolving state, and
 * as many as wait are committed in one transaction with their idempotency keys. Nothing is acknowledged, refused or
 * announced on the strength of something uncommitted. When another node was faster the batch is admitted again on the
 * newer state.
 */
export const streamWriter = (parts: WriterParts) => {
  const { store, held, bodyStream, announce, catchUp, onFault } = parts;
  const queues = new Map<string, Job[]>();
  const running = new Map<string, Promise<void>>();
  const underWay = new Map<
    string,
    { readonly requestHash: string; readonly performed: Promise<Performed> }
  >();

  const replayOf = async (stored: StoredAct): Promise<Performed> => {
    const count = stored.toVersion - stored.fromVersion;
    const events = count === 0 ? [] : await store.read(stored.stream, stored.fromVersion, count);
    // Only `storedActOf` writes receipts.
    return { receipt: stored.receipt as Receipt, events: events.map(recordedOf), replayed: true };
  };

  /** What the key brought about before, if it was used. @throws Refused when it was used for something else */
  const performedBefore = async ({
    actorKey,
    key,
    requestHash,
  }: ActToPerform): Promise<Performed | undefined> => {
    const stored = await store.findAct(actorKey, key);
    if (stored === undefined) return undefined;
    if (stored.requestHash !== requestHash) throw refused('act.keyReused', { key });
    return replayOf(stored);
  };

  const settle = async (job: Job, otherwise: () => void): Promise<void> => {
    try {
      const before = await performedBefore(job.request);
      if (before === undefined) otherwise();
      else job.done(before);
    } catch (error) {
      job.failed(error);
    }
  };

  const acknowledge = async ({ planned, refusals, states }: Plan, jobOf: (request: ActToPerform) => Job) => {
    for (const [stream, state] of states) held.put(stream, state);
    for (const [stream, events] of byStream(planned.flatMap(({ events }) => events)))
      announce(stream, events);
    for (const { request, receipt, events } of planned)
      jobOf(request).done({
        receipt,
        events: events.filter(({ stream }) => stream === request.stream),
        replayed: false,
      });
    for (const stream of states.keys()) held.snapshotIfDue(stream).catch(onFault);
    // A key that another node took while this one waited has an answer, even where the act is no longer in order.
    for (const { request, error } of refusals) {
      const job = jobOf(request);
      await settle(job, () => job.failed(error));
    }
  };

  const commit = async (queue: string, jobs: readonly Job[]): Promise<void> => {
    let left = jobs;
    for (let tries = 0; tries <= LIMITS.APPEND_RETRIES_MAX && left.length > 0; tries += 1) {
      const jobsNow = new Map(left.map((job) => [job.request, job]));
      const jobOf = (request: ActToPerform): Job => {
        const job = jobsNow.get(request);
        if (job === undefined) throw new Error('a plan holds an act nobody asked for');
        return job;
      };
      const plan = await planBatch(
        parts,
        left.map(({ request }) => request),
      );
      const rows = plan.planned.flatMap(({ rows }) => rows);
      const acts = plan.planned.map(storedActOf);
      const beside = {
        keep: plan.planned.flatMap((planned) => planned.beside.keep),
        erase: plan.planned.flatMap((planned) => planned.beside.erase),
      };
      const appended = acts.length === 0 ? { ok: true } : await store.append(rows, acts, beside);
      if (appended.ok) return acknowledge(plan, jobOf);
      for (const stream of new Set([queue, await bodyStream(), ...plan.states.keys()])) await catchUp(stream);
      const rest: Job[] = [];
      for (const job of left) await settle(job, () => rest.push(job));
      left = rest;
    }
    for (const job of left)
      job.failed(refused('stream.contended', { stream: queue, tries: LIMITS.APPEND_RETRIES_MAX }));
  };

  const work = async (queue: string, waiting: Job[]): Promise<void> => {
    while (waiting.length > 0) {
      const jobs = waiting.splice(0, LIMITS.ACTS_PER_COMMIT_MAX);
      try {
        await commit(queue, jobs);
      } catch (error) {
        // Whether this was written is unknown: believe nothing in memory, read it from the log again.
        const touched = new Set([
          queue,
          await bodyStream().catch(() => queue),
          ...jobs.map(({ request }) => request.stream),
        ]);
        for (const stream of touched) {
          held.drop(stream);
          catchUp(stream).catch(onFault);
        }
        for (const job of jobs) job.failed(error);
      }
    }
    // In the same turn in which the queue was seen empty, so that no act waits for a worker that has left.
    queues.delete(queue);
    running.delete(queue);
  };

  const enqueue = async (request: ActToPerform): Promise<Performed> => {
    const before = await performedBefore(request);
    if (before !== undefined) return before;
    // What an act of opening or planning writes to the body must wait its turn among the acts of the body.
    const { type } = request.act;
    const listed = type === 'openDeliberation' || type === 'planSitting' || type === 'announceConsultation';
    const queue = listed ? await bodyStream() : request.stream;
    const waiting = queues.get(queue) ?? [];
    queues.set(queue, waiting);
    if (waiting.length >= LIMITS.ACTS_WAITING_MAX)
      throw refused('stream.busy', { stream: queue, limit: LIMITS.ACTS_WAITING_MAX });
    return new Promise<Performed>((done, failed) => {
      waiting.push({ request, done, failed });
      if (!running.has(queue)) running.set(queue, work(queue, waiting));
    });
  };

  return {
    /**
     * Performs an act once and answers when it is committed; a key that came before is answered with its receipt.
     * @throws Refused with the code of the rules or of the service
     */
    perform: async (request: ActToPerform): Promise<Performed> => {
      const name = keyName(request);
      const same = underWay.get(name);
      if (same !== undefined) {
        if (same.requestHash !== request.requestHash) throw refused('act.keyReused', { key: request.key });
        return { ...(await same.performed), replayed: true };
      }
      const performed = enqueue(request);
      underWay.set(name, { requestHash: request.requestHash, performed });
      try {
        return await performed;
      } finally {
        underWay.delete(name);
      }
    },
    /** What an act brought about that came before under the same key. @throws Refused `act.keyReused` */
    before: performedBefore,
    /** Resolves when nothing waits and nothing is under way. */
    idle: async (): Promise<void> => {
      while (underWay.size > 0 || running.size > 0)
        await Promise.allSettled([
          ...running.values(),
          ...[...underWay.values()].map((act) => act.performed),
        ]);
    },
  };
};
export type StreamWriter = ReturnType<typeof streamWriter>;
