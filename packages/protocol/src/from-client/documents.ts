import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { Id, closed, oneOf } from './values.ts';

export const COMMENT_VISIBILITIES = ['delegation', 'group', 'all'] as const;
/** Who reads a thread of comments: one's own delegation, those who draft, or all readers of the document. */
export type CommentVisibilityName = (typeof COMMENT_VISIBILITIES)[number];

const Words = Type.String({ minLength: 1, maxLength: LIMITS.COMMENT_CHARACTERS_MAX });
const Mentions = Type.Array(Id, { maxItems: LIMITS.COMMENT_MENTIONS_MAX });
/** Stretches of texts: text, first edge, last edge of each; its grammar is that of the drafting package. */
const Anchor = Type.Array(Type.Array(Type.Unknown(), { minItems: 3, maxItems: 3 }), {
  minItems: 1,
  maxItems: 64,
});

/** `POST /api/deliberations/:id/documents/:document/comments` */
export const BeginThreadRequest = closed({
  visibility: Type.Unsafe<CommentVisibilityName>(oneOf(COMMENT_VISIBILITIES)),
  anchor: Anchor,
  /** The words it is about, as they are now. */
  quote: Type.String({ maxLength: LIMITS.COMMENT_QUOTE_CHARACTERS_MAX }),
  words: Words,
  mentions: Mentions,
});
export type BeginThreadRequest = Static<typeof BeginThreadRequest>;

/** `POST …/comments/:thread/messages` */
export const ReplyRequest = closed({ words: Words, mentions: Mentions });
export type ReplyRequest = Static<typeof ReplyRequest>;

/** `POST /api/deliberations/:id/documents/:document/revision` */
export const IssueFromDocumentRequest = closed({
  symbol: Type.String({ minLength: 1, maxLength: 100 }),
  /** Number of the row of the log with which the text is issued. */
  moment: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});
export type IssueFromDocumentRequest = Static<typeof IssueFromDocumentRequest>;
