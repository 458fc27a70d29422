import { expect, test } from 'vitest';
import { lookAlikeKey } from './look-alike.ts';

test('[CNV-6] letters borrowed from another script, case, composition and signs make no other words', () => {
  const key = lookAlikeKey('Civil society');
  for (const other of [
    'CIVIL  society!',
    'Сivil society',
    'Civil sоciеty',
    'Ⅽivil—society',
    'Civil\u2003society',
  ])
    expect(lookAlikeKey(other)).toBe(key);
  expect(lookAlikeKey('e\u0301tat')).toBe(lookAlikeKey('État'));
});

test('[CNV-6] other words stay other words, in any script', () => {
  for (const [one, other] of [
    ['Civil society', 'Civil societies'],
    ['Стол', 'Стул'],
    ['检验', '检查'],
    ['10 days', '1 day'],
    ['مجتمع', 'مجتمعات'],
  ] as const)
    expect(lookAlikeKey(one)).not.toBe(lookAlikeKey(other));
  expect(lookAlikeKey('…')).toBe('');
});
