import { expect, test } from 'vitest';
import { TEXTS } from '@plenary/tabling';
import type { DecisionRule, DeliberationAct } from '../types.ts';
import { admitDeliberation } from './admit-deliberation.ts';
import { deadlineActs, nextDeadline } from './deadlines.ts';
import {
  ballotsAsDecided,
  decisionBallots,
  decisionFlags,
  objectorsOf,
  openDecision,
} from './decision-ballots.ts';
import { RULES_EDITION } from './edition.ts';
import { explanationsOf } from './explanations-of.ts';
import { ACT_LIMITS } from './limits.ts';
import {
  CHAIR,
  CONSENSUS,
  DEADLINE,
  head,
  MAJORITY,
  meeting,
  memberNamed,
  SECRETARIAT,
  START,
  TEXT,
  WEIGHTED,
  type Meeting,
} from './meeting.fixture.ts';

const propose = (rule = 'consensus', objectionSeconds = 60): DeliberationAct => ({
  type: 'proposeAdoption',
  rule,
  objectionSeconds,
});
const object: DeliberationAct = { type: 'object', reason: 'We cannot join.' };
const adopt: DeliberationAct = { type: 'adopt' };
const reject: DeliberationAct = { type: 'reject', note: 'No consensus.' };
const close: DeliberationAct = { type: 'closeBallot' };
const cast = (choice: 'for' | 'against' | 'abstain'): DeliberationAct => ({ type: 'castBallot', choice });

const proposed = (rule = 'consensus', room = meeting()): Meeting => {
  room.take(propose(rule), CHAIR);
  return room;
};
const balloting = (rule = 'weighted', room = meeting()): Meeting => {
  proposed(rule, room).take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  return room;
};
/** Consensus is tried on the text and stopped by one objection. */
const exhausted = (room = meeting()): Meeting => {
  proposed('consensus', room).take(object, head('DDD'));
  room.wait(61);
  room.take(reject, CHAIR);
  return room;
};

test('[ACT-30] adoption is proposed under a rule in force; rule and words are frozen', () => {
  const room = meeting();
  expect(room.refusal(propose('other'), CHAIR)).toEqual({ code: 'rule.unknown', facts: { rule: 'other' } });
  expect(meeting({ text: null }).refusal(propose(), CHAIR)?.code).toBe('text.none');
  proposed('consensus', room);
  expect(openDecision(room.state)).toEqual({
    id: 'd1',
    item: 'text',
    rule: CONSENSUS,
    textHash: TEXT.hash,
    proposedAt: START,
    edition: RULES_EDITION,
    objectionsUntil: '2026-03-02T10:01:00.000Z',
    objections: {},
  });
  expect(room.refusal(propose(), CHAIR)?.code).toBe('act.outOfOrder');
});

test('[ACT-6] the time for objections and that of a ballot run from one second to thirty days', () => {
  const room = meeting();
  for (const seconds of [0, 0.5, Number.POSITIVE_INFINITY, 2_592_001])
    expect(room.refusal(propose('consensus', seconds), CHAIR)?.facts).toEqual({
      limit: 'OBJECTION_SECONDS_MAX',
      max: 2_592_000,
    });
  proposed('weighted', room);
  for (const openSeconds of [0, 2_592_001])
    expect(room.refusal({ type: 'putToBallot', openSeconds }, CHAIR)?.facts).toEqual({
      limit: 'BALLOT_SECONDS_MAX',
      max: 2_592_000,
    });
  expect(room.refusal({ type: 'putToBallot', openSeconds: 2_592_000 }, CHAIR)).toBeUndefined();
});

test('[ACT-31] without a ballot a requirement that the record does not show is refused at once', () => {
  const called: DecisionRule = { ...CONSENSUS, id: 'called', requires: ['chairCall', 'constructor'] };
  expect(meeting({ rules: [CONSENSUS, called] }).refusal(propose('called'), CHAIR)).toEqual({
    code: 'adoption.requires',
    facts: { flags: ['chairCall', 'constructor'] },
  });
});

test('[ACT-31] a silence procedure is not announced for less than its least time', () => {
  const silence: DecisionRule = {
    ...CONSENSUS,
    id: 'silence',
    method: 'silence',
    period: { hours: 72, minHours: 72, extendable: true },
  };
  const room = meeting({ rules: [CONSENSUS, silence] });
  expect(room.refusal(propose('silence', 72 * 3_600 - 1), CHAIR)).toEqual({
    code: 'adoption.periodTooShort',
    facts: { minHours: 72 },
  });
  room.take(propose('silence', 72 * 3_600), CHAIR);
  room.wait(72 * 3_600 + 1);
  room.take({ type: 'endSilence' }, DEADLINE);
  room.take(adopt, CHAIR);
  expect(room.state.phase).toBe('adopted');
});

