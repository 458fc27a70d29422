import { LIMITS } from '@plenary/protocol';
import { expect, test } from 'vitest';
import { pastedTranslation } from './pasted-translation.ts';

const ORIGINAL = [{ label: '' }, { label: 'PP1' }, { label: '1' }, { label: '(a)' }, { label: '12' }];
const WORDS = ['Charte', 'Rappelant,', 'Décide :', 'd’agir ;', 'Prie.'];

test('[REG-95] plain text has one paragraph on each line, with the labels of the original or without any', () => {
  expect(pastedTranslation(ORIGINAL, WORDS.join('\n'))).toEqual({ words: WORDS });
  expect(
    pastedTranslation(
      ORIGINAL,
      'Charte\r\n\r\nPP1 Rappelant,\r\n1. Décide :\r\n(a) d’agir ;\r\n12. Prie.\r\n',
    ),
  ).toEqual({ words: WORDS });
});

test('[REG-95] a table has the columns label and words, separated as spreadsheets separate them', () => {
  for (const mark of [',', ';', '\t'])
    expect(
      pastedTranslation(
        ORIGINAL,
        ['label', '', 'PP1', '1', '(a)', '12']
          .map((label, at) => `${label}${mark}"${['words', ...WORDS][at] ?? ''}"`)
          .join('\r\n'),
      ),
    ).toEqual({ words: WORDS });
});

test('[REG-95] what does not fit the original is told with its line', () => {
  expect(pastedTranslation(ORIGINAL, WORDS.slice(1).join('\n'))).toEqual({
    problems: [{ problem: 'count', expected: 5, given: 4 }],
  });
  expect(pastedTranslation(ORIGINAL, 'Charte\n\n1. Rappelant,\nDécide\nx\nPrie.')).toEqual({
    problems: [{ problem: 'label', line: 3, expected: 'PP1', given: '1' }],
  });
  expect(pastedTranslation(ORIGINAL, 'label,words\n,Charte\nPP2,Rappelant\n1,\n(a),x\n12,y')).toEqual({
    problems: [
      { problem: 'label', line: 3, expected: 'PP1', given: 'PP2' },
      { problem: 'words', line: 4 },
    ],
  });
  expect(pastedTranslation(ORIGINAL, 'label,words\n1,"open')).toEqual({
    problems: [{ problem: 'quote', line: 2 }],
  });
  expect(pastedTranslation(ORIGINAL, 'x'.repeat(LIMITS.TRANSLATION_CHARACTERS_MAX + 1))).toEqual({
    problems: [{ problem: 'tooLong', max: LIMITS.TRANSLATION_CHARACTERS_MAX }],
  });
});

test('[REG-95] a line that only begins with a number of the original, or with the first of a longer one, keeps its words', () => {
  expect(pastedTranslation([{ label: '1' }, { label: '2' }], '1 Jan\n20 pays')).toEqual({
    words: ['Jan', '20 pays'],
  });
});

test('[REG-95] a label that is the beginning of another one is told from it', () => {
  const original = [{ label: 'OP2' }, { label: 'OP2 (a)' }, { label: 'OP2 (b)' }];
  expect(pastedTranslation(original, 'OP2 Décide :\nOP2 (a) d’agir ;\nOP2 (b) de dire.')).toEqual({
    words: ['Décide :', 'd’agir ;', 'de dire.'],
  });
  expect(pastedTranslation(original, 'OP2 (a) d’agir ;\nOP2 (a) x\nOP2 (b) y')).toEqual({
    problems: [{ problem: 'label', line: 1, expected: 'OP2', given: 'OP2 (a)' }],
  });
});
