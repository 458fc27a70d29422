import type { Instant } from '@plenary/consensus';
import type { LedgerStore } from '@plenary/db';
import {
  appendLeaves,
  canonicalJson,
  frontierAt,
  leafHashOfText,
  rootOf,
  signCheckpoint,
  type Envelope,
  type Frontier,
  type Signer,
} from '@plenary/ledger';

const BATCH = 2_000;
/** How long after an event its place in the log may wait for company, in milliseconds. */
export const GATHER_MILLISECONDS = 50;
/** Safety net for events of other nodes and for a lost wake-up. */
const POLL_MILLISECONDS = 1_000;

/** Gives every committed event its place in the one log and signs a checkpoint after each batch. */
export const startSequencer = (parts: {
  readonly ledger: LedgerStore;
  readonly signer: Signer;
  readonly clock: () => Instant;
  readonly onFault: (error: unknown) => void;
}) => {
  const { ledger, signer, clock, onFault } = parts;
  let known: Frontier | undefined;
  let stopped = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const step = (): Promise<number> =>
    ledger.sequence(BATCH, async (waiting, size, read) => {
      // Another node may have appended since: the right edge is then read again.
      const from = known?.size === size ? known : await frontierAt(read, size);
      const entries = waiting.map(({ stream, version, type, at, actor, audience, commitment }, index) => {
        const envelope: Envelope = {
          seq: size + index,
          stream,
          version,
          type,
          at,
          actor,
          audience,
          commitment,
        };
        return { seq: envelope.seq, stream, version, envelope: canonicalJson(envelope) };
      });
      const { frontier, nodes } = appendLeaves(
        from,
        entries.map((entry) => leafHashOfText(entry.envelope)),
      );
      const at = clock();
      const note = signCheckpoint(
        { origin: signer.name, size: frontier.size, root: rootOf(frontier), at },
        signer,
      );
      known = frontier;
      return { entries, nodes, checkpoint: { size: frontier.size, note, at } };
    });

  const drain = async (): Promise<void> => {
    try {
      for (;;) if ((await step()) < BATCH) break;
    } catch (error) {
      known = undefined; // nothing of the failed batch was written
      onFault(error);
    }
  };

  const wake = (delay = GATHER_MILLISECONDS): void => {
    if (stopped || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      working = (working ?? Promise.resolve()).then(drain);
    }, delay);
  };
  const poll = setInterval(() => wake(0), POLL_MILLISECONDS);
  wake(0);

  return {
    wake: () => wake(),
    /** Sequences everything that waits now; used before an export and when stopping. */
    flush: async (): Promise<void> => {
      working = (working ?? Promise.resolve()).then(drain);
      await working;
    },
    stop: async (): Promise<void> => {
      stopped = true;
      clearInterval(poll);
      clearTimeout(timer);
      await working;
    },
  };
};
export type Sequencer = ReturnType<typeof startSequencer>;
