import { describe, expect, test } from 'vitest';
import { adoptAmendments } from './adopt.ts';
import { issuedParagraphs } from './amendable-text.ts';
import { AMENDMENTS_FILE_LIMITS, parseAmendmentsFile } from './amendments-file.ts';
import { fileAmendments } from './file-amendments.ts';
import { parseTextFile } from './text-file.ts';

const paragraph = (id: string, text: string) => ({ id, kind: 'operative', level: 0, label: '', text });
const TEXT = {
  format: 'plenary-text/1',
  language: 'en',
  paragraphs: [
    paragraph('p1', 'States shall report'),
    paragraph('p2', 'and meet'),
    paragraph('p3', 'each year'),
  ],
};
const amendment = (id: string, changes: readonly unknown[], rest: object = {}) => ({
  id,
  by: ['FRA'],
  submitted: Number(id.replace(/\D/g, '')),
  changes,
  ...rest,
});
const words = (paragraphId: string, text: string) => ({ paragraph: paragraphId, new: text });
const file = (...amendments: readonly unknown[]) => ({ format: 'plenary-amendments/1', amendments });

const textProblem = (json: unknown) => {
  const read = parseTextFile(json);
  return read.ok ? undefined : `${read.problem.path}: ${read.problem.expected}`;
};
const filed = (json: unknown, text: unknown = TEXT) => {
  const [readText, read] = [parseTextFile(text), parseAmendmentsFile(json)];
  if (!readText.ok) throw new Error(readText.problem.path);
  return read.ok ? fileAmendments(readText.value, read.value) : read;
};
const problem = (json: unknown) => {
  const read = filed(json);
  return read.ok ? undefined : `${read.problem.path}: ${read.problem.expected}`;
};
const used = (json: unknown) => {
  const read = filed(json);
  if (!read.ok) throw new Error(read.problem.path);
  return read.value;
};

describe('a text file', () => {
  test('[FIL-1] is read with its language, and a label may be missing', () => {
    const read = parseTextFile({
      ...TEXT,
      paragraphs: [{ id: 'a.b-c_1', kind: 'item', level: 4, text: 'x' }],
    });
    expect(read).toEqual({
      ok: true,
      value: { ...TEXT, paragraphs: [{ id: 'a.b-c_1', kind: 'item', level: 4, label: '', text: 'x' }] },
    });
  });

  test.each([
    [[], ': an object'],
    [{ ...TEXT, format: 'plenary-text/2' }, 'format: "plenary-text/1"'],
    [{ ...TEXT, extra: 1 }, 'extra: one of format, language, paragraphs, hash'],
    [{ ...TEXT, language: 'English' }, 'language: a language tag such as "en"'],
    [{ ...TEXT, paragraphs: {} }, 'paragraphs: a list'],
    [{ ...TEXT, paragraphs: [] }, 'paragraphs: at least one paragraph'],
    [
      { ...TEXT, paragraphs: [paragraph('p1', 'a'), paragraph('p1', 'b')] },
      'paragraphs[1].id: an id that no other',
    ],
    [
      { ...TEXT, paragraphs: [{ ...paragraph('p1', 'a'), kind: 'clause' }] },
      'paragraphs[0].kind: one of title',
    ],
    [
      { ...TEXT, paragraphs: [{ ...paragraph('p1', 'a'), level: 5 }] },
      'paragraphs[0].level: a whole number from 0 to 4',
    ],
    [
      { ...TEXT, paragraphs: [{ ...paragraph('p1', 'a'), level: 0.5 }] },
      'paragraphs[0].level: a whole number from 0 to 4',
    ],
    [{ ...TEXT, paragraphs: [{ ...paragraph('p1', 'a'), text: 7 }] }, 'paragraphs[0].text: text'],
    [
      { ...TEXT, paragraphs: [paragraph('p1', 'a\u0000')] },
      'paragraphs[0].text: text without control characters',
    ],
    [
      { ...TEXT, paragraphs: [paragraph('p1', '\ud800')] },
      'paragraphs[0].text: text without control characters',
    ],
    [
      { ...TEXT, paragraphs: [paragraph('p1', 'x'.repeat(20_001))] },
      'paragraphs[0].text: at most 20000 characters',
    ],
    [{ ...TEXT, paragraphs: [paragraph('p 1', 'a')] }, 'paragraphs[0].id: 1 to 64 letters'],
    [{ ...TEXT, paragraphs: [paragraph('__proto__', 'a')] }, 'paragraphs[0].id: 1 to 64 letters'],
    [
      { ...TEXT, paragraphs: Array.from({ length: 2_001 }, (_, at) => paragraph(`p${at}`, 'a')) },
      'paragraphs: at most 2000',
    ],
    [
      {
        ...TEXT,
        paragraphs: Array.from({ length: 101 }, (_, at) => paragraph(`p${at}`, 'x'.repeat(20_000))),
      },
      'paragraphs: at most 2000000 characters in all',
    ],
  ])('[FIL-1] is refused with the path and what was expected (%#)', (json, expected) => {
    expect(textProblem(json)).toContain(expected);
  });
});

