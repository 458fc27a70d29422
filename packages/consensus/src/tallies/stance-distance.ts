import { projected } from '../acts/decision-ballots.ts';
import { SHOWN_STANCES, type ShownStance } from '../board/stance-counts.ts';
import { SEARCH_STEPS_MAX, unfolded } from '../rules/distance.ts';
import {
  fewestMembers,
  nearestMoves,
  type DistanceQuestion,
  type Nearest,
} from '../rules/distance-nearest.ts';
import { safeBranch, type ChosenMove, type SafeBranch } from '../rules/distance-problem.ts';
import type { Pivotality } from '../rules/distance-single.ts';
import { eligibleBallots, evaluateRule } from '../rules/evaluate.ts';
import type { Ballot, DecisionRule, MemberId, Missing } from '../types.ts';
import type { Stance } from '../vocabulary.ts';
import { compileRule, type CompiledRule, type LinearBranch } from './compile-rule.ts';
import { setStance, tallyStances } from './item-tally.ts';
import { stanceIndex, STANCES_PER_SLOT, tallyPlan, type ItemTally, type TallyPlan } from './tally-plan.ts';

/** A member with what a rule may read of it and where it stands. */
export interface Standpoint {
  readonly id: MemberId;
  readonly attrs: Ballot['attrs'];
  readonly stance: ShownStance;
  /** Whether a reason was given; only rules that discard ballots without one read it. */
  readonly reasoned?: boolean;
}

/** Steps of the ladder from favour to objection; a move costs the steps it takes. */
export const LADDER: Readonly<Record<ShownStance, number>> = {
  support: 0,
  accept: 1,
  abstain: 2,
  silent: 2,
  reserve: 3,
  oppose: 4,
  object: 5,
};

/** What each move costs, from → to, in whole numbers of zero or more; a move that is not listed cannot be made. */
export type MoveCosts = Partial<Readonly<Record<ShownStance, Partial<Readonly<Record<Stance, number>>>>>>;

export interface StanceDistanceOptions {
  /** Stances to which members may go; support, accept and abstain unless given. */
  readonly targets?: readonly Stance[];
  /** Instead of the steps of the ladder. */
  readonly costs?: MoveCosts;
  /** Members who do not move. */
  readonly fixed?: readonly MemberId[];
  /** Nodes of each search before its best answer is given as not proven; in place of a time limit, which a pure function has not. */
  readonly stepsMax?: number;
}

export interface StanceMove {
  readonly member: MemberId;
  readonly from: ShownStance;
  readonly to: Stance;
  readonly cost: number;
}
export interface MoveSet {
  readonly cost: number;
  /** In the order of the members given. */
  readonly moves: readonly StanceMove[];
}

/** How far standing positions are from adoption under a rule, and through whom it could come. */
export interface StanceDistance {
  /** Least number of members who must move; 0 when the rule holds, null when no moves can do it or none were found. */
  readonly needed: number | null;
  /** False when the search stopped early: then `needed` would do, and `neededBound` is what no fewer can. */
  readonly neededProven: boolean;
  readonly neededBound: number | null;
  /** Least cost of any moves that do it, however many. */
  readonly cost: number | null;
  readonly costProven: boolean;
  readonly costBound: number | null;
  /** Moves of least cost. */
  readonly costSet: MoveSet | null;
  /** The cheapest sets of least number, by cost, at most CHEAPEST_MAX; the first is the one to show. */
  readonly cheapest: readonly MoveSet[];
  /** False when there are more sets of least number than are listed. */
  readonly cheapestComplete: boolean;
  /** Who is in every or in some of the sets of least number; who is not named is in none. */
  readonly pivotality: Readonly<Record<MemberId, Exclude<Pivotality, 'none'>>>;
  /** `E_RULE_TOO_WIDE` when the rule unfolds into too many ways to hold; then nothing else is known. */
  readonly error?: 'E_RULE_TOO_WIDE';
}

/** Ways for a rule in its standing tally. */
export interface StandingTally {
  readonly compiled: CompiledRule;
  readonly plan: TallyPlan;
  readonly tally: ItemTally;
  /** The first of the rule's slots in the plan. */
  readonly first: number;
}

const DEFAULT_TARGETS: readonly Stance[] = ['support', 'accept', 'abstain'];

const divisorOf = (gains: readonly (readonly number[])[]): number => {
  let common = 0;
  for (const byWay of gains)
    for (const gain of byWay) {
      let [x, y] = [common, Math.abs(gain)];
      while (y !== 0) [x, y] = [y, x % y];
      common = x;
      if (common === 1) return 1;
    }
  return common === 0 ? 1 : common;
};

