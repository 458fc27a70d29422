import { expect, test } from 'vitest';
import { meeting } from '../acts/meeting.fixture.ts';
import { ACTOR_KINDS } from '../vocabulary.ts';
import {
  type Actor,
  type DeliberationState,
  SITTING_PHASES,
  type SittingAct,
  type SittingPhase,
} from '../types.ts';
import { sittingNotices } from '../notices/sitting-notices.ts';
import { admitSitting, SITTING_ACT_TYPES } from './admit-sitting.ts';
import { evolveSitting, replaySitting } from './evolve-sitting.ts';
import { clockAt, secondsLeft } from './floor-clock.ts';
import { objectionSeconds } from './motions.ts';
import { openingQuorum } from './quorum.ts';
import { speakersOf } from './speakers.ts';
import { SITTING_IN_ORDER } from './sitting-phases.ts';
import { speakingTime } from './speaking-time.ts';
import {
  asks,
  bodyOf,
  CHAIR,
  delegate,
  head,
  OBSERVER,
  openRoom,
  PLAN,
  plannedRoom,
  SECRETARIAT,
  type Room,
} from './sitting.fixture.ts';

const now = (room: Room): number => Date.parse(room.at);
const order = (room: Room): readonly string[] =>
  speakersOf(room.body, room.state).map(({ member }) => member);
const moves = (
  room: Room,
  kind: 'suspendMeeting' | 'adjournMeeting' | 'adjournDebate' | 'closeDebate',
): string => {
  room.take({ type: 'moveMotion', kind, reason: '' }, head('M05'));
  return `m${room.state.motions.length}`;
};

test('[SIT-1] a sitting is planned once, by the chair or the secretariat', () => {
  const room = plannedRoom();
  expect(room.refusal(PLAN, SECRETARIAT)?.code).toBe('sitting.exists');
  const listed = { ...bodyOf(3), sittings: ['first'] };
  const again = admitSitting(undefined, PLAN, { at: room.at, actor: CHAIR, body: listed });
  expect(again).toMatchObject({ admitted: false, refusal: { code: 'sitting.exists' } });
  for (const kind of ACTOR_KINDS) {
    const admission = admitSitting(undefined, PLAN, { at: room.at, actor: { kind }, body: room.body });
    expect(admission.admitted).toBe(kind === 'chair' || kind === 'secretariat');
  }
  expect(
    admitSitting(undefined, { type: 'openSitting' }, { at: room.at, actor: CHAIR, body: room.body }),
  ).toMatchObject({ refusal: { code: 'sitting.unknown' } });
});

const WAY: Readonly<Record<SittingPhase, () => Room>> = {
  planned: plannedRoom,
  open: openRoom,
  suspended: () => {
    const room = openRoom();
    room.take({ type: 'suspendSitting' }, CHAIR);
    return room;
  },
  adjourned: () => {
    const room = openRoom();
    room.take({ type: 'adjournSitting' }, CHAIR);
    return room;
  },
  cancelled: () => {
    const room = plannedRoom();
    room.take({ type: 'cancelSitting', reason: 'No quorum is expected.' }, CHAIR);
    return room;
  },
};
type LaterAct = keyof typeof SITTING_IN_ORDER;
const SAMPLES: { readonly [T in LaterAct]: readonly [Extract<SittingAct, { type: T }>, Actor] } = {
  changeSitting: [
    { type: 'changeSitting', opensAt: PLAN.opensAt, agenda: PLAN.agenda, reason: 'Another room.' },
    SECRETARIAT,
  ],
  cancelSitting: [{ type: 'cancelSitting', reason: 'No quorum is expected.' }, CHAIR],
  registerPresence: [{ type: 'registerPresence', members: ['M09'], present: true }, head('M09')],
  openSitting: [{ type: 'openSitting' }, CHAIR],
  takeUp: [{ type: 'takeUp', item: '1' }, CHAIR],
  askForFloor: [{ type: 'askForFloor', member: 'M01', kind: 'speech' }, head('M01')],
  withdrawRequest: [{ type: 'withdrawRequest', request: 'q1' }, head('M01')],
  setSpeakersList: [{ type: 'setSpeakersList', open: false }, CHAIR],
  giveFloor: [{ type: 'giveFloor', request: 'q1' }, CHAIR],
  endSpeech: [{ type: 'endSpeech', request: 'q1' }, CHAIR],
  extendTime: [{ type: 'extendTime', request: 'q1', seconds: 60 }, CHAIR],
  raisePointOfOrder: [{ type: 'raisePointOfOrder', text: '' }, head('M01')],
  rulePoint: [{ type: 'rulePoint', point: 'o1', upheld: false, words: '' }, CHAIR],
  appealRuling: [{ type: 'appealRuling', point: 'o1' }, head('M01')],
  moveMotion: [{ type: 'moveMotion', kind: 'closeDebate', reason: '' }, head('M01')],
  withdrawMotion: [{ type: 'withdrawMotion', motion: 'm1' }, head('M01')],
  askObjections: [{ type: 'askObjections', motion: 'm1' }, CHAIR],
  objectToMotion: [{ type: 'objectToMotion', motion: 'm1' }, head('M01')],
  carryMotion: [{ type: 'carryMotion', motion: 'm1' }, CHAIR],
  putMotion: [{ type: 'putMotion', motion: 'm1' }, CHAIR],
  castVote: [{ type: 'castVote', vote: 'v1', choice: 'for' }, head('M01')],
  closeVote: [{ type: 'closeVote', vote: 'v1' }, CHAIR],
  suspendSitting: [{ type: 'suspendSitting' }, CHAIR],
  resumeSitting: [{ type: 'resumeSitting' }, CHAIR],
  adjournSitting: [{ type: 'adjournSitting' }, CHAIR],
};
for (const phase of SITTING_PHASES)
  test(`[SIT-2] a sitting that is ${phase} takes the acts of the table and no others`, () => {
    const room = WAY[phase]();
    for (const [type, [act, actor]] of Object.entries(SAMPLES) as [LaterAct, readonly [SittingAct, Actor]][])
      expect(room.refusal(act, actor)?.code === 'sitting.outOfOrder', type).toBe(
        !SITTING_IN_ORDER[type][phase],
      );
    expect(SITTING_ACT_TYPES).toEqual(['planSitting', ...Object.keys(SAMPLES)]);
  });

test('[SIT-44] until it opens a meeting is given another time, place and agenda, and what was announced stays', () => {
  const room = plannedRoom();
  const { agenda, opensAt } = PLAN;
  const change = {
    type: 'changeSitting',
    opensAt: '2026-03-04T10:00:00.000Z',
    place: 'Room 2',
    agenda: [...agenda, { id: '2.a', title: { en: 'Annex' } }],
    reason: 'Consultations go on.',
  } as const;
  const code = (other: Partial<Extract<SittingAct, { type: 'changeSitting' }>>, actor = SECRETARIAT) =>
    room.refusal({ ...change, ...other }, actor)?.code;
  expect(code({}, head('M01'))).toBe('actor.notConducting');
  expect(code({ reason: ' ' })).toBe('act.reasonNeeded');
  expect(code({ opensAt: '2026-03-02T09:59:59.000Z' })).toBe('sitting.notAhead');
  expect(code({ opensAt: 'tomorrow' })).toBe('sitting.badRule');
  expect(code({ place: ' ' })).toBe('sitting.badRule');
  expect(code({ place: 'x'.repeat(501) })).toBe('act.limit');
  expect(code({ agenda: [] })).toBe('agenda.empty');
  room.take(change, SECRETARIAT);
  expect(room.state).toMatchObject({
    phase: 'planned',
    opensAt: change.opensAt,
    place: 'Room 2',
    agenda: change.agenda,
    changes: [{ before: opensAt, opensAt: change.opensAt, reason: change.reason }],
  });
  room.take({ type: 'changeSitting', opensAt: change.opensAt, agenda, reason: 'Any room.' }, CHAIR);
  expect(room.state.place).toBeUndefined();
  expect(room.state.changes).toHaveLength(2);
  expect(replaySitting(room.events)).toEqual(room.state);
});

