import { expect, test } from 'vitest';
import { TEXTS } from '@plenary/tabling';
import { admitDeliberation } from '../acts/admit-deliberation.ts';
import { RULES_EDITION } from '../acts/edition.ts';
import { evolveDeliberation } from '../acts/evolve-deliberation.ts';
import { meeting, type Meeting } from '../acts/meeting.fixture.ts';
import type {
  Actor,
  DeliberationAct,
  DeliberationState,
  MotionKind,
  Recorded,
  SittingAct,
  SittingState,
  TextEffect,
} from '../types.ts';
import { admitSitting } from './admit-sitting.ts';
import { motionEffect, takenUpEffect, textConcerned, textsTouched } from './effects-on-text.ts';
import { evolveSitting } from './evolve-sitting.ts';
import { bodyOf, CHAIR, head, PLAN, openRoom, SECRETARIAT, type Room } from './sitting.fixture.ts';

/** A sitting beside the text that it deals with: effects pass from the one to the other, as the service lets them. */
const beside = (room: Room, words: Meeting, edition = RULES_EDITION) => {
  let state: SittingState = { ...room.state, edition };
  let text: DeliberationState = words.state;
  const effects: TextEffect[] = [];
  const circumstances = (act: SittingAct, actor: Actor) => ({
    at: room.at,
    actor,
    body: room.body,
    deliberation: textConcerned(state, act) === text.id ? text : undefined,
  });
  const recorded = () => ({ stream: 's', at: room.at, actor: CHAIR, version: 1 });
  return {
    effects,
    get text() {
      return text;
    },
    get sitting() {
      return state;
    },
    refusal: (act: SittingAct, actor: Actor) => {
      const admission = admitSitting(state, act, circumstances(act, actor));
      return admission.admitted ? undefined : admission.refusal.code;
    },
    take: (act: SittingAct, actor: Actor): void => {
      const admission = admitSitting(state, act, circumstances(act, actor));
      if (!admission.admitted) throw new Error(`${act.type}: ${JSON.stringify(admission.refusal)}`);
      const before = state;
      for (const fact of admission.events) state = evolveSitting(state, { ...fact, ...recorded() });
      for (const { deliberation, motion } of textsTouched(before, state)) {
        if (deliberation !== text.id) continue;
        const effect = motion === undefined ? takenUpEffect(text, state) : motionEffect(text, state, motion);
        if (!effect.admitted) throw new Error(JSON.stringify(effect.refusal));
        for (const fact of effect.events) {
          effects.push(fact);
          text = evolveDeliberation(text, { ...fact, ...recorded() });
        }
      }
    },
    /** The refusal that an act on the text meets. */
    onText: (act: DeliberationAct, actor: Actor = CHAIR) => {
      const admission = admitDeliberation(text, act, {
        at: room.at,
        actor,
        body: words.body,
        texts: TEXTS,
      });
      return admission.admitted ? undefined : admission.refusal.code;
    },
    act: (act: DeliberationAct, actor: Actor = CHAIR): void => {
      const admission = admitDeliberation(text, act, {
        at: room.at,
        actor,
        body: words.body,
        texts: TEXTS,
      });
      if (!admission.admitted) throw new Error(`${act.type}: ${JSON.stringify(admission.refusal)}`);
      for (const fact of admission.events)
        text = evolveDeliberation(text, { ...fact, ...recorded() } as Recorded<typeof fact>);
    },
  };
};

const PLANNED = {
  ...PLAN,
  agenda: [
    { id: '1', title: { en: 'Adoption of the agenda' } },
    { id: '2', title: { en: 'A text' }, deliberation: 'x' },
  ],
};
const BODY = { ...bodyOf(10), deliberations: ['x'] };
const both = (words = meeting()) => {
  const room = openRoom(PLANNED, BODY);
  return { room, ...{ floor: beside(room, words) } };
};
type Floor = ReturnType<typeof beside>;

