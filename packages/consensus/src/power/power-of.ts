import { afterDiscard, eligibleBallots } from '../rules/evaluate.ts';
import { ruleBranches, RuleTooWide } from '../rules/requirements.ts';
import { checkWeights } from '../rules/check-weights.ts';
import type { Ballot, DecisionRule, RuleTest, Weight } from '../types.ts';
import { gameOf, type GameAnswer, type PowerRefusal } from './game.ts';
import { votingPower, type PowerOptions, type VotingPower } from './voting-power.ts';

export type PowerAnswer =
  { readonly ok: true; readonly power: VotingPower } | { readonly ok: false; readonly refusal: PowerRefusal };

const refused = (code: PowerRefusal['code'], facts: PowerRefusal['facts'] = {}): GameAnswer => ({
  ok: false,
  refusal: { code, facts },
});

/** Fields that change with the ballot: groups by them are no groups before anybody votes. */
const CHANGING: readonly string[] = ['position', 'present'];

const weightGroups = (weight: Weight): readonly string[] => {
  if (typeof weight === 'string') return [];
  if ('cap' in weight) return weightGroups(weight.base);
  if ('mix' in weight) return weight.mix.flatMap((part) => weightGroups(part.weight));
  if ('sqrt' in weight) return weightGroups(weight.sqrt);
  return [...weight.normalise.map(({ by }) => by), ...weightGroups(weight.base ?? 'one')];
};
const testGroups = (test: RuleTest): readonly string[] => {
  if ('all' in test) return test.all.flatMap(testGroups);
  if ('any' in test) return test.any.flatMap(testGroups);
  if ('not' in test) return testGroups(test.not);
  if ('each' in test) return [test.each, ...testGroups(test.test)];
  return test.weight === undefined ? [] : weightGroups(test.weight);
};
/** Attributes and fields of the ballot by which a rule splits members: in `each`, or where weights are normalised. */
export const ruleGroups = (rule: DecisionRule): readonly string[] => [
  ...(rule.weight === undefined ? [] : weightGroups(rule.weight)),
  ...(rule.quorum === undefined ? [] : testGroups(rule.quorum)),
  ...testGroups(rule.pass),
];

/**
 * The simple game of a rule: eligible members are in favour or not, everybody is present, and what the rule requires
 * beside the ballots counts as met. Whoever is not in favour votes against in a ballot and objects where only an
 * objection stops. Refused: rules that more support can harm, and rules whose groups depend on the ballots.
 */
export const ruleGame = (rule: DecisionRule, members: readonly Ballot[]): GameAnswer => {
  const ids = new Set<string>();
  for (const { id } of members) {
    if (ids.has(id)) return refused('power.twice', { path: `members.${id}` });
    ids.add(id);
  }
  const changing = ruleGroups(rule).find((attr) => CHANGING.includes(attr));
  if (changing !== undefined) return refused('power.byPosition', { attribute: changing });
  const opposed = rule.method === 'ballot' ? 'against' : 'object';
  const at = (position: 'for' | 'against' | 'object'): readonly Ballot[] =>
    eligibleBallots(
      rule,
      members.map((member): Ballot => ({ ...member, position, present: true })),
    );
  const [now, moved] = [at(opposed), at('for')];
  if (now.length !== moved.length || now.some(({ id }, index) => id !== moved[index]?.id))
    return refused('power.byPosition', { attribute: 'position' });
  const unweighed = checkWeights(rule, now, { missing: 'refused' });
  if (unweighed !== undefined) return refused('power.notAWeight', { path: String(unweighed.facts['path']) });
  try {
    const branches = ruleBranches(
      rule,
      now.map((ballot) => afterDiscard(rule, ballot)),
      moved.map((ballot) => afterDiscard(rule, ballot)),
    );
    return gameOf(
      now.map(({ id }) => id),
      branches,
    );
  } catch (error) {
    if (error instanceof RuleTooWide) return refused('power.tooWide');
    throw error;
  }
};

/** Voting power of each eligible member under a rule (domain 5, engine-spec 4.3). */
export const powerOf = (
  rule: DecisionRule,
  members: readonly Ballot[],
  options?: PowerOptions,
): PowerAnswer => {
  const answer = ruleGame(rule, members);
  return answer.ok ? { ok: true, power: votingPower(answer.game, options) } : answer;
};
