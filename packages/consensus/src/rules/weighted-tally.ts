import type { Ballot, DecisionRule, RationalText, Refusal } from '../types.ts';
import type { BallotPosition } from '../vocabulary.ts';
import { eligibleBallots } from './evaluate.ts';
import { add, divide, formatFraction, parseFraction, ZERO, type Fraction } from './fraction.ts';
import { frozenWeights, type WeightSheet } from './frozen-weights.ts';

/** What one position has of a weight, as exact fractions. */
export interface WeightedPart {
  readonly heads: number;
  readonly weight: RationalText;
  /** Of the weight of all eligible members; 0 where nobody has weight. */
  readonly share: RationalText;
}

/** The ballots counted by one weight of a rule beside their heads, with the weights of the members. */
export interface WeightedTally {
  readonly sheet: WeightSheet;
  readonly positions: Readonly<Record<BallotPosition, WeightedPart>>;
}
export type WeightedTallies =
  | { readonly ok: true; readonly tallies: readonly WeightedTally[] }
  | { readonly ok: false; readonly refusal: Refusal };

const read = (text: RationalText): Fraction => parseFraction(text) ?? ZERO;

/**
 * WGT-9: the raw ballots of the eligible members by every weight that the rule names, each beside their heads: one State,
 * one voice is never hidden behind weights (domain 5). None for a rule without weights. Refused as `frozenWeights` is.
 */
export const weightedTallies = (rule: DecisionRule, ballots: readonly Ballot[]): WeightedTallies => {
  const frozen = frozenWeights(rule, ballots);
  if (!frozen.ok) return frozen;
  const eligible = eligibleBallots(rule, ballots);
  return {
    ok: true,
    tallies: frozen.sheets
      .filter(({ weight }) => weight !== 'one')
      .map((sheet): WeightedTally => {
        const total = read(sheet.total);
        const part = (position: BallotPosition): WeightedPart => {
          const weights = sheet.members.flatMap(({ weight }, seat) =>
            eligible[seat]?.position === position ? [read(weight)] : [],
          );
          const weight = weights.reduce(add, ZERO);
          return {
            heads: weights.length,
            weight: formatFraction(weight),
            share: formatFraction(total.n === 0n ? ZERO : divide(weight, total)),
          };
        };
        return {
          sheet,
          positions: {
            for: part('for'),
            against: part('against'),
            abstain: part('abstain'),
            object: part('object'),
            none: part('none'),
          },
        };
      }),
  };
};
