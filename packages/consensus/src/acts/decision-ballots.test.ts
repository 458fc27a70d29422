import { expect, test } from 'vitest';
import type { DecisionRule, DeliberationAct, DeliberationState } from '../types.ts';
import { STANCES, type Stance } from '../vocabulary.ts';
import { ballotOf } from './ballot-of.ts';
import {
  decisionBallots,
  decisionFlags,
  objectorsOf,
  openDecision,
  projectBallots,
  projectedBallots,
  votersOf,
} from './decision-ballots.ts';
import { theDecision } from './judge-decision.ts';
import { CHAIR, CONSENSUS, head, meeting, memberNamed, TEXT } from './meeting.fixture.ts';

const position = (item: string, stance: Stance, reason: string, textHash: string): DeliberationAct => ({
  type: 'statePosition',
  item,
  stance,
  reason,
  textHash,
});
const TEXT_HASH = TEXT.hash;

test('[ACT-24] every stance is one position on a ballot, and who said nothing has none', () => {
  const ids = STANCES.map((stance) => stance.toUpperCase());
  const room = meeting({ members: [...ids, 'SILENT'].map((id) => memberNamed(id, 1)), groups: [] });
  for (const stance of STANCES) room.say(stance.toUpperCase(), 'text', stance);
  const shown = Object.fromEntries(
    projectedBallots(room.body, room.state, 'text').map(({ id, position: on }) => [id, on]),
  );
  expect(shown).toEqual({
    SUPPORT: 'for',
    ACCEPT: 'for',
    ABSTAIN: 'abstain',
    RESERVE: 'abstain',
    OPPOSE: 'against',
    OBJECT: 'object',
    SILENT: 'none',
  });
});

test('[ACT-24] a ballot is reasoned when the position or the group statement behind it gives a reason', () => {
  const room = meeting();
  room.take(position('text', 'oppose', 'Too far.', TEXT_HASH), head('AAA'));
  room.take(position('text', 'support', '', TEXT_HASH), head('DDD'));
  room.take(
    {
      type: 'stateGroupPosition',
      group: 'friends',
      item: 'text',
      stance: 'accept',
      reason: 'As a group.',
      textHash: TEXT_HASH,
    },
    head('BBB'),
  );
  room.take(position('text', 'accept', '  ', TEXT_HASH), head('CCC'));
  const reasoned = () =>
    Object.fromEntries(projectedBallots(room.body, room.state, 'text').map((one) => [one.id, one.reasoned]));
  // A reason of white space is none, and an own position speaks without the reason of the group.
  expect(reasoned()).toEqual({ AAA: true, BBB: true, CCC: false, DDD: false });
  const silent = meeting();
  expect(projectedBallots(silent.body, silent.state, 'text').every(({ reasoned: is }) => is === false)).toBe(
    true,
  );
});

test('[ACT-24] a voter without a standing has no position and no reason', () => {
  const room = meeting();
  const [first, ...others] = projectBallots(votersOf(room.body), []);
  expect(first).toMatchObject({ id: 'AAA', position: 'none', reasoned: false });
  expect(first?.attrs).toMatchObject({ population: 100 });
  expect(others.map(({ id }) => id)).toEqual(['BBB', 'CCC', 'DDD']);
});

test('[ACT-33] objectors are told in code point order, each once, and their objection counts as reasoned', () => {
  const room = meeting();
  room.say('DDD', 'text', 'object');
  room.say('AAA', 'text', 'object');
  expect(objectorsOf(room.body, room.state)).toEqual(['AAA', 'DDD']);
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.take({ type: 'object', reason: 'We cannot join.' }, head('CCC'));
  room.take({ type: 'object', reason: 'Nor can we.' }, head('AAA'));
  const decision = openDecision(room.state);
  expect(objectorsOf(room.body, room.state, decision)).toEqual(['AAA', 'CCC', 'DDD']);
  const ballots = decision === undefined ? [] : decisionBallots(room.body, room.state, decision);
  expect(ballots.map(({ id, position: on, reasoned }) => [id, on, reasoned])).toEqual([
    ['AAA', 'object', true],
    ['BBB', 'none', false],
    ['CCC', 'object', true],
    ['DDD', 'object', true],
  ]);
});

test('[ACT-33] an objection to words that have changed since, and one of nobody the body knows, objects no more', () => {
  const room = meeting();
  room.say('AAA', 'text', 'object');
  const { revision, positions } = room.state;
  if (revision === undefined) throw new Error('the meeting has a text');
  const changed: DeliberationState = { ...room.state, revision: { ...revision, hash: '9'.repeat(64) } };
  expect(objectorsOf(room.body, changed)).toEqual([]);
  const [[, own] = []] = Object.entries(positions['text'] ?? {});
  if (own === undefined) throw new Error('a position was stated');
  const strangers: DeliberationState = { ...room.state, positions: { text: { ZZZ: own, OBS: own } } };
  expect(objectorsOf(room.body, strangers)).toEqual([]);
  const gone: DeliberationState = { ...room.state, positions: {} };
  expect(objectorsOf(room.body, gone)).toEqual([]);
});

test('[ACT-33] a group that objects makes no objector of a member whose own position is on earlier words', () => {
  const room = meeting();
  room.say('BBB', 'text', 'support');
  room.take(
    {
      type: 'stateGroupPosition',
      group: 'friends',
      item: 'text',
      stance: 'object',
      reason: 'As a group.',
      textHash: TEXT_HASH,
    },
    head('BBB'),
  );
  const { positions } = room.state;
  const own = positions['text']?.['BBB'];
  if (own === undefined) throw new Error('a position was stated');
  const stale = { ...room.state, positions: { text: { BBB: { ...own, textHash: '9'.repeat(64) } } } };
  expect(projectedBallots(room.body, stale, 'text').map(({ position: on }) => on)).toEqual([
    'none',
    'object',
    'object',
    'none',
  ]);
  expect(objectorsOf(room.body, stale)).toEqual([]);
});

const SILENCE: DecisionRule = {
  ...CONSENSUS,
  id: 'silence',
  method: 'silence',
  period: { hours: 1, minHours: 1, extendable: false },
};

test.each([
  ['consensus', true],
  ['silence', true],
  ['majority', false],
] as const)('[ACT-36] a rejected attempt by %s exhausts consensus: %s', (method, exhausts) => {
  const room = meeting({ rules: [CONSENSUS, SILENCE] });
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.take({ type: 'object', reason: 'We cannot join.' }, head('AAA'));
  room.wait(61);
  room.take({ type: 'reject', note: 'No consensus.' }, CHAIR);
  const [rejected] = room.state.decisions;
  if (rejected === undefined) throw new Error('a decision was rejected');
  const rule: DecisionRule = { ...CONSENSUS, method: method === 'majority' ? 'ballot' : method };
  const state: DeliberationState = { ...room.state, decisions: [{ ...rejected, rule }] };
  const asked = { id: 'd2', textHash: TEXT_HASH };
  expect(decisionFlags(state, asked)).toEqual({ consensusExhausted: exhausts });
  expect(decisionFlags(state, { id: rejected.id, textHash: TEXT_HASH })).toEqual({
    consensusExhausted: false,
  });
  expect(decisionFlags(state, { id: 'd2', textHash: '9'.repeat(64) })).toEqual({ consensusExhausted: false });
});

test('[ACT-37] a record whose phase promises a decision or a ballot that is not there is no record', () => {
  const room = meeting();
  expect(() => theDecision(room.state)).toThrow('no open decision in phase');
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  expect(() => ballotOf(theDecision(room.state))).toThrow('decision d1 has no ballot');
});
