import {
  CONSULTATION_AUDIENCES,
  CONSULTATION_PHASES,
  type CommentBreakdowns,
  type CommentWords,
  type ConsultationAudience,
  type ConsultationComment,
  type ConsultationFigures,
  type ConsultationPhase,
  type ConsultationState,
  type LocalisedText,
  type Refusal,
} from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { oneOf } from '../from-client/values.ts';
import { LIMITS } from '../limits.ts';
import { ReceiptAnswer } from './answers.ts';

const Words = Type.Unsafe<LocalisedText>({
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'By language; English is always there',
});
const Instant = Type.String({ description: 'Instant in UTC, ISO 8601 with milliseconds' });
const Figures = Type.Unsafe<ConsultationFigures>({
  type: 'object',
  additionalProperties: true,
  description:
    'Comments, late, answered, median seconds, made own, unproven, hidden, appeals, by disposition',
});
const head = {
  id: Type.String(),
  deliberation: Type.String(),
  title: Words,
  opensAt: Instant,
  closesAt: Instant,
  audience: Type.Unsafe<ConsultationAudience>(oneOf(CONSULTATION_AUDIENCES)),
  phase: Type.Unsafe<ConsultationPhase>(oneOf(CONSULTATION_PHASES)),
  figures: Figures,
  version: Type.Integer({ minimum: 0 }),
};

/** `GET /api/consultations` */
export const ConsultationListAnswer = Type.Object(
  { consultations: Type.Immutable(Type.Array(Type.Object(head))) },
  { description: 'Consultations, the one that was announced last first' },
);
export type ConsultationListAnswer = Readonly<Static<typeof ConsultationListAnswer>>;

/** `GET /api/consultations/:id`: how it stands; its comments are read page by page. */
export const ConsultationAnswer = Type.Object(
  {
    ...head,
    stream: Type.String(),
    state: Type.Unsafe<Omit<ConsultationState, 'comments'>>({
      type: 'object',
      additionalProperties: true,
      description: 'Plan and text of the consultation (docs/formats.md)',
    }),
    /** Themes with the number of their comments, the largest first. */
    themes: Type.Immutable(
      Type.Array(Type.Object({ theme: Type.String(), comments: Type.Integer({ minimum: 1 }) })),
    ),
    /** Comments on each paragraph that has some, by its id. */
    onParagraphs: Type.Unsafe<Readonly<Record<string, number>>>({
      type: 'object',
      additionalProperties: { type: 'integer' },
    }),
    /** From whom and in which languages comments came; what is fewer than five is told together (CSL-21). */
    breakdowns: Type.Unsafe<CommentBreakdowns>({
      type: 'object',
      additionalProperties: true,
      description: 'Comments by the class of their authors and by language; no cell is smaller than five',
    }),
    now: Instant,
  },
  { description: 'A consultation as it stands, without its comments' },
);
export type ConsultationAnswer = Readonly<Static<typeof ConsultationAnswer>>;

/** A comment as the viewer may see it. */
export type ShownComment = Omit<ConsultationComment, 'supporters' | 'words' | 'sealed'> & {
  readonly supporters: number;
  /** Absent where they are hidden from this viewer, or erased. */
  readonly words?: CommentWords;
  /** For those who conduct the consultation alone. */
  readonly sealed?: CommentWords;
  /** Whether this viewer wrote it. */
  readonly own: boolean;
  readonly supported: boolean;
};

/** `GET /api/consultations/:id/comments` */
export const CommentPageAnswer = Type.Object(
  {
    total: Type.Integer({ minimum: 0 }),
    comments: Type.Immutable(
      Type.Array(
        Type.Unsafe<ShownComment>({
          type: 'object',
          additionalProperties: true,
          description: 'A comment with its words as the viewer may see them (docs/formats.md)',
        }),
      ),
    ),
  },
  { description: 'Comments that meet the filter, in the order of filing' },
);
export type CommentPageAnswer = Readonly<Static<typeof CommentPageAnswer>>;

/** `GET /api/consultations/:id/comment-ids`: what one act may name of the comments that meet a filter */
export const CommentIdsAnswer = Type.Object(
  {
    total: Type.Integer({ minimum: 0 }),
    comments: Type.Immutable(Type.Array(Type.String(), { maxItems: LIMITS.COMMENTS_PER_ACT_MAX })),
  },
  { description: 'Ids of the comments that meet the filter, in the order of filing, and how many there are' },
);
export type CommentIdsAnswer = Readonly<Static<typeof CommentIdsAnswer>>;

