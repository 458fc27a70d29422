import type { AmendmentChange } from '@plenary/drafting';

const nameOf = (document: string): string => `plenary.amendment.${document}`;

/** Keeps what is to be written into an amendment that is being opened, until its page has taken it. */
export const keepForAmendment = (document: string, changes: readonly AmendmentChange[]): void =>
  sessionStorage.setItem(nameOf(document), JSON.stringify(changes));

/** What is to be written into this document, once. */
export const takeForAmendment = (document: string): readonly AmendmentChange[] => {
  const kept = sessionStorage.getItem(nameOf(document));
  if (kept === null) return [];
  sessionStorage.removeItem(nameOf(document));
  return JSON.parse(kept) as readonly AmendmentChange[]; // written by `keepForAmendment`
};
