import type { CompiledRule } from '../tallies/compile-rule.ts';
import { SILENT, stanceIndex, STANCES_PER_SLOT } from '../tallies/tally-plan.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import type { Ballot, DecisionRule, RuleSetName, RuleTest } from '../types.ts';

/** Whether the rule adopts whatever the silent say, can no longer adopt, or still depends on them. */
export const ROBUSTNESS = ['adopted', 'open', 'impossible'] as const;
export type Robustness = (typeof ROBUSTNESS)[number];

/** Sets that more support makes larger, or leaves as they are. */
const GROWS_WITH_SUPPORT: readonly RuleSetName[] = [
  'eligible',
  'present',
  'for',
  'voting',
  'cast',
  'responding',
];

const testGains = (test: RuleTest): boolean => {
  if ('all' in test) return test.all.every(testGains);
  if ('any' in test) return test.any.every(testGains);
  if ('not' in test) return false;
  if ('each' in test) return testGains(test.test);
  const grows = GROWS_WITH_SUPPORT.includes(test.set);
  // More than all cannot be: "the whole equals 1" gains like "at least 1".
  const isWhole = test.of === 'eligible' && test.value === '1';
  if (test.op === '==') return grows ? isWhole : test.value === '0';
  return test.op === '>' || test.op === '>=' ? grows : !grows;
};

/** Whether more support can only help under this rule; otherwise best and worst case mean nothing. */
export const gainsFromSupport = (rule: DecisionRule): boolean =>
  (rule.quorum === undefined || testGains(rule.quorum)) &&
  testGains(rule.pass) &&
  (rule.blocks ?? []).every(({ position }) => position === 'against' || position === 'object');

/** The worst that the silent could say: against in a ballot, objecting where only an objection stops. */
const opposedIn = (rule: DecisionRule) => (rule.method === 'ballot' ? 'against' : 'object');

const told = (holds: boolean, adopts: (inFavour: boolean) => boolean): Robustness => {
  // A rule that adopts now adopts in the best case, and one that does not fails in the worst: one more judgement tells.
  if (holds) return adopts(false) ? 'adopted' : 'open';
  return adopts(true) ? 'open' : 'impossible';
};

/**
 * BRD-7: the rule with all silent members in favour, and with all of them opposed, member by member. Only where more
 * support cannot harm, see `gainsFromSupport`.
 */
export const robustness = (
  rule: DecisionRule,
  ballots: readonly Ballot[],
  flags: Readonly<Record<string, boolean>>,
  holds: boolean,
): Robustness => {
  if (ballots.every(({ position }) => position !== 'none')) return holds ? 'adopted' : 'impossible';
  return told(holds, (inFavour) => {
    const position = inFavour ? 'for' : opposedIn(rule);
    const spoken = ballots.map((ballot): Ballot =>
      ballot.position === 'none' ? { ...ballot, position, reasoned: true } : ballot,
    );
    return evaluateRule(rule, spoken, flags).outcome === 'adopted';
  });
};

/** The same over the sums of a compiled rule, whose first slot is `first`. */
export const standingRobustness = (
  { rule, slots, outcome }: CompiledRule,
  sums: Float64Array,
  first: number,
  holds: boolean,
): Robustness =>
  told(holds, (inFavour) => {
    const stance = stanceIndex(inFavour ? 'support' : opposedIn(rule) === 'object' ? 'object' : 'oppose');
    const spoken = sums.slice();
    for (let slot = first; slot < first + slots.length; slot += 1) {
      const at = slot * STANCES_PER_SLOT;
      spoken[at + stance] = (spoken[at + stance] ?? 0) + (spoken[at + SILENT] ?? 0);
      spoken[at + SILENT] = 0;
    }
    return outcome(spoken, first * STANCES_PER_SLOT) === 'adopted';
  });
