import {
  decisionFlags,
  objectorsOf,
  openDecision,
  projectBallots,
  withObjections,
} from '../acts/decision-ballots.ts';
import { standingsOn } from '../acts/effective-stance.ts';
import { paragraphOf, WHOLE_TEXT } from '../acts/items.ts';
import { movesToAdoption, type Distance } from '../rules/distance.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import { agreementIndex, leikConsensus } from '../rules/metrics.ts';
import type { BodyState, DecisionRule, DeliberationState, ItemId, Missing } from '../types.ts';
import type { GroupKind } from '../vocabulary.ts';
import { boardTrace } from './board-trace.ts';
import type { BoardRow } from './row.ts';
import { groupFigures, groupFloor, groupMean } from './group-figures.ts';
import { itemState } from './item-state.ts';
import { asCells } from './member-cells.ts';
import { robustness } from './robustness.ts';
import type { Room } from './room.ts';
import { countStances, foldStances } from './stance-counts.ts';

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
  const decision = openDecision(state);
  const met = decisionFlags(state, {
    id: decision?.id ?? '',
    textHash: decision?.textHash ?? state.revision?.hash ?? '',
  });
  return (rule.requires ?? [])
    .filter((flag) => met[flag] !== true)
    .map((flag) => ({ code: 'missing.flag', facts: { flag } }));
};

const numberOf = (figure: { readonly value: string } | null): number | null =>
  figure === null ? null : Number(figure.value);

const NO_MOVES: Distance = { moves: 0, set: [], proven: true };

/** The row of one item under a rule; every figure can be redone from the cells it counts. */
export const boardRow = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  room: Room,
  rule: DecisionRule,
  { groupKind, cleanShare }: BoardOptions = {},
): BoardRow => {
  const standings = standingsOn(state, item, room.members);
  const cells = asCells(room.members, standings);
  const counts = countStances(cells);
  const { F, A, N, U, S, T } = foldStances(counts);
  const shown = room.groups.filter(({ kind }) => groupKind === undefined || kind === groupKind);
  const groups = groupFigures(shown, cells);
  const objectors =
    item === WHOLE_TEXT
      ? objectorsOf(body, state, openDecision(state))
      : cells.filter(({ stance }) => stance === 'object').map(({ member }) => member);
  const objecting = new Set(objectors);
  const stated = projectBallots(room.members, standings);
  const ballots = item === WHOLE_TEXT ? withObjections(stated, objectors) : stated;
  // What a rule requires beside the positions is no matter of a paragraph: it is shown on the whole text.
  const assumed = Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true]));
  const result = evaluateRule(rule, ballots, assumed);
  const holds = result.outcome === 'adopted';
  const distance = holds ? NO_MOVES : movesToAdoption(rule, ballots);
  const sturdy = robustness(rule, ballots, assumed, holds);
  const floor = groupFloor(groups);
  const row = {
    item,
    label: item === WHOLE_TEXT ? '' : (paragraphOf(state, item)?.label ?? ''),
    counts,
    members: T,
    objectors,
    spread: room.groups
      .filter(
        ({ kind, seats }) =>
          kind === 'regional' && seats.some((seat) => objecting.has(cells[seat]?.member ?? '')),
      )
      .map(({ group }) => group),
    moves: distance.moves,
    movesProven: distance.proven,
    pivotal: distance.set.slice(0, PIVOTAL_MAX),
    support: S === 0 ? null : F / S,
    coverage: T === 0 ? 0 : S / T,
    bounds: T === 0 ? ([0, 0] as const) : ([F / T, (F + U) / T] as const),
    agreement: numberOf(agreementIndex({ for: F, against: A, abstain: N })),
    leik: numberOf(leikConsensus([counts.support, counts.accept, N, counts.oppose, counts.object])),
    groups,
    groupFloor: floor,
    groupMean: groupMean(groups),
    silent: cells.filter(({ stance }) => stance === 'silent').map(({ member }) => member),
    stale: cells.filter(({ stale }) => stale).map(({ member }) => member),
    robustness: sturdy,
    state: itemState(state, item, {
      silent: U,
      members: T,
      objectors: objectors.length,
      holds,
      robustness: sturdy,
    }),
    missing: [...(item === WHOLE_TEXT ? unmetFlags(state, rule) : []), ...result.missing],
    cleanShare: cleanShare?.(wordsOf(state, item)) ?? null,
  };
  return { ...row, trace: boardTrace(row, rule.id) };
};
