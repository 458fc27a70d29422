import { expect, test } from 'vitest';
import { CHAIR, head, meeting, memberNamed, SECRETARIAT, type Meeting } from '../acts/meeting.fixture.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { replayBody } from '../acts/body/evolve-body.ts';
import { addSeconds } from '../rules/instant.ts';
import type { AccreditationAct, Actor, BodyAct } from '../index.ts';
import { organizationNamesRefusal } from './organization-names.ts';
import { expiryActs, hasLostSeat, nextExpiry, standingOf } from './standing-of.ts';

type Listing = Extract<AccreditationAct, { readonly type: 'listOrganization' }>;
const DEADLINE: Actor = { kind: 'deadline' };
const YEAR = 365 * 24 * 3_600;

const codeOf = (room: Meeting, act: BodyAct, actor: Actor): string => {
  const admission = room.tryBody(act, actor);
  return admission.admitted ? 'admitted' : admission.refusal.code;
};
const listing = (room: Meeting, change: Partial<Listing> = {}): Listing => ({
  type: 'listOrganization',
  organization: {
    id: 'FARM',
    names: { en: 'Farmers of the valley' },
    class: 'civilOrganization',
    constituency: 'farmers',
    country: 'KEN',
    sponsors: ['Its members'],
  },
  findings: {
    mandate: 'Statutes of 2001.',
    funding: 'Fees of its members.',
    independence: 'Of no government.',
    conflicts: 'None declared.',
  },
  objectionSeconds: 60,
  until: addSeconds(room.at, YEAR),
  ...change,
});
const named = (type: 'accreditOrganization' | 'withdrawOrganizationObjection') => ({
  type,
  organization: 'FARM',
});
const object = { type: 'objectToOrganization', organization: 'FARM', reason: 'Its funding.' } as const;
const decline = { type: 'declineOrganization', organization: 'FARM', reason: 'Objected to.' } as const;
const listed = (): Meeting => {
  const room = meeting();
  room.takeBody(listing(room), SECRETARIAT);
  return room;
};
const accredited = (): Meeting => {
  const room = listed();
  room.wait(61);
  room.takeBody(named('accreditOrganization'), CHAIR);
  return room;
};

test('[ACC-42] an organization is listed under no name that reads as that of somebody else', () => {
  const room = accredited();
  const under = (en: string, id = 'OTHER') =>
    organizationNamesRefusal(room.body, { ...listing(room).organization, id, names: { en } }, ['Secretariat'])
      ?.refusal.code;
  const [member] = Object.values(room.body.members);
  for (const name of [
    'Fаrmers of the Valley',
    'FARMERS-OF THE VALLEY',
    member?.names['en'] ?? '',
    'secretariаt',
    '…',
  ])
    expect([name, under(name)]).toEqual([name, 'organization.nameTaken']);
  expect(under('Farmers of the hills')).toBeUndefined();
  // Its standing is renewed under its own name.
  expect(under('Farmers of the valley', 'FARM')).toBeUndefined();
});

test('[ACC-1] the secretariat lists an organization with what it found on every point and a bounded term', () => {
  const room = meeting();
  for (const actor of [CHAIR, head('AAA'), { kind: 'operator' } as const, { kind: 'observer' } as const])
    expect(codeOf(room, listing(room), actor)).toBe('actor.notConducting');
  const { findings, organization } = listing(room);
  for (const point of ['mandate', 'funding', 'independence', 'conflicts'] as const)
    expect(codeOf(room, listing(room, { findings: { ...findings, [point]: ' ' } }), SECRETARIAT)).toBe(
      'act.reasonNeeded',
    );
  const sponsors = Array.from({ length: ACT_LIMITS.ORGANIZATION_SPONSORS_MAX + 1 }, String);
  expect(codeOf(room, listing(room, { organization: { ...organization, sponsors } }), SECRETARIAT)).toBe(
    'act.limit',
  );
  expect(
    codeOf(room, listing(room, { organization: { ...organization, id: '__proto__' } }), SECRETARIAT),
  ).toBe('id.malformed');
  expect(codeOf(room, listing(room, { objectionSeconds: 0.5 }), SECRETARIAT)).toBe('act.limit');
  const ends = (seconds: number) =>
    codeOf(room, listing(room, { until: addSeconds(room.at, seconds) }), SECRETARIAT);
  expect(ends(60)).toBe('accreditation.tooShort');
  expect(ends(ACT_LIMITS.ACCREDITATION_SECONDS_MAX + 1)).toBe('act.limit');
  expect(ends(ACT_LIMITS.ACCREDITATION_SECONDS_MAX)).toBe('admitted');
  expect(room.body.accreditations['FARM']?.listing).toMatchObject({
    listedAt: room.at,
    objectionsUntil: addSeconds(room.at, 60),
    findings,
    objections: {},
  });
  expect(room.body.members['FARM']).toBeUndefined();
});

