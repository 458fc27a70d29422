import { entryOf } from '../acts/entry-of.ts';
import { standingsOn } from '../acts/effective-stance.ts';
import { currentHash } from '../acts/items.ts';
import type { DeliberationEvent, DeliberationState, ItemId, MemberId } from '../types.ts';

/** Events that may change words on which positions were taken. */
const CHANGING: ReadonlySet<string> = new Set<DeliberationEvent['type']>([
  'revisionIssued',
  'amendmentAdopted',
  'amendmentAccepted',
  'amendmentRevised',
  'partDecided',
  'paragraphDeleted',
]);

/** Whether an event may change words under positions; of those alone the state before it is needed. */
export const mayChangeWords = ({ type }: Pick<DeliberationEvent, 'type'>): boolean => CHANGING.has(type);

/** Items whose words are others, or gone. Of an amendment that was decided nobody holds a position any more. */
const changedItems = (before: DeliberationState, now: DeliberationState): readonly ItemId[] => {
  const items = new Set<ItemId>([
    ...Object.keys(now.positions),
    ...Object.values(now.groupStatements).map(({ item }) => item),
  ]);
  return [...items].filter((item) => {
    const hash = currentHash(now, item);
    const isDecided = hash === undefined && entryOf(now.amendments, item) !== undefined;
    return !isDecided && hash !== currentHash(before, item);
  });
};

/**
 * NTC-2: how many positions each of these members lost by what happened between two states: positions of their own, and
 * those that a group statement gave them. What had lost its words before does not count, nor what was restated since.
 */
export const lostWords = (
  before: DeliberationState,
  now: DeliberationState,
  members: readonly MemberId[],
): ReadonlyMap<MemberId, number> => {
  const lost = new Map<MemberId, number>();
  const asked = members.map((id) => ({ id }));
  for (const item of changedItems(before, now)) {
    const after = standingsOn(now, item, asked);
    for (const [at, { source }] of standingsOn(before, item, asked).entries()) {
      const member = members[at];
      if (member === undefined || source === 'none' || after[at]?.source !== 'none') continue;
      lost.set(member, (lost.get(member) ?? 0) + 1);
    }
  }
  return lost;
};
