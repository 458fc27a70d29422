import type { PlenaryAct, Refusal } from '@plenary/consensus';
import type { ActAnswer } from '@plenary/protocol';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Refused, Unreachable } from './api.ts';
import { deliberationQuery } from './live.ts';
import { performAct } from './outbox.ts';

export interface Performing {
  /**
   * Resolves to the answer, or to undefined when the act was refused or is kept for later. `seen` is the version of the stream
   * on which it was decided, where that is not the one of this moment.
   */
  readonly perform: (act: PlenaryAct, seen?: number) => Promise<ActAnswer | undefined>;
  readonly pending: boolean;
  readonly refusal: Refusal | undefined;
  /** True when the line is cut: the act is kept on this device and goes out by itself. */
  readonly kept: boolean;
  readonly answer: ActAnswer | undefined;
  readonly clear: () => void;
}

/** Acts that replace what others decided on the same thing: two persons at once must not overwrite one another unseen. */
const REPLACING: readonly PlenaryAct['type'][] = ['ruleOrder', 'closeSubmission', 'issueRevision'];

/** The version of a deliberation that this page holds, for an act that replaces something in it. */
const seenOf = (client: QueryClient, stream: string, { type }: PlenaryAct): number | undefined => {
  if (!REPLACING.includes(type)) return undefined;
  const { queryKey } = deliberationQuery(stream.slice(stream.indexOf(':') + 1));
  return client.getQueryData(queryKey)?.version;
};

/** Performs acts on one stream and says how each went. */
export const useAct = (stream: string): Performing => {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [kept, setKept] = useState(false);
  const [answer, setAnswer] = useState<ActAnswer>();
  const clear = useCallback(() => {
    setRefusal(undefined);
    setKept(false);
    setAnswer(undefined);
  }, []);
  const perform = useCallback(
    async (act: PlenaryAct, seen?: number): Promise<ActAnswer | undefined> => {
      clear();
      setPending(true);
      try {
        const done = await performAct(stream, act, seen ?? seenOf(client, stream, act));
        setAnswer(done);
        return done;
      } catch (error) {
        if (error instanceof Refused) setRefusal(error.refusal);
        else if (error instanceof Unreachable) setKept(true);
        else throw error;
        return undefined;
      } finally {
        setPending(false);
      }
    },
    [stream, clear, client],
  );
  return { perform, pending, refusal, kept, answer, clear };
};
