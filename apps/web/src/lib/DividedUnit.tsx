import type { DeliberationState, Division } from '@plenary/consensus';
import { lazy, Suspense } from 'react';
import { useItemNames } from './decided-item.ts';

// Who reads a name needs no comparison of words at first.
const UnitWords = lazy(async () => ({ default: (await import('./UnitWords.tsx')).UnitWords }));

/** What a division puts or is asked to put separately: its name, and its words. */
export const DividedUnit = ({
  state,
  division,
  unit,
}: {
  readonly state: DeliberationState;
  readonly division: Pick<Division, 'item' | 'textHash'>;
  readonly unit: string;
}) => {
  const names = useItemNames(state);
  return (
    <span>
      <b>
        <bdi>{names.unit(unit, division)}</bdi>
      </b>{' '}
      <Suspense fallback={null}>
        <UnitWords state={state} division={division} unit={unit} />
      </Suspense>
    </span>
  );
};
