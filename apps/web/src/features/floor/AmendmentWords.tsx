import type { DeliberationState, TabledAmendment } from '@plenary/consensus';
import { lazy, Suspense } from 'react';

/** The engine of texts comes only where an amendment is in hand: most of a sitting needs none. */
const ChangeWords = lazy(async () => ({
  default: (await import('../../ui/ChangeWords.tsx')).ChangeWords,
}));

/** What an amendment in hand changes. */
export const AmendmentWords = ({
  words,
  amendment,
  whole,
}: {
  readonly words: DeliberationState;
  readonly amendment: TabledAmendment;
  /** Whether words that stay are shown to the last. */
  readonly whole: boolean;
}) => (
  <Suspense fallback={null}>
    <ChangeWords words={words} amendment={amendment} whole={whole} />
  </Suspense>
);
