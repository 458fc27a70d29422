import {
  DOCUMENT_KINDS,
  DOCUMENT_READERS,
  DOCUMENT_ROLES,
  PARAGRAPH_KINDS,
  STANCES,
} from '@plenary/consensus';
import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import { COMMENT_VISIBILITIES } from '../from-client/documents.ts';
import { oneOf } from '../from-client/values.ts';

const answer = <P extends TProperties>(properties: P, description: string) =>
  Type.Object(properties, { description });
const list = <T extends TSchema>(entry: T) => Type.Immutable(Type.Array(entry));
const Instant = Type.String({ description: 'Instant in UTC, ISO 8601 with milliseconds' });
const Seq = Type.Integer({ minimum: 0, description: 'Number of a row of the log; 0 before the first' });
const Delegation = Type.String({ description: 'Delegation, or office of those who conduct' });

/** `GET /api/deliberations/:id/documents` */
export const DocumentListAnswer = answer(
  {
    documents: list(
      Type.Object({
        id: Type.String(),
        kind: oneOf(DOCUMENT_KINDS),
        lang: Type.String(),
        title: Type.String(),
        owner: Type.Optional(Type.String()),
        readers: Type.Optional(oneOf(DOCUMENT_READERS)),
        sharedWith: list(Type.String()),
        openedAt: Instant,
        closedAt: Type.Optional(Instant),
        /** Absent for who knows of the document and may not read it. */
        role: Type.Optional(oneOf(DOCUMENT_ROLES)),
        seq: Seq,
      }),
    ),
  },
  'Live documents that the viewer may know of, with what they may do in each',
);
export type DocumentListAnswer = Readonly<Static<typeof DocumentListAnswer>>;

/** `GET …/documents/:document/history` */
export const DocumentHistoryAnswer = answer(
  {
    seq: Seq,
    /** Rows by one person without a pause, oldest first. */
    sittings: list(
      Type.Object({
        from: Seq,
        to: Seq,
        at: Instant,
        until: Instant,
        delegation: Delegation,
        person: Type.String({ description: 'Opaque id; empty for the first content and for adopted words' }),
        decisions: Type.Optional(
          list(Type.String({ description: 'Amendment whose adopted words the service wrote here' })),
        ),
        restores: Type.Optional(
          list(
            Type.Object({
              row: Seq,
              paragraph: Type.String({ description: 'By its id in the document' }),
              moment: Type.Integer({ minimum: 1, description: 'The row whose words it was given back' }),
              momentAt: Instant,
            }),
          ),
        ),
        bytes: Type.Integer({ minimum: 0 }),
      }),
    ),
    people: list(Type.Object({ person: Type.String(), delegation: Delegation, name: Type.String() })),
    /** Where the next page begins; absent on the last. */
    next: Type.Optional(Seq),
  },
  'Who wrote in a document and when',
);
export type DocumentHistoryAnswer = Readonly<Static<typeof DocumentHistoryAnswer>>;

/** `GET …/documents/:document/authors` */
export const DocumentAuthorsAnswer = answer(
  {
    seq: Seq,
    authors: list(Type.Object({ person: Type.String(), delegation: Delegation })),
    /** Client number, first clock, clock after the last, row, place in `authors`, seconds since 1970. */
    ranges: list(Type.Immutable(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 6, maxItems: 6 }))),
  },
  'Who wrote each element of a document, from its log',
);
export type DocumentAuthorsAnswer = Readonly<Static<typeof DocumentAuthorsAnswer>>;

/** `GET …/documents/:document/moments/:seq` */
export const DocumentMomentAnswer = answer(
  {
    seq: Seq,
    at: Instant,
    update: Type.String({ description: 'The document as one update of Yjs, base64' }),
  },
  'A document as it was when a row was the last',
);
export type DocumentMomentAnswer = Readonly<Static<typeof DocumentMomentAnswer>>;

