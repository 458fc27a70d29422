import {
  COMMENT_KINDS,
  type CommentKind,
  type CommentSubject,
  type ConsultedText,
  type Paragraph,
} from '@plenary/consensus';
import type { FileCommentRequest } from '@plenary/protocol';
import { refused, type Refused } from '../refused.ts';
import type { CommentedAmendment } from './commented-amendments.ts';
import { ISO_COLUMNS } from './iso-columns.ts';
import { wordsBefore, type TableLine } from '@plenary/text';

type IsoColumn = (typeof ISO_COLUMNS)[number]['column'];

/** What a row of the template says, its cells by their columns. */
type Row = Readonly<Record<IsoColumn, string>>;

/** A longer heading is none of the template: what stands behind is not looked at. */
const HEADING_CHARACTERS_MAX = 500;

/**
 * A heading without what people add to it: notes (`¹`), examples in parentheses, spaces, case. HOS-69: looking for the end of
 * a parenthesis takes time with the square of the length where there is none.
 */
const plainHeading = (heading: string): string =>
  heading
    .slice(0, HEADING_CHARACTERS_MAX)
    .replace(/\([^)]*\)/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/gu, '');

/** Where each column stands; a table without comments in it is none. @throws Refused `table.noColumn` */
const placesOf = (headings: readonly string[]): ReadonlyMap<IsoColumn, number> => {
  const places = new Map<IsoColumn, number>();
  for (const [at, heading] of headings.map(plainHeading).entries()) {
    const found = ISO_COLUMNS.find(({ known }) => known.some((name) => name === heading));
    if (found !== undefined && !places.has(found.column)) places.set(found.column, at);
  }
  if (!places.has('comment')) throw refused('table.noColumn', { column: 'Comments' });
  return places;
};

/** What `csvCell` put before a cell so that no spreadsheet takes it for a formula is taken away again. */
const cellWords = (cell: string): string => wordsBefore(cell).replaceAll('\r\n', '\n').trim();

const rowAt = (places: ReadonlyMap<IsoColumn, number>, { cells }: TableLine): Row => {
  const cell = (column: IsoColumn): string => cellWords(cells[places.get(column) ?? -1] ?? '');
  return {
    author: cell('author'),
    lineNumber: cell('lineNumber'),
    clause: cell('clause'),
    place: cell('place'),
    kind: cell('kind'),
    comment: cell('comment'),
    proposal: cell('proposal'),
    observations: cell('observations'),
  };
};

const KIND_CODES: Readonly<Record<string, CommentKind>> = {
  '': 'general',
  ge: 'general',
  te: 'technical',
  ed: 'editorial',
};

const kindOf = ({ kind }: Row): CommentKind | Refused => {
  const name = kind.toLowerCase();
  return (
    COMMENT_KINDS.find((one) => one === name) ??
    (Object.hasOwn(KIND_CODES, name) ? KIND_CODES[name] : undefined) ??
    refused('table.kind', { kind: kind.slice(0, 40) })
  );
};

const plainLabel = (label: string): string => label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The paragraph that a row names: by its id, its number, or its number and what stands below it (`OP3`, `(a)`). */
const paragraphOf = ({ paragraphs }: ConsultedText, row: Row): Paragraph | undefined => {
  for (const named of [row.clause + row.place, row.clause, row.place].filter((name) => name !== '')) {
    const label = plainLabel(named);
    const found =
      paragraphs.find(({ pid }) => pid === named.trim()) ??
      paragraphs.find((one) => label !== '' && plainLabel(one.label) === label);
    if (found !== undefined) return found;
  }
  return undefined;
};

const WHOLE = ['', 'all', 'general', 'whole', 'whole document', 'text'];

/** What a table may comment on: the paragraphs that were put out, and the amendments that are pending now. */
export interface CommentedPlaces {
  readonly text: ConsultedText;
  readonly amendments: readonly CommentedAmendment[];
}

const subjectOf = ({ text, amendments }: CommentedPlaces, row: Row): CommentSubject | Refused => {
  // A number that a paragraph has means the paragraph: amendments have numbers that no text gives.
  const paragraph = paragraphOf(text, row);
  if (paragraph !== undefined) return { on: 'paragraph', paragraph: paragraph.pid, textHash: paragraph.hash };
  const named = [row.clause, row.place].find((cell) => cell !== '')?.toUpperCase();
  const amendment = amendments.find(({ id }) => id === named);
  if (amendment !== undefined) return { on: 'amendment', amendment: amendment.id, textHash: amendment.hash };
  const isWhole = [row.clause, row.place].every((cell) => WHOLE.includes(cell.toLowerCase()));
  // A number of a line alone says nothing here: lines are another in every window.
  if (isWhole && row.lineNumber === '') return { on: 'text' };
  const place = [row.clause, row.place].filter((cell) => cell !== '').join(' ');
  return refused('table.place', { place: (place === '' ? row.lineNumber : place).slice(0, 80) });
};

/** A row that was read: the comment that it asks to file, or why there is none. */
export type ReadRow =
  | { readonly line: number; readonly comment: FileCommentRequest }
  | { readonly line: number; readonly problem: Refused };

const readRow = (
  places: CommentedPlaces,
  line: number,
  row: Row,
  { lang, naming }: { readonly lang: string; readonly naming: 'name' | 'pseudonym' },
): ReadRow => {
  const about = subjectOf(places, row);
  if (about instanceof Error) return { line, problem: about };
  const kind = kindOf(row);
  if (kind instanceof Error) return { line, problem: kind };
  const { comment, proposal, author } = row;
  return {
    line,
    comment: {
      about,
      kind,
      lang,
      naming,
      words: {
        text: comment,
        ...(proposal === '' ? {} : { proposal }),
        ...(author === '' ? {} : { author }),
      },
    },
  };
};

/**
 * Comments of a table in the columns of the ISO template, by their lines. Rows that hold neither a comment nor a proposed
 * change are places where nothing was said. What the secretariat observed is not read: it is not the commenter's to write.
 * @throws Refused `table.*` where it is no such table
 */
export const readCommentTable = (
  commented: CommentedPlaces,
  [heading, ...rows]: readonly TableLine[],
  filed: { readonly lang: string; readonly naming: 'name' | 'pseudonym' },
): readonly ReadRow[] => {
  if (heading === undefined) throw refused('table.empty');
  const places = placesOf(heading.cells);
  const read = rows.flatMap((line): readonly ReadRow[] => {
    const row = rowAt(places, line);
    return row.comment === '' && row.proposal === '' ? [] : [readRow(commented, line.line, row, filed)];
  });
  if (read.length === 0) throw refused('table.empty');
  return read;
};
