import { TEXTS } from '@plenary/tabling';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSeconds } from '../rules/instant.ts';
import { silenceOutcome, type SilenceEvent } from '../rules/silence.ts';
import type { DecisionRule, DeliberationAct } from '../types.ts';
import { admitDeliberation } from './admit-deliberation.ts';
import { deadlineActs, nextDeadline } from './deadlines.ts';
import { decisionFlags } from './decision-ballots.ts';
import { replayDeliberation } from './evolve-deliberation.ts';
import {
  CHAIR,
  CONSENSUS,
  DEADLINE,
  head,
  MAJORITY,
  meeting,
  memberNamed,
  SECRETARIAT,
  TEXT,
  type Meeting,
} from './meeting.fixture.ts';

const SILENCE: DecisionRule = {
  ...CONSENSUS,
  id: 'silence',
  method: 'silence',
  period: { hours: 72, minHours: 1, extendable: true },
};
const HOUR = 3_600;
const end: DeliberationAct = { type: 'endSilence' };
const breakOn = (...paragraphs: readonly string[]): DeliberationAct => ({
  type: 'object',
  reason: 'Not these words.',
  ...(paragraphs.length === 0 ? {} : { paragraphs }),
});
const extend = (until: string): DeliberationAct => ({
  type: 'extendSilence',
  until,
  reason: 'Capitals asked for time.',
});

const silent = (rule: DecisionRule = SILENCE, seconds = HOUR): Meeting => {
  const room = meeting({ rules: [CONSENSUS, MAJORITY, rule] });
  room.take({ type: 'agreeAdRef', pid: 'p2' }, CHAIR);
  room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
  room.take({ type: 'proposeAdoption', rule: rule.id, objectionSeconds: seconds }, CHAIR);
  return room;
};
const lastEvent = (room: Meeting) => room.events.at(-1);
const status = (room: Meeting, pid: string) => room.state.marks[pid]?.status;

describe('a silence that nobody breaks', () => {
  test('[SIL-8] is reported on when its time has passed, and then waits for the gavel', () => {
    const room = silent();
    expect(nextDeadline(room.state)).toBe('2026-03-02T11:00:00.000Z');
    room.wait(HOUR);
    expect(deadlineActs(room.state, room.at)).toEqual([]);
    expect(room.refusal(end, DEADLINE)).toEqual({
      code: 'adoption.early',
      facts: { until: '2026-03-02T11:00:00.000Z' },
    });
    room.wait(1);
    // No gavel before the report.
    expect(room.refusal({ type: 'adopt' }, CHAIR)?.code).toBe('adoption.early');
    expect(deadlineActs(room.state, room.at)).toEqual([end]);
    room.take(end, DEADLINE);
    expect(lastEvent(room)?.payload).toMatchObject({
      decision: 'd1',
      broken: false,
      broke: [],
      silent: ['AAA', 'BBB', 'CCC', 'DDD'],
      reopened: [],
    });
    expect(room.state.phase).toBe('adoptionProposed');
    expect(deadlineActs(room.state, room.at)).toEqual([]);
    expect(nextDeadline(room.state)).toBeUndefined();
    expect(room.refusal(end, DEADLINE)?.code).toBe('silence.ended');
    expect(room.refusal(extend('2026-03-05T10:00:00.000Z'), CHAIR)?.code).toBe('silence.ended');
    room.take({ type: 'adopt' }, CHAIR);
    expect(room.state.phase).toBe('adopted');
  });

  test('[SIL-8] gives what was reported, whatever is said after it', () => {
    const room = silent();
    room.wait(HOUR + 1);
    room.take(end, DEADLINE);
    room.say('DDD', 'text', 'object');
    expect(room.refusal({ type: 'reject', note: 'No.' }, CHAIR)?.code).toBe('rejection.passed');
    room.take({ type: 'adopt' }, CHAIR);
    expect(room.state.decisions[0]?.result?.tally.object).toBe(0);
  });
});

