import { expect, test } from 'vitest';
import { parseRule } from '../rules/parse-rule.ts';
import type { DecisionRule } from '../types.ts';
import type { BallotChoice } from '../vocabulary.ts';
import { deadlineActs, nextDeadline } from './deadlines.ts';
import { CHAIR, CONSENSUS, DEADLINE, head, meeting, memberNamed, type Meeting } from './meeting.fixture.ts';
import { standingRejection } from './text-bar.ts';

const PLENARY: DecisionRule = {
  id: 'plenary',
  method: 'ballot',
  pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
  tie: { secondBallotHours: 48 },
};
const COMMITTEE: DecisionRule = { id: 'committee', method: 'ballot', pass: PLENARY.pass };

/** 118 members, of whom 59 are for, 59 against where the vote is equally divided. */
const NAMES = Array.from({ length: 118 }, (_, at) => `M${String(at + 1).padStart(3, '0')}`);
const assembly = (): Meeting => {
  const room = meeting({
    members: NAMES.map((id) => memberNamed(id, 1)),
    groups: [],
    rules: [CONSENSUS, PLENARY, COMMITTEE],
  });
  return room;
};
const vote = (room: Meeting, inFavour: number, against: number): void => {
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  NAMES.forEach((id, at) => {
    const choice: BallotChoice = at < inFavour ? 'for' : at < inFavour + against ? 'against' : 'abstain';
    room.take({ type: 'castBallot', choice }, head(id));
  });
  room.wait(61);
  room.take({ type: 'closeBallot' }, DEADLINE);
};
const tied = (rule = 'plenary'): Meeting => {
  const room = assembly();
  room.take({ type: 'proposeAdoption', rule, objectionSeconds: 60 }, CHAIR);
  vote(room, 59, 59);
  return room;
};

test('[BAL-85] terms for a tie are hours of a rule that counts heads in a ballot', () => {
  expect(parseRule(PLENARY).ok).toBe(true);
  const path = (rule: unknown) => {
    const read = parseRule(rule);
    return read.ok ? undefined : [read.refusal.code, read.refusal.facts['path']];
  };
  for (const hours of [0, 721, 1.5, '48'])
    expect(path({ ...PLENARY, tie: { secondBallotHours: hours } })).toEqual([
      'rule.notHours',
      'rule.tie.secondBallotHours',
    ]);
  expect(path({ ...PLENARY, tie: { secondBallotHours: 48, again: true } })).toEqual([
    'rule.unknownField',
    'rule.tie.again',
  ]);
  expect(path({ ...CONSENSUS, tie: { secondBallotHours: 48 } })).toEqual(['rule.notAValue', 'rule.tie']);
  expect(path({ ...PLENARY, weight: 'population' })).toEqual(['rule.notAValue', 'rule.tie']);
});

test('[BAL-86] 59 to 59 is tied: the proposal stays open, and 60 to 58 in the second vote adopts', () => {
  const room = tied();
  const [decision] = room.state.decisions;
  expect(room.state.phase).toBe('adoptionProposed');
  expect(decision?.ballot).toBeUndefined();
  expect(decision?.tied).toMatchObject({
    equalVoice: { for: 59, against: 59, abstain: 0 },
    until: '2026-03-04T10:01:01.000Z',
  });
  expect(room.refusal({ type: 'reject', note: 'A tie.' }, CHAIR)?.code).toBe('adoption.noBallot');
  room.wait(3_600);
  vote(room, 60, 58);
  expect(room.state.phase).toBe('ballotClosed');
  room.take({ type: 'adopt' }, CHAIR);
  expect(room.state.decisions[0]).toMatchObject({
    outcome: 'adopted',
    equalVoice: { for: 60, against: 58 },
    tied: { equalVoice: { for: 59, against: 59 } },
  });
});

test('[BAL-86] a second tie rejects, and without terms the first one does', () => {
  const room = tied();
  vote(room, 40, 40);
  expect(room.state.phase).toBe('ballotClosed');
  expect(room.refusal({ type: 'adopt' }, CHAIR)?.code).toBe('adoption.notPassed');
  room.take({ type: 'reject', note: 'Equally divided again.' }, CHAIR);
  expect(room.state.decisions[0]?.outcome).toBe('rejected');
  const committee = tied('committee');
  expect(committee.state.phase).toBe('ballotClosed');
  committee.take({ type: 'reject', note: 'Equally divided.' }, CHAIR);
  expect(committee.state.decisions[0]?.tied).toBeUndefined();
});

test('[BAL-86] nobody for and nobody against is no tie, nor is a vote that passed', () => {
  const room = assembly();
  room.take({ type: 'proposeAdoption', rule: 'plenary', objectionSeconds: 60 }, CHAIR);
  vote(room, 0, 0);
  expect(room.state.phase).toBe('ballotClosed');
});

test('[BAL-87] a second vote is opened at the instant itself, and after it the deadline rejects with the first result', () => {
  const room = tied();
  expect(nextDeadline(room.state)).toBe('2026-03-04T10:01:01.000Z');
  room.wait(48 * 3_600);
  expect(room.refusal({ type: 'putToBallot', openSeconds: 60 }, CHAIR)).toBeUndefined();
  expect(deadlineActs(room.state, room.at)).toEqual([]);
  expect(room.refusal({ type: 'reject', note: '' }, DEADLINE)?.code).toBe('actor.notConducting');
  room.wait(1);
  expect(room.refusal({ type: 'putToBallot', openSeconds: 60 }, CHAIR)?.code).toBe('deadline.passed');
  const [late] = deadlineActs(room.state, room.at);
  expect(late).toEqual({ type: 'reject', note: '' });
  room.take({ type: 'reject', note: '' }, DEADLINE);
  expect(room.state.decisions[0]).toMatchObject({
    outcome: 'rejected',
    equalVoice: { for: 59, against: 59 },
    result: { outcome: 'not_adopted' },
  });
  expect(nextDeadline(room.state)).toBeUndefined();
  // SIT-146: a body that holds no sittings may put the words again; in a session the rejection would stand.
  const propose = { type: 'proposeAdoption', rule: 'plenary', objectionSeconds: 60 } as const;
  expect(room.refusal(propose, CHAIR)).toBeUndefined();
  const session = { en: 'First session' };
  const [rejected] = room.state.decisions;
  if (rejected === undefined) throw new Error('no decision');
  const state = {
    ...room.state,
    inSession: { sitting: 's', session, at: room.at },
    decisions: [{ ...rejected, session }],
  };
  expect(standingRejection(state)?.id).toBe(rejected.id);
  expect(standingRejection({ ...state, decisions: [rejected] })).toBeUndefined();
});
