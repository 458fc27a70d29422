import type { DeliberationState, TextHash, TextStep } from '@plenary/consensus';
import { textAt } from '@plenary/tabling';
import { issuedParagraphs, revisionHash, textHash, type IssuedParagraph } from '@plenary/text';

/** Words that stay are the same value from step to step: each is hashed once. */
const knownWords = new WeakMap<IssuedParagraph, TextHash>();
const hashOfWords = (paragraph: IssuedParagraph): TextHash => {
  const known = knownWords.get(paragraph) ?? textHash(paragraph.text);
  knownWords.set(paragraph, known);
  return known;
};

/** Steps are never changed, and of one step everything before it is told: what it leaves is hashed once. */
const knownTexts = new WeakMap<TextStep, TextHash>();
const hashAfter = (state: DeliberationState, steps: number): TextHash | undefined => {
  const step = state.textSteps[steps - 1];
  if (step === undefined) return undefined;
  const known = knownTexts.get(step) ?? revisionHash(issuedParagraphs(textAt(state, steps)).map(hashOfWords));
  knownTexts.set(step, known);
  return known;
};

/** After how many changes the text had this hash, the latest first; undefined where it never did. */
export const stepsWith = (state: DeliberationState, hash: TextHash): number | undefined => {
  for (let steps = state.textSteps.length; steps > 0; steps -= 1)
    if (hashAfter(state, steps) === hash) return steps;
  return undefined;
};

/**
 * What changed the text since it had this hash, oldest first: nothing where it is in force, undefined where it never had it.
 */
export const changedSince = (state: DeliberationState, hash: TextHash): readonly TextStep[] | undefined => {
  if (hash === state.revision?.hash) return [];
  const steps = stepsWith(state, hash);
  return steps === undefined ? undefined : state.textSteps.slice(steps);
};
