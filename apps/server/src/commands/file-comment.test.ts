import type { ConsultationAct } from '@plenary/consensus';
import { expect, test } from 'vitest';
import { filingHash } from './file-comment.ts';

const ACT: ConsultationAct = {
  type: 'fileComment',
  about: { on: 'text' },
  kind: 'general',
  lang: 'en',
  naming: 'pseudonym',
};
const WORDS = { published: { text: 'Who answers should be said.' } };

test('[CNS-71] a comment filed without work shown and sent again after it was shown is the same request', () => {
  const hash = filingHash('consultation:door', [{ act: ACT, words: WORDS }]);
  const unproven = { ...ACT, unproven: true } as const;
  expect(filingHash('consultation:door', [{ act: unproven, words: WORDS }])).toBe(hash);
  const other = { published: { text: 'Something else should be said.' } };
  expect(filingHash('consultation:door', [{ act: ACT, words: other }])).not.toBe(hash);
});