test('[ACT-32] an objection counts at the very instant of the deadline and not a millisecond later', () => {
  const room = proposed();
  expect(room.refusal({ type: 'object', reason: ' ' }, head('AAA'))?.code).toBe('act.reasonNeeded');
  room.wait(60);
  room.take(object, head('AAA'));
  expect(room.refusal(object, head('AAA'))?.code).toBe('objection.standing');
  room.wait(0.001);
  expect(room.refusal(object, head('BBB'))).toEqual({
    code: 'deadline.passed',
    facts: { deadline: '2026-03-02T10:01:00.000Z', at: '2026-03-02T10:01:00.001Z' },
  });
});

test('[ACT-33] objectors are those who objected to the proposal and those who object to the text themselves', () => {
  const room = meeting();
  room.say('CCC', 'text', 'object');
  room.say('BBB', 'p3', 'object');
  proposed('consensus', room).take(object, head('AAA'));
  const decision = openDecision(room.state);
  expect(objectorsOf(room.body, room.state, decision)).toEqual(['AAA', 'CCC']);
  expect(objectorsOf(room.body, room.state)).toEqual(['CCC']);
  room.wait(61);
  expect(room.refusal(adopt, CHAIR)).toEqual({
    code: 'adoption.notPassed',
    facts: { outcome: 'not_adopted', objectors: ['AAA', 'CCC'] },
  });
});

test('[ACT-33] a group that objects counts its members as against and blocks nothing', () => {
  const room = meeting();
  const said = { item: 'text', stance: 'object', reason: 'The group objects.', textHash: TEXT.hash } as const;
  room.take({ type: 'stateGroupPosition', group: 'friends', ...said }, head('BBB'));
  proposed('consensus', room);
  const decision = openDecision(room.state);
  if (decision === undefined) throw new Error('nothing proposed');
  expect(
    decisionBallots(room.body, room.state, decision).map(({ id, position }) => `${id} ${position}`),
  ).toEqual(['AAA none', 'BBB against', 'CCC against', 'DDD none']);
  room.wait(61);
  expect(room.refusal(adopt, CHAIR)).toBeUndefined();
});

test('[ACT-34] an objection is withdrawn after its deadline too, by whoever made it', () => {
  const room = proposed();
  room.take(object, head('AAA'));
  expect(room.refusal({ type: 'withdrawObjection' }, head('BBB'))).toEqual({
    code: 'objection.none',
    facts: { member: 'BBB' },
  });
  room.wait(3_600);
  room.take({ type: 'withdrawObjection' }, head('AAA'));
  expect(openDecision(room.state)?.objections).toEqual({});
  room.take(adopt, CHAIR);
});

test('[ACT-34] an objection to a text in ballot is withdrawn while the ballot runs and after its close', () => {
  const room = proposed('weighted');
  room.take(object, head('AAA'));
  room.take(object, head('BBB'));
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  room.take({ type: 'withdrawObjection' }, head('AAA'));
  room.wait(61);
  room.take(close, DEADLINE);
  room.take({ type: 'withdrawObjection' }, head('BBB'));
  expect(openDecision(room.state)?.objections).toEqual({});
});

test('[ACT-35] the gavel falls after the announced instant and only when the rule adopts', () => {
  const room = proposed();
  room.wait(60);
  expect(room.refusal(adopt, CHAIR)).toEqual({
    code: 'adoption.early',
    facts: { until: '2026-03-02T10:01:00.000Z' },
  });
  room.wait(0.001);
  room.take(adopt, CHAIR);
  expect(room.state.decisions[0]).toMatchObject({ outcome: 'adopted', decidedAt: room.at });
});

test('[ACT-35] a text put to the ballot is decided by the ballot alone', () => {
  const room = proposed('weighted');
  room.wait(61);
  for (const act of [adopt, reject])
    expect(room.refusal(act, CHAIR)).toEqual({ code: 'adoption.noBallot', facts: { rule: 'weighted' } });
  room.take({ type: 'putToBallot', openSeconds: 600 }, CHAIR);
  room.take(cast('for'), head('AAA'));
  room.wait(601);
  room.take(close, CHAIR);
  room.take(adopt, CHAIR);
});

