import { isBeingAmended } from '../acts/amendments/amendment-records.ts';
import { openDecisionOnText } from '../acts/decision-ballots.ts';
import { paragraphOf, WHOLE_TEXT } from '../acts/items.ts';
import { metFlags } from '../acts/met-flags.ts';
import { movesToAdoption, type Distance } from '../rules/distance.ts';
import { itemFigures } from '../tallies/item-figures.ts';
import { standingMoves } from '../tallies/stance-distance.ts';
import type { BodyState, DecisionRule, DeliberationState, ItemId, Missing } from '../types.ts';
import type { GroupKind } from '../vocabulary.ts';
import type { BoardPlan } from './board-plan.ts';
import { boardTrace } from './board-trace.ts';
import { groupFigures } from './group-figures.ts';
import { isContradicted, itemFacts, itemState } from './item-state.ts';
import type { BoardRow } from './row.ts';
import { countsOf } from './stance-counts.ts';
import { standingItem, type StandingItem } from './standing-item.ts';
import { verdictOn, type Verdict } from './verdict.ts';
import { wordsOf } from './words-of.ts';

/** Members named of a smallest set whose change would do; larger sets are cut. */
export const PIVOTAL_MAX = 50;

export interface BoardOptions {
  /** The rule to measure by; that of the open proposal, else the default of the body. */
  readonly rule?: DecisionRule;
  /** Groups of this kind only; all declared ones unless given. */
  readonly groupKind?: GroupKind;
  /** Items of the board; the text and its paragraphs unless given. */
  readonly items?: (state: DeliberationState) => readonly ItemId[];
  /** Cuts words in the language of the text, which this package cannot. */
  readonly cleanShare?: (text: string) => number | null;
}

const unmetFlags = (body: BodyState, state: DeliberationState, rule: DecisionRule): readonly Missing[] => {
  const decision = openDecisionOnText(state);
  const met = metFlags(body, state, {
    id: decision?.id ?? '',
    item: WHOLE_TEXT,
    textHash: decision?.textHash ?? state.revision?.hash ?? '',
  });
  return (rule.requires ?? [])
    .filter((flag) => met[flag] !== true)
    .map((flag) => ({ code: 'missing.flag', facts: { flag } }));
};

const NO_MOVES: Distance = { moves: 0, set: [], proven: true };

/** How far the rule is from holding on an item. */
const distanceOf = (
  { rule, compiled, plan, first }: BoardPlan,
  { deciding, ballots }: StandingItem,
  { holds }: Verdict,
  points: readonly { readonly id: string }[],
): Distance => {
  if (holds) return NO_MOVES;
  const standing =
    compiled === undefined ? undefined : standingMoves(points, { compiled, plan, tally: deciding, first });
  return standing ?? movesToAdoption(rule, ballots);
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
  const verdict = verdictOn(plan, standing);
  const { missing, sturdy } = verdict;
  const distance = distanceOf(plan, standing, verdict, room.members);
  const share = cleanShare?.(wordsOf(state, item)) ?? null;
  const facts = itemFacts(standing, verdict, { share, isAmended: isBeingAmended(state, item) });
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
    missing: [...(item === WHOLE_TEXT ? unmetFlags(body, state, rule) : []), ...missing],
    cleanShare: share,
  };
  return { ...row, trace: boardTrace(row, plan, stated.sums) };
};
