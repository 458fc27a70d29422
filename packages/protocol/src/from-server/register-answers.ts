import {
  BAR_OUTCOMES,
  DOCUMENT_LANGUAGES,
  EXPLANATION_KINDS,
  REGISTERED_KINDS,
  RENDITION_STATUSES,
  STANCES,
  type Decision,
  type DocumentLanguage,
  type LocalisedText,
  type Paragraph,
  type RenditionStatus,
  type TabledAmendment,
  type TextSponsor,
} from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { oneOf } from '../from-client/values.ts';

const Instant = Type.String({ description: 'Instant in UTC, ISO 8601 with milliseconds' });

const Language = Type.Unsafe<DocumentLanguage>(oneOf(DOCUMENT_LANGUAGES));
const Rendition = Type.Unsafe<RenditionStatus>(oneOf(RENDITION_STATUSES));

/** A document of the register with what it is about. */
const RegisteredDocumentInfo = Type.Object({
  symbol: Type.String(),
  kind: oneOf(REGISTERED_KINDS),
  /** Empty for what belongs to the body itself: the record of a meeting, and what modifies one. */
  deliberation: Type.String(),
  /** Which one it is there: `r2` a revision, `e5` a statement, `d1` a decision. */
  reference: Type.String(),
  /** Language it was issued in. */
  lang: Type.String(),
  at: Instant,
  /** Title of the deliberation, by language. */
  title: Type.Unsafe<LocalisedText>({ type: 'object', additionalProperties: { type: 'string' } }),
  /** Of a statement or an amendment: whose it is; of a statement also what kind. */
  member: Type.Optional(Type.String()),
  explanation: Type.Optional(oneOf(EXPLANATION_KINDS)),
  /** Of a statement of a group: whose it is, on what, and the position that it took. */
  group: Type.Optional(Type.String()),
  item: Type.Optional(Type.String()),
  stance: Type.Optional(oneOf(STANCES)),
  /** Of a report: what became of the proposal. */
  outcome: Type.Optional(oneOf(['adopted', 'rejected', ...BAR_OUTCOMES])),
  /** Of what the secretariat issued: its title, what it is about, which language versions it corrects. */
  issued: Type.Optional(
    Type.Object({
      title: Type.String(),
      about: Type.String(),
      corrects: Type.Array(Type.Unsafe<DocumentLanguage>(oneOf(DOCUMENT_LANGUAGES))),
    }),
  ),
  /** Where each language version is. */
  renditions: Type.Object({
    en: Rendition,
    fr: Rendition,
    es: Rendition,
    ru: Rendition,
    zh: Rendition,
    ar: Rendition,
  }),
});
export type RegisteredDocumentInfo = Static<typeof RegisteredDocumentInfo>;

/** `GET /api/documents` */
export const RegisterAnswer = Type.Object(
  {
    documents: Type.Array(RegisteredDocumentInfo),
    total: Type.Integer({ minimum: 0 }),
  },
  { description: 'One page of the register, newest first or, where something is searched, best first' },
);
export type RegisterAnswer = Readonly<Static<typeof RegisterAnswer>>;

/** `GET /api/documents/SYMBOL` */
export const RegisteredDocumentAnswer = Type.Object(
  {
    document: RegisteredDocumentInfo,
    /** Of a text, a revision or a resolution. */
    paragraphs: Type.Optional(
      Type.Array(
        Type.Unsafe<Paragraph>({
          type: 'object',
          additionalProperties: true,
          description: 'As in docs/formats.md',
        }),
      ),
    ),
    /** Of a text, a revision or a resolution: the delegations behind the text, those that lead it first. */
    sponsors: Type.Optional(
      Type.Array(
        Type.Unsafe<TextSponsor>({
          type: 'object',
          additionalProperties: true,
          description: 'As in docs/formats.md',
        }),
      ),
    ),
    /** Of a statement, and of what the secretariat issued. */
    text: Type.Optional(Type.String()),
    /** Of an amendment and each of its revisions: the amendment with the words of that version. */
    amendment: Type.Optional(
      Type.Unsafe<TabledAmendment>({
        type: 'object',
        additionalProperties: true,
        description: 'As in docs/formats.md',
      }),
    ),
    /** Of an amendment: who gave it these words, when, and by which event of the deliberation, as far as it is known. */
    given: Type.Optional(
      Type.Object({
        number: Type.Optional(Type.Integer({ minimum: 0 })),
        at: Type.Optional(Instant),
        by: Type.Optional(Type.String()),
        head: Type.Optional(Type.Integer({ minimum: 0 })),
      }),
    ),
    /** Of a report or a resolution. */
    decision: Type.Optional(
      Type.Unsafe<Decision>({
        type: 'object',
        additionalProperties: true,
        description: 'As in docs/formats.md',
      }),
    ),
    /** The text and its revisions; of an amendment it and its own; oldest first. */
    versions: Type.Array(Type.Object({ symbol: Type.String(), at: Instant })),
    /** What the secretariat issued to modify it, oldest first. */
    modifiedBy: Type.Array(RegisteredDocumentInfo),
    /** Other documents of the same deliberation, the newest first; all of them are pages of the register. */
    related: Type.Array(RegisteredDocumentInfo),
    /** How many others there are. */
    relatedTotal: Type.Integer({ minimum: 0 }),
    /** Languages in which its words were filed, with each translation, oldest first: the last one is in force. */
    translations: Type.Array(
      Type.Object({
        lang: Language,
        filed: Type.Array(
          Type.Object({
            /** Version of its event in the stream of the body. */
            version: Type.Integer({ minimum: 1 }),
            at: Instant,
            official: Type.Boolean(),
          }),
        ),
      }),
    ),
  },
  { description: 'A document of the register with its words, its versions and what belongs to it' },
);
export type RegisteredDocumentAnswer = Readonly<Static<typeof RegisteredDocumentAnswer>>;

/** `GET /api/document-versions/SYMBOL?lang=` */
export const DocumentVersionAnswer = Type.Object(
  {
    symbol: Type.String(),
    lang: Type.String(),
    /** Which translation into the language it is, from 1 on; 0 for the words in which the document was issued. */
    number: Type.Integer({ minimum: 0 }),
    at: Instant,
    official: Type.Boolean(),
    paragraphs: Type.Array(
      Type.Object({
        /** The same in all languages; empty where the paragraph has none. */
        label: Type.String(),
        words: Type.String(),
        /** Of a paragraph of a text: how deep it stands. */
        level: Type.Optional(Type.Integer({ minimum: 0 })),
      }),
    ),
  },
  { description: 'The words of a document in one language, paragraph by paragraph' },
);
export type DocumentVersionAnswer = Readonly<Static<typeof DocumentVersionAnswer>>;
