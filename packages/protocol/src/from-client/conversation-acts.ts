import {
  ASKED_PROOFS,
  CONVERSATION_AUDIENCES,
  DOCUMENT_LANGUAGES,
  MODERATION_MANNERS,
  type ConversationAct,
} from '@plenary/consensus';
import { Type, type TSchema } from 'typebox';
import { LIMITS } from '../limits.ts';
import { closed, Hash, Id, Instant, Language, oneOf, Reason } from './values.ts';

const tag = <const T extends string>(type: T) => Type.Literal(type);
const Words = Type.String({ minLength: 1, maxLength: LIMITS.CONVERSATION_WORDS_CHARACTERS_MAX });
/** In any of the languages, one at least: a conversation of one public need not be told in English. */
const Told = Type.Record(Language, Words, { minProperties: 1 });
/** A conversation as its deliberation numbers it. */
export const ConversationName = Type.String({ pattern: '^c[1-9][0-9]{0,9}$' });
const Position = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Acts on conversations of statements. */
export const CONVERSATION_ACT_SCHEMAS = {
  openConversation: closed({
    type: tag('openConversation'),
    title: Told,
    question: Told,
    languages: Type.Array(oneOf(DOCUMENT_LANGUAGES), { minItems: 1, maxItems: DOCUMENT_LANGUAGES.length }),
    audience: oneOf(CONVERSATION_AUDIENCES),
    proof: Type.Optional(oneOf(ASKED_PROOFS)),
    moderation: oneOf(MODERATION_MANNERS),
    policy: Told,
    groups: Type.Array(closed({ id: Id, names: Told }), { maxItems: LIMITS.CONVERSATION_GROUPS_MAX }),
    opensAt: Instant,
    closesAt: Instant,
  }),
  closeConversation: closed({
    type: tag('closeConversation'),
    conversation: ConversationName,
    reason: Reason,
  }),
  enterVotes: closed({
    type: tag('enterVotes'),
    conversation: ConversationName,
    from: Position,
    upTo: Position,
    hash: Hash,
  }),
} as const satisfies Record<ConversationAct['type'], TSchema>;
