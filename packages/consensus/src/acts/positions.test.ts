import { expect, test } from 'vitest';
import type { DeliberationAct } from '../types.ts';
import { STANCES } from '../vocabulary.ts';
import { effectiveStance } from './effective-stance.ts';
import { itemsOf, paragraphOf } from './items.ts';
import { ACT_LIMITS } from './limits.ts';
import { CHAIR, head, meeting, SECRETARIAT, TEXT, type Meeting } from './meeting.fixture.ts';

const hashOf = (place: number): string => String(place).padStart(64, '0');
const position = (
  change: Partial<Extract<DeliberationAct, { type: 'statePosition' }>> = {},
): Extract<DeliberationAct, { type: 'statePosition' }> => ({
  type: 'statePosition',
  item: 'p3',
  stance: 'accept',
  reason: '',
  textHash: hashOf(3),
  ...change,
});
const speak = (room: Meeting, stance: 'support' | 'oppose' | 'object', group = 'friends', speaker = 'BBB') =>
  room.take(
    { type: 'stateGroupPosition', group, item: 'p3', stance, reason: 'For the group.', textHash: hashOf(3) },
    head(speaker),
  );
const stands = (room: Meeting, member: string) => {
  const { stance, source } = effectiveStance(room.state, 'p3', member);
  return `${stance}/${source}`;
};

test('[ACT-18] positions are taken on the text and on paragraphs that say something', () => {
  const annexed = meeting({
    text: {
      ...TEXT,
      paragraphs: [
        ...TEXT.paragraphs,
        { kind: 'heading', level: 0, label: '', text: 'Part two', hash: hashOf(6) },
        { kind: 'annex', level: 0, label: 'A-I', text: 'Annex I', hash: hashOf(7) },
        { kind: 'operative', level: 0, label: 'A-I OP1', text: 'Also.', hash: hashOf(8) },
        { kind: 'item', level: 1, label: 'A-I OP1 (a)', text: 'First;', hash: hashOf(9) },
        { kind: 'statement', level: 0, label: 'A-I S1', text: 'We say.', hash: hashOf(10) },
      ],
    },
  });
  expect(itemsOf(annexed.state)).toEqual(['text', 'p2', 'p3', 'p4', 'p8', 'p9', 'p10']);
  for (const place of [1, 5, 6, 7])
    expect(annexed.refusal(position({ item: `p${place}`, textHash: hashOf(place) }), head('AAA'))).toEqual({
      code: 'position.noItem',
      facts: { item: `p${place}` },
    });
  for (const place of [2, 8, 9, 10])
    expect(
      annexed.refusal(position({ item: `p${place}`, textHash: hashOf(place) }), head('AAA')),
    ).toBeUndefined();
});

test('[ACT-18] an item that does not exist is refused, however it is spelt', () => {
  const room = meeting();
  for (const item of ['p0', 'p03', 'p6', 'x3', 'p3.0', 'p', '', 'constructor', 'p-1', 'P3'])
    expect(room.refusal(position({ item }), head('AAA'))?.code).toBe('position.noItem');
  expect(paragraphOf(room.state, 'p03')).toBeUndefined();
  expect(meeting({ text: null }).refusal(position({ item: 'text' }), head('AAA'))?.code).toBe(
    'position.noItem',
  );
  expect(itemsOf(meeting({ text: null }).state)).toEqual([]);
});

test('[ACT-20] a stance on other words than those that stand is refused with the hash expected', () => {
  const room = meeting();
  for (const type of ['statePosition', 'giveSounding'] as const)
    expect(room.refusal({ ...position({ textHash: hashOf(4) }), type }, head('AAA'))).toEqual({
      code: 'position.staleText',
      facts: { item: 'p3', expected: hashOf(3) },
    });
  expect(
    room.refusal(
      { ...position({ textHash: 'old' }), type: 'stateGroupPosition', group: 'friends' },
      head('BBB'),
    )?.code,
  ).toBe('position.staleText');
});

