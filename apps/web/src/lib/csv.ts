import { csvLine } from '@plenary/text';

/** One value of a table; a number is written as a number, nothing as an empty cell. */
export type CsvCell = string | number | null;

/** A table as RFC 4180 writes it, with a byte order mark by which spreadsheets know UTF-8. */
export const csvText = (lines: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${lines.map((line) => csvLine(line.map((cell) => cell ?? ''))).join('')}`;

/** Gives a file to the reader. */
export const saveText = (name: string, text: string, type: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
