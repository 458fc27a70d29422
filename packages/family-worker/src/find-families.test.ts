import { nearDuplicates } from '@plenary/opinion';
import { expect, test } from 'vitest';
import { findFamilies } from './index.ts';

const EXEC_ARGV = [
  '--conditions=plenary-source',
  '--import',
  new URL('../../../infra/run/source-loader.mjs', import.meta.url).href,
];
const LETTER = 'We ask that every report on these systems is published within thirty days of its making.';
const texts = [
  ...Array.from({ length: 12 }, (_, at) => ({ id: `c${at + 1}`, text: `${LETTER} Signed, number ${at}.` })),
  {
    id: 'c13',
    text: 'The second article repeats what the first one says already, in other and longer words.',
  },
];

test('[FAW-1] a thread finds the families that the rules find', async () => {
  const found = await findFamilies(texts, { execArgv: EXEC_ARGV });
  expect(found).toEqual(nearDuplicates(texts));
  expect(found).toMatchObject({ texts: 13, distinct: 2 });
});

test('[FAW-2] texts that cannot be compared are a fault, and a comparison can be given up', async () => {
  const twice = [...texts, { id: 'c1', text: 'Again.' }];
  await expect(findFamilies(twice, { execArgv: EXEC_ARGV })).rejects.toThrow('could not be compared');
  const giveUp = new AbortController();
  const comparing = findFamilies(texts, { execArgv: EXEC_ARGV, signal: giveUp.signal });
  giveUp.abort();
  await expect(comparing).rejects.toThrow('given up');
  await expect(findFamilies(texts, { execArgv: EXEC_ARGV, signal: giveUp.signal })).rejects.toThrow();
});
