import { WHOLE_TEXT } from '../acts/items.ts';
import type { DeliberationState, ItemId } from '../types.ts';
import type { Robustness } from './robustness.ts';

export const ITEM_STATES = ['open', 'pending', 'contested', 'acceptable', 'agreedAdRef', 'adopted'] as const;
/** `agreedAdRef` and `adopted` come from the record; the others are derived and inform, they decide nothing. */
export type ItemState = (typeof ITEM_STATES)[number];

/**
 * BRD-8: open while nobody spoke; contested while somebody objects or the rule can no longer adopt; acceptable when
 * it adopts whatever the silent say; pending while it depends on them.
 */
export const itemState = (
  state: DeliberationState,
  item: ItemId,
  figures: {
    readonly silent: number;
    readonly members: number;
    readonly objectors: number;
    readonly holds: boolean;
    readonly robustness: Robustness | null;
  },
): ItemState => {
  if (item === WHOLE_TEXT && state.phase === 'adopted') return 'adopted';
  const declared = state.marks[item]?.status;
  if (declared === 'adopted' || declared === 'agreedAdRef') return declared;
  const { silent, members, objectors, holds, robustness } = figures;
  if (silent === members && objectors === 0) return 'open';
  if (holds) return silent === 0 || robustness === 'adopted' ? 'acceptable' : 'pending';
  return objectors > 0 || silent === 0 || robustness === 'impossible' ? 'contested' : 'pending';
};
