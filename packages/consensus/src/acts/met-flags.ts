import { divisionOf } from '../divisions/division-of.ts';
import { DOCUMENT_LANGUAGES } from '../register/vocabulary.ts';
import type { BodyState, Decision, DeliberationState, ItemId } from '../types.ts';
import { decisionFlags } from './decision-ballots.ts';
import { entryOf } from './entry-of.ts';
import { WHOLE_TEXT } from './items.ts';

/** The document in the register that holds the words of an item; undefined where no document holds them as they stand. */
const referenceOf = (state: DeliberationState, item: ItemId): string | undefined => {
  const named = divisionOf(state, item)?.division.item ?? item;
  if (named !== WHOLE_TEXT) return entryOf(state.amendments, named)?.revised === 0 ? named : undefined;
  const { revision, revisions } = state;
  return revision === undefined || revision.amendedBy !== undefined ? undefined : `r${revisions.length}`;
};

/**
 * ACT-50: whether the register shows a version in every language of the very words that are put. A text that was amended
 * since its revision was issued, and an amendment that was revised, have none.
 */
export const isInAllLanguages = (body: BodyState, state: DeliberationState, item: ItemId): boolean => {
  const reference = referenceOf(state, item);
  const entry = Object.values(body.register).find(
    (one) => reference !== undefined && one.deliberation === state.id && one.reference === reference,
  );
  return (
    entry !== undefined &&
    DOCUMENT_LANGUAGES.every((lang) => entry.lang === lang || entry.renditions[lang] === 'present')
  );
};

/** What the record shows of the requirements that a rule may name; a name that is not here is not met (ACT-37). */
export const metFlags = (
  body: BodyState,
  state: DeliberationState,
  decision: Pick<Decision, 'id' | 'item' | 'textHash'>,
): Readonly<Record<string, boolean>> => ({
  ...decisionFlags(state, decision),
  languagesComplete: isInAllLanguages(body, state, decision.item),
});
