import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bracketWordings, WORDINGS_MAX } from './bracket-wordings.ts';
import { parseBrackets } from './brackets.ts';

const words = (text: string): readonly string[] => bracketWordings(text).map((wording) => wording.words);

test('[BRK-5] brackets side by side are alternatives, one alone is kept or left out', () => {
  expect(words('a system of high risk [shall][should] be tested;')).toEqual([
    'a system of high risk shall be tested;',
    'a system of high risk should be tested;',
  ]);
  expect(words('licences [, where appropriate,] with the documentation')).toEqual([
    'licences, where appropriate, with the documentation',
    'licences with the documentation',
  ]);
  expect(words('in doing so [, in accordance with national law];')).toEqual([
    'in doing so, in accordance with national law;',
    'in doing so;',
  ]);
  expect(words('of [unilateral] coercive measures')).toEqual([
    'of unilateral coercive measures',
    'of coercive measures',
  ]);
  expect(words('[Alt 1: Decides] [Alt 2: Invites] States;')).toEqual(['Decides States;', 'Invites States;']);
});

test('[BRK-5] several places give their combinations, the first changing slowest, and no more than are written out', () => {
  expect(words('[shall][should] act [, at once];')).toEqual([
    'shall act, at once;',
    'shall act;',
    'should act, at once;',
    'should act;',
  ]);
  expect(words('[a][b] [c] x [d][e] y [f][g] z [h][i]')).toHaveLength(WORDINGS_MAX);
});

test('[BRK-5] a bracket inside another is settled within it; a request is no words; empty wordings are none', () => {
  expect(words('Urges [all [developed] States];')).toEqual([
    'Urges all developed States;',
    'Urges all States;',
    'Urges;',
  ]);
  expect(words('Urges States [Kenya: delete];')).toEqual(['Urges States;']);
  expect(words('[Urges States]')).toEqual(['Urges States']);
  expect(words('Urges States;')).toEqual([]);
  expect(words('Urges [States;')).toEqual([]);
});

test('[BRK-5] who holds or supports a bracket seeks the wordings with its words', () => {
  expect(bracketWordings('[Brazil, supported by Kenya: shall][Japan: should] act')).toEqual([
    { words: 'shall act', sought: ['Brazil', 'Kenya'], dropped: ['Japan'] },
    { words: 'should act', sought: ['Japan'], dropped: ['Brazil', 'Kenya'] },
  ]);
});

test('[BRK-5] a wording has no open bracket left, and no wording stands twice', () => {
  const piece = fc.constantFrom(
    '[shall]',
    '[should]',
    ' act ',
    '[, if need be,]',
    ';',
    '[a [b] c]',
    '\\[x\\]',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const found = words(pieces.join(''));
      expect(new Set(found).size).toBe(found.length);
      expect(found.length).toBeLessThanOrEqual(WORDINGS_MAX);
      for (const each of found) {
        const parsed = parseBrackets(each);
        expect(parsed.ok && parsed.nodes.every(({ type }) => type === 'run')).toBe(true);
      }
    }),
  );
});
