import type { Recorded, SittingEvent, SittingState } from '../types.ts';
import { OF_THE_BODY } from './body-notices.ts';
import type { AddressedNotice, Notice, Person } from './types.ts';

const toldOf = (
  { id, meeting, opensAt }: SittingState,
  event: SittingEvent,
): Pick<Notice, 'kind' | 'code' | 'facts' | 'path'> | undefined => {
  const path = `/sittings/${id}`;
  switch (event.type) {
    case 'sittingChanged': {
      const { opensAt: until, before } = event.payload;
      return {
        kind: 'deadlineNear',
        code: until > before ? 'sittingPostponed' : 'sittingChanged',
        facts: { meeting, until },
        path,
      };
    }
    case 'sittingCancelled':
      // NTC-155: it is told also when the meeting would have begun, as a deadline would not.
      return { kind: 'decisionTaken', code: 'sittingCancelled', facts: { meeting, until: opensAt }, path };
    default:
      return undefined;
  }
};

/**
 * NTC-40: delegates and observers are told of a meeting that was given another time, place or agenda, and of one that will
 * not take place.
 * @param sitting the sitting after the event, or later
 */
export const sittingNotices = (
  sitting: SittingState,
  event: Recorded<SittingEvent>,
  people: readonly Person[],
): readonly AddressedNotice[] => {
  const told = toldOf(sitting, event);
  if (told === undefined) return [];
  const key = `${event.stream}:${event.version}`;
  return people
    .filter(({ account, kind }) => account !== event.actor.person && kind !== 'operator')
    .map(({ account }) => ({
      account,
      notice: { ...told, key, deliberation: OF_THE_BODY, at: event.at },
    }));
};
