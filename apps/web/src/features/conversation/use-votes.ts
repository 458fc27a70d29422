import type { Refusal } from '@plenary/consensus';
import { useEffect, useEffectEvent, useState } from 'react';
import { Refused, send, Unreachable } from '../../lib/api.ts';

export interface Vote {
  readonly statement: number;
  readonly value: 1 | 0 | -1;
}

/** Milliseconds after which votes that found no answer are sent again. */
const AGAIN_MILLISECONDS = 3_000;

const nameOf = (path: string): string => `plenary.votes.${path}`;

/** Votes that wait on this page, also after it was opened anew; none where the browser keeps nothing. */
const waitingVotes = (path: string): readonly Vote[] => {
  try {
    const kept = sessionStorage.getItem(nameOf(path));
    return kept === null ? [] : (JSON.parse(kept) as readonly Vote[]); // written by `keepVotes`
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return [];
    throw error;
  }
};

const keepVotes = (path: string, votes: readonly Vote[]): void => {
  try {
    if (votes.length === 0) sessionStorage.removeItem(nameOf(path));
    else sessionStorage.setItem(nameOf(path), JSON.stringify(votes));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
};

export interface Votes {
  readonly cast: (vote: Vote) => void;
  /** Votes that found no answer and go out again by themselves. */
  readonly unsent: readonly Vote[];
  /** How many are on their way or wait. */
  readonly underWay: number;
  readonly refusal: Refusal | undefined;
  /** Forgets what waits, of somebody who takes part no longer. */
  readonly forget: () => void;
}

/** Sends the votes of one person in a conversation; those that found no answer wait and are sent again. */
export const useVotes = (path: string, onRefused: (vote: Vote) => void): Votes => {
  const [unsent, setUnsent] = useState(() => waitingVotes(path));
  const [sending, setSending] = useState(0);
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => keepVotes(path, unsent), [path, unsent]);
  const post = async (vote: Vote): Promise<void> => {
    setSending((count) => count + 1);
    try {
      await send('POST', `${path}/votes`, vote);
    } catch (error) {
      if (error instanceof Refused) {
        setRefusal(error.refusal);
        onRefused(vote);
      } else if (error instanceof Unreachable)
        // What was said on the same statement meanwhile is the later word.
        setUnsent((waiting) =>
          waiting.some(({ statement }) => statement === vote.statement) ? waiting : [...waiting, vote],
        );
      else throw error;
    } finally {
      setSending((count) => count - 1);
    }
  };
  const again = useEffectEvent(() => {
    setUnsent([]);
    for (const vote of unsent) void post(vote);
  });
  useEffect(() => {
    if (unsent.length === 0) return undefined;
    const timer = setTimeout(again, AGAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [unsent]);
  return {
    cast: (vote) => {
      setRefusal(undefined);
      setUnsent((waiting) => waiting.filter(({ statement }) => statement !== vote.statement));
      void post(vote);
    },
    unsent,
    underWay: sending + unsent.length,
    refusal,
    forget: () => setUnsent([]),
  };
};
