import type { Suggestion } from './registers.ts';

/** How a view treats a suggestion: shown beside the text, counted as part of it, or left out. */
export type Treatment = 'shown' | 'in' | 'out';

/** What decides the treatment of each suggestion; undefined for one that never was. */
export type View = (suggestion: Suggestion | undefined) => Treatment;

const decided =
  (open: (suggestion: Suggestion) => Treatment): View =>
  (suggestion) => {
    switch (suggestion?.state) {
      case 'accepted':
        return 'in';
      case 'open':
        return open(suggestion);
      case 'rejected':
      case 'withdrawn':
      case undefined:
        return 'out';
    }
  };

/** The text as it stands: every open suggestion left out. The gate holds suggest-only people to this one. */
export const BASE_VIEW: View = decided(() => 'out');
/** The text with every open suggestion shown beside it. */
export const MARKUP_VIEW: View = decided(() => 'shown');
/** The text as if every open suggestion were accepted. */
export const ACCEPTED_VIEW: View = decided(() => 'in');

/** The text as if these open suggestions were accepted and the others rejected. */
export const viewWith = (accepted: ReadonlySet<string>): View =>
  decided(({ id }) => (accepted.has(id) ? 'in' : 'out'));

/** Each open suggestion as a predicate wants it: in or out. */
export const viewWhere = (isIn: (suggestion: Suggestion) => boolean): View =>
  decided((suggestion) => (isIn(suggestion) ? 'in' : 'out'));