test('[ACT-36] a rejected attempt at consensus on the same words exhausts it, a withdrawn one does not', () => {
  const room = meeting();
  const flags = () => decisionFlags(room.state, { id: 'd9', textHash: TEXT.hash });
  proposed('consensus', room);
  room.take({ type: 'withdrawProposal', note: 'More time.' }, CHAIR);
  expect(flags()).toEqual({ consensusExhausted: false });
  exhausted(room);
  expect(flags()).toEqual({ consensusExhausted: true });
  expect(decisionFlags(room.state, { id: 'd9', textHash: 'other words' })).toEqual({
    consensusExhausted: false,
  });
  expect(decisionFlags(room.state, { id: 'd2', textHash: TEXT.hash })).toEqual({ consensusExhausted: false });
});

test('[ACT-36] a rejection by ballot exhausts no consensus', () => {
  const room = balloting();
  room.wait(61);
  room.take(close, DEADLINE);
  room.take(reject, CHAIR);
  expect(decisionFlags(room.state, { id: 'd9', textHash: TEXT.hash })).toEqual({ consensusExhausted: false });
});

test('[ACT-37] a ballot waits for all that its rule requires', () => {
  const room = proposed('majority');
  const open: DeliberationAct = { type: 'putToBallot', openSeconds: 60 };
  expect(room.refusal(open, CHAIR)).toEqual({
    code: 'ballot.requires',
    facts: { flags: ['consensusExhausted'] },
  });
  room.take({ type: 'withdrawProposal', note: 'Consensus first.' }, CHAIR);
  proposed('majority', exhausted(room)).take(open, CHAIR);
  const unknown: DecisionRule = { ...MAJORITY, id: 'unknown', requires: ['moonIsFull'] };
  expect(proposed('unknown', meeting({ rules: [CONSENSUS, unknown] })).refusal(open, CHAIR)?.facts).toEqual({
    flags: ['moonIsFull'],
  });
  expect(proposed().refusal(open, CHAIR)).toEqual({
    code: 'rule.methodUnavailable',
    facts: { rule: 'consensus', method: 'consensus' },
  });
});

test('[ACT-38] electors are frozen in the order of their English names with what the rule reads of them', () => {
  const members = [
    memberNamed('AAA', 1, { names: { en: 'Zulu' } }),
    memberNamed('BBB', 2, { names: { en: 'alpha' } }),
    memberNamed('CCC', 3, { names: { en: 'Bravo' }, attrs: { population: 3, flag: 'white' } }),
    memberNamed('EEE', 5, { names: { en: 'Bravo' } }),
    memberNamed('OBS', 4, { role: 'observer' }),
  ];
  const room = balloting('weighted', meeting({ members, groups: [] }));
  expect(openDecision(room.state)?.ballot?.electors).toEqual([
    { id: 'BBB', attrs: { population: 2, role: 'member' } },
    { id: 'CCC', attrs: { population: 3, role: 'member' } },
    { id: 'EEE', attrs: { population: 5, role: 'member' } },
    { id: 'AAA', attrs: { population: 1, role: 'member' } },
  ]);
  room.takeBody({ type: 'admitMembers', members: [memberNamed('FFF', 99)] }, SECRETARIAT);
  expect(room.refusal(cast('for'), head('FFF'))).toEqual({
    code: 'ballot.notElector',
    facts: { member: 'FFF' },
  });
});

test('[ACT-38] a member that the rule makes ineligible is no elector', () => {
  const parties: DecisionRule = {
    ...WEIGHTED,
    id: 'others',
    eligible: { not: { attr: 'id', eq: 'AAA' } },
  };
  const room = balloting('others', meeting({ rules: [CONSENSUS, parties] }));
  expect(openDecision(room.state)?.ballot?.electors.map(({ id }) => id)).toEqual(['BBB', 'CCC', 'DDD']);
  expect(room.refusal(cast('against'), head('AAA'))?.code).toBe('ballot.notElector');
});

test('[ACT-39] a ballot counts at the very instant of the close and can be changed until then', () => {
  const room = balloting();
  room.take(cast('for'), head('AAA'));
  expect(room.try(cast('for'), head('AAA'))).toEqual({ admitted: true, events: [] });
  room.wait(60);
  room.take(cast('against'), head('AAA'));
  expect(openDecision(room.state)?.ballot?.cast).toEqual({ AAA: { choice: 'against', at: room.at } });
  room.wait(0.001);
  expect(room.refusal(cast('for'), head('AAA'))).toEqual({
    code: 'ballot.closed',
    facts: { deadline: '2026-03-02T10:01:00.000Z', at: '2026-03-02T10:01:00.001Z' },
  });
});

