import { refuse, type Circumstances, type Refused } from '../acts/admission.ts';
import type { Admission, BodyState, DeliberationState, Instant } from '../types.ts';
import type {
  CommentId,
  CommittedWords,
  ConsultationAct,
  ConsultationComment,
  ConsultationEvent,
  ConsultationState,
} from './types.ts';
import type { ConsultationPhase } from './vocabulary.ts';

/** Who acts in a consultation, and when. */
export interface ConsultationCircumstances extends Circumstances {
  /** The body as it stands when the act is made. */
  readonly body: BodyState;
  /** The deliberation whose text was put out; undefined where there is none. */
  readonly deliberation: DeliberationState | undefined;
  /** CSL-7: what the service made of the words that came with a comment. */
  readonly said?: CommittedWords;
}

/** One act of a consultation that was announced: whether it is in order, and the events it brings about. */
export type AdmitConsultationAct<T extends ConsultationAct['type']> = (
  state: ConsultationState,
  act: Extract<ConsultationAct, { readonly type: T }>,
  circumstances: ConsultationCircumstances,
) => Admission<ConsultationEvent>;

/** CSL-3: where a consultation stands at an instant; its opening and its closing need nobody to act. */
export const consultationPhase = (
  { opensAt, closesAt, processedAt }: Pick<ConsultationState, 'opensAt' | 'closesAt' | 'processedAt'>,
  at: Instant,
): ConsultationPhase => {
  if (processedAt !== undefined) return 'processed';
  if (at < opensAt) return 'announced';
  return at <= closesAt ? 'open' : 'closed';
};

/** The number that an id carries. */
export const commentNumber = (id: CommentId): number => Number(id.slice(1));

/** A comment by its id. */
export const commentOf = (state: ConsultationState, id: CommentId): ConsultationComment | undefined => {
  const found = state.comments[commentNumber(id) - 1];
  return found?.id === id ? found : undefined;
};

/** A comment by its id, or the refusal: there is none. */
export const knownComment = (
  state: ConsultationState,
  id: CommentId,
): { readonly comment: ConsultationComment } | { readonly refused: Refused } => {
  const comment = commentOf(state, id);
  return comment === undefined
    ? { refused: refuse('consultation.unknownComment', { comment: id }) }
    : { comment };
};

/** CSL-16: after processing nothing changes but what privacy and moderation ask. */
export const processedRefusal = ({ processedAt }: ConsultationState): Refused | undefined =>
  processedAt === undefined ? undefined : refuse('consultation.processed', { at: processedAt });
