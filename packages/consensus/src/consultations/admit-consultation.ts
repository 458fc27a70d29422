import { refuse } from '../acts/admission.ts';
import type { Admission } from '../types.ts';
import { announceConsultation, extendConsultation } from './announce-consultation.ts';
import {
  completeConsultation,
  disposeComments,
  groupComments,
  makeCommentOwn,
  replyToComment,
} from './answers.ts';
import { appealComment, eraseComment, fileComment, moderateComment, supportComment } from './comments.ts';
import type { AdmitConsultationAct, ConsultationCircumstances } from './consultation-answer.ts';
import type { ConsultationAct, ConsultationEvent, ConsultationState } from './types.ts';

type LaterAct = Exclude<ConsultationAct, { readonly type: 'announceConsultation' }>;
type LaterActs = { readonly [T in LaterAct['type']]: Extract<LaterAct, { readonly type: T }> };

/** Act type → its rule; an act without one does not compile. */
const ADMIT: { readonly [T in LaterAct['type']]: AdmitConsultationAct<T> } = {
  extendConsultation,
  fileComment,
  supportComment,
  replyToComment,
  groupComments,
  disposeComments,
  makeCommentOwn,
  moderateComment,
  appealComment,
  eraseComment,
  completeConsultation,
};

/** Every act of a consultation, in the order of its life; the table has exactly these keys. */
export const CONSULTATION_ACT_TYPES: readonly ConsultationAct['type'][] = [
  'announceConsultation',
  ...(Object.keys(ADMIT) as LaterAct['type'][]),
];

const admitLater = <T extends LaterAct['type']>(
  state: ConsultationState,
  type: T,
  act: LaterActs[T],
  circumstances: ConsultationCircumstances,
): Admission<ConsultationEvent> => ADMIT[type](state, act, circumstances);

/** Whether a consultation may take this act now; the events it brings about, or why not. */
export const admitConsultation = (
  state: ConsultationState | undefined,
  act: ConsultationAct,
  circumstances: ConsultationCircumstances,
): Admission<ConsultationEvent> => {
  if (act.type === 'announceConsultation') return announceConsultation(state, act, circumstances);
  if (state === undefined) return refuse('consultation.unknown');
  return admitLater(state, act.type, act, circumstances);
};
