import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bracketAttribution, bracketStats, formatBrackets, parseBrackets } from './brackets.ts';
import { cleanShare } from './clean-share.ts';
import { insertLabels, labelParagraphs, printedLabel, renumber, workingLabels } from './labels.ts';
import { parseText } from './parse-text.ts';
import { formatSymbol, parseSymbol } from './symbols.ts';
import { revisionHash, textHash } from './text-hash.ts';
import { tokenise, wordCount } from './tokens.ts';

const words = (text: string): string => text.normalize('NFC').split(/\s+/u).filter(Boolean).join(' ');

const RESOLUTION = `# Safe systems

The Conference,

Recalling its earlier work,

Mindful that broken
lines are joined,

1. Decides to meet;

2. Requests the secretariat:

(a) To report;

(b) To publish:

(i) The text;

(ii) The votes;

3. Invites comments.

Annex

1. First point of the annex.
`;

describe('import of a plain text', () => {
  test('[IMP-2] an Arabic text numbers with a dash and letters by the abjad', () => {
    const parsed = parseText(
      [
        'الجمعية العامة،',
        'إذ تشير إلى قرارها ٧٨/٢٦٥،',
        '1 - تقرر أن تنظر فيما يلي:',
        '(أ) الاختبار؛',
        '(ب) التقييم؛',
        '(هـ) المتابعة؛',
        '٢ - تطلب إلى الأمين العام أن يقدم تقريرا.',
      ].join('\n\n'),
    );
    expect(parsed.ok && parsed.paragraphs.map(({ kind, level, marker }) => [kind, level, marker])).toEqual([
      ['heading', 0, ''],
      ['preambular', 0, ''],
      ['operative', 0, '1 -'],
      ['item', 1, '(أ)'],
      ['item', 1, '(ب)'],
      ['item', 1, '(هـ)'],
      ['operative', 0, '٢ -'],
    ]);
  });
  test('[IMP-2] kinds, degrees and labels of a resolution come out', () => {
    const parsed = parseText(RESOLUTION);
    if (!parsed.ok) throw new Error(parsed.refusal.code);
    const labels = labelParagraphs(parsed.paragraphs);
    expect(parsed.paragraphs.map(({ kind, level }, index) => `${kind}${level} ${labels[index]}`)).toEqual([
      'title0 ',
      'heading0 ',
      'preambular0 PP1',
      'preambular0 PP2',
      'operative0 OP1',
      'operative0 OP2',
      'item1 OP2 (a)',
      'item1 OP2 (b)',
      'item2 OP2 (b) (i)',
      'item2 OP2 (b) (ii)',
      'operative0 OP3',
      'annex0 A-I',
      'operative0 A-I OP1',
    ]);
    expect(parsed.paragraphs[3]?.text).toBe('Mindful that broken lines are joined,');
  });

  test('[IMP-1] the words of any readable text come back in their order', () => {
    const line = fc.stringMatching(/^[ A-Za-z0-9().,;:*#é中ع-]{0,60}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
        const input = lines.join('\n');
        const parsed = parseText(input);
        if (parsed.ok) expect(words(parsed.pieces.map((piece) => piece.text).join(' '))).toBe(words(input));
        else expect(parsed.refusal.code).toBe('text.empty');
      }),
    );
  });

  test('[IMP-3] what cannot be read is refused with its line', () => {
    expect(parseText('ok\nbad \u0007')).toMatchObject({
      refusal: { code: 'text.controlCharacter', facts: { line: 2 } },
    });
    expect(parseText('\uFFFD')).toMatchObject({
      refusal: { code: 'text.undecodable', facts: { line: 1, column: 1 } },
    });
    expect(parseText('a\n\ud800')).toMatchObject({
      refusal: { code: 'text.undecodable', facts: { line: 2 } },
    });
    expect(parseText(' \n\n')).toMatchObject({ refusal: { code: 'text.empty' } });
    expect(parseText(`x\n\n${'y'.repeat(20_001)}.`)).toMatchObject({
      refusal: { code: 'text.lineTooLong', facts: { line: 3 } },
    });
    expect(parseText('x'.repeat(2_000_001))).toMatchObject({ refusal: { code: 'text.tooLong' } });
    expect(parseText('1. A.\n\n'.repeat(2_001))).toMatchObject({
      refusal: { code: 'text.tooManyParagraphs' },
    });
  });

  test('[IMP-4] a page header in the middle of a paragraph does not cut it in two', () => {
    const text =
      'The Assembly,\n\n1. Urges States to\n\nRunning head of page\n\nagree;\n\n2. Asks all to\n\nRunning head of page\n\nact.';
    const parsed = parseText(text);
    if (!parsed.ok) throw new Error(parsed.refusal.code);
    expect(parsed.paragraphs.slice(1).map((paragraph) => paragraph.text)).toEqual([
      'Urges States to agree;',
      'Asks all to act.',
    ]);
  });

  test('[IMP-5] the next number begins a paragraph inside a line', () => {
    const parsed = parseText('The Assembly,\n\n1. Meets.2 2. Agrees to act.');
    if (!parsed.ok) throw new Error(parsed.refusal.code);
    expect(parsed.paragraphs.map((paragraph) => paragraph.marker)).toEqual(['', '1.', '2.']);
  });
});