test('[ACT-40] a ballot closes after its time; before it by the chair alone, when everyone has cast', () => {
  const room = balloting();
  for (const actor of [CHAIR, SECRETARIAT, DEADLINE])
    expect(room.refusal(close, actor)).toEqual({
      code: 'ballot.early',
      facts: { until: '2026-03-02T10:01:00.000Z' },
    });
  for (const member of ['AAA', 'BBB', 'CCC', 'DDD']) room.take(cast('abstain'), head(member));
  for (const actor of [SECRETARIAT, DEADLINE]) expect(room.refusal(close, actor)?.code).toBe('ballot.early');
  expect(room.refusal(close, CHAIR)).toBeUndefined();
  room.wait(61);
  for (const actor of [CHAIR, SECRETARIAT, DEADLINE]) expect(room.refusal(close, actor)).toBeUndefined();
});

test('[ACT-41] beside the weighted result stands the tally as one State, one voice', () => {
  const room = balloting();
  room.take(cast('for'), head('AAA'));
  for (const member of ['BBB', 'CCC', 'DDD']) room.take(cast('against'), head(member));
  room.take(close, CHAIR);
  const { result, equalVoice } = room.state.decisions[0] ?? {};
  expect(result?.outcome).toBe('adopted');
  expect(result?.tests[0]).toMatchObject({ numerator: '100', denominator: '130', left: '10/13' });
  expect(equalVoice).toEqual({ eligible: 4, present: 4, for: 1, against: 3, abstain: 0, object: 0, none: 0 });
  room.take(adopt, CHAIR);
  expect(room.events.at(-1)?.payload).toMatchObject({ result, equalVoice });
});

test('[ACT-42] what the rule adopts cannot be rejected, what it does not adopt cannot be adopted', () => {
  const carried = balloting();
  carried.take(cast('for'), head('AAA'));
  carried.wait(61);
  carried.take(close, DEADLINE);
  expect(carried.refusal(reject, CHAIR)).toEqual({ code: 'rejection.passed', facts: { rule: 'weighted' } });
  const lost = balloting();
  lost.take(cast('against'), head('AAA'));
  lost.wait(61);
  lost.take(close, DEADLINE);
  expect(lost.refusal(adopt, CHAIR)).toEqual({
    code: 'adoption.notPassed',
    facts: { outcome: 'not_adopted', objectors: [] },
  });
  lost.take(reject, CHAIR);
  expect(lost.state.phase).toBe('open');
  expect(lost.state.decisions[0]).toMatchObject({ outcome: 'rejected', note: 'No consensus.' });
});

test('[ACT-42] a proposal is not rejected before its time, nor without a word', () => {
  const room = proposed();
  room.take(object, head('AAA'));
  expect(room.refusal(reject, CHAIR)?.code).toBe('adoption.early');
  room.wait(61);
  expect(room.refusal({ type: 'reject', note: '' }, CHAIR)?.code).toBe('act.reasonNeeded');
  room.take({ type: 'withdrawObjection' }, head('AAA'));
  expect(room.refusal(reject, CHAIR)?.code).toBe('rejection.passed');
});

test('[ACT-43] the chair withdraws a proposal at any time before its outcome, with a reason', () => {
  const withdraw: DeliberationAct = { type: 'withdrawProposal', note: 'More time is needed.' };
  for (const room of [proposed(), balloting()]) {
    expect(room.refusal({ ...withdraw, note: ' ' }, CHAIR)?.code).toBe('act.reasonNeeded');
    room.take(withdraw, CHAIR);
    expect(room.state.phase).toBe('open');
    expect(room.state.decisions[0]).toMatchObject({ outcome: 'withdrawn', note: withdraw.note });
    expect(openDecision(room.state)).toBeUndefined();
    room.take(propose(), CHAIR);
    expect(openDecision(room.state)?.id).toBe('d2');
  }
});