test('[SIT-45] what is cancelled stays in the calendar, and nothing is done on it any more', () => {
  const room = plannedRoom();
  room.take({ type: 'askForFloor', member: 'M01', kind: 'speech' }, head('M01'));
  const cancel = { type: 'cancelSitting', reason: 'No quorum is expected.' } as const;
  expect(room.refusal(cancel, head('M01'))?.code).toBe('actor.notConducting');
  expect(room.refusal({ ...cancel, reason: '' }, CHAIR)?.code).toBe('act.reasonNeeded');
  room.take(cancel, CHAIR);
  expect(room.state).toMatchObject({
    phase: 'cancelled',
    requests: [],
    cancelled: { reason: cancel.reason },
  });
  expect(room.refusal({ type: 'openSitting' }, CHAIR)?.code).toBe('sitting.outOfOrder');
  const open = openRoom();
  expect(open.refusal(cancel, CHAIR)?.code).toBe('sitting.outOfOrder');
});

test('[NTC-155] a meeting that is cancelled when it should have begun is told as a decision, not as a deadline', () => {
  const room = plannedRoom();
  room.take({ type: 'cancelSitting', reason: 'Nobody came.' }, SECRETARIAT);
  const event = room.events.at(-1);
  const people = [{ account: 'a', kind: 'delegate', member: 'M01' }] as const;
  expect(event === undefined ? [] : sittingNotices(room.state, event, people)).toMatchObject([
    { notice: { code: 'sittingCancelled', kind: 'decisionTaken' } },
  ]);
});

test('[NTC-40] people are told of a meeting that was changed, postponed or cancelled, and not of what they did', () => {
  const room = plannedRoom();
  const { agenda, opensAt } = PLAN;
  const people = [
    { account: 'a', kind: 'delegate', member: 'M01' },
    { account: 'o', kind: 'observer', member: 'OBS' },
    { account: 'w', kind: 'operator' },
    { account: 's', kind: 'secretariat' },
  ] as const;
  const by: Actor = { ...SECRETARIAT, person: 's' };
  const told = () => {
    const event = room.events.at(-1);
    return event === undefined ? [] : sittingNotices(room.state, event, people);
  };
  expect(told()).toEqual([]);
  room.take({ type: 'changeSitting', opensAt, place: 'Room 2', agenda, reason: 'Another room.' }, by);
  expect(told()).toMatchObject([
    { account: 'a', notice: { code: 'sittingChanged', facts: { meeting: 1, until: opensAt } } },
    { account: 'o', notice: { path: '/sittings/first', deliberation: '' } },
  ]);
  const later = '2026-03-04T10:00:00.000Z';
  room.take({ type: 'changeSitting', opensAt: later, agenda, reason: 'Not ready.' }, by);
  expect(told().map(({ notice }) => notice.code)).toEqual(['sittingPostponed', 'sittingPostponed']);
  room.take({ type: 'cancelSitting', reason: 'Not needed.' }, by);
  expect(told()[0]?.notice).toMatchObject({ code: 'sittingCancelled', facts: { until: later } });
});

test('[SIT-3] a plan with a rule, a time or an agenda that cannot be is refused with its place', () => {
  const { body, at } = plannedRoom();
  const code = (change: Partial<typeof PLAN>): string | undefined => {
    const admission = admitSitting(undefined, { ...PLAN, ...change }, { at, actor: CHAIR, body });
    return admission.admitted ? undefined : admission.refusal.code;
  };
  const { rules } = PLAN;
  expect(code({})).toBeUndefined();
  expect(code({ rules: { ...rules, openingShare: '4/3' } })).toBe('sitting.badRule');
  expect(code({ rules: { ...rules, decidingShare: 'half' } })).toBe('sitting.badRule');
  expect(code({ rules: { ...rules, speechSeconds: 0 } })).toBe('act.limit');
  expect(code({ rules: { ...rules, speechSeconds: 7_200 } })).toBeUndefined();
  expect(code({ rules: { ...rules, speechSeconds: 7_201 } })).toBe('act.limit');
  expect(code({ rules: { ...rules, replySeconds: [60, 0] } })).toBe('act.limit');
  expect(code({ rules: { ...rules, replySeconds: Array.from({ length: 11 }, () => 60) } })).toBe('act.limit');
  expect(code({ opensAt: '2026-03-02 10:00' })).toBe('sitting.badRule');
  expect(code({ meeting: 0 })).toBe('sitting.badRule');
  expect(code({ agenda: [] })).toBe('agenda.empty');
  const items = (count: number) =>
    Array.from({ length: count }, (_, place) => ({ id: `${place + 1}`, title: { en: 'Item' } }));
  expect(code({ agenda: items(200) })).toBeUndefined();
  expect(code({ agenda: items(201) })).toBe('act.limit');
  expect(code({ agenda: [...items(1), ...items(1)] })).toBe('agenda.twice');
  expect(code({ agenda: [{ id: '1', title: { en: 'Item' }, deliberation: 'foreign' }] })).toBe(
    'agenda.unknownDeliberation',
  );
});

test('[SIT-4] nobody acts on the floor for another delegation but those who conduct', () => {
  const room = openRoom();
  const ask = { type: 'askForFloor', member: 'M01', kind: 'speech' } as const;
  for (const kind of ACTOR_KINDS) {
    const refused = room.refusal(ask, { kind, member: 'M02', mayBind: true })?.code;
    expect(refused).toBe(kind === 'chair' || kind === 'secretariat' ? undefined : 'floor.notOwn');
  }
  expect(room.refusal(ask, delegate('M01'))).toBeUndefined();
  expect(room.refusal({ ...ask, member: 'constructor' }, CHAIR)?.code).toBe('member.unknown');
  expect(
    room.refusal({ type: 'registerPresence', members: ['M09', 'M10'], present: true }, head('M09')),
  ).toEqual({
    code: 'floor.notOwn',
    facts: { member: 'M10' },
  });
  for (const act of [
    SAMPLES.giveFloor,
    SAMPLES.takeUp,
    SAMPLES.rulePoint,
    SAMPLES.askObjections,
    SAMPLES.carryMotion,
    SAMPLES.putMotion,
    SAMPLES.closeVote,
  ])
    expect(room.refusal(act[0], SECRETARIAT)?.code).toBe('actor.notConducting');
  expect(room.refusal({ type: 'raisePointOfOrder', text: '' }, OBSERVER)?.code).toBe('actor.notMember');
  expect(room.refusal(SAMPLES.moveMotion[0], delegate('M01'))?.code).toBe('actor.mayNotBind');
});

