import type { DeliberationState, MemberId, PreparedStatement } from '../types.ts';
import { idRefusal, limitRefusal, refuse } from './admission.ts';
import type { AdmitAct } from './deliberation-answer.ts';
import { draftingMember } from './documents/document-access.ts';
import { entryOf } from './entry-of.ts';
import { ACT_LIMITS } from './limits.ts';
import { partyOf } from './visibility.ts';

/** What a delegation has ready to file, by the ids it gave. */
export const preparedBy = (
  state: DeliberationState,
  member: MemberId,
): Readonly<Record<string, PreparedStatement>> => entryOf(state.prepared, member) ?? {};

const isSame = (one: PreparedStatement | undefined, other: Omit<PreparedStatement, 'at'>): boolean =>
  one !== undefined &&
  one.kind === other.kind &&
  one.text === other.text &&
  one.lang === other.lang &&
  one.paragraphs.length === other.paragraphs.length &&
  one.paragraphs.every((pid, at) => pid === other.paragraphs[at]);

/**
 * PRE-1: any delegate of a member prepares statements for the record, which its delegation alone reads; what is prepared
 * under an id again replaces what was there. It binds nobody until it is filed.
 */
export const prepareStatement: AdmitAct<'prepareStatement'> = (state, act, { actor, body }) => {
  const drafting = draftingMember(actor, body);
  if ('refused' in drafting) return drafting.refused;
  const { member } = drafting;
  if (state.revision === undefined) return refuse('text.none');
  const { id, kind, text, lang } = act;
  const malformed = idRefusal(id);
  if (malformed !== undefined) return malformed;
  if (text.trim() === '') return refuse('act.reasonNeeded');
  if (text.length > ACT_LIMITS.EXPLANATION_CHARACTERS_MAX) return limitRefusal('EXPLANATION_CHARACTERS_MAX');
  const known = state.revision.paragraphs.map((paragraph) => paragraph.pid);
  const unknown = act.paragraphs.find((pid) => !known.includes(pid));
  if (unknown !== undefined) return refuse('paragraph.unknown', { pid: unknown });
  const own = preparedBy(state, member);
  const before = entryOf(own, id);
  if (before === undefined && Object.keys(own).length >= ACT_LIMITS.PREPARED_PER_MEMBER_MAX)
    return limitRefusal('PREPARED_PER_MEMBER_MAX');
  const statement = { kind, text, lang, paragraphs: known.filter((pid) => act.paragraphs.includes(pid)) };
  if (isSame(before, statement)) return { admitted: true, events: [] };
  return {
    admitted: true,
    events: [
      { type: 'statementPrepared', payload: { member, id, ...statement }, audience: partyOf([member]) },
    ],
  };
};

/** PRE-2: a delegate of the same delegation discards what was prepared. */
export const discardStatement: AdmitAct<'discardStatement'> = (state, act, { actor, body }) => {
  const drafting = draftingMember(actor, body);
  if ('refused' in drafting) return drafting.refused;
  const { member } = drafting;
  const { id } = act;
  if (entryOf(preparedBy(state, member), id) === undefined)
    return refuse('statement.notPrepared', { statement: id.slice(0, 64) });
  return {
    admitted: true,
    events: [{ type: 'statementDiscarded', payload: { member, id }, audience: partyOf([member]) }],
  };
};
