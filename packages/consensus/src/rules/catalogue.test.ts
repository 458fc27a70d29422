import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DecisionRule } from '../types.ts';
import { CATALOGUE, catalogueRule } from './catalogue.ts';
import { parseRule } from './parse-rule.ts';

const { rules } = JSON.parse(
  readFileSync(new URL('../../../testkit/vectors/domain-cases.json', import.meta.url), 'utf8'),
) as { rules: Record<string, DecisionRule> };

describe('[CAT-1] a rule of the catalogue is the rule of its source', () => {
  test.each(Object.keys(rules))('%s', (id) => {
    const ours = catalogueRule(id);
    const theirs = rules[id];
    if (ours === undefined || theirs === undefined) throw new Error(`no rule ${id} in the catalogue`);
    const { names: _, eligible, requires, basis, ...rest } = ours;
    const { eligible: sourceEligible, requires: sourceRequires, basis: __, ...source } = theirs;
    expect(rest).toEqual(source);
    expect(basis).toEqual(expect.any(String));
    // What the platform adds: observers do not decide, and consensus is tried before a ballot on a text.
    expect(eligible).toEqual(sourceEligible ?? { attr: 'role', ne: 'observer' });
    const tried = rest.method === 'ballot' && id !== 'ga-open-debate' ? ['consensusExhausted'] : undefined;
    expect(requires).toEqual(sourceRequires ?? tried);
  });
});

test('[CAT-2] every rule of the catalogue parses, has its own id, a name and a basis', () => {
  expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
  for (const rule of CATALOGUE) {
    expect(parseRule(JSON.parse(JSON.stringify(rule)))).toEqual({ ok: true, rule });
    expect(rule.names?.['en']).toBeTruthy();
    expect(rule.basis).toBeTruthy();
  }
});

test.each(CATALOGUE)('[CAT-3] $id has its name in the six languages', ({ names }) => {
  expect(Object.keys(names ?? {}).toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'zh']);
});

test('[CAT-2] a name that no rule has finds none', () => {
  expect(catalogueRule('toString')).toBeUndefined();
});
