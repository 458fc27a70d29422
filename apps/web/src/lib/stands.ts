import {
  keptStands,
  type BodyState,
  type BoardOptions,
  type DeliberationState,
  type ItemStand,
  type KeptStands,
} from '@plenary/consensus';
import { useMemo } from 'react';
import { rememberedShare } from './clean-shares.ts';

const OPTIONS: BoardOptions = { cleanShare: rememberedShare };
/** What was shown last: the page goes on from it when one comes back. */
let kept: KeptStands | undefined;
const standsNow = (body: BodyState, state: DeliberationState): readonly ItemStand[] => {
  kept = keptStands(kept, body, state, OPTIONS);
  return kept.rows;
};

/** Where the text and its paragraphs stand, as the board says it; how far they are from being adopted is worked out there. */
export const useStands = (body: BodyState, state: DeliberationState): readonly ItemStand[] =>
  useMemo(() => standsNow(body, state), [body, state]);
