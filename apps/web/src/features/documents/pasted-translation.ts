import { readCsv, type TableLine } from '@plenary/text';
import { LIMITS } from '@plenary/protocol';

/** Paragraphs of the original, as a translation must have them. */
type Original = readonly { readonly label: string }[];

/** What keeps pasted words from being those of a translation, with its line in what was pasted. */
export type PastedProblem =
  | { readonly problem: 'count'; readonly expected: number; readonly given: number }
  | { readonly problem: 'label'; readonly line: number; readonly expected: string; readonly given: string }
  | { readonly problem: 'words'; readonly line: number }
  | { readonly problem: 'quote'; readonly line: number }
  | { readonly problem: 'tooLong'; readonly max: number };

export type PastedTranslation =
  { readonly words: readonly string[] } | { readonly problems: readonly PastedProblem[] };

/** Problems that are told at once: who put the wrong file in needs no thousand of them. */
const PROBLEMS_SHOWN_MAX = 20;

/** Labels are compared as they are read: signs around them and the spaces in them tell nothing apart. */
const labelKey = (label: string): string =>
  label
    .normalize('NFKC')
    .replace(/[\p{P}\p{Z}\p{Cf}]+/gu, '')
    .toLowerCase();

/** What stands behind a label at the beginning of a line; undefined where the line does not begin with it. */
const behindLabel = (line: string, label: string): string | undefined => {
  const bare = label.normalize('NFC');
  if (bare === '' || !line.startsWith(bare)) return undefined;
  const rest = line.slice(bare.length);
  // `1` is the beginning of `12` as well: behind a label something else goes on than a letter or a digit.
  return /^[\p{L}\p{N}]/u.test(rest) ? undefined : rest.replace(/^[.)\]:]*\s*/u, '');
};

/** Labels by which a line is taken for another paragraph: words begin lines as well, numbers and letters in brackets do not. */
const isTelling = (label: string): boolean => /\d|^\(/u.test(label);

const fromLines = (original: Original, text: string): PastedTranslation => {
  // The longest first: `OP2 (a)` begins with `OP2` as well.
  const labels = [...new Set(original.map(({ label }) => label))]
    .filter((label) => label !== '')
    .toSorted((one, other) => other.length - one.length);
  const lines = text
    .split(/\r\n|\r|\n/u)
    .map((words, at) => ({ words: words.normalize('NFC').trim(), line: at + 1 }))
    .filter(({ words }) => words !== '');
  const problems: PastedProblem[] = [];
  const words = lines.map(({ words: found, line }, at) => {
    const label = original[at]?.label ?? '';
    const given = labels.find(
      (one) => (one === label || isTelling(one)) && behindLabel(found, one) !== undefined,
    );
    if (given !== undefined && given !== label && at < original.length)
      problems.push({ problem: 'label', line, expected: label, given });
    const bare = behindLabel(found, label) ?? found;
    if (bare === '') problems.push({ problem: 'words', line });
    return bare;
  });
  if (words.length !== original.length)
    problems.unshift({ problem: 'count', expected: original.length, given: words.length });
  return problems.length === 0 ? { words } : { problems: problems.slice(0, PROBLEMS_SHOWN_MAX) };
};

/** A first line that names the columns: no paragraph of any document has both of these labels. */
const isHead = ([first = '', second = '']: readonly string[]): boolean =>
  first.trim().toLowerCase() === 'label' && second.trim().toLowerCase() === 'words';

const fromTable = (original: Original, table: readonly TableLine[]): PastedTranslation => {
  const rows = table.slice(table[0] !== undefined && isHead(table[0].cells) ? 1 : 0);
  const problems: PastedProblem[] = [];
  const words = rows.map(({ line, cells: [given = '', said = ''] }, at) => {
    const expected = original[at]?.label ?? '';
    if (at < original.length && labelKey(given) !== labelKey(expected))
      problems.push({ problem: 'label', line, expected, given: given.trim() });
    if (said.trim() === '') problems.push({ problem: 'words', line });
    return said.normalize('NFC').replace(/\s+/gu, ' ').trim();
  });
  if (words.length !== original.length)
    problems.unshift({ problem: 'count', expected: original.length, given: words.length });
  return problems.length === 0 ? { words } : { problems: problems.slice(0, PROBLEMS_SHOWN_MAX) };
};

/** Whether what was pasted is a table with the columns label and words; anything else is read line by line. */
const isTable = (text: string): boolean =>
  /^\uFEFF?"?label"?\s*[,;\t]\s*"?words"?\s*(?:\r|\n|$)/iu.test(text);

/**
 * REG-95: the words of a translation from plain text with one paragraph on each line, or from a table with the columns label and
 * words; what does not fit the original is told with its line. Labels at the beginning of a line may be left out.
 */
export const pastedTranslation = (original: Original, text: string): PastedTranslation => {
  if (text.length > LIMITS.TRANSLATION_CHARACTERS_MAX)
    return { problems: [{ problem: 'tooLong', max: LIMITS.TRANSLATION_CHARACTERS_MAX }] };
  if (!isTable(text)) return fromLines(original, text);
  const table = readCsv(text.replace(/^\uFEFF/u, ''), {
    linesMax: LIMITS.TRANSLATION_PARAGRAPHS_MAX,
    columnsMax: 2,
  });
  if (!('problem' in table)) return fromTable(original, table);
  const { line } = table;
  return {
    problems: [
      table.problem === 'lines'
        ? { problem: 'tooLong', max: LIMITS.TRANSLATION_PARAGRAPHS_MAX }
        : { problem: 'quote', line },
    ],
  };
};
