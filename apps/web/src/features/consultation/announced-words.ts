import type { ConsultationPlan, LocalisedText } from '@plenary/consensus';
import type { Lang } from '@plenary/i18n';

/** What is written of an announcement in one language; questions stand one on each line. */
export interface Written {
  readonly title: string;
  readonly description: string;
  readonly questions: string;
}

/** What is written of an announcement, by language, and the languages in which it is made. */
export interface Announcement {
  readonly languages: readonly Lang[];
  readonly written: Readonly<Partial<Record<Lang, Written>>>;
}

export const NOTHING_WRITTEN: Written = { title: '', description: '', questions: '' };

/** Lines as they stand, also empty ones: a question is the same line in every language. */
const linesOf = ({ questions }: Written): readonly string[] =>
  questions.split('\n').map((line) => line.trim());

const textIn = (
  { languages, written }: Announcement,
  of: (words: Written) => string | undefined,
): LocalisedText =>
  Object.fromEntries(
    languages.flatMap((lang) => {
      const text = of(written[lang] ?? NOTHING_WRITTEN)?.trim() ?? '';
      return text === '' ? [] : [[lang, text] as const];
    }),
  );

/** CNW-155: questions by their lines; a line that is empty in every language is none. */
const questionsOf = (announcement: Announcement): readonly LocalisedText[] => {
  const { languages, written } = announcement;
  const lines = Math.max(0, ...languages.map((lang) => linesOf(written[lang] ?? NOTHING_WRITTEN).length));
  return Array.from({ length: lines }, (_, at) => textIn(announcement, (words) => linesOf(words)[at])).filter(
    (question) => Object.keys(question).length > 0,
  );
};

/** CNW-155: languages in which a question is not written that is written in another one. */
export const unpairedIn = (announcement: Announcement): readonly Lang[] => {
  const questions = questionsOf(announcement);
  return announcement.languages.filter((lang) => questions.some((question) => question[lang] === undefined));
};

/** The words of a plan as the act carries them; a question is the same line in every language. */
export const announcedWords = (
  announcement: Announcement,
): Pick<ConsultationPlan, 'title' | 'description' | 'questions'> => {
  const description = textIn(announcement, (words) => words.description);
  return {
    title: textIn(announcement, ({ title }) => title),
    questions: questionsOf(announcement),
    ...(Object.keys(description).length === 0 ? {} : { description }),
  };
};
