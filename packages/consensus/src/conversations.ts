import type { Instant, LocalisedText } from './names-of-things.ts';
import type { AskedProof } from './consultations/vocabulary.ts';
import type { DocumentLanguage } from './register/vocabulary.ts';

/** Who may take part: everybody, or only those who are signed in. */
export const CONVERSATION_AUDIENCES = ['public', 'signedIn'] as const;
export type ConversationAudience = (typeof CONVERSATION_AUDIENCES)[number];

/** Whether statements wait for a person before they are shown, or are looked at afterwards. */
export const MODERATION_MANNERS = ['before', 'after'] as const;
export type ModerationManner = (typeof MODERATION_MANNERS)[number];

/** Why a statement is not shown; published with every decision (domain 7). */
export const MODERATION_REASONS = [
  'offTopic',
  'personalData',
  'hate',
  'spam',
  'impersonation',
  'duplicate',
  'severalInOne',
  'unlawful',
] as const;
export type ModerationReason = (typeof MODERATION_REASONS)[number];

/** Why a person leaves an account out of the figures; published with every such act (CNV-55). */
export const SETTING_ASIDE_REASONS = [
  'manyAccounts',
  'automated',
  'straightLining',
  'burst',
  'nearDuplicates',
] as const;
export type SettingAsideReason = (typeof SETTING_ASIDE_REASONS)[number];

/** A group that participants say they are in when they join, such as a kind of stakeholder. */
export interface ConversationGroup {
  readonly id: string;
  readonly names: LocalisedText;
}

/** What a conversation of statements is opened with. */
export interface ConversationFrame {
  readonly title: LocalisedText;
  /** What people are asked. */
  readonly question: LocalisedText;
  /** Languages in which statements are written. */
  readonly languages: readonly DocumentLanguage[];
  readonly audience: ConversationAudience;
  /** Asked of whoever is not signed in; where nothing is said they choose between work and mail. */
  readonly proof?: AskedProof;
  readonly moderation: ModerationManner;
  /** The rules of moderation, in words, as published. */
  readonly policy: LocalisedText;
  readonly groups: readonly ConversationGroup[];
  readonly opensAt: Instant;
  /** Votes and statements count up to and including this instant. */
  readonly closesAt: Instant;
}

/** How far the log of a conversation is in the record. */
export interface EnteredLog {
  /** Position of the last entry. */
  readonly upTo: number;
  /** Hash of the chain of batches up to it. */
  readonly hash: string;
  readonly at: Instant;
}

/**
 * A conversation: short statements to which people say that they agree, disagree or pass. Statements and votes stand in
 * a log of their own, of which the deliberation's stream holds the hashes.
 */
export interface Conversation extends ConversationFrame {
  readonly id: string;
  readonly openedAt: Instant;
  /** When it was closed before its time. */
  readonly closedAt?: Instant;
  readonly entered?: EnteredLog;
}

export const CONVERSATION_PHASES = ['announced', 'open', 'closed'] as const;
export type ConversationPhase = (typeof CONVERSATION_PHASES)[number];

/** CNV-3: whether a conversation takes votes and statements at an instant. */
export const conversationPhase = (
  { opensAt, closesAt, closedAt }: Pick<Conversation, 'opensAt' | 'closesAt' | 'closedAt'>,
  at: Instant,
): ConversationPhase => {
  if (at > closesAt || (closedAt !== undefined && at > closedAt)) return 'closed';
  return at < opensAt ? 'announced' : 'open';
};

/** Acts on conversations, in the stream of their deliberation. */
export type ConversationAct =
  | ({ readonly type: 'openConversation' } & ConversationFrame)
  | { readonly type: 'closeConversation'; readonly conversation: string; readonly reason: string }
  | {
      readonly type: 'enterVotes';
      readonly conversation: string;
      readonly from: number;
      readonly upTo: number;
      readonly hash: string;
    };

export type ConversationEvent =
  | {
      readonly type: 'conversationOpened';
      readonly payload: { readonly conversation: ConversationFrame & { readonly id: string } };
    }
  | {
      readonly type: 'conversationClosed';
      readonly payload: { readonly conversation: string; readonly reason: string };
    }
  | {
      readonly type: 'votesEntered';
      readonly payload: {
        readonly conversation: string;
        /** Positions of the first and the last entry; ranges follow on each other. */
        readonly from: number;
        readonly upTo: number;
        readonly hash: string;
      };
    };
