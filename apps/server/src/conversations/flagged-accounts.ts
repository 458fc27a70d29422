import type { AccountFlags } from '@plenary/opinion-worker';
import type { AccountFlag } from '@plenary/protocol';
import type { ConversationRoom } from './conversation-rooms.ts';

/** From so many accounts on, statements that say nearly the same are a family: two people may hit on the same words. */
export const ALIKE_WORDS_ACCOUNTS_MIN = 3;

/** Accounts that are flagged together. */
export interface FlaggedFamily {
  readonly flag: AccountFlag;
  readonly accounts: readonly string[];
  /** Of a burst: when the hour began, in milliseconds since 1970. */
  readonly at?: number;
  /** Of near-duplicates: the statements. */
  readonly statements?: readonly number[];
}

/** Accounts with what flags each, alone and in families. */
export interface FlaggedAccounts {
  readonly flags: ReadonlyMap<string, readonly AccountFlag[]>;
  readonly families: readonly FlaggedFamily[];
}

/** Statements that say nearly the same, from several accounts. */
const duplicateFamilies = (room: Pick<ConversationRoom, 'board' | 'similarTo'>): readonly FlaggedFamily[] => {
  const { statements } = room.board();
  /** The first statement of the family that each is in. */
  const first = new Map<number, number>();
  const families = new Map<number, number[]>();
  for (const number of [...statements.keys()].sort((a, b) => a - b)) {
    const joined = new Set(room.similarTo(number).map((other) => first.get(other) ?? other));
    const into = Math.min(number, ...joined);
    const members = [...joined].flatMap((one) => families.get(one) ?? [one]);
    for (const one of joined) families.delete(one);
    const all = [...new Set([...members, number])];
    for (const one of all) first.set(one, into);
    families.set(into, all);
  }
  return [...families.values()].flatMap((members): FlaggedFamily[] => {
    const accounts = [
      ...new Set(
        members.flatMap((number) => {
          const author = statements.get(number)?.author ?? '';
          return author === '' ? [] : [author];
        }),
      ),
    ];
    return accounts.length < ALIKE_WORDS_ACCOUNTS_MIN
      ? []
      : [{ flag: 'nearDuplicates', accounts, statements: members.toSorted((a, b) => a - b) }];
  });
};

/**
 * CON-55: accounts that look unlike those of many people: by how they vote, by when they came, and by what they wrote. It is
 * shown to those who moderate and stands in open data; nothing follows from it by itself.
 */
export const flaggedAccounts = (
  room: Pick<ConversationRoom, 'board' | 'similarTo'>,
  { straightLining, alike, bursts }: AccountFlags,
): FlaggedAccounts => {
  const families: readonly FlaggedFamily[] = [
    ...alike.map((accounts): FlaggedFamily => ({ flag: 'alike', accounts })),
    ...bursts.map(({ at, accounts }): FlaggedFamily => ({ flag: 'burst', accounts, at })),
    ...duplicateFamilies(room),
  ];
  const flags = new Map<string, AccountFlag[]>();
  const flag = (account: string, one: AccountFlag): void => {
    const known = flags.get(account) ?? [];
    if (!known.includes(one)) flags.set(account, [...known, one]);
  };
  for (const account of straightLining) flag(account, 'straightLining');
  for (const family of families) for (const account of family.accounts) flag(account, family.flag);
  return { flags, families };
};
