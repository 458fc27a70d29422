import type { PlenaryAct, Refusal } from '@plenary/consensus';
import type { ActAnswer } from '@plenary/protocol';
import { useCallback, useState } from 'react';
import { Refused, Unreachable } from './api.ts';
import { performAct } from './outbox.ts';

export interface Performing {
  /** Resolves to the answer, or to undefined when the act was refused or is kept for later. */
  readonly perform: (act: PlenaryAct) => Promise<ActAnswer | undefined>;
  readonly pending: boolean;
  readonly refusal: Refusal | undefined;
  /** True when the line is cut: the act is kept on this device and goes out by itself. */
  readonly kept: boolean;
  readonly answer: ActAnswer | undefined;
  readonly clear: () => void;
}

/** Performs acts on one stream and says how each went. */
export const useAct = (stream: string): Performing => {
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
    async (act: PlenaryAct): Promise<ActAnswer | undefined> => {
      clear();
      setPending(true);
      try {
        const done = await performAct(stream, act);
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
    [stream, clear],
  );
  return { perform, pending, refusal, kept, answer, clear };
};
