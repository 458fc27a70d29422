import { expect, test } from 'vitest';
import {
  conversationPhase,
  MODERATION_REASONS,
  SETTING_ASIDE_REASONS,
  type ConversationFrame,
} from '../../conversations.ts';
import type { Actor, DeliberationAct } from '../../types.ts';
import { ACT_LIMITS } from '../limits.ts';
import { CHAIR, meeting, SECRETARIAT, type Meeting } from '../meeting.fixture.ts';

const FRAME: ConversationFrame = {
  title: { en: 'Testing of systems' },
  question: { en: 'What should be tested, and by whom?' },
  languages: ['en', 'zh'],
  audience: 'public',
  moderation: 'before',
  policy: { en: 'One idea in each statement.' },
  groups: [{ id: 'civil', names: { en: 'Civil society' } }],
  opensAt: '2026-03-02T10:00:00.000Z',
  closesAt: '2026-04-02T10:00:00.000Z',
};
const open = (more: Partial<ConversationFrame> = {}): DeliberationAct => ({
  type: 'openConversation',
  ...FRAME,
  ...more,
});
const DEADLINE: Actor = { kind: 'deadline' };
const code = (room: Meeting, act: DeliberationAct, actor: Actor = SECRETARIAT) =>
  room.refusal(act, actor)?.code;
const HASH = 'a'.repeat(64);
const enter = (from: number, upTo: number, hash = HASH): DeliberationAct => ({
  type: 'enterVotes',
  conversation: 'c1',
  from,
  upTo,
  hash,
});

test('[CNV-1] the secretariat opens a conversation, and everybody sees what it was opened with', () => {
  const room = meeting();
  room.take(open(), SECRETARIAT);
  room.take(open({ groups: [] }), SECRETARIAT);
  expect(room.state.conversations['c1']).toEqual({ id: 'c1', ...FRAME, openedAt: room.at });
  expect(Object.keys(room.state.conversations)).toEqual(['c1', 'c2']);
  expect(code(room, open(), CHAIR)).toBe('actor.notConducting');
});

test('[CNV-135] a conversation asks for work or for an address, or leaves the choice to whoever takes part', () => {
  const room = meeting();
  for (const proof of ['work', 'mail'] as const) room.take(open({ proof }), SECRETARIAT);
  expect(Object.values(room.state.conversations).map(({ proof }) => proof)).toEqual(['work', 'mail']);
  // As it might stand in a record that somebody changed.
  expect(code(room, open({ proof: 'luck' as 'work' }))).toBe('conversation.untold');
});

test('[CNV-55] why an account is set aside is told from a closed list, of which no reason hides words', () => {
  expect(new Set(SETTING_ASIDE_REASONS).size).toBe(SETTING_ASIDE_REASONS.length);
  expect(
    SETTING_ASIDE_REASONS.some((reason) => (MODERATION_REASONS as readonly string[]).includes(reason)),
  ).toBe(false);
});

test('[CNV-6] a group under a name that looks like that of another is refused', () => {
  const room = meeting();
  const named = (...names: readonly string[]) =>
    code(room, open({ groups: names.map((name, at) => ({ id: `g${at}`, names: { en: name } })) }));
  expect(named('Civil society', 'Сivil sосiеty')).toBe('conversation.groupTwice');
  expect(named('Business', 'BUSINESS.')).toBe('conversation.groupTwice');
  expect(named('Civil society', 'Business')).toBeUndefined();
});

test('[CNV-1] what people would not be told is refused', () => {
  const room = meeting();
  expect(code(room, open({ title: { en: '  ' } }))).toBe('conversation.untold');
  expect(code(room, open({ policy: { en: '' } }))).toBe('conversation.untold');
  expect(code(room, open({ languages: [] }))).toBe('conversation.untold');
  expect(code(room, open({ languages: ['en', 'en'] }))).toBe('conversation.untold');
  expect(code(room, open({ groups: [...FRAME.groups, ...FRAME.groups] }))).toBe('conversation.groupTwice');
  const long = 'x'.repeat(ACT_LIMITS.CONVERSATION_WORDS_CHARACTERS_MAX + 1);
  expect(code(room, open({ question: { en: long } }))).toBe('act.limit');
  const many = Array.from({ length: ACT_LIMITS.CONVERSATION_GROUPS_MAX + 1 }, (_, place) => ({
    id: `g${place}`,
    names: { en: 'Group' },
  }));
  expect(code(room, open({ groups: many }))).toBe('act.limit');
});

