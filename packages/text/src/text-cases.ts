import { bracketAttribution, bracketStats } from './brackets.ts';
import { bracketedWords } from './clean-share.ts';
import { alternativeLabels, insertLabels, renumber } from './labels.ts';
import { formatSymbol, parseSymbol } from './symbols.ts';

type Json = Readonly<Record<string, unknown>>;

/** Most labels that one case may ask for. */
export const CASE_LABELS_MAX = 1_000;

/** A case that cannot be read; the message says what was expected where. */
class CaseProblem extends Error {}
const problem = (text: string): never => {
  throw new CaseProblem(text);
};

const wordAt = (inputs: Json, key: string): string => {
  const value = inputs[key];
  return typeof value === 'string' ? value : problem(`inputs.${key}: a word was expected`);
};
const wordsAt = (inputs: Json, ...keys: readonly string[]): readonly string[] => {
  const key = keys.find((name) => inputs[name] !== undefined) ?? keys[0] ?? '';
  const value = inputs[key];
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
    ? value
    : problem(`inputs.${key}: a list of words was expected`);
};
const countAt = (inputs: Json, key: string): number => {
  const value = inputs[key];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= CASE_LABELS_MAX
    ? value
    : problem(`inputs.${key}: a whole number from 0 to ${CASE_LABELS_MAX} was expected`);
};

const numbering = (rule: string, inputs: Json): Json => {
  switch (rule) {
    case 'insertLabels': {
      const labels = insertLabels(
        wordsAt(inputs, 'existing'),
        wordAt(inputs, 'after'),
        countAt(inputs, 'count'),
      );
      return labels === undefined ? { error: 'label.noOrdinal' } : { labels };
    }
    case 'alternativeLabels':
      return { labels: alternativeLabels(wordAt(inputs, 'paragraph'), countAt(inputs, 'count')) };
    case 'renumber': {
      const labels = wordsAt(inputs, 'labels', 'existing');
      const map = renumber(labels);
      return { map, labels: labels.map((label) => map[label]) };
    }
    default:
      return problem(`unknown rule ${rule}`);
  }
};

const brackets = (rule: string, inputs: Json): Json => {
  const text = wordAt(inputs, 'text');
  if (rule === 'bracketStats') return { ...bracketStats(text) };
  return rule === 'bracketAttribution' ? { ...bracketAttribution(text) } : problem(`unknown rule ${rule}`);
};

const symbol = (inputs: Json): Json => {
  const read = parseSymbol(wordAt(inputs, 'symbol'));
  return read === undefined
    ? { error: 'symbol.malformed', valid: false }
    : { ...read, valid: true, symbol: formatSymbol(read) };
};

const divisorOf = (a: number, b: number): number => (b === 0 ? a : divisorOf(b, a % b));

/** The clean share with its exact fraction, as the figures of the other cases are written. */
const cleanFigure = (inputs: Json): Json => {
  const words = bracketedWords(wordAt(inputs, 'text'));
  if (words === null || words.all === 0) return { value: null };
  const { outside, all } = words;
  const common = divisorOf(all, outside);
  const exact = outside % all === 0 ? String(outside / all) : `${outside / common}/${all / common}`;
  return { value: (outside / all).toFixed(6), exact, outside, all };
};

const answerOf = (kind: string, rule: string, inputs: Json): Json | undefined => {
  switch (kind) {
    case 'symbol':
      return symbol(inputs);
    case 'brackets':
      return brackets(rule, inputs);
    case 'numbering':
      return numbering(rule, inputs);
    case 'metric':
      return rule === 'cleanShare' ? cleanFigure(inputs) : undefined;
    default:
      return undefined;
  }
};

/** The text package's answer to a worked case of its kinds; undefined when the kind belongs elsewhere. */
export const answerTextCase = (test: {
  readonly kind: string;
  readonly rule: unknown;
  readonly inputs: Json;
}): { readonly answer: Json } | { readonly problem: string } | undefined => {
  try {
    const answer = answerOf(test.kind, String(test.rule), test.inputs);
    return answer === undefined ? undefined : { answer };
  } catch (error) {
    if (error instanceof CaseProblem) return { problem: error.message };
    throw error;
  }
};
