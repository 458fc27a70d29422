import type { DeliberationState, PackageChoice } from '@plenary/consensus';
import type { PackageSheet } from '@plenary/protocol';

/** A package that was found as it is kept: what it makes of each paragraph, for the words that these have. */
export const choicesOf = (
  { revision }: DeliberationState,
  { choices }: Pick<PackageSheet, 'choices'>,
): readonly PackageChoice[] =>
  choices.flatMap(({ item, outcome, words }): readonly PackageChoice[] => {
    const hash = revision?.paragraphs.find(({ pid }) => pid === item)?.hash;
    if (hash === undefined) return []; // the text as a whole is no paragraph to be settled
    return [
      {
        paragraph: item,
        textHash: hash,
        outcome,
        ...(outcome === 'reworded' && words !== undefined ? { words } : {}),
      },
    ];
  });
