import type { ParagraphKind, WrittenAmendmentChange } from '@plenary/consensus';

/** Words on their way from one page into an amendment on another; a live text also changes kinds of paragraphs. */
export type AmendmentWords = readonly (
  | WrittenAmendmentChange
  | { readonly paragraph: string; readonly kind: ParagraphKind; readonly level: number }
)[];

const nameOf = (page: string): string => `plenary.amendment.${page}`;

/** Keeps what is to be written into an amendment on a page that is being opened, until that page has taken it. */
export const keepForAmendment = (page: string, words: AmendmentWords): void =>
  sessionStorage.setItem(nameOf(page), JSON.stringify(words));

/** What is to be written on this page, once. */
export const takeForAmendment = (page: string): AmendmentWords => {
  const kept = sessionStorage.getItem(nameOf(page));
  if (kept === null) return [];
  sessionStorage.removeItem(nameOf(page));
  return JSON.parse(kept) as AmendmentWords; // written by `keepForAmendment`
};

/** The page on which an amendment to a text is written. */
export const composerPage = (deliberation: string): string => `composer.${deliberation}`;
