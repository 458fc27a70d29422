import {
  amendmentNumber,
  type AmendmentChange,
  type AmendmentId,
  type DeliberationState,
  type Revision,
  type TabledAmendment,
  type TextStep,
} from '@plenary/consensus';
import {
  amendableText,
  applyAmendments,
  draftAmendment,
  issuedParagraphs,
  reissuedText,
  type AmendableText,
  type Amendment,
  type DraftedAmendment,
  type IssuedParagraph,
  type WrittenChange,
} from '@plenary/text';

/** A revision that is issued over an amended text is an amendment too, with a number that no amendment reaches. */
const REVISION_NUMBERS = 2 ** 18;

export const issuedOf = (paragraphs: Revision['paragraphs']): readonly IssuedParagraph[] =>
  paragraphs.map(({ pid, kind, level, text }) => ({ id: pid, kind, level, text }));

/** The text in which a revision, counted from 0, is issued over what stood before. */
export const reissued = (
  text: AmendableText,
  revision: number,
  paragraphs: Revision['paragraphs'],
): AmendableText => reissuedText(text, REVISION_NUMBERS + revision, issuedOf(paragraphs));

/** What a division takes out is taken out as by an amendment too, with a number of its own. */
const DIVISION_NUMBERS = REVISION_NUMBERS + 2 ** 17;

/** A deletion that was decided without a division (`L1` …) is the same with numbers of its own. */
const DELETION_NUMBERS = DIVISION_NUMBERS + 2 ** 16;

/** TAB-10: a text without the paragraphs that fell in a division, or that were deleted by themselves. */
export const withoutParagraphs = (
  text: AmendableText,
  division: string,
  removed: readonly string[],
): AmendableText =>
  reissuedText(
    text,
    (division.startsWith('L') ? DELETION_NUMBERS : DIVISION_NUMBERS) + Number(division.slice(1)),
    issuedParagraphs(text).filter(({ id }) => !removed.includes(id)),
  );

const after = (state: DeliberationState, text: AmendableText | undefined, step: TextStep): AmendableText => {
  if ('revision' in step) {
    const revision = state.revisions[step.revision];
    if (revision === undefined) throw new Error(`revision ${step.revision} was not issued`);
    return text === undefined
      ? amendableText(revision.lang, issuedOf(revision.paragraphs))
      : reissued(text, step.revision, revision.paragraphs);
  }
  if ('division' in step) {
    if (text === undefined) throw new Error(`${step.division} divides a text that is not there`);
    return withoutParagraphs(text, step.division, step.removed);
  }
  if (text === undefined) throw new Error(`${step.amendment} amends a text that is not there`);
  const amendments = [step.amendment, ...step.with].map((id): Amendment => engineAmendment(state, id));
  return applyAmendments(text, amendments);
};

/** Steps are never changed, and of one step everything before it is told: its text is worked out once. */
const knownTexts = new WeakMap<TextStep, AmendableText>();

/** The text as the first `steps` changes leave it. */
export const textAt = (state: DeliberationState, steps: number): AmendableText => {
  const path = state.textSteps.slice(0, steps);
  let at = path.length;
  let text: AmendableText | undefined;
  for (; at > 0 && text === undefined; at -= 1) {
    const step = path[at - 1];
    text = step === undefined ? undefined : knownTexts.get(step);
    if (text !== undefined) break;
  }
  for (const step of path.slice(at)) {
    text = after(state, text, step);
    knownTexts.set(step, text);
  }
  if (text === undefined) throw new Error('there is no text yet');
  return text;
};

/** The text in force, as one that can be amended. */
export const textInForce = (state: DeliberationState): AmendableText => textAt(state, state.textSteps.length);

const written = (change: AmendmentChange): WrittenChange => {
  if (!('insert' in change)) return change;
  const { pid, after, kind, level, insert } = change;
  return { id: pid, after, kind, level, insert };
};

const tabled = (state: DeliberationState, id: AmendmentId): TabledAmendment => {
  const amendment = state.amendments[id];
  if (amendment === undefined) throw new Error(`amendment ${id} was not submitted`);
  return amendment;
};

/** What is handed in, as far as words go. */
export interface Words {
  readonly id: AmendmentId;
  readonly changes: readonly AmendmentChange[];
  /** How many changes of the text lie behind the words on which it is written. */
  readonly base: number;
  readonly amends?: AmendmentId;
  /** Hash of the words on which it is written; those that stand unless given. */
  readonly textHash?: string;
  readonly sponsors: readonly string[];
  readonly needs: readonly AmendmentId[];
  readonly excludes: readonly AmendmentId[];
}

/**
 * TAB-48: an amendment to which another one was written, with the words into which that was written: whoever sponsors it may
 * have revised it since, when what amends it had been withdrawn.
 */
export const amendedAmendment = (
  state: DeliberationState,
  id: AmendmentId,
  textHash: string | undefined,
): Amendment => {
  const amendment = tabled(state, id);
  const earlier = amendment.earlier?.find(({ hash }) => hash === textHash);
  return earlier === undefined || amendment.hash === textHash
    ? engineAmendment(state, id)
    : asOperations(state, id, { ...amendment, ...earlier });
};

/** The text that words are handed in on: that of their base; for an amendment to another, as that one would leave it. */
const readOn = (state: DeliberationState, { base, amends, textHash }: Words): AmendableText => {
  const text = textAt(state, base);
  return amends === undefined ? text : applyAmendments(text, [amendedAmendment(state, amends, textHash)]);
};

/** Words as operations on tokens, or why they are none. */
export const drafted = (state: DeliberationState, words: Words): DraftedAmendment => {
  const { id, changes, base, amends, sponsors, needs, excludes } = words;
  const draft = draftAmendment(readOn(state, words), changes.map(written), {
    number: amendmentNumber(id),
    by: sponsors,
    needs: needs.map(amendmentNumber),
    excludes: excludes.map(amendmentNumber),
    ...(amends === undefined ? {} : { parent: amendmentNumber(amends) }),
  });
  // Of an amendment to another the base is the text too, not what that one would make of it.
  return draft.ok ? { ok: true, amendment: { ...draft.amendment, base: base - 1 } } : draft;
};

/**
 * Operations follow from the changes and the words on which they were written, which are never changed; sponsors and what it
 * needs may be others by now.
 */
const knownOperations = new WeakMap<readonly AmendmentChange[], Amendment['operations']>();
const knownAmendments = new WeakMap<TabledAmendment, Amendment>();

const asOperations = (state: DeliberationState, id: AmendmentId, amendment: TabledAmendment): Amendment => {
  const { changes, base, amends, sponsors, needs, excludes } = amendment;
  const operations = knownOperations.get(changes);
  if (operations !== undefined)
    return {
      number: amendmentNumber(id),
      base: base - 1,
      by: sponsors,
      operations,
      needs: needs.map(amendmentNumber),
      excludes: excludes.map(amendmentNumber),
      ...(amends === undefined ? {} : { parent: amendmentNumber(amends) }),
    };
  const draft = drafted(state, amendment);
  if (!draft.ok) throw new Error(`amendment ${id} is not one: ${draft.refusal.code}`);
  knownOperations.set(changes, draft.amendment.operations);
  return draft.amendment;
};

/** A tabled amendment as operations on the tokens of the text that it was written on. */
export const engineAmendment = (state: DeliberationState, id: AmendmentId): Amendment => {
  const amendment = tabled(state, id);
  const known = knownAmendments.get(amendment);
  if (known !== undefined) return known;
  const made = asOperations(state, id, amendment);
  knownAmendments.set(amendment, made);
  return made;
};
