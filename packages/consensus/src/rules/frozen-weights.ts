import type { Ballot, DecisionRule, MemberId, RationalText, Refusal, Weight } from '../types.ts';
import { checkWeights } from './check-weights.ts';
import { eligibleBallots } from './evaluate.ts';
import { add, divide, formatFraction, ZERO } from './fraction.ts';
import { ruleWeights } from './parse-rule.ts';
import { memberWeights } from './weights.ts';

/** What one weight gives each eligible member, as exact fractions: what is published before a ballot (domain 5). */
export interface WeightSheet {
  readonly weight: Weight;
  readonly total: RationalText;
  readonly members: readonly {
    readonly member: MemberId;
    readonly weight: RationalText;
    /** Of the total; 0 for everybody where nobody has weight. */
    readonly share: RationalText;
  }[];
}
export type FrozenWeights =
  | { readonly ok: true; readonly sheets: readonly WeightSheet[] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Every weight of a rule as it stands for these members when a ballot opens: the equal voice first, then each weight
 * the rule names, once. A value that holds no reference to the members, so that later changes of their attributes
 * change nothing. Whoever lacks an attribute that weighs is refused, since a share would be published without a source.
 */
export const frozenWeights = (rule: DecisionRule, members: readonly Ballot[]): FrozenWeights => {
  const refusal = checkWeights(rule, members, { missing: 'refused' });
  if (refusal !== undefined) return { ok: false, refusal };
  const eligible = eligibleBallots(rule, members);
  const distinct = new Map<string, Weight>([['"one"', 'one']]);
  for (const weight of ruleWeights(rule)) distinct.set(JSON.stringify(weight), weight);
  const sheets = [...distinct.values()].map((weight): WeightSheet => {
    const weights = memberWeights(weight, eligible);
    const total = weights.reduce(add, ZERO);
    return {
      weight,
      total: formatFraction(total),
      members: eligible.map(({ id }, index) => {
        const own = weights[index] ?? ZERO;
        return {
          member: id,
          weight: formatFraction(own),
          share: formatFraction(total.n === 0n ? ZERO : divide(own, total)),
        };
      }),
    };
  });
  return { ok: true, sheets };
};