/** `GET /api/own-comments` */
export const OwnCommentsAnswer = Type.Object(
  {
    comments: Type.Immutable(
      Type.Array(
        Type.Object({
          consultation: Type.String(),
          deliberation: Type.String(),
          title: Words,
          comment: Type.Unsafe<ShownComment>({ type: 'object', additionalProperties: true }),
        }),
      ),
    ),
  },
  { description: 'Comments of who asks, over all consultations, the one announced last first' },
);
export type OwnCommentsAnswer = Readonly<Static<typeof OwnCommentsAnswer>>;

/** `POST /api/consultations/:id/comments` */
export const FiledAnswer = Type.Object(
  {
    comment: Type.String(),
    late: Type.Boolean(),
    receipt: ReceiptAnswer,
    follow: Type.Optional(
      Type.String({
        description: 'For whoever is not signed in: what the private link of the comment carries',
      }),
    ),
  },
  { description: 'Number of the comment, whether it is late, and the receipt' },
);
export type FiledAnswer = Readonly<Static<typeof FiledAnswer>>;

const Place = Type.Object({
  about: Type.String({ description: '`text`, a paragraph or an amendment' }),
  comments: Type.Integer({ minimum: 1 }),
  distinct: Type.Integer({ minimum: 1, description: 'The same with every family as one' }),
});
const Family = Type.Object({
  sample: Type.String({ description: 'The first comment of the family' }),
  size: Type.Integer({ minimum: 2 }),
  isListed: Type.Boolean({ description: 'One text with so many signatories' }),
  first: Instant,
  last: Instant,
  waiting: Type.Integer({ minimum: 0, description: 'Comments without a disposition' }),
  comments: Type.Immutable(
    Type.Array(Type.String(), { description: 'Those without a disposition, the sample left out' }),
  ),
  burst: Type.Optional(
    Type.Object({
      at: Instant,
      comments: Type.Integer({ minimum: 1 }),
      seconds: Type.Integer({ minimum: 1 }),
    }),
  ),
  words: Type.Optional(Type.String({ description: 'What the sample says' })),
  lang: Type.String(),
});

/** `GET /api/consultations/:id/families` */
export const CommentFamiliesAnswer = Type.Object(
  {
    compared: Type.Integer({ minimum: 0, description: 'Comments that everybody may read' }),
    upTo: Type.Integer({ minimum: 0, description: 'Comments that were there when they were compared' }),
    distinct: Type.Integer({ minimum: 0 }),
    families: Type.Immutable(Type.Array(Family)),
    smaller: Type.Integer({ minimum: 0, description: 'Families beyond those that are told' }),
    places: Type.Immutable(Type.Array(Place)),
  },
  { description: 'Comments that say nearly the same, found by comparing words; nothing is decided by it' },
);
export type CommentFamiliesAnswer = Readonly<Static<typeof CommentFamiliesAnswer>>;

/** `POST /api/consultations/:id/comment-table` */
export const CommentTableAnswer = Type.Object(
  {
    rows: Type.Integer({ minimum: 1, description: 'Rows that hold a comment' }),
    problems: Type.Immutable(
      Type.Array(
        Type.Object({
          line: Type.Integer({ minimum: 1 }),
          code: Type.String(),
          facts: Type.Unsafe<Refusal['facts']>({ type: 'object', additionalProperties: true }),
        }),
      ),
    ),
    filed: Type.Immutable(Type.Array(Type.String())),
    follow: Type.Optional(
      Type.Immutable(
        Type.Array(Type.String(), {
          description:
            'For whoever is not signed in: what the private link of each comment that was filed carries, in their order',
        }),
      ),
    ),
    receipt: Type.Optional(ReceiptAnswer),
  },
  {
    description: 'What is wrong with the rows of a table, by line; the comments that were filed, all or none',
  },
);
export type CommentTableAnswer = Readonly<Static<typeof CommentTableAnswer>>;

/** `GET /api/deliberations/:id/origins` */
export const OriginsAnswer = Type.Object(
  {
    origins: Type.Immutable(
      Type.Array(
        Type.Object({
          consultation: Type.String(),
          paragraph: Type.String(),
          comment: Type.String(),
          member: Type.String(),
          amendment: Type.String(),
          adopted: Type.Boolean(),
        }),
      ),
    ),
  },
  { description: 'Comments that delegations made their own, by the paragraphs that their amendments touch' },
);
export type OriginsAnswer = Readonly<Static<typeof OriginsAnswer>>;
