import type { LocalisedText, SittingAct } from '@plenary/consensus';

type Agenda = Extract<SittingAct, { readonly type: 'planSitting' }>['agenda'];

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

/**
 * The agenda of a meeting that is planned: its adoption, the texts in their order, then what else was written, an item on
 * each line.
 */
export const agendaOf = (
  texts: readonly { readonly id: string; readonly title: LocalisedText }[],
  others: string,
  lang: string,
): Agenda =>
  [
    { title: ADOPTION_OF_THE_AGENDA },
    ...texts.map(({ id, title }) => ({ title, deliberation: id })),
    ...others
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => ({ title: writtenIn(line, lang) })),
  ].map((item, place) => ({ id: String(place + 1), ...item }));
