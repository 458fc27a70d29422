import {
  MODERATION_REASONS,
  SETTING_ASIDE_REASONS,
  type Instant,
  type ModerationManner,
  type ModerationReason,
  type SettingAsideReason,
} from '@plenary/consensus';
import type { StoredConversationEntry } from '@plenary/db';
import {
  ACCOUNT_STANDINGS,
  MODERATED_BY,
  STATEMENT_STATUSES,
  type AccountStanding,
  type ModeratedBy,
  type StatementStatus,
} from '@plenary/protocol';

/** Kinds of entries as the log numbers them. */
export const KIND = {
  vote: 0,
  statement: 1,
  moderation: 2,
  appeal: 3,
  settingAside: 4,
  accountAppeal: 5,
} as const;

/** Words behind an entry; undefined where they were erased. */
export type WordsAt = ReadonlyMap<number, { readonly text: string }>;

export interface Appeal {
  readonly position: number;
  readonly words: string | undefined;
  readonly at: Instant;
  /** Nobody has decided on it yet. */
  readonly open: boolean;
}

/** A statement and what became of it. */
export interface BoardStatement {
  readonly number: number;
  readonly position: number;
  /** Who added it; undefined for the secretariat. */
  readonly participant: number | undefined;
  /** Pseudonym of who added it; empty for the secretariat. */
  readonly author: string;
  readonly lang: string;
  readonly words: string | undefined;
  readonly at: Instant;
  readonly status: StatementStatus;
  readonly reason?: ModerationReason;
  readonly note?: string;
  readonly appeal?: Appeal;
  /** The chair decided on it: from then on nobody else does. */
  readonly isRuled: boolean;
}

/** What was decided on a statement, as everybody may read it. */
export interface ModerationDecision {
  readonly position: number;
  readonly statement: number;
  readonly outcome: StatementStatus;
  readonly reason?: ModerationReason;
  readonly note?: string;
  readonly by: ModeratedBy;
  readonly onAppeal: boolean;
  readonly at: Instant;
}

/** What was decided last on an account, by its pseudonym. */
export interface BoardAccount {
  readonly account: string;
  readonly status: AccountStanding;
  readonly reason?: SettingAsideReason;
  readonly note?: string;
  readonly at: Instant;
  readonly appeal?: Appeal;
  /** The chair decided on it: from then on nobody else does. */
  readonly isRuled: boolean;
}

/** What was decided on accounts, as everybody may read it. */
export interface AccountDecision {
  readonly position: number;
  readonly accounts: readonly string[];
  readonly outcome: AccountStanding;
  readonly reason?: SettingAsideReason;
  readonly note?: string;
  readonly by: ModeratedBy;
  readonly onAppeal: boolean;
  readonly at: Instant;
}

/** All statements of a conversation, made from the entries that are no votes. */
export interface StatementBoard {
  /** Position of the last entry that was read. */
  readonly position: number;
  readonly statements: ReadonlyMap<number, BoardStatement>;
  readonly decisions: readonly ModerationDecision[];
  /** Accounts on which somebody ever decided. */
  readonly accounts: ReadonlyMap<string, BoardAccount>;
  readonly accountDecisions: readonly AccountDecision[];
}

export const EMPTY_BOARD: StatementBoard = {
  position: 0,
  statements: new Map(),
  decisions: [],
  accounts: new Map(),
  accountDecisions: [],
};