describe('a silence that is broken', () => {
  test('[SIL-2] at the very instant of its end is broken; a millisecond later it is not', () => {
    const room = silent();
    room.wait(HOUR);
    room.take(breakOn('p3'), head('DDD'));
    room.wait(0.001);
    expect(room.refusal(breakOn('p3'), head('CCC'))?.code).toBe('deadline.passed');
    room.take(end, DEADLINE);
    expect(room.state.decisions[0]).toMatchObject({ outcome: 'rejected', silence: { broke: ['DDD'] } });
  });

  test('[SIL-9] on one paragraph reopens only that one', () => {
    const room = silent();
    room.take(breakOn('p3', 'p3'), head('BBB'));
    room.wait(HOUR + 1);
    room.take(end, DEADLINE);
    expect(lastEvent(room)?.payload).toMatchObject({
      broken: true,
      broke: ['BBB'],
      silent: ['AAA', 'CCC', 'DDD'],
      reopened: [{ pid: 'p3', reason: 'Not these words.' }],
    });
    expect([status(room, 'p2'), status(room, 'p3')]).toEqual(['agreedAdRef', 'open']);
    expect(room.state.marks['p3']?.reason).toBe('Not these words.');
    expect(room.state.phase).toBe('open');
  });

  test('[SIL-9] without a paragraph reopens all that was agreed', () => {
    const room = silent();
    room.take(breakOn(), head('BBB'));
    room.wait(HOUR + 1);
    room.take(end, SECRETARIAT);
    expect([status(room, 'p2'), status(room, 'p3'), status(room, 'p4')]).toEqual(['open', 'open', undefined]);
  });

  test('[SIL-9] names paragraphs of the text, each once and in its order', () => {
    const room = silent();
    expect(room.refusal(breakOn('p9'), head('BBB'))).toEqual({
      code: 'paragraph.unknown',
      facts: { pid: 'p9' },
    });
    room.take(breakOn('p4', 'p2', 'p4'), head('BBB'));
    expect(room.state.decisions[0]?.objections['BBB']?.paragraphs).toEqual(['p2', 'p4']);
  });

  test('[SIL-2] stays broken: who broke it cannot take it back', () => {
    const room = silent();
    room.take(breakOn('p3'), head('BBB'));
    expect(room.refusal({ type: 'withdrawObjection' }, head('BBB'))).toEqual({
      code: 'silence.final',
      facts: { member: 'BBB' },
    });
  });

  test('[SIL-8] may be ended by the chair before its time, and by nobody else', () => {
    const room = silent();
    expect(room.refusal(end, CHAIR)?.code).toBe('adoption.early');
    room.take(breakOn('p3'), head('BBB'));
    for (const actor of [DEADLINE, SECRETARIAT])
      expect(room.refusal(end, actor)?.code).toBe('adoption.early');
    room.take(end, CHAIR);
    expect(room.state.phase).toBe('open');
  });

  test('[ACT-36] exhausts consensus on its words', () => {
    const room = silent();
    room.take(breakOn('p3'), head('BBB'));
    room.take(end, CHAIR);
    expect(decisionFlags(room.state, { id: 'd2', textHash: TEXT.hash })).toEqual({
      consensusExhausted: true,
    });
  });

  test('[SIL-2] is not broken by a member that has no voice under the rule', () => {
    const rule: DecisionRule = { ...SILENCE, eligible: { attr: 'id', ne: 'DDD' } };
    const room = silent(rule);
    room.take(breakOn('p3'), head('DDD'));
    room.wait(HOUR + 1);
    room.take(end, DEADLINE);
    expect(lastEvent(room)?.payload).toMatchObject({
      broken: false,
      broke: [],
      silent: ['AAA', 'BBB', 'CCC'],
      reopened: [],
    });
    expect(status(room, 'p3')).toBe('agreedAdRef');
  });

  test('[SIL-8] on an amendment leaves the amendment to be put again and the text as it was', () => {
    const room = meeting({ rules: [CONSENSUS, MAJORITY, SILENCE] });
    room.take({ type: 'agreeAdRef', pid: 'p2' }, CHAIR);
    room.take(
      {
        type: 'submitAmendment',
        changes: [{ paragraph: 'p3', new: 'Decides to wait;' }],
        reason: '',
        textHash: TEXT.hash,
        needs: [],
        excludes: [],
      },
      head('AAA'),
    );
    const propose = (rule: string): DeliberationAct => ({
      type: 'proposeAdoption',
      rule,
      objectionSeconds: HOUR,
      item: 'A1',
    });
    room.take(propose('silence'), CHAIR);
    room.take(breakOn(), head('BBB'));
    room.take(end, CHAIR);
    expect(room.state.amendments['A1']?.state).toBe('submitted');
    expect(status(room, 'p2')).toBe('agreedAdRef');
    room.take(propose('majority'), CHAIR);
    expect(room.refusal({ type: 'putToBallot', openSeconds: 60 }, CHAIR)).toBeUndefined();
  });
});

