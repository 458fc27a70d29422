import { expect, test } from 'vitest';
import { conversationNotices } from './conversation-notices.ts';
import type { Person } from './types.ts';

const PEOPLE: readonly Person[] = [
  { account: 'chair', kind: 'chair' },
  { account: 'secretariat', kind: 'secretariat' },
  { account: 'kenya', kind: 'delegate', member: 'KEN' },
];
const PLACE = { deliberation: 'charter', conversation: 'c1', position: 7, at: '2026-03-02T10:00:00.000Z' };

test('[NTC-55] an author is told of a decision with its reason, and of what the chair decided as that', () => {
  const statement = { ...PLACE, about: 'statement', statement: 3, author: 'kenya' } as const;
  const [shown] = conversationNotices({ ...statement, outcome: 'shown', byChair: false }, PEOPLE);
  expect(shown).toMatchObject({
    account: 'kenya',
    notice: { code: 'statementShown', kind: 'statementFollowed' },
  });
  const hide = { ...statement, outcome: 'hidden', reason: 'spam' } as const;
  const [hidden] = conversationNotices({ ...hide, byChair: false }, PEOPLE);
  expect(hidden?.notice).toMatchObject({
    code: 'statementHidden',
    facts: { statement: 3, conversation: 'c1', ground: 'spam' },
    path: '/deliberations/charter/conversations/c1',
  });
  expect(conversationNotices({ ...hide, byChair: true }, PEOPLE)[0]?.notice.code).toBe('statementUpheld');
  const { author: _, ...unsigned } = hide;
  expect(conversationNotices({ ...unsigned, byChair: false }, PEOPLE)).toEqual([]);
});

test('[NTC-55] everybody whose votes are set aside or count again is told, once for one act', () => {
  const accounts = { ...PLACE, about: 'accounts', owners: ['kenya', 'secretariat'] } as const;
  const aside = { ...accounts, outcome: 'setAside', reason: 'manyAccounts', byChair: false } as const;
  expect(conversationNotices(aside, PEOPLE).map(({ account, notice }) => [account, notice.code])).toEqual([
    ['kenya', 'accountSetAside'],
    ['secretariat', 'accountSetAside'],
  ]);
  expect(conversationNotices({ ...aside, byChair: true }, PEOPLE)[0]?.notice.code).toBe('accountUpheld');
  const back = { ...accounts, outcome: 'counted', byChair: true } as const;
  expect(conversationNotices(back, PEOPLE)[0]?.notice).toMatchObject({ code: 'accountCounted' });
});

test('[NTC-56] an appeal is told to those who preside and to nobody else', () => {
  const appeals = [
    { ...PLACE, about: 'statement', statement: 3, outcome: 'appealed', byChair: false },
    { ...PLACE, about: 'accounts', owners: [], outcome: 'appealed', byChair: false },
  ] as const;
  expect(
    appeals
      .flatMap((one) => conversationNotices(one, PEOPLE))
      .map(({ account, notice }) => [account, notice.kind, notice.code]),
  ).toEqual([
    ['chair', 'assigned', 'statementAppealed'],
    ['chair', 'assigned', 'accountAppealed'],
  ]);
});
