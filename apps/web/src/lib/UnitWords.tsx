import type { DeliberationState, Division } from '@plenary/consensus';
import { useMemo } from 'react';
import { MarkedWords } from '../ui/MarkedWords.tsx';
import { unitWords } from './unit-words.ts';

/** The words of one unit of a division. */
export const UnitWords = ({
  state,
  division,
  unit,
}: {
  readonly state: DeliberationState;
  readonly division: Pick<Division, 'item' | 'textHash'>;
  readonly unit: string;
}) => {
  const { item, textHash } = division;
  const changes = useMemo(() => unitWords(state, { item, textHash }, unit), [state, item, textHash, unit]);
  const lang = state.revision?.lang ?? 'en';
  return changes.map((segments, at) => <MarkedWords key={at} segments={segments} lang={lang} />);
};
