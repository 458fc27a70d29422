import type { AgendaItem, LocalisedText } from '@plenary/consensus';
import { localised } from '../../ui/localised.ts';

/** Every meeting begins with it. */
const ADOPTION_OF_THE_AGENDA: LocalisedText = {
  en: 'Adoption of the agenda',
  fr: 'Adoption de l’ordre du jour',
  es: 'Aprobación del orden del día',
  ru: 'Утверждение повестки дня',
  zh: '通过议程',
  ar: 'إقرار جدول الأعمال',
};

/** Words that were written in one language; those who read another one see them as well. */
export const writtenIn = (text: string, lang: string): LocalisedText => ({ en: text, [lang]: text });

interface Unnumbered extends Omit<AgendaItem, 'id'> {
  /** Part of the item before it, as 1 (a). */
  readonly isSub?: boolean;
}

/** A dash of any kind at the beginning of a line makes a sub-item. */
const DASH = /^[-–—•]\s*/;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const letterOf = (place: number): string => LETTERS[place] ?? `z${place - LETTERS.length + 2}`;

const numbered = (items: readonly Unnumbered[]): readonly AgendaItem[] => {
  let number = 0;
  let subs = 0;
  return items.map(({ isSub = false, ...item }) => {
    // A sub-item of nothing is an item.
    if (isSub && number > 0) {
      subs += 1;
      return { id: `${number}.${letterOf(subs - 1)}`, ...item };
    }
    number += 1;
    subs = 0;
    return { id: String(number), ...item };
  });
};

const linesOf = (text: string): readonly { readonly words: string; readonly isSub: boolean }[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .map((line) => ({ words: line.replace(DASH, ''), isSub: DASH.test(line) }))
    .filter(({ words }) => words !== '');

/**
 * The agenda of a meeting that is planned: its adoption, the texts in their order, then what else was written, an item on
 * each line, a sub-item on one that begins with a dash.
 */
export const agendaOf = (
  texts: readonly { readonly id: string; readonly title: LocalisedText }[],
  others: string,
  lang: string,
): readonly AgendaItem[] =>
  numbered([
    { title: ADOPTION_OF_THE_AGENDA },
    ...texts.map(({ id, title }) => ({ title, deliberation: id })),
    ...linesOf(others).map(({ words, isSub }) => ({ title: writtenIn(words, lang), isSub })),
  ]);

/** Whether an item is part of the one before it. */
export const isSubItem = ({ id }: Pick<AgendaItem, 'id'>): boolean => id.includes('.');

/** An item of an agenda that is being changed. */
export interface AgendaRow {
  /** Tells it from other rows, wherever it is moved. */
  readonly key: number;
  readonly title: string;
  readonly isSub: boolean;
  /** What it was before; absent for a new one. */
  readonly item?: AgendaItem;
}

/** An agenda as it is written for changing. */
export const agendaRows = (agenda: readonly AgendaItem[], lang: string): readonly AgendaRow[] =>
  agenda.map((item, key) => ({ key, title: localised(item.title, lang), isSub: isSubItem(item), item }));

/** FLR-155: the agenda that such rows give. An item keeps its text, and in other languages its words, however it is worded now. */
export const agendaFromRows = (rows: readonly AgendaRow[], lang: string): readonly AgendaItem[] =>
  numbered(
    rows.map(({ title, isSub, item }): Unnumbered => {
      const words = title.trim();
      if (item === undefined) return { title: writtenIn(words, lang), isSub };
      const { id: _, ...kept } = item;
      const isSame = localised(item.title, lang).trim() === words;
      return { ...kept, isSub, title: isSame ? item.title : { ...item.title, [lang]: words } };
    }),
  );
