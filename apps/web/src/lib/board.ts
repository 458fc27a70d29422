import { paragraphBoard, type BodyState, type BoardRow, type DeliberationState } from '@plenary/consensus';
import { useDeferredValue, useMemo } from 'react';

/** The board, computed here from the states this page holds, with the same code as the service. */
export const useBoard = (body: BodyState, state: DeliberationState): readonly BoardRow[] => {
  // While events pour in, what people type goes first.
  const shown = useDeferredValue(state);
  return useMemo(() => paragraphBoard(body, shown), [body, shown]);
};
