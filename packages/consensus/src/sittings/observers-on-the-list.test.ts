import { expect, test } from 'vitest';
import type { Constituency } from '../accreditation/vocabulary.ts';
import { memberNamed, START } from '../acts/meeting.fixture.ts';
import type { BodyState, Member, SittingAct } from '../types.ts';
import { asks, bodyOf, openRoom, PLAN, SECRETARIAT, type Room } from './sitting.fixture.ts';
import { speakersOf } from './speakers.ts';

const observer = (id: string, kind: Member['class']): Member => ({
  ...memberNamed(id, 0, { role: 'observer', class: kind }),
  admittedAt: START,
});
const accredited = (id: string, constituency?: Constituency): BodyState['accreditations'] => ({
  [id]: {
    organization: {
      id,
      names: { en: id },
      class: 'civilOrganization',
      sponsors: [],
      ...(constituency === undefined ? {} : { constituency }),
    },
    standing: { since: START, until: '2027-03-02T10:00:00.000Z' },
  },
});
const before = bodyOf(10);
const STAKEHOLDERS = ['ENV', 'GREEN', 'WOMEN', 'FREE'];
const BODY: BodyState = {
  ...before,
  members: {
    ...before.members,
    STATE: observer('STATE', 'government'),
    IGO: observer('IGO', 'internationalOrganization'),
    ...Object.fromEntries(STAKEHOLDERS.map((id) => [id, observer(id, 'civilOrganization')])),
  },
  accreditations: {
    ...accredited('ENV', 'environment'),
    ...accredited('GREEN', 'environment'),
    ...accredited('WOMEN', 'womenAndGender'),
    ...accredited('FREE'),
  },
};
const ask = (room: Room, member: string): string => {
  room.take({ type: 'askForFloor', member, kind: 'speech' }, SECRETARIAT);
  return `q${room.state.asked}`;
};
const refused = (room: Room, member: string) => {
  const act: SittingAct = { type: 'askForFloor', member, kind: 'speech' };
  return room.refusal(act, { kind: 'observer', member });
};

test('[SIT-88] observer States and international organizations are called before stakeholders, after members', () => {
  const room = openRoom(PLAN, BODY);
  const members = ['STATE', 'IGO', ...STAKEHOLDERS];
  room.take({ type: 'registerPresence', members, present: true }, SECRETARIAT);
  for (const member of ['ENV', 'IGO', 'WOMEN', 'STATE']) ask(room, member);
  asks(room, 'M05');
  expect(speakersOf(room.body, room.state).map(({ member }) => member)).toEqual([
    'M05',
    'IGO',
    'STATE',
    'ENV',
    'WOMEN',
  ]);
  // SIT-88 is of the fourth edition: what was held before is called as it was.
  const { edition: _, ...first } = room.state;
  expect(speakersOf(room.body, first).map(({ member }) => member)).toEqual([
    'M05',
    'ENV',
    'IGO',
    'WOMEN',
    'STATE',
  ]);
});

test('[SIT-87] a constituency has so many places on the list of an item as the rules give it', () => {
  const slots = { ...PLAN, rules: { ...PLAN.rules, constituencySlots: 1 } };
  const room = openRoom(slots, BODY);
  ask(room, 'ENV');
  expect(refused(room, 'GREEN')).toEqual({
    code: 'floor.slotsUsed',
    facts: { constituency: 'environment', max: 1 },
  });
  for (const member of ['WOMEN', 'FREE', 'IGO', 'STATE']) expect(refused(room, member)).toBeUndefined();
  room.take({ type: 'withdrawRequest', request: 'q1' }, SECRETARIAT);
  expect(refused(room, 'GREEN')).toBeUndefined();
  const open = openRoom(PLAN, BODY);
  ask(open, 'ENV');
  expect(refused(open, 'GREEN')).toBeUndefined();
});

test('[SIT-87] places of a constituency are a whole number of at least one', () => {
  for (const constituencySlots of [0, 1.5, 101]) {
    const plan = { ...PLAN, id: 'other', rules: { ...PLAN.rules, constituencySlots } };
    expect(() => openRoom(plan, BODY)).toThrow('CONSTITUENCY_SLOTS_MAX');
  }
});
