import { itemsOf } from '../acts/items.ts';
import type { BodyState, DeliberationState } from '../types.ts';
import { boardPlan } from './board-plan.ts';
import { boardRow, type BoardOptions } from './board-row.ts';
import type { BoardRow } from './row.ts';
import { ruleInView } from './rule-in-view.ts';

/** The whole board: the text and each paragraph that holds positions, in the order of the text. */
export const paragraphBoard = (
  body: BodyState,
  state: DeliberationState,
  { rule = ruleInView(body, state), groupKind, items = itemsOf, cleanShare }: BoardOptions = {},
): readonly BoardRow[] => {
  const plan = boardPlan(body, rule, groupKind);
  return items(state).map((item) => boardRow(body, state, item, plan, cleanShare));
};