const By = Type.Object({ person: Type.String(), delegation: Delegation, at: Instant, row: Seq });
const Compared = Type.Object({
  /** Paragraph id in the live text, or in the record. */
  id: Type.String(),
  /** As the later text has it, or the earlier one where it is gone; empty for what has none. */
  label: Type.String(),
  change: oneOf(['same', 'changed', 'new', 'gone']),
  moved: Type.Boolean(),
  words: list(
    Type.Object({
      change: oneOf(['same', 'inserted', 'deleted']),
      chars: Type.String(),
      by: Type.Optional(By),
    }),
  ),
});

/** `GET …/documents/:document/comparison` */
export const DocumentComparisonAnswer = answer(
  { from: Type.String(), to: Type.String(), paragraphs: list(Compared) },
  'Two moments of a document, or a moment and a revision, word by word',
);
export type DocumentComparisonAnswer = Readonly<Static<typeof DocumentComparisonAnswer>>;

/** `GET …/documents/:document/revision` */
export const RevisionPreviewAnswer = answer(
  {
    moment: Seq,
    at: Instant,
    lang: Type.String(),
    hash: Type.String(),
    /** What would be issued: open suggestions left out, brackets printed into the text. */
    paragraphs: list(
      Type.Object({
        source: Type.String(),
        kind: oneOf(PARAGRAPH_KINDS),
        level: Type.Integer({ minimum: 0, maximum: 4 }),
        label: Type.String(),
        text: Type.String(),
        hash: Type.String(),
      }),
    ),
    /** Beside the revision in force. */
    comparison: list(Compared),
    suggestions: list(
      Type.Object({
        id: Type.String(),
        delegation: Delegation,
        reason: Type.String(),
        paragraphs: list(Type.String()),
        inserted: Type.String(),
        deleted: Type.String(),
      }),
    ),
    brackets: list(Type.Object({ id: Type.String(), paragraph: Type.String(), text: Type.String() })),
    /** Paragraphs that refer to what would not be issued, by their ids in the document. */
    dangling: list(Type.String()),
    /** Positions on words that would change. */
    stale: list(Type.Object({ item: Type.String(), member: Type.String(), stance: oneOf(STANCES) })),
  },
  'What issuing a revision from this moment would mean',
);
export type RevisionPreviewAnswer = Readonly<Static<typeof RevisionPreviewAnswer>>;

/** `GET …/documents/:document/recovered` */
export const RecoveredWordsAnswer = answer(
  {
    words: list(
      Type.Object({
        id: Type.String(),
        code: Type.String(),
        facts: Type.Record(Type.String(), Type.Unknown()),
        words: Type.String(),
        at: Instant,
      }),
    ),
  },
  'Words of one’s own that were refused, newest first',
);
export type RecoveredWordsAnswer = Readonly<Static<typeof RecoveredWordsAnswer>>;

const CommentMessage = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  person: Type.String(),
  delegation: Delegation,
  words: Type.String(),
  mentions: list(Type.String()),
  at: Instant,
});
/** A thread of comments, as it is answered by every route that writes in it. */
export const CommentThreadAnswer = answer(
  {
    id: Type.String(),
    person: Type.String(),
    delegation: Delegation,
    visibility: oneOf(COMMENT_VISIBILITIES),
    anchor: Type.Unknown(),
    quote: Type.String(),
    at: Instant,
    resolvedAt: Type.Optional(Instant),
    resolvedBy: Type.Optional(Delegation),
    messages: list(CommentMessage),
  },
  'A thread of comments',
);
export type CommentThreadAnswer = Readonly<Static<typeof CommentThreadAnswer>>;

/** `GET …/documents/:document/comments` */
export const CommentListAnswer = answer(
  { threads: list(CommentThreadAnswer) },
  'Threads of comments that the viewer may read',
);
export type CommentListAnswer = Readonly<Static<typeof CommentListAnswer>>;
