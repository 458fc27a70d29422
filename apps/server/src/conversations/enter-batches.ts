import type { DeliberationState } from '@plenary/consensus';
import type { ConversationStore } from '@plenary/db';
import { Refused } from '../refused.ts';
import { requestHashOf } from '../streams/act-to-perform.ts';
import type { StreamWriter } from '../streams/writer.ts';

/** What was said is in the record within this time. */
const EVERY_MILLISECONDS = 30_000;

export interface BatchEntering {
  /** Enters what is not in the record yet, of all conversations, now. */
  readonly round: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * CON-2: enters how far the logs of conversations are, with their hashes, into the record. The key follows from the range, so that
 * two nodes enter it once.
 */
export const startBatchEntering = ({
  store,
  writer,
  load,
  onFault,
}: {
  readonly store: ConversationStore;
  readonly writer: StreamWriter;
  readonly load: (deliberation: string) => Promise<DeliberationState | undefined>;
  readonly onFault: (error: unknown) => void;
}): BatchEntering => {
  let working: Promise<void> | undefined;
  const enterAll = async (): Promise<void> => {
    for (const { deliberation, conversation, position, hash } of await store.heads()) {
      const entered = (await load(deliberation))?.conversations[conversation];
      const from = (entered?.entered?.upTo ?? 0) + 1;
      if (entered === undefined || position < from) continue;
      const stream = `deliberation:${deliberation}`;
      const act = { type: 'enterVotes', conversation, from, upTo: position, hash } as const;
      try {
        await writer.perform({
          stream,
          act,
          actor: { kind: 'deadline' },
          actorKey: 'deadline',
          key: `enterVotes:${stream}:${conversation}:${from}:${position}`,
          requestHash: requestHashOf(stream, act),
        });
      } catch (error) {
        // Refused by the rules: another node was faster.
        if (!(error instanceof Refused)) throw error;
      }
    }
  };
  const round = (): Promise<void> => {
    const mine = Promise.allSettled([working]).then(enterAll);
    working = mine;
    return mine;
  };
  const timer = setInterval(() => void round().catch(onFault), EVERY_MILLISECONDS);
  return {
    round,
    stop: async () => {
      clearInterval(timer);
      await Promise.allSettled([working]);
    },
  };
};
