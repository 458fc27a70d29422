import { LANGS } from './languages.ts';
import { pluralCategory } from './plural.ts';

/** A worked case as it stands in the file of cases. */
interface PluralCase {
  readonly kind: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The answer to a worked case of the kind `plural`; undefined when the case is of another kind. */
export const answerPluralCase = (
  test: PluralCase,
): { readonly answer: Readonly<Record<string, unknown>> } | { readonly problem: string } | undefined => {
  if (test.kind !== 'plural') return undefined;
  const lang = LANGS.find((candidate) => candidate === test.inputs['lang']);
  const { numbers } = test.inputs;
  if (lang === undefined) return { problem: `unknown language ${String(test.inputs['lang'])}` };
  if (!Array.isArray(numbers) || !numbers.every((n) => typeof n === 'number'))
    return { problem: 'inputs.numbers is no list of numbers' };
  return { answer: { categories: numbers.map((n) => pluralCategory(lang, n)) } };
};

export interface CaseOutcome {
  readonly id: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'notMine';
  /** What differed, when it failed. */
  readonly message?: string;
}

/** Judges a worked case against what it expects. */
export const runI18nCase = (
  test: PluralCase & {
    readonly id: string;
    readonly name?: string;
    readonly expected: Readonly<Record<string, unknown>>;
  },
): CaseOutcome => {
  const named = { id: test.id, name: test.name ?? '' };
  const answered = answerPluralCase(test);
  if (answered === undefined) return { ...named, outcome: 'notMine' };
  if ('problem' in answered) return { ...named, outcome: 'failed', message: answered.problem };
  const [expected, got] = [JSON.stringify(test.expected), JSON.stringify(answered.answer)];
  return expected === got
    ? { ...named, outcome: 'passed' }
    : { ...named, outcome: 'failed', message: `expected ${expected}, got ${got}` };
};
