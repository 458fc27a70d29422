import {
  deadlineActs,
  expiryActs,
  nextDeadline,
  nextExpiry,
  openDecision,
  type DeliberationState,
  type Instant,
  type PlenaryAct,
} from '@plenary/consensus';
import { Refused } from '../refused.ts';
import { requestHashOf } from '../streams/act-to-perform.ts';
import type { Held, HeldStates } from '../streams/held-states.ts';
import type { StreamWriter } from '../streams/writer.ts';

/** How late a deadline is noticed at most, in milliseconds. */
const EVERY_MILLISECONDS = 250;
/** Deadlines that another node announced, and left, are found within this time. */
const LOOK_EVERYWHERE_MILLISECONDS = 15_000;

export interface SchedulerParts {
  /** Streams in which announced times run: all deliberations, and the body. */
  readonly streams: () => Promise<readonly string[]>;
  readonly version: (stream: string) => Promise<number>;
  readonly held: HeldStates;
  readonly writer: StreamWriter;
  readonly clock: () => Instant;
  readonly onFault: (error: unknown) => void;
}

/** Performs what announced times bring about. Its keys follow from the decision, so that twice is once on any node. */
export interface Scheduler {
  /** Takes note of the next deadline of a stream that has changed. */
  readonly note: (stream: string) => void;
  /** Performs what is due in every deliberation now. */
  readonly round: () => Promise<void>;
  /** Resolves when nothing more will be performed. */
  readonly stop: () => Promise<void>;
}

/** An act that an announced time brings about, and what tells it from the same act at another time. */
interface DueAct {
  readonly act: PlenaryAct;
  readonly occasion: string;
}

/** The next announced instant of a stream; sittings have none that brings something about by itself. */
const nextOf = (known: Held): Instant | undefined => {
  if (known.state === undefined) return undefined;
  if (known.kind === 'deliberation') return nextDeadline(known.state);
  return known.kind === 'body' ? nextExpiry(known.state) : undefined;
};

const dueInDeliberation = (state: DeliberationState, at: Instant): readonly DueAct[] => {
  const decision = openDecision(state);
  // A second vote on the same decision is another occasion.
  const occasion =
    decision === undefined ? 'none' : `${decision.id}${decision.tied === undefined ? '' : ':second'}`;
  return deadlineActs(state, at).map((act) => ({ act, occasion }));
};

const dueIn = (known: Held, at: Instant): readonly DueAct[] => {
  if (known.state === undefined) return [];
  if (known.kind === 'deliberation') return dueInDeliberation(known.state, at);
  if (known.kind !== 'body') return [];
  const { accreditations } = known.state;
  return expiryActs(known.state, at).map((act) => ({
    act,
    occasion: `${act.organization}:${accreditations[act.organization]?.standing?.since ?? ''}`,
  }));
};

export const startScheduler = (parts: SchedulerParts): Scheduler => {
  const { streams, version, held, writer, clock, onFault } = parts;
  const due = new Map<string, Instant>();
  /** Versions at which streams were last looked at, so that idle ones need not be held in memory. */
  const lookedAt = new Map<string, number>();
  let working: Promise<void> | undefined;

  const noteHeld = (stream: string, known: Held): void => {
    const next = nextOf(known);
    if (next === undefined) due.delete(stream);
    else due.set(stream, next);
  };

  const perform = async (stream: string): Promise<void> => {
    const known = await held.get(stream);
    if (known.state === undefined) return;
    noteHeld(stream, known);
    lookedAt.set(stream, known.version);
    for (const { act, occasion } of dueIn(known, clock()))
      await writer.perform({
        stream,
        act,
        actor: { kind: 'deadline' },
        actorKey: 'deadline',
        key: `${act.type}:${stream}:${occasion}`,
        requestHash: requestHashOf(stream, act),
      });
  };

  const performIn = async (streams: readonly string[]): Promise<void> => {
    for (const stream of streams)
      try {
        await perform(stream);
      } catch (error) {
        // Refused by the rules: somebody else, or another node, was faster.
        if (!(error instanceof Refused)) onFault(error);
      }
  };

  /** One at a time, so that a slow database is not asked over and over. */
  const alone = (work: () => Promise<void>): Promise<void> => {
    const mine = (working ?? Promise.resolve()).then(work).catch(onFault);
    working = mine;
    return mine.finally(() => {
      if (working === mine) working = undefined;
    });
  };

  const isDue = (stream: string): boolean => {
    const at = due.get(stream);
    return at !== undefined && at < clock();
  };
  const everywhere = (): Promise<void> =>
    alone(async () => {
      const changed: string[] = [];
      for (const stream of await streams())
        if (isDue(stream) || lookedAt.get(stream) !== (await version(stream))) changed.push(stream);
      await performIn(changed);
    });
  const whenDue = (): Promise<void> => {
    const late = [...due.keys()].filter(isDue);
    return late.length === 0 || working !== undefined ? Promise.resolve() : alone(() => performIn(late));
  };
  const timers = [
    setInterval(() => void whenDue(), EVERY_MILLISECONDS),
    setInterval(() => void everywhere(), LOOK_EVERYWHERE_MILLISECONDS),
  ];
  void everywhere();

  return {
    note: (stream) => {
      const known = held.peek(stream);
      if (known?.state !== undefined) noteHeld(stream, known);
    },
    round: everywhere,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await working;
    },
  };
};
