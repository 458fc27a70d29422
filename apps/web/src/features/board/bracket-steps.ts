import type { DeliberationState, TextStep } from '@plenary/consensus';
import { textAt } from '@plenary/tabling';
import { issuedParagraphs } from '@plenary/text';

/** The words of a paragraph after one change of the text. */
export interface BracketStep {
  /** The symbol of a revision, or what was adopted: an amendment or a division. */
  readonly name: string;
  readonly isRevision: boolean;
  /** When; absent where the record does not say. */
  readonly at?: string;
  readonly text: string;
}

/** What changed the text: its name, whether it is a revision, and when. */
export const nameAndTime = (
  { revisions, amendments, divisions }: DeliberationState,
  step: TextStep,
): Omit<BracketStep, 'text'> => {
  if ('revision' in step) {
    const issued = revisions[step.revision];
    return {
      name: issued?.symbol ?? '',
      isRevision: true,
      ...(issued === undefined ? {} : { at: issued.issuedAt }),
    };
  }
  const [name, at] =
    'amendment' in step
      ? [step.amendment, amendments[step.amendment]?.outcome?.at]
      : [step.division, divisions[step.division]?.endedAt];
  return { name, isRevision: false, ...(at === undefined ? {} : { at }) };
};

/** Every change of the text makes a new list of them: what was worked out for one is known until then. */
const known = new WeakMap<DeliberationState['textSteps'], Map<string, readonly BracketStep[]>>();

/** A paragraph as every revision had it, and as every decision since left it that changed its words, oldest first. */
export const bracketSteps = (state: DeliberationState, item: string): readonly BracketStep[] => {
  const before = known.get(state.textSteps) ?? new Map<string, readonly BracketStep[]>();
  known.set(state.textSteps, before);
  const found = before.get(item);
  if (found !== undefined) return found;
  const steps: BracketStep[] = [];
  for (const [place, step] of state.textSteps.entries()) {
    const text =
      'revision' in step
        ? state.revisions[step.revision]?.paragraphs.find(({ pid }) => pid === item)?.text
        : issuedParagraphs(textAt(state, place + 1)).find(({ id }) => id === item)?.text;
    if (text === undefined || (!('revision' in step) && steps.at(-1)?.text === text)) continue;
    steps.push({ ...nameAndTime(state, step), text });
  }
  before.set(item, steps);
  return steps;
};
