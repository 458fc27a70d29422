import type { BodyState, DecisionRule, DeliberationState, ItemId } from '../types.ts';
import { isBeingAmended } from '../acts/amendments/amendment-records.ts';
import { boardPlan, type BoardPlan } from './board-plan.ts';
import type { BoardOptions } from './board-row.ts';
import { itemFacts, itemState, type ItemState } from './item-state.ts';
import { ruleInView } from './rule-in-view.ts';
import { standingItem } from './standing-item.ts';
import { verdictOn } from './verdict.ts';
import { wordsOf } from './words-of.ts';

/** Says the state of an item of a deliberation as a board of that moment would show it. */
export type StateJudge = (state: DeliberationState, item: ItemId) => ItemState;

/** The judge of a body: with its members and rules of now, and the rule that was in view then. */
export const stateJudge = (body: BodyState, cleanShare?: BoardOptions['cleanShare']): StateJudge => {
  const plans = new Map<DecisionRule, BoardPlan>();
  const planOf = (rule: DecisionRule): BoardPlan => {
    const plan = plans.get(rule) ?? boardPlan(body, rule);
    plans.set(rule, plan);
    return plan;
  };
  return (state, item) => {
    const plan = planOf(ruleInView(body, state));
    const standing = standingItem(body, state, item, plan);
    const share = cleanShare?.(wordsOf(state, item)) ?? null;
    const words = { share, isAmended: isBeingAmended(state, item) };
    return itemState(state, item, itemFacts(standing, verdictOn(plan, standing), words));
  };
};
