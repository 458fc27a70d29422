import { LIMITS } from '@plenary/protocol';
import { refused, type Refused } from '../refused.ts';

/** A line of a table with its number in the file, from 1; a quoted cell may hold line ends. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

/** Spreadsheets separate by what their country writes in numbers: whatever stands most often in the first line. */
const separatorOf = (text: string): Separator => {
  const [first = ''] = text.split('\n', 1);
  const counts = SEPARATORS.map((one) => first.split(one).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
};

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // drops the mark at the beginning
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refused('table.notUtf8');
  }
};

/** Where a quoted cell that opens at `from` closes, or the refusal. */
const closingQuote = (text: string, from: number, line: number): number => {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  if (at < 0) throw refused('table.quote', { line });
  return at;
};

const countLines = (text: string): number => {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

/**
 * Reads CSV (RFC 4180; commas, semicolons or tabulators) as spreadsheets write it, with a bound on lines and cells that
 * is met before memory is. Lines without anything in them are left out.
 * @throws Refused `table.*` with the line
 */
export const readCsv = (bytes: Uint8Array): readonly TableLine[] => {
  const text = decoded(bytes);
  const separator = separatorOf(text);
  const lines: TableLine[] = [];
  let cells: string[] = [];
  let line = 1;
  let since = 1;
  let at = 0;
  const tooLong = (): Refused => refused('table.tooLong', { max: LIMITS.COMMENT_TABLE_LINES_MAX });
  const cell = (words: string): void => {
    if (cells.length >= LIMITS.COMMENT_TABLE_COLUMNS_MAX)
      throw refused('table.cells', { line: since, max: LIMITS.COMMENT_TABLE_COLUMNS_MAX });
    cells.push(words);
  };
  while (at <= text.length) {
    if (text[at] === '"') {
      const end = closingQuote(text, at, line);
      const words = text.slice(at + 1, end).replaceAll('""', '"');
      cell(words);
      line += countLines(words);
      at = end + 1;
      const next = text[at];
      if (next !== undefined && next !== separator && next !== '\r' && next !== '\n')
        throw refused('table.quote', { line });
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1;
      const words = text.slice(at, end);
      cell(words.endsWith('\r') && text[end] !== separator ? words.slice(0, -1) : words);
      at = end;
    }
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    if (text[at] === '\r') {
      if (text[at + 1] !== '\n' && at + 1 < text.length) throw refused('table.quote', { line });
      at += 1;
    }
    if (cells.some((words) => words.trim() !== '')) lines.push({ line: since, cells });
    if (line > LIMITS.COMMENT_TABLE_LINES_MAX) throw tooLong();
    cells = [];
    line += 1;
    since = line;
    at += 1;
  }
  return lines;
};
