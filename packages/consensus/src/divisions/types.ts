import type { DividedWhole, DivisionFate, PartOutcome } from '../vocabulary.ts';

/** A part of a proposal that is voted on by itself. */
export interface TextPart {
  /** `1`, `2` … in the order in which they were asked for; what nobody asked for comes last. */
  readonly id: string;
  /** What it is made of, in the order of the text: ids of paragraphs, or of changes of an amendment, `c1`, `c2` …. */
  readonly units: readonly string[];
  /** Whether it holds an operative paragraph, or changes one. */
  readonly isOperative: boolean;
  /** Whether it is what nobody asked for. */
  readonly isRest: boolean;
}

/** A part of a division that was carried. As an item of a decision it is named `D1.2`. */
export interface DividedPart extends TextPart {
  /** Hash of what is put with it: the item, its words then, and the units. */
  readonly hash: string;
  readonly outcome?: PartOutcome;
  /** The decision that was taken on it. */
  readonly decision?: string;
}

/**
 * A motion that parts of a proposal or of an amendment be voted on separately (GA rule 89). As an item of a decision it is
 * named by its id.
 */
export interface Division {
  /** `D1`, `D2` … in the order of asking. */
  readonly id: string;
  /** What is to be divided: the whole text or an amendment. */
  readonly item: string;
  /** The delegation that asked. */
  readonly member: string;
  readonly asked: readonly (readonly string[])[];
  /** Why; empty where nothing was said. */
  readonly reason: string;
  /** Hash of the words of the item when it was asked. */
  readonly textHash: string;
  /** Hash of the motion itself. */
  readonly hash: string;
  readonly askedAt: string;
  readonly fate: DivisionFate;
  /** Once it is carried. */
  readonly parts?: readonly DividedPart[];
  readonly whole?: DividedWhole;
  /** When it was lost, withdrawn, or its last part decided. */
  readonly endedAt?: string;
}

/** What a delegation asks. */
export interface AskedDivision {
  /** An amendment; the whole text unless given. */
  readonly item?: string;
  /** Each list is a part; what is in none of them is one too. */
  readonly parts: readonly (readonly string[])[];
  readonly reason: string;
  /** Hash of the words that it is about. */
  readonly textHash: string;
}
