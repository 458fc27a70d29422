import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerPluralCase, runI18nCase } from './cases.ts';
import { LANGS } from './languages.ts';
import { PLURAL_CATEGORIES, pluralCategory, PLURALS_OF } from './plural.ts';

test.each(LANGS)('[LNG-2] every number has the category that CLDR gives it in %s', (lang) => {
  const cldr = new Intl.PluralRules(lang);
  const numbers = [
    ...Array.from({ length: 2_001 }, (_, n) => n),
    ...[0.1, 0.5, 1.2, 1.5, 2.5, 3.7, 10.5, 21.1, 100.5],
    ...[1e6, 1e6 + 1, 2e6, 1.5e6, 1e9, 123_456_789],
  ];
  for (const n of numbers) expect([n, pluralCategory(lang, n)]).toEqual([n, cldr.select(n)]);
  fc.assert(
    fc.property(fc.maxSafeInteger(), (n) => pluralCategory(lang, n) === cldr.select(n)),
    { seed: 9 },
  );
});

test('[LNG-2] the sign plays no part, and what is not finite is other', () => {
  expect(pluralCategory('ar', -2)).toBe('two');
  expect(pluralCategory('ru', Number.NaN)).toBe('other');
  expect(pluralCategory('en', Number.POSITIVE_INFINITY)).toBe('other');
});

test('[LNG-2] the categories listed for a language are those its numbers have', () => {
  for (const lang of LANGS) {
    const cldr: readonly string[] = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    expect(PLURALS_OF[lang]).toEqual(PLURAL_CATEGORIES.filter((category) => cldr.includes(category)));
  }
});

const { tests } = JSON.parse(
  readFileSync(new URL('../../testkit/vectors/domain-cases.json', import.meta.url), 'utf8'),
) as { tests: Parameters<typeof runI18nCase>[0][] };

test('[LNG-10] the worked cases of plurals pass, and other kinds are left to others', () => {
  const outcomes = tests.map((each) => [each.kind === 'plural', runI18nCase(each).outcome]);
  expect(outcomes.filter(([mine]) => mine).length).toBeGreaterThan(1);
  for (const [mine, outcome] of outcomes) expect(outcome).toBe(mine ? 'passed' : 'notMine');
});

test('[LNG-10] a case that expects otherwise fails, and one that cannot be read says why', () => {
  const wrong = {
    id: 'X1',
    kind: 'plural',
    inputs: { lang: 'en', numbers: [1] },
    expected: { categories: ['other'] },
  };
  expect(runI18nCase(wrong)).toMatchObject({ id: 'X1', outcome: 'failed' });
  expect(answerPluralCase({ kind: 'plural', inputs: { lang: 'tlh', numbers: [1] } })).toEqual({
    problem: 'unknown language tlh',
  });
  expect(runI18nCase({ ...wrong, inputs: { lang: 'en', numbers: ['1'] } })).toMatchObject({
    message: 'inputs.numbers is no list of numbers',
  });
});
