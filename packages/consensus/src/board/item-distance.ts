import {
  stanceDistance,
  type StanceDistance,
  type StanceDistanceOptions,
} from '../tallies/stance-distance.ts';
import type { BodyState, DeliberationState, ItemId } from '../types.ts';
import { boardPlan } from './board-plan.ts';
import { ruleInView } from './rule-in-view.ts';
import { standingItem } from './standing-item.ts';

/**
 * BRD-21: how far an item is from adoption under the rule in view, and through whom it could come. The board's moves go
 * to support alone; here a delegation may also accept or abstain, so that never more are needed.
 */
export const itemDistance = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  options: StanceDistanceOptions = {},
): StanceDistance => {
  const rule = ruleInView(body, state);
  return stanceDistance(rule, standingItem(body, state, item, boardPlan(body, rule)).points, options);
};
