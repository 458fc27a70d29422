import {
  PACKAGE_OUTCOMES,
  type AmendmentId,
  type DeliberationState,
  type KeptPackage,
  type PackageChoice,
  type PackageOutcome,
} from '@plenary/consensus';
import type { PackageSheet } from '@plenary/protocol';

const isOutcome = (outcome: string): outcome is PackageOutcome =>
  PACKAGE_OUTCOMES.some((one) => one === outcome);

/** A package that was found as it is kept: what it makes of each paragraph, for the words that these have. */
export const choicesOf = (
  { revision }: DeliberationState,
  { choices }: { readonly choices: readonly Omit<PackageSheet['choices'][number], 'adopts'>[] },
): readonly PackageChoice[] =>
  choices.flatMap(({ item, outcome, words }): readonly PackageChoice[] => {
    const hash = revision?.paragraphs.find(({ pid }) => pid === item)?.hash;
    // Neither the text as a whole nor an amendment is a paragraph to be settled.
    if (hash === undefined || !isOutcome(outcome)) return [];
    return [
      {
        paragraph: item,
        textHash: hash,
        outcome,
        ...(outcome === 'reworded' && words !== undefined ? { words } : {}),
      },
    ];
  });

/** The amendments that a package would adopt, in the order of its choices. */
export const amendmentsOf = ({ choices }: Pick<PackageSheet, 'choices'>): readonly AmendmentId[] => [
  ...new Set(choices.flatMap(({ adopts }) => adopts)),
];

/** Amendments of a package that do more than its choices say: they bring or move something, or change what no choice is about. */
export const beyondChoices = (
  state: Pick<DeliberationState, 'amendments'>,
  { choices, amendments = [] }: Pick<KeptPackage, 'choices' | 'amendments'>,
): readonly AmendmentId[] => {
  const changed = new Set(
    choices.flatMap(({ paragraph, outcome }) => (outcome === 'kept' ? [] : [paragraph])),
  );
  return amendments.filter((id) =>
    state.amendments[id]?.changes.some(
      (change) => 'insert' in change || 'moveAfter' in change || !changed.has(change.paragraph),
    ),
  );
};