test('[CNV-80] a conversation is told in any language, English or not, but in one at least', () => {
  const room = meeting();
  const chinese = {
    title: { zh: '系统的检测' },
    question: { zh: '应检测什么？' },
    policy: { zh: '每则观点只谈一件事。' },
    groups: [{ id: 'civil', names: { zh: '民间社会' } }],
  };
  expect(code(room, open(chinese))).toBeUndefined();
  expect(code(room, open({ title: {} }))).toBe('conversation.untold');
});

test('[CNV-1] of conversations in one deliberation there is a greatest number', () => {
  const room = meeting();
  for (let number = 0; number < ACT_LIMITS.CONVERSATIONS_MAX; number += 1) room.take(open(), SECRETARIAT);
  expect(room.refusal(open(), SECRETARIAT)).toMatchObject({ facts: { limit: 'CONVERSATIONS_MAX' } });
});

test('[CNV-2] it closes after it opens, ahead, within 731 days', () => {
  const room = meeting();
  for (const time of [
    { closesAt: FRAME.opensAt },
    { opensAt: 'soon' },
    { opensAt: '2020-01-01T00:00:00.000Z', closesAt: '2020-02-01T00:00:00.000Z' },
    { closesAt: '2026-04-02T10:00:00Z' },
  ])
    expect(code(room, open(time))).toBe('conversation.badTime');
  expect(code(room, open({ closesAt: '2028-03-03T10:00:00.000Z' }))).toBe('act.limit');
  expect(code(room, open({ closesAt: '2028-03-02T10:00:00.000Z' }))).toBeUndefined();
});

test('[CNV-3] votes count from the opening up to and including the closing', () => {
  const at = (instant: string, closedAt?: string) =>
    conversationPhase({ ...FRAME, ...(closedAt === undefined ? {} : { closedAt }) }, instant);
  expect(at('2026-03-02T09:59:59.999Z')).toBe('announced');
  expect(at(FRAME.opensAt)).toBe('open');
  expect(at(FRAME.closesAt)).toBe('open');
  expect(at('2026-04-02T10:00:00.001Z')).toBe('closed');
  expect(at('2026-03-10T10:00:00.000Z', '2026-03-10T10:00:00.000Z')).toBe('open');
  expect(at('2026-03-10T10:00:00.001Z', '2026-03-10T10:00:00.000Z')).toBe('closed');
});

test('[CNV-4] it is closed once, with a reason', () => {
  const room = meeting();
  const close = { type: 'closeConversation', conversation: 'c1', reason: 'Enough was said.' } as const;
  expect(code(room, close)).toBe('conversation.unknown');
  room.take(open(), SECRETARIAT);
  expect(code(room, { ...close, reason: ' ' })).toBe('act.reasonNeeded');
  room.take(close, SECRETARIAT);
  expect(room.state.conversations['c1']?.closedAt).toBe(room.at);
  expect(code(room, close)).toBe('conversation.closed');
});

test('[CNV-5] batches enter the record without gaps', () => {
  const room = meeting();
  room.take(open(), SECRETARIAT);
  expect(code(room, enter(1, 1), SECRETARIAT)).toBe('actor.notConducting');
  expect(code(room, { ...enter(1, 1), conversation: '__proto__' } as DeliberationAct, DEADLINE)).toBe(
    'conversation.unknown',
  );
  expect(code(room, enter(2, 3), DEADLINE)).toBe('conversation.notNext');
  expect(code(room, enter(1, 0), DEADLINE)).toBe('conversation.notNext');
  expect(code(room, enter(1, 5, 'no hash'), DEADLINE)).toBe('conversation.notNext');
  room.take(enter(1, 5), DEADLINE);
  expect(room.state.conversations['c1']?.entered).toEqual({ upTo: 5, hash: HASH, at: room.at });
  expect(room.refusal(enter(1, 5), DEADLINE)).toEqual({
    code: 'conversation.notNext',
    facts: { conversation: 'c1', next: 6 },
  });
  room.take(enter(6, 6), DEADLINE);
});
