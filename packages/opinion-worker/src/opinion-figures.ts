import type { GroupingOutcome } from '@plenary/opinion';

/** A count of fewer people is not told of any group. */
export const CELL_MIN = 5;
/** Most points of a map that are told; of more participants evenly taken ones. */
export const POINTS_MAX = 1_500;

/** What one group said to a statement; null where fewer people than `CELL_MIN` stand behind it. */
export interface GroupCell {
  readonly agree: number;
  readonly disagree: number;
  readonly seen: number;
}

/** Figures of one statement under one division of the participants. */
export interface DividedFigures {
  /** Geometric mean over the groups; null where none counts. */
  readonly consensus: number | null;
  /** The same with those who were set aside; absent where nobody was, and of computed groups, in which they are not. */
  readonly withAside?: number | null;
  /** The same without flagged participants; absent where it differs by one point or less. */
  readonly withoutFlagged?: number | null;
  /** By group, in the order of the groups. */
  readonly cells: readonly (GroupCell | null)[];
}

export interface StatementFigures {
  readonly statement: number;
  readonly agree: number;
  readonly disagree: number;
  readonly pass: number;
  /** The same with those who were set aside; absent where nobody was. */
  readonly withAside?: { readonly agree: number; readonly disagree: number; readonly pass: number };
  /** Share of all votes that agree without those of flagged participants; absent where it differs by one point or less. */
  readonly agreeShareWithoutFlagged?: number | null;
  readonly declared: DividedFigures;
  /** Absent where computed groups are not shown. */
  readonly computed?: DividedFigures;
  /** How soon it is put to the next person. */
  readonly priority: number;
  /** It was voted on far more often than usual within an hour, so many times. */
  readonly bursts: number;
}

/** A statement that stands for a group. */
export interface HeldStatement {
  readonly statement: number;
  readonly direction: 'agree' | 'disagree';
}

export interface GroupFigures {
  /** Id of a declared group, letter of a computed one. */
  readonly id: string;
  /** Null where it has fewer people than `CELL_MIN`. */
  readonly size: number | null;
  readonly holds: readonly HeldStatement[];
}

/** Accounts that look unlike those of many people, by pseudonyms. A person looks at them, and nobody else does anything. */
export interface AccountFlags {
  /** They say the same to nearly everything. */
  readonly straightLining: readonly string[];
  /** Families that came within one hour and say the very same to the very same statements. */
  readonly alike: readonly (readonly string[])[];
  /** Who came in an hour, in milliseconds since 1970, in which far more came than was usual. */
  readonly bursts: readonly { readonly at: number; readonly accounts: readonly string[] }[];
}

/** What a conversation comes to. Computed groups are diagnostic, and told to the public from fifty participants on. */
export interface OpinionFigures {
  /** Position of the last entry of the log that is counted. */
  readonly position: number;
  readonly participants: number;
  /** Participants who stand on the map. */
  readonly placed: number;
  readonly votes: number;
  readonly declared: readonly GroupFigures[];
  /** Why the computed groups are what they are; `notShown` where too few participants stand on the map. */
  readonly outcome: GroupingOutcome | 'notShown';
  readonly computed: readonly GroupFigures[];
  readonly silhouette: number | null;
  /** Share of participants whose group is the same with half of the votes. */
  readonly survival: number | null;
  readonly statements: readonly StatementFigures[];
  /** Participants with votes whom a person set aside, and their votes: none of them is in any figure but those `withAside`. */
  readonly aside: number;
  readonly asideVotes: number;
  /** Of those who count, the participants whom the figures `withoutFlagged` leave out. */
  readonly flagged: number;
  readonly flaggedVotes: number;
  /** Participants who say the same to nearly everything. Flagged, never removed. */
  readonly straightLining: number;
  /** Participants who came within one hour and say the very same to the very same statements. Flagged, never removed. */
  readonly alike: number;
  /** Families of them. */
  readonly alikeFamilies: number;
  /** Hours in which far more participants came than was usual. */
  readonly arrivalBursts: number;
  /** Places on the map with the place of the computed group, −1 for none. */
  readonly points: readonly (readonly [x: number, y: number, group: number])[];
}
