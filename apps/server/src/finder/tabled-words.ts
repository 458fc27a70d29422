import type { AmendmentId, DeliberationState } from '@plenary/consensus';
import type { TabledWords } from '@plenary/compromise';
import { collisions, paragraphsWith } from '@plenary/tabling';
import { textHash } from '@plenary/text';

/** What the amendments on the table make of the text and of one another, for one search. */
export const tabledWords = (deliberation: DeliberationState): TabledWords => {
  let met: ReturnType<typeof collisions> | undefined;
  return {
    hashOf: textHash,
    adopting: (amendments) => {
      const paragraphs = paragraphsWith(deliberation, amendments);
      return paragraphs && new Map(paragraphs.map(({ id, text }) => [id, text]));
    },
    apartFrom: (amendment): readonly AmendmentId[] =>
      ((met ??= collisions(deliberation)).get(amendment) ?? []).flatMap(({ other, hard }) =>
        hard ? [other] : [],
      ),
  };
};
