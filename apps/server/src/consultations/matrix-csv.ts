import type { ConsultationState } from '@plenary/consensus';
import type { ConsultationStore, KeptWords } from '@plenary/db';

const PAGE = 1_000;

/**
 * Columns of the response matrix, in the order of the ISO commenting template (author, place, type, comment, proposed
 * change, observations of the secretariat), with what the template has no place for behind them.
 */
export const MATRIX_COLUMNS = [
  'author',
  'on_behalf_of',
  'paragraph',
  'label',
  'quote',
  'type',
  'comment',
  'proposed_change',
  'disposition',
  'observations',
  'number',
  'filed_at',
  'late',
  'language',
  'theme',
  'duplicate_of',
  'changed_paragraph',
  'amendment',
  'supporters',
] as const;

/** A cell that a spreadsheet would take for a formula begins with an apostrophe; quotes, commas and lines are quoted. */
export const csvCell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

const rowOf = (
  state: ConsultationState,
  comment: ConsultationState['comments'][number],
  kept: KeptWords | undefined,
): Readonly<Record<(typeof MATRIX_COLUMNS)[number], string>> => {
  const { about, by, disposition } = comment;
  const words = comment.hidden === undefined ? kept?.published : undefined;
  const place = about.on === 'paragraph' || about.on === 'span' ? about.paragraph : '';
  const paragraph = state.text.paragraphs.find(({ pid }) => pid === place);
  return {
    author: words?.author ?? by.member ?? '',
    on_behalf_of: words?.onBehalfOf ?? '',
    paragraph: place,
    label: about.on === 'amendment' ? about.amendment : (paragraph?.label ?? ''),
    quote: about.on === 'span' ? (paragraph?.text.slice(about.from, about.to) ?? '') : '',
    type: comment.kind,
    comment: words?.text ?? '',
    proposed_change: words?.proposal ?? '',
    disposition: disposition?.disposition ?? '',
    observations: disposition?.reason ?? '',
    number: comment.id,
    filed_at: comment.at,
    late: comment.late ? 'yes' : 'no',
    language: comment.lang,
    theme: comment.theme ?? '',
    duplicate_of: disposition?.duplicateOf ?? '',
    changed_paragraph: disposition?.paragraph ?? '',
    amendment: disposition?.amendment ?? comment.madeOwn[0]?.amendment ?? '',
    supporters: String(comment.supporters.length),
  };
};

/** The response matrix as everybody may see it: a table with one line for every comment. */
export const matrixCsv = async (state: ConsultationState, store: ConsultationStore): Promise<string> => {
  const lines = [MATRIX_COLUMNS.join(',')];
  for (let from = 0; from < state.comments.length; from += PAGE) {
    const kept = await store.wordsAfter(state.id, from, PAGE);
    const byNumber = new Map(kept.map((words) => [words.comment, words]));
    for (const [index, comment] of state.comments.slice(from, from + PAGE).entries()) {
      const row = rowOf(state, comment, byNumber.get(from + index + 1));
      lines.push(MATRIX_COLUMNS.map((column) => csvCell(row[column])).join(','));
    }
  }
  return `${lines.join('\r\n')}\r\n`;
};
