import { openDecisionOnText } from '../acts/decision-ballots.ts';
import { itemsOf } from '../acts/items.ts';
import type { BodyState, DecisionRule, DeliberationState } from '../types.ts';
import { boardPlan } from './board-plan.ts';
import { boardRow, type BoardOptions } from './board-row.ts';
import type { BoardRow } from './row.ts';

/** The rule the board measures by unless one is chosen: that of the open proposal of the text, else the body's default. */
export const ruleInView = (body: BodyState, state: DeliberationState): DecisionRule => {
  const rule = openDecisionOnText(state)?.rule ?? body.rules[body.defaultRule];
  if (rule === undefined) throw new Error('a body without its default rule');
  return rule;
};

/** The whole board: the text and each paragraph that holds positions, in the order of the text. */
export const paragraphBoard = (
  body: BodyState,
  state: DeliberationState,
  { rule = ruleInView(body, state), groupKind, items = itemsOf, cleanShare }: BoardOptions = {},
): readonly BoardRow[] => {
  const plan = boardPlan(body, rule, groupKind);
  return items(state).map((item) => boardRow(body, state, item, plan, cleanShare));
};