/** A branch of the compiled rule as deficits and gains of moving to each target; undefined when out of reach. */
const standingBranch = (
  branch: LinearBranch,
  { compiled, plan, tally, first }: StandingTally,
  targets: readonly number[],
): SafeBranch | undefined => {
  const deficits: number[] = [];
  const gains: number[][][] = [];
  for (const { slot, coefficients, constant } of branch) {
    const at = (first + slot) * STANCES_PER_SLOT;
    let sum = constant;
    for (let stance = 0; stance < STANCES_PER_SLOT; stance += 1)
      sum += (coefficients[stance] ?? 0) * (tally.sums[at + stance] ?? 0);
    const { seats, weights } = compiled.slots[slot] ?? { seats: [], weights: [] };
    const byWay = targets.map(() => Array.from({ length: plan.members }, () => 0));
    let [most, takesAway] = [0, false];
    for (const [place, seat] of seats.entries()) {
      const [weight, now] = [weights[place] ?? 0, coefficients[tally.held[seat] ?? 0] ?? 0];
      let best = 0;
      for (const [way, target] of targets.entries()) {
        const gain = weight * ((coefficients[target] ?? 0) - now);
        const row = byWay[way];
        if (row !== undefined) row[seat] = gain;
        if (gain > best) best = gain;
        if (gain < 0) takesAway = true;
      }
      most += best;
    }
    const deficit = -sum;
    if (deficit > most) return undefined;
    if (deficit <= 0 && !takesAway) continue;
    const divisor = divisorOf(byWay);
    deficits.push(Math.ceil(deficit / divisor));
    gains.push(divisor === 1 ? byWay : byWay.map((row) => row.map((gain) => gain / divisor)));
  }
  return { deficits, gains };
};

const costOf = (from: ShownStance, to: Stance, costs: MoveCosts | undefined): number | undefined => {
  if (from === to) return undefined;
  if (costs === undefined) return Math.abs(LADDER[from] - LADDER[to]);
  const cost = costs[from]?.[to];
  if (cost !== undefined && (!Number.isSafeInteger(cost) || cost < 0))
    throw new RangeError(`costs.${from}.${to} is ${cost}: a whole number of zero or more is expected`);
  return cost;
};

interface Asked {
  readonly points: readonly Standpoint[];
  readonly targets: readonly Stance[];
  readonly costs: MoveCosts | undefined;
  readonly fixed: ReadonlySet<MemberId>;
}

const moversOf = ({ points, targets, costs, fixed }: Asked): DistanceQuestion['movers'] =>
  points.flatMap(({ id, stance }, seat) => {
    if (fixed.has(id)) return [];
    const ways = targets.flatMap((to, way) => {
      const cost = costOf(stance, to, costs);
      return cost === undefined ? [] : [{ way, cost }];
    });
    return ways.length === 0 ? [] : [{ seat, ways }];
  });

const compiledQuestion = (asked: Asked, standing: StandingTally): DistanceQuestion | undefined => {
  const { compiled, plan, tally, first } = standing;
  if (compiled.branches === undefined) return undefined;
  const targets = asked.targets.map(stanceIndex);
  return {
    branches: compiled.branches.flatMap((branch) => standingBranch(branch, standing, targets) ?? []),
    movers: moversOf(asked),
    holds: (moves) => {
      const tried = { sums: tally.sums.slice(), held: tally.held.slice() };
      for (const { seat, way } of moves) setStance(plan, tried, seat, targets[way] ?? 0);
      return compiled.outcome(tried.sums, first * STANCES_PER_SLOT) === 'adopted';
    },
  };
};

const ballotOf = ({ id, attrs, stance, reasoned }: Standpoint): Ballot => ({
  id,
  attrs,
  position: projected(stance),
  ...(reasoned === undefined ? {} : { reasoned }),
});
/** Whoever moves says why: a new stance counts as reasoned. */
const movedTo = (ballot: Ballot, to: Stance): Ballot => ({
  ...ballot,
  position: projected(to),
  reasoned: true,
});

/** The same from ballots, member by member: for rules that cannot be compiled. */
const ballotQuestion = (asked: Asked, rule: DecisionRule): DistanceQuestion | undefined => {
  const { points, targets } = asked;
  const ballots = points.map(ballotOf);
  const eligible = new Set(eligibleBallots(rule, ballots).map(({ id }) => id));
  const seats = ballots.flatMap(({ id }, seat) => (eligible.has(id) ? [seat] : []));
  const now = seats.flatMap((seat) => ballots[seat] ?? []);
  const branches = unfolded(
    rule,
    now,
    targets.map((to) => now.map((ballot) => movedTo(ballot, to))),
  );
  if (branches === undefined) return undefined;
  const placeOf = new Map(seats.map((seat, place) => [seat, place]));
  const flags = Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true]));
  return {
    // Gains come in the order of the eligible members; seats are those of all members.
    branches: branches.map((branch) => {
      const seated = branch.map(({ deficit, gains }) => ({
        deficit,
        gains: gains.map((row) => points.map((_, seat) => row[placeOf.get(seat) ?? -1] ?? 0n)),
      }));
      return safeBranch(seated);
    }),
    movers: moversOf(asked),
    holds: (moves) => {
      const wayOf = new Map(moves.map(({ seat, way }) => [seat, way]));
      const tried = ballots.map((ballot, seat) => {
        const to = targets[wayOf.get(seat) ?? -1];
        return to === undefined ? ballot : movedTo(ballot, to);
      });
      return evaluateRule(rule, tried, flags).outcome === 'adopted';
    },
  };
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const answered = (nearest: Nearest, { points, targets, costs }: Asked): StanceDistance => {
  const setOf = ({
    moves,
    cost,
  }: {
    readonly moves: readonly ChosenMove[];
    readonly cost: number;
  }): MoveSet => ({
    cost,
    moves: moves.flatMap(({ seat, way }): readonly StanceMove[] => {
      const [point, to] = [points[seat], targets[way]];
      if (point === undefined || to === undefined) return [];
      return [{ member: point.id, from: point.stance, to, cost: costOf(point.stance, to, costs) ?? 0 }];
    }),
  });
  const pivotality: Record<MemberId, Exclude<Pivotality, 'none'>> = {};
  for (const [seat, how] of [...nearest.pivotality].sort(([a], [b]) => a - b)) {
    const point = points[seat];
    if (point !== undefined && how !== 'none') pivotality[point.id] = how;
  }
  return {
    needed: nearest.needed,
    neededProven: nearest.neededProven,
    neededBound: finite(nearest.neededBound),
    cost: nearest.cost,
    costProven: nearest.costProven,
    costBound: finite(nearest.costBound),
    costSet: nearest.costSet === undefined ? null : setOf(nearest.costSet),
    cheapest: nearest.cheapest.map(setOf),
    cheapestComplete: nearest.cheapestComplete,
    pivotality,
  };
};

