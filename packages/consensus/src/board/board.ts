import {
  standingOf,
  statementsOn,
  itemsOf,
  paragraphOf,
  projected,
  memberAttributes,
  votingMembers,
  WHOLE_TEXT,
  openDecision,
  type Standing,
} from '../acts/standing.ts';
import { movesToAdoption } from '../rules/distance.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import { agreementIndex, geometricMean, leikConsensus } from '../rules/metrics.ts';
import type {
  Ballot,
  BodyState,
  DecisionRule,
  DeliberationState,
  GroupId,
  ItemId,
  MemberId,
  Missing,
} from '../types.ts';
import { STANCES } from '../vocabulary.ts';

export const SHOWN_STANCES = [...STANCES, 'silent'] as const;
export type ShownStance = (typeof SHOWN_STANCES)[number];
export type StanceCounts = Readonly<Record<ShownStance, number>>;

export const ITEM_STATES = ['open', 'pending', 'contested', 'acceptable', 'agreedAdRef', 'adopted'] as const;
/** Declared states come from the record; the others are derived and inform, they decide nothing. */
export type ItemState = (typeof ITEM_STATES)[number];

/** Where a group stands on an item. */
export interface GroupFigures {
  readonly group: GroupId;
  readonly counts: StanceCounts;
  readonly members: number;
  /** Share of the group's members in favour (support or accept), 0…1. */
  readonly favour: number;
}

/** Everything the board shows of one item. Shares are 0…1; `null` means nothing is known, never zero. */
export interface BoardRow {
  readonly item: ItemId;
  readonly label: string;
  readonly counts: StanceCounts;
  readonly members: number;
  readonly objectors: readonly MemberId[];
  /** Regional groups among the objectors. */
  readonly spread: readonly GroupId[];
  /** Least number of members who must change for the rule to adopt; null when none can make it. */
  readonly moves: number | null;
  readonly movesProven: boolean;
  /** One smallest set whose change would do. */
  readonly pivotal: readonly MemberId[];
  /** F/S among those who spoke. */
  readonly support: number | null;
  /** S/T. */
  readonly coverage: number;
  /** Share in favour if all silent members were against, and if all were for. */
  readonly bounds: readonly [number, number];
  readonly agreement: number | null;
  readonly leik: number | null;
  readonly groups: readonly GroupFigures[];
  /** The group with the lowest favour: consensus of a whole can hide it. */
  readonly groupFloor: GroupFigures | null;
  readonly groupMean: number | null;
  readonly silent: readonly MemberId[];
  readonly stale: readonly MemberId[];
  /** Whether the rule holds whatever the silent say, can no longer hold, or is open. */
  readonly robustness: 'holds' | 'impossible' | 'open';
  readonly state: ItemState;
  /** What the rule still lacks; empty when it holds. */
  readonly missing: readonly Missing[];
}

export interface Cell {
  readonly member: MemberId;
  readonly stance: ShownStance;
  readonly source: Standing['source'];
  readonly stale: boolean;
}

const noCounts = (): Record<ShownStance, number> => ({
  support: 0,
  accept: 0,
  abstain: 0,
  reserve: 0,
  oppose: 0,
  object: 0,
  silent: 0,
});

const favour = (counts: StanceCounts): number => counts.support + counts.accept;

/** Standing of every member on an item, in the order of member ids. */
export const cellsOf = (body: BodyState, state: DeliberationState, item: ItemId): readonly Cell[] => {
  const statements = statementsOn(state, item);
  return votingMembers(body).map(({ id }) => {
    const { stance, source, stale } = standingOf(state, item, id, statements);
    return { member: id, stance, source, stale };
  });
};

const countCells = (cells: readonly Cell[]): StanceCounts => {
  const counts = noCounts();
  for (const cell of cells) counts[cell.stance] += 1;
  return counts;
};

const groupFigures = (body: BodyState, cells: readonly Cell[]): readonly GroupFigures[] =>
  Object.values(body.groups).flatMap((group) => {
    const inGroup = new Set(group.members);
    const own = cells.filter((cell) => inGroup.has(cell.member));
    if (own.length === 0) return [];
    const counts = countCells(own);
    return [{ group: group.id, counts, members: own.length, favour: favour(counts) / own.length }];
  });

/** Ties: more members, then the lower id. */
const lowest = (groups: readonly GroupFigures[]): GroupFigures | null =>
  [...groups].sort(
    (a, b) => a.favour - b.favour || b.members - a.members || (a.group < b.group ? -1 : 1),
  )[0] ?? null;

