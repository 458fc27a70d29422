import {
  CONVERSATION_PHASES,
  MODERATION_REASONS,
  SETTING_ASIDE_REASONS,
  type SettingAsideReason,
} from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { oneOf } from '../from-client/values.ts';

const Instant = Type.String({ description: 'Instant in UTC, ISO 8601 with milliseconds' });
const Count = Type.Integer({ minimum: 0 });
const StatementNumber = Type.Integer({ minimum: 1 });

/** What became of a statement. */
export const STATEMENT_STATUSES = ['waiting', 'shown', 'hidden', 'erased'] as const;
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];

const Statement = Type.Object({
  number: StatementNumber,
  words: Type.String(),
  lang: Type.String(),
  at: Instant,
});

/** A statement with what became of it, as its author and those who moderate see it. */
const ModeratedStatement = Type.Object({
  number: StatementNumber,
  /** Absent where the author erased them. */
  words: Type.Optional(Type.String()),
  lang: Type.String(),
  at: Instant,
  status: oneOf(STATEMENT_STATUSES),
  reason: Type.Optional(oneOf(MODERATION_REASONS)),
  note: Type.Optional(Type.String()),
  /** Statements before it that say nearly the same, the most similar first. */
  similar: Type.Optional(Type.Array(StatementNumber)),
  appeal: Type.Optional(Type.Object({ words: Type.String(), at: Instant, open: Type.Boolean() })),
  /** It is before the chair, or the chair has decided: nobody else decides. */
  withChair: Type.Optional(Type.Boolean()),
});
export type ModeratedStatement = Readonly<Static<typeof ModeratedStatement>>;

/** Whether the votes of an account are in the figures: they are, until a person decides that they are not. */
export const ACCOUNT_STANDINGS = ['counted', 'setAside'] as const;
export type AccountStanding = (typeof ACCOUNT_STANDINGS)[number];

/** What was decided last on an account. */
const JudgedAccount = Type.Object({
  status: Type.Unsafe<AccountStanding>(oneOf(ACCOUNT_STANDINGS)),
  reason: Type.Optional(Type.Unsafe<SettingAsideReason>(oneOf(SETTING_ASIDE_REASONS))),
  note: Type.Optional(Type.String()),
  at: Instant,
  appeal: Type.Optional(Type.Object({ words: Type.String(), at: Instant, open: Type.Boolean() })),
  /** It is before the chair, or the chair has decided: nobody else decides. */
  withChair: Type.Optional(Type.Boolean()),
});
export type JudgedAccount = Readonly<Static<typeof JudgedAccount>>;

const Participant = Type.Object({
  /** Name in the log and in open data; it says nothing about the person. */
  pseudonym: Type.String(),
  declared: Type.Optional(Type.String()),
  voted: Count,
  statements: Type.Array(ModeratedStatement),
  /** Absent where nobody ever decided on this account. */
  account: Type.Optional(JudgedAccount),
});

/** `GET …/conversations/c1`: how far it is, and what concerns who asks. */
export const ConversationAnswer = Type.Object(
  {
    phase: oneOf(CONVERSATION_PHASES),
    shown: Count,
    waiting: Count,
    participants: Count,
    /** Entries of the log, and the hash of everything up to there. */
    position: Count,
    hash: Type.String(),
    you: Type.Optional(Participant),
  },
  { description: 'A conversation of statements, and the part of who asks' },
);
export type ConversationAnswer = Readonly<Static<typeof ConversationAnswer>>;

/** `GET …/task`: find a nonce so that SHA-256 of `task:nonce` begins with so many zero bits. */
/** `GET /api/commenter`: what this browser, in which nobody is signed in, has shown of itself. */
export const CommenterAnswer = Type.Object(
  { work: Type.Boolean(), mail: Type.Boolean() },
  { description: 'Whether a task was solved here, and whether an address was confirmed' },
);
export type CommenterAnswer = Readonly<Static<typeof CommenterAnswer>>;

export const ProofTaskAnswer = Type.Object({ task: Type.String(), bits: Count });
export type ProofTaskAnswer = Readonly<Static<typeof ProofTaskAnswer>>;

/** `POST …/join` */
export const JoinedAnswer = Type.Object({ pseudonym: Type.String(), declared: Type.Optional(Type.String()) });
export type JoinedAnswer = Readonly<Static<typeof JoinedAnswer>>;

/** `GET …/next`: what is put to the person next, in this order. */
export const NextStatementsAnswer = Type.Object({
  statements: Type.Array(Statement),
  /** Statements on which the person has not voted, these included. */
  left: Count,
});
export type NextStatementsAnswer = Readonly<Static<typeof NextStatementsAnswer>>;

/** `POST …/votes`: it is stored. */
export const VoteAnswer = Type.Object({ position: StatementNumber });
export type VoteAnswer = Readonly<Static<typeof VoteAnswer>>;

/** `POST …/statements` */
export const AddedStatementAnswer = Type.Object({
  number: StatementNumber,
  status: oneOf(STATEMENT_STATUSES),
});
export type AddedStatementAnswer = Readonly<Static<typeof AddedStatementAnswer>>;

/** `GET …/statements`: those that are shown. */
export const StatementListAnswer = Type.Object({ statements: Type.Array(Statement) });
export type StatementListAnswer = Readonly<Static<typeof StatementListAnswer>>;

/** `GET …/queue`: for those who moderate, what waits first, then appeals, then what was decided. */
export const ModerationQueueAnswer = Type.Object({
  waiting: Type.Array(ModeratedStatement),
  appeals: Type.Array(ModeratedStatement),
  decided: Type.Array(ModeratedStatement),
});
export type ModerationQueueAnswer = Readonly<Static<typeof ModerationQueueAnswer>>;

