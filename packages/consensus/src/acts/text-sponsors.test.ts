import { expect, test } from 'vitest';
import type { Actor, DeliberationAct } from '../types.ts';
import { CHAIR, DEADLINE, head, meeting, SECRETARIAT, TEXT, type Meeting } from './meeting.fixture.ts';

const named = (main: readonly string[] = ['AAA'], coSponsors: readonly string[] = ['BBB']): Meeting => {
  const room = meeting();
  room.take({ type: 'nameSponsors', main, coSponsors }, SECRETARIAT);
  return room;
};
const behind = (room: Meeting) =>
  (room.state.sponsors ?? []).map(({ member, isMain, after }) =>
    [member, ...(isMain ? ['main'] : []), ...(after === undefined ? [] : [after])].join(' '),
  );
const code = (room: Meeting, act: DeliberationAct, actor: Actor) => room.refusal(act, actor)?.code;
const join: DeliberationAct = { type: 'coSponsorText' };
const leave: DeliberationAct = { type: 'leaveTextSponsors' };
const withdraw: DeliberationAct = { type: 'withdrawText', reason: 'More time is needed.' };
const again: DeliberationAct = { type: 'reintroduceText' };
const submit = (words: string): DeliberationAct => ({
  type: 'submitAmendment',
  changes: [{ paragraph: 'p4', new: words }],
  reason: '',
  textHash: TEXT.hash,
  needs: [],
  excludes: [],
});
const accept: DeliberationAct = { type: 'acceptAmendment', amendment: 'A1' };
/** A vote by a rule that asks for nothing before it; AAA alone decides it. */
const vote = (room: Meeting, choice: 'for' | 'against', item?: string): void => {
  const at = item === undefined ? {} : { item };
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60, ...at }, CHAIR);
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  room.take({ type: 'castBallot', choice }, head('AAA'));
  room.wait(61);
  room.take({ type: 'closeBallot' }, DEADLINE);
};

test('[SPO-85] the secretariat names the sponsors of a text that has none, members alone and each once', () => {
  const room = meeting();
  const name = (main: readonly string[], coSponsors: readonly string[] = []) =>
    room.refusal({ type: 'nameSponsors', main, coSponsors }, SECRETARIAT);
  expect(name([])).toEqual({ code: 'sponsors.noMain', facts: {} });
  expect(name(['AAA'], ['OBS', 'ZZZ'])).toEqual({
    code: 'sponsors.notMember',
    facts: { members: ['OBS', 'ZZZ'] },
  });
  expect(name(['AAA'], ['AAA'])).toEqual({ code: 'sponsors.twice', facts: { member: 'AAA' } });
  room.take({ type: 'nameSponsors', main: ['AAA', 'CCC'], coSponsors: ['BBB'] }, SECRETARIAT);
  expect(behind(room)).toEqual(['AAA main', 'CCC main', 'BBB']);
  expect(name(['DDD'])).toEqual({ code: 'sponsors.named', facts: {} });
  const without = meeting({ text: null });
  expect(code(without, { type: 'nameSponsors', main: ['AAA'], coSponsors: [] }, CHAIR)).toBe('text.none');
});

test('[SPO-86] delegations join before action, and who joins after it is read into the record as such', () => {
  expect(code(meeting(), join, head('CCC'))).toBe('sponsors.none');
  const room = named();
  expect(code(room, join, head('OBS'))).toBe('actor.notMember');
  room.take(join, head('CCC'));
  const told = room.events.length;
  room.take(join, head('CCC'));
  expect(room.events).toHaveLength(told);
  vote(room, 'for');
  room.take({ type: 'adopt' }, CHAIR);
  room.take(join, head('DDD'));
  expect(behind(room)).toEqual(['AAA main', 'BBB', 'CCC', 'DDD d1']);
});

test('[SPO-86] what was adopted without a vote is joined afterwards as well', () => {
  const room = named();
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.take(join, head('CCC'));
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
  room.take(join, head('DDD'));
  expect(behind(room)).toEqual(['AAA main', 'BBB', 'CCC', 'DDD d1']);
});

