import type { ConsultationState, Recorded } from '@plenary/consensus';
import type { ConsultationStore, KeptWords } from '@plenary/db';
import { csvLine } from '@plenary/text';
import { ISO_COLUMNS } from './iso-columns.ts';

const PAGE = 1_000;
/** Characters of a paragraph that the template shows beside its number. */
const TEMPLATE_WORDS = 120;

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
  'filed_by',
  'naming',
  'proof_of_work',
  'question',
] as const;

const rowOf = (
  state: ConsultationState,
  comment: ConsultationState['comments'][number],
  kept: KeptWords | undefined,
  nameOf: (member: string) => string,
): Readonly<Record<(typeof MATRIX_COLUMNS)[number], string>> => {
  const { about, by, disposition } = comment;
  const words = comment.hidden === undefined ? kept?.published : undefined;
  const place = about.on === 'paragraph' || about.on === 'span' ? about.paragraph : '';
  const paragraph = state.text.paragraphs.find(({ pid }) => pid === place);
  return {
    // Who acts for a seat is named by the seat, whatever name came with the words.
    author: by.member === undefined ? (words?.author ?? '') : nameOf(by.member),
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
    // What the name is worth: on which side who filed it was, and whether it is a name.
    filed_by: by.kind,
    naming: comment.naming,
    proof_of_work: comment.unproven === true ? 'no' : 'yes',
    question: comment.question === undefined ? '' : String(comment.question),
  };
};

/** A comment in the response matrix, its cells as everybody may see them. */
export type MatrixRow = ReturnType<typeof rowOf>;

/**
 * The response matrix as everybody may see it: a row for every comment, in the order of filing.
 * @param nameOf name of a member or an observer by its id
 */
export const matrixRows = async (
  state: ConsultationState,
  store: ConsultationStore,
  nameOf: (member: string) => string,
): Promise<readonly MatrixRow[]> => {
  const rows: MatrixRow[] = [];
  for (let from = 0; from < state.comments.length; from += PAGE) {
    const kept = await store.wordsAfter(state.id, from, PAGE);
    const byNumber = new Map(kept.map((words) => [words.comment, words]));
    for (const [index, comment] of state.comments.slice(from, from + PAGE).entries())
      rows.push(rowOf(state, comment, byNumber.get(from + index + 1), nameOf));
  }
  return rows;
};

const csvOf = (lines: readonly (readonly string[])[]): string => lines.map(csvLine).join('');

/** The response matrix as a table with everything that is known of each comment. */
export const matrixCsv = (rows: readonly MatrixRow[]): string =>
  csvOf([MATRIX_COLUMNS, ...rows.map((row) => MATRIX_COLUMNS.map((column) => row[column]))]);

/** Codes of the ISO template for types of comments. */
const ISO_KINDS: Readonly<Record<string, string>> = { general: 'ge', technical: 'te', editorial: 'ed' };

/** What the secretariat observed: what became of the comment, and why. */
export const observationsOf = ({
  disposition,
  observations,
  duplicate_of,
  changed_paragraph,
  amendment,
}: MatrixRow): string => {
  const where = [duplicate_of, changed_paragraph, amendment].filter((one) => one !== '').join(', ');
  const what = where === '' ? disposition : `${disposition} (${where})`;
  return observations === '' ? what : `${what}: ${observations}`;
};

const ISO_HEADINGS = ISO_COLUMNS.map(({ heading }) => heading);

/** The response matrix in exactly the columns of the ISO template, as national bodies know it. */
export const isoCsv = (rows: readonly MatrixRow[]): string =>
  csvOf([
    ISO_HEADINGS,
    ...rows.map((row) => [
      row.on_behalf_of === '' ? row.author : row.on_behalf_of,
      '',
      row.label === '' ? row.paragraph : row.label,
      row.quote,
      ISO_KINDS[row.type] ?? row.type,
      row.comment,
      row.proposed_change,
      observationsOf(row),
    ]),
  ]);

/** The ISO template with a row for every paragraph of the text, to be filled in and filed. */
export const templateCsv = ({ text }: ConsultationState): string =>
  csvOf([
    ISO_HEADINGS,
    ...text.paragraphs.map(({ pid, label, text: words }) => [
      '',
      '',
      label === '' ? pid : label,
      words.length > TEMPLATE_WORDS ? `${[...words].slice(0, TEMPLATE_WORDS).join('')}…` : words,
      '',
      '',
      '',
      '',
    ]),
  ]);

/** Every act of moderation in the order in which it was made, as the events of a consultation tell it. */
export const moderationCsv = (events: readonly Recorded[]): string =>
  csvOf([
    ['at', 'comment', 'by', 'ground', 'reason'],
    ...events.flatMap((event) =>
      event.type === 'commentModerated'
        ? [
            [
              event.at,
              event.payload.comment,
              event.actor.kind,
              event.payload.ground ?? 'shown',
              event.payload.reason,
            ],
          ]
        : [],
    ),
  ]);
