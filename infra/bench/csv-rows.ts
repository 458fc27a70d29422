import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Measured data stands beside the checkout and is no part of it. */
const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** A path of the data, or any other that is absolute. */
export const placeOf = (path: string): string => (isAbsolute(path) ? path : DATA + path);

/** Ends the measurement with a sentence where the data is absent. */
export const requireData = (...paths: readonly string[]): void => {
  const absent = paths.filter((path) => !existsSync(placeOf(path)));
  if (absent.length === 0) return;
  console.error(`Nothing was measured: ${absent.join(', ')} not found in ${DATA}`);
  process.exit(3);
};

/** Cells of a CSV text (RFC 4180): quoted cells may hold commas, line ends and doubled quotes. */
function* cells(text: string): Generator<readonly string[]> {
  const next = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  let row: string[] = [];
  while (next.lastIndex < text.length) {
    const found = next.exec(text);
    if (found === null) throw new Error(`no CSV after ${row.join(',')}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    yield row;
    row = [];
  }
}

/** Rows of a CSV file by the names of its columns; a file that ends in .gz is unpacked. */
export const csvRows = (path: string): readonly Readonly<Record<string, string>>[] => {
  const bytes = readFileSync(placeOf(path));
  const [heading = [], ...rows] = cells((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  return rows.map((row) => Object.fromEntries(heading.map((column, at) => [column, row[at] ?? ''])));
};
