import type { DeliberationState, ParagraphId } from '../types.ts';
import type { ParagraphStatus } from '../vocabulary.ts';
import { refuse, type Refused } from './admission.ts';
import { entryOf } from './entry-of.ts';

/** What the record declares of a paragraph. */
export const statusOf = ({ marks }: Pick<DeliberationState, 'marks'>, pid: ParagraphId): ParagraphStatus =>
  entryOf(marks, pid)?.status ?? 'open';

/**
 * ACT-51, ACT-53: whether a paragraph is set aside: deferred with others, or about to be deleted unless somebody objects. Its
 * words stand still meanwhile.
 */
export const isParked = (state: Pick<DeliberationState, 'marks'>, pid: ParagraphId): boolean => {
  const status = statusOf(state, pid);
  return status === 'deferred' || status === 'deletionProposed';
};

/** The first of these paragraphs that is set aside, as the refusal of what would settle or change it. */
export const parkedRefusal = (
  state: DeliberationState,
  paragraphs: readonly ParagraphId[],
): Refused | undefined => {
  const pid = paragraphs.find((one) => isParked(state, one));
  if (pid === undefined) return undefined;
  return statusOf(state, pid) === 'deferred'
    ? refuse('paragraph.deferred', { pid })
    : refuse('paragraph.deletionProposed', { pid });
};

/** ACT-52: nothing is agreed until everything is agreed: the text waits for whatever of it is set aside. */
export const parkedInText = (state: DeliberationState): Refused | undefined =>
  parkedRefusal(state, state.revision?.paragraphs.map(({ pid }) => pid) ?? []);
