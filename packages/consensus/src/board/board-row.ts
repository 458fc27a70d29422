import { decisionFlags, openDecisionOnText } from '../acts/decision-ballots.ts';
import { paragraphOf, WHOLE_TEXT } from '../acts/items.ts';
import { movesToAdoption, type Distance } from '../rules/distance.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import { itemFigures } from '../tallies/item-figures.ts';
import { standingMoves } from '../tallies/stance-distance.ts';
import { STANCES_PER_SLOT } from '../tallies/tally-plan.ts';
import type { BodyState, DecisionRule, DeliberationState, ItemId, Missing } from '../types.ts';
import type { GroupKind } from '../vocabulary.ts';
import type { BoardPlan } from './board-plan.ts';
import { boardTrace } from './board-trace.ts';
import { groupFigures } from './group-figures.ts';
import { isContradicted, itemState, type ItemFacts } from './item-state.ts';
import { robustness, standingRobustness, type Robustness } from './robustness.ts';
import type { BoardRow } from './row.ts';
import { countsOf } from './stance-counts.ts';
import { standingItem, type StandingItem } from './standing-item.ts';

/** Members named of a smallest set whose change would do; larger sets are cut. */
export const PIVOTAL_MAX = 50;

export interface BoardOptions {
  /** The rule to measure by; that of the open proposal, else the default of the body. */
  readonly rule?: DecisionRule;
  /** Groups of this kind only; all declared ones unless given. */
  readonly groupKind?: GroupKind;
  /** Cuts words in the language of the text, which this package cannot. */
  readonly cleanShare?: (text: string) => number | null;
}

/** The words an item consists of; the whole text is all its paragraphs. */
const wordsOf = (state: DeliberationState, item: ItemId): string =>
  item === WHOLE_TEXT
    ? (state.revision?.paragraphs ?? []).map(({ text }) => text).join('\n')
    : (paragraphOf(state, item)?.text ?? '');

const unmetFlags = (state: DeliberationState, rule: DecisionRule): readonly Missing[] => {
  const decision = openDecisionOnText(state);
  const met = decisionFlags(state, {
    id: decision?.id ?? '',
    textHash: decision?.textHash ?? state.revision?.hash ?? '',
  });
  return (rule.requires ?? [])
    .filter((flag) => met[flag] !== true)
    .map((flag) => ({ code: 'missing.flag', facts: { flag } }));
};

const NO_MOVES: Distance = { moves: 0, set: [], proven: true };

/** What the rule makes of an item: by its closures where it has them, else member by member. */
const judged = (
  { rule, compiled, plan, first, gains, flags }: BoardPlan,
  { deciding, ballots }: StandingItem,
  points: readonly { readonly id: string }[],
): {
  readonly holds: boolean;
  readonly missing: readonly Missing[];
  readonly distance: Distance;
  readonly sturdy: Robustness | null;
} => {
  const outcome = compiled?.outcome(deciding.sums, first * STANCES_PER_SLOT);
  const result = outcome === 'adopted' ? undefined : evaluateRule(rule, ballots, flags);
  const holds = outcome === 'adopted' || result?.outcome === 'adopted';
  const standing =
    holds || compiled === undefined
      ? undefined
      : standingMoves(points, { compiled, plan, tally: deciding, first });
  const sturdy =
    compiled === undefined
      ? robustness(rule, ballots, flags, holds)
      : standingRobustness(compiled, deciding.sums, first, holds);
  return {
    holds,
    missing: result?.missing ?? [],
    distance: holds ? NO_MOVES : (standing ?? movesToAdoption(rule, ballots)),
    sturdy: gains ? sturdy : null,
  };
};

/** The row of one item; every figure can be redone from the cells it counts. */
export const boardRow = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  plan: BoardPlan,
  cleanShare?: BoardOptions['cleanShare'],
): BoardRow => {
  const { room, rule, slots } = plan;
  const standing = standingItem(body, state, item, plan);
  const { standings, objectors, stated } = standing;
  const figures = itemFigures(stated.sums, slots);
  const groups = groupFigures(plan.groups, slots.groups, stated.sums);
  const objecting = new Set(objectors);
  const { holds, missing, distance, sturdy } = judged(plan, standing, room.members);
  const share = cleanShare?.(wordsOf(state, item)) ?? null;
  const facts: ItemFacts = {
    silent: figures.U,
    members: figures.T,
    objectors: objectors.length,
    holds,
    robustness: sturdy,
    hasBrackets: share !== null && share < 1,
  };
  const membersWhere = (is: (seat: number) => boolean) =>
    room.members.flatMap(({ id }, seat) => (is(seat) ? [id] : []));
  const row = {
    item,
    label: item === WHOLE_TEXT ? '' : (paragraphOf(state, item)?.label ?? ''),
    counts: countsOf(stated.sums, slots.all),
    members: figures.T,
    objectors,
    spread: room.groups
      .filter(
        ({ kind, seats }) =>
          kind === 'regional' && seats.some((seat) => objecting.has(room.members[seat]?.id ?? '')),
      )
      .map(({ group }) => group),
    moves: distance.moves,
    movesProven: distance.proven,
    pivotal: distance.set.slice(0, PIVOTAL_MAX),
    support: figures.support,
    coverage: figures.coverage,
    bounds: figures.low === null || figures.high === null ? null : ([figures.low, figures.high] as const),
    agreement: figures.agreement,
    leik: figures.leik,
    polarisation: figures.polarisation,
    eta: figures.eta,
    groups,
    groupFloor: groups[figures.floorGroup] ?? null,
    groupMean: figures.groupMean,
    silent: membersWhere((seat) => standings[seat]?.stance === 'silent'),
    stale: membersWhere((seat) => standings[seat]?.stale === true),
    robustness: sturdy,
    state: itemState(state, item, facts),
    contradicted: isContradicted(state, item, facts),
    missing: [...(item === WHOLE_TEXT ? unmetFlags(state, rule) : []), ...missing],
    cleanShare: share,
  };
  return { ...row, trace: boardTrace(row, plan, stated.sums) };
};
