import { openDecisionOnText } from '../acts/decision-ballots.ts';
import type { BodyState, DecisionRule, DeliberationState } from '../types.ts';

/** The rule the board measures by unless one is chosen: that of the open proposal of the text, else the body's default. */
export const ruleInView = (body: BodyState, state: DeliberationState): DecisionRule => {
  const rule = openDecisionOnText(state)?.rule ?? body.rules[body.defaultRule];
  if (rule === undefined) throw new Error('a body without its default rule');
  return rule;
};
