import {
  BALLOT_CHOICES,
  BALLOT_MANNERS,
  BRACKET_ACTIONS,
  BRACKET_STANDS,
  DOCUMENT_LANGUAGES,
  DOCUMENT_KINDS,
  DOCUMENT_READERS,
  EXPLANATION_KINDS,
  GROUP_KINDS,
  PACKAGE_OUTCOMES,
  PARAGRAPH_KINDS,
  RENDITION_STATUSES,
  SCHEME_SERIES,
  STAKEHOLDER_CLASSES,
  STANCES,
} from '@plenary/consensus';
import { Type, type TSchema } from 'typebox';
import { LIMITS } from '../limits.ts';

/** A closed list as a schema: one of these words. */
export const oneOf = <const T extends readonly string[]>(words: readonly [...T]) => Type.Enum([...words]);

export const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

export const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$' });
/** `body:<id>`, `deliberation:<id>`, `sitting:<id>` or `consultation:<id>`. */
export const StreamId = Type.String({
  pattern: '^(body|deliberation|sitting|consultation):[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$',
});
export const Language = Type.String({ pattern: '^[a-z]{2,3}$' });
export const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** The whole text, a paragraph or an amendment. */
export const ItemName = Type.String({ pattern: '^(text|[pA][1-9][0-9]{0,6})$' });
/** What can be decided: an item, a motion for division, or a part of a division that was carried. */
export const DecidedItemName = Type.String({
  pattern: '^(text|[pA][1-9][0-9]{0,6}|D[1-9][0-9]{0,6}([.][1-9][0-9]{0,2})?)$',
});
export const DivisionName = Type.String({ pattern: '^D[1-9][0-9]{0,6}$' });
/** A paragraph, or a change of an amendment by its place. */
export const DividedUnitName = Type.String({ pattern: '^[pc][1-9][0-9]{0,6}$' });
/** A proposal to adopt something, from its announcement to its outcome. */
export const DecisionName = Type.String({ pattern: '^d[1-9][0-9]{0,6}$' });
export const AmendmentName = Type.String({ pattern: '^A[1-9][0-9]{0,6}$' });
export const ParagraphName = Type.String({ pattern: '^p[1-9][0-9]{0,6}$' });
/** An instant that is announced, in UTC with milliseconds. */
export const Instant = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$',
});
export const Name = Type.String({ minLength: 1, maxLength: LIMITS.NAME_CHARACTERS_MAX });
export const Localised = Type.Intersect([
  Type.Object({ en: Name }),
  Type.Record(Type.String({ pattern: '^[a-z]{2,3}$' }), Name),
]);
/** Words in any of the languages, at least in one. */
export const InSomeLanguages = Type.Record(Type.String({ pattern: '^[a-z]{2,3}$' }), Name, {
  minProperties: 1,
});
export const Reason = Type.String({ maxLength: LIMITS.REASON_CHARACTERS_MAX });
export const StanceName = oneOf(STANCES);
export const BallotChoiceName = oneOf(BALLOT_CHOICES);
export const BallotMannerName = oneOf(BALLOT_MANNERS);
export const ExplanationKindName = oneOf(EXPLANATION_KINDS);
export const ParagraphKindName = oneOf(PARAGRAPH_KINDS);
export const ClassName = oneOf(STAKEHOLDER_CLASSES);
export const DocumentKindName = oneOf(DOCUMENT_KINDS);
export const DocumentReadersName = oneOf(DOCUMENT_READERS);
export const BracketStandName = oneOf(BRACKET_STANDS);
export const BracketActionName = oneOf(BRACKET_ACTIONS);
export const DocumentLanguageName = oneOf(DOCUMENT_LANGUAGES);
export const RenditionStatusName = oneOf(RENDITION_STATUSES);
export const SchemeSeriesName = oneOf(SCHEME_SERIES);
export const PackageOutcomeName = oneOf(PACKAGE_OUTCOMES);
export const GroupKindName = oneOf(GROUP_KINDS);
export const Attribute = Type.Union([
  Type.String({ maxLength: 200 }),
  Type.Integer(),
  Type.Boolean(),
  Type.Null(),
]);
/** A rule of decision; its grammar is checked by `parseRule` of the rules, not by the schema. */
export const Rule = Type.Object({ id: Id }, { additionalProperties: true });
/** A condition and the stance without it; the grammar of conditions is checked by `parseCondition` of the rules. */
export const Conditional = closed({
  condition: Type.Object({}, { additionalProperties: true }),
  fallback: StanceName,
});
