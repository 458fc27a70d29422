import {
  isTaken,
  type AmendmentId,
  type DeliberationState,
  type ParagraphId,
  type TabledAmendment,
} from '@plenary/consensus';
import { applyAmendments, issuedParagraphs, type AmendableText } from '@plenary/text';
import { engineAmendment, textAt, textInForce } from '../engine-texts.ts';
import { takenBy } from '../taken-by.ts';
import { paragraphLabels } from './paragraph-labels.ts';

/** A paragraph as an amendment left it. The label is the one that it has, or had last; empty where it never had any. */
export interface AmendedParagraph {
  readonly paragraph: ParagraphId;
  readonly label: string;
  readonly text: string;
}

/** Place of the step by which an amendment went into the text; below 0 where it did not. */
const stepOf = ({ textSteps }: DeliberationState, id: AmendmentId): number =>
  textSteps.findIndex((step) => 'amendment' in step && step.amendment === id);

/** The text before and after an amendment to it. */
const amendedText = (
  state: DeliberationState,
  { id }: TabledAmendment,
): readonly [AmendableText, AmendableText] | undefined => {
  const step = stepOf(state, id);
  return step < 0 ? undefined : [textAt(state, step), textAt(state, step + 1)];
};

/** The text without and with an amendment, as one to it that was taken in left that amendment. */
const amendedParent = (
  state: DeliberationState,
  sub: TabledAmendment,
  root: TabledAmendment,
): readonly [AmendableText, AmendableText] => {
  const step = stepOf(state, root.id);
  // Where something else became of that amendment its words still stand on the text on which this one was written.
  const text =
    step >= 0
      ? textAt(state, step)
      : root.state === 'submitted'
        ? textInForce(state)
        : textAt(state, sub.base);
  const until = sub.outcome?.at ?? '';
  const taken = takenBy(state, root.id).filter((id) => (state.amendments[id]?.outcome?.at ?? '') <= until);
  return [
    text,
    applyAmendments(
      text,
      [root.id, ...taken].map((id) => engineAmendment(state, id)),
    ),
  ];
};

/**
 * TAB-40: what a vote made of the paragraphs that an amendment changed, whatever the text has become since; of an amendment
 * to another, what that one asks for with it. Nothing of one that was not taken, or that took paragraphs away alone.
 */
export const asAmended = (state: DeliberationState, id: AmendmentId): readonly AmendedParagraph[] => {
  const amendment = state.amendments[id];
  if (amendment === undefined) throw new Error(`amendment ${id} was not submitted`);
  if (!isTaken(amendment)) return [];
  const root = amendment.amends === undefined ? undefined : state.amendments[amendment.amends];
  const texts = root === undefined ? amendedText(state, amendment) : amendedParent(state, amendment, root);
  if (texts === undefined) return [];
  const [before, after] = texts.map(issuedParagraphs);
  const words = new Map(before?.map(({ id: pid, text }) => [pid, text]));
  const moved = new Set(
    amendment.changes.flatMap((change) => ('moveAfter' in change ? change.paragraph : [])),
  );
  const labels = paragraphLabels(state);
  return (after ?? []).flatMap(({ id: pid, text }): AmendedParagraph | readonly [] =>
    words.get(pid) === text && !moved.has(pid) ? [] : { paragraph: pid, label: labels.get(pid) ?? '', text },
  );
};