const EMPTY: Omit<StanceDistance, 'needed' | 'cost' | 'neededProven' | 'costProven'> = {
  neededBound: 0,
  costBound: 0,
  costSet: null,
  cheapest: [],
  cheapestComplete: true,
  pivotality: {},
};
const HOLDS: StanceDistance = { ...EMPTY, needed: 0, neededProven: true, cost: 0, costProven: true };
const TOO_WIDE: StanceDistance = {
  ...EMPTY,
  needed: null,
  neededProven: false,
  cost: null,
  costProven: false,
  error: 'E_RULE_TOO_WIDE',
};

const adoptsNow = (rule: DecisionRule, points: readonly Standpoint[]): boolean =>
  evaluateRule(
    rule,
    points.map(ballotOf),
    Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true])),
  ).outcome === 'adopted';

/**
 * How far positions are from adoption under a rule (engine-spec 4.2): least number and least cost of members who must
 * move to an allowed stance, the cheapest sets, and who is pivotal. What the rule requires beside positions is taken
 * as met. Exact unless marked as not proven.
 * @throws RangeError for a cost that is no whole number of zero or more
 */
export const stanceDistance = (
  rule: DecisionRule,
  points: readonly Standpoint[],
  { targets = DEFAULT_TARGETS, costs, fixed = [], stepsMax = SEARCH_STEPS_MAX }: StanceDistanceOptions = {},
): StanceDistance => {
  if (adoptsNow(rule, points)) return HOLDS;
  const asked: Asked = { points, targets, costs, fixed: new Set(fixed) };
  const compiled = compileRule(rule, points);
  const plan = compiled === undefined ? undefined : tallyPlan(points.length, compiled.slots);
  const question =
    compiled === undefined || plan === undefined
      ? undefined
      : compiledQuestion(asked, {
          compiled,
          plan,
          first: 0,
          tally: tallyStances(
            plan,
            points.map(({ stance }) => stanceIndex(stance)),
          ),
        });
  const answerable = question ?? ballotQuestion(asked, rule);
  return answerable === undefined ? TOO_WIDE : answered(nearestMoves(answerable, stepsMax), asked);
};

/** Moves to `for` in a tally that stands: the figure of the board; undefined where the rule has no branches to ask. */
export const standingMoves = (
  points: readonly { readonly id: MemberId }[],
  standing: StandingTally,
):
  | { readonly moves: number | null; readonly set: readonly MemberId[]; readonly proven: boolean }
  | undefined => {
  const asked: Asked = {
    points: points.map(({ id }, seat) => ({
      id,
      attrs: {},
      stance: SHOWN_STANCES[standing.tally.held[seat] ?? 0] ?? 'silent',
    })),
    targets: ['support'],
    costs: undefined,
    fixed: new Set(),
  };
  const question = compiledQuestion(asked, standing);
  if (question === undefined) return undefined;
  const { cover, proven } = fewestMembers(question, { left: SEARCH_STEPS_MAX });
  if (cover === undefined) return { moves: null, set: [], proven };
  const set = cover.moves.flatMap(({ seat }) => points[seat]?.id ?? []).sort();
  return { moves: set.length, set, proven };
};

/** The distance as one plain statement: a code of the missing things with its facts. */
export const distanceStatement = ({ needed, neededProven, cheapest, error }: StanceDistance): Missing => {
  if (error !== undefined) return { code: 'missing.distanceUnknown', facts: {} };
  if (needed === 0) return { code: 'missing.nothing', facts: {} };
  if (needed === null)
    return { code: neededProven ? 'missing.unreachable' : 'missing.distanceUnknown', facts: {} };
  const members = (cheapest[0]?.moves ?? []).map(({ member }) => member);
  return { code: neededProven ? 'missing.moves' : 'missing.movesAtMost', facts: { count: needed, members } };
};
