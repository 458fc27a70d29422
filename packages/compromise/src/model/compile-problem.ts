import { stanceIndex } from '@plenary/consensus';
import { groupCosts, type GroupCosts } from '../answer/evaluate-package.ts';
import { holdsIn, negated, type Formula } from '../problem/condition-formula.ts';
import { itemOf, type Choice, type ProblemIndex } from '../problem/problem-index.ts';
import type { Acceptance, AcceptanceRow } from './acceptance.ts';
import {
  departuresRow,
  firstOtherRow,
  modelBuilder,
  totalRow,
  type ChoiceModel,
  type ModelBuilder,
} from './choice-model.ts';
import { chosenIn, choicesOf, imply } from './imply.ts';

const OBJECT = stanceIndex('object');

/** A row of the model must not sum to more than this. */
export interface RowCap {
  readonly row: number;
  readonly cap: number;
}

/** A problem as the solver sees it. Alternatives keep their places: they are the first options. */
export interface CompiledProblem {
  readonly model: ChoiceModel;
  /** What the rule asks of the members who accept. */
  readonly rowCaps: readonly RowCap[];
  /** Options that cannot be taken: alternatives on which somebody with a veto objects. */
  readonly removed: readonly number[];
  /** The groups that have a figure, by place in the problem, in the order of the rows. */
  readonly scored: readonly number[];
  /** Behind the rows that every model has: what is counted, if anything. */
  readonly countRow: number;
  /** Where red lines are counted under a rule that counts members: the option that a seat accepts. */
  readonly lifting: readonly { readonly seat: number; readonly option: number }[];
}

/** What a model is made for. */
export type Purpose =
  /** The rule must adopt. */
  | 'decide'
  /** Red lines may be crossed; the row counts those that would have to go for the rule to adopt. */
  | 'countRedLines'
  /** No rule; the row holds the weight of those who accept, negative. */
  | 'countAccepting'
  /** Neither rule nor red lines: conflicts and needs alone. */
  | 'structure';

export interface CompileOptions {
  readonly purpose: Purpose;
  readonly acceptance: Acceptance;
  /** A package that must differ from this one in at least one item. */
  readonly except?: Choice | undefined;
  readonly costs?: GroupCosts;
}

/** One red line: an alternative, or an alternative while a condition fails. */
interface RedLines {
  /** Alternatives of each item that are red whatever else is chosen. */
  readonly byItem: ReadonlyMap<number, readonly number[]>;
  /** An alternative that is red unless its formula holds. */
  readonly unless: readonly { readonly alternative: number; readonly formula: Formula }[];
}

interface Bench {
  readonly index: ProblemIndex;
  readonly builder: ModelBuilder;
  readonly scored: readonly number[];
  readonly costs: GroupCosts;
  /** The option that is taken exactly when the alternative is chosen and the formula fails. */
  readonly unmet: (alternative: number, formula: Formula) => number;
}

const redLinesOf = (index: ProblemIndex, seat: number): RedLines => {
  const width = index.alternatives.length;
  const own = index.conditionals.filter((conditional) => conditional.seat === seat);
  const conditional = new Set(own.map(({ alternative }) => alternative));
  const byItem = new Map<number, number[]>();
  for (let alternative = 0; alternative < width; alternative += 1) {
    if (conditional.has(alternative) || index.stances[seat * width + alternative] !== OBJECT) continue;
    const item = itemOf(index, alternative);
    byItem.set(item, [...(byItem.get(item) ?? []), alternative]);
  }
  const unless = own.flatMap(({ alternative, stance, fallback, formula }) =>
    fallback === OBJECT
      ? [{ alternative, formula }]
      : stance === OBJECT
        ? [{ alternative, formula: negated(formula) }]
        : [],
  );
  return { byItem, unless };
};

