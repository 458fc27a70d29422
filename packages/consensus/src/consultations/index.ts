export { admitConsultation, CONSULTATION_ACT_TYPES } from './admit-consultation.ts';
export { commentOf, consultationPhase } from './consultation-answer.ts';
export {
  commentBreakdowns,
  type BreakdownCell,
  type CommentBreakdowns,
  type CommentOrigin,
} from './comment-breakdowns.ts';
export { commentNamesRefusal } from './comment-names.ts';
export { commentWordsRefusal } from './comment-words.ts';
export {
  consultationFigures,
  paragraphOrigins,
  type ConsultationFigures,
  type ParagraphOrigin,
} from './consultation-figures.ts';
export { evolveConsultation, replayConsultation } from './evolve-consultation.ts';
export type * from './types.ts';
export * from './vocabulary.ts';
