/**
 * Kinds of registered documents. Another kind joins here, with its row in `DOCUMENTS` (documents-of.ts) and, where it is
 * numbered on its own, its series in a scheme.
 */
export const REGISTERED_KINDS = [
  'text',
  'revision',
  'amendment',
  'amendmentRevision',
  'statement',
  'groupStatement',
  'report',
  'resolution',
  'addendum',
  'corrigendum',
  'roomPaper',
  'meetingRecord',
] as const;
export type RegisteredKind = (typeof REGISTERED_KINDS)[number];

/**
 * Kinds that the secretariat issues with words of their own (domain 2): `Add.` adds to a document, `Corr.` corrects some
 * of its languages, a conference room paper (`CRP.`) is for the room, a record (`SR.` or `PV.`) tells what happened at a meeting.
 */
export const ISSUED_KINDS = [
  'addendum',
  'corrigendum',
  'roomPaper',
  'meetingRecord',
] as const satisfies readonly RegisteredKind[];
export type IssuedKind = (typeof ISSUED_KINDS)[number];

/**
 * Kinds whose series a scheme names. A revision is numbered under its text or its amendment, and amendments are numbered
 * among the texts, as drafts are (domain 3: a tabled amendment is an L-document), and statements of groups among those of
 * delegations.
 */
export const NUMBERED_KINDS = ['text', 'statement', 'report'] as const satisfies readonly RegisteredKind[];
export type NumberedKind = (typeof NUMBERED_KINDS)[number];

/**
 * Kinds with a number of their own: adopted texts have one only where the scheme names their series (REG-30), records of
 * meetings are summary records (`SR.`) unless it says otherwise (REG-47).
 */
export const SERIES_KINDS = [
  ...NUMBERED_KINDS,
  'resolution',
  'meetingRecord',
] as const satisfies readonly RegisteredKind[];
export type SeriesKind = (typeof SERIES_KINDS)[number];

/** Series that a scheme may use (domain 2). In `RES` and `DEC` the session stands before the number. */
export const SCHEME_SERIES = ['L', 'CRP', 'INF', 'WP', 'NGO', 'PV', 'SR', 'RES', 'DEC'] as const;
export type SchemeSeries = (typeof SCHEME_SERIES)[number];

/** Where a version of a document in one language is; an unofficial one is there to be read and stands for no other. */
export const RENDITION_STATUSES = ['present', 'unofficial', 'inTranslation', 'missing'] as const;
export type RenditionStatus = (typeof RENDITION_STATUSES)[number];

/** Languages in which every registered document has a place (GA rules 51 to 56). */
export const DOCUMENT_LANGUAGES = ['en', 'fr', 'es', 'ru', 'zh', 'ar'] as const;
export type DocumentLanguage = (typeof DOCUMENT_LANGUAGES)[number];
