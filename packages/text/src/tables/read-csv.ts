/** A line of a table with its number in the file, from 1; a quoted cell may hold line ends. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface TableBounds {
  readonly linesMax: number;
  readonly columnsMax: number;
}

/** Why a table cannot be read, with the line: quotes that do not fit, too many cells, too many lines. */
export interface TableProblem {
  readonly problem: 'quote' | 'cells' | 'lines';
  readonly line: number;
}

const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

/** Spreadsheets separate by what their country writes in numbers: whatever stands most often in the first line. */
const separatorOf = (text: string): Separator => {
  const [first = ''] = text.split('\n', 1);
  const counts = SEPARATORS.map((one) => first.split(one).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
};

/** Where a quoted cell that opens at `from` closes; undefined where it does not. */
const closingQuote = (text: string, from: number): number | undefined => {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? undefined : at;
};

const countLines = (text: string): number => {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

/**
 * Reads CSV (RFC 4180; commas, semicolons or tabulators) as spreadsheets write it, with a bound on lines and cells that
 * is met before memory is. Lines without anything in them are left out.
 */
export const readCsv = (
  text: string,
  { linesMax, columnsMax }: TableBounds,
): readonly TableLine[] | TableProblem => {
  const separator = separatorOf(text);
  const lines: TableLine[] = [];
  let cells: string[] = [];
  let line = 1;
  let since = 1;
  let at = 0;
  while (at <= text.length) {
    if (cells.length >= columnsMax) return { problem: 'cells', line: since };
    if (text[at] === '"') {
      const end = closingQuote(text, at);
      if (end === undefined) return { problem: 'quote', line };
      const words = text.slice(at + 1, end).replaceAll('""', '"');
      cells.push(words);
      line += countLines(words);
      at = end + 1;
      const next = text[at];
      if (next !== undefined && next !== separator && next !== '\r' && next !== '\n')
        return { problem: 'quote', line };
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1;
      const words = text.slice(at, end);
      cells.push(words.endsWith('\r') && text[end] !== separator ? words.slice(0, -1) : words);
      at = end;
    }
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    if (text[at] === '\r') {
      if (text[at + 1] !== '\n' && at + 1 < text.length) return { problem: 'quote', line };
      at += 1;
    }
    if (cells.some((words) => words.trim() !== '')) lines.push({ line: since, cells });
    if (line > linesMax) return { problem: 'lines', line };
    cells = [];
    line += 1;
    since = line;
    at += 1;
  }
  return lines;
};