test('[ACT-44] a statement for the record is carried with the latest decision, also after adoption', () => {
  const room = meeting();
  const say = (paragraphs: readonly string[] = []): DeliberationAct => ({
    type: 'explain',
    kind: 'dissociation',
    text: 'We stand apart.',
    lang: 'en',
    paragraphs,
  });
  expect(meeting({ text: null }).refusal(say(), head('AAA'))?.code).toBe('text.none');
  expect(room.refusal(say(['p2', 'p9']), head('AAA'))).toEqual({
    code: 'paragraph.unknown',
    facts: { pid: 'p9' },
  });
  room.take(say(), head('AAA'));
  expect(room.state.explanations[0]).toMatchObject({ id: 'e1', member: 'AAA', paragraphs: [] });
  expect(room.state.explanations[0]).not.toHaveProperty('decision');
  proposed('consensus', room).wait(61);
  room.take(adopt, CHAIR);
  room.take(say(['p4', 'p3', 'p4']), head('AAA'));
  expect(room.state.explanations[1]).toMatchObject({ id: 'e2', decision: 'd1', paragraphs: ['p3', 'p4'] });
});

/** Two amendments of AAA and BBB, each put to the vote under a rule without conditions. */
const voted = (item: 'A1' | 'A2', room: Meeting): Meeting => {
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60, item }, CHAIR);
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  return room;
};
const twoAmendments = (room = meeting()): Meeting => {
  const submit = (paragraph: string, words: string): DeliberationAct => ({
    type: 'submitAmendment',
    changes: [{ paragraph, new: words }],
    reason: '',
    textHash: TEXT.hash,
    needs: [],
    excludes: [],
  });
  room.take(submit('p3', 'Decides to wait;'), head('AAA'));
  room.take(submit('p4', 'Requests nothing.'), head('BBB'));
  return room;
};
const explain = (
  kind: Extract<DeliberationAct, { readonly type: 'explain' }>['kind'],
  decision?: string,
): DeliberationAct => ({
  type: 'explain',
  kind,
  text: 'For the record.',
  lang: 'en',
  paragraphs: [],
  ...(decision === undefined ? {} : { decision }),
});

test('[ACT-81] a ballot kept on a cut line does not count in the next vote', () => {
  const room = voted('A1', twoAmendments());
  const kept: DeliberationAct = { type: 'castBallot', choice: 'for', decision: 'd1' };
  room.wait(61);
  room.take({ type: 'closeBallot', decision: 'd1' }, DEADLINE);
  room.take({ type: 'reject', note: 'Not carried.', decision: 'd1' }, CHAIR);
  voted('A2', room);
  expect(room.refusal(kept, head('CCC'))).toEqual({
    code: 'ballot.closed',
    facts: { deadline: '2026-03-02T10:01:00.000Z', at: '2026-03-02T10:01:01.000Z' },
  });
  expect(room.refusal({ ...kept, decision: 'd2' }, head('CCC'))).toBeUndefined();
  expect(room.state.decisions.at(-1)?.ballot?.cast).toEqual({});
});

test('[ACT-81] a second chair that means the decision before is refused with what became of it', () => {
  const room = meeting();
  const withdraw: DeliberationAct = { type: 'withdrawProposal', note: 'The first one.', decision: 'd1' };
  const acts: readonly DeliberationAct[] = [
    withdraw,
    { type: 'putToBallot', openSeconds: 60, decision: 'd1' },
    { type: 'extendSilence', until: '2026-03-03T10:00:00.000Z', reason: 'Asked.', decision: 'd1' },
    { type: 'endSilence', decision: 'd1' },
    { type: 'adopt', decision: 'd1' },
    { type: 'reject', note: 'No.', decision: 'd1' },
    { type: 'closeBallot', decision: 'd1' },
    { type: 'enterHands', for: 1, against: 0, abstain: 0, decision: 'd1' },
  ];
  proposed('consensus', room).take(withdraw, CHAIR);
  for (const act of acts)
    expect(room.refusal(act, CHAIR), act.type).toEqual({
      code: 'decision.other',
      facts: { asked: 'd1', decided: 'withdrawn', open: '—' },
    });
  proposed('weighted', room);
  for (const act of acts)
    expect(room.refusal(act, CHAIR)?.facts, act.type).toEqual({
      asked: 'd1',
      decided: 'withdrawn',
      open: 'd2',
    });
  for (const type of ['object', 'withdrawObjection'] as const)
    expect(room.refusal({ type, reason: 'No.', decision: 'd1' }, head('AAA'))?.code).toBe('decision.other');
  expect(room.refusal({ ...withdraw, decision: 'd9' }, CHAIR)).toEqual({
    code: 'decision.unknown',
    facts: { decision: 'd9' },
  });
  expect(room.refusal({ ...withdraw, decision: 'd2' }, CHAIR)).toBeUndefined();
});