test('[ACC-2] an organization takes the id of nobody else and is listed once at a time', () => {
  const room = listed();
  expect(codeOf(room, listing(room), SECRETARIAT)).toBe('organization.listed');
  const admit = (id: string) =>
    codeOf(room, { type: 'admitMembers', members: [memberNamed(id, 1)] }, SECRETARIAT);
  expect(admit('FARM')).toBe('member.taken');
  expect(admit('EEE')).toBe('admitted');
  for (const id of ['AAA', 'OBS']) {
    const organization = { ...listing(room).organization, id };
    expect(codeOf(room, listing(room, { organization }), SECRETARIAT)).toBe('member.taken');
  }
});

test('[ACC-3] members object with a reason until the announced instant inclusive, each once', () => {
  const room = listed();
  expect(codeOf(room, object, { kind: 'observer', member: 'OBS' })).toBe('actor.notMember');
  expect(codeOf(room, object, { kind: 'delegate', member: 'AAA' })).toBe('actor.mayNotBind');
  expect(codeOf(room, { ...object, reason: ' ' }, head('AAA'))).toBe('act.reasonNeeded');
  expect(codeOf(room, { ...object, organization: 'toString' }, head('AAA'))).toBe('organization.notListed');
  expect(codeOf(room, object, head('AAA'))).toBe('admitted');
  expect(codeOf(room, object, head('AAA'))).toBe('objection.standing');
  room.wait(60);
  expect(codeOf(room, object, head('BBB'))).toBe('admitted');
  room.wait(1);
  expect(codeOf(room, object, head('CCC'))).toBe('deadline.passed');
  expect(Object.keys(room.body.accreditations['FARM']?.listing?.objections ?? {})).toEqual(['AAA', 'BBB']);
});

test('[ACC-4] an objection can be withdrawn by whoever raised it', () => {
  const room = listed();
  room.takeBody(object, head('AAA'));
  expect(codeOf(room, named('withdrawOrganizationObjection'), head('BBB'))).toBe('objection.none');
  room.wait(61);
  expect(codeOf(room, named('accreditOrganization'), CHAIR)).toBe('organization.objectedTo');
  expect(codeOf(room, named('withdrawOrganizationObjection'), head('AAA'))).toBe('admitted');
  expect(codeOf(room, named('accreditOrganization'), CHAIR)).toBe('admitted');
});

test('[ACC-5] without objection an organization is accredited after the time, and sits as an observer of its class', () => {
  const room = listed();
  expect(codeOf(room, named('accreditOrganization'), head('AAA'))).toBe('actor.notConducting');
  room.wait(60);
  expect(codeOf(room, named('accreditOrganization'), CHAIR)).toBe('adoption.early');
  room.wait(1);
  expect(codeOf(room, named('accreditOrganization'), CHAIR)).toBe('admitted');
  expect(codeOf(room, named('accreditOrganization'), CHAIR)).toBe('organization.notListed');
  expect(room.body.members['FARM']).toEqual({
    id: 'FARM',
    role: 'observer',
    class: 'civilOrganization',
    names: { en: 'Farmers of the valley' },
    attrs: {},
    admittedAt: room.at,
  });
  expect(standingOf(room.body, 'FARM')?.since).toBe(room.at);
});

test('[ACC-6] a listing is dropped with a reason when objected to or early, never once it has passed', () => {
  const early = listed();
  expect(codeOf(early, { ...decline, reason: '' }, CHAIR)).toBe('act.reasonNeeded');
  expect(codeOf(early, decline, CHAIR)).toBe('admitted');
  const objected = listed();
  objected.takeBody(object, head('AAA'));
  objected.wait(61);
  expect(codeOf(objected, decline, CHAIR)).toBe('admitted');
  expect(objected.body.accreditations['FARM']).toMatchObject({
    declined: { reason: 'Objected to.', objections: { AAA: { reason: 'Its funding.' } } },
  });
  expect(objected.body.accreditations['FARM']?.listing).toBeUndefined();
  const passed = listed();
  passed.wait(61);
  expect(codeOf(passed, decline, CHAIR)).toBe('organization.passed');
  passed.wait(YEAR);
  expect(codeOf(passed, named('accreditOrganization'), CHAIR)).toBe('deadline.passed');
  expect(codeOf(passed, decline, CHAIR)).toBe('admitted');
});

