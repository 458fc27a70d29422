import { openDecision } from '../acts/decision-ballots.ts';
import { itemsOf } from '../acts/items.ts';
import type { BodyState, DecisionRule, DeliberationState } from '../types.ts';
import { boardRow, type BoardOptions } from './board-row.ts';
import type { BoardRow } from './row.ts';
import { roomOf } from './room.ts';

/** The rule the board measures by unless one is chosen: that of the open proposal, else the body's default. */
export const ruleInView = (body: BodyState, state: DeliberationState): DecisionRule => {
  const rule = openDecision(state)?.rule ?? body.rules[body.defaultRule];
  if (rule === undefined) throw new Error('a body without its default rule');
  return rule;
};

/** The whole board: the text and each paragraph that holds positions, in the order of the text. */
export const paragraphBoard = (
  body: BodyState,
  state: DeliberationState,
  options: BoardOptions = {},
): readonly BoardRow[] => {
  const room = roomOf(body);
  const rule = options.rule ?? ruleInView(body, state);
  return itemsOf(state).map((item) => boardRow(body, state, item, room, rule, options));
};

/** The board under one rule, all groups shown. */
export const board = (
  body: BodyState,
  state: DeliberationState,
  rule: DecisionRule = ruleInView(body, state),
): readonly BoardRow[] => paragraphBoard(body, state, { rule });
