import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { InputError } from './input.ts';

/** A line longer than this is no line of ours: a file without line ends must not fill the memory. */
export const LINE_CHARACTERS_MAX = 4_000_000;

/** Called for each line with its cells and its number, from 1 on. */
export type OnLine = (cells: readonly string[], line: number) => void;

const chunksOf = (path: string): AsyncIterable<Uint8Array> => {
  const file = createReadStream(path, { highWaterMark: 1_048_576 });
  if (!path.endsWith('.gz')) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
};

/** Cells of a line in which something is quoted. */
const quotedCells = (text: string, path: string, line: number): readonly string[] => {
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/gy;
  const cells: string[] = [];
  for (;;) {
    const found = cell.exec(text);
    if (found === null)
      throw new InputError(`${path}:${line}: expected CSV: a quote opens and closes a whole cell`);
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') return cells;
  }
};

/** Whether a text has an odd number of quotes: a quote that opens in it does not close in it, or the other way round. */
const hasOddQuotes = (text: string): boolean => {
  let isOdd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
};

/** Gathers text into lines; quoted cells may hold line ends. */
const lineReader = (path: string, onLine: OnLine) => {
  // Lines of which the first has a quote that has not closed yet.
  let open: string[] = [];
  let openLength = 0;
  let openSince = 0;
  let line = 0;
  const checkLength = (length: number, since: number): void => {
    if (length > LINE_CHARACTERS_MAX)
      throw new InputError(`${path}:${since}: expected a line of at most ${LINE_CHARACTERS_MAX} characters`);
  };
  const give = (text: string, at: number): void => {
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (whole !== '') onLine(whole.includes('"') ? quotedCells(whole, path, at) : whole.split(','), at);
  };
  const take = (part: string): void => {
    line += 1;
    const turns = hasOddQuotes(part);
    if (open.length === 0 && !turns) {
      give(part, line);
      return;
    }
    if (open.length === 0) openSince = line;
    openLength += part.length + 1;
    checkLength(openLength, openSince);
    const closes = open.length > 0 && turns;
    open.push(part);
    if (!closes) return;
    give(open.join('\n'), openSince);
    open = [];
    openLength = 0;
  };
  let rest = '';
  return {
    more: (text: string): void => {
      const whole = rest + text;
      let from = 0;
      for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', from)) {
        take(whole.slice(from, end));
        from = end + 1;
      }
      rest = whole.slice(from);
      checkLength(openLength + rest.length, open.length === 0 ? line + 1 : openSince);
    },
    end: (): void => {
      if (rest !== '') take(rest);
      if (open.length > 0)
        throw new InputError(`${path}:${openSince}: expected CSV: a quote that opens here never closes`);
    },
  };
};

/**
 * Reads CSV (RFC 4180, UTF-8) line by line without holding the file; one that ends in `.gz` is unpacked on the way.
 * Empty lines are passed over.
 * @throws InputError with the line
 */
export const readCsvLines = async (path: string, onLine: OnLine): Promise<void> => {
  const reader = lineReader(path, onLine);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunksOf(path)) reader.more(decoder.decode(chunk, { stream: true }));
    reader.more(decoder.decode());
  } catch (error) {
    if (error instanceof InputError || !(error instanceof Error)) throw error;
    const code = 'code' in error ? String(error.code) : error.message;
    throw new InputError(
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? `${path}: not UTF-8; expected CSV in UTF-8`
        : `${path}: cannot be read (${code}); expected a CSV file`,
    );
  }
  reader.end();
};

/**
 * Reads a CSV file with a heading, line by line.
 * @param onHeading is told the names of the columns, each once, and gives what takes the lines
 * @throws InputError with the line for a column named twice, or a line with another number of cells
 */
export const readCsvTable = async (
  path: string,
  onHeading: (columns: readonly string[]) => OnLine,
): Promise<void> => {
  let columns = 0;
  let onRow: OnLine | undefined;
  await readCsvLines(path, (cells, line) => {
    if (onRow === undefined) {
      const names = cells.map((cell) => cell.trim());
      const seen = new Set<string>();
      const twice = names.find((name) => seen.size === seen.add(name).size);
      if (twice !== undefined)
        throw new InputError(
          `${path}:${line}: expected every column to be named once, ${twice} stands twice`,
        );
      columns = names.length;
      onRow = onHeading(names);
      return;
    }
    if (cells.length !== columns)
      throw new InputError(`${path}:${line}: expected ${columns} cells, there are ${cells.length}`);
    onRow(cells, line);
  });
  if (onRow === undefined) throw new InputError(`${path}:1: expected a line with the names of the columns`);
};
