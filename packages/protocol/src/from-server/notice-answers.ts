import {
  DIGESTS,
  DOCUMENT_LANGUAGES,
  NOTICE_CODES,
  NOTICE_KINDS,
  type Digest,
  type DocumentLanguage,
  type LocalisedText,
  type NoticeCode,
  type NoticeKind,
} from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { oneOf } from '../from-client/values.ts';

const Instant = Type.String({ description: 'Instant in UTC, ISO 8601 with milliseconds' });

/** `GET /api/notices` */
export const NoticeListAnswer = Type.Object(
  {
    unread: Type.Integer({ minimum: 0 }),
    notices: Type.Array(
      Type.Object({
        number: Type.Integer({ minimum: 1 }),
        kind: Type.Unsafe<NoticeKind>(oneOf(NOTICE_KINDS)),
        code: Type.Unsafe<NoticeCode>(oneOf(NOTICE_CODES)),
        deliberation: Type.String(),
        /** Title of the deliberation, by language. */
        title: Type.Unsafe<LocalisedText>({ type: 'object', additionalProperties: { type: 'string' } }),
        facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
        path: Type.String(),
        at: Instant,
        readAt: Type.Optional(Instant),
      }),
    ),
  },
  { description: 'What the person who is signed in was told, newest first' },
);
export type NoticeListAnswer = Readonly<Static<typeof NoticeListAnswer>>;

/** `GET /api/notices/settings` */
export const NoticeSettingsAnswer = Type.Object(
  {
    address: Type.Optional(Type.String()),
    /** False until the owner of the address has confirmed it. */
    confirmed: Type.Boolean(),
    lang: Type.Unsafe<DocumentLanguage>(oneOf(DOCUMENT_LANGUAGES)),
    digest: Type.Unsafe<Digest>(oneOf(DIGESTS)),
    muted: Type.Array(Type.Unsafe<NoticeKind>(oneOf(NOTICE_KINDS))),
  },
  { description: 'How the person who is signed in wants to be told' },
);
export type NoticeSettingsAnswer = Readonly<Static<typeof NoticeSettingsAnswer>>;
