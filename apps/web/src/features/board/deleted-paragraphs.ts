import { holdsPositions, type DeliberationState, type Paragraph, type ParagraphId } from '@plenary/consensus';
import { paragraphLabels, textAt } from '@plenary/tabling';
import { issuedParagraphs } from '@plenary/text';
import { nameAndTime, type BracketStep } from './bracket-steps.ts';

/** A paragraph that stood in the text and does not any more. */
export interface DeletedParagraph {
  readonly pid: ParagraphId;
  /** The last one that it had. */
  readonly label: string;
  /** The last words that it had. */
  readonly text: string;
  /** The revision, amendment or division that took it out. */
  readonly by: Omit<BracketStep, 'text'>;
  /** Why, where it was deleted without an amendment or a division. */
  readonly reason?: string;
}

type Words = Pick<Paragraph, 'pid' | 'kind' | 'text'>;

const wordsAfter = (state: DeliberationState, place: number): readonly Words[] => {
  const step = state.textSteps[place];
  if (step !== undefined && 'revision' in step) return state.revisions[step.revision]?.paragraphs ?? [];
  return issuedParagraphs(textAt(state, place + 1)).map(({ id, kind, text }) => ({ pid: id, kind, text }));
};

/** Every change of the text makes a new list of them; whatever else happens, the answer is the same. */
const known = new WeakMap<DeliberationState['textSteps'], readonly DeletedParagraph[]>();

/** Paragraphs that said something and were taken out of the text, in the order in which they were, as the record tells it. */
export const deletedParagraphs = (state: DeliberationState): readonly DeletedParagraph[] => {
  const before = known.get(state.textSteps);
  if (before !== undefined) return before;
  const labels = paragraphLabels(state);
  const standing = new Map<ParagraphId, Words>();
  const gone = new Map<ParagraphId, DeletedParagraph>();
  for (const [place, step] of state.textSteps.entries()) {
    const after = wordsAfter(state, place);
    const present = new Set(after.map(({ pid }) => pid));
    for (const { pid, text } of standing.values())
      if (!present.has(pid)) {
        standing.delete(pid);
        const by = nameAndTime(state, step);
        const mark = state.marks[pid];
        const isDeleted = mark?.status === 'deleted' && by.name.startsWith('L');
        gone.set(pid, {
          pid,
          label: labels.get(pid) ?? '',
          text,
          by: isDeleted ? { ...by, at: mark.at } : by,
          ...(isDeleted ? { reason: mark.reason ?? '' } : {}),
        });
      }
    for (const paragraph of after) {
      gone.delete(paragraph.pid);
      if (holdsPositions(paragraph)) standing.set(paragraph.pid, paragraph);
    }
  }
  const deleted = [...gone.values()];
  known.set(state.textSteps, deleted);
  return deleted;
};
