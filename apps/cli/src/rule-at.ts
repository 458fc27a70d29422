import {
  BALLOT_POSITIONS,
  catalogueRule,
  COMPARISONS,
  DECISION_METHODS,
  parseRule,
  RULE_SETS,
  type DecisionRule,
  type Refusal,
} from '@plenary/consensus';
import { InputError } from './input.ts';

/** What the grammar of rules expects where something else stands. */
const EXPECTED: Readonly<Record<string, string>> = {
  'rule.noPass': 'a test under pass',
  'rule.notACount': 'a whole number in the range of the field',
  'rule.notAFilter': '{attr} with one of eq, ne and in, or and, or, not',
  'rule.notAList': 'a list with at least one entry',
  'rule.notARational': 'an exact number as text, such as "2/3", "0.65" or "9"',
  'rule.notAShare': 'a share from 0 to 1 of a whole that holds it, else zero or more',
  'rule.notAValue': 'a word, a number, true, false or null',
  'rule.notAWeight': '"one", an attribute, or cap, mix, normalise or sqrt',
  'rule.notAWord': 'a word of 1 to 200 characters',
  'rule.notAnObject': 'an object',
  'rule.notHours': 'a whole number of hours from 1',
  'rule.sharesNotOne': 'shares that add up to one',
  'rule.tooLarge': 'a smaller rule',
  'rule.unknownField': 'a field of the grammar of rules',
};
/** Words that a field takes, by its name. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  set: RULE_SETS,
  of: RULE_SETS,
  op: COMPARISONS,
  method: DECISION_METHODS,
  position: BALLOT_POSITIONS,
};

const expectedBy = ({ code, facts }: Refusal): string => {
  const field = String(facts['path']).split('.').at(-1) ?? '';
  const words = Object.hasOwn(WORDS, field) ? WORDS[field] : undefined;
  if (code === 'rule.unknownWord' && words !== undefined) return `one of ${words.join(', ')}`;
  return Object.hasOwn(EXPECTED, code) ? (EXPECTED[code] ?? '') : 'a rule that can be read';
};

/**
 * The rule of an input: written out, or named by its id in the catalogue.
 * @throws InputError with the path and what was expected there
 */
export const ruleAt = (path: string, value: unknown): DecisionRule => {
  if (typeof value === 'string') {
    const known = catalogueRule(value);
    if (known === undefined)
      throw new InputError(`${path}: $.rule: expected a rule or the id of one of the catalogue`);
    return known;
  }
  const parsed = parseRule(value);
  if (parsed.ok) return parsed.rule;
  const { refusal } = parsed;
  throw new InputError(
    `${path}: $.${String(refusal.facts['path'])}: expected ${expectedBy(refusal)} (${refusal.code})`,
  );
};