const addItems = (
  index: ProblemIndex,
  builder: ModelBuilder,
  scored: readonly number[],
  costs: GroupCosts,
): void => {
  const { alternatives, bases, members, stances, starts } = index;
  const width = alternatives.length;
  const total = (alternative: number): number =>
    members.reduce(
      (sum, { weight }, seat) => sum + weight * (index.costs[stances[seat * width + alternative] ?? 0] ?? 0),
      0,
    );
  for (const [item, base] of bases.entries()) {
    const own = alternatives.slice(starts[item], starts[item + 1]).map((_, at) => (starts[item] ?? 0) + at);
    builder.addChoice(
      own.map((alternative) => [
        ...scored.map((group, row) => [row, costs.ofAlternative[group * width + alternative] ?? 0] as const),
        [totalRow(scored.length), total(alternative)],
        [departuresRow(scored.length), alternative === base ? 0 : 1],
      ]),
    );
  }
};

const unmetOptions = (builder: ModelBuilder): Bench['unmet'] => {
  const known = new Map<string, number>();
  return (alternative, formula) => {
    const key = `${alternative} ${JSON.stringify(formula)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const first = builder.addChoice([[], []]);
    known.set(key, first);
    builder.derive({
      choice: builder.choiceOf(first),
      from: [...new Set([builder.choiceOf(alternative), ...choicesOf(builder, formula)])],
      optionFor: (taken) => {
        const isChosen = chosenIn(builder, taken);
        return isChosen(alternative) && !holdsIn(formula, isChosen) ? first : first + 1;
      },
    });
    builder.addClause([~first, alternative]);
    imply(builder, [first], negated(formula));
    imply(builder, [alternative, ~first], formula);
    return first;
  };
};

/** Adds to an option what an unmet condition changes for the groups and in total. */
const addChange = ({ index, builder, scored, costs }: Bench, option: number, place: number): void => {
  const conditional = index.conditionals[place];
  if (conditional === undefined) return;
  const { seat, stance, fallback } = conditional;
  for (const [row, group] of scored.entries())
    builder.addCost(option, row, costs.ofUnmet[group]?.[place] ?? 0);
  const change = (index.costs[fallback] ?? 0) - (index.costs[stance] ?? 0);
  builder.addCost(option, totalRow(scored.length), (index.members[seat]?.weight ?? 0) * change);
};

/**
 * PKG-5: where somebody with a veto would object, the condition binds; elsewhere what its failing changes is counted.
 */
const addConditions = (bench: Bench, isBinding: (seat: number) => boolean): void => {
  for (const [
    place,
    { seat, alternative, stance, fallback, formula },
  ] of bench.index.conditionals.entries()) {
    if (isBinding(seat) && fallback === OBJECT) imply(bench.builder, [alternative], formula);
    else if (isBinding(seat) && stance === OBJECT) {
      imply(bench.builder, [alternative], negated(formula));
      addChange(bench, alternative, place);
    } else addChange(bench, bench.unmet(alternative, formula), place);
  }
};

/** Members with the same red lines accept together: one choice for all of them. */
interface Accepting {
  readonly seats: readonly number[];
  /** The option that all of them accept; undefined where they have no red line and always do. */
  readonly option: number | undefined;
}

const addAcceptingChoices = (bench: Bench, seats: readonly number[]): readonly Accepting[] => {
  const { builder, index } = bench;
  const kinds = new Map<string, { readonly red: RedLines; readonly seats: number[] }>();
  for (const seat of seats) {
    const red = redLinesOf(index, seat);
    const key = JSON.stringify([[...red.byItem], red.unless]);
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { red, seats: [seat] });
    else kind.seats.push(seat);
  }
  return [...kinds.values()].map(({ red, seats: own }): Accepting => {
    if (red.byItem.size === 0 && red.unless.length === 0) return { seats: own, option: undefined };
    const crossed = red.unless.map(({ alternative, formula }) => bench.unmet(alternative, formula));
    const lines = [...[...red.byItem.values()].flat(), ...crossed];
    const accepts = builder.addChoice([[], []]);
    for (const [item, alternatives] of red.byItem)
      builder.addClause([~accepts, ...othersOf(index, item, alternatives)]);
    for (const option of crossed) builder.addClause([~accepts, ~option]);
    // The other way round as well: a rule that more support can harm must not be helped by pretending to refuse.
    builder.addClause([accepts, ...lines]);
    builder.derive({
      choice: builder.choiceOf(accepts),
      from: [...new Set(lines.map((option) => builder.choiceOf(option)))],
      optionFor: (taken) =>
        lines.some((option) => taken[builder.choiceOf(option)] === option) ? accepts + 1 : accepts,
    });
    return { seats: own, option: accepts };
  });
};

const othersOf = (index: ProblemIndex, item: number, alternatives: readonly number[]): readonly number[] => {
  const others: number[] = [];
  for (let other = index.starts[item] ?? 0; other < (index.starts[item + 1] ?? 0); other += 1)
    if (!alternatives.includes(other)) others.push(other);
  return others;
};

const sumOver = (seats: readonly number[], value: (seat: number) => number): number =>
  seats.reduce((sum, seat) => sum + value(seat), 0);

/** The rows of the ways in which the rule can hold, from `firstRow` on; of several ways one is chosen. */
const addWays = (
  { builder }: Bench,
  ways: readonly (readonly AcceptanceRow[])[],
  kinds: readonly Accepting[],
  firstRow: number,
): readonly RowCap[] => {
  const rows = ways.flatMap((own, way) => own.map((row) => ({ way, ...row })));
  const gainOf = (gains: readonly number[], { seats }: Accepting): number =>
    sumOver(seats, (seat) => gains[seat] ?? 0);
  const caps = rows.map(({ gains, least }, at): RowCap => {
    const always = kinds
      .filter(({ option }) => option === undefined)
      .reduce((sum, kind) => sum + gainOf(gains, kind), 0);
    for (const kind of kinds)
      if (kind.option !== undefined) builder.addCost(kind.option, firstRow + at, -gainOf(gains, kind));
    return { row: firstRow + at, cap: always - least };
  });
  if (ways.length === 0) builder.addClause([]);
  if (ways.length < 2) return caps;
  const first = builder.addChoice(ways.map(() => []));
  const accepted = (taken: ArrayLike<number>, { option }: Accepting): boolean =>
    option === undefined || taken[builder.choiceOf(option)] === option;
  for (const [at, { way, gains }] of rows.entries()) {
    // The row is as good as absent where another way is chosen: the most it can ask is taken off.
    const cap = caps[at]?.cap ?? 0;
    const most = kinds.reduce(
      (sum, kind) => sum + (kind.option === undefined ? 0 : Math.max(0, -gainOf(gains, kind))),
      0,
    );
    for (const other of ways.keys())
      if (other !== way) builder.addCost(first + other, firstRow + at, Math.min(0, cap - most));
  }
  builder.derive({
    choice: builder.choiceOf(first),
    from: kinds.flatMap(({ option }) => (option === undefined ? [] : [builder.choiceOf(option)])),
    optionFor: (taken) => {
      const holding = ways.findIndex((own) =>
        own.every(
          ({ gains, least }) =>
            kinds.reduce((sum, kind) => sum + (accepted(taken, kind) ? gainOf(gains, kind) : 0), 0) >= least,
        ),
      );
      return first + Math.max(0, holding);
    },
  });
  return caps;
};

/** Members who could accept if some of their red lines went: each of those lines costs one. */
const addLiftedLines = (bench: Bench, seat: number, countRow: number): number => {
  const { builder, index } = bench;
  const { byItem, unless } = redLinesOf(index, seat);
  const accepts = builder.addChoice([[], []]);
  const lift = (): number => builder.addChoice([[[countRow, 1]], []]);
  for (const [item, alternatives] of byItem)
    builder.addClause([~accepts, lift(), ...othersOf(index, item, alternatives)]);
  for (const { alternative, formula } of unless)
    builder.addClause([~accepts, lift(), ~bench.unmet(alternative, formula)]);
  return accepts;
};

/** Whose acceptance decides anything. */
const countedSeats = (ways: readonly (readonly AcceptanceRow[])[], seats: number): readonly number[] =>
  Array.from({ length: seats }, (_, seat) => seat).filter((seat) =>
    ways.some((rows) => rows.some(({ gains }) => (gains[seat] ?? 0) !== 0)),
  );

const addAcceptance = (
  bench: Bench,
  { purpose, acceptance }: CompileOptions,
  countRow: number,
): Pick<CompiledProblem, 'rowCaps' | 'lifting'> => {
  const { index, builder } = bench;
  const nothing = { rowCaps: [], lifting: [] };
  if (purpose === 'structure') return nothing;
  if (purpose === 'countAccepting') {
    const everyone = index.members.map((_, seat) => seat);
    for (const { seats, option } of addAcceptingChoices(bench, everyone))
      if (option !== undefined)
        builder.addCost(option, countRow, -sumOver(seats, (seat) => index.members[seat]?.weight ?? 0));
    return nothing;
  }
  if (acceptance.kind === 'veto') {
    if (purpose === 'countRedLines')
      for (const seat of acceptance.holders) {
        const { byItem, unless } = redLinesOf(index, seat);
        for (const alternative of [...byItem.values()].flat()) builder.addCost(alternative, countRow, 1);
        for (const { alternative, formula } of unless)
          builder.addCost(bench.unmet(alternative, formula), countRow, 1);
      }
    return nothing;
  }
  const seats = countedSeats(acceptance.ways, index.members.length);
  if (purpose === 'decide')
    return {
      rowCaps: addWays(bench, acceptance.ways, addAcceptingChoices(bench, seats), countRow + 1),
      lifting: [],
    };
  builder.setFree();
  const lifting = seats.map((seat) => ({ seat, option: addLiftedLines(bench, seat, countRow) }));
  const kinds = lifting.map(({ seat, option }): Accepting => ({ seats: [seat], option }));
  return { rowCaps: addWays(bench, acceptance.ways, kinds, countRow + 1), lifting };
};

const rowsOf = ({ purpose, acceptance }: CompileOptions): number =>
  acceptance.kind === 'counted' && (purpose === 'decide' || purpose === 'countRedLines')
    ? acceptance.ways.reduce((sum, rows) => sum + rows.length, 0)
    : 0;

/** The model of a problem for one purpose. */
export const compileProblem = (index: ProblemIndex, options: CompileOptions): CompiledProblem => {
  const { purpose, acceptance, except, costs = groupCosts(index) } = options;
  const scored = index.groups.flatMap(({ weight }, group) => (weight > 0 ? [group] : []));
  const countRow = firstOtherRow(scored.length);
  const builder = modelBuilder(scored.length, countRow + 1 + rowsOf(options));
  addItems(index, builder, scored, costs);
  for (const [a, b] of index.conflicts) builder.addClause([~a, ~b]);
  for (const [a, b] of index.needs) builder.addClause([~a, b]);
  if (except !== undefined) builder.addClause(except.map((alternative) => ~alternative));
  const bench: Bench = { index, builder, scored, costs, unmet: unmetOptions(builder) };
  const holders = new Set(purpose === 'decide' && acceptance.kind === 'veto' ? acceptance.holders : []);
  if (purpose !== 'structure') addConditions(bench, (seat) => holders.has(seat));
  const { rowCaps, lifting } = addAcceptance(bench, options, countRow);
  const red = [...holders].flatMap((seat) => [...redLinesOf(index, seat).byItem.values()].flat());
  return {
    model: builder.build(index.bases.length),
    rowCaps,
    removed: [...new Set(red)].sort((a, b) => a - b),
    scored,
    countRow,
    lifting,
  };
};
