import { pendingAmendments, type AmendmentId, type DeliberationState } from '@plenary/consensus';
import type { TabledWords } from '@plenary/compromise';
import { engineAmendment, paragraphsWith, TEXTS } from '@plenary/tabling';
import { textHash } from '@plenary/text';

/** Amendments that this one would reject: told from what may be decided together with it, which is kept. */
const apart = (deliberation: DeliberationState, amendment: AmendmentId): readonly AmendmentId[] =>
  TEXTS.compare(deliberation, TEXTS.near(deliberation, amendment)).find(({ id }) => id === amendment)
    ?.excludesIfAdopted ?? [];

/** What the amendments on the table make of the text and of one another, for one search. */
export const tabledWords = (deliberation: DeliberationState): TabledWords => ({
  hashOf: textHash,
  adopting: (amendments) => {
    const paragraphs = paragraphsWith(deliberation, amendments);
    return paragraphs && { get: (pid) => paragraphs.find(({ id }) => id === pid)?.text };
  },
  apartFrom: (amendment) => apart(deliberation, amendment),
});

/** Amendments between two pauses: reading one takes a fraction of a millisecond, but there may be thousands. */
const READ_AT_ONCE = 16;

/**
 * Reads the amendments on the table, and which of them meet, with pauses in which the service goes on. What is read is kept
 * with them, so that the question is then posed in a moment.
 */
export const readTabled = async (
  deliberation: DeliberationState,
  pause: () => Promise<unknown>,
): Promise<void> => {
  // Words of all first: which of them meet is asked of all at once.
  for (const read of [engineAmendment, apart])
    for (const [at, { id }] of pendingAmendments(deliberation).entries()) {
      read(deliberation, id);
      if (at % READ_AT_ONCE === 0) await pause();
    }
};
