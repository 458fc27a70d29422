import type { Ballot, DecisionRule, MemberId } from '../types.ts';
import { fewestMembers } from './distance-nearest.ts';
import { safeBranch } from './distance-problem.ts';
import { afterDiscard, eligibleBallots, evaluateRule } from './evaluate.ts';
import { moveBranches, RuleTooWide, type MoveBranch } from './requirements.ts';

/** Steps of the search over all branches before the best answer found is given as not proven. */
export const SEARCH_STEPS_MAX = 60_000;

export interface Distance {
  /** Least number of eligible members who must change to `for`; 0 when the rule adopts, null when no number can. */
  readonly moves: number | null;
  /** One such set, in code point order. */
  readonly set: readonly MemberId[];
  /** False when the search stopped early: then `moves` is reachable but perhaps not least. */
  readonly proven: boolean;
}

export interface DistanceOptions {
  /** Who can move at all; everybody unless given. */
  readonly mayMove?: (ballot: Ballot) => boolean;
  /** Flags that stand; consulted only when `assumeFlags` is false. */
  readonly flags?: Readonly<Record<string, boolean>>;
  /** Takes what the rule `requires` as met, since flags are nobody's vote. True unless given. */
  readonly assumeFlags?: boolean;
}

const IMPOSSIBLE: Distance = { moves: null, set: [], proven: true };
const UNKNOWN: Distance = { moves: null, set: [], proven: false };

/** The rule as branches over these ways to move; undefined when it unfolds too widely. */
export const unfolded = (
  rule: DecisionRule,
  now: readonly Ballot[],
  moved: readonly (readonly Ballot[])[],
): readonly MoveBranch[] | undefined => {
  try {
    return moveBranches(
      rule,
      now.map((ballot) => afterDiscard(rule, ballot)),
      moved.map((way) => way.map((ballot) => afterDiscard(rule, ballot))),
    );
  } catch (error) {
    if (error instanceof RuleTooWide) return undefined;
    throw error;
  }
};

/**
 * Moves to adoption: the least number of eligible members who must change to `for` so that the rule adopts; an
 * objector who moves stops objecting (domain 6, engine-spec 4.2). Exact unless `proven` is false.
 */
export const movesToAdoption = (
  rule: DecisionRule,
  ballots: readonly Ballot[],
  { mayMove, flags = {}, assumeFlags = true }: DistanceOptions = {},
): Distance => {
  const standing = assumeFlags
    ? Object.fromEntries((rule.requires ?? []).map((flag) => [flag, true]))
    : flags;
  const { outcome } = evaluateRule(rule, ballots, standing);
  if (outcome === 'adopted') return { moves: 0, set: [], proven: true };
  if (outcome === 'pending') return IMPOSSIBLE;
  const eligible = eligibleBallots(rule, ballots);
  const toFor = (ballot: Ballot): Ballot => ({ ...ballot, position: 'for', present: true });
  const branches = unfolded(rule, eligible, [eligible.map(toFor)]);
  if (branches === undefined) return UNKNOWN;
  const idsOf = (moves: readonly { readonly seat: number }[]): readonly MemberId[] =>
    moves.flatMap(({ seat }) => eligible[seat]?.id ?? []).sort();
  const { cover, proven } = fewestMembers(
    {
      branches: branches.map(safeBranch),
      movers: eligible.flatMap((ballot, seat) =>
        ballot.position !== 'for' && (mayMove === undefined || mayMove(ballot))
          ? [{ seat, ways: [{ way: 0, cost: 1 }] }]
          : [],
      ),
      holds: (moves) => {
        const moving = new Set(idsOf(moves));
        const tried = ballots.map((ballot) => (moving.has(ballot.id) ? toFor(ballot) : ballot));
        return evaluateRule(rule, tried, standing).outcome === 'adopted';
      },
    },
    { left: SEARCH_STEPS_MAX },
  );
  if (cover === undefined) return proven ? IMPOSSIBLE : UNKNOWN;
  const set = idsOf(cover.moves);
  return { moves: set.length, set, proven };
};