test('[ACT-39] a ballot after the close is told so, also where the chair closed before the time', () => {
  const room = balloting();
  for (const member of ['AAA', 'BBB', 'CCC', 'DDD']) room.take(cast('for'), head(member));
  room.wait(30);
  room.take(close, CHAIR);
  expect(room.refusal(cast('against'), head('AAA'))).toEqual({
    code: 'ballot.closed',
    facts: { deadline: '2026-03-02T10:00:30.000Z', at: '2026-03-02T10:00:30.000Z' },
  });
});

test('[ACT-82] a statement is carried with the decision that it names', () => {
  const room = voted('A1', twoAmendments());
  room.wait(61);
  room.take(close, DEADLINE);
  room.take(reject, CHAIR);
  voted('A2', room);
  room.take(explain('explanationOfPosition', 'd1'), head('CCC'));
  expect(room.state.explanations[0]?.decision).toBe('d1');
  expect(room.refusal(explain('reservation', 'd7'), head('CCC'))).toEqual({
    code: 'decision.unknown',
    facts: { decision: 'd7' },
  });
});

test('[ACT-83] a vote is explained before it begins and after it is closed, and not by its sponsors', () => {
  const room = twoAmendments();
  const act = explain('explanationOfVote');
  expect(room.refusal(act, head('CCC'))).toEqual({ code: 'explanation.noVote', facts: { decision: '—' } });
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60, item: 'A1' }, CHAIR);
  expect(room.refusal(act, head('CCC'))).toBeUndefined();
  expect(room.refusal(act, head('AAA'))).toEqual({
    code: 'explanation.ownProposal',
    facts: { amendment: 'A1' },
  });
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  expect(room.refusal(act, head('CCC'))).toEqual({
    code: 'explanation.voteRuns',
    facts: { until: '2026-03-02T10:01:00.000Z' },
  });
  room.wait(61);
  room.take(close, DEADLINE);
  expect(room.refusal(act, head('CCC'))).toBeUndefined();
  expect(room.refusal(act, head('AAA'))?.code).toBe('explanation.ownProposal');
  room.take(reject, CHAIR);
  expect(room.refusal(explain('explanationOfVote', 'd1'), head('CCC'))).toBeUndefined();
});

test('[ACT-83] where nobody votes there is no vote to explain', () => {
  const withdrawn = proposed('weighted');
  withdrawn.take({ type: 'withdrawProposal', note: 'More time.' }, CHAIR);
  for (const room of [proposed(), withdrawn])
    expect(room.refusal(explain('explanationOfVote'), head('AAA'))).toEqual({
      code: 'explanation.noVote',
      facts: { decision: 'd1' },
    });
});

test('[ACT-84] a reservation filed with an amendment is printed with the text that is adopted', () => {
  const room = voted('A2', twoAmendments());
  room.take(cast('for'), head('AAA'));
  room.wait(61);
  room.take(close, DEADLINE);
  room.take(adopt, CHAIR);
  room.take(explain('reservation'), head('DDD'));
  room.take(explain('explanationOfPosition'), head('DDD'));
  room.take({ type: 'withdrawAmendment', amendment: 'A1' }, head('AAA'));
  const [first] = room.state.decisions;
  proposed('consensus', room).wait(61);
  room.take(adopt, CHAIR);
  const text = room.state.decisions[1];
  if (first === undefined || text === undefined) throw new Error('two decisions were taken');
  const kinds = (decision: typeof text) => {
    const { before, after } = explanationsOf(room.state, decision);
    return { before: before.map(({ kind }) => kind), after: after.map(({ kind }) => kind) };
  };
  expect(kinds(text)).toEqual({ before: ['reservation'], after: [] });
  expect(kinds(first)).toEqual({ before: [], after: ['reservation', 'explanationOfPosition'] });
});

test('[ACT-85] statements are parted by the close of the vote, not by the gavel', () => {
  const room = balloting();
  room.take(explain('explanationOfPosition'), head('BBB'));
  room.take(cast('for'), head('AAA'));
  room.wait(61);
  room.take(close, DEADLINE);
  room.take(explain('explanationOfVote'), head('CCC'));
  room.wait(5);
  room.take(adopt, CHAIR);
  room.take(explain('dissociation'), head('DDD'));
  const [decision] = room.state.decisions;
  if (decision === undefined) throw new Error('nothing was decided');
  const { before, after } = explanationsOf(room.state, decision);
  expect(before.map(({ member }) => member)).toEqual(['BBB']);
  expect(after.map(({ member }) => member)).toEqual(['CCC', 'DDD']);
});

