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

/**
 * BRD-7: the rule with all silent members in favour, and with all of them opposed: against in a ballot, objecting
 * where only an objection stops. `null` where more support could harm. A rule that adopts now adopts in the best case,
 * and one that does not fails in the worst, so that one more evaluation tells.
 */
export const robustness = (
  rule: DecisionRule,
  ballots: readonly Ballot[],
  flags: Readonly<Record<string, boolean>>,
  holds: boolean,
): Robustness | null => {
  if (!gainsFromSupport(rule)) return null;
  if (ballots.every(({ position }) => position !== 'none')) return holds ? 'adopted' : 'impossible';
  const opposed = rule.method === 'ballot' ? 'against' : 'object';
  const silentAs = (position: Ballot['position']): readonly Ballot[] =>
    ballots.map((ballot) => (ballot.position === 'none' ? { ...ballot, position, reasoned: true } : ballot));
  const adopts = (position: Ballot['position']): boolean =>
    evaluateRule(rule, silentAs(position), flags).outcome === 'adopted';
  if (holds) return adopts(opposed) ? 'adopted' : 'open';
  return adopts('for') ? 'open' : 'impossible';
};
