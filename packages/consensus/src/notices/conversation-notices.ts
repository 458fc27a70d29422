import type { ModerationReason, SettingAsideReason } from '../conversations.ts';
import type { Instant } from '../types.ts';
import type { AddressedNotice, Notice, Person } from './types.ts';
import type { NoticeCode } from './vocabulary.ts';

/** What was decided, or asked, in the log of a conversation, and about whose statement or account. */
export type ConversationTelling = {
  readonly deliberation: string;
  readonly conversation: string;
  /** Place in the log. */
  readonly position: number;
  readonly at: Instant;
} & (
  | {
      readonly about: 'statement';
      readonly statement: number;
      /** Account of the author, where the author was signed in. */
      readonly author?: string;
      readonly outcome: 'shown' | 'hidden' | 'appealed';
      readonly reason?: ModerationReason;
      readonly byChair: boolean;
    }
  | {
      readonly about: 'accounts';
      /** Accounts of those whom it is about, as far as they were signed in. */
      readonly owners: readonly string[];
      readonly outcome: 'setAside' | 'counted' | 'appealed';
      readonly reason?: SettingAsideReason;
      readonly byChair: boolean;
    }
);

const STATEMENT_CODES = { shown: 'statementShown', hidden: 'statementHidden' } as const;
const ACCOUNT_CODES = { counted: 'accountCounted', setAside: 'accountSetAside' } as const;

const codeOf = (telling: ConversationTelling): NoticeCode => {
  if (telling.about === 'statement') {
    if (telling.outcome === 'appealed') return 'statementAppealed';
    // What the chair decided nobody decides again: there is nobody left to ask.
    return telling.outcome === 'hidden' && telling.byChair
      ? 'statementUpheld'
      : STATEMENT_CODES[telling.outcome];
  }
  if (telling.outcome === 'appealed') return 'accountAppealed';
  return telling.outcome === 'setAside' && telling.byChair ? 'accountUpheld' : ACCOUNT_CODES[telling.outcome];
};

/**
 * NTC-55: whoever wrote a statement is told when it is shown and when it is not, and whoever's votes are set aside or
 * counted again is told of that, each with the reason; NTC-56: those who preside are told of an appeal to them. Who is not
 * signed in reads it where they wrote and voted.
 */
export const conversationNotices = (
  telling: ConversationTelling,
  people: readonly Person[],
): readonly AddressedNotice[] => {
  const { deliberation, conversation, position, at, outcome, reason } = telling;
  const isAppeal = outcome === 'appealed';
  const page = `/deliberations/${deliberation}/conversations/${conversation}`;
  const notice: Notice = {
    key: `conversation:${deliberation}:${conversation}:${position}`,
    kind: isAppeal ? 'assigned' : 'statementFollowed',
    code: codeOf(telling),
    deliberation,
    facts: {
      ...(telling.about === 'statement' ? { statement: telling.statement } : {}),
      conversation,
      ...(reason === undefined ? {} : { ground: reason }),
    },
    path: isAppeal ? `${page}/moderation` : page,
    at,
  };
  const concerned =
    telling.about === 'accounts' ? telling.owners : telling.author === undefined ? [] : [telling.author];
  const readers = isAppeal
    ? people.flatMap(({ kind, account }) => (kind === 'chair' ? [account] : []))
    : concerned;
  return readers.map((account) => ({ account, notice }));
};