test('[ACT-21] to reserve, oppose or object needs a reason, the other stances do not', () => {
  const room = meeting();
  const refused = STANCES.filter((stance) => room.refusal(position({ stance, reason: ' ' }), head('AAA')));
  expect(refused).toEqual(['reserve', 'oppose', 'object']);
  expect(room.refusal(position({ stance: 'object' }), head('AAA'))).toEqual({
    code: 'position.reasonNeeded',
    facts: { stance: 'object' },
  });
});

test('[ACT-7] a reason has at most 5 000 characters', () => {
  const room = meeting();
  const long = (length: number) => room.refusal(position({ reason: 'x'.repeat(length) }), head('AAA'));
  expect(long(5_000)).toBeUndefined();
  expect(long(5_001)).toEqual({
    code: 'act.limit',
    facts: { limit: 'REASON_CHARACTERS_MAX', max: ACT_LIMITS.REASON_CHARACTERS_MAX },
  });
  room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
  const reopen = (reason: string) =>
    room.refusal({ type: 'reopenParagraph', pid: 'p3', reason }, CHAIR)?.code;
  expect(reopen('\t ')).toBe('act.reasonNeeded');
  expect(reopen('x'.repeat(5_001))).toBe('act.limit');
});

test('[ACT-22] saying the same again is in order and brings about no event', () => {
  const room = meeting();
  room.take(position(), head('AAA'));
  const { length } = room.events;
  room.wait(10);
  expect(room.try(position(), head('AAA'))).toEqual({ admitted: true, events: [] });
  expect(room.events).toHaveLength(length);
  room.take(position({ reason: 'We can live with it.' }), head('AAA'));
  expect(room.events).toHaveLength(length + 1);
  const sounding = { ...position(), type: 'giveSounding' } as const;
  room.take(sounding, head('AAA'));
  expect(room.try(sounding, head('AAA'))).toEqual({ admitted: true, events: [] });
});

test('[ACT-22] the fields of a position are those of the record, whatever else a message carried', () => {
  const room = meeting();
  room.take({ ...position(), member: 'BBB', audience: 'chair' } as DeliberationAct, head('AAA'));
  expect(room.events.at(-1)).toMatchObject({ audience: 'public', payload: { member: 'AAA' } });
  expect(Object.keys(room.events.at(-1)?.payload ?? {}).sort()).toEqual(
    ['item', 'member', 'reason', 'stance', 'textHash'].sort(),
  );
});

test('[ACT-23] a sounding is addressed to its own delegation and enters no position', () => {
  const room = meeting();
  room.take({ ...position({ stance: 'object', reason: 'Red line.' }), type: 'giveSounding' }, head('AAA'));
  expect(room.events.at(-1)).toMatchObject({ type: 'soundingGiven', audience: 'own:AAA' });
  expect(room.state.positions).toEqual({});
  expect(stands(room, 'AAA')).toBe('silent/none');
  expect(room.state.soundings['p3']?.['AAA']?.stance).toBe('object');
});

test('[ACT-24] an own position wins over a group statement, and silence is neither', () => {
  const room = meeting();
  expect(stands(room, 'CCC')).toBe('silent/none');
  speak(room, 'support');
  expect(stands(room, 'BBB')).toBe('support/group');
  expect(stands(room, 'CCC')).toBe('support/group');
  expect(stands(room, 'AAA')).toBe('silent/none');
  room.say('CCC', 'p3', 'reserve');
  expect(stands(room, 'CCC')).toBe('reserve/own');
  room.take({ type: 'withdrawPosition', item: 'p3' }, head('CCC'));
  expect(stands(room, 'CCC')).toBe('support/group');
});

