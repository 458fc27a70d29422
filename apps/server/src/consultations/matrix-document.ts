import { consultationFigures, type ConsultationState } from '@plenary/consensus';
import { direction, type Lang } from '@plenary/i18n';
import type { ConsultationMessages } from '../pages/consultation-messages.ts';
import { inLanguage, instant, textDirection } from '../pages/reader-page.ts';
import { sentence } from '../pages/reader-messages.ts';
import type { MatrixRow } from './matrix-csv.ts';
import { matrixDocx, type DocxCell } from './matrix-docx.ts';

/** Shares of the width: number, author, place, type, comment, proposed change, observations. */
const WIDTHS = [5, 12, 9, 7, 30, 20, 17];

/** The response matrix as a document in one of the six languages; what people wrote stays in theirs. */
export const matrixDocument = (
  state: ConsultationState,
  rows: readonly MatrixRow[],
  lang: Lang,
  all: ConsultationMessages,
): Promise<Buffer> => {
  const messages = all.get(lang);
  if (messages === undefined) throw new Error(`no sentences of consultations in ${lang}`);
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
    sentence(messages, key, values);
  const isRightToLeft = direction(lang) === 'rtl';
  const own = (words: string): DocxCell => ({ words, lang, isRightToLeft });
  const written = (words: string, language: string): DocxCell => ({
    words,
    lang: language,
    isRightToLeft: textDirection(language) === 'rtl',
  });
  const { comments, answered } = consultationFigures(state);
  const observed = (row: MatrixRow): DocxCell => {
    const became = say(`vocabulary.disposition.${row.disposition === '' ? 'waiting' : row.disposition}`);
    const other = row.duplicate_of === '' ? '' : ` ${say('card.duplicateOf', { comment: row.duplicate_of })}`;
    const place = state.text.paragraphs.find(({ pid }) => pid === row.changed_paragraph)?.label;
    const changed =
      row.changed_paragraph === ''
        ? ''
        : ` ${say('card.paragraph', { paragraph: place === undefined || place === '' ? row.changed_paragraph : place })}.`;
    const amended = row.amendment === '' ? '' : ` ${say('card.amendment', { amendment: row.amendment })}.`;
    return own(
      [`${became}.${other}${changed}${amended}`, row.observations].filter((words) => words !== '').join('\n'),
    );
  };
  const cellsOf = (row: MatrixRow): readonly DocxCell[] => [
    own(row.number),
    own(
      [
        row.author,
        row.on_behalf_of === '' ? '' : say('card.onBehalf', { name: row.on_behalf_of }),
        row.filed_by === 'commenter' ? say('card.notSignedIn') : '',
        row.naming === 'pseudonym' ? say('card.pseudonym') : '',
        row.proof_of_work === 'no' ? say('card.unproven') : '',
        row.late === 'yes' ? say('card.late') : '',
      ]
        .filter((words) => words !== '')
        .join('\n'),
    ),
    row.quote === ''
      ? own(row.label === '' ? row.paragraph || say('whole') : row.label)
      : written(`${row.label === '' ? row.paragraph : row.label}\n“${row.quote}”`, state.text.lang),
    own(say(`vocabulary.commentKind.${row.type}`)),
    written(row.comment, row.language),
    written(row.proposed_change, state.text.lang),
    observed(row),
  ];
  /** CNS-60: answers to a question stand under it, in the order of the questions; what answers none comes first. */
  const parts = () => {
    if (state.questions.length === 0) return [{ rows: rows.map(cellsOf) }];
    const answering = (question: string) => rows.filter((row) => row.question === question).map(cellsOf);
    return [
      { heading: own(say('toNoQuestion')), rows: answering('') },
      ...state.questions.map((question, at) => ({
        heading: {
          words: `${say('answersTo', { question: at + 1 })}\n${inLanguage(question, lang)}`,
          lang,
          isRightToLeft,
        },
        rows: answering(String(at + 1)),
      })),
    ].filter((part) => part.rows.length > 0);
  };
  return matrixDocx({
    title: inLanguage(state.title, lang),
    lead: [
      say('from', { from: instant(state.opensAt, lang), to: instant(state.closesAt, lang) }),
      say('on', { symbol: state.text.symbol }),
      `${comments} ${say('figures.comments')}`,
      `${answered} ${say('figures.answered')}`,
    ].join(' · '),
    lang,
    isRightToLeft,
    headings: [
      '№',
      say('form.name'),
      say('form.about'),
      say('form.kind'),
      say('form.text'),
      say('card.proposed'),
      say('dispose.what'),
    ],
    widths: WIDTHS,
    parts: parts(),
  });
};
