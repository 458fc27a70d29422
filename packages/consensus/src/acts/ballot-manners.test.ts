import { describe, expect, test } from 'vitest';
import { countsHeads } from '../rules/counts-heads.ts';
import type { BallotManner } from '../vocabulary.ts';
import type { DecisionRule, DeliberationAct } from '../types.ts';
import { CHAIR, CONSENSUS, head, meeting, SECRETARIAT, WEIGHTED, type Meeting } from './meeting.fixture.ts';

const HEADS: DecisionRule = {
  id: 'heads',
  method: 'ballot',
  quorum: { set: 'present', of: 'eligible', op: '>', value: '1/2' },
  pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
};
const put = (manner: BallotManner): DeliberationAct => ({ type: 'putToBallot', openSeconds: 60, manner });
const hands = (inFavour: number, against: number, abstain: number): DeliberationAct => ({
  type: 'enterHands',
  for: inFavour,
  against,
  abstain,
});
const proposed = (rule = HEADS): Meeting => {
  const room = meeting({ rules: [CONSENSUS, HEADS, WEIGHTED] });
  room.take({ type: 'proposeAdoption', rule: rule.id, objectionSeconds: 60 }, CHAIR);
  return room;
};
const called = (room: Meeting) => room.state.decisions[0]?.ballot?.electors.map(({ id }) => id);

describe('a roll-call', () => {
  test.each([
    [0, ['AAA', 'BBB', 'CCC', 'DDD']],
    [2, ['CCC', 'DDD', 'AAA', 'BBB']],
    [4_294_967_295, ['DDD', 'AAA', 'BBB', 'CCC']],
  ])('[BAL-1] from lot %d goes on by English name and comes round', (lot, order) => {
    const room = proposed(WEIGHTED);
    room.lot = lot;
    room.take(put('rollCall'), CHAIR);
    expect(called(room)).toEqual(order);
    expect(room.state.decisions[0]?.ballot).toMatchObject({ manner: 'rollCall', lot });
  });

  test('[BAL-1] is not opened without a lot; a recorded vote needs none and shows none', () => {
    const room = proposed();
    for (const lot of [undefined, -1, 0.5, 2 ** 32]) {
      room.lot = lot;
      expect(room.refusal(put('rollCall'), CHAIR)?.code).toBe('ballot.noLot');
    }
    room.take(put('recorded'), CHAIR);
    expect(Object.keys(room.state.decisions[0]?.ballot ?? {})).not.toContain('lot');
    expect(Object.keys(room.state.decisions[0]?.ballot ?? {})).not.toContain('manner');
  });
});

describe('a show of hands', () => {
  test('[BAL-2] is taken only under a rule that counts heads', () => {
    expect(proposed(WEIGHTED).refusal(put('showOfHands'), CHAIR)).toEqual({
      code: 'ballot.headsOnly',
      facts: { rule: 'weighted' },
    });
    const half = { set: 'for', of: 'voting', op: '>', value: '1/2' } as const;
    expect(countsHeads({ ...HEADS, eligible: { attr: 'role', ne: 'observer' }, weight: 'one' })).toBe(true);
    expect(countsHeads({ ...HEADS, pass: { all: [half, { any: [half] }] } })).toBe(true);
    for (const other of [
      { weight: 'population' },
      { discard: [{ position: 'against', where: { attr: 'reasoned', eq: false } }] },
      { blocks: [{ position: 'against' }] },
      { quorum: { ...half, weight: 'population' } },
      { pass: { each: 'region', test: half } },
      { pass: { not: half } },
      { pass: { ...half, where: { attr: 'region', eq: 'north' } } },
    ] as const satisfies readonly Partial<DecisionRule>[])
      expect(countsHeads({ ...HEADS, ...other }), JSON.stringify(other)).toBe(false);
  });

  test('[BAL-3] is counted by the secretariat, corrected until the close, and decides', () => {
    const room = proposed();
    room.take(put('showOfHands'), CHAIR);
    expect(room.refusal({ type: 'castBallot', choice: 'for' }, head('AAA'))?.code).toBe('ballot.handsOnly');
    expect(room.refusal({ type: 'closeBallot' }, CHAIR)?.code).toBe('ballot.early');
    room.take(hands(1, 2, 0), SECRETARIAT);
    room.take(hands(2, 1, 0), SECRETARIAT);
    const told = room.events.length;
    room.take(hands(2, 1, 0), SECRETARIAT);
    expect(room.events.length).toBe(told);
    room.take({ type: 'closeBallot' }, CHAIR);
    expect(room.state.decisions[0]).toMatchObject({
      result: {
        outcome: 'adopted',
        tally: { eligible: 4, present: 3, for: 2, against: 1, abstain: 0, none: 1 },
      },
      equalVoice: { for: 2, against: 1 },
    });
    expect(room.state.decisions[0]?.ballot?.cast).toEqual({});
    room.take({ type: 'adopt' }, CHAIR);
    expect(room.state.phase).toBe('adopted');
  });

  test('[BAL-3] is no more than the electors have hands, in whole numbers, until the close inclusive', () => {
    const room = proposed();
    room.take(put('showOfHands'), CHAIR);
    for (const counts of [hands(3, 2, 0), hands(-1, 0, 0), hands(0.5, 0, 0)])
      expect(room.refusal(counts, SECRETARIAT)).toEqual({
        code: 'ballot.tooManyHands',
        facts: { electors: 4 },
      });
    room.wait(60);
    expect(room.refusal(hands(4, 0, 0), SECRETARIAT)).toBeUndefined();
    room.wait(1);
    expect(room.refusal(hands(4, 0, 0), SECRETARIAT)?.code).toBe('ballot.closed');
  });

  test('[BAL-3] has nothing to do with a vote by name', () => {
    const room = proposed();
    room.take(put('recorded'), CHAIR);
    expect(room.refusal(hands(1, 0, 0), SECRETARIAT)?.code).toBe('ballot.byName');
  });
});
