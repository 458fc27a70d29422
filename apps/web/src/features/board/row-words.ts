import {
  paragraphOf,
  WHOLE_TEXT,
  type BodyState,
  type BoardRow,
  type DeliberationState,
  type ParagraphId,
} from '@plenary/consensus';
import { printedLabel } from '@plenary/text';
import { useTranslation } from 'react-i18next';
import { localised } from '../../ui/localised.ts';

/** The words of a row that several pages say. */
export interface RowWords {
  /** With the language of the text, which prints its numbers in its own way. */
  readonly label: (row: BoardRow, textLang: string | undefined) => string;
  /** Of a paragraph that may have no row: its number, or nothing. */
  readonly paragraph: (state: DeliberationState, pid: ParagraphId) => string;
  readonly member: (id: string) => string;
  readonly group: (id: string) => string;
  readonly rule: (id: string) => string;
  /** How far it is to adoption, or how many could still speak where nothing is missing. */
  readonly moves: (row: BoardRow) => string;
  readonly share: (value: number | null) => string;
  readonly number: (value: number | null) => string;
}

export const NOTHING = '—';

export const useRowWords = (body: BodyState): RowWords => {
  const { t, i18n } = useTranslation('board');
  const lang = i18n.language;
  const percent = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 });
  const plain = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 });
  return {
    label: (row, textLang) =>
      row.item === WHOLE_TEXT ? t('wholeText') : printedLabel(row.label, textLang ?? 'en'),
    paragraph: (state, pid) =>
      printedLabel(paragraphOf(state, pid)?.label ?? '', state.revision?.lang ?? 'en'),
    member: (id) => localised(body.members[id]?.names ?? { en: id }, lang),
    group: (id) => localised(body.groups[id]?.names ?? { en: id }, lang),
    rule: (id) => localised(body.rules[id]?.names ?? { en: id }, lang),
    moves: (row) => {
      if (row.missing.length === 0) return t('nothingMissing', { count: row.silent.length });
      return row.moves === null ? t('impossible') : t('moves', { count: row.moves });
    },
    share: (value) => (value === null ? NOTHING : percent.format(value)),
    number: (value) => (value === null ? NOTHING : plain.format(value)),
  };
};

export const stateTone = ({ objectors, state }: BoardRow): 'bad' | 'good' | 'plain' | 'warn' => {
  if (state === 'deferred' || state === 'deletionProposed') return 'warn';
  if (objectors.length > 0) return 'bad';
  return state === 'agreedAdRef' || state === 'adopted' ? 'good' : 'plain';
};
