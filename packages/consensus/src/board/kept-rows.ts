import { itemsOf } from '../acts/items.ts';
import type { BodyState, DeliberationState, ItemId } from '../types.ts';
import { boardPlan, type BoardPlan } from './board-plan.ts';
import type { BoardOptions } from './board-row.ts';
import { ruleInView } from './rule-in-view.ts';

/** Rows of items with what they were made from, so that the next ones are made of what changed. */
export interface KeptRows<Row extends { readonly item: ItemId }> {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly options: BoardOptions;
  readonly plan: BoardPlan;
  readonly rows: readonly Row[];
}

/**
 * Parts of a state that are told apart by item, or say nothing that a board shows. A change of any other part makes all
 * rows anew, so that a part which is added later is never forgotten here.
 */
const BY_ITEM_OR_ASIDE: ReadonlySet<string> = new Set<keyof DeliberationState>([
  'positions',
  'groupStatements',
  'soundings',
  'explanations',
  'prepared',
  'conversations',
  'documents',
  'brackets',
  'openedParagraphs',
  'sources',
]);

const isSameAside = (one: DeliberationState, other: DeliberationState): boolean => {
  const parts = new Map<string, unknown>(Object.entries(other));
  const named = Object.entries(one);
  return (
    named.length === parts.size &&
    named.every(([part, value]) => BY_ITEM_OR_ASIDE.has(part) || parts.get(part) === value)
  );
};

/** Items on which a group spoke, or a member left or joined its statement. */
const itemsOfStatements = (one: DeliberationState, other: DeliberationState): ReadonlySet<ItemId> => {
  const [before, after] = [one.groupStatements, other.groupStatements];
  if (before === after) return new Set();
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return new Set(
    [...ids]
      .filter((id) => before[id] !== after[id])
      .flatMap((id) => [before[id], after[id]].flatMap((statement) => statement?.item ?? [])),
  );
};

/** How one row is made. */
export type RowOf<Row> = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  plan: BoardPlan,
  cleanShare?: BoardOptions['cleanShare'],
) => Row;

/**
 * BRD-19: rows after a change, equal to those made anew. Rows of items that nobody spoke on are the very rows of before, so
 * that what is drawn from a row need not be drawn again.
 * @param options the same object as before, or the rows are made anew
 */
export const keptRows =
  <Row extends { readonly item: ItemId }>(rowOf: RowOf<Row>) =>
  (
    before: KeptRows<Row> | undefined,
    body: BodyState,
    state: DeliberationState,
    options: BoardOptions = {},
  ): KeptRows<Row> => {
    if (before?.body === body && before.state === state && before.options === options) return before;
    const rule = options.rule ?? ruleInView(body, state);
    const items = options.items ?? itemsOf;
    const isLike = before?.body === body && before.options === options && before.plan.rule === rule;
    const plan = isLike ? before.plan : boardPlan(body, rule, options.groupKind);
    const anew = (item: ItemId): Row => rowOf(body, state, item, plan, options.cleanShare);
    if (!isLike || !isSameAside(before.state, state))
      return { body, state, options, plan, rows: items(state).map(anew) };
    const spoken = itemsOfStatements(before.state, state);
    const rows = before.rows.map((row) =>
      before.state.positions[row.item] === state.positions[row.item] && !spoken.has(row.item)
        ? row
        : anew(row.item),
    );
    return { body, state, options, plan, rows };
  };
