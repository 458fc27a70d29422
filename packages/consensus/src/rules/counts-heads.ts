import type { DecisionRule, RuleTest, Weight } from '../types.ts';

const isOne = (weight: Weight | undefined): boolean => weight === undefined || weight === 'one';

const testCountsHeads = (test: RuleTest): boolean => {
  if ('all' in test) return test.all.every(testCountsHeads);
  if ('any' in test) return test.any.every(testCountsHeads);
  if ('not' in test || 'each' in test) return false;
  return isOne(test.weight) && test.where === undefined;
};

/**
 * BAL-2: whether the outcome of a rule follows from how many raised which hand, and what it lacks can be said without
 * names. Who is eligible may depend on who one is: that is settled before the ballot.
 */
export const countsHeads = ({ weight, quorum, pass, discard = [], blocks = [] }: DecisionRule): boolean =>
  isOne(weight) &&
  discard.length === 0 &&
  blocks.length === 0 &&
  (quorum === undefined || testCountsHeads(quorum)) &&
  testCountsHeads(pass);
