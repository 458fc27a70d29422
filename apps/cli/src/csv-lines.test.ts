import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LINE_CHARACTERS_MAX, readCsvLines, readCsvTable } from './csv-lines.ts';
import { InputError } from './input.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-csv-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (content: string | Uint8Array, name = 'file.csv'): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const lines = async (content: string | Uint8Array, name?: string) => {
  const found: (readonly [readonly string[], number])[] = [];
  await readCsvLines(file(content, name), (cells, line) => found.push([cells, line]));
  return found;
};
const problem = async (content: string | Uint8Array, name?: string): Promise<string> => {
  const caught: unknown = await lines(content, name).catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(InputError);
  return caught instanceof Error ? caught.message : '';
};

test('[COP-4] lines come with their numbers; quoted cells may hold commas, quotes and line ends', async () => {
  expect(await lines('a,b\r\n\n1,"x, ""y""\nz"\r\n,2')).toEqual([
    [['a', 'b'], 1],
    [['1', 'x, "y"\nz'], 3],
    [['', '2'], 5],
  ]);
  expect(await lines('\ufeffa\n')).toEqual([[['a'], 1]]);
  expect(await lines('""\n')).toEqual([[[''], 1]]);
  expect(await lines('')).toEqual([]);
});

test('[COP-4] what is written as CSV is read again, whatever the cells hold', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'é', '国'), maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      async (rows) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\n');
        expect((await lines(text)).map(([cells]) => cells)).toEqual(rows);
      },
    ),
    { numRuns: 60 },
  );
});

test('[COP-4] a packed file is unpacked on the way, and more than one piece of a file is put together', async () => {
  const long = Array.from({ length: 60_000 }, (_, at) => `${at},"é${at}",国国国国国国国国国国`).join('\n');
  const plain = await lines(long);
  expect(plain).toHaveLength(60_000);
  expect(plain[59_999]).toEqual([['59999', 'é59999', '国国国国国国国国国国'], 60_000]);
  expect(await lines(gzipSync(long), 'file.csv.gz')).toEqual(plain);
});

test('[COP-3] a broken quote, another encoding and a broken packing are told with their place', async () => {
  expect(await problem('a,b\n1,"x" y\n')).toMatch(
    /file\.csv:2: expected CSV: a quote opens and closes a whole cell/,
  );
  expect(await problem('a,b\n1,x"y"\n')).toMatch(/file\.csv:2: expected CSV/);
  expect(await problem('a\n"b\nc\n')).toMatch(
    /file\.csv:2: expected CSV: a quote that opens here never closes/,
  );
  expect(await problem(Uint8Array.of(0x61, 0xff, 0x0a))).toContain('not UTF-8');
  expect(await problem('not packed', 'broken.csv.gz')).toContain('cannot be read');
  const none: unknown = await readCsvLines(join(folder, 'none.csv.gz'), () => undefined).catch(
    (error: unknown) => error,
  );
  expect(none).toBeInstanceOf(InputError);
  expect(String(none)).toContain('cannot be read (ENOENT)');
});

test('[COP-4] a line of more than four million characters is refused, with or without an end or a quote', async () => {
  expect(LINE_CHARACTERS_MAX).toBe(4_000_000);
  const bound = `expected a line of at most ${LINE_CHARACTERS_MAX} characters`;
  expect(await problem(`a\n${'x'.repeat(LINE_CHARACTERS_MAX + 1)}`)).toContain(`file.csv:2: ${bound}`);
  expect(await problem(`a\n"${'x\n'.repeat(LINE_CHARACTERS_MAX / 2)}`)).toContain(`file.csv:2: ${bound}`);
  expect(await lines('x'.repeat(1_000_000))).toHaveLength(1);
});

test('[COP-3] a table has every column once and as many cells in every line', async () => {
  const table = (content: string) => readCsvTable(file(content), () => () => undefined);
  await expect(table('a,b,a\n')).rejects.toThrow(
    'file.csv:1: expected every column to be named once, a stands twice',
  );
  await expect(table('a,b\n1,2\n1\n')).rejects.toThrow('file.csv:3: expected 2 cells, there are 1');
  await expect(table('a,b\n1,2,3\n')).rejects.toThrow('file.csv:2: expected 2 cells, there are 3');
  await expect(table('\n')).rejects.toThrow('file.csv:1: expected a line with the names of the columns');
  await expect(table(' a , b\n1,2\n')).resolves.toBeUndefined();
});
