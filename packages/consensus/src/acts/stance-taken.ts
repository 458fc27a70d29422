import { conditionalRefusal } from '../positions/conditional-refusal.ts';
import { isSameConditional } from '../positions/same-condition.ts';
import type { Conditional, DeliberationState, ItemId, MemberId, Position, TextHash } from '../types.ts';
import type { Stance } from '../vocabulary.ts';
import { limitRefusal, refuse, type Refused } from './admission.ts';
import { entryOf } from './entry-of.ts';
import { currentHash } from './items.ts';
import { ACT_LIMITS } from './limits.ts';

/** A stance on an item, with the words it was taken on; whether as a position, a sounding or for a group. */
export interface StanceTaken {
  readonly item: ItemId;
  readonly stance: Stance;
  readonly reason: string;
  readonly textHash: TextHash;
  readonly conditional?: Conditional;
}

/** Just these fields: an act carries its type beside them. */
export const stanceTaken = ({ item, stance, reason, textHash, conditional }: StanceTaken): StanceTaken => ({
  item,
  stance,
  reason,
  textHash,
  ...(conditional === undefined ? {} : { conditional }),
});

/** ACT-21: stances that hold up agreement say why. */
const NEEDS_REASON: readonly Stance[] = ['reserve', 'oppose', 'object'];
export const needsReason = (stance: Stance): boolean => NEEDS_REASON.includes(stance);

/** What is wrong with a stance, whoever takes it: no such item, words that have changed (ACT-20), no reason. */
export const stanceRefusal = (state: DeliberationState, taken: StanceTaken): Refused | undefined => {
  const { item, stance, reason, textHash } = taken;
  const expected = currentHash(state, item);
  if (expected === undefined) return refuse('position.noItem', { item });
  if (textHash !== expected) return refuse('position.staleText', { item, expected });
  if (needsReason(stance) && reason.trim() === '') return refuse('position.reasonNeeded', { stance });
  if (reason.length > ACT_LIMITS.REASON_CHARACTERS_MAX) return limitRefusal('REASON_CHARACTERS_MAX');
  return conditionalRefusal(state, taken);
};

/** What a member holds on an item, as a position or as a sounding. */
export const heldOn = (
  held: DeliberationState['positions'],
  item: ItemId,
  member: MemberId,
): Position | undefined => entryOf(entryOf(held, item) ?? {}, member);

/** Whether these are the very same words on the very same text. */
export const isSameStance = (held: Omit<StanceTaken, 'item'> | undefined, taken: StanceTaken): boolean =>
  held?.stance === taken.stance &&
  held.reason === taken.reason &&
  held.textHash === taken.textHash &&
  isSameConditional(held.conditional, taken.conditional);
