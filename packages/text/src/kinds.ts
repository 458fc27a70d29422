/** Kinds of paragraph. The same list as in @plenary/consensus, which this package may not import; a test compares. */
export const PARAGRAPH_KINDS = [
  'title',
  'heading',
  'statement',
  'preambular',
  'operative',
  'item',
  'annex',
  'note',
] as const;
export type ParagraphKind = (typeof PARAGRAPH_KINDS)[number];

/** A paragraph as read from a plain text, before it is issued. */
export interface DraftParagraph {
  readonly kind: ParagraphKind;
  /** 0 for a whole paragraph, 1 to 4 for degrees of sub-paragraph. */
  readonly level: number;
  /** The mark the source printed, such as `1.` or `(a)`; empty when it had none. */
  readonly marker: string;
  /** Words without the mark, single spaces. */
  readonly text: string;
  /** Line of the source where it begins, from 1. */
  readonly line: number;
}
