import type { MemberId } from '@plenary/consensus';
import type { AlternativeId } from '../problem/package-problem.ts';
import type { Acceptance } from '../model/acceptance.ts';
import type { Choice, ProblemIndex } from '../problem/problem-index.ts';
import type { Constraints } from './constraint-core.ts';
import { evaluatePackage, type GroupCosts } from './evaluate-package.ts';
import { nameOf, viewOf, type PackageView } from './package-view.ts';

/** A red line that stands in the way: whose, and on what. */
export interface RedLine {
  readonly member: MemberId;
  readonly alternative: AlternativeId;
  /** The member objects only because a condition of its position is not met, or is. */
  readonly conditional: boolean;
}

/** Why no package holds, and what would change that (engine-spec 5.2). */
export interface Infeasibility {
  /** Conflicts and needs alone, the red lines, or a rule that fails even where everybody accepts. */
  readonly because: 'constraints' | 'redLines' | 'rule';
  /** Conflicts and needs that exclude everything together; none of them could be left out. */
  readonly core: {
    readonly conflicts: readonly (readonly [AlternativeId, AlternativeId])[];
    readonly needs: readonly { readonly alternative: AlternativeId; readonly needs: AlternativeId }[];
  } | null;
  /**
   * A package with the fewest red lines that would have to go for the rule to adopt it, and those lines; null where
   * none could help, or where more support can harm.
   */
  readonly fewestRedLines: {
    readonly lines: readonly RedLine[];
    readonly package: PackageView;
    /** True where no fewer would do; otherwise they were only the fewest found. */
    readonly proven: boolean;
  } | null;
  /** A package that the largest weight of members accepts, whatever the rule. */
  readonly mostAccepting: { readonly package: PackageView; readonly proven: boolean } | null;
}

/** The constraints by names. */
const namedCore = (index: ProblemIndex, { conflicts, needs }: Constraints): Infeasibility['core'] => ({
  conflicts: conflicts.map(([a, b]) => [nameOf(index, a), nameOf(index, b)] as const),
  needs: needs.map(([a, b]) => ({ alternative: nameOf(index, a), needs: nameOf(index, b) })),
});

/** The red lines that the members at these seats would have to give up for a package. */
const linesCrossed = (
  index: ProblemIndex,
  costs: GroupCosts,
  choice: Choice,
  seats: readonly number[],
): readonly RedLine[] => {
  const { members } = evaluatePackage(index, choice, costs);
  const conditional = new Set(index.conditionals.map(({ seat, alternative }) => `${seat} ${alternative}`));
  return seats.flatMap((seat) =>
    (members[seat]?.redLines ?? []).map((alternative): RedLine => ({
      member: index.members[seat]?.id ?? '',
      alternative: nameOf(index, alternative),
      conditional: conditional.has(`${seat} ${alternative}`),
    })),
  );
};

/** Seats whose red lines a package would have to lift: those with a veto, or those that the count needs. */
const liftedSeats = (acceptance: Acceptance, lifting: readonly number[]): readonly number[] =>
  acceptance.kind === 'veto' ? acceptance.holders : lifting;

/** What a search that counts came to. */
export interface Counted {
  readonly choice: Choice | undefined;
  readonly lifting: readonly number[];
  readonly stages: readonly { readonly proven: boolean }[];
}

/** Why nothing holds, from what the searches found. */
export const infeasibility = (
  index: ProblemIndex,
  costs: GroupCosts,
  acceptance: Acceptance,
  {
    core,
    lines,
    accepting,
  }: {
    readonly core: Constraints | undefined;
    readonly lines: Counted | undefined;
    readonly accepting: Counted | undefined;
  },
): Infeasibility => {
  const isRule = acceptance.kind === 'counted' && acceptance.ways.length === 0;
  const isProven = ({ stages }: Counted): boolean => stages[0]?.proven === true;
  return {
    because: core !== undefined ? 'constraints' : isRule ? 'rule' : 'redLines',
    core: core === undefined ? null : namedCore(index, core),
    fewestRedLines:
      lines?.choice === undefined
        ? null
        : {
            lines: linesCrossed(index, costs, lines.choice, liftedSeats(acceptance, lines.lifting)),
            package: viewOf(index, costs, lines.choice),
            proven: isProven(lines),
          },
    mostAccepting:
      accepting?.choice === undefined
        ? null
        : { package: viewOf(index, costs, accepting.choice), proven: isProven(accepting) },
  };
};