test('[ACT-24] a position on words that have changed counts as silent and is told as last known', () => {
  const room = meeting();
  room.say('AAA', 'p3', 'support');
  speak(room, 'oppose');
  const { revision } = room.state;
  if (revision === undefined) throw new Error('no text');
  const paragraphs = revision.paragraphs.map((p) => (p.pid === 'p3' ? { ...p, hash: hashOf(33) } : p));
  const changed = { ...room.state, revision: { ...revision, paragraphs } };
  expect(effectiveStance(changed, 'p3', 'AAA')).toMatchObject({
    stance: 'silent',
    source: 'none',
    stale: true,
    position: { stance: 'support' },
  });
  expect(effectiveStance(changed, 'p3', 'BBB')).toMatchObject({ stance: 'silent', stale: false });
});

test('[ACT-25] a group speaks through its chair, or through any member when it named none', () => {
  const room = meeting();
  const act = (group: string): DeliberationAct => ({ ...position(), type: 'stateGroupPosition', group });
  expect(room.refusal(act('none'), head('BBB'))?.code).toBe('group.unknown');
  expect(room.refusal(act('friends'), head('AAA'))?.code).toBe('group.notMember');
  expect(room.refusal(act('friends'), head('CCC'))).toEqual({
    code: 'group.notChair',
    facts: { group: 'friends', chair: 'BBB' },
  });
  expect(room.refusal(act('friends'), head('BBB'))).toBeUndefined();
  expect(room.refusal(act('south'), head('DDD'))).toBeUndefined();
});

test('[ACT-25] a statement speaks for the members the group had when it was made', () => {
  const room = meeting();
  speak(room, 'support');
  expect(room.state.groupStatements['g1']).toMatchObject({ speaker: 'BBB', members: ['BBB', 'CCC'] });
  const group = room.body.groups['friends'];
  if (group === undefined) throw new Error('no group');
  room.takeBody({ type: 'declareGroup', group: { ...group, members: ['BBB', 'DDD'] } }, SECRETARIAT);
  expect(stands(room, 'CCC')).toBe('support/group');
  expect(stands(room, 'DDD')).toBe('silent/none');
  speak(room, 'oppose');
  expect(stands(room, 'CCC')).toBe('silent/none');
  expect(stands(room, 'DDD')).toBe('oppose/group');
});

test('[ACT-25] of two groups that speak for a member the later statement counts', () => {
  const room = meeting();
  speak(room, 'support');
  speak(room, 'oppose', 'south', 'DDD');
  expect(stands(room, 'CCC')).toBe('oppose/group');
  expect(stands(room, 'BBB')).toBe('support/group');
  speak(room, 'support');
  expect(stands(room, 'CCC')).toBe('support/group');
});

test('[ACT-26] a member outside the group aligns itself, one inside already stands with it', () => {
  const room = meeting();
  speak(room, 'support');
  const align: DeliberationAct = { type: 'alignWithStatement', statement: 'g1' };
  expect(room.refusal({ ...align, statement: 'g2' }, head('AAA'))?.code).toBe('statement.unknown');
  expect(room.refusal(align, head('CCC'))?.code).toBe('statement.aligned');
  room.take(align, head('AAA'));
  expect(stands(room, 'AAA')).toBe('support/group');
  expect(room.refusal(align, head('AAA'))?.code).toBe('statement.aligned');
});

test('[ACT-27] whoever dissociates itself is silent, and does not fall back on what the group said before', () => {
  const room = meeting();
  speak(room, 'support');
  speak(room, 'oppose');
  const leave: DeliberationAct = { type: 'dissociateFromStatement', statement: 'g2' };
  expect(room.refusal(leave, head('AAA'))?.code).toBe('statement.notCovered');
  expect(room.refusal({ ...leave, statement: 'g9' }, head('CCC'))?.code).toBe('statement.unknown');
  room.take(leave, head('CCC'));
  expect(stands(room, 'CCC')).toBe('silent/none');
  expect(room.refusal(leave, head('CCC'))?.code).toBe('statement.notCovered');
  room.take({ type: 'alignWithStatement', statement: 'g2' }, head('CCC'));
  expect(stands(room, 'CCC')).toBe('oppose/group');
  expect(room.state.groupStatements['g2']).toMatchObject({ aligned: [], dissociated: [] });
});

