import type { AmendmentId, DocumentId, ParagraphKind, WrittenAmendmentChange } from '@plenary/consensus';
import { store, stored } from './stored.ts';

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
  /** The document in which they were written together. */
  readonly document?: DocumentId;
}

const nameOf = (page: string): string => `plenary.amendment.${page}`;

/** Keeps what is to be written into an amendment on a page that is being opened, until that page has taken it. */
export const keepForAmendment = (page: string, words: HandedOverWords): void =>
  store('sessionStorage', nameOf(page), JSON.stringify(words));

/**
 * What is to be written on this page. It stays until `forgetForAmendment`: a page that is drawn and thrown away before
 * anybody saw it, because something it needs was not there yet, finds it again.
 */
export const waitingForAmendment = (page: string): HandedOverWords => {
  const kept = stored('sessionStorage', nameOf(page));
  return kept === null ? { words: [] } : (JSON.parse(kept) as HandedOverWords); // written by `keepForAmendment`
};

/** The page has taken what was to be written on it. */
export const forgetForAmendment = (page: string): void => store('sessionStorage', nameOf(page), null);

/** The page on which an amendment to a text is written, or one that was tabled is written anew. */
export const composerPage = (deliberation: string, revise?: AmendmentId): string =>
  `composer.${deliberation}${revise === undefined ? '' : `.${revise}`}`;