test('[SIT-5] the roll keeps who is present, since when, and who ever was', () => {
  const room = openRoom();
  room.wait(60);
  room.take({ type: 'registerPresence', members: ['M01'], present: false }, head('M01'));
  expect(Object.keys(room.state.present)).not.toContain('M01');
  expect(Object.keys(room.state.attended)).toContain('M01');
  const before = room.events.length;
  room.take({ type: 'registerPresence', members: ['M01', 'M02'], present: false }, CHAIR);
  expect(room.events.at(-1)?.payload).toEqual({ members: ['M02'], present: false });
  room.take({ type: 'registerPresence', members: ['M01'], present: false }, CHAIR);
  expect(room.events).toHaveLength(before + 1);
  const absent = { code: 'presence.absent', facts: { member: 'M01' } };
  expect(room.refusal({ type: 'raisePointOfOrder', text: '' }, head('M01'))).toEqual(absent);
  expect(room.refusal(SAMPLES.moveMotion[0], head('M01'))).toEqual(absent);
  const asked = asks(room, 'M01');
  expect(room.refusal({ type: 'giveFloor', request: asked }, CHAIR)).toEqual(absent);
});

test('[SIT-6] with one third, 65 of 193 members open the meeting and 64 do not, whatever observers are there', () => {
  const room = plannedRoom(PLAN, bodyOf(193));
  const ids = Object.keys(room.body.members).filter((id) => id !== 'OBS');
  room.take({ type: 'registerPresence', members: [...ids.slice(0, 64), 'OBS'], present: true }, SECRETARIAT);
  expect(room.refusal({ type: 'openSitting' }, CHAIR)).toEqual({
    code: 'quorum.missing',
    facts: { present: 64, needed: 65 },
  });
  room.take({ type: 'registerPresence', members: ids.slice(64, 65), present: true }, SECRETARIAT);
  expect(openingQuorum(room.body, room.state)).toEqual({
    members: 193,
    present: 65,
    needed: 65,
    reached: true,
  });
  room.take({ type: 'openSitting' }, CHAIR);
  expect(room.state.phase).toBe('open');
});

test('[SIT-7] an item and a paragraph are taken up, and each item has a list of its own', () => {
  const room = openRoom();
  expect(room.refusal({ type: 'takeUp', item: '9' }, CHAIR)?.code).toBe('agenda.unknown');
  expect(room.refusal({ type: 'takeUp', item: '1', paragraph: 'p1' }, CHAIR)?.code).toBe('agenda.noText');
  asks(room, 'M01');
  room.take({ type: 'setSpeakersList', open: false }, CHAIR);
  room.take({ type: 'takeUp', item: '2', paragraph: 'p4' }, CHAIR);
  expect(room.state.inHand).toMatchObject({ item: '2', paragraph: 'p4' });
  expect([order(room), room.state.listOpen]).toEqual([['M01'], false]);
  room.take({ type: 'takeUp', item: '1' }, CHAIR);
  expect([order(room), room.state.listOpen]).toEqual([[], true]);
  room.take({ type: 'takeUp', item: '2' }, CHAIR);
  expect(order(room)).toEqual(['M01']);
  const early = plannedRoom();
  asks(early, 'M02');
  early.take({ type: 'registerPresence', members: ['M01', 'M02', 'M03', 'M04'], present: true }, CHAIR);
  early.take({ type: 'openSitting' }, CHAIR);
  early.take({ type: 'takeUp', item: '2' }, CHAIR);
  expect(order(early)).toEqual(['M02']);
  const again = { type: 'askForFloor', member: 'M02', kind: 'speech' } as const;
  expect(early.refusal(again, head('M02'))?.code).toBe('floor.asked');
});

test('[SIT-8] the floor is asked for once at a time, while the list is open and the debate goes on', () => {
  const room = openRoom();
  asks(room, 'M01');
  const ask = { type: 'askForFloor', member: 'M01', kind: 'speech' } as const;
  expect(room.refusal(ask, head('M01'))?.code).toBe('floor.asked');
  room.take({ type: 'setSpeakersList', open: false }, CHAIR);
  expect(room.refusal({ ...ask, member: 'M02' }, head('M02'))?.code).toBe('floor.listClosed');
  room.take({ type: 'setSpeakersList', open: true }, CHAIR);
  const motion = moves(room, 'closeDebate');
  room.take({ type: 'putMotion', motion }, CHAIR);
  room.vote('v1', { M01: 'for' });
  expect(room.refusal(ask, head('M01'))).toEqual({ code: 'floor.debateOver', facts: { item: '2' } });
});

/** A delegation speaks, and has finished. */
const heard = (room: Room, member: string): void => {
  const request = asks(room, member);
  room.take({ type: 'giveFloor', request }, CHAIR);
  room.take({ type: 'endSpeech', request }, head(member));
};

test('[SIT-9] only a member of a group speaks on its behalf', () => {
  const room = openRoom();
  const ask = { type: 'askForFloor', kind: 'speech', group: 'friends' } as const;
  expect(room.refusal({ ...ask, member: 'M02' }, head('M02'))).toBeUndefined();
  expect(room.refusal({ ...ask, member: 'M03' }, head('M03'))?.code).toBe('group.notMember');
  expect(room.refusal({ ...ask, member: 'M02', group: 'toString' }, head('M02'))?.code).toBe('group.unknown');
});

test('[SIT-10] groups are called first where the rules say so, then members, observers, and replies at the end', () => {
  const ask = (room: Room): readonly string[] => {
    heard(room, 'M06');
    asks(room, 'M03', 'reply');
    asks(room, 'OBS');
    asks(room, 'M04');
    asks(room, 'M05');
    asks(room, 'M01', 'speech', 'friends');
    return order(room);
  };
  expect(ask(openRoom())).toEqual(['M01', 'M04', 'M05', 'OBS', 'M03']);
  const room = openRoom({ ...PLAN, rules: { ...PLAN.rules, groupsFirst: false } });
  expect(ask(room)).toEqual(['M04', 'M05', 'M01', 'OBS', 'M03']);
  const outOfTurn = { type: 'giveFloor', request: 'q2' } as const;
  expect(room.refusal(outOfTurn, CHAIR)?.code).toBe('act.reasonNeeded');
  room.take({ ...outOfTurn, reason: 'The delegation leaves at noon.' }, CHAIR);
  expect(room.state.speech).toMatchObject({ member: 'M03', outOfTurn: 'The delegation leaves at noon.' });
});

