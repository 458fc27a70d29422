import {
  CONVERSATION_AUDIENCES,
  MODERATION_MANNERS,
  type Conversation,
  type ConversationFrame,
  type ConversationGroup,
} from '../../conversations.ts';
import { ASKED_PROOFS } from '../../consultations/vocabulary.ts';
import { DOCUMENT_LANGUAGES } from '../../register/vocabulary.ts';
import { formatInstant, parseInstant } from '../../rules/instant.ts';
import type { DeliberationState, Instant, LocalisedText } from '../../types.ts';
import {
  admitPublic,
  conductRefusal,
  idRefusal,
  limitRefusal,
  reasonRefusal,
  refuse,
  type Refused,
} from '../admission.ts';
import type { AdmitAct } from '../deliberation-answer.ts';
import { lookAlikeKey } from '../../look-alike.ts';
import { entryOf } from '../entry-of.ts';
import { ACT_LIMITS } from '../limits.ts';

const isWritten = (instant: Instant): boolean => {
  const milliseconds = parseInstant(instant);
  return milliseconds !== undefined && formatInstant(milliseconds) === instant;
};

const wordsRefusal = (field: string, said: LocalisedText): Refused | undefined => {
  const words = Object.values(said);
  if (words.length === 0 || words.some((text) => text === undefined || text.trim() === ''))
    return refuse('conversation.untold', { field });
  return words.some((text) => (text ?? '').length > ACT_LIMITS.CONVERSATION_WORDS_CHARACTERS_MAX)
    ? limitRefusal('CONVERSATION_WORDS_CHARACTERS_MAX')
    : undefined;
};

const DAY_MILLISECONDS = 86_400_000;

/** CNV-2: from its opening to its closing, which is ahead, within two years. */
const timeRefusal = ({ opensAt, closesAt }: ConversationFrame, at: Instant): Refused | undefined => {
  if (!isWritten(opensAt) || !isWritten(closesAt) || closesAt <= opensAt || closesAt <= at)
    return refuse('conversation.badTime', { opensAt, closesAt });
  const days = ((parseInstant(closesAt) ?? 0) - (parseInstant(opensAt) ?? 0)) / DAY_MILLISECONDS;
  return days > ACT_LIMITS.CONVERSATION_DAYS_MAX ? limitRefusal('CONVERSATION_DAYS_MAX') : undefined;
};

/** CNV-6: a group that a reader would take for another one. */
const alikeRefusal = (groups: readonly ConversationGroup[]): Refused | undefined => {
  const known = new Set<string>();
  for (const { id, names } of groups) {
    const own = new Set(Object.values(names).map((name) => lookAlikeKey(name ?? '')));
    if ([...own].some((key) => known.has(key))) return refuse('conversation.groupTwice', { group: id });
    for (const key of own) known.add(key);
  }
  return undefined;
};

/** CNV-1: in known languages, for a known audience, with words for everything that people are told. */
const frameRefusal = (act: ConversationFrame): Refused | undefined => {
  const { languages, groups } = act;
  if (!CONVERSATION_AUDIENCES.includes(act.audience))
    return refuse('conversation.untold', { field: 'audience' });
  if (!MODERATION_MANNERS.includes(act.moderation))
    return refuse('conversation.untold', { field: 'moderation' });
  // CNV-135: where neither is asked for, whoever takes part chooses.
  if (act.proof !== undefined && !ASKED_PROOFS.includes(act.proof))
    return refuse('conversation.untold', { field: 'proof' });
  const isKnown = languages.every((lang) => DOCUMENT_LANGUAGES.includes(lang));
  if (languages.length === 0 || !isKnown || new Set(languages).size < languages.length)
    return refuse('conversation.untold', { field: 'languages' });
  if (groups.length > ACT_LIMITS.CONVERSATION_GROUPS_MAX) return limitRefusal('CONVERSATION_GROUPS_MAX');
  const ids = groups.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice !== undefined) return refuse('conversation.groupTwice', { group: twice });
  return (
    idRefusal(...ids) ??
    wordsRefusal('title', act.title) ??
    wordsRefusal('question', act.question) ??
    wordsRefusal('policy', act.policy) ??
    groups.map(({ names }) => wordsRefusal('groups', names)).find((refused) => refused !== undefined) ??
    alikeRefusal(groups)
  );
};

/** The conversation that an act names. */
const conversationIn = (
  state: DeliberationState,
  id: string,
): { readonly conversation: Conversation } | { readonly refused: Refused } => {
  const conversation = entryOf(state.conversations, id);
  return conversation === undefined
    ? { refused: refuse('conversation.unknown', { conversation: id.slice(0, 64) }) }
    : { conversation };
};

/** CNV-1: the secretariat opens a conversation of statements; all that it is opened with is published before it is used. */
export const openConversation: AdmitAct<'openConversation'> = (state, act, { actor, at }) => {
  const refused = conductRefusal(actor, 'secretariat') ?? frameRefusal(act) ?? timeRefusal(act, at);
  if (refused !== undefined) return refused;
  const number = Object.keys(state.conversations).length + 1;
  if (number > ACT_LIMITS.CONVERSATIONS_MAX) return limitRefusal('CONVERSATIONS_MAX');
  const { type: _, ...frame } = act;
  return admitPublic({
    type: 'conversationOpened',
    payload: { conversation: { id: `c${number}`, ...frame } },
  });
};

/** CNV-4: the secretariat closes a conversation before its time, with a reason; what was said until then counts. */
export const closeConversation: AdmitAct<'closeConversation'> = (state, act, { actor, at }) => {
  const refused = conductRefusal(actor, 'secretariat') ?? reasonRefusal(act.reason);
  if (refused !== undefined) return refused;
  const found = conversationIn(state, act.conversation);
  if ('refused' in found) return found.refused;
  const { id, closedAt, closesAt } = found.conversation;
  if (closedAt !== undefined || at > closesAt)
    return refuse('conversation.closed', { conversation: id, at: closedAt ?? closesAt });
  return admitPublic({
    type: 'conversationClosed',
    payload: { conversation: id, reason: act.reason },
  });
};

/** CNV-5: batches of the log enter the record one after another, without gaps, each with the hash of all up to it. */
export const enterVotes: AdmitAct<'enterVotes'> = (state, act, { actor }) => {
  const refused = conductRefusal(actor, 'deadline');
  if (refused !== undefined) return refused;
  const found = conversationIn(state, act.conversation);
  if ('refused' in found) return found.refused;
  const { conversation, from, upTo, hash } = act;
  const next = (found.conversation.entered?.upTo ?? 0) + 1;
  const isRange = from === next && Number.isSafeInteger(upTo) && upTo >= from;
  if (!isRange || !/^[0-9a-f]{64}$/.test(hash)) return refuse('conversation.notNext', { conversation, next });
  return admitPublic({ type: 'votesEntered', payload: { conversation, from, upTo, hash } });
};
