import {
  DOCUMENT_LANGUAGES,
  MODERATION_REASONS,
  SETTING_ASIDE_REASONS,
  type DocumentLanguage,
} from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { closed, Id, Language, oneOf, Reason } from './values.ts';

const StatementNumber = Type.Integer({ minimum: 1, maximum: 1_000_000 });

const Proof = closed({
  task: Type.String({ minLength: 1, maxLength: 200 }),
  nonce: Type.String({ pattern: '^[0-9]{1,16}$' }),
});

/** `POST /api/commenter`: who is not signed in hands in a solved task before filing or supporting comments. */
export const CommenterRequest = closed({ proof: Proof });
export type CommenterRequest = Static<typeof CommenterRequest>;

/** Where a mailed link leads back to: a consultation or a conversation, never another site. */
export const BACK_PATH =
  '^/deliberations/[A-Za-z0-9_.~%-]{1,200}/(consultations|conversations)/[A-Za-z0-9_.~%-]{1,200}$';

/** `POST /api/commenter/mail`: whoever is not signed in asks for the link that confirms an address, in place of work. */
export const AddressLinkRequest = closed({
  address: Type.String({ minLength: 3, maxLength: LIMITS.ADDRESS_CHARACTERS_MAX }),
  lang: Type.Unsafe<DocumentLanguage>(oneOf(DOCUMENT_LANGUAGES)),
  back: Type.String({ pattern: BACK_PATH }),
});
export type AddressLinkRequest = Static<typeof AddressLinkRequest>;

/** What a link that confirms an address carries: whose, until when, and a signature. */
export const AddressLink = Type.String({ pattern: '^[A-Za-z0-9_-]{22}\\.[0-9]{1,16}\\.[A-Za-z0-9_-]{43}$' });

/** `POST /api/commenter/address`: the mailed link is handed in, by a person and not by a program that looks through mails. */
export const ConfirmAddressRequest = closed({ link: AddressLink });
export type ConfirmAddressRequest = Static<typeof ConfirmAddressRequest>;

/** `POST …/join`: who is not signed in hands in a solved task; the group is one that the conversation declares. */
export const JoinConversationRequest = closed({
  proof: Type.Optional(Proof),
  group: Type.Optional(Id),
});
export type JoinConversationRequest = Static<typeof JoinConversationRequest>;

/** `POST …/votes`: 1 agrees, 0 passes, −1 disagrees; the latest counts. */
export const VoteRequest = closed({
  statement: StatementNumber,
  value: Type.Union([Type.Literal(-1), Type.Literal(0), Type.Literal(1)]),
});
export type VoteRequest = Static<typeof VoteRequest>;

/** `POST …/statements` */
export const AddStatementRequest = closed({
  words: Type.String({ maxLength: LIMITS.STATEMENT_CHARACTERS_MAX * 2 }),
  lang: Language,
});
export type AddStatementRequest = Static<typeof AddStatementRequest>;

/** `POST …/moderation`: a statement is shown, or hidden for a reason; the note is published. */
export const ModerateRequest = Type.Union([
  closed({ statement: StatementNumber, outcome: Type.Literal('shown'), note: Type.Optional(Reason) }),
  closed({
    statement: StatementNumber,
    outcome: Type.Literal('hidden'),
    reason: oneOf(MODERATION_REASONS),
    note: Type.Optional(Reason),
  }),
]);
export type ModerateRequest = Static<typeof ModerateRequest>;

/** `POST …/appeals`: the author asks the chair to look again. */
export const AppealRequest = closed({
  statement: StatementNumber,
  words: Type.String({ minLength: 1, maxLength: LIMITS.STATEMENT_CHARACTERS_MAX }),
});
export type AppealRequest = Static<typeof AppealRequest>;

const Accounts = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
  minItems: 1,
  maxItems: LIMITS.ACCOUNTS_ASIDE_MAX,
  uniqueItems: true,
});

/** `POST …/accounts`: flagged accounts are left out of the figures for a reason, or taken back; the note is published. */
export const SetAsideRequest = Type.Union([
  closed({
    accounts: Accounts,
    outcome: Type.Literal('setAside'),
    reason: oneOf(SETTING_ASIDE_REASONS),
    note: Type.Optional(Reason),
  }),
  closed({ accounts: Accounts, outcome: Type.Literal('counted'), note: Type.Optional(Reason) }),
]);
export type SetAsideRequest = Static<typeof SetAsideRequest>;

/** `POST …/accounts/appeals`: who is set aside asks the chair to look again. */
export const AccountAppealRequest = closed({
  words: Type.String({ minLength: 1, maxLength: LIMITS.STATEMENT_CHARACTERS_MAX }),
});
export type AccountAppealRequest = Static<typeof AccountAppealRequest>;
