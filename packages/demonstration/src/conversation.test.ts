import { conversationPhase } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { conversationFrame, drawnConversation } from './conversation.ts';

const BEGAN = '2026-03-02T10:00:00.000Z';
const frame = conversationFrame(BEGAN);
const drawn = drawnConversation(frame.opensAt, 7);

test('[DMO-15] the conversation is told in six languages and says that nobody cast its votes', () => {
  for (const told of [frame.title, frame.question, frame.policy, ...frame.groups.map(({ names }) => names)])
    expect(Object.keys(told).sort()).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'zh']);
  expect(frame.question.en).toContain('drawn by lot');
});

test('[DMO-15] its draw is the same on every machine, and every vote falls into the time that it is open', () => {
  expect(drawnConversation(frame.opensAt, 7)).toEqual(drawn);
  const votes = drawn.participants.flatMap((one) => one.votes);
  expect(votes.length).toBeGreaterThan(1_500);
  expect(votes.every(({ at }) => conversationPhase(frame, at) === 'open')).toBe(true);
  expect(votes.every(({ statement }) => statement >= 1 && statement <= drawn.statements.length)).toBe(true);
  expect(new Set(drawn.participants.map(({ pseudonym }) => pseudonym)).size).toBe(drawn.participants.length);
  expect(new Set(drawn.statements.map(({ lang }) => lang)).size).toBe(6);
});