test('[ACT-86] who stood how is shown while it still gives the tally on record', () => {
  const room = meeting();
  room.say('AAA', 'text', 'support');
  proposed('consensus', room).take(object, head('DDD'));
  room.wait(61);
  room.take(reject, CHAIR);
  const shown = () => {
    const [decision] = room.state.decisions;
    if (decision === undefined) throw new Error('nothing was decided');
    return ballotsAsDecided(room.body, room.state, decision)?.map(({ position }) => position);
  };
  expect(shown()).toEqual(['for', 'none', 'none', 'object']);
  room.say('BBB', 'text', 'oppose');
  expect(shown()).toBeUndefined();
});

test('[BOD-145] who stood how is shown with the attributes of its time, whatever they are now', () => {
  const room = meeting();
  room.say('AAA', 'text', 'support');
  proposed('consensus', room);
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
  const population = () => {
    const [decision] = room.state.decisions;
    if (decision === undefined) throw new Error('nothing was decided');
    return ballotsAsDecided(room.body, room.state, decision)?.map(({ attrs }) => attrs['population']);
  };
  expect(population()).toEqual([100, 10, 10, 10]);
  for (const value of [1, 2]) {
    room.wait(1);
    room.takeBody(
      {
        type: 'changeAttributes',
        members: [{ id: 'AAA', attrs: { population: value } }],
        source: 'A census',
      },
      SECRETARIAT,
    );
    expect(room.body.members['AAA']?.attrs).toEqual({ population: value });
    expect(population()).toEqual([100, 10, 10, 10]);
  }
});

test('[BAL-33] the roll is called by letters, without marks and case', () => {
  const names: readonly (readonly [string, string])[] = [
    ['TUV', 'Tuvalu'],
    ['TUR', 'Türkiye'],
    ['TUN', 'Tunisia'],
    ['TKM', 'Turkmenistan'],
    ['CZE', 'Czechia'],
    ['HRV', 'Croatia'],
    ['CIV', 'Côte d’Ivoire'],
    ['CRI', 'Costa Rica'],
    ['ALA', 'Åland Islands'],
    ['ALB', 'albania'],
    ['STP', 'São Tomé and Príncipe'],
    ['SMR', 'San Marino'],
    ['GNB', 'Guinea-Bissau'],
    ['GIN', 'Guinea'],
    ['NLD', 'Netherlands (Kingdom of the)'],
    ['FRO', 'Føroyar'],
    ['FJI', 'Fiji'],
    ['FRA', 'France'],
  ];
  const members = names.map(([id, en]) => memberNamed(id, 1, { names: { en } }));
  const room = balloting('weighted', meeting({ members, groups: [] }));
  expect(openDecision(room.state)?.ballot?.electors.map(({ id }) => id)).toEqual([
    'ALA',
    'ALB',
    'CRI',
    'CIV',
    'HRV',
    'CZE',
    'FJI',
    'FRO',
    'FRA',
    'GIN',
    'GNB',
    'NLD',
    'SMR',
    'STP',
    'TUN',
    'TUR',
    'TKM',
    'TUV',
  ]);
});

test('[ACT-44] a statement for the record has words, of bounded length and number', () => {
  const room = meeting();
  const say = (text: string): DeliberationAct => ({
    type: 'explain',
    kind: 'reservation',
    text,
    lang: 'en',
    paragraphs: [],
  });
  expect(room.refusal(say(' '), head('AAA'))?.code).toBe('act.reasonNeeded');
  expect(room.refusal(say('x'.repeat(20_001)), head('AAA'))?.facts['limit']).toBe(
    'EXPLANATION_CHARACTERS_MAX',
  );
  for (let filed = 0; filed < ACT_LIMITS.EXPLANATIONS_PER_MEMBER_MAX; filed += 1)
    room.take(say('We reserve.'), head('AAA'));
  expect(room.refusal(say('Again.'), head('AAA'))?.facts['limit']).toBe('EXPLANATIONS_PER_MEMBER_MAX');
  expect(room.refusal(say('For us the first.'), head('BBB'))).toBeUndefined();
});

