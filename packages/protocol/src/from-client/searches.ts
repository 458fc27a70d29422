import { Type, type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { closed, Id, ParagraphName } from './values.ts';

/** What makes one package better than another; what each means: packages/compromise/RULES.md. */
export const SEARCH_OBJECTIVES = ['minMax', 'leastTotal', 'leximin', 'capped', 'nash'] as const;

/** Name that whoever searches gives to the search, to stop it by. */
export const SearchName = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' });

/** `POST /api/deliberations/:id/searches`: looks for the best package; it is no act and leaves no trace. */
export const PackageSearchRequest = closed({
  id: SearchName,
  /** Paragraphs that may be settled; all open ones where it is absent. */
  paragraphs: Type.Optional(Type.Array(ParagraphName, { minItems: 1, maxItems: LIMITS.PARAGRAPHS_MAX })),
  /** Rule of the body under which the package would be decided; the one in view where it is absent. */
  rule: Type.Optional(Id),
  objective: Type.Enum([...SEARCH_OBJECTIVES]),
  seconds: Type.Integer({ minimum: 1, maximum: LIMITS.SEARCH_SECONDS_MAX }),
});
export type PackageSearchRequest = Static<typeof PackageSearchRequest>;