describe('labels', () => {
  test('[LAB-2] new paragraphs go on after those already there and end at decies', () => {
    expect(insertLabels(['OP3', 'OP3 bis'], 'OP3', 1)).toEqual(['OP3 ter']);
    expect(insertLabels(['OP3'], 'OP3', 9)?.at(-1)).toBe('OP3 decies');
    expect(insertLabels(['OP3'], 'OP3', 10)).toBeUndefined();
  });
  test('[LAB-4] renumbering keeps the map from old to new', () => {
    expect(renumber(['PP1', 'OP1', 'OP2', 'OP2 bis', 'OP3'])).toEqual({
      PP1: 'PP1',
      OP1: 'OP1',
      OP2: 'OP2',
      'OP2 bis': 'OP3',
      OP3: 'OP4',
    });
  });
  test('[LAB-1] an item before any paragraph and an item of a deeper degree still have a label', () => {
    expect(labelParagraphs([{ kind: 'item', level: 2 }])).toEqual(['S0 (a) (i)']);
  });
  test('[LAB-3] French and Spanish print the mark of a sub-paragraph without its opening parenthesis', () => {
    const label = labelParagraphs([
      { kind: 'operative', level: 0 },
      { kind: 'item', level: 2 },
    ])[1];
    expect(label).toBe('OP1 (a) (i)');
    for (const lang of ['en', 'ru', 'zh', 'ar']) expect(printedLabel(label ?? '', lang)).toBe('OP1 (a) (i)');
    for (const lang of ['fr', 'es']) expect(printedLabel(label ?? '', lang)).toBe('OP1 a) i)');
  });
  test('[LAB-2] new paragraphs among those of a text have working labels', () => {
    const of = (kind: 'preambular' | 'operative' | 'item', label?: string) => ({ kind, label });
    expect(
      workingLabels([
        of('operative'),
        of('preambular', 'PP1'),
        of('preambular'),
        of('operative', 'OP1'),
        of('item', 'OP1 (a)'),
        of('operative'),
        of('operative'),
        of('item'),
        of('operative', 'OP2'),
        of('operative', 'OP2 bis'),
        of('operative'),
      ]),
    ).toEqual([
      '',
      'PP1',
      'PP1 bis',
      'OP1',
      'OP1 (a)',
      'OP1 bis',
      'OP1 ter',
      '',
      'OP2',
      'OP2 bis',
      'OP2 ter',
    ]);
  });
  test('[LAB-3] Arabic and Latin texts share labels', () => {
    expect(
      labelParagraphs([
        { kind: 'statement', level: 0 },
        { kind: 'statement', level: 0 },
      ]),
    ).toEqual(['S1', 'S2']);
  });
});

describe('brackets', () => {
  test('[BRK-1] reading and writing give the very same text', () => {
    const part = fc.constantFrom('[', ']', '\\[', '\\]', 'word ', ':', 'X, supported by Y: ', 'Alt 1: ', ' ');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const parsed = parseBrackets(text);
        if (parsed.ok) expect(formatBrackets(parsed.nodes)).toBe(text);
      }),
    );
  });
  test('[BRK-2] an unmatched bracket is an error with its place', () => {
    expect(parseBrackets('a [b')).toMatchObject({ refusal: { code: 'bracket.unmatched', facts: { at: 2 } } });
    expect(parseBrackets('a ]b')).toMatchObject({ refusal: { facts: { at: 2 } } });
    expect(bracketStats('[').balanced).toBe(false);
  });
  test('[BRK-3] holders, supporters and the action of a bracket are read', () => {
    expect(bracketAttribution('[X, supported by Y and Z: delete]')).toEqual({
      by: ['X'],
      supportedBy: ['Y', 'Z'],
      action: 'delete',
    });
    expect(bracketAttribution('[V reserves]')).toEqual({ by: ['V'], supportedBy: [], action: 'reserve' });
    expect(bracketAttribution('[Alt 2: words]')).toMatchObject({ alternative: 2 });
  });
  test('[BRK-4] the clean share counts words outside brackets', () => {
    expect(cleanShare('Parties [shall][should] take [urgent] action')).toBe(0.5);
    expect(cleanShare('[')).toBeNull();
  });
});

test('[SYM-1] symbols read and written are the same', () => {
  for (const text of [
    'A/78/L.49',
    'A/C.3/78/L.12/Rev.1',
    'A/RES/78/265',
    'PLN/CONF.1/L.1',
    'S/2014/916',
    'S/RES/1973',
    'E/CN.4/Sub.2/1996/L.3/Add.1/Corr.2',
    'E/2023/NGO/5',
    'A/C.3/78/INF/1/Rev.2',
    'A/CONF.230/INF/2',
    'FCCC/2015/INF.1',
  ]) {
    const symbol = parseSymbol(text);
    expect(symbol, text).toBeDefined();
    if (symbol !== undefined) expect(formatSymbol(symbol)).toBe(text);
  }
  for (const text of [
    '',
    'a/78/L.1',
    'A/78/L',
    'A//L.1',
    'A/78/X.1',
    'A/78/L.1/Rev',
    'A/1/2/3/4',
    'E/x/NGO/5',
    'E/NGO/x',
  ])
    expect(parseSymbol(text), text).toBeUndefined();
});

test('[TOK-1] joining the tokens gives every string back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tokenise(text).join('')).toBe(text);
    }),
  );
  expect(tokenise('\uFEFF a\r\n').join('')).toBe('\uFEFF a\r\n');
  expect(wordCount('人工智能 and AI.')).toBe(6);
});

test('[HSH-1] canonically equivalent words have one hash, other words another', () => {
  expect(textHash('é')).toBe(textHash('e\u0301'));
  expect(textHash('a')).not.toBe(textHash('b'));
  expect(revisionHash(['a', 'b'])).not.toBe(revisionHash(['b', 'a']));
});