test('[SIT-11] the clock runs from the instant in which the floor was given, to the limit and what the chair adds', () => {
  const room = openRoom();
  const ids = [asks(room, 'M01', 'speech', 'friends'), asks(room, 'M03'), asks(room, 'OBS')];
  const given = ids.map((request) => {
    room.take({ type: 'giveFloor', request }, CHAIR);
    return room.state.speech?.limitSeconds;
  });
  expect(given).toEqual([300, 180, 120]);
  room.wait(100);
  const speech = () => {
    if (room.state.speech === undefined) throw new Error('nobody speaks');
    return room.state.speech;
  };
  expect(secondsLeft(speech(), now(room))).toBe(20);
  room.take({ type: 'extendTime', request: 'q3', seconds: 60 }, CHAIR);
  expect(secondsLeft(speech(), now(room) + 100_000)).toBe(-20);
  expect(room.refusal({ type: 'extendTime', request: 'q3', seconds: 7_100 }, CHAIR)?.code).toBe('act.limit');
  room.take({ type: 'endSpeech', request: 'q3' }, OBSERVER);
  expect(room.state.spoken.map(({ clock }) => clock)).toEqual([
    { usedMilliseconds: 0 },
    { usedMilliseconds: 0 },
    { usedMilliseconds: 100_000 },
  ]);
});

test('[SIT-12] a delegation replies as often as the rules give times for, also when the list is closed', () => {
  const room = openRoom();
  heard(room, 'M06');
  room.take({ type: 'setSpeakersList', open: false }, CHAIR);
  const limits = [1, 2].map(() => {
    room.take({ type: 'giveFloor', request: asks(room, 'M02', 'reply') }, CHAIR);
    return room.state.speech?.limitSeconds;
  });
  expect(limits).toEqual([600, 300]);
  expect(room.refusal({ type: 'askForFloor', member: 'M02', kind: 'reply' }, head('M02'))).toEqual({
    code: 'floor.repliesUsed',
    facts: { member: 'M02', max: 2 },
  });
  expect(room.refusal({ type: 'askForFloor', member: 'M03', kind: 'reply' }, head('M03'))).toBeUndefined();
});

test('[SIT-13] whoever waits withdraws, whoever speaks ends, and the chair strikes and ends', () => {
  const room = openRoom();
  const [first, second, third] = [asks(room, 'M01'), asks(room, 'M02'), asks(room, 'M03')];
  room.take({ type: 'withdrawRequest', request: second }, head('M02'));
  expect(room.refusal({ type: 'withdrawRequest', request: third }, head('M02'))?.code).toBe('floor.notOwn');
  room.take({ type: 'withdrawRequest', request: third }, CHAIR);
  expect(order(room)).toEqual(['M01']);
  room.take({ type: 'giveFloor', request: first }, CHAIR);
  expect(room.refusal({ type: 'endSpeech', request: first }, head('M02'))?.code).toBe('floor.notOwn');
  room.take({ type: 'endSpeech', request: first }, head('M01'));
  expect(room.state.speech).toBeUndefined();
});

test('[SIT-14] two chairs at once: what one has done, the other is told', () => {
  const room = openRoom();
  const request = asks(room, 'M01');
  room.take({ type: 'giveFloor', request }, CHAIR);
  expect(room.refusal({ type: 'giveFloor', request }, CHAIR)).toEqual({
    code: 'floor.notWaiting',
    facts: { request },
  });
  room.take({ type: 'endSpeech', request }, CHAIR);
  expect(room.refusal({ type: 'endSpeech', request }, CHAIR)?.code).toBe('floor.notSpeaking');
  room.take({ type: 'raisePointOfOrder', text: 'The order of speakers.' }, head('M02'));
  room.take({ type: 'rulePoint', point: 'o1', upheld: true, words: '' }, CHAIR);
  expect(room.refusal({ type: 'rulePoint', point: 'o1', upheld: false, words: '' }, CHAIR)?.code).toBe(
    'point.ruled',
  );
  const motion = moves(room, 'closeDebate');
  room.take({ type: 'putMotion', motion }, CHAIR);
  expect(room.refusal({ type: 'putMotion', motion }, CHAIR)?.code).toBe('vote.underWay');
  room.vote('v1', { M01: 'for' });
  expect(room.refusal({ type: 'closeVote', vote: 'v1' }, CHAIR)?.code).toBe('vote.closed');
});

test('[SIT-15] a point of order stops the clock until it is ruled on and the appeal is decided', () => {
  const room = openRoom();
  room.take({ type: 'giveFloor', request: asks(room, 'M01') }, CHAIR);
  const used = (): number => clockAt(room.state.speech?.clock ?? { usedMilliseconds: -1 }, now(room));
  room.wait(10);
  room.take({ type: 'raisePointOfOrder', text: 'Not on the item.' }, delegate('M02'));
  room.wait(100);
  expect(used()).toBe(10_000);
  room.take({ type: 'rulePoint', point: 'o1', upheld: false, words: 'The speaker is in order.' }, CHAIR);
  room.wait(5);
  expect(used()).toBe(15_000);
  room.take({ type: 'appealRuling', point: 'o1' }, head('M02'));
  room.vote('v1', { M02: 'for', M03: 'against' });
  expect(used()).toBe(15_000);
  room.wait(1);
  expect(used()).toBe(16_000);
});

test('[SIT-16] nothing is done before the chair has ruled', () => {
  const room = openRoom();
  const request = asks(room, 'M01');
  room.take({ type: 'raisePointOfOrder', text: '' }, head('M02'));
  const waits = { code: 'point.waiting', facts: { point: 'o1' } };
  expect(room.refusal({ type: 'giveFloor', request }, CHAIR)).toEqual(waits);
  expect(room.refusal({ type: 'takeUp', item: '1' }, CHAIR)).toEqual(waits);
  expect(room.refusal({ type: 'adjournSitting' }, CHAIR)).toEqual(waits);
  expect(room.refusal(SAMPLES.moveMotion[0], head('M01'))).toEqual(waits);
  expect(room.refusal({ type: 'raisePointOfOrder', text: '' }, head('M03'))).toEqual(waits);
  expect(room.refusal({ type: 'askForFloor', member: 'M03', kind: 'speech' }, head('M03'))).toBeUndefined();
});

test('[SIT-17] a ruling stands unless a majority is for the appeal, which is put at once', () => {
  const appeal = (choices: Parameters<Room['vote']>[1]): boolean | undefined => {
    const room = openRoom();
    room.take({ type: 'raisePointOfOrder', text: '' }, head('M01'));
    room.take({ type: 'rulePoint', point: 'o1', upheld: false, words: '' }, CHAIR);
    room.take({ type: 'appealRuling', point: 'o1' }, head('M01'));
    expect(room.state.votes.at(-1)?.on).toEqual({ point: 'o1' });
    room.vote('v1', choices);
    return room.state.points[0]?.appeal?.stands;
  };
  expect(appeal({ M01: 'for', M02: 'for', M03: 'against', M04: 'abstain' })).toBe(false);
  expect(appeal({ M01: 'for', M02: 'against' })).toBe(true);
  expect(appeal({})).toBe(true);
  const room = openRoom();
  room.take({ type: 'raisePointOfOrder', text: '' }, head('M01'));
  room.take({ type: 'rulePoint', point: 'o1', upheld: false, words: '' }, CHAIR);
  room.take({ type: 'giveFloor', request: asks(room, 'M02') }, CHAIR);
  expect(room.refusal({ type: 'appealRuling', point: 'o1' }, head('M01'))?.code).toBe('point.notFresh');
});

