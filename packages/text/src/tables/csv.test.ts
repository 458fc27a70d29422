import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, csvLine, inertWords, wordsBefore } from './csv-cell.ts';
import { readCsv } from './read-csv.ts';

const BOUNDS = { linesMax: 100, columnsMax: 20 };
const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

test('[FIL-95] words that begin a formula, or stand where another program begins a cell, are kept from being one', () => {
  for (const sign of SIGNS) {
    expect(inertWords(`${sign}1`)).toBe(`'${sign}1`);
    expect(inertWords(`;${sign}1`)).toBe(`;'${sign}1`);
    expect(inertWords(`a;${sign}1`)).toBe(`a;'${sign}1`);
    expect(inertWords(`a\t ${sign}1`)).toBe(`a\t '${sign}1`);
    expect(inertWords(`a; "${sign}1"`)).toBe(`a; "'${sign}1"`);
  }
  expect(inertWords('one; two')).toBe('one; two');
  expect(csvCell(-0.5)).toBe('-0.5');
});

test('[FIL-95] however carelessly a table is cut at semicolons or tabulators, no cell that this makes begins a formula', () => {
  const words = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '\t', '=', '-', '＝', "'") });
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (cells) => {
      const line = csvLine(cells);
      for (const mark of [';', '\t'])
        for (const cell of line.split(mark).slice(1)) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
    }),
  );
});

test('[FIL-95] what was written is read again as it was', () => {
  const words = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '\t', '=', '-', '\r\n', '＝') });
  fc.assert(
    fc.property(words, (cell) => {
      // The first line tells by what the table is separated, as the headings of every table of ours do.
      const read = readCsv(`${csvLine(['a', 'b', 'c'])}${csvLine(['x', cell, 'y'])}`, BOUNDS);
      if ('problem' in read) throw new Error(read.problem);
      expect(wordsBefore(read[1]?.cells[1] ?? '')).toBe(cell);
    }),
  );
});

test('[FIL-95] a table is read with its lines, in whatever its country separates, and what does not fit is told with its line', () => {
  for (const mark of [',', ';', '\t'])
    expect(readCsv(`a${mark}b\r\n\r\n"1\n2"${mark}"x ""y"" z"\r\n`, BOUNDS)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1\n2', 'x "y" z'] },
    ]);
  expect(readCsv('a,b\n"open', BOUNDS)).toEqual({ problem: 'quote', line: 2 });
  expect(readCsv('a,b\nc,"d"e', BOUNDS)).toEqual({ problem: 'quote', line: 2 });
  expect(readCsv('a,b,c', { linesMax: 9, columnsMax: 2 })).toEqual({ problem: 'cells', line: 1 });
  expect(readCsv('a\nb\nc', { linesMax: 2, columnsMax: 2 })).toEqual({ problem: 'lines', line: 3 });
});
