import type { Refusal } from '@plenary/consensus';
import { useCallback, useState } from 'react';
import { Refused, Unreachable } from './api.ts';

/** How a request ended; `away`: no answer came, and whether it was done is not known. */
export type RequestEnd = 'answered' | 'refused' | 'away';

export interface Requesting {
  /** Asks; `onAnswer` gets the answer. A fault of ours rejects. */
  readonly ask: <Answer>(
    question: () => Promise<Answer>,
    onAnswer?: (answer: Answer) => unknown,
  ) => Promise<RequestEnd>;
  readonly pending: boolean;
  /** What became of the last request: refused, or without an answer. */
  readonly refusal: Refusal | undefined;
  readonly isAway: boolean;
}

/**
 * Requests that are not acts: nothing keeps them on this device, so that the page says when no answer came and keeps what
 * was written. `RequestNote` says it.
 */
export const useRequest = (): Requesting => {
  const [underWay, setUnderWay] = useState(0);
  const [refusal, setRefusal] = useState<Refusal>();
  const [isAway, setAway] = useState(false);
  const ask = useCallback<Requesting['ask']>(async (question, onAnswer) => {
    setUnderWay((count) => count + 1);
    setRefusal(undefined);
    setAway(false);
    try {
      const answer = await question();
      await onAnswer?.(answer);
      return 'answered';
    } catch (error) {
      if (error instanceof Refused) {
        setRefusal(error.refusal);
        return 'refused';
      }
      if (!(error instanceof Unreachable)) throw error;
      setAway(true);
      return 'away';
    } finally {
      setUnderWay((count) => count - 1);
    }
  }, []);
  return { ask, pending: underWay > 0, refusal, isAway };
};
