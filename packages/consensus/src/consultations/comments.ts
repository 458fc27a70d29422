import {
  admitPublic,
  conductRefusal,
  limitRefusal,
  reasonRefusal,
  refuse,
  type Refused,
} from '../acts/admission.ts';
import { entryOf } from '../acts/entry-of.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import type { Actor, BodyState, DeliberationState } from '../types.ts';
import {
  consultationPhase,
  knownComment,
  processedRefusal,
  type AdmitConsultationAct,
} from './consultation-answer.ts';
import type { CommentSubject, ConsultationAct, ConsultationComment, ConsultationState } from './types.ts';

/** CSL-4: those who are asked comment; those who conduct answer and hold no view of their own. */
const askedRefusal = (
  { audience }: ConsultationState,
  actor: Actor,
  body: BodyState,
): Refused | undefined => {
  const { kind, member } = actor;
  if (kind === 'commenter')
    return audience === 'public' ? undefined : refuse('consultation.notAsked', { audience });
  if (kind !== 'delegate' && kind !== 'observer') return refuse('consultation.notAsked', { audience });
  return member !== undefined && entryOf(body.members, member) === undefined
    ? refuse('member.unknown', { members: [member] })
    : undefined;
};

/** Whether an offset stands inside a character of two units. */
const isInsideCharacter = (text: string, at: number): boolean =>
  /[\uD800-\uDBFF]/u.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/u.test(text[at] ?? '');

/** CSL-5: what a comment is about was put out, in exactly these words; an amendment was submitted to that text. */
const subjectRefusal = (
  { text }: ConsultationState,
  about: CommentSubject,
  deliberation: DeliberationState | undefined,
): Refused | undefined => {
  if (about.on === 'text') return undefined;
  if (about.on === 'amendment') {
    const amendment =
      deliberation === undefined ? undefined : entryOf(deliberation.amendments, about.amendment);
    if (amendment === undefined) return refuse('amendment.unknown', { amendment: about.amendment });
    return amendment.hash === about.textHash
      ? undefined
      : refuse('position.staleText', { item: about.amendment, expected: amendment.hash });
  }
  const paragraph = text.paragraphs.find(({ pid }) => pid === about.paragraph);
  if (paragraph === undefined) return refuse('paragraph.unknown', { pid: about.paragraph });
  if (paragraph.hash !== about.textHash)
    return refuse('position.staleText', { item: about.paragraph, expected: paragraph.hash });
  if (about.on === 'paragraph') return undefined;
  const { from, to } = about;
  const isWithin =
    Number.isSafeInteger(from) &&
    Number.isSafeInteger(to) &&
    from >= 0 &&
    to <= paragraph.text.length &&
    from < to;
  return isWithin && !isInsideCharacter(paragraph.text, from) && !isInsideCharacter(paragraph.text, to)
    ? undefined
    : refuse('consultation.badSpan', { paragraph: about.paragraph });
};

/** CSL-3 to CSL-8: a comment is filed from the opening on; a late one is kept and marked. The event holds no words. */
export const fileComment: AdmitConsultationAct<'fileComment'> = (
  state,
  { about, kind, lang, question, naming, unproven },
  { actor, at, body, deliberation, said },
) => {
  const refused = processedRefusal(state) ?? askedRefusal(state, actor, body);
  if (refused !== undefined) return refused;
  // Who asks not to be named is not named by the record either.
  if (naming !== 'name' && (actor.member !== undefined || actor.person !== undefined))
    return refuse('consultation.namesAuthor');
  if (actor.kind !== 'commenter' && naming === 'name' && actor.member === undefined)
    return refuse('actor.notMember', { kind: actor.kind });
  if (at < state.opensAt) return refuse('consultation.notOpen', { opensAt: state.opensAt });
  if (!state.languages.includes(lang)) return refuse('consultation.language', { lang });
  if (question !== undefined && state.questions[question - 1] === undefined)
    return refuse('consultation.noQuestion', { question });
  const unfit = subjectRefusal(state, about, deliberation);
  if (unfit !== undefined) return unfit;
  if (said === undefined) return refuse('consultation.noWords');
  if (said.characters < state.charactersMin)
    return refuse('consultation.tooShort', { min: state.charactersMin });
  if ((naming === 'confidential') !== (said.sealed !== undefined)) return refuse('consultation.noSummary');
  if (state.comments.length >= ACT_LIMITS.CONSULTED_COMMENTS_MAX)
    return limitRefusal('CONSULTED_COMMENTS_MAX');
  return admitPublic({
    type: 'commentFiled',
    payload: {
      comment: `c${state.comments.length + 1}`,
      about,
      kind,
      lang,
      ...(question === undefined ? {} : { question }),
      naming,
      late: consultationPhase(state, at) === 'closed',
      // CSL-54: whoever is signed in needs to show nothing.
      ...(unproven === true && actor.kind === 'commenter' ? { unproven } : {}),
      ...said,
    },
  });
};

