import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

test('a cell that a spreadsheet would take for a formula begins with an apostrophe', () => {
  const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://a.example","x")'];
  expect(csvText(dangerous.slice(0, 4).map((cell) => [cell]))).toBe(
    "\uFEFF'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n",
  );
  for (const cell of dangerous) expect(csvText([[cell]])).toMatch(/^\uFEFF"?'/);
});

test('a number is written as a number, below zero too, and nothing as an empty cell', () => {
  expect(csvText([['a', -0.5, null, 12, '']])).toBe('\uFEFFa,-0.5,,12,\r\n');
});

/** Reads a table back, as RFC 4180 describes it. */
const read = (text: string): readonly (readonly string[])[] => {
  const lines: string[][] = [[]];
  let [cell, isQuoted] = ['', false];
  const end = (): void => void lines.at(-1)?.push(cell);
  for (let at = 1; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '"' && isQuoted && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ',' && !isQuoted) {
      end();
      cell = '';
    } else if (sign === '\r' && !isQuoted) {
      end();
      cell = '';
      lines.push([]);
      at += 1;
    } else cell += sign;
  }
  return lines.slice(0, -1);
};

test('whatever the cells hold, the table is read back with its lines and columns, and no cell begins a formula', () => {
  const line = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const back = read(csvText(lines));
      expect(back.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
        lines.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))),
      );
      for (const cell of back.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