describe('the chair extends a silence', () => {
  test('[SIL-3] to a later instant, until which breaks count', () => {
    const room = silent();
    room.take(extend('2026-03-02T12:00:00.000Z'), CHAIR);
    room.take(extend('2026-03-02T13:00:00.000Z'), CHAIR);
    expect(nextDeadline(room.state)).toBe('2026-03-02T13:00:00.000Z');
    expect(room.state.decisions[0]?.extensions).toEqual([
      { at: room.at, until: '2026-03-02T12:00:00.000Z', reason: 'Capitals asked for time.' },
      { at: room.at, until: '2026-03-02T13:00:00.000Z', reason: 'Capitals asked for time.' },
    ]);
    room.wait(3 * HOUR);
    expect(room.refusal(breakOn('p3'), head('DDD'))).toBeUndefined();
  });

  test('[SIL-3] never to an earlier one, to none, or further than thirty days', () => {
    const room = silent();
    for (const until of ['2026-03-02T11:00:00.000Z', '2026-03-02T10:30:00.000Z', 'tomorrow'])
      expect(room.refusal(extend(until), CHAIR)).toEqual({
        code: 'silence.notLater',
        facts: { until: '2026-03-02T11:00:00.000Z' },
      });
    expect(room.refusal(extend('2026-04-01T10:00:00.001Z'), CHAIR)?.code).toBe('act.limit');
    expect(
      room.refusal({ ...extend('2026-03-03T10:00:00.000Z'), reason: ' ' } as DeliberationAct, CHAIR)?.code,
    ).toBe('act.reasonNeeded');
  });

  test('[SIL-3] only while it runs unbroken, and where the rule lets it', () => {
    const later = extend('2026-03-03T10:00:00.000Z');
    const broken = silent();
    broken.take(breakOn('p3'), head('BBB'));
    expect(broken.refusal(later, CHAIR)).toEqual({ code: 'silence.broken', facts: { members: ['BBB'] } });
    const over = silent();
    over.wait(HOUR);
    expect(over.refusal(later, CHAIR)).toBeUndefined();
    over.wait(1);
    expect(over.refusal(later, CHAIR)?.code).toBe('deadline.passed');
    const fixed = silent({ ...SILENCE, period: { hours: 72, minHours: 1, extendable: false } });
    expect(fixed.refusal(later, CHAIR)).toEqual({
      code: 'silence.notExtendable',
      facts: { rule: 'silence' },
    });
    const consensus = meeting();
    consensus.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
    for (const act of [later, end])
      expect(consensus.refusal(act, CHAIR)).toEqual({
        code: 'rule.methodUnavailable',
        facts: { rule: 'consensus', method: 'consensus' },
      });
  });
});

test('[SIL-7] a silence over a week-end ends after it when the rule says that its days do not count', () => {
  const room = silent(
    { ...SILENCE, period: { hours: 72, minHours: 72, extendable: true, restDays: [2, 3] } },
    72 * HOUR,
  );
  // Announced on Monday at ten; Tuesday and Wednesday do not count.
  expect(room.state.decisions[0]?.objectionsUntil).toBe('2026-03-07T10:00:00.000Z');
});

