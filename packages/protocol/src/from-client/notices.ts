import {
  DIGESTS,
  DOCUMENT_LANGUAGES,
  NOTICE_KINDS,
  type Digest,
  type DocumentLanguage,
  type NoticeKind,
} from '@plenary/consensus';
import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { closed, oneOf } from './values.ts';

/** `POST /api/notices/read`: everything up to a notice, or one alone. */
export const ReadNoticesRequest = Type.Union([
  closed({ upTo: Type.Integer({ minimum: 1 }) }),
  closed({ one: Type.Integer({ minimum: 1 }) }),
]);
export type ReadNoticesRequest = Static<typeof ReadNoticesRequest>;

/** `POST /api/notices/settings`; without an address nothing is mailed. */
export const NoticeSettingsRequest = closed({
  address: Type.Optional(Type.String({ minLength: 3, maxLength: LIMITS.ADDRESS_CHARACTERS_MAX })),
  lang: Type.Unsafe<DocumentLanguage>(oneOf(DOCUMENT_LANGUAGES)),
  digest: Type.Unsafe<Digest>(oneOf(DIGESTS)),
  muted: Type.Array(Type.Unsafe<NoticeKind>(oneOf(NOTICE_KINDS)), { maxItems: NOTICE_KINDS.length }),
});
export type NoticeSettingsRequest = Static<typeof NoticeSettingsRequest>;

/** `POST /api/notices/confirm` and `/unsubscribe`: what a mailed link carries. */
export const NoticeTokenRequest = closed({
  account: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
});
export type NoticeTokenRequest = Static<typeof NoticeTokenRequest>;