const ballotsOf = (
  body: BodyState,
  cells: readonly Cell[],
  silentAs?: 'for' | 'against',
): readonly Ballot[] =>
  cells.map((cell) => {
    const member = body.members[cell.member];
    if (member === undefined) throw new Error(`a cell of a stranger: ${cell.member}`);
    const position = projected(cell.stance);
    return {
      id: cell.member,
      attrs: memberAttributes(member),
      position: position === 'none' && silentAs !== undefined ? silentAs : position,
      reasoned: true,
    };
  });

/** A rule that only opposition can defeat: there the silent who turn against are those who would object. */
const isObjectionRule = (rule: DecisionRule): boolean =>
  rule.method === 'consensus' || rule.method === 'silence';

const robustness = (
  rule: DecisionRule,
  body: BodyState,
  cells: readonly Cell[],
  flags: Readonly<Record<string, boolean>>,
): BoardRow['robustness'] => {
  const worst = ballotsOf(body, cells, 'against').map((ballot, index) =>
    isObjectionRule(rule) && cells[index]?.stance === 'silent'
      ? { ...ballot, position: 'object' as const }
      : ballot,
  );
  if (evaluateRule(rule, worst, flags).outcome === 'adopted') return 'holds';
  return evaluateRule(rule, ballotsOf(body, cells, 'for'), flags).outcome === 'adopted'
    ? 'open'
    : 'impossible';
};

const itemState = (
  state: DeliberationState,
  item: ItemId,
  counts: StanceCounts,
  members: number,
  ruleHolds: boolean,
): ItemState => {
  if (item === WHOLE_TEXT && state.phase === 'adopted') return 'adopted';
  const mark = state.marks[item]?.status;
  if (mark === 'adopted' || mark === 'agreedAdRef') return mark;
  if (counts.silent === members) return 'open';
  if (!ruleHolds) return counts.object > 0 || counts.silent === 0 ? 'contested' : 'pending';
  return counts.silent > 0 ? 'pending' : 'acceptable';
};

/** The row of one item under a rule; every figure can be redone from the cells it counts. */
export const boardRow = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
  rule: DecisionRule,
): BoardRow => {
  const cells = cellsOf(body, state, item);
  const counts = countCells(cells);
  const members = cells.length;
  const spoken = members - counts.silent;
  const inFavour = favour(counts);
  const groups = groupFigures(body, cells);
  const regional = groups.filter(({ group }) => body.groups[group]?.kind === 'regional');
  const objectors = cells.filter((cell) => cell.stance === 'object').map((cell) => cell.member);
  const ballots = ballotsOf(body, cells);
  const flags = Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true]));
  const result = evaluateRule(rule, ballots, flags);
  const distance = movesToAdoption(rule, ballots);
  const three = {
    for: inFavour,
    against: counts.oppose + counts.object,
    abstain: counts.abstain + counts.reserve,
  };
  const agreement = agreementIndex(three);
  const leik = leikConsensus([
    counts.support,
    counts.accept,
    counts.abstain + counts.reserve,
    counts.oppose,
    counts.object,
  ]);
  const measured = regional.length > 0 ? regional : groups;
  return {
    item,
    label: item === WHOLE_TEXT ? '' : (paragraphOf(state, item)?.label ?? ''),
    counts,
    members,
    objectors,
    spread: regional.filter((figures) => figures.counts.object > 0).map((figures) => figures.group),
    moves: distance.moves,
    movesProven: distance.proven,
    pivotal: distance.set,
    support: spoken === 0 ? null : inFavour / spoken,
    coverage: members === 0 ? 0 : spoken / members,
    bounds: members === 0 ? [0, 0] : [inFavour / members, (inFavour + counts.silent) / members],
    agreement: agreement === null ? null : Number(agreement.value),
    leik: leik === null ? null : Number(leik.value),
    groups,
    groupFloor: lowest(measured),
    groupMean:
      measured.length === 0
        ? null
        : geometricMean(
            measured.map((figures) => ({
              agree: favour(figures.counts),
              seen: figures.members - figures.counts.silent,
            })),
          ),
    silent: cells.filter((cell) => cell.stance === 'silent').map((cell) => cell.member),
    stale: cells.filter((cell) => cell.stale).map((cell) => cell.member),
    robustness: robustness(rule, body, cells, flags),
    state: itemState(state, item, counts, members, result.outcome === 'adopted'),
    missing: result.missing,
  };
};

/** The rule the board measures by: that of the open proposal, else the body's default. */
export const ruleInView = (body: BodyState, state: DeliberationState): DecisionRule => {
  const rule = openDecision(state)?.rule ?? body.rules[body.defaultRule];
  if (rule === undefined) throw new Error('a body without its default rule');
  return rule;
};

/** The whole board: the text and each paragraph, in the order of the text. */
export const board = (
  body: BodyState,
  state: DeliberationState,
  rule: DecisionRule = ruleInView(body, state),
): readonly BoardRow[] => itemsOf(state).map((item) => boardRow(body, state, item, rule));