test('[SIT-18] motions are put by precedence, whenever they were moved', () => {
  const room = openRoom();
  const request = asks(room, 'M01');
  const close = moves(room, 'closeDebate');
  const noAction = moves(room, 'adjournDebate');
  const adjourn = moves(room, 'adjournMeeting');
  const suspend = moves(room, 'suspendMeeting');
  expect(room.refusal({ type: 'moveMotion', kind: 'adjournMeeting', reason: '' }, head('M01'))?.code).toBe(
    'motion.waiting',
  );
  for (const motion of [close, noAction, adjourn])
    expect(room.refusal({ type: 'putMotion', motion }, CHAIR)).toEqual({
      code: 'motion.first',
      facts: { motion: suspend },
    });
  expect(room.refusal({ type: 'giveFloor', request }, CHAIR)?.code).toBe('motion.first');
  expect(room.refusal({ type: 'takeUp', item: '1' }, CHAIR)?.code).toBe('motion.first');
  expect(room.refusal({ type: 'suspendSitting' }, CHAIR)?.code).toBe('motion.first');
  expect(room.refusal({ type: 'withdrawMotion', motion: suspend }, head('M01'))?.code).toBe('floor.notOwn');
  room.take({ type: 'withdrawMotion', motion: suspend }, head('M05'));
  room.take({ type: 'putMotion', motion: adjourn }, CHAIR);
  room.vote('v1', { M01: 'against' });
  room.take({ type: 'putMotion', motion: noAction }, CHAIR);
  room.vote('v2', { M01: 'against' });
  room.take({ type: 'putMotion', motion: close }, CHAIR);
  room.vote('v3', { M01: 'against' });
  expect(room.state.motions.map(({ fate }) => fate)).toEqual(['lost', 'lost', 'lost', 'withdrawn']);
  room.take({ type: 'giveFloor', request }, CHAIR);
});

test('[SIT-19] two speak for and two against adjourning a debate, two against closing it, nobody on the meeting', () => {
  const room = openRoom();
  const speak = (member: string, side: 'for' | 'against') =>
    ({ type: 'askForFloor', member, kind: 'onMotion', side }) as const;
  expect(room.refusal(speak('M01', 'for'), head('M01'))?.code).toBe('motion.none');
  const close = moves(room, 'closeDebate');
  expect(room.refusal(speak('M01', 'for'), head('M01'))?.code).toBe('motion.speakersFull');
  expect(room.refusal(speak('OBS', 'against'), OBSERVER)?.code).toBe('member.unknown');
  const noAction = moves(room, 'adjournDebate');
  room.take(speak('M01', 'for'), head('M01'));
  room.take(speak('M02', 'for'), head('M02'));
  room.take(speak('M03', 'against'), head('M03'));
  expect(room.refusal(speak('M04', 'for'), head('M04'))).toEqual({
    code: 'motion.speakersFull',
    facts: { motion: noAction, max: 2 },
  });
  expect(room.refusal({ type: 'putMotion', motion: noAction }, CHAIR)?.code).toBe('motion.speakersWait');
  for (const request of ['q1', 'q2', 'q3']) room.take({ type: 'giveFloor', request }, CHAIR);
  expect(room.state.speech?.limitSeconds).toBe(60);
  expect(room.refusal({ type: 'putMotion', motion: noAction }, CHAIR)?.code).toBe('floor.taken');
  room.take({ type: 'endSpeech', request: 'q3' }, CHAIR);
  room.take({ type: 'putMotion', motion: noAction }, CHAIR);
  room.vote('v1', { M01: 'for', M02: 'for', M03: 'against' });
  expect(room.state.motions.map(({ id, fate }) => [id, fate])).toEqual([
    [close, 'lapsed'],
    [noAction, 'carried'],
  ]);
  const meeting = moves(room, 'adjournMeeting');
  expect(room.refusal(speak('M01', 'against'), head('M01'))).toEqual({
    code: 'motion.speakersFull',
    facts: { motion: meeting, max: 0 },
  });
});

test('[SIT-28] two speak for and two against a motion for division, in the time of a motion, and nobody else', () => {
  const room = openRoom();
  const waiting = asks(room, 'M05');
  const speak = (member: string, side: 'for' | 'against') =>
    ({ type: 'askForFloor', member, kind: 'onMotion', side }) as const;
  const take = { type: 'takeUp', item: '2', division: 'D1' } as const;
  expect(room.refusal(take, head('M01'))?.code).toBe('actor.notConducting');
  expect(room.refusal({ ...take, item: '1' }, CHAIR)?.code).toBe('agenda.noText');
  expect(room.refusal(speak('M01', 'for'), head('M01'))?.code).toBe('motion.none');
  room.take(take, CHAIR);
  expect(room.state.inHand).toEqual({ item: '2', division: 'D1', at: room.at });
  for (const [side, first, second] of [
    ['for', 'M01', 'M02'],
    ['against', 'M03', 'M04'],
  ] as const) {
    room.take(speak(first, side), head(first));
    // Nobody takes the place of another, on either side.
    expect(room.refusal(speak(first, side), head(first))?.code).toBe('floor.asked');
    expect(room.refusal(speak('M01', 'against'), head('M01'))?.code).toBe('floor.asked');
    room.take(speak(second, side), head(second));
    expect(room.refusal(speak('M06', side), head('M06'))).toEqual({
      code: 'motion.speakersFull',
      facts: { motion: 'D1', max: 2 },
    });
  }
  expect(room.refusal(speak('OBS', 'for'), OBSERVER)?.code).toBe('member.unknown');
  expect(room.refusal({ type: 'giveFloor', request: waiting }, CHAIR)).toEqual({
    code: 'motion.first',
    facts: { motion: 'D1' },
  });
  for (const request of ['q2', 'q3', 'q4', 'q5']) room.take({ type: 'giveFloor', request }, CHAIR);
  expect(room.state.speech).toMatchObject({ motion: 'D1', side: 'against', limitSeconds: 60 });
  // Whoever has spoken is counted also when it is taken up again.
  room.take({ type: 'takeUp', item: '2' }, CHAIR);
  room.take({ type: 'giveFloor', request: waiting }, CHAIR);
  room.take(take, CHAIR);
  expect(room.refusal(speak('M06', 'for'), head('M06'))?.code).toBe('motion.speakersFull');
  expect(replaySitting(room.events)).toEqual(room.state);
});

test('[SIT-28] a procedural motion goes before a motion for division; who waits on it leaves with it', () => {
  const third = { id: '3', title: { en: 'The same text, continued' }, deliberation: 'text' };
  const room = openRoom({ ...PLAN, agenda: [...PLAN.agenda, third] });
  const against = { type: 'askForFloor', member: 'M01', kind: 'onMotion', side: 'against' } as const;
  room.take({ type: 'takeUp', item: '2', division: 'D1' }, CHAIR);
  room.take(against, head('M01'));
  const close = moves(room, 'closeDebate');
  room.take({ ...against, member: 'M02' }, head('M02'));
  expect(room.state.requests.map(({ motion }) => motion)).toEqual(['D1', close]);
  expect(order(room)).toEqual(['M02', 'M01']);
  expect(room.refusal({ type: 'giveFloor', request: 'q1' }, CHAIR)?.code).toBe('motion.first');
  room.take({ type: 'giveFloor', request: 'q2' }, CHAIR);
  expect(room.state.speech?.outOfTurn).toBeUndefined();
  room.take({ type: 'endSpeech', request: 'q2' }, CHAIR);
  room.take({ type: 'withdrawMotion', motion: close }, head('M05'));
  expect(order(room)).toEqual(['M01']);
  room.take({ type: 'takeUp', item: '2', paragraph: 'p3' }, CHAIR);
  expect(order(room)).toEqual([]);
  // Each item counts its own: the motion for division of another text may bear the same number.
  room.take({ type: 'takeUp', item: '3', division: 'D1' }, CHAIR);
  for (const member of ['M01', 'M02']) room.take({ ...against, member }, head(member));
  expect(room.refusal({ ...against, member: 'M03' }, head('M03'))?.code).toBe('motion.speakersFull');
  expect(replaySitting(room.events)).toEqual(room.state);
});