test('[ACT-27] a member that had aligned itself leaves the statement again', () => {
  const room = meeting();
  speak(room, 'support');
  room.take({ type: 'alignWithStatement', statement: 'g1' }, head('AAA'));
  room.take({ type: 'dissociateFromStatement', statement: 'g1' }, head('AAA'));
  expect(stands(room, 'AAA')).toBe('silent/none');
});

test('[ACT-48] a position that is not held cannot be withdrawn', () => {
  const room = meeting();
  speak(room, 'support');
  expect(room.refusal({ type: 'withdrawPosition', item: 'p3' }, head('CCC'))).toEqual({
    code: 'position.none',
    facts: { item: 'p3' },
  });
});

test('[ACT-19] a text is imported once, and its paragraphs receive their ids in order', () => {
  const room = meeting();
  expect(room.state.revision?.paragraphs.map(({ pid }) => pid)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
  expect(room.refusal(TEXT, SECRETARIAT)).toEqual({ code: 'text.imported', facts: { symbol: 'X/L.1' } });
});

test('[ACT-19] a text without paragraphs, with too many, or with one that is empty or too long is refused', () => {
  const room = meeting({ text: null });
  const paragraph = { kind: 'operative', level: 0, label: 'OP1', text: 'Decides.', hash: hashOf(1) } as const;
  const lines = (...texts: string[]) =>
    room.refusal({ ...TEXT, paragraphs: texts.map((text) => ({ ...paragraph, text })) }, CHAIR);
  expect(lines()?.code).toBe('text.empty');
  expect(lines('a', ' ')).toEqual({ code: 'text.paragraphEmpty', facts: { paragraph: 2 } });
  expect(lines('a', 'b', 'x'.repeat(20_001))).toEqual({
    code: 'text.paragraphTooLong',
    facts: { paragraph: 3, max: 20_000 },
  });
  expect(lines(...Array.from({ length: 2_001 }, () => 'a'))?.code).toBe('act.limit');
  expect(lines(...Array.from({ length: 2_000 }, () => 'a'))).toBeUndefined();
});

test('[ACT-28] a paragraph is agreed ad referendum while nobody objects to it, in person or through a group', () => {
  const room = meeting();
  const agree = (pid: string) => room.refusal({ type: 'agreeAdRef', pid }, CHAIR);
  expect(agree('p1')?.code).toBe('paragraph.unknown');
  expect(agree('p9')?.code).toBe('paragraph.unknown');
  room.say('AAA', 'p3', 'object');
  expect(agree('p3')).toEqual({ code: 'paragraph.objected', facts: { pid: 'p3', members: ['AAA'] } });
  speak(room, 'object');
  room.say('AAA', 'p3', 'oppose');
  room.say('BBB', 'p3', 'accept');
  expect(agree('p3')?.facts['members']).toEqual(['CCC']);
  room.take({ type: 'dissociateFromStatement', statement: 'g1' }, head('CCC'));
  room.take({ type: 'agreeAdRef', pid: 'p3' }, SECRETARIAT);
  expect(room.state.marks['p3']?.status).toBe('agreedAdRef');
  expect(agree('p3')?.code).toBe('paragraph.agreed');
});

test('[ACT-29] what was agreed is reopened with a reason that stays', () => {
  const room = meeting();
  const reopen: DeliberationAct = { type: 'reopenParagraph', pid: 'p3', reason: 'New instructions.' };
  expect(room.refusal(reopen, CHAIR)?.code).toBe('paragraph.notAgreed');
  expect(room.refusal({ ...reopen, pid: 'p77' }, CHAIR)?.code).toBe('paragraph.unknown');
  room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
  room.take(reopen, CHAIR);
  expect(room.state.marks['p3']).toMatchObject({ status: 'open', reason: 'New instructions.' });
  room.take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
});
