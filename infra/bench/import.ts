/**
 * How many paragraph counts of real texts the importer gets right. Usage: node … infra/bench/import.ts FOLDER…
 * The reference is counted another way: the running numbers 1, 2, 3 … that begin a sentence in the raw file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseText } from '@plenary/text';

const words = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/^\uFEFF/, '')
    .split(/\s+/u)
    .filter(Boolean)
    .join(' ');

const runningNumbers = (raw: string): number => {
  let [total, next] = [0, 1];
  for (const match of raw.matchAll(/(?:^|\n|[.;:]\S{0,8} )(\d{1,3})\. +\p{Lu}/gu)) {
    const number = Number(match[1]);
    if (number === next || number === 1) {
      total += 1;
      next = number + 1;
    }
  }
  return total;
};

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('name at least one folder of texts');
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(md|txt)$/.test(name) && name !== 'README.md')
    .map((name) => join(folder, name)),
);
let [agreeing, whole] = [0, 0];
for (const file of files) {
  const raw = readFileSync(file, 'utf8');
  const parsed = parseText(raw);
  if (!parsed.ok) {
    console.log(`${file}: refused ${parsed.refusal.code}`);
    continue;
  }
  const counts = new Map<string, number>();
  for (const { kind } of parsed.paragraphs) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const numbered = parsed.paragraphs.filter(
    ({ kind, marker }) => kind === 'operative' && marker !== '',
  ).length;
  const reference = runningNumbers(raw);
  const keepsWords = words(parsed.pieces.map(({ text }) => text).join(' ')) === words(raw);
  agreeing += numbered === reference ? 1 : 0;
  whole += keepsWords ? 1 : 0;
  console.log(
    `${file.split('/').at(-1)}: numbered ${numbered}, reference ${reference}, words ${keepsWords ? 'whole' : 'LOST'}; ` +
      [...counts].map(([kind, count]) => `${kind} ${count}`).join(', '),
  );
}
console.log(`${agreeing} of ${files.length} counts agree; ${whole} of ${files.length} give all words back`);
