import { ID } from './draft-document.ts';

/** What became of the text when the words of a decision entered it: ids of paragraphs of this document. */
export interface TakenDecision {
  /** Paragraphs that the decision changed, brought or moved. */
  readonly paragraphs: readonly string[];
  /** Those of them in which words written since the revision gave way; they are in the history. */
  readonly displaced: readonly string[];
  /** Paragraphs of the record, by their ids there, that could not be followed: they stand joined to others here. */
  readonly unmade: readonly string[];
}

export const DECISION_REGISTERS = ['paragraphs', 'displaced', 'unmade'] as const;
type DecisionRegister = (typeof DECISION_REGISTERS)[number];

const isIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string' && ID.test(id));

/** Whether a value may stand in a register of a decision. */
export const isDecisionRegister = (name: string, value: unknown): boolean =>
  DECISION_REGISTERS.some((register) => register === name) && isIds(value);

/** What is known of a decision from its raw registers; undefined where its words were never taken over. */
export const readDecision = (
  _owner: string,
  raw: ReadonlyMap<string, unknown>,
): TakenDecision | undefined => {
  const ids = (name: DecisionRegister): readonly string[] => {
    const value = raw.get(name);
    return isIds(value) ? value : [];
  };
  return raw.has('paragraphs')
    ? { paragraphs: ids('paragraphs'), displaced: ids('displaced'), unmade: ids('unmade') }
    : undefined;
};
