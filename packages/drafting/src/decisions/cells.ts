import { parseBrackets, type BracketNode } from '@plenary/text';
import { bracketHead, escapeBrackets, type Printing } from '../brackets/bracket-text.ts';
import type { Paragraph } from '../model/paragraph.ts';
import type { Draft } from '../model/reader.ts';

/** A sign of a bracket, by a name that both of its signs have. */
export interface BracketSign {
  readonly type: 'o' | 'c';
  readonly bracket: string;
}

/** The smallest piece of a paragraph, with how it is printed: a character, a sign, or a reference as a whole. */
export interface Cell {
  readonly print: string;
  readonly sign?: BracketSign;
  /** The character; absent for what is none. */
  readonly char?: string;
}

/** The paragraph of a working text, cell by cell: one for each of its offsets. */
export const cellsOfParagraph = (
  draft: Draft,
  { runs }: Pick<Paragraph, 'runs'>,
  { attributions, label, note }: Printing,
): readonly Cell[] => {
  const out: Cell[] = [];
  for (const { width, chars, embed } of runs) {
    if (width === 0) continue;
    // By code unit, as offsets count.
    if (chars !== undefined)
      for (let at = 0; at < chars.length; at += 1) {
        const char = chars.charAt(at);
        out.push({ print: escapeBrackets(char), char });
      }
    else if (embed?.type === 'o') {
      const head = bracketHead(draft.brackets.get(embed.id)?.alternative, attributions.get(embed.id));
      const print = head === undefined ? '[' : `[${head}: `;
      out.push({ print, sign: { type: 'o', bracket: embed.id } });
    } else if (embed?.type === 'c') out.push({ print: ']', sign: { type: 'c', bracket: embed.id } });
    else if (embed?.type === 'ref') out.push({ print: escapeBrackets(label(embed.id)) });
    else out.push({ print: embed?.type === 'note' ? escapeBrackets(note(embed.id)) : '' });
  }
  return out;
};

const charCells = (text: string): readonly Cell[] =>
  Array.from({ length: text.length }, (_, at) => ({ print: text.charAt(at), char: text.charAt(at) }));

/** Words with literal brackets escaped, cell by cell. */
const runCells = (text: string): readonly Cell[] =>
  (text.match(/\\[[\]\\]|[^]/g) ?? []).map((print) => ({ print, char: print.slice(-1) }));

/** Words in the grammar of brackets, cell by cell; unbalanced signs are words like any other. */
export const cellsOfWords = (text: string): readonly Cell[] => {
  const parsed = parseBrackets(text);
  if (!parsed.ok) return charCells(text);
  const out: Cell[] = [];
  let count = 0;
  const walk = (nodes: readonly BracketNode[]): void => {
    for (const node of nodes) {
      if (node.type === 'run') {
        out.push(...runCells(node.text));
        continue;
      }
      const bracket = String((count += 1));
      // The space that sets off a head belongs to it.
      const [first, ...rest] = node.content;
      const isSetOff = node.head !== undefined && first?.type === 'run' && first.text.startsWith(' ');
      const head = node.head === undefined ? '' : `${node.head}:${isSetOff ? ' ' : ''}`;
      out.push({ print: `[${head}`, sign: { type: 'o', bracket } });
      walk(isSetOff ? [{ type: 'run', text: first.text.slice(1) }, ...rest] : node.content);
      out.push({ print: ']', sign: { type: 'c', bracket } });
    }
  };
  walk(parsed.nodes);
  return out;
};

/** How cells read in a row. */
export const printOf = (cells: readonly Cell[]): string => cells.map(({ print }) => print).join('');
