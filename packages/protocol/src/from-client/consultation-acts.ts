import {
  ASKED_PROOFS,
  COMMENT_KINDS,
  COMMENT_NAMINGS,
  CONSULTATION_AUDIENCES,
  DISPOSITIONS,
  HIDING_GROUNDS,
  type CommentKind,
  type CommentNaming,
  type ConsultationAct,
} from '@plenary/consensus';
import { Type, type Static, type TSchema } from 'typebox';
import { LIMITS } from '../limits.ts';
import {
  AmendmentName,
  Hash,
  Id,
  Instant,
  Language,
  InSomeLanguages,
  ParagraphName,
  Reason,
  closed,
  oneOf,
} from './values.ts';

const tag = <const T extends string>(type: T) => Type.Literal(type);
export const CommentName = Type.String({ pattern: '^c[1-9][0-9]{0,6}$' });
const Comments = Type.Array(CommentName, { minItems: 1, maxItems: LIMITS.COMMENTS_PER_ACT_MAX });
const Offset = Type.Integer({ minimum: 0, maximum: LIMITS.PARAGRAPH_CHARACTERS_MAX });

/** What a comment is about. */
const Subject = Type.Union([
  closed({ on: tag('text') }),
  closed({ on: tag('paragraph'), paragraph: ParagraphName, textHash: Hash }),
  closed({ on: tag('span'), paragraph: ParagraphName, textHash: Hash, from: Offset, to: Offset }),
  closed({ on: tag('amendment'), amendment: AmendmentName, textHash: Hash }),
]);
const filed = {
  about: Subject,
  kind: Type.Unsafe<CommentKind>(oneOf(COMMENT_KINDS)),
  lang: Language,
  question: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.CONSULTATION_QUESTIONS_MAX })),
  naming: Type.Unsafe<CommentNaming>(oneOf(COMMENT_NAMINGS)),
};

/** Every act of a consultation as it arrives, by its type. */
export const CONSULTATION_ACT_SCHEMAS = {
  announceConsultation: closed({
    type: tag('announceConsultation'),
    id: Id,
    deliberation: Id,
    textHash: Hash,
    title: InSomeLanguages,
    description: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z]{2,3}$' }),
        Type.String({ minLength: 1, maxLength: LIMITS.CONSULTATION_DESCRIPTION_CHARACTERS_MAX }),
        { minProperties: 1 },
      ),
    ),
    opensAt: Instant,
    closesAt: Instant,
    audience: oneOf(CONSULTATION_AUDIENCES),
    languages: Type.Array(Language, { minItems: 1, maxItems: LIMITS.CONSULTATION_LANGUAGES_MAX }),
    questions: Type.Array(InSomeLanguages, { maxItems: LIMITS.CONSULTATION_QUESTIONS_MAX }),
    charactersMin: Type.Integer({ minimum: 1, maximum: LIMITS.CONSULTED_CHARACTERS_MAX }),
    proof: Type.Optional(oneOf(ASKED_PROOFS)),
  }),
  extendConsultation: closed({ type: tag('extendConsultation'), until: Instant, reason: Reason }),
  // What the service says of a comment by the plain form; nobody sends it.
  fileComment: closed({ type: tag('fileComment'), ...filed, unproven: Type.Optional(Type.Literal(true)) }),
  supportComment: closed({ type: tag('supportComment'), comment: CommentName }),
  replyToComment: closed({ type: tag('replyToComment'), comment: CommentName, words: Reason }),
  groupComments: closed({
    type: tag('groupComments'),
    comments: Comments,
    theme: Type.Union([Type.Null(), Type.String({ minLength: 1, maxLength: LIMITS.THEME_CHARACTERS_MAX })]),
  }),
  disposeComments: closed({
    type: tag('disposeComments'),
    comments: Comments,
    disposition: oneOf(DISPOSITIONS),
    reason: Reason,
    duplicateOf: Type.Optional(CommentName),
    paragraph: Type.Optional(ParagraphName),
    amendment: Type.Optional(AmendmentName),
  }),
  makeCommentOwn: closed({ type: tag('makeCommentOwn'), comment: CommentName, amendment: AmendmentName }),
  moderateComment: closed({
    type: tag('moderateComment'),
    comment: CommentName,
    ground: Type.Union([Type.Null(), oneOf(HIDING_GROUNDS)]),
    reason: Reason,
    final: Type.Optional(Type.Literal(true, { description: 'The chair decides; the service says so' })),
  }),
  appealComment: closed({ type: tag('appealComment'), comment: CommentName }),
  eraseComment: closed({ type: tag('eraseComment'), comment: CommentName, reason: Type.Optional(Reason) }),
  completeConsultation: closed({ type: tag('completeConsultation') }),
} as const satisfies Record<ConsultationAct['type'], TSchema>;

/** What a person says; it stays beside the record. */
export const CommentWordsRequest = closed({
  text: Type.String({ minLength: 1, maxLength: LIMITS.CONSULTED_CHARACTERS_MAX }),
  proposal: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.PARAGRAPH_CHARACTERS_MAX })),
  author: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.CONSULTED_NAME_CHARACTERS_MAX })),
  onBehalfOf: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.CONSULTED_NAME_CHARACTERS_MAX })),
});

/** `POST /api/consultations/:id/comments`. Of a confidential comment `summary` is what everybody sees. */
export const FileCommentRequest = closed({
  ...filed,
  words: CommentWordsRequest,
  summary: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.CONSULTED_CHARACTERS_MAX })),
});
export type FileCommentRequest = Static<typeof FileCommentRequest>;
