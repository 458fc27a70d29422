import type { GroupId, ItemId, MemberId, Missing } from '../types.ts';
import type { GroupFigures } from './group-figures.ts';
import type { ItemState } from './item-state.ts';
import type { Robustness } from './robustness.ts';
import type { StanceCounts } from './stance-counts.ts';

/** How a figure came about: the name of its formula and what went in, in heads unless the name says otherwise. */
export interface FigureTrace {
  readonly figure:
    | 'support'
    | 'coverage'
    | 'bounds'
    | 'agreement'
    | 'leik'
    | 'polarisation'
    | 'eta'
    | 'groupFloor'
    | 'groupMean'
    | 'robustness'
    | 'moves';
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number | string>>;
}

/** Everything the board shows of one item. Shares are 0…1; `null` means nothing is known, never zero. */
export interface BoardRow {
  readonly item: ItemId;
  /** Empty for the whole text. */
  readonly label: string;
  readonly counts: StanceCounts;
  readonly members: number;
  /** Members who object; for the whole text those whose objection would stop its adoption. */
  readonly objectors: readonly MemberId[];
  /** Regional groups among the objectors. */
  readonly spread: readonly GroupId[];
  /** Least number of members who must change for the rule to adopt; null when none can make it. */
  readonly moves: number | null;
  /** False when the search stopped early: then `moves` would do but is perhaps not least. */
  readonly movesProven: boolean;
  /** One smallest set whose change would do, at most `PIVOTAL_MAX` of it. */
  readonly pivotal: readonly MemberId[];
  /** F/S among those who spoke. */
  readonly support: number | null;
  /** S/T; null in a body without members. */
  readonly coverage: number | null;
  /** Share in favour if all silent members were against, and if all were for; null in a body without members. */
  readonly bounds: readonly [number, number] | null;
  readonly agreement: number | null;
  readonly leik: number | null;
  /** 1 − leik. */
  readonly polarisation: number | null;
  /** Share of the spread of stances that lies between regional groups; null where they share no members out or none spoke. */
  readonly eta: number | null;
  readonly groups: readonly GroupFigures[];
  /** The group with the lowest favour: consensus of a whole can hide it. */
  readonly groupFloor: GroupFigures | null;
  readonly groupMean: number | null;
  readonly silent: readonly MemberId[];
  readonly stale: readonly MemberId[];
  readonly robustness: Robustness | null;
  readonly state: ItemState;
  /** True when the record declares it agreed while the rule could not adopt it: shown with a warning, never changed. */
  readonly contradicted: boolean;
  /** What the rule still lacks; empty when it holds. */
  readonly missing: readonly Missing[];
  /** Words outside brackets over all words; null without a way to count, or without words. */
  readonly cleanShare: number | null;
  /** The figures above with their formulas and inputs, so that anyone can redo them. */
  readonly trace: readonly FigureTrace[];
}
