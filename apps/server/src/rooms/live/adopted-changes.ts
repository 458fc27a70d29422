import type { BodyState, DeliberationState, DraftingDocument, TextStep } from '@plenary/consensus';
import type { AdoptedChange, TakeOverOptions } from '@plenary/drafting';
import { plainLabels, readDraft, BASE_VIEW, draftDocument } from '@plenary/drafting';
import { textAt } from '@plenary/tabling';
import { issuedParagraphs, printedLabel, revisionHash, textHash } from '@plenary/text';
import type * as Y from 'yjs';
import { attributionsOf } from '../../documents/attributions-of.ts';

/** The text of the record as the first `steps` of its changes leave it, with the ids of the record. */
const recordText = (state: DeliberationState, steps: number): AdoptedChange['after'] => {
  const step = state.textSteps[steps - 1];
  const revision = step !== undefined && 'revision' in step ? state.revisions[step.revision] : undefined;
  // Issued words are taken as they were issued, and not as the engine of amendments reads them.
  if (revision !== undefined)
    return revision.paragraphs.map(({ pid, kind, level, text }) => ({ id: pid, kind, level, text }));
  return issuedParagraphs(textAt(state, steps));
};

const hashAfter = (state: DeliberationState, steps: number): string =>
  revisionHash(recordText(state, steps).map(({ text }) => textHash(text)));

/** After how many changes of the text its words were first those of this hash; undefined for none. */
const stepsTo = (state: DeliberationState, hash: string): number | undefined => {
  for (let steps = 1; steps <= state.textSteps.length; steps += 1)
    if (hashAfter(state, steps) === hash) return steps;
  return undefined;
};

/** The words with which a document begins: those that were in force when it was opened. */
export const beginningOf = (state: DeliberationState, { base }: DraftingDocument): AdoptedChange['after'] => {
  const steps = base === undefined ? undefined : stepsTo(state, base);
  return steps === undefined ? [] : recordText(state, steps);
};

/** The revision that a step of the text issued, by its place among them. */
const issuedIn = (state: DeliberationState, step: TextStep) =>
  'revision' in step ? state.revisions[step.revision] : undefined;

/** What a change of the text is called in a working text: `A1`, `D1`, or `R2` for the third revision that was issued. */
const nameOfStep = (step: TextStep): string => {
  if ('revision' in step) return `R${step.revision}`;
  // A division takes words out of the text by a decision of its own.
  return 'amendment' in step ? step.amendment : step.division;
};

/**
 * What became of the text since a working text last gave it its words, oldest first: decisions, and revisions whose words
 * came from elsewhere, such as a package. One in another language than the text holds none: its words are for translators.
 */
export const decisionsFor = (
  state: DeliberationState,
  { kind, lang, base, closedAt }: DraftingDocument,
): readonly { readonly amendment: string; readonly change: () => AdoptedChange }[] => {
  if (kind !== 'workingText' || base === undefined || closedAt !== undefined || lang !== state.revision?.lang)
    return [];
  // LTX-47: what was issued from a working text stands in it already.
  const issuedAt = state.textSteps.findLastIndex((step) => issuedIn(state, step)?.document !== undefined) + 1;
  // Most texts were never amended, and most documents begin from a revision as it was issued.
  if (Math.max(1, issuedAt) === state.textSteps.length) return [];
  const begun = stepsTo(state, base);
  if (begun === undefined) return [];
  const from = Math.max(begun, issuedAt);
  return state.textSteps.slice(from).flatMap((step, at) => {
    const issued = issuedIn(state, step);
    // A text that is issued as it stands brings no words.
    if (issued !== undefined && (issued.lang !== lang || issued.hash === hashAfter(state, from + at)))
      return [];
    const amendment = nameOfStep(step);
    const change = (): AdoptedChange => ({
      amendment,
      before: recordText(state, from + at),
      after: recordText(state, from + at + 1),
    });
    return [{ amendment, change }];
  });
};

/** How the words of a decision are written into this document. */
export const takeOverOptions = (
  state: DeliberationState,
  body: BodyState,
  document: DraftingDocument,
  doc: Y.Doc,
): Omit<TakeOverOptions, 'newId' | 'origin'> => {
  const { texts } = draftDocument(doc);
  const here = new Map<string, string>();
  for (const [source, pid] of Object.entries(state.sources)) if (texts.has(source)) here.set(pid, source);
  const labels = plainLabels(readDraft(doc, BASE_VIEW));
  return {
    idHere: (paragraph) => (texts.has(paragraph) ? paragraph : (here.get(paragraph) ?? paragraph)),
    label: (paragraph) => printedLabel(labels.get(paragraph) ?? '', document.lang),
    attributions: attributionsOf(state, body, document.id, document.lang),
  };
};