const moves = (floor: Floor, kind: MotionKind): string => {
  floor.take({ type: 'moveMotion', kind, reason: '' }, head('M05'));
  return `m${floor.sitting.motions.length}`;
};
/** Everybody named votes so; nobody else is needed for the vote to be closed once its time has passed. */
const decides = (
  room: Room,
  floor: Floor,
  motion: string,
  votes: Readonly<Record<string, 'for' | 'against'>>,
) => {
  floor.take({ type: 'putMotion', motion }, CHAIR);
  const vote = `v${floor.sitting.votes.length}`;
  for (const [member, choice] of Object.entries(votes))
    floor.take({ type: 'castVote', vote, choice }, head(member));
  room.wait(30);
  floor.take({ type: 'closeVote', vote }, CHAIR);
};

const PROPOSE = { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 } as const;

test('[SIT-40] no action: nothing of the text is put or taken in, and the outcome is on record', () => {
  const { room, floor } = both();
  decides(room, floor, moves(floor, 'adjournDebate'), { M01: 'for', M02: 'for', M03: 'against' });
  expect(floor.text.bar).toMatchObject({
    outcome: 'noAction',
    sitting: 'first',
    motion: 'm1',
    session: { en: 'First session' },
  });
  expect(floor.text.decisions).toMatchObject([
    {
      id: 'd1',
      item: 'text',
      outcome: 'noAction',
      rule: { id: 'procedure' },
      equalVoice: { for: 2, against: 1 },
    },
  ]);
  expect(floor.onText(PROPOSE)).toBe('text.noAction');
  expect(floor.onText({ ...PROPOSE, item: 'A1' })).toBe('text.noAction');
  expect(floor.onText({ type: 'acceptAmendment', amendment: 'A1' })).toBe('text.noAction');
  expect(floor.refusal({ type: 'moveMotion', kind: 'noCompetence', reason: '' }, head('M01'))).toBe(
    'motion.textDecided',
  );
});

test('[SIT-40] a proposal that is open ends with no action, and no second outcome is entered', () => {
  const { room, floor } = both();
  floor.act(PROPOSE);
  decides(room, floor, moves(floor, 'adjournDebate'), { M01: 'for' });
  expect(floor.text.decisions).toMatchObject([{ id: 'd1', outcome: 'noAction', decidedAt: room.at }]);
  expect(floor.text.phase).toBe('open');
});

test('[SIT-40] no action holds in its session, in whichever meeting, and not in another', () => {
  const first = both();
  decides(first.room, first.floor, moves(first.floor, 'adjournDebate'), { M01: 'for' });
  const words: Meeting = { ...meeting(), state: first.floor.text };
  const again = (session: string) => {
    const room = openRoom({ ...PLANNED, id: 'later', session: { en: session } }, BODY);
    const floor = beside(room, words);
    floor.take({ type: 'takeUp', item: '2' }, CHAIR);
    return floor;
  };
  const same = again('First session');
  expect(same.onText(PROPOSE)).toBe('text.noAction');
  expect(same.refusal({ type: 'askForFloor', member: 'M01', kind: 'speech' }, head('M01'))).toBe(
    'text.noAction',
  );
  const other = again('Second session');
  expect(other.effects).toMatchObject([
    { type: 'takenUpInSession', payload: { sitting: 'later' } },
    { type: 'barLifted', payload: { sitting: 'later' } },
  ]);
  expect(other.onText(PROPOSE)).toBeUndefined();
  expect(other.refusal({ type: 'askForFloor', member: 'M01', kind: 'speech' }, head('M01'))).toBeUndefined();
});

test('[SIT-41] a vote that has begun on a text is not interrupted by a motion on it', () => {
  const { room, floor } = both(meeting());
  const motion = moves(floor, 'adjournDebate');
  const ahead = floor.sitting;
  floor.act({ ...PROPOSE, rule: 'weighted' });
  floor.act({ type: 'putToBallot', openSeconds: 60 });
  expect(floor.refusal({ type: 'putMotion', motion }, CHAIR)).toBe('motion.votingBegun');
  expect(floor.refusal({ type: 'askObjections', motion }, CHAIR)).toBe('motion.votingBegun');
  const carried = {
    ...ahead,
    motions: ahead.motions.map((one) => ({ ...one, fate: 'carried' as const })),
  };
  expect(motionEffect(floor.text, carried, motion)).toMatchObject({
    refusal: { code: 'motion.votingBegun' },
  });
  expect(room.refusal({ type: 'moveMotion', kind: 'closeDebate', reason: '' }, head('M01'))).toBeUndefined();
});

