import type { ActorKind, BodyState } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { composingOf } from './composing.ts';

const BODY = { members: { FRA: { role: 'member' }, OBS: { role: 'observer' } } } as unknown as BodyState;
const account = (kind: ActorKind, member?: string, mayBind = false) => ({
  id: 'a',
  displayName: 'Somebody',
  hasPassword: false,
  kind,
  mayBind,
  ...(member === undefined ? {} : { member }),
});

test('delegates of members write amendments of their own, whether or not they may table them', () => {
  expect(composingOf(BODY, account('delegate', 'FRA'))).toBe('own');
  expect(composingOf(BODY, account('delegate', 'FRA', true))).toBe('own');
});

test('those who conduct enter what is moved from the floor, and nobody else writes any', () => {
  expect(composingOf(BODY, account('chair'))).toBe('oral');
  expect(composingOf(BODY, account('secretariat'))).toBe('oral');
  for (const one of [
    account('observer', 'OBS'),
    account('delegate', 'OBS'),
    account('facilitator'),
    undefined,
  ])
    expect(composingOf(BODY, one)).toBeUndefined();
});
