import type { BodyState, DecisionOutcome, DeliberationState } from '@plenary/consensus';

/** What is checked, in this order. Each needs the ones before it. */
export const CHECKS = [
  'format',
  'checkpoint',
  'root',
  'commitments',
  'streams',
  'lawful',
  'texts',
  'decisions',
  'conversations',
] as const;
export type CheckCode = (typeof CHECKS)[number];

/** What was found; for a failure `problem` and where. */
export type Facts = Readonly<Record<string, string | number>>;

export interface Check {
  readonly code: CheckCode;
  readonly ok: boolean;
  readonly facts: Facts;
}

/** The end of the deliberation in figures, as recomputed. */
export interface Summary {
  readonly paragraphs: number;
  /** Own positions that stand, over all items. */
  readonly positions: number;
  readonly groupStatements: number;
  readonly explanations: number;
  readonly decisions: number;
  /** Of the last decision; absent while there is none or it is open. */
  readonly outcome?: DecisionOutcome;
}

/** The answer of a verification: every check that could be made, and whether all hold. */
export interface VerificationReport {
  readonly ok: boolean;
  /** Ends with the first that fails. */
  readonly checks: readonly Check[];
  /** The deliberation, the body and the figures as recomputed; absent unless every event was replayed. */
  readonly state?: DeliberationState;
  readonly body?: BodyState;
  readonly summary?: Summary;
}

/** Something in the record is not as it must be. A finding, never a fault of ours. */
export class Failed extends Error {
  readonly facts: Facts;
  constructor(facts: Facts) {
    super(JSON.stringify(facts));
    this.facts = facts;
  }
}