test('[SIT-42] that the body is not competent is decided before the text', () => {
  const { room, floor } = both();
  floor.act(PROPOSE);
  const motion = moves(floor, 'noCompetence');
  expect(floor.text.competence).toMatchObject({ sitting: 'first', motion });
  room.wait(120);
  expect(floor.onText({ type: 'adopt' })).toBe('text.competenceFirst');
  decides(room, floor, motion, { M01: 'for', M02: 'against' });
  expect(floor.effects.map(({ type }) => type)).toEqual(['competenceQuestioned', 'competenceSettled']);
  expect(floor.text.competence).toBeUndefined();
  expect(floor.onText({ type: 'adopt' })).toBeUndefined();
  const second = moves(floor, 'noCompetence');
  decides(room, floor, second, { M01: 'for', M02: 'for' });
  expect(floor.text.bar).toMatchObject({ outcome: 'notPut', motion: second });
  expect(floor.text.decisions).toMatchObject([{ outcome: 'notPut' }]);
  expect(floor.onText(PROPOSE)).toBe('text.notCompetent');
  expect(floor.sitting.debates).toEqual({ '2': 'closed' });
});

test('[SIT-42] a motion on competence that is withdrawn or lapses holds nothing up', () => {
  const { floor } = both();
  floor.take({ type: 'withdrawMotion', motion: moves(floor, 'noCompetence') }, head('M05'));
  expect(floor.onText(PROPOSE)).toBeUndefined();
  moves(floor, 'noCompetence');
  const adjourning = moves(floor, 'adjournMeeting');
  floor.take({ type: 'putMotion', motion: adjourning }, CHAIR);
  for (const member of ['M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'M07', 'M08'])
    floor.take({ type: 'castVote', vote: 'v1', choice: 'for' }, head(member));
  floor.take({ type: 'closeVote', vote: 'v1' }, CHAIR);
  expect(floor.effects.at(-1)?.type).toBe('competenceSettled');
  expect(floor.onText(PROPOSE)).toBeUndefined();
});

test('[SIT-42] motions on a text need one, and something that stands to be considered again', () => {
  const { floor } = both();
  expect(floor.refusal({ type: 'moveMotion', kind: 'reconsider', reason: '' }, head('M01'))).toBe(
    'motion.nothingToReconsider',
  );
  floor.take({ type: 'takeUp', item: '1' }, CHAIR);
  for (const kind of ['noCompetence', 'reconsider'] as const)
    expect(floor.refusal({ type: 'moveMotion', kind, reason: '' }, head('M01'))).toBe('agenda.noText');
});

test('[SIT-43] what was adopted is considered again by two thirds, with two speakers against and none for', () => {
  const { room, floor } = both();
  floor.act(PROPOSE);
  room.wait(61);
  floor.act({ type: 'adopt' });
  expect(floor.text.phase).toBe('adopted');
  const first = moves(floor, 'reconsider');
  const speaks = (side: 'for' | 'against') =>
    floor.refusal({ type: 'askForFloor', member: 'M02', kind: 'onMotion', side }, head('M02'));
  expect([speaks('for'), speaks('against')]).toEqual(['motion.speakersFull', undefined]);
  decides(room, floor, first, { M01: 'for', M02: 'for', M03: 'for', M04: 'against', M05: 'against' });
  expect(floor.sitting.motions.at(-1)?.fate).toBe('lost');
  expect(floor.text.phase).toBe('adopted');
  decides(room, floor, moves(floor, 'reconsider'), { M01: 'for', M02: 'for', M03: 'against' });
  expect(floor.text).toMatchObject({
    phase: 'open',
    marks: {},
    reconsidered: { decision: 'd1', motion: 'm2' },
  });
  expect(floor.onText(PROPOSE)).toBeUndefined();
});

const BY_VOTE = { ...PROPOSE, rule: 'weighted' } as const;
/** The text is put to the vote, and falls. */
const votedDown = (room: Room, floor: Floor): void => {
  floor.act(BY_VOTE);
  floor.act({ type: 'putToBallot', openSeconds: 60 });
  floor.act({ type: 'castBallot', choice: 'against' }, head('AAA'));
  room.wait(61);
  floor.act({ type: 'closeBallot' });
  floor.act({ type: 'reject', note: 'Not carried.' });
};
/** The text as it stands, taken up in a meeting of a session. */
const inSession = (text: DeliberationState, session: string, edition?: number) => {
  const room = openRoom({ ...PLANNED, id: 'later', session: { en: session } }, BODY);
  const floor = beside(room, { ...meeting(), state: text }, edition);
  floor.take({ type: 'takeUp', item: '2' }, CHAIR);
  return floor;
};

test('[SIT-43] words that a vote rejected are put again once two thirds decided so, or when they have changed', () => {
  const { room, floor } = both(meeting());
  const propose = BY_VOTE;
  floor.take({ type: 'takeUp', item: '2' }, CHAIR);
  votedDown(room, floor);
  expect(floor.onText(propose)).toBe('text.rejectedByVote');
  const changed: Meeting = { ...meeting(), state: floor.text };
  const { revision } = changed.state;
  if (revision === undefined) throw new Error('no text');
  const other = beside(room, {
    ...changed,
    state: { ...changed.state, revision: { ...revision, hash: 'f'.repeat(64) } },
  });
  expect(other.onText(propose)).toBeUndefined();
  decides(room, floor, moves(floor, 'reconsider'), { M01: 'for', M02: 'for' });
  expect(floor.onText(propose)).toBeUndefined();
  expect(floor.refusal({ type: 'moveMotion', kind: 'reconsider', reason: '' }, head('M01'))).toBe(
    'motion.nothingToReconsider',
  );
});

test('[SIT-146] words that a vote rejected may be put again in another session, and not in the same', () => {
  const { room, floor } = both();
  floor.take({ type: 'takeUp', item: '2' }, CHAIR);
  expect(floor.effects).toMatchObject([{ type: 'takenUpInSession', payload: { sitting: 'first' } }]);
  floor.take({ type: 'takeUp', item: '2' }, CHAIR);
  expect(floor.effects).toHaveLength(1);
  votedDown(room, floor);
  expect(floor.text.decisions.at(-1)?.session).toEqual({ en: 'First session' });
  const same = inSession(floor.text, 'First session');
  expect(same.effects).toEqual([]);
  expect(same.onText(BY_VOTE)).toBe('text.rejectedByVote');
  const other = inSession(floor.text, 'Second session');
  expect(other.effects.map(({ type }) => type)).toEqual(['takenUpInSession']);
  expect(other.onText(BY_VOTE)).toBeUndefined();
  expect(other.refusal({ type: 'moveMotion', kind: 'reconsider', reason: '' }, head('M01'))).toBe(
    'motion.nothingToReconsider',
  );
});

test('[SIT-146] a body that holds no sittings may put the words again; of the third edition they stay barred', () => {
  const { room, floor } = both();
  votedDown(room, floor);
  expect(floor.onText(BY_VOTE)).toBeUndefined();
  const earlier = floor.text.decisions.map((decision) => ({ ...decision, edition: 3 }));
  const other = inSession({ ...floor.text, decisions: earlier }, 'Second session');
  expect(other.onText(BY_VOTE)).toBe('text.rejectedByVote');
});

test('[SIT-147] a name that reads the same is the same session, unless a sitting of an earlier edition says it', () => {
  const { room, floor } = both();
  decides(room, floor, moves(floor, 'adjournDebate'), { M01: 'for' });
  for (const same of ['First session ', 'first  Session', 'Ｆirst session'])
    expect(inSession(floor.text, same).text.bar, same).toBeDefined();
  expect(inSession(floor.text, 'First session ', 3).text.bar).toBeUndefined();
  expect(inSession(floor.text, 'Second session').effects.map(({ type }) => type)).toEqual([
    'takenUpInSession',
    'barLifted',
  ]);
});

test('[SIT-145] under a bar, or before the question of competence is decided, no paragraph is decided on either', () => {
  const acts: readonly DeliberationAct[] = [
    { type: 'proposeDeletion', pid: 'p4', reason: 'Said twice.', objectionSeconds: 60 },
    { type: 'deleteParagraph', pid: 'p4' },
    { type: 'agreeAdRef', pid: 'p3' },
  ];
  const under = (kind: MotionKind, edition?: number) => {
    const room = openRoom(PLANNED, BODY);
    const floor = beside(room, meeting(), edition);
    const motion = moves(floor, kind);
    const asked = acts.map((act) => floor.onText(act));
    decides(room, floor, motion, { M01: 'for' });
    return [...asked, ...acts.map((act) => floor.onText(act))];
  };
  const three = (code: string) => [code, code, code];
  const free = [undefined, 'paragraph.deletionNotProposed', undefined];
  expect(under('adjournDebate')).toEqual([...free, ...three('text.noAction')]);
  expect(under('noCompetence')).toEqual([...three('text.competenceFirst'), ...three('text.notCompetent')]);
  expect(under('noCompetence', 3)).toEqual([...free, ...free]);
});

test('[ACT-55] what was deleted by decision before an adoption stays told when that is considered again', () => {
  const { room, floor } = both();
  floor.act({ type: 'proposeDeletion', pid: 'p4', reason: 'Said twice.', objectionSeconds: 60 });
  room.wait(61);
  floor.act({ type: 'deleteParagraph', pid: 'p4' });
  floor.act(PROPOSE);
  room.wait(61);
  floor.act({ type: 'adopt' });
  decides(room, floor, moves(floor, 'reconsider'), { M01: 'for', M02: 'for' });
  expect(floor.text.phase).toBe('open');
  expect(Object.entries(floor.text.marks).map(([pid, { status }]) => [pid, status])).toEqual([
    ['p4', 'deleted'],
  ]);
});

test('[SIT-43] no action is undone by two thirds, and the debate is open again', () => {
  const { room, floor } = both();
  decides(room, floor, moves(floor, 'adjournDebate'), { M01: 'for' });
  expect(floor.sitting.debates).toEqual({ '2': 'adjourned' });
  decides(room, floor, moves(floor, 'reconsider'), { M01: 'for', M02: 'for' });
  expect(floor.sitting.debates).toEqual({});
  expect(floor.text.bar).toBeUndefined();
  expect(floor.onText(PROPOSE)).toBeUndefined();
  expect(
    floor.refusal({ type: 'registerPresence', members: ['M09'], present: true }, SECRETARIAT),
  ).toBeUndefined();
});

test('[SIT-85] a debate closed on a text is closed in later meetings of the session, and open in another', () => {
  const first = both();
  decides(first.room, first.floor, moves(first.floor, 'closeDebate'), { M01: 'for' });
  expect(first.floor.text.debateClosed).toMatchObject({
    sitting: 'first',
    motion: 'm1',
    session: { en: 'First session' },
  });
  const words: Meeting = { ...meeting(), state: first.floor.text };
  const again = (session: string) => {
    const room = openRoom({ ...PLANNED, id: 'later', session: { en: session } }, BODY);
    const floor = beside(room, words);
    floor.take({ type: 'takeUp', item: '2' }, CHAIR);
    return floor;
  };
  const ask = { type: 'askForFloor', member: 'M01', kind: 'speech' } as const;
  const same = again('First session');
  expect(same.refusal(ask, head('M01'))).toBe('floor.debateOver');
  expect(same.refusal({ type: 'moveMotion', kind: 'closeDebate', reason: '' }, head('M01'))).toBe(
    'floor.debateOver',
  );
  expect(again('Second session').refusal(ask, head('M01'))).toBeUndefined();
  // What is closed is put as before: a closed debate is no bar.
  expect(same.onText(PROPOSE)).toBeUndefined();
});

test('[SIT-86] with the decision to consider again a closed debate is open again, also without a vote', () => {
  const { room, floor } = both();
  decides(room, floor, moves(floor, 'closeDebate'), { M01: 'for' });
  const ask = { type: 'askForFloor', member: 'M01', kind: 'speech' } as const;
  expect(floor.refusal(ask, head('M01'))).toBe('floor.debateOver');
  const motion = moves(floor, 'reconsider');
  floor.take({ type: 'askObjections', motion }, CHAIR);
  room.wait(30);
  floor.take({ type: 'carryMotion', motion }, CHAIR);
  expect(floor.effects.map(({ type }) => type)).toEqual(['debateClosed', 'debateReopened']);
  expect(floor.text.debateClosed).toBeUndefined();
  expect(floor.refusal(ask, head('M01'))).toBeUndefined();
});