/** What makes an account look unlike those of many people. */
export const ACCOUNT_FLAGS = ['straightLining', 'alike', 'burst', 'nearDuplicates'] as const;
export type AccountFlag = (typeof ACCOUNT_FLAGS)[number];

/** `GET …/accounts`: for those who moderate, flagged accounts by pseudonym, alone and in families. */
export const FlaggedAccountsAnswer = Type.Object({
  accounts: Type.Array(
    Type.Object({
      account: Type.String(),
      flags: Type.Array(Type.Unsafe<AccountFlag>(oneOf(ACCOUNT_FLAGS))),
      judged: Type.Optional(JudgedAccount),
    }),
  ),
  families: Type.Array(
    Type.Object({
      flag: Type.Unsafe<AccountFlag>(oneOf(ACCOUNT_FLAGS)),
      accounts: Type.Array(Type.String()),
      /** Of a burst: when the hour began. */
      at: Type.Optional(Instant),
      /** Of near-duplicates: the statements. */
      statements: Type.Optional(Type.Array(StatementNumber)),
    }),
  ),
});
export type FlaggedAccountsAnswer = Readonly<Static<typeof FlaggedAccountsAnswer>>;

/** Who decided on a statement. */
export const MODERATED_BY = ['secretariat', 'chair', 'author'] as const;
export type ModeratedBy = (typeof MODERATED_BY)[number];

/** `GET …/moderation`: everything that was decided on statements, oldest first. */
export const ModerationLogAnswer = Type.Object({
  counts: Type.Object({
    shown: Count,
    hidden: Count,
    waiting: Count,
    erased: Count,
    appeals: Count,
    /** Accounts that are set aside now, and those that appealed. */
    setAside: Count,
    accountAppeals: Count,
  }),
  decisions: Type.Array(
    Type.Object({
      position: StatementNumber,
      statement: StatementNumber,
      outcome: oneOf(STATEMENT_STATUSES),
      reason: Type.Optional(oneOf(MODERATION_REASONS)),
      note: Type.Optional(Type.String()),
      by: oneOf(MODERATED_BY),
      /** It settled an appeal. */
      onAppeal: Type.Boolean(),
      at: Instant,
    }),
  ),
  /** What was decided on accounts; which ones stands in the log of the open data. */
  accountDecisions: Type.Array(
    Type.Object({
      position: StatementNumber,
      accounts: Count,
      outcome: oneOf(ACCOUNT_STANDINGS),
      reason: Type.Optional(oneOf(SETTING_ASIDE_REASONS)),
      note: Type.Optional(Type.String()),
      by: oneOf(MODERATED_BY),
      onAppeal: Type.Boolean(),
      at: Instant,
    }),
  ),
});
export type ModerationLogAnswer = Readonly<Static<typeof ModerationLogAnswer>>;

const Share = Type.Union([Type.Number(), Type.Null()]);
const Divided = Type.Object({
  consensus: Share,
  withAside: Type.Optional(Share),
  withoutFlagged: Type.Optional(Share),
  cells: Type.Array(Type.Union([Type.Object({ agree: Count, disagree: Count, seen: Count }), Type.Null()])),
});
const Group = Type.Object({
  id: Type.String(),
  size: Type.Union([Count, Type.Null()]),
  holds: Type.Array(Type.Object({ statement: StatementNumber, direction: oneOf(['agree', 'disagree']) })),
});

/** Why the computed groups are what they are. */
export const OPINION_OUTCOMES = [
  'asked',
  'separate',
  'tooFewParticipants',
  'noSeparateGroups',
  'notShown',
] as const;

/** `GET …/opinion`: figures of everybody, by declared groups first; computed groups are diagnostic. */
export const OpinionAnswer = Type.Object({
  /** Absent until they are computed for the first time. */
  figures: Type.Optional(
    Type.Object({
      position: Count,
      participants: Count,
      placed: Count,
      votes: Count,
      declared: Type.Array(Group),
      outcome: oneOf(OPINION_OUTCOMES),
      computed: Type.Array(Group),
      silhouette: Share,
      survival: Share,
      statements: Type.Array(
        Type.Object({
          statement: StatementNumber,
          agree: Count,
          disagree: Count,
          pass: Count,
          withAside: Type.Optional(Type.Object({ agree: Count, disagree: Count, pass: Count })),
          agreeShareWithoutFlagged: Type.Optional(Share),
          declared: Divided,
          computed: Type.Optional(Divided),
          priority: Type.Number(),
          bursts: Count,
        }),
      ),
      aside: Count,
      asideVotes: Count,
      flagged: Count,
      flaggedVotes: Count,
      straightLining: Count,
      alike: Count,
      alikeFamilies: Count,
      arrivalBursts: Count,
      /** x, y and the place of the computed group, −1 for none. */
      points: Type.Array(Type.Array(Type.Number(), { minItems: 3, maxItems: 3 })),
    }),
  ),
  at: Type.Optional(Instant),
});
export type OpinionAnswer = Readonly<Static<typeof OpinionAnswer>>;

/** `GET …/place`: where who asks stands on the map. */
export const MapPlaceAnswer = Type.Object({
  place: Type.Optional(Type.Array(Type.Number(), { minItems: 3, maxItems: 3 })),
});
export type MapPlaceAnswer = Readonly<Static<typeof MapPlaceAnswer>>;

/** Socket message `opinion` to those who follow the deliberation: newer figures of a conversation can be fetched. */
export interface OpinionMessage {
  readonly stream: string;
  readonly conversation: string;
  readonly position: number;
}
