import { expect, test } from 'vitest';
import { addSeconds } from '../../rules/instant.ts';
import type { BodyAct, ChangedAttributes } from '../../types.ts';
import { ballotOf } from '../ballot-of.ts';
import { CHAIR, head, meeting, SECRETARIAT, type Meeting } from '../meeting.fixture.ts';
import { bodyAt } from './body-at.ts';
import { replayBody } from './evolve-body.ts';

const change = (
  members: readonly ChangedAttributes[],
  more: { readonly from?: string; readonly source?: string } = {},
): BodyAct => ({ type: 'changeAttributes', members, source: 'Census', ...more });
const population = (id: string, value: string | null): ChangedAttributes => ({
  id,
  attrs: { population: value },
});
const code = (room: Meeting, act: BodyAct, actor = SECRETARIAT) => {
  const admission = room.tryBody(act, actor);
  return admission.admitted ? undefined : admission.refusal.code;
};
const populationOf = (room: Meeting, id: string, at = room.at) =>
  bodyAt(room.body, at).members[id]?.attrs['population'];

/** What of a member is frozen in the roll of a weighted ballot that is opened now and withdrawn again. */
const inTheRoll = (room: Meeting, id: string) => {
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60 }, CHAIR);
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  const decision = room.state.decisions.at(-1);
  if (decision === undefined) throw new Error('nothing was proposed');
  const elector = ballotOf(decision).electors.find((one) => one.id === id);
  room.take({ type: 'withdrawProposal', note: 'Looked at.' }, CHAIR);
  return elector?.attrs['population'];
};

test('[BOD-50] the secretariat changes attributes of members that are there, each once, with a source', () => {
  const room = meeting();
  const other = [population('AAA', '77')];
  expect(code(room, change(other), CHAIR)).toBe('actor.notConducting');
  expect(code(room, change(other), head('AAA'))).toBe('actor.notConducting');
  expect(code(room, change([]))).toBe('member.none');
  expect(code(room, change([...other, ...other]))).toBe('member.twice');
  expect(code(room, change([population('XXX', '1')]))).toBe('member.unknown');
  expect(code(room, change(other, { source: ' ' }))).toBe('member.noSource');
  expect(code(room, change(other, { from: addSeconds(room.at, -1) }))).toBe('member.changedInPast');
  expect(code(room, change(other, { from: 'soon' }))).toBe('member.changedInPast');
  room.takeBody(change(other), SECRETARIAT);
  expect(room.body.members['AAA']?.attrs['population']).toBe('77');
  expect(room.body.attributeChanges).toBeUndefined();
  room.takeBody(change([{ id: 'AAA', attrs: { zone: 'Europe/Paris', population: null } }]), SECRETARIAT);
  expect(room.body.members['AAA']?.attrs).toMatchObject({ zone: 'Europe/Paris' });
  expect(room.body.members['AAA']?.attrs).not.toHaveProperty('population');
});

test('[BOD-50] what is announced for later comes into force at its instant, also where nothing else happens', () => {
  const room = meeting();
  const before = populationOf(room, 'AAA');
  const from = addSeconds(room.at, 3_600);
  room.takeBody(change([population('AAA', '20')], { from: addSeconds(room.at, 7_200) }), SECRETARIAT);
  room.takeBody(change([population('AAA', '10')], { from }), SECRETARIAT);
  expect(room.body.attributeChanges?.map((one) => one.from)).toEqual([from, addSeconds(from, 3_600)]);
  expect(inTheRoll(room, 'AAA')).toBe(before);
  room.wait(3_599);
  expect(populationOf(room, 'AAA')).toBe(before);
  room.wait(1);
  // The body has no event since; the roll is frozen with what is in force.
  expect(inTheRoll(room, 'AAA')).toBe('10');
  room.wait(3_600);
  expect(inTheRoll(room, 'AAA')).toBe('20');
  room.takeBody(change([population('BBB', '5')]), SECRETARIAT);
  expect(room.body.members['AAA']?.attrs['population']).toBe('20');
  expect(room.body.attributeChanges).toBeUndefined();
  expect(replayBody(room.bodyEvents)).toEqual(room.body);
});

test('[BOD-50] a roll that is frozen keeps its attributes', () => {
  const room = meeting();
  room.take({ type: 'proposeAdoption', rule: 'weighted', objectionSeconds: 60 }, CHAIR);
  room.take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  const frozen = room.state.decisions;
  room.takeBody(change([population('AAA', '1000000')]), SECRETARIAT);
  expect(room.state.decisions).toBe(frozen);
});

test('[BOD-51] nobody is given what no rule could weigh, now or from later on, and no rule what is announced', () => {
  const room = meeting();
  const from = addSeconds(room.at, 60);
  expect(code(room, change([population('AAA', 'many')]))).toBe('rule.notAWeight');
  expect(code(room, change([population('AAA', '-1')], { from }))).toBe('rule.notAWeight');
  room.takeBody(change([{ id: 'AAA', attrs: { fleet: 'large' } }], { from }), SECRETARIAT);
  room.takeBody(change([{ id: 'BBB', attrs: { fleet: '3' } }]), SECRETARIAT);
  const rule = {
    id: 'by-fleet',
    method: 'ballot',
    pass: { set: 'for', of: 'voting', weight: 'fleet', op: '>', value: '1/2' },
  } as const;
  expect(code(room, { type: 'proposeRule', rule, objectionSeconds: 60 }, CHAIR)).toBe('rule.notAWeight');
});