test('[SPO-87] a sponsor leaves before action; the next one leads, and the last one withdraws instead', () => {
  const room = named(['AAA', 'DDD'], ['BBB', 'CCC']);
  expect(code(meeting(), leave, head('AAA'))).toBe('sponsors.notSponsor');
  room.take(leave, head('AAA'));
  expect(behind(room)).toEqual(['DDD main', 'BBB', 'CCC']);
  room.take(leave, head('DDD'));
  expect(behind(room)).toEqual(['BBB main', 'CCC']);
  room.take(leave, head('CCC'));
  expect(code(room, leave, head('BBB'))).toBe('sponsors.last');
  room.take(join, head('CCC'));
  vote(room, 'against');
  expect(room.refusal(leave, head('CCC'))).toEqual({ code: 'text.votingBegan', facts: { decision: 'd1' } });
});

test('[SPO-88] an amendment is taken in by a main sponsor of the text, and by the chair where it has none', () => {
  const room = named();
  room.take(submit('Requests two reports.'), head('CCC'));
  expect(code(room, accept, CHAIR)).toBe('actor.notMember');
  expect(room.refusal(accept, head('BBB'))).toEqual({ code: 'sponsors.notMain', facts: { member: 'BBB' } });
  room.take(accept, head('AAA'));
  expect(room.state.revision?.paragraphs[3]?.text).toBe('Requests two reports.');
  // What the sponsors took in is theirs: they may still withdraw the text.
  expect(code(room, withdraw, head('AAA'))).toBeUndefined();
  const chairs = meeting();
  chairs.take(submit('Requests two reports.'), head('CCC'));
  expect(code(chairs, accept, head('AAA'))).toBe('actor.notConducting');
  chairs.take(accept, CHAIR);
});

test('[SPO-89] a main sponsor withdraws the text, what is open on it ends, and nothing of it is put any more', () => {
  const room = named();
  expect(code(room, again, head('CCC'))).toBe('text.notWithdrawn');
  expect(room.refusal(withdraw, head('BBB'))).toEqual({ code: 'sponsors.notMain', facts: { member: 'BBB' } });
  expect(code(room, { type: 'withdrawText', reason: ' ' }, head('AAA'))).toBe('act.reasonNeeded');
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.take(withdraw, head('AAA'));
  expect(room.state).toMatchObject({ phase: 'open', withdrawn: { member: 'AAA' } });
  expect(room.state.decisions.at(-1)?.outcome).toBe('withdrawn');
  const stopped = { code: 'text.withdrawn', facts: { member: 'AAA' } };
  const propose = { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 } as const;
  expect(room.refusal(propose, CHAIR)).toEqual(stopped);
  expect(room.refusal(submit('Requests two reports.'), head('CCC'))).toEqual(stopped);
  expect(room.refusal(join, head('CCC'))).toEqual(stopped);
  expect(room.refusal(withdraw, head('AAA'))).toEqual(stopped);
  room.take(again, head('CCC'));
  expect(room.state.withdrawn).toBeUndefined();
  expect(behind(room)).toEqual(['CCC main']);
  room.take(propose, CHAIR);
});

test('[SPO-89] a text is not withdrawn once voting began, nor when the body has amended it', () => {
  const room = named();
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60 }, CHAIR);
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  expect(room.refusal(withdraw, head('AAA'))).toEqual({
    code: 'text.votingBegan',
    facts: { decision: 'd1' },
  });
  const amended = named();
  amended.take(submit('Requests two reports.'), head('CCC'));
  amended.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60, item: 'A1' }, CHAIR);
  amended.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  expect(code(amended, withdraw, head('AAA'))).toBe('text.votingBegan');
  amended.take({ type: 'castBallot', choice: 'for' }, head('AAA'));
  amended.wait(61);
  amended.take({ type: 'closeBallot' }, DEADLINE);
  amended.take({ type: 'adopt' }, CHAIR);
  expect(amended.refusal(withdraw, head('AAA'))).toEqual({ code: 'text.amended', facts: { by: 'A1' } });
});

test('[SPO-90] sponsors do not explain their vote on their text, and may explain their position after consensus', () => {
  const explain = (kind: 'explanationOfVote' | 'explanationOfPosition') =>
    ({ type: 'explain', kind, text: 'We voted for it.', lang: 'en', paragraphs: [] }) as const;
  const room = named();
  vote(room, 'for');
  expect(room.refusal(explain('explanationOfVote'), head('BBB'))).toEqual({
    code: 'explanation.ownText',
    facts: { decision: 'd1' },
  });
  room.take(explain('explanationOfVote'), head('CCC'));
  room.take(explain('explanationOfPosition'), head('BBB'));
});