/** CSL-9: a comment is supported once by each member and by each person; one that is not shown is not supported. */
export const supportComment: AdmitConsultationAct<'supportComment'> = (state, act, { actor, at, body }) => {
  const refused = processedRefusal(state) ?? askedRefusal(state, actor, body);
  if (refused !== undefined) return refused;
  if (at < state.opensAt) return refuse('consultation.notOpen', { opensAt: state.opensAt });
  const found = knownComment(state, act.comment);
  if ('refused' in found) return found.refused;
  const { hidden, erasedAt, supporters } = found.comment;
  if (hidden !== undefined || erasedAt !== undefined)
    return refuse('consultation.notShown', { comment: act.comment });
  const by = actor.member ?? actor.person;
  if (by === undefined) return refuse('actor.notMember', { kind: actor.kind });
  if (supporters.includes(by)) return refuse('consultation.supported', { comment: act.comment });
  if (supporters.length >= ACT_LIMITS.COMMENT_SUPPORTERS_MAX) return limitRefusal('COMMENT_SUPPORTERS_MAX');
  return admitPublic({ type: 'commentSupported', payload: { comment: act.comment, by } });
};

/** CSL-51: the chair alone decides on an appeal, and after it has decided once. */
const moderatorRefusal = (
  { id, ruledAt, appeal }: ConsultationComment,
  { ground, final }: Extract<ConsultationAct, { readonly type: 'moderateComment' }>,
  actor: Actor,
): Refused | undefined => {
  const isWithChair = ruledAt !== undefined || appeal?.open === true;
  const refused = ground === null || final === true ? conductRefusal(actor, 'chair') : undefined;
  if (refused !== undefined || ground === null) return refused;
  if (!isWithChair) return conductRefusal(actor, 'secretariat');
  if (actor.kind === 'chair') return undefined;
  return conductRefusal(actor, 'secretariat') ?? refuse('consultation.withChair', { comment: id });
};

/** CSL-14: the secretariat hides words on a published ground; the chair alone shows them again. Nothing is removed. */
export const moderateComment: AdmitConsultationAct<'moderateComment'> = (state, act, { actor }) => {
  const { comment, ground, reason, final } = act;
  const found = knownComment(state, comment);
  if ('refused' in found) return found.refused;
  const { hidden, appeal, erasedAt } = found.comment;
  const refused = moderatorRefusal(found.comment, act, actor) ?? reasonRefusal(reason);
  if (refused !== undefined) return refused;
  if (erasedAt !== undefined) return refuse('consultation.erased', { comment });
  // What is appealed against may stay hidden: that is a decision too.
  const isUpheld = ground !== null && appeal?.open === true;
  if (!isUpheld && (hidden === undefined) === (ground === null))
    return refuse(ground === null ? 'consultation.isShown' : 'consultation.notShown', { comment });
  return admitPublic({
    type: 'commentModerated',
    payload: { comment, ground, reason, ...(final === true ? { final } : {}) },
  });
};

/**
 * CSL-52: whoever wrote a comment that the secretariat hid asks the chair, once, to look again; also after processing.
 * Whether it is the author who asks is known to the service alone, and what they say is the comment itself.
 */
export const appealComment: AdmitConsultationAct<'appealComment'> = (state, { comment }, { actor }) => {
  const refused = conductRefusal(actor, 'commenter', 'delegate', 'observer');
  if (refused !== undefined) return refused;
  const found = knownComment(state, comment);
  if ('refused' in found) return found.refused;
  const { hidden, appeal, ruledAt, erasedAt } = found.comment;
  if (erasedAt !== undefined) return refuse('consultation.erased', { comment });
  if (hidden === undefined) return refuse('consultation.isShown', { comment });
  return appeal === undefined && ruledAt === undefined
    ? admitPublic({ type: 'commentAppealed', payload: { comment } })
    : refuse('consultation.appealed', { comment });
};

/**
 * CSL-15: words are erased at the wish of whoever wrote them, or by the secretariat; number, place and disposition stay,
 * also after processing. Whether it is the author's wish is known to the service alone, for the record names no person.
 */
export const eraseComment: AdmitConsultationAct<'eraseComment'> = (state, { comment, reason }, { actor }) => {
  const refused = conductRefusal(actor, 'commenter', 'delegate', 'observer', 'secretariat');
  if (refused !== undefined) return refused;
  const found = knownComment(state, comment);
  if ('refused' in found) return found.refused;
  if (found.comment.erasedAt !== undefined) return refuse('consultation.erased', { comment });
  if (reason === undefined) return admitPublic({ type: 'commentErased', payload: { comment } });
  // CSL-62: authors owe nobody a reason; what the secretariat erases at somebody's wish it accounts for.
  const unfit = conductRefusal(actor, 'secretariat') ?? reasonRefusal(reason);
  return unfit ?? admitPublic({ type: 'commentErased', payload: { comment, reason } });
};
