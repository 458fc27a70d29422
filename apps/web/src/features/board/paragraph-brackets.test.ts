import { expect, test } from 'vitest';
import { paragraphBrackets } from './paragraph-brackets.ts';

test('every bracket of a paragraph is told from the outside in, with whom it names', () => {
  const text =
    'Decides [Kenya, supported by Fiji and France: to act [at once]] and [France: delete] [Alt 2: more].';
  expect(paragraphBrackets(text)).toEqual([
    {
      words: 'to act [at once]',
      depth: 1,
      attribution: { by: ['Kenya'], supportedBy: ['Fiji', 'France'] },
    },
    { words: 'at once', depth: 2 },
    { words: 'delete', depth: 1, attribution: { by: ['France'], supportedBy: [], action: 'delete' } },
    { words: 'more', depth: 1, attribution: { by: [], supportedBy: [], alternative: 2 } },
  ]);
});

test('words without brackets have none, and neither have those whose brackets do not pair', () => {
  expect(paragraphBrackets('Decides to act.')).toEqual([]);
  expect(paragraphBrackets('Decides [to act.')).toEqual([]);
});