test('[SIL-8] the report names members by their ids, whatever their attributes', () => {
  const room = meeting({
    members: [memberNamed('ZZZ', 1), memberNamed('AAA', 1)],
    groups: [],
    rules: [CONSENSUS, SILENCE],
  });
  room.take({ type: 'proposeAdoption', rule: 'silence', objectionSeconds: HOUR }, CHAIR);
  room.wait(HOUR + 1);
  room.take(end, DEADLINE);
  expect(room.state.decisions[0]?.silence?.silent).toEqual(['AAA', 'ZZZ']);
});

describe('a silence and positions on what is put', () => {
  test('[SIL-39] an objection that is stated as a position after its time breaks nothing', () => {
    const room = silent();
    room.wait(HOUR);
    room.say('CCC', 'text', 'object');
    room.wait(0.001);
    room.say('DDD', 'text', 'object');
    room.take(end, DEADLINE);
    expect(room.state.decisions[0]?.silence?.broke).toEqual(['CCC']);
  });

  test('[SIL-39] what was said in time counts, whatever is said between the end and the report', () => {
    const room = meeting({ rules: [CONSENSUS, MAJORITY, SILENCE] });
    room.say('DDD', 'text', 'object');
    room.take({ type: 'proposeAdoption', rule: 'silence', objectionSeconds: HOUR }, CHAIR);
    room.wait(HOUR + 1);
    room.say('DDD', 'text', 'accept');
    room.take(end, DEADLINE);
    expect(room.state.decisions[0]?.silence?.broke).toEqual(['DDD']);
  });

  test('[SIL-39] an objection that stood before may be given up while the time runs', () => {
    const room = meeting({ rules: [CONSENSUS, MAJORITY, SILENCE] });
    room.say('DDD', 'text', 'object');
    room.take({ type: 'proposeAdoption', rule: 'silence', objectionSeconds: HOUR }, CHAIR);
    room.say('DDD', 'text', 'accept');
    room.wait(HOUR + 1);
    room.take(end, DEADLINE);
    expect(room.state.decisions[0]?.silence?.broke).toEqual([]);
  });

  test('[SIL-40] an objection stated as a position while it runs is not taken back', () => {
    for (const undo of [
      (room: Meeting) => room.say('DDD', 'text', 'accept'),
      (room: Meeting) => room.take({ type: 'withdrawPosition', item: 'text' }, head('DDD')),
    ]) {
      const room = silent();
      room.say('DDD', 'text', 'object');
      room.wait(10);
      undo(room);
      expect(room.refusal({ type: 'withdrawObjection' }, head('DDD'))?.code).toBe('silence.final');
      room.wait(HOUR);
      room.take(end, DEADLINE);
      expect(room.state.decisions[0]).toMatchObject({ outcome: 'rejected', silence: { broke: ['DDD'] } });
    }
  });

  test('[SIL-40] an objection to a paragraph, or one that is sounded out, breaks nothing', () => {
    const room = silent();
    room.say('DDD', 'p4', 'object');
    room.take(
      { type: 'giveSounding', item: 'text', stance: 'object', reason: 'Perhaps.', textHash: TEXT.hash },
      head('CCC'),
    );
    room.wait(HOUR + 1);
    room.take(end, DEADLINE);
    expect(room.state.decisions[0]?.silence?.broke).toEqual([]);
  });

  test('[ACT-80] a silence proposed under the first edition is judged by it', () => {
    const room = silent();
    const events = room.events.map((event) => {
      if (event.type !== 'adoptionProposed') return event;
      const { edition: _, ...payload } = event.payload;
      return { ...event, payload };
    });
    const state = replayDeliberation(events);
    if (state === undefined) throw new Error('nothing was opened');
    const late = { at: '2026-03-02T11:00:01.000Z', actor: head('DDD'), body: room.body, texts: TEXTS };
    const said = admitDeliberation(
      state,
      { type: 'statePosition', item: 'text', stance: 'object', reason: 'No.', textHash: TEXT.hash },
      late,
    );
    if (!said.admitted) throw new Error('a position was refused');
    const place = { stream: 'deliberation:x', version: events.length + 1, at: late.at, actor: late.actor };
    const after = replayDeliberation(
      said.events.map((fact) => ({ ...fact, ...place })),
      state,
    );
    const report = admitDeliberation(after, end, { ...late, actor: DEADLINE });
    expect(report.admitted ? report.events[0]?.payload : report).toMatchObject({ broke: ['DDD'] });
    const withdraw: DeliberationAct = { type: 'withdrawProposal', note: 'More time.' };
    expect(admitDeliberation(after, withdraw, { ...late, actor: CHAIR }).admitted).toBe(true);
  });
});