test('[ACT-30] a text is proposed at most so often', () => {
  const room = proposed();
  room.take({ type: 'withdrawProposal', note: 'Again.' }, CHAIR);
  const [decision] = room.state.decisions;
  if (decision === undefined) throw new Error('no decision');
  // As many as there may be take minutes to be made one by one, so a state is given that holds them.
  const after = (decisions: number) =>
    admitDeliberation(
      { ...room.state, decisions: Array<typeof decision>(decisions).fill(decision) },
      propose(),
      {
        at: room.at,
        actor: CHAIR,
        body: room.body,
        texts: TEXTS,
      },
    );
  expect(after(ACT_LIMITS.DECISIONS_MAX - 1).admitted).toBe(true);
  expect(after(ACT_LIMITS.DECISIONS_MAX)).toMatchObject({
    admitted: false,
    refusal: { facts: { limit: 'DECISIONS_MAX' } },
  });
});

test('[ACT-46] a deadline closes the ballot whose time has passed, and a second time changes nothing', () => {
  const room = balloting();
  expect(nextDeadline(room.state)).toBe('2026-03-02T10:01:00.000Z');
  expect(deadlineActs(room.state, '2026-03-02T10:01:00.000Z')).toEqual([]);
  room.wait(61);
  const acts = deadlineActs(room.state, room.at);
  expect(acts).toEqual([{ type: 'closeBallot' }]);
  for (const act of acts) room.take(act, DEADLINE);
  expect(deadlineActs(room.state, room.at)).toEqual([]);
  expect(nextDeadline(room.state)).toBeUndefined();
  // The other node, which had looked before, is told that it came late.
  expect(acts.map((act) => room.refusal(act, DEADLINE)?.code)).toEqual(['act.outOfOrder']);
  expect(deadlineActs(proposed().state, '2099-01-01T00:00:00.000Z')).toEqual([]);
});

test('[ACT-47] with adoption all paragraphs are adopted', () => {
  const room = proposed();
  room.wait(61);
  room.take(adopt, CHAIR);
  expect(Object.values(room.state.marks).map(({ status }) => status)).toEqual(Array(5).fill('adopted'));
  expect(room.refusal({ type: 'withdrawPosition', item: 'p3' }, head('AAA'))?.code).toBe('act.outOfOrder');
});

test('[ACT-35] a story: consensus stopped by one objection, tried again and made', () => {
  const room = meeting();
  for (const member of ['AAA', 'BBB', 'CCC']) room.say(member, 'text', 'support');
  proposed('consensus', room).take(object, head('DDD'));
  room.wait(61);
  expect(room.refusal(adopt, CHAIR)?.facts['objectors']).toEqual(['DDD']);
  room.take(reject, CHAIR);
  expect(room.state.decisions[0]?.result).toMatchObject({
    outcome: 'not_adopted',
    tally: { for: 3, object: 1 },
    missing: [{ code: 'missing.objections' }],
  });
  room.say('DDD', 'text', 'reserve');
  proposed('consensus', room).wait(61);
  room.take(adopt, CHAIR);
  room.take(
    {
      type: 'explain',
      kind: 'interpretativeStatement',
      text: 'We read it so.',
      lang: 'en',
      paragraphs: ['p3'],
    },
    head('DDD'),
  );
  expect(room.state.decisions.map(({ outcome }) => outcome)).toEqual(['rejected', 'adopted']);
  expect(room.state.phase).toBe('adopted');
});

test('[ACT-41] a story: after consensus failed, a roll-call that the weights carry against most voices', () => {
  const double: DecisionRule = { ...WEIGHTED, id: 'double', requires: ['consensusExhausted'] };
  const room = exhausted(meeting({ rules: [CONSENSUS, double] }));
  balloting('double', room);
  const roll = openDecision(room.state)?.ballot?.electors.map(({ id }) => id) ?? [];
  expect(roll).toEqual(['AAA', 'BBB', 'CCC', 'DDD']);
  for (const member of roll) room.take(cast(member === 'AAA' ? 'for' : 'against'), head(member));
  room.take(close, CHAIR);
  room.take(adopt, CHAIR);
  const decided = room.state.decisions[1];
  expect(decided).toMatchObject({ outcome: 'adopted', equalVoice: { for: 1, against: 3 } });
  expect(decided?.ballot?.cast['DDD']?.choice).toBe('against');
});

test('[ACT-1] who asks does not matter to the answer: admitting changes nothing', () => {
  const room = proposed();
  const before = JSON.stringify([room.state, room.body]);
  const circumstances = { at: room.at, actor: head('AAA'), body: room.body, texts: TEXTS };
  const first = admitDeliberation(room.state, object, circumstances);
  expect(admitDeliberation(room.state, object, circumstances)).toEqual(first);
  expect(JSON.stringify([room.state, room.body])).toBe(before);
});
