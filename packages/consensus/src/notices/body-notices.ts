import { entryOf } from '../acts/entry-of.ts';
import type { BodyEvent, BodyState, Recorded } from '../types.ts';
import { telling, type Telling } from './telling.ts';
import type { AddressedNotice, Person } from './types.ts';

/** What stands in the place of a deliberation where the whole body is concerned. */
export const OF_THE_BODY = '';

const bodyTelling = (body: BodyState, event: BodyEvent): Telling | undefined => {
  const isMember = ({ kind, member }: Person): boolean =>
    kind === 'delegate' && member !== undefined && entryOf(body.members, member)?.role === 'member';
  switch (event.type) {
    case 'ruleProposed':
      return telling(isMember, {
        kind: 'deadlineNear',
        code: 'ruleProposed',
        facts: { rule: event.payload.rule.id, until: event.payload.objectionsUntil },
        path: '/members',
      });
    case 'ruleAdopted':
      return telling(isMember, {
        kind: 'decisionTaken',
        code: 'ruleAdopted',
        facts: { rule: event.payload.rule },
        path: '/members',
      });
    case 'organizationListed':
      return telling(isMember, {
        kind: 'deadlineNear',
        code: 'organizationListed',
        facts: { owner: event.payload.organization.id, until: event.payload.objectionsUntil },
        path: '/accreditation',
      });
    default:
      return undefined;
  }
};

/**
 * NTC-34: members are told of a rule that is proposed and of an organization that is listed, with the end of the time to
 * object, and of a rule that was adopted.
 * @param body the body after the event, or later
 */
export const bodyNotices = (
  body: BodyState,
  event: Recorded<BodyEvent>,
  people: readonly Person[],
): readonly AddressedNotice[] => {
  const found = bodyTelling(body, event);
  if (found === undefined) return [];
  return people.flatMap((person): readonly AddressedNotice[] => {
    const told =
      person.account !== event.actor.person && found.isFor(person) ? found.told(person) : undefined;
    return told === undefined
      ? []
      : [
          {
            account: person.account,
            notice: {
              ...told,
              key: `${event.stream}:${event.version}`,
              deliberation: OF_THE_BODY,
              at: event.at,
            },
          },
        ];
  });
};
