import type {
  AmendmentFate,
  AmendmentId,
  Ballot,
  DecisionRule,
  GroupId,
  ItemId,
  MemberId,
  ParagraphFate,
  ParagraphId,
  Stance,
} from '@plenary/consensus';
import type { Dissatisfaction } from './dissatisfaction.ts';

/** Name of one way to settle an item, e.g. the number of an amendment; unique in the whole problem. */
export type AlternativeId = string;

/**
 * What must be chosen in the package for a stance to hold. Fates of amendments and paragraphs are those of the
 * condition language of consensus, seen through what the chosen alternatives do.
 */
export type PackageCondition =
  | { readonly alternative: AlternativeId; readonly is: 'chosen' | 'left' }
  | { readonly amendment: AmendmentId; readonly is: AmendmentFate }
  | { readonly paragraph: ParagraphId; readonly is: ParagraphFate }
  | { readonly all: readonly PackageCondition[] }
  | { readonly any: readonly PackageCondition[] }
  | { readonly not: PackageCondition };

/** One way to settle an item, and what choosing it does to amendments and paragraphs. */
export interface Alternative {
  readonly id: AlternativeId;
  /** Amendments that are adopted with it; those of the other alternatives are rejected unless one adopts them too. */
  readonly adopts: readonly AmendmentId[];
  readonly changes: readonly ParagraphId[];
  readonly deletes: readonly ParagraphId[];
}

/** A bracket, or another choice: exactly one of its alternatives is chosen. In the order of filing. */
export interface PackageItem {
  readonly id: ItemId;
  readonly alternatives: readonly Alternative[];
  /** The alternative that leaves the text as it is. */
  readonly base: AlternativeId;
}

/** A member with the weight of its dissatisfaction and what a rule of decision may read of it. */
export interface PackageMember {
  readonly id: MemberId;
  /** Whole, zero or more. */
  readonly weight: number;
  /** Most dissatisfaction, without weight, with which it accepts; no bound unless given. */
  readonly tolerance?: number;
  readonly attrs: Ballot['attrs'];
}

/** Members whose mean dissatisfaction is a figure of its own. Groups may overlap. */
export interface PackageGroup {
  readonly id: GroupId;
  readonly members: readonly MemberId[];
}

/** Where a member stands on an alternative; `object` is a red line. Without one it is silent there. */
export interface PackageStance {
  readonly member: MemberId;
  readonly alternative: AlternativeId;
  readonly stance: Stance;
  /** While the condition does not hold in the package, the fallback is the stance. */
  readonly conditional?: { readonly condition: PackageCondition; readonly fallback: Stance };
}

/** What became, outside the package, of an amendment or a paragraph that conditions name. */
export type SettledFate = AmendmentFate | ParagraphFate;

/** Everything a package is looked for in (engine-spec 5.1). */
export interface PackageProblem {
  readonly items: readonly PackageItem[];
  readonly members: readonly PackageMember[];
  readonly groups: readonly PackageGroup[];
  readonly stances: readonly PackageStance[];
  /** Pairs of alternatives that cannot be chosen together. */
  readonly conflicts: readonly (readonly [AlternativeId, AlternativeId])[];
  /** An alternative that can be chosen only with another one. */
  readonly needs: readonly { readonly alternative: AlternativeId; readonly needs: AlternativeId }[];
  readonly settled: Readonly<Record<AmendmentId | ParagraphId, SettledFate>>;
  readonly dissatisfaction: Dissatisfaction;
  /** The rule under which the package would be decided. */
  readonly rule: DecisionRule;
}
