import type { ParagraphKind } from './vocabulary.ts';

/** An instant in UTC, always `YYYY-MM-DDTHH:MM:SS.mmmZ`, so that code point order is time order. */
export type Instant = string;
/** Permanent id of a paragraph: `p1`, `p2` …; never reused, never shown to people (they see labels). */
export type ParagraphId = string;
/** Id of a member or observer in its body, e.g. `FRA`. */
export type MemberId = string;
export type GroupId = string;
export type RuleId = string;
/**
 * What a position or a decision is about: `text` (the whole text), a paragraph id, or the id of an amendment; a decision
 * also a motion for division (`D1`) or a part (`D1.2`).
 */
export type ItemId = string;
/** Lower-case hexadecimal SHA-256 of the words a person saw, see `textHash` in @plenary/text. */
export type TextHash = string;
/** The same words in several languages, by BCP 47 primary tag; `en` is always there. */
export type LocalisedText = Readonly<Record<string, string>>;

/** Number of an amendment: `A1`, `A2` …, in the order of filing, never reused. */
export type AmendmentId = string;

/** A paragraph of an issued revision. The label is computed from kinds and order when the text is imported. */
export interface Paragraph {
  readonly pid: ParagraphId;
  readonly kind: ParagraphKind;
  /** 0 for a whole paragraph, 1 to 4 for sub-paragraph degrees. */
  readonly level: number;
  /** `PP3`, `OP5`, `OP5 (a)`; empty for titles and headings. */
  readonly label: string;
  readonly text: string;
  readonly hash: TextHash;
}