test('[SIT-20] without a majority of the members on the roll nothing is put to the vote', () => {
  const room = openRoom();
  const motion = moves(room, 'adjournMeeting');
  room.take({ type: 'registerPresence', members: ['M06', 'M07', 'M08'], present: false }, CHAIR);
  const missing = { code: 'quorum.missing', facts: { present: 5, needed: 6 } };
  expect(room.refusal({ type: 'putMotion', motion }, CHAIR)).toEqual(missing);
  room.take({ type: 'raisePointOfOrder', text: '' }, head('M01'));
  room.take({ type: 'rulePoint', point: 'o1', upheld: true, words: '' }, CHAIR);
  expect(room.refusal({ type: 'appealRuling', point: 'o1' }, head('M01'))).toEqual(missing);
  room.take({ type: 'registerPresence', members: ['M06'], present: true }, CHAIR);
  room.take({ type: 'putMotion', motion }, CHAIR);
});

test('[SIT-21] a vote is closed when all present have voted, or when its time has passed; nothing else is done meanwhile', () => {
  const room = openRoom();
  const request = asks(room, 'M01');
  room.take({ type: 'putMotion', motion: moves(room, 'closeDebate') }, CHAIR);
  expect(room.refusal({ type: 'giveFloor', request }, CHAIR)?.code).toBe('vote.underWay');
  expect(room.refusal({ type: 'castVote', vote: 'v1', choice: 'for' }, head('M09'))?.code).toBe(
    'presence.absent',
  );
  expect(room.refusal({ type: 'castVote', vote: 'v2', choice: 'for' }, head('M01'))?.code).toBe(
    'vote.closed',
  );
  expect(room.refusal({ type: 'closeVote', vote: 'v1' }, CHAIR)).toEqual({
    code: 'vote.early',
    facts: { until: '2026-03-02T10:00:30.000Z' },
  });
  for (let at = 1; at <= 8; at += 1)
    room.take({ type: 'castVote', vote: 'v1', choice: 'against' }, head(`M0${at}`));
  room.take({ type: 'castVote', vote: 'v1', choice: 'for' }, head('M01'));
  room.take({ type: 'closeVote', vote: 'v1' }, CHAIR);
  expect(room.state.votes[0]?.result?.tally).toMatchObject({ for: 1, against: 7 });
});

test('[SIT-59] the roll of a vote is the one on which it was opened', () => {
  const room = openRoom();
  room.take({ type: 'putMotion', motion: moves(room, 'closeDebate') }, CHAIR);
  expect(room.state.votes[0]?.roll).toEqual(Array.from({ length: 8 }, (_, at) => `M0${at + 1}`));
  room.take({ type: 'registerPresence', members: ['M09'], present: true }, head('M09'));
  expect(room.refusal({ type: 'castVote', vote: 'v1', choice: 'for' }, head('M09'))).toEqual({
    code: 'vote.notOnRoll',
    facts: { member: 'M09' },
  });
  // Nobody is taken off the roll so that the vote may be closed before its time.
  room.take({ type: 'castVote', vote: 'v1', choice: 'for' }, head('M01'));
  const others = ['M02', 'M03', 'M04', 'M05', 'M06', 'M07', 'M08'];
  room.take({ type: 'registerPresence', members: others, present: false }, CHAIR);
  expect(room.refusal({ type: 'closeVote', vote: 'v1' }, CHAIR)?.code).toBe('vote.early');
  expect(room.refusal({ type: 'castVote', vote: 'v1', choice: 'against' }, head('M02'))).toBeUndefined();
  room.wait(30);
  room.take({ type: 'closeVote', vote: 'v1' }, CHAIR);
  expect(room.state.votes[0]?.result?.tally).toMatchObject({ present: 8, for: 1, against: 0 });
});

test('[SIT-59] so is that of an appeal', () => {
  const room = openRoom();
  room.take({ type: 'raisePointOfOrder', text: '' }, head('M01'));
  room.take({ type: 'rulePoint', point: 'o1', upheld: true, words: '' }, CHAIR);
  room.take({ type: 'appealRuling', point: 'o1' }, head('M01'));
  room.take({ type: 'registerPresence', members: ['M10'], present: true }, head('M10'));
  expect(room.refusal({ type: 'castVote', vote: 'v1', choice: 'for' }, head('M10'))?.code).toBe(
    'vote.notOnRoll',
  );
});

test('[SIT-58] the places on a motion are for those on the roll', () => {
  const room = openRoom();
  moves(room, 'adjournDebate');
  const ask = { type: 'askForFloor', kind: 'onMotion', side: 'for' } as const;
  expect(room.refusal({ ...ask, member: 'M09' }, head('M09'))).toEqual({
    code: 'presence.absent',
    facts: { member: 'M09' },
  });
  expect(room.refusal({ ...ask, member: 'M02' }, head('M02'))).toBeUndefined();
});

test('[SIT-60] there is nothing to reply to before another delegation has spoken on the item', () => {
  const room = openRoom();
  const reply = { type: 'askForFloor', member: 'M02', kind: 'reply' } as const;
  expect(room.refusal(reply, head('M02'))).toEqual({ code: 'floor.nothingSaid', facts: {} });
  heard(room, 'M02');
  expect(room.refusal(reply, head('M02'))?.code).toBe('floor.nothingSaid');
  room.take({ type: 'giveFloor', request: asks(room, 'M03') }, CHAIR);
  expect(room.refusal(reply, head('M02'))).toBeUndefined();
  room.take({ type: 'takeUp', item: '1' }, CHAIR);
  expect(room.refusal(reply, head('M02'))?.code).toBe('floor.nothingSaid');
});

test('[ACT-80] a sitting that was planned under the first edition is held under it', () => {
  const { events, body, at } = openRoom();
  const [planned, ...rest] = events;
  if (planned?.type !== 'sittingPlanned') throw new Error('nothing was planned');
  const { edition: _, ...payload } = planned.payload;
  const state = replaySitting([{ ...planned, payload }, ...rest]);
  const asked = admitSitting(
    state,
    { type: 'askForFloor', member: 'M02', kind: 'reply' },
    { at, actor: head('M02'), body },
  );
  expect(asked.admitted).toBe(true);
  const put = { type: 'motionPut' as const, payload: { motion: 'm1', vote: 'v1' } };
  const room = openRoom();
  moves(room, 'closeDebate');
  const before = {
    stream: 'sitting:first',
    version: room.events.length + 1,
    at,
    actor: CHAIR,
    audience: 'public',
  } as const;
  const voting = replaySitting([...room.events, { ...put, ...before }]);
  // Its roll is read as it stands: whoever comes has a vote.
  const come = {
    ...before,
    version: before.version + 1,
    type: 'presenceRegistered' as const,
    payload: { members: ['M09'], present: true },
  };
  const cast = { type: 'castVote', vote: 'v1', choice: 'for' } as const;
  const by = { at, actor: head('M09'), body: room.body };
  expect(admitSitting(voting, cast, by).admitted).toBe(false);
  expect(admitSitting(replaySitting([come], voting), cast, by).admitted).toBe(true);
});