describe('the chair withdraws a silence', () => {
  const withdraw: DeliberationAct = { type: 'withdrawProposal', note: 'More time.' };

  test('[SIL-41] while it runs unbroken, to the very end of its time', () => {
    const room = silent();
    room.wait(HOUR);
    room.take(withdraw, CHAIR);
    expect(room.state.decisions[0]?.outcome).toBe('withdrawn');
  });

  test('[SIL-41] and not when it was broken, whatever broke it', () => {
    const objected = silent();
    objected.take(breakOn('p3'), head('BBB'));
    const stated = silent();
    stated.say('BBB', 'text', 'object');
    for (const room of [objected, stated])
      expect(room.refusal(withdraw, CHAIR)).toEqual({
        code: 'silence.broken',
        facts: { members: ['BBB'] },
      });
  });

  test('[SIL-41] nor once its time has passed, before the report and after it', () => {
    const room = silent();
    room.wait(HOUR + 1);
    const passed = {
      code: 'deadline.passed',
      facts: { deadline: '2026-03-02T11:00:00.000Z', at: '2026-03-02T11:00:01.000Z' },
    };
    expect(room.refusal(withdraw, CHAIR)).toEqual(passed);
    room.take(end, DEADLINE);
    expect(room.refusal(withdraw, CHAIR)).toEqual(passed);
  });
});

/** What may be tried while a silence runs, in seconds after what came before. */
const tried = fc.record({
  seconds: fc.integer({ min: 0, max: HOUR }),
  what: fc.constantFrom('object', 'position', 'relent', 'extend', 'withdraw' as const),
  member: fc.constantFrom('AAA', 'BBB', 'CCC', 'DDD'),
});

test('[SIL-2] whatever is tried, the acts bring about what the procedure of the field does', () => {
  fc.assert(
    fc.property(fc.array(tried, { maxLength: 8 }), (steps) => {
      const room = silent();
      const openedAt = room.at;
      const events: SilenceEvent[] = [];
      for (const { seconds, what, member } of steps) {
        room.wait(seconds);
        const by = { at: room.at, by: member };
        if (what === 'object') {
          events.push({ type: 'break', ...by });
          room.try(breakOn('p3'), head(member));
        } else if (what === 'position' || what === 'relent') {
          const stance = what === 'position' ? 'object' : 'accept';
          if (stance === 'object') events.push({ type: 'break', ...by });
          const reason = 'So instructed.';
          room.try(
            { type: 'statePosition', item: 'text', stance, reason, textHash: TEXT.hash },
            head(member),
          );
        } else if (what === 'extend') {
          const to = addSeconds(room.at, 2 * HOUR);
          events.push({ type: 'extend', by: 'chair', at: room.at, to });
          room.try(extend(to), CHAIR);
        } else {
          events.push({ type: 'withdraw', by: 'chair', at: room.at });
          room.try({ type: 'withdrawProposal', note: 'More time.' }, CHAIR);
        }
      }
      room.wait(20 * HOUR);
      for (const act of deadlineActs(room.state, room.at)) room.take(act, DEADLINE);
      const { outcome } = silenceOutcome({
        openedAt,
        hours: 1,
        minHours: 1,
        extendable: true,
        eligible: ['AAA', 'BBB', 'CCC', 'DDD'],
        events,
        asOf: room.at,
      });
      const [decision] = room.state.decisions;
      const ours = decision?.outcome ?? (decision?.silence === undefined ? 'pending' : 'adopted');
      expect(ours === 'rejected' ? 'broken' : ours).toBe(outcome);
    }),
    { numRuns: 300 },
  );
});
