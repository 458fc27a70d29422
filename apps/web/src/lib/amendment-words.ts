import type { ParagraphKind, WrittenAmendmentChange } from '@plenary/consensus';

/** Changes of words; a live text also changes kinds of paragraphs. */
export type AmendmentWords = readonly (
  | WrittenAmendmentChange
  | { readonly paragraph: string; readonly kind: ParagraphKind; readonly level: number }
)[];

/** Words on their way from one page into an amendment on another. */
export interface HandedOverWords {
  readonly words: AmendmentWords;
  /** Hash of the text that they were written on, and how many changes lie behind it; the text in force unless given. */
  readonly textHash?: string;
  readonly base?: number;
}

const nameOf = (page: string): string => `plenary.amendment.${page}`;

/** Keeps what is to be written into an amendment on a page that is being opened, until that page has taken it. */
export const keepForAmendment = (page: string, words: HandedOverWords): void =>
  sessionStorage.setItem(nameOf(page), JSON.stringify(words));

/** What is to be written on this page, once. */
export const takeForAmendment = (page: string): HandedOverWords => {
  const kept = sessionStorage.getItem(nameOf(page));
  if (kept === null) return { words: [] };
  sessionStorage.removeItem(nameOf(page));
  return JSON.parse(kept) as HandedOverWords; // written by `keepForAmendment`
};

/** The page on which an amendment to a text is written. */
export const composerPage = (deliberation: string): string => `composer.${deliberation}`;