test('[SIT-22] abstentions do not count, a tie carries nothing, and both sides of every test are kept', () => {
  const outcome = (choices: Parameters<Room['vote']>[1]) => {
    const room = openRoom();
    room.take({ type: 'putMotion', motion: moves(room, 'closeDebate') }, CHAIR);
    room.vote('v1', choices);
    return room.state.votes[0]?.result;
  };
  expect(outcome({ M01: 'for', M02: 'abstain', M03: 'abstain' })?.outcome).toBe('adopted');
  const tie = outcome({ M01: 'for', M02: 'against' });
  expect(tie?.outcome).toBe('not_adopted');
  expect(tie?.tests).toMatchObject([
    { set: 'present', of: 'eligible', left: '4/5', right: '1/2', holds: true },
    { set: 'for', of: 'voting', left: '1/2', right: '1/2', holds: false },
  ]);
});

test('[SIT-23] a motion carried has its effect at once', () => {
  const after = (kind: Parameters<typeof moves>[1]): Room => {
    const room = openRoom();
    heard(room, 'M06');
    asks(room, 'M01');
    asks(room, 'M02', 'reply');
    room.take({ type: 'putMotion', motion: moves(room, kind) }, CHAIR);
    room.vote('v1', { M01: 'for' });
    return room;
  };
  expect(after('suspendMeeting').state).toMatchObject({
    phase: 'suspended',
    suspendedAt: '2026-03-02T10:00:30.000Z',
  });
  expect(after('adjournMeeting').state).toMatchObject({ phase: 'adjourned', requests: [] });
  for (const [kind, debate] of [
    ['adjournDebate', 'adjourned'],
    ['closeDebate', 'closed'],
  ] as const) {
    const room = after(kind);
    expect(room.state.debates).toEqual({ '2': debate });
    expect(order(room)).toEqual(['M02']);
  }
});

test('[SIT-24] the chair suspends, resumes and adjourns; no clock runs while the meeting is suspended', () => {
  const room = openRoom();
  room.take({ type: 'giveFloor', request: asks(room, 'M01') }, CHAIR);
  room.wait(10);
  room.take({ type: 'suspendSitting' }, CHAIR);
  room.wait(3_600);
  room.take({ type: 'resumeSitting' }, CHAIR);
  room.wait(5);
  const motion = moves(room, 'closeDebate');
  expect(room.refusal({ type: 'adjournSitting' }, CHAIR)).toEqual({
    code: 'motion.first',
    facts: { motion },
  });
  room.take({ type: 'withdrawMotion', motion }, head('M05'));
  room.take({ type: 'adjournSitting' }, CHAIR);
  expect(room.state.spoken.map(({ clock }) => clock)).toEqual([{ usedMilliseconds: 15_000 }]);
  expect(room.state.phase).toBe('adjourned');
});

test('[SIT-27] a motion to which nobody objects in ten seconds is carried without one, at once and on record', () => {
  const room = openRoom();
  asks(room, 'M01');
  const motion = moves(room, 'closeDebate');
  const ask = { type: 'askObjections', motion } as const;
  const carry = { type: 'carryMotion', motion } as const;
  expect(room.refusal(carry, CHAIR)).toEqual({ code: 'motion.notAsked', facts: { motion } });
  room.take(ask, CHAIR);
  const asked = { code: 'motion.asked', facts: { motion } };
  expect(room.refusal(ask, CHAIR)).toEqual(asked);
  expect(room.refusal({ type: 'takeUp', item: '1' }, CHAIR)).toEqual(asked);
  expect(room.refusal({ type: 'moveMotion', kind: 'suspendMeeting', reason: '' }, head('M01'))).toEqual(
    asked,
  );
  room.wait(9);
  expect(room.refusal(carry, CHAIR)).toEqual({
    code: 'vote.early',
    facts: { until: '2026-03-02T10:00:10.000Z' },
  });
  room.wait(1);
  room.take({ type: 'raisePointOfOrder', text: '' }, head('M02'));
  expect(room.refusal(carry, CHAIR)?.code).toBe('point.waiting');
  room.take({ type: 'rulePoint', point: 'o1', upheld: false, words: '' }, CHAIR);
  room.take(carry, CHAIR);
  expect(room.state.motions).toMatchObject([{ id: motion, fate: 'carried' }]);
  expect(room.state.motions[0]?.vote).toBeUndefined();
  expect(room.state.debates).toEqual({ '2': 'closed' });
  expect(room.state.question).toBeUndefined();
  expect([room.state.votes, order(room)]).toEqual([[], []]);
  expect(replaySitting(room.events)).toEqual(room.state);
});

test('[SIT-27] where a vote is given less than ten seconds, so are objections', () => {
  expect([60, 11, 10, 9, 1].map((voteSeconds) => objectionSeconds({ voteSeconds }))).toEqual([
    10, 10, 10, 9, 1,
  ]);
});

test('[SIT-27] one member on the roll that objects is enough for a vote; nobody is asked twice about a motion', () => {
  const room = openRoom();
  const motion = moves(room, 'adjournMeeting');
  const object = { type: 'objectToMotion', motion } as const;
  expect(room.refusal(object, head('M01'))).toEqual({ code: 'motion.notAsked', facts: { motion } });
  room.take({ type: 'askObjections', motion }, CHAIR);
  expect(room.refusal(object, head('M09'))?.code).toBe('presence.absent');
  expect(room.refusal(object, delegate('M01'))?.code).toBe('actor.mayNotBind');
  expect(room.refusal(object, OBSERVER)?.code).toBe('actor.notMember');
  room.take(object, head('M01'));
  const objected = { code: 'motion.objected', facts: { motion, member: 'M01' } };
  // Two object at once: the second learns who was first.
  expect(room.refusal(object, head('M02'))).toEqual(objected);
  expect(room.refusal({ type: 'askObjections', motion }, CHAIR)).toEqual(objected);
  room.wait(60);
  expect(room.refusal({ type: 'carryMotion', motion }, CHAIR)?.code).toBe('motion.notAsked');
  room.take({ type: 'putMotion', motion }, CHAIR);
  room.vote('v1', { M01: 'against' });
  expect(room.state.motions[0]).toMatchObject({ fate: 'lost', objectedBy: 'M01', vote: 'v1' });
});

