import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerCase, firstDifference, type CaseFile, type WorkedCase } from './cases.ts';

const file = JSON.parse(
  readFileSync(new URL('../../../testkit/vectors/domain-cases.json', import.meta.url), 'utf8'),
) as CaseFile & { tests: WorkedCase[] };

const ours = ['decision', 'metric', 'threshold', 'weights', 'distance', 'power', 'amendment-order'];

describe('[DEC-1] worked cases of the field have the outcome that their source gives', () => {
  for (const example of file.tests.filter(({ kind }) => ours.includes(kind))) {
    test(`${example.id} ${example.name ?? ''}`, () => {
      const answered = answerCase(example, file);
      expect(answered).toHaveProperty('answer');
      if (answered !== undefined && 'answer' in answered)
        expect(firstDifference(example.expected, answered.answer, example.tolerance ?? 0)).toBeUndefined();
    });
  }
});
