import {
  amendmentNumber,
  type AmendmentId,
  type DeliberationState,
  type TabledAmendment,
} from '@plenary/consensus';
import { engineAmendment, textAt } from '@plenary/tabling';
import { applyAmendments, issuedParagraphs } from '@plenary/text';
import type { Ground } from './rows.ts';

/** The words that an amendment is written on, and by what the record tells them. */
export interface Standing {
  readonly ground: Ground;
  /** Hash of the words: of the text in force, or of the amendment that is amended. */
  readonly textHash: string;
  /** How many changes of the text lie behind them. */
  readonly base: number;
}

/** Labels of all paragraphs that ever stood: those in force last, so that they win. */
const labelsOf = ({ revisions, revision }: DeliberationState): ReadonlyMap<string, string> =>
  new Map(
    [...revisions, ...(revision === undefined ? [] : [revision])].flatMap(({ paragraphs }) =>
      paragraphs.map(({ pid, label }): [string, string] => [pid, label]),
    ),
  );

/** The text after so many changes, as another amendment would leave it where one is named. What that one brings has no label yet. */
export const groundAt = (state: DeliberationState, base: number, amends?: AmendmentId): Ground => {
  const labels = labelsOf(state);
  const text = textAt(state, base);
  const paragraphs = issuedParagraphs(
    amends === undefined ? text : applyAmendments(text, [engineAmendment(state, amends)]),
  );
  return paragraphs.map(({ id, kind, level, text: words }) => ({
    pid: id,
    label: labels.get(id) ?? '',
    kind,
    level,
    text: words,
  }));
};

/** What an amendment is written on now: the text in force, or the amendment that it amends. */
export const standingGround = (state: DeliberationState, amends?: TabledAmendment): Standing => {
  const base = state.textSteps.length;
  return {
    ground: groundAt(state, base, amends?.id),
    textHash: amends?.hash ?? state.revision?.hash ?? '',
    base,
  };
};

/** A number that the next amendment will have: what is written is read by the engine as if it were handed in. */
export const nextNumber = ({ amendments }: DeliberationState): number =>
  Math.max(0, ...Object.keys(amendments).map(amendmentNumber)) + 1;