test('[SIT-27] the question ends when the mover withdraws or the chair goes on to the vote, and counts the quorum', () => {
  const room = openRoom();
  const first = moves(room, 'suspendMeeting');
  room.take({ type: 'askObjections', motion: first }, CHAIR);
  room.take({ type: 'withdrawMotion', motion: first }, head('M05'));
  expect(room.state.question).toBeUndefined();
  const second = moves(room, 'closeDebate');
  room.take({ type: 'askObjections', motion: second }, CHAIR);
  room.wait(30);
  room.take({ type: 'registerPresence', members: ['M06', 'M07', 'M08'], present: false }, CHAIR);
  const missing = { code: 'quorum.missing', facts: { present: 5, needed: 6 } };
  expect(room.refusal({ type: 'carryMotion', motion: second }, CHAIR)).toEqual(missing);
  room.take({ type: 'registerPresence', members: ['M06'], present: true }, CHAIR);
  room.take({ type: 'putMotion', motion: second }, CHAIR);
  expect(room.state.question).toBeUndefined();
  room.vote('v1', { M01: 'for' });
  expect(room.state.motions.map(({ fate }) => fate)).toEqual(['withdrawn', 'carried']);
});

/** A meeting in which nearly everything happens. */
const longMeeting = (): Room => {
  const room = openRoom();
  room.take({ type: 'giveFloor', request: asks(room, 'M01', 'speech', 'friends') }, CHAIR);
  room.wait(120);
  room.take({ type: 'raisePointOfOrder', text: 'Time.' }, head('M02'));
  room.take({ type: 'rulePoint', point: 'o1', upheld: true, words: 'Please conclude.' }, CHAIR);
  room.take({ type: 'appealRuling', point: 'o1' }, head('M01'));
  room.vote('v1', { M01: 'for', M02: 'against' });
  room.take({ type: 'giveFloor', request: asks(room, 'M03') }, CHAIR);
  room.wait(60);
  room.take({ type: 'giveFloor', request: asks(room, 'OBS') }, CHAIR);
  room.wait(30);
  room.take({ type: 'endSpeech', request: 'q3' }, CHAIR);
  room.take({ type: 'putMotion', motion: moves(room, 'closeDebate') }, CHAIR);
  room.vote('v2', { M01: 'for' });
  room.take({ type: 'suspendSitting' }, CHAIR);
  room.take({ type: 'resumeSitting' }, CHAIR);
  room.take({ type: 'adjournSitting' }, CHAIR);
  return room;
};

test('[SIT-25] replaying gives the same sitting, changes no earlier state, and refuses what does not fit', () => {
  const room = longMeeting();
  expect(replaySitting(room.events)).toEqual(room.state);
  const half = replaySitting(room.events.slice(0, 10));
  const kept = structuredClone(half);
  expect(replaySitting(room.events.slice(10), half)).toEqual(room.state);
  expect(half).toEqual(kept);
  const [planned, opened] = room.events;
  if (planned === undefined || opened === undefined) throw new Error('no events');
  expect(() => evolveSitting(room.state, planned)).toThrow('planned once');
  expect(() => evolveSitting(undefined, opened)).toThrow('not planned');
  const given = room.events.find(({ type }) => type === 'floorGiven');
  expect(() => replaySitting(given === undefined ? [] : [planned, given])).toThrow('not there');
  const { payload: _, ...withheld } = opened;
  expect(evolveSitting(room.state, { ...withheld, withheld: true })).toBe(room.state);
  expect(replaySitting([])).toBeUndefined();
});

test('[SIT-26] speaking time is what the clocks showed, by delegation and by group', () => {
  const room = longMeeting();
  const time = speakingTime(room.body, [room.state, openRoom().state]);
  const of = (member: string) => time.delegations.find((one) => one.member === member)?.milliseconds;
  expect([of('M01'), of('M03'), of('OBS'), of('M10')]).toEqual([120_000, 60_000, 30_000, 0]);
  expect(time.milliseconds).toBe(180_000);
  expect(time.groups).toMatchObject([
    { group: 'friends', delegations: 2, speeches: 1, milliseconds: 120_000, voiceRatio: { exact: '10/3' } },
  ]);
  expect(time.gini.exact).toBe('5/6');
  expect(speakingTime(room.body, []).groups[0]?.voiceRatio).toBeNull();
});

test('[SIT-30] what is taken up of a text is there, and is one thing', () => {
  const words = meeting();
  const [first] = words.state.revision?.paragraphs.filter(({ kind }) => kind === 'operative') ?? [];
  const ask = (): void =>
    words.take(
      {
        type: 'requestDivision',
        parts: [[first?.pid ?? '']],
        reason: '',
        textHash: words.state.revision?.hash ?? '',
      },
      head('AAA'),
    );
  ask();
  words.take(
    {
      type: 'submitAmendment',
      changes: [{ paragraph: 'p4', delete: true }],
      reason: '',
      textHash: words.state.revision?.hash ?? '',
      needs: [],
      excludes: [],
    },
    head('AAA'),
  );
  const room = openRoom();
  const take = (
    named: Omit<Extract<SittingAct, { readonly type: 'takeUp' }>, 'type' | 'item'>,
    deliberation?: DeliberationState,
  ) =>
    admitSitting(
      room.state,
      { type: 'takeUp', item: '2', ...named },
      { at: room.at, actor: CHAIR, body: room.body, deliberation },
    );
  const refusal = (named: Parameters<typeof take>[0]) => {
    const admission = take(named, words.state);
    return admission.admitted ? undefined : admission.refusal;
  };
  expect(refusal({ paragraph: 'p999' })).toEqual({ code: 'paragraph.unknown', facts: { pid: 'p999' } });
  expect(refusal({ division: 'D999' })).toEqual({ code: 'division.none', facts: { division: 'D999' } });
  expect(refusal({ amendment: 'A999' })).toEqual({ code: 'amendment.unknown', facts: { amendment: 'A999' } });
  for (const several of [
    { paragraph: 'p3', division: 'D1' },
    { paragraph: 'p3', amendment: 'A1' },
    { amendment: 'A1', division: 'D1' },
  ]) {
    const one = { code: 'agenda.several', facts: { item: '2' } };
    expect(refusal(several)).toEqual(one);
    const unread = take(several);
    expect(unread.admitted ? undefined : unread.refusal).toEqual(one);
  }
  for (const there of [{ paragraph: 'p4' }, { division: 'D1' }, { amendment: 'A1' }])
    expect(take(there, words.state)).toMatchObject({
      admitted: true,
      events: [{ type: 'takenUp', payload: { item: '2', ...there } }],
    });
  words.take({ type: 'withdrawDivision', division: 'D1' }, head('AAA'));
  words.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
  expect(refusal({ division: 'D1' })).toEqual({
    code: 'division.closed',
    facts: { division: 'D1', fate: 'withdrawn' },
  });
  expect(refusal({ amendment: 'A1' })).toEqual({
    code: 'amendment.closed',
    facts: { amendment: 'A1', state: 'withdrawn' },
  });
  // Where the text is not at hand nothing is known of it.
  expect(take({ division: 'D1' }).admitted).toBe(true);
  room.take({ type: 'takeUp', item: '2', amendment: 'A1' }, CHAIR);
  expect(room.state.inHand).toEqual({ item: '2', amendment: 'A1', at: room.at });
  const events = room.events.length;
  room.take({ type: 'takeUp', item: '2', amendment: 'A1' }, CHAIR);
  expect(room.events).toHaveLength(events);
  expect(replaySitting(room.events)).toEqual(room.state);
});
