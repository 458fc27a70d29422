import type { PlenaryAct, Refusal } from '@plenary/consensus';
import type { ActAnswer } from '@plenary/protocol';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { Refused, Unreachable } from './api.ts';
import { decidedOn, isReplacing } from './decided-on.ts';
import { deliberationNow, deliberationQuery } from './live.ts';
import { performAct, type Late } from './outbox.ts';

export interface Performing {
  /**
   * Resolves to the answer, or to undefined when the act was refused or is kept for later. `seen` is the version of the stream
   * on which it was decided, where that is not the one of this moment. `onLate` gets the answer to an act that was kept and
   * went out later, as long as this page is open.
   */
  readonly perform: (
    act: PlenaryAct,
    seen?: number,
    onLate?: (answer: ActAnswer) => void,
  ) => Promise<ActAnswer | undefined>;
  readonly pending: boolean;
  readonly refusal: Refusal | undefined;
  /** True when the line is cut: the act is kept on this device and goes out by itself. */
  readonly kept: boolean;
  readonly answer: ActAnswer | undefined;
  readonly clear: () => void;
}

/** Tries of an act that meets only things it was not decided on; then the person is told. */
const TRIES_MAX = 5;

/**
 * An act that replaces something goes out with the version that the page holds. Where the service is further on, but with
 * nothing on which the act was decided, it goes out again on what is there now. What was decided on an older version than the
 * page holds is for the person to look at again.
 */
const performReplacing = async (
  client: QueryClient,
  stream: string,
  act: PlenaryAct,
  given: number | undefined,
  late: Late,
): Promise<ActAnswer> => {
  const id = stream.slice(stream.indexOf(':') + 1);
  const held = client.getQueryData(deliberationQuery(id).queryKey);
  let seen = given ?? held?.version;
  const isOfNow = held !== undefined && seen === held.version;
  for (let tries = 1; ; tries += 1)
    try {
      return await performAct(stream, act, seen, late);
    } catch (error) {
      const isBehind = error instanceof Refused && error.refusal.code === 'act.staleVersion';
      if (!isBehind || !isOfNow || tries >= TRIES_MAX) throw error;
      const now = await deliberationNow(id);
      if (decidedOn(now.state) !== decidedOn(held.state)) throw error;
      seen = now.version;
    }
};

/** Performs acts on one stream and says how each went. */
export const useAct = (stream: string): Performing => {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [kept, setKept] = useState(false);
  const [answer, setAnswer] = useState<ActAnswer>();
  const last = useRef<PlenaryAct>(undefined);
  const clear = useCallback(() => {
    setRefusal(undefined);
    setKept(false);
    setAnswer(undefined);
  }, []);
  const perform = useCallback(
    async (
      act: PlenaryAct,
      seen?: number,
      onLate?: (answer: ActAnswer) => void,
    ): Promise<ActAnswer | undefined> => {
      clear();
      setPending(true);
      last.current = act;
      // What is said here is about the last act; of others that were kept the frame of the page tells.
      const tell = (say: () => void): void => {
        if (last.current !== act) return;
        setKept(false);
        say();
      };
      const late: Late = {
        answered: (done) => {
          tell(() => setAnswer(done));
          onLate?.(done);
        },
        refused: (error) => tell(() => setRefusal(error.refusal)),
      };
      try {
        const done = await (isReplacing(act)
          ? performReplacing(client, stream, act, seen, late)
          : performAct(stream, act, seen, late));
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