test('[ACC-7] a standing ends by its last instant, performed once, or is withdrawn with a reason', () => {
  const room = accredited();
  const expire = { type: 'expireAccreditation', organization: 'FARM' } as const;
  const until = standingOf(room.body, 'FARM')?.until ?? '';
  expect(nextExpiry(room.body)).toBe(until);
  expect(expiryActs(room.body, until)).toEqual([]);
  expect(codeOf(room, expire, DEADLINE)).toBe('adoption.early');
  room.wait(YEAR);
  expect(expiryActs(room.body, room.at)).toEqual([expire]);
  expect(codeOf(room, expire, SECRETARIAT)).toBe('actor.notConducting');
  expect(codeOf(room, expire, DEADLINE)).toBe('admitted');
  expect(expiryActs(room.body, room.at)).toEqual([]);
  expect(nextExpiry(room.body)).toBeUndefined();
  expect(codeOf(room, expire, DEADLINE)).toBe('organization.notAccredited');

  const other = accredited();
  const end = { type: 'endAccreditation', organization: 'FARM', reason: 'It spoke for another.' } as const;
  expect(codeOf(other, { ...end, reason: '' }, CHAIR)).toBe('act.reasonNeeded');
  expect(codeOf(other, end, SECRETARIAT)).toBe('actor.notConducting');
  expect(codeOf(other, end, CHAIR)).toBe('admitted');
  expect(other.body.accreditations['FARM']?.standing?.ended).toEqual({
    at: other.at,
    cause: 'withdrawn',
    reason: 'It spoke for another.',
  });
});

test('[ACC-8] whoever was never accredited keeps its seat; one whose term is over has lost it, written down or not', () => {
  const room = accredited();
  const until = standingOf(room.body, 'FARM')?.until ?? '';
  expect(hasLostSeat(room.body, 'FARM', until)).toBe(false);
  expect(hasLostSeat(room.body, 'FARM', addSeconds(until, 1))).toBe(true);
  expect(hasLostSeat(room.body, 'OBS', addSeconds(until, 1))).toBe(false);
  expect(hasLostSeat(room.body, 'toString', until)).toBe(false);
});

test('[ACC-9] listing an accredited organization anew renews its standing; until then, and if declined, the old one stands', () => {
  const room = accredited();
  const { until } = standingOf(room.body, 'FARM') ?? {};
  room.takeBody(listing(room, { until: addSeconds(room.at, 2 * YEAR) }), SECRETARIAT);
  expect(standingOf(room.body, 'FARM')?.until).toBe(until);
  room.takeBody(decline, CHAIR);
  expect(standingOf(room.body, 'FARM')?.until).toBe(until);
  const longer = addSeconds(room.at, 2 * YEAR);
  room.takeBody(listing(room, { until: longer }), SECRETARIAT);
  room.wait(61);
  room.takeBody(named('accreditOrganization'), SECRETARIAT);
  expect(standingOf(room.body, 'FARM')?.until).toBe(longer);
});

test('[ACC-10] one that was ended can be listed and accredited again, in its old seat', () => {
  const room = accredited();
  const { admittedAt } = room.body.members['FARM'] ?? {};
  room.takeBody({ type: 'endAccreditation', organization: 'FARM', reason: 'Asked by itself.' }, CHAIR);
  room.takeBody(listing(room), SECRETARIAT);
  expect(hasLostSeat(room.body, 'FARM', room.at)).toBe(true);
  room.wait(61);
  room.takeBody(named('accreditOrganization'), CHAIR);
  expect(hasLostSeat(room.body, 'FARM', room.at)).toBe(false);
  expect(room.body.members['FARM']?.admittedAt).toBe(admittedAt);
});

test('[ACC-11] the same events give the same register in one batch or one by one; one that does not fit is a fault', () => {
  const room = accredited();
  expect(replayBody(room.bodyEvents)).toEqual(room.body);
  const last = room.bodyEvents.at(-1);
  if (last === undefined) throw new Error('nothing happened');
  expect(() => replayBody([{ ...last, version: last.version + 1 }], room.body)).toThrow('FARM is not listed');
});