/** What an entry says beside its words. */
export type EntryDetail = Readonly<Record<string, string>>;
const fieldsOf = (entry: StoredConversationEntry): readonly (readonly [string, unknown])[] => {
  const read: unknown = JSON.parse(entry.detail === '' ? '{}' : entry.detail);
  if (typeof read !== 'object' || read === null) throw new Error(`entry ${entry.position} says nothing`);
  return Object.entries(read);
};
const detailOf = (entry: StoredConversationEntry): EntryDetail =>
  Object.fromEntries(fieldsOf(entry).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
const oneOf = <T extends string>(list: readonly T[], word: string | undefined): T | undefined =>
  list.find((known) => known === word);

const decisionOf = (
  entry: StoredConversationEntry,
  before: BoardStatement,
  words: WordsAt,
): ModerationDecision => {
  const detail = detailOf(entry);
  const outcome = oneOf(STATEMENT_STATUSES, detail['outcome']);
  const by = oneOf(MODERATED_BY, detail['by']);
  if (outcome === undefined || by === undefined)
    throw new Error(`entry ${entry.position} decides nothing that is known`);
  const reason = oneOf(MODERATION_REASONS, detail['reason']);
  const note = words.get(entry.position)?.text;
  return {
    position: entry.position,
    statement: entry.statement,
    outcome,
    by,
    onAppeal: before.appeal?.open === true,
    at: entry.at,
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
  };
};

const decided = (
  before: BoardStatement,
  { outcome, reason, note, by }: ModerationDecision,
): BoardStatement => {
  const { reason: _reason, note: _note, appeal, ...rest } = before;
  return {
    ...rest,
    words: outcome === 'erased' ? undefined : rest.words,
    status: outcome,
    isRuled: rest.isRuled || by === 'chair',
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
    ...(appeal === undefined ? {} : { appeal: { ...appeal, open: false } }),
  };
};

const accountDecisionOf = (
  entry: StoredConversationEntry,
  known: ReadonlyMap<string, BoardAccount>,
  words: WordsAt,
): AccountDecision => {
  const detail = detailOf(entry);
  const listed = fieldsOf(entry).find(([field]) => field === 'accounts')?.[1];
  const accounts = Array.isArray(listed)
    ? listed.filter((account): account is string => typeof account === 'string')
    : [];
  const outcome = oneOf(ACCOUNT_STANDINGS, detail['outcome']);
  const by = oneOf(MODERATED_BY, detail['by']);
  if (outcome === undefined || by === undefined)
    throw new Error(`entry ${entry.position} decides nothing that is known`);
  const reason = oneOf(SETTING_ASIDE_REASONS, detail['reason']);
  const note = words.get(entry.position)?.text;
  return {
    position: entry.position,
    accounts,
    outcome,
    by,
    onAppeal: accounts.some((account) => known.get(account)?.appeal?.open === true),
    at: entry.at,
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
  };
};

/** CON-55: an account after a decision on it. */
const judged = (
  account: string,
  before: BoardAccount | undefined,
  { outcome, reason, note, by, at }: AccountDecision,
): BoardAccount => ({
  account,
  status: outcome,
  at,
  isRuled: before?.isRuled === true || by === 'chair',
  ...(reason === undefined ? {} : { reason }),
  ...(note === undefined ? {} : { note }),
  ...(before?.appeal === undefined ? {} : { appeal: { ...before.appeal, open: false } }),
});

/** Accounts that are set aside now, by pseudonym. */
export const asideOn = ({ accounts }: StatementBoard): readonly string[] =>
  [...accounts.values()].flatMap(({ account, status }) => (status === 'setAside' ? [account] : []));

/** CON-6: the board after these entries, in their order. Votes among them are passed over. */
export const evolveBoard = (
  board: StatementBoard,
  entries: readonly StoredConversationEntry[],
  { words, moderation }: { readonly words: WordsAt; readonly moderation: ModerationManner },
): StatementBoard => {
  const statements = new Map(board.statements);
  const decisions = [...board.decisions];
  const accounts = new Map(board.accounts);
  const accountDecisions = [...board.accountDecisions];
  let { position } = board;
  for (const entry of entries) {
    if (entry.position <= position) continue;
    ({ position } = entry);
    if (entry.kind === KIND.statement) {
      const text = words.get(entry.position)?.text;
      statements.set(entry.statement, {
        number: entry.statement,
        position: entry.position,
        participant: entry.participant,
        author: entry.pseudonym,
        lang: detailOf(entry)['lang'] ?? 'en',
        words: text,
        at: entry.at,
        // What the secretariat asks has been looked at.
        status: entry.participant === undefined || moderation === 'after' ? 'shown' : 'waiting',
        isRuled: false,
      });
      continue;
    }
    if (entry.kind === KIND.settingAside) {
      const decision = accountDecisionOf(entry, accounts, words);
      accountDecisions.push(decision);
      for (const account of decision.accounts)
        accounts.set(account, judged(account, accounts.get(account), decision));
      continue;
    }
    if (entry.kind === KIND.accountAppeal) {
      const own = accounts.get(entry.pseudonym);
      const { position: place, at } = entry;
      if (own !== undefined)
        accounts.set(entry.pseudonym, {
          ...own,
          appeal: { position: place, words: words.get(place)?.text, at, open: true },
        });
      continue;
    }
    const before = statements.get(entry.statement);
    if (entry.kind === KIND.vote || before === undefined) continue;
    if (entry.kind === KIND.moderation) {
      const decision = decisionOf(entry, before, words);
      decisions.push(decision);
      statements.set(entry.statement, decided(before, decision));
    } else if (entry.kind === KIND.appeal) {
      const appeal = {
        position: entry.position,
        words: words.get(entry.position)?.text,
        at: entry.at,
        open: true,
      };
      statements.set(entry.statement, { ...before, appeal });
    }
  }
  return { position, statements, decisions, accounts, accountDecisions };
};
