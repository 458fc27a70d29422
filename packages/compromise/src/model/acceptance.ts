import {
  eligibleBallots,
  ruleGroups,
  unfolded,
  type Ballot,
  type BallotPosition,
  type DecisionRule,
} from '@plenary/consensus';
import type { PackageMember } from '../problem/package-problem.ts';
import type { PackageRefusal } from '../problem/package-refusal.ts';

/** At least so much must come from those who accept: Σ gains of their seats ≥ least. */
export interface AcceptanceRow {
  /** By seat; whole, zero for who is not eligible. */
  readonly gains: readonly number[];
  readonly least: number;
}

/** What the rule asks of those who accept a package. */
export type Acceptance =
  /** Nothing more than that all of these seats accept: each of them has a veto. */
  | { readonly kind: 'veto'; readonly holders: readonly number[] }
  /** All rows of one of the ways. */
  | {
      readonly kind: 'counted';
      readonly ways: readonly (readonly AcceptanceRow[])[];
      readonly monotone: boolean;
    };

export type AcceptanceAnswer =
  | { readonly ok: true; readonly acceptance: Acceptance }
  | { readonly ok: false; readonly refusal: PackageRefusal };

/** PKG-7: who does not accept votes against in a ballot, and objects under the other methods. */
export const refusedAs = ({ method }: DecisionRule): BallotPosition =>
  method === 'ballot' ? 'against' : 'object';

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
const divisorOf = (values: readonly bigint[]): bigint =>
  values.reduce((common, value) => {
    let [x, y] = [common, magnitude(value)];
    while (y !== 0n) [x, y] = [y, x % y];
    return x;
  }, 0n);
const dividedUp = (value: bigint, by: bigint): bigint => {
  const whole = value / by;
  return whole * by < value ? whole + 1n : whole;
};

/** A requirement over the eligible members as one over seats; undefined beyond 2^53. */
const rowOf = (
  deficit: bigint,
  gains: readonly bigint[],
  seats: readonly number[],
  count: number,
): AcceptanceRow | undefined => {
  const divisor = divisorOf(gains) || 1n;
  const whole = gains.map((gain) => gain / divisor);
  const least = dividedUp(deficit, divisor);
  const most = whole.reduce((sum, gain) => sum + magnitude(gain), magnitude(least));
  if (most > LARGEST) return undefined;
  const bySeat = Array.from({ length: count }, () => 0);
  for (const [place, seat] of seats.entries()) bySeat[seat] = Number(whole[place] ?? 0n);
  return { gains: bySeat, least: Number(least) };
};

const holdsWhere = (
  ways: readonly (readonly AcceptanceRow[])[],
  accepts: (seat: number) => boolean,
): boolean =>
  ways.some((rows) =>
    rows.every(
      ({ gains, least }) => gains.reduce((sum, gain, seat) => sum + (accepts(seat) ? gain : 0), 0) >= least,
    ),
  );

/** What a row comes to at least, whoever accepts. */
const leastOf = ({ gains }: AcceptanceRow): number => gains.reduce((sum, gain) => sum + Math.min(0, gain), 0);

/** Whether those who accept are enough. */
export const acceptanceHolds = (acceptance: Acceptance, accepts: (seat: number) => boolean): boolean =>
  acceptance.kind === 'veto' ? acceptance.holders.every(accepts) : holdsWhere(acceptance.ways, accepts);

/** The seats without which the rule fails though all others accept, where that they accept is all it needs. */
const vetoHolders = (
  ways: readonly (readonly AcceptanceRow[])[],
  seats: readonly number[],
): readonly number[] | undefined => {
  const holders = seats.filter((seat) => !holdsWhere(ways, (other) => other !== seat));
  const holding = new Set(holders);
  return holdsWhere(ways, (seat) => holding.has(seat)) ? holders : undefined;
};

/**
 * What a rule asks of who accepts, for members in the order of their seats (PKG-7). Consensus, unanimity and their like
 * are vetoes; other rules are linear rows. Refused where the rule unfolds too widely or its numbers pass 2^53.
 */
export const acceptanceOf = (rule: DecisionRule, members: readonly PackageMember[]): AcceptanceAnswer => {
  const ballot = (at: number, position: BallotPosition): Ballot => ({
    id: members[at]?.id ?? '',
    attrs: members[at]?.attrs ?? {},
    position,
    present: true,
  });
  const eligibleAt = (position: BallotPosition): readonly string[] =>
    eligibleBallots(
      rule,
      members.map((_, seat) => ballot(seat, position)),
    ).map(({ id }) => id);
  const eligible = new Set(eligibleAt(refusedAs(rule)));
  const accepting = eligibleAt('for');
  if (
    accepting.length !== eligible.size ||
    accepting.some((id) => !eligible.has(id)) ||
    ruleGroups(rule).some((name) => name === 'position' || name === 'present')
  )
    return {
      ok: false,
      refusal: { code: 'package.rule', facts: { path: 'rule', expected: 'ruleWithoutBallots' } },
    };
  const seats = members.flatMap(({ id }, seat) => (eligible.has(id) ? [seat] : []));
  const now = seats.map((seat) => ballot(seat, refusedAs(rule)));
  const branches = unfolded(rule, now, [seats.map((seat) => ballot(seat, 'for'))]);
  const tooWide: AcceptanceAnswer = {
    ok: false,
    refusal: { code: 'package.ruleTooWide', facts: { path: 'rule', expected: 'narrowerRule' } },
  };
  if (branches === undefined) return tooWide;
  const ways: (readonly AcceptanceRow[])[] = [];
  for (const branch of branches) {
    const rows = branch.map(({ deficit, gains }) => rowOf(deficit, gains[0] ?? [], seats, members.length));
    const read = rows.filter((row) => row !== undefined);
    if (read.length < rows.length) return tooWide;
    // A row that holds whoever accepts asks nothing.
    ways.push(read.filter((row) => row.least > leastOf(row)));
  }
  const monotone = ways.every((rows) => rows.every(({ gains }) => gains.every((gain) => gain >= 0)));
  const holders = monotone ? vetoHolders(ways, seats) : undefined;
  return {
    ok: true,
    acceptance: holders === undefined ? { kind: 'counted', ways, monotone } : { kind: 'veto', holders },
  };
};