describe('a file of amendments', () => {
  test('[FIL-3] becomes operations in the order of submission, whatever the order in the file', () => {
    const { amendments, idOf, numberOf } = used(
      file(
        amendment('A9', [words('p1', 'States should report')]),
        amendment('A2', [{ paragraph: 'p2', delete: true }]),
      ),
    );
    expect(amendments.map(({ number }) => [number, idOf.get(number)])).toEqual([
      [1, 'A2'],
      [2, 'A9'],
    ]);
    expect(numberOf.get('A9')).toBe(2);
    expect(amendments[0]).toEqual({
      number: 1,
      base: 0,
      by: ['FRA'],
      operations: [{ type: 'deleteParagraph', paragraph: 'p2' }],
    });
  });

  test('[FIL-3] every kind of change is carried out, and what comes is named after its amendment', () => {
    const { text, amendments } = used(
      file(
        amendment('A1', [
          words('p1', 'States should report'),
          { after: 'p1', kind: 'item', level: 1, insert: 'one' },
          { after: 'p1', kind: 'item', level: 1, insert: 'two' },
          { after: null, kind: 'heading', insert: 'Part' },
          { paragraph: 'p3', moveAfter: null },
          { paragraph: 'p2', delete: true },
        ]),
      ),
    );
    const result = adoptAmendments(text, amendments);
    expect(result.ok && issuedParagraphs(result.value)).toEqual([
      { id: 'A1.3', kind: 'heading', level: 0, text: 'Part' },
      { id: 'p3', kind: 'operative', level: 0, text: 'each year' },
      { id: 'p1', kind: 'operative', level: 0, text: 'States should report' },
      { id: 'A1.1', kind: 'item', level: 1, text: 'one' },
      { id: 'A1.2', kind: 'item', level: 1, text: 'two' },
    ]);
  });

  test('[FIL-3] a sub-amendment is read on the text as what it amends would leave it, also when that has a twin', () => {
    const { text, amendments, numberOf, idOf } = used(
      file(
        amendment('A1', [
          words('p1', 'States should now report'),
          { after: 'p1', kind: 'operative', insert: 'new words' },
        ]),
        amendment(
          'A2',
          [words('p1', 'States should now report'), { after: 'p1', kind: 'operative', insert: 'new words' }],
          { by: ['BRA'] },
        ),
        amendment('S3', [words('p1', 'States should soon report'), words('A1.1', 'other words')], {
          parent: 'A2',
        }),
        amendment('S4', [words('p1', 'States should soon report'), words('A1.1', 'other words')], {
          parent: 'A1',
          by: ['CHN'],
        }),
      ),
    );
    expect(amendments.map(({ number, by, parent }) => [idOf.get(number), by, parent])).toEqual([
      ['A1', ['FRA', 'BRA'], undefined],
      ['S3', ['FRA', 'CHN'], 1],
    ]);
    expect([numberOf.get('A2'), numberOf.get('S4')]).toEqual([1, 3]);
    const result = adoptAmendments(text, amendments);
    expect(
      result.ok &&
        issuedParagraphs(result.value)
          .map((one) => one.text)
          .slice(0, 2),
    ).toEqual(['States should soon report', 'other words']);
  });

  test.each([
    [file({ ...amendment('A1', [words('p1', 'x')]), extra: 1 }), 'amendments[0].extra: one of id, by'],
    [{ ...file(), format: 'x' }, 'format: "plenary-amendments/1"'],
    [file(amendment('A1', [])), 'amendments[0].changes: 1 to 1000 changes'],
    [file(amendment('A1', [words('p1', 'x')], { by: [] })), 'amendments[0].by: 1 to 200 sponsors'],
    [
      file(amendment('A1', [words('p1', 'x')], { by: ['FRA', 'FRA'] })),
      'amendments[0].by: each sponsor once',
    ],
    [file(amendment('A1', [words('p1', 'x')], { by: ['  '] })), 'amendments[0].by[0]: a name of 1 to 200'],
    [file(amendment('A1', [words('p1', 'x')], { submitted: -1 })), 'amendments[0].submitted: a whole number'],
    [
      file(amendment('A1', [words('p1', 'x')], { submitted: 1.5 })),
      'amendments[0].submitted: a whole number',
    ],
    [
      file(amendment('A1', [words('p1', 'x')]), amendment('A1', [words('p2', 'x')])),
      'amendments[1].id: an id that no other',
    ],
    [
      file(amendment('A1', [words('p1', 'x')], { needs: ['A7'] })),
      'amendments[0].needs: another amendment, not "A7"',
    ],
    [
      file(amendment('A1', [words('p1', 'x')], { excludes: ['A1'] })),
      'amendments[0].excludes: another amendment, not "A1"',
    ],
    [file(amendment('A1', [words('p1', 'x')], { parent: 'A7' })), 'amendments[0].parent: another amendment'],
    [
      file(
        amendment('A1', [words('p1', 'x')]),
        amendment('A2', [words('p1', 'y')], { parent: 'A1' }),
        amendment('A3', [words('p1', 'z')], { parent: 'A2' }),
      ),
      'amendments[2].parent: an amendment, not a sub-amendment: there is no third degree ("A2")',
    ],
    [
      file(
        amendment('A1', [words('p1', 'x')], { needs: ['A2'] }),
        amendment('A2', [words('p2', 'y')], { needs: ['A3'] }),
        amendment('A3', [words('p3', 'z')], { needs: ['A1'] }),
      ),
      'amendments[0].needs: no circle of needs (A1 → A2 → A3 → A1)',
    ],
    [
      file(
        amendment('A1', [words('p1', 'x')]),
        amendment('A2', [words('p2', 'y')], { needs: ['A1'], excludes: ['A1'] }),
      ),
      'amendments[1].excludes: no amendment that it needs ("A1")',
    ],
    [
      file(amendment('A1', [words('p9', 'x')])),
      'amendments[0].changes[0].paragraph: a paragraph of the text, not "p9"',
    ],
    [
      file(amendment('A1', [{ after: 'p9', kind: 'operative', insert: 'x' }])),
      'amendments[0].changes[0].after: a paragraph of the text, not "p9"',
    ],
    [
      file(amendment('A1', [{ kind: 'operative', insert: 'x' }])),
      'amendments[0].changes[0].after: the id of a paragraph, or null',
    ],
    [
      file(amendment('A1', [{ after: 'p1', kind: 'clause', insert: 'x' }])),
      'amendments[0].changes[0].kind: one of',
    ],
    [
      file(amendment('A1', [{ paragraph: 'p1', moveAfter: 'p1' }])),
      'amendments[0].changes[0].moveAfter: another paragraph',
    ],
    [
      file(amendment('A1', [{ paragraph: 'p1', delete: false }])),
      'amendments[0].changes[0]: {paragraph, new}',
    ],
    [
      file(amendment('A1', [{ paragraph: 'p1', new: 'x', delete: true }])),
      'amendments[0].changes[0]: {paragraph, new}',
    ],
    [file(amendment('A1', ['p1'])), 'amendments[0].changes[0]: an object'],
    [
      file(amendment('A1', [words('p1', 'States shall report')])),
      'amendments[0].changes[0].new: other words than paragraph "p1" has',
    ],
    [
      file(amendment('A1', [words('p1', 'x'), { paragraph: 'p1', delete: true }])),
      'amendments[0].changes: changes that do not overlap (paragraph "p1")',
    ],
    [
      file(amendment('A1', [words('p1', 'x'), words('p1', 'y')])),
      'amendments[0].changes: changes that do not overlap (paragraph "p1")',
    ],
    [
      file(amendment('A1', [{ after: 'p1', kind: 'operative', insert: ' \n' }])),
      'amendments[0].changes[0].insert: the words of a paragraph',
    ],
    [
      file(amendment('A1', [{ paragraph: 'p2', moveAfter: 'p1' }])),
      'amendments[0].changes: a move of paragraph "p2" to where it does not stand already',
    ],
    [
      file(amendment('A1', [{ paragraph: 'p1', moveAfter: null }])),
      'amendments[0].changes: a move of paragraph "p1" to where it does not stand already',
    ],
    [
      file(
        amendment('A1', [
          { paragraph: 'p1', moveAfter: 'p3' },
          { paragraph: 'p2', moveAfter: 'p1' },
        ]),
      ),
      undefined,
    ],
    [file(amendment('p', [{ after: 'p1', kind: 'operative', insert: 'x' }])), undefined],
  ])('[FIL-2] is refused with the path and what was expected (%#)', (json, expected) => {
    if (expected === undefined) expect(problem(json)).toBeUndefined();
    else expect(problem(json)).toContain(expected);
  });

  test('[FIL-2] a name that would stand for two paragraphs is refused', () => {
    const text = { ...TEXT, paragraphs: [...TEXT.paragraphs, paragraph('A1.1', 'taken')] };
    expect(
      filed(file(amendment('A1', [{ after: 'p1', kind: 'operative', insert: 'x' }])), text),
    ).toMatchObject({
      ok: false,
      problem: { path: 'amendments[0].changes[0]' },
    });
  });

  test('[FIL-2] more amendments than the limit are refused', () => {
    const many = Array.from({ length: AMENDMENTS_FILE_LIMITS.AMENDMENTS_MAX + 1 }, () => ({}));
    expect(parseAmendmentsFile(file(...many))).toMatchObject({
      problem: { path: 'amendments', expected: 'at most 20000 amendments' },
    });
  });
});
