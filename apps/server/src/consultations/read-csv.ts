import { LIMITS } from '@plenary/protocol';
import { readCsv as linesOf, type TableLine } from '@plenary/text';
import { refused } from '../refused.ts';

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // drops the mark at the beginning
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refused('table.notUtf8');
  }
};

/**
 * The lines of a table of comments that was sent as CSV.
 * @throws Refused `table.*` with the line
 */
export const readCsv = (bytes: Uint8Array): readonly TableLine[] => {
  const linesMax = LIMITS.COMMENT_TABLE_LINES_MAX;
  const columnsMax = LIMITS.COMMENT_TABLE_COLUMNS_MAX;
  const read = linesOf(decoded(bytes), { linesMax, columnsMax });
  if (!('problem' in read)) return read;
  const { line } = read;
  switch (read.problem) {
    case 'quote':
      throw refused('table.quote', { line });
    case 'cells':
      throw refused('table.cells', { line, max: columnsMax });
    case 'lines':
      throw refused('table.tooLong', { max: linesMax });
  }
};
