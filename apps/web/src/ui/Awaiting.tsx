import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused, Unreachable } from '../lib/api.ts';
import { Empty } from './Empty.tsx';
import { Loading } from './Loading.tsx';
import { RefusalNote } from './RefusalNote.tsx';

const AGAIN_MILLISECONDS = 4_000;

/** What was asked for: the result of a query, or what stands for several. */
interface Asked {
  readonly error: Error | null;
  readonly errorUpdateCount?: number;
  readonly refetch: () => unknown;
}

/**
 * Stands where a page has not yet what it asked for: says that it is on its way, why it was refused, or that the service
 * does not answer, and asks again until it does. A fault of ours is thrown.
 */
export const Awaiting = ({ asked }: { readonly asked: readonly Asked[] }) => {
  const { t } = useTranslation('shell');
  const errors = asked.flatMap(({ error }) => (error === null ? [] : [error]));
  const failures = asked.reduce((sum, { errorUpdateCount = 0 }) => sum + errorUpdateCount, 0);
  const isAway = errors.some((error) => error instanceof Unreachable);
  // While it is asked again there is no error; the sentence stays until something else can be said.
  const [wasAway, setWasAway] = useState(isAway);
  if (isAway && !wasAway) setWasAway(true);
  const askAgain = useEffectEvent(() => {
    for (const { error, refetch } of asked) if (error instanceof Unreachable) refetch();
  });
  useEffect(() => {
    if (!isAway) return undefined;
    const timer = setTimeout(() => askAgain(), AGAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isAway, failures]);
  for (const error of errors) {
    if (error instanceof Refused) return <RefusalNote refusal={error.refusal} />;
    if (!(error instanceof Unreachable)) throw error;
  }
  return wasAway ? <Empty title={t('unreachable')} /> : <Loading />;
};
