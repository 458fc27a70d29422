import type { DeliberationState, TextHash, TextStep } from '@plenary/consensus';
import { textAt } from '@plenary/tabling';
import { issuedParagraphs, revisionHash, textHash } from '@plenary/text';

/** After how many changes the text had this hash, the latest first; undefined where it never did. */
export const stepsWith = (state: DeliberationState, hash: TextHash): number | undefined => {
  for (let steps = state.textSteps.length; steps > 0; steps -= 1) {
    const paragraphs = issuedParagraphs(textAt(state, steps));
    if (revisionHash(paragraphs.map(({ text }) => textHash(text))) === hash) return steps;
  }
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
