import { expect, test } from 'vitest';
import { waitingFor } from '../board/waiting-for.ts';
import type { Actor, DeliberationAct } from '../types.ts';
import { ACT_LIMITS } from './limits.ts';
import { CHAIR, head, meeting, SECRETARIAT, START, type Meeting } from './meeting.fixture.ts';
import { preparedBy } from './prepare-statement.ts';
import { visibleState } from './visibility.ts';

const adviser: Actor = { kind: 'delegate', member: 'AAA' };
const ready = (
  id = 'r1',
  rest: Partial<Extract<DeliberationAct, { type: 'prepareStatement' }>> = {},
): DeliberationAct => ({
  type: 'prepareStatement',
  id,
  kind: 'reservation',
  text: 'We reserve.',
  lang: 'en',
  paragraphs: ['p3'],
  ...rest,
});
const filed = (prepared: string): DeliberationAct => ({
  type: 'explain',
  kind: 'reservation',
  text: 'We reserve.',
  lang: 'en',
  paragraphs: ['p3'],
  prepared,
});
const adopted = (room: Meeting): Meeting => {
  room.take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  room.wait(61);
  room.take({ type: 'adopt' }, CHAIR);
  return room;
};

test('[PRE-1] any delegate of a member prepares statements, and prepares them anew; nobody else does', () => {
  const room = meeting();
  room.take(ready(), adviser);
  expect(preparedBy(room.state, 'AAA')).toMatchObject({
    r1: { kind: 'reservation', paragraphs: ['p3'], at: START },
  });
  const before = room.events.length;
  room.take(ready(), head('AAA'));
  expect(room.events).toHaveLength(before);
  room.take(ready('r1', { text: 'We reserve on this.', paragraphs: ['p4', 'p2'] }), head('AAA'));
  expect(preparedBy(room.state, 'AAA')['r1']).toMatchObject({
    text: 'We reserve on this.',
    paragraphs: ['p2', 'p4'],
  });
  expect(room.state.explanations).toEqual([]);
  for (const actor of [CHAIR, SECRETARIAT, head('OBS'), head('ZZZ')])
    expect(room.refusal(ready(), actor)?.code).toBe('actor.notMember');
});

test('[PRE-1] a statement in preparation has words, paragraphs of the text and an id, of bounded length and number', () => {
  const room = meeting();
  const refused = (act: DeliberationAct) => room.refusal(act, adviser);
  expect(meeting({ text: null }).refusal(ready(), adviser)?.code).toBe('text.none');
  expect(refused(ready('-'))?.code).toBe('id.malformed');
  expect(refused(ready('r1', { text: ' ' }))?.code).toBe('act.reasonNeeded');
  expect(refused(ready('r1', { text: 'x'.repeat(20_001) }))?.facts['limit']).toBe(
    'EXPLANATION_CHARACTERS_MAX',
  );
  expect(refused(ready('r1', { paragraphs: ['p9'] }))).toEqual({
    code: 'paragraph.unknown',
    facts: { pid: 'p9' },
  });
  for (let made = 0; made < ACT_LIMITS.PREPARED_PER_MEMBER_MAX; made += 1)
    room.take(ready(`r${made}`), adviser);
  expect(refused(ready('more'))?.facts['limit']).toBe('PREPARED_PER_MEMBER_MAX');
  expect(refused(ready('r1', { text: 'Other words.' }))).toBeUndefined();
  expect(room.refusal(ready(), head('BBB'))).toBeUndefined();
});

test('[PRE-1] what is prepared is read by its delegation alone, not even by those who conduct', () => {
  const room = meeting();
  room.take(ready(), adviser);
  expect(room.events.at(-1)?.audience).toBe('party:AAA');
  const seenBy = (actor: Actor) => visibleState(room.state, actor).prepared;
  expect(Object.keys(seenBy(head('AAA')))).toEqual(['AAA']);
  for (const actor of [CHAIR, SECRETARIAT, head('BBB'), head('OBS')]) expect(seenBy(actor)).toEqual({});
});

test('[PRE-2] a delegate of the same delegation discards what was prepared, and only that', () => {
  const room = meeting();
  room.take(ready(), adviser);
  const away: DeliberationAct = { type: 'discardStatement', id: 'r1' };
  expect(room.refusal(away, head('BBB'))).toEqual({
    code: 'statement.notPrepared',
    facts: { statement: 'r1' },
  });
  expect(room.refusal(away, CHAIR)?.code).toBe('actor.notMember');
  room.take(away, head('AAA'));
  expect(room.state.prepared).toEqual({});
  expect(room.refusal(away, head('AAA'))?.code).toBe('statement.notPrepared');
});

test('[PRE-3] filing names the statement in preparation, which is then filed and no longer in preparation', () => {
  const room = meeting();
  room.take(ready('r1'), adviser);
  room.take(ready('r2'), adviser);
  adopted(room);
  expect(room.refusal(filed('r1'), adviser)?.code).toBe('actor.mayNotBind');
  room.take(filed('r1'), head('AAA'));
  expect(room.state.explanations).toMatchObject([
    { id: 'e1', member: 'AAA', decision: 'd1', paragraphs: ['p3'] },
  ]);
  expect(room.state.explanations[0]).not.toHaveProperty('prepared');
  expect(Object.keys(preparedBy(room.state, 'AAA'))).toEqual(['r2']);
  // That of another delegation under the same id is none of ours.
  room.take(filed('r2'), head('BBB'));
  expect(Object.keys(preparedBy(room.state, 'AAA'))).toEqual(['r2']);
  expect(room.refusal(filed('no id'), head('AAA'))?.code).toBe('id.malformed');
});

test('[PRE-4] after the adoption what was prepared and not filed waits for its delegation', () => {
  const room = meeting();
  room.take(ready('r1'), adviser);
  room.take(ready('r2', { paragraphs: [] }), adviser);
  const kinds = (member: string) =>
    waitingFor(room.body, room.state, member, room.at).map(({ kind }) => kind);
  expect(kinds('AAA')).not.toContain('prepared');
  adopted(room);
  expect(waitingFor(room.body, room.state, 'AAA', room.at)).toEqual([
    { kind: 'prepared', item: 'p3', statement: 'r1', pivotal: false },
    { kind: 'prepared', item: 'text', statement: 'r2', pivotal: false },
  ]);
  expect(kinds('BBB')).toEqual([]);
  room.take(filed('r1'), head('AAA'));
  expect(kinds('AAA')).toEqual(['prepared']);
});
