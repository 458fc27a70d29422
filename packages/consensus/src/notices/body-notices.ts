import { entryOf } from '../acts/entry-of.ts';
import type { BodyEvent, BodyState, Instant, Recorded } from '../types.ts';
import { standingOf } from '../accreditation/standing-of.ts';
import { addSeconds } from '../rules/instant.ts';
import { telling, type Telling } from './telling.ts';
import type { AddressedNotice, Person } from './types.ts';
import { RENEWAL_LEAD_DAYS } from './vocabulary.ts';

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

const DAY_SECONDS = 86_400;

/**
 * NTC-60: an accredited organization is told 60 days and 14 days before its standing ends that it may apply anew; once it
 * is listed for that it is not told any more.
 */
export const standingNotices = (
  body: BodyState,
  people: readonly Person[],
  at: Instant,
): readonly AddressedNotice[] =>
  people.flatMap(({ account, kind, member }): readonly AddressedNotice[] => {
    if (kind !== 'observer' || member === undefined) return [];
    const until = standingOf(body, member)?.until;
    if (until === undefined || at >= until || entryOf(body.accreditations, member)?.listing !== undefined)
      return [];
    const lead = RENEWAL_LEAD_DAYS.findLast((days) => addSeconds(until, -days * DAY_SECONDS) <= at);
    if (lead === undefined) return [];
    return [
      {
        account,
        notice: {
          key: `accreditation:${member}:${until}:${lead}`,
          kind: 'deadlineNear',
          code: 'accreditationEnds',
          deliberation: OF_THE_BODY,
          facts: { until },
          path: '/accreditation/apply',
          at,
        },
      },
    ];
  });
