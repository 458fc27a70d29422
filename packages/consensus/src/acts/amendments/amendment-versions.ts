import type { AmendmentWords, EarlierWords, TabledAmendment, WordsGiven } from '../../types.ts';

/** Words of an amendment: as it was tabled, or as its main sponsor revised it. */
export interface AmendmentVersion extends Partial<WordsGiven> {
  /** 0 as tabled, then the number of the revision. */
  readonly number: number;
  /** Absent where a state that was kept before earlier words were has no others than the present ones. */
  readonly words?: AmendmentWords;
}

const wordsOf = ({ changes, hash, touches, base, textHash, reason }: AmendmentWords): AmendmentWords => ({
  changes,
  hash,
  touches,
  base,
  textHash,
  reason,
});

/** AMP-45: the earlier words of an amendment with those that it has now, which are about to be revised. */
export const withEarlierWords = (amendment: TabledAmendment): readonly EarlierWords[] => {
  const { earlier = [], given, submittedAt, sponsors } = amendment;
  const { at, by, head } = given ?? { at: submittedAt, by: sponsors[0] ?? '', head: 0 };
  return [...earlier, { ...wordsOf(amendment), at, by, head }];
};

/**
 * AMP-45: the versions of an amendment, as it was tabled first and as it reads now last. What is not known of one is left
 * out: the latest ones are always known.
 */
export const amendmentVersions = (amendment: TabledAmendment): readonly AmendmentVersion[] => {
  const { earlier = [], revised, given = {}, submittedAt } = amendment;
  const unknown = revised - earlier.length;
  return [
    ...Array.from({ length: unknown }, (_, number): AmendmentVersion =>
      number === 0 ? { number, at: submittedAt } : { number },
    ),
    ...earlier.map((version, at): AmendmentVersion => {
      const { by, head } = version;
      return { number: unknown + at, words: wordsOf(version), at: version.at, by, head };
    }),
    { number: revised, words: wordsOf(amendment), ...(revised === 0 ? { at: submittedAt } : {}), ...given },
  ];
};
