import {
  admitPublic,
  bindingMember,
  conductRefusal,
  limitRefusal,
  reasonRefusal,
  refuse,
  type Refused,
} from '../acts/admission.ts';
import { unfitCharacter } from '../acts/amendments/fit-words.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import {
  commentOf,
  consultationPhase,
  knownComment,
  processedRefusal,
  type AdmitConsultationAct,
} from './consultation-answer.ts';
import type { CommentId, ConsultationState } from './types.ts';

/** Comments that are named together: at least one, each once, all there. */
const namedRefusal = (state: ConsultationState, comments: readonly CommentId[]): Refused | undefined => {
  if (comments.length === 0 || new Set(comments).size < comments.length)
    return refuse('consultation.noComments');
  if (comments.length > ACT_LIMITS.COMMENTS_PER_ACT_MAX) return limitRefusal('COMMENTS_PER_ACT_MAX');
  const unknown = comments.find((id) => commentOf(state, id) === undefined);
  return unknown === undefined ? undefined : refuse('consultation.unknownComment', { comment: unknown });
};

/** CSL-10: those who conduct reply for the record. */
export const replyToComment: AdmitConsultationAct<'replyToComment'> = (
  state,
  { comment, words },
  { actor },
) => {
  const refused =
    conductRefusal(actor, 'secretariat', 'chair', 'facilitator') ??
    processedRefusal(state) ??
    reasonRefusal(words);
  if (refused !== undefined) return refused;
  const found = knownComment(state, comment);
  if ('refused' in found) return found.refused;
  if (found.comment.replies.length >= ACT_LIMITS.COMMENT_REPLIES_MAX)
    return limitRefusal('COMMENT_REPLIES_MAX');
  return admitPublic({ type: 'commentAnswered', payload: { comment, words } });
};

/** CSL-11: the secretariat puts comments under a theme, or takes them out of theirs. */
export const groupComments: AdmitConsultationAct<'groupComments'> = (
  state,
  { comments, theme },
  { actor },
) => {
  const refused =
    conductRefusal(actor, 'secretariat') ?? processedRefusal(state) ?? namedRefusal(state, comments);
  if (refused !== undefined) return refused;
  if (theme !== null) {
    if (theme.trim() === '') return refuse('act.reasonNeeded');
    if (theme.length > ACT_LIMITS.THEME_CHARACTERS_MAX) return limitRefusal('THEME_CHARACTERS_MAX');
    const character = unfitCharacter(theme);
    if (character !== undefined) return refuse('consultation.unfitCharacter', { character });
  }
  return admitPublic({ type: 'commentsGrouped', payload: { comments, theme } });
};

/**
 * CSL-12: the secretariat says what becomes of comments, with a reason and, where the text changed, where. A duplicate
 * names the comment that stands for it, which is no duplicate itself. A later disposition replaces an earlier one.
 */
export const disposeComments: AdmitConsultationAct<'disposeComments'> = (
  state,
  act,
  { actor, deliberation },
) => {
  const { type: _, comments, ...disposition } = act;
  const refused =
    conductRefusal(actor, 'secretariat') ??
    processedRefusal(state) ??
    namedRefusal(state, comments) ??
    reasonRefusal(disposition.reason);
  if (refused !== undefined) return refused;
  const { duplicateOf, paragraph, amendment } = disposition;
  if ((disposition.disposition === 'duplicate') !== (duplicateOf !== undefined))
    return refuse('consultation.badDuplicate', { comment: duplicateOf ?? '' });
  if (duplicateOf !== undefined) {
    const original = commentOf(state, duplicateOf);
    if (
      original === undefined ||
      comments.includes(duplicateOf) ||
      original.disposition?.disposition === 'duplicate'
    )
      return refuse('consultation.badDuplicate', { comment: duplicateOf });
  }
  if (disposition.disposition === 'duplicate') {
    // What others are duplicates of is answered itself.
    const leant = state.comments.find(
      ({ disposition: theirs }) => theirs?.duplicateOf !== undefined && comments.includes(theirs.duplicateOf),
    )?.disposition?.duplicateOf;
    if (leant !== undefined) return refuse('consultation.badDuplicate', { comment: leant });
  }
  if (
    amendment !== undefined &&
    (deliberation === undefined || entryOf(deliberation.amendments, amendment) === undefined)
  )
    return refuse('amendment.unknown', { amendment });
  const isInText =
    deliberation?.revision?.paragraphs.some(({ pid }) => pid === paragraph) === true ||
    state.text.paragraphs.some(({ pid }) => pid === paragraph);
  if (paragraph !== undefined && !isInText) return refuse('paragraph.unknown', { pid: paragraph });
  return admitPublic({ type: 'commentsDisposed', payload: { ...disposition, comments } });
};

/** CSL-13: a delegation that sponsors an amendment says of which comment it was made; the link stays with both. */
export const makeCommentOwn: AdmitConsultationAct<'makeCommentOwn'> = (
  state,
  { comment, amendment },
  { actor, body, deliberation },
) => {
  const binding = bindingMember(actor, body);
  if ('refused' in binding) return binding.refused;
  const { member } = binding;
  const found = knownComment(state, comment);
  if ('refused' in found) return found.refused;
  const tabled = deliberation === undefined ? undefined : entryOf(deliberation.amendments, amendment);
  if (tabled === undefined) return refuse('amendment.unknown', { amendment });
  if (!tabled.sponsors.includes(member)) return refuse('amendment.notSponsor', { amendment, member });
  if (found.comment.madeOwn.some((one) => one.amendment === amendment))
    return refuse('consultation.madeOwn', { comment, amendment });
  if (found.comment.madeOwn.length >= ACT_LIMITS.COMMENT_REPLIES_MAX)
    return limitRefusal('COMMENT_REPLIES_MAX');
  return admitPublic({ type: 'commentMadeOwn', payload: { comment, member, amendment } });
};

/** CSL-16: a consultation is processed when it has closed and every comment has its disposition, late ones too. */
export const completeConsultation: AdmitConsultationAct<'completeConsultation'> = (
  state,
  _act,
  { actor, at },
) => {
  const refused = conductRefusal(actor, 'secretariat') ?? processedRefusal(state);
  if (refused !== undefined) return refused;
  if (consultationPhase(state, at) !== 'closed')
    return refuse('consultation.notClosed', { closesAt: state.closesAt });
  const waiting = state.comments.filter(({ disposition }) => disposition === undefined).length;
  if (waiting > 0) return refuse('consultation.undisposed', { comments: waiting });
  return admitPublic({ type: 'consultationProcessed', payload: { comments: state.comments.length } });
};
