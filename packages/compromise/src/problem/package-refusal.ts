/** Why a problem cannot be read; a closed list. */
export const PACKAGE_REFUSALS = [
  /** Something else stands there than what is expected. */
  'package.expected',
  /** An id stands twice. */
  'package.twice',
  /** An id that names nothing. */
  'package.unknown',
  /** A list that needs an entry has none. */
  'package.empty',
  /** A bound of `PACKAGE_LIMITS` is passed. */
  'package.limit',
  /** Alternatives that need one another in a circle. */
  'package.cycle',
  /** An alternative that excludes itself, or needs another one of its own item. */
  'package.ownItem',
  /** A condition whose fallback is the stance itself. */
  'package.sameStance',
  /** Weights whose sums would pass 2^53. */
  'package.weightsTooLarge',
  /** A rule that is none, reads what no member has, weighs by what is no weight, or splits members by their ballots. */
  'package.rule',
  /** A rule with too many ways to hold, or with numbers beyond 2^53. */
  'package.ruleTooWide',
] as const;
export type PackageRefusalCode = (typeof PACKAGE_REFUSALS)[number];

/** What was expected at a place; a closed list, so that every language can say it. */
export const PACKAGE_EXPECTED = [
  'object',
  'list',
  'word',
  'pair',
  'value',
  'wholeNumber',
  'wholeNumberOrLess',
  'knownField',
  'stance',
  'alternative',
  'member',
  'amendmentOfThePackage',
  'amendment',
  'paragraph',
  'fate',
  'chosenOrLeft',
  'condition',
  'rule',
  'ruleOfTheCatalogue',
  'attributesOfTheRule',
  'weightsOfTheRule',
  'ruleWithoutBallots',
  'once',
  'entry',
  'noCircle',
  'otherItem',
  'otherStance',
  'smallerWeights',
  'narrowerRule',
  'fewer',
] as const;
export type PackageExpected = (typeof PACKAGE_EXPECTED)[number];

/** The place in the problem, e.g. `items[2].alternatives[0].id`, what was expected there, and particulars. */
export interface PackageRefusal {
  readonly code: PackageRefusalCode;
  readonly facts: {
    readonly path: string;
    readonly expected: PackageExpected;
    /** What stands there, or the name or size of the bound. */
    readonly found?: string;
    readonly max?: number;
    /** The bound that is passed. */
    readonly limit?: string;
    /** The words that may stand there. */
    readonly among?: readonly string[];
  };
}
