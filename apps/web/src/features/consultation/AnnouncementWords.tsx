import { ACT_LIMITS, type ConsultationPlan, type LocalisedText } from '@plenary/consensus';
import { LANGS, NATIVE_NAMES, type Lang } from '@plenary/i18n';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';
import { LanguageBoxes } from './LanguageBoxes.tsx';

/** What is written of an announcement in one language; questions stand one on each line. */
interface Written {
  readonly title: string;
  readonly description: string;
  readonly questions: string;
}

/** What is written of an announcement, by language, and the languages in which it is made. */
export interface Announcement {
  readonly languages: readonly Lang[];
  readonly written: Readonly<Partial<Record<Lang, Written>>>;
}

const NOTHING: Written = { title: '', description: '', questions: '' };

const linesOf = ({ questions }: Written): readonly string[] =>
  questions
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The words of a plan as the act carries them; a question is the same line in every language. */
export const announcedWords = ({
  languages,
  written,
}: Announcement): Pick<ConsultationPlan, 'title' | 'description' | 'questions'> => {
  const said = (of: (words: Written) => string | undefined): LocalisedText =>
    Object.fromEntries(
      languages.flatMap((lang) => {
        const text = of(written[lang] ?? NOTHING)?.trim() ?? '';
        return text === '' ? [] : [[lang, text] as const];
      }),
    );
  const lines = Math.max(0, ...languages.map((lang) => linesOf(written[lang] ?? NOTHING).length));
  const description = said((words) => words.description);
  return {
    title: said(({ title }) => title),
    questions: Array.from({ length: lines }, (_, at) => said((words) => linesOf(words)[at])),
    ...(Object.keys(description).length === 0 ? {} : { description }),
  };
};

/** Title, description and questions of an announcement, in any of the six languages side by side. */
export const AnnouncementWords = ({
  announcement,
  onChange,
}: {
  readonly announcement: Announcement;
  readonly onChange: (announcement: Announcement) => void;
}) => {
  const { t } = useTranslation('consultation');
  const { languages, written } = announcement;
  const write = (lang: Lang, change: Partial<Written>) =>
    onChange({ languages, written: { ...written, [lang]: { ...(written[lang] ?? NOTHING), ...change } } });
  return (
    <>
      <LanguageBoxes
        label={t('writtenIn')}
        chosen={languages}
        onChoose={(chosen) => onChange({ languages: LANGS.filter((lang) => chosen.includes(lang)), written })}
      />
      {languages.map((lang) => {
        const words = written[lang] ?? NOTHING;
        return (
          <fieldset key={lang} className="consultation-announced">
            <legend lang={lang}>{NATIVE_NAMES[lang]}</legend>
            <Field label={t('name')}>
              {(control) => (
                <input
                  {...control}
                  required
                  dir="auto"
                  lang={lang}
                  maxLength={ACT_LIMITS.CONSULTATION_TITLE_CHARACTERS_MAX}
                  value={words.title}
                  onChange={(event) => write(lang, { title: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('description')}>
              {(control) => (
                <textarea
                  {...control}
                  dir="auto"
                  lang={lang}
                  rows={3}
                  maxLength={ACT_LIMITS.CONSULTATION_DESCRIPTION_CHARACTERS_MAX}
                  value={words.description}
                  onChange={(event) => write(lang, { description: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('questions')}>
              {(control) => (
                <textarea
                  {...control}
                  dir="auto"
                  lang={lang}
                  rows={3}
                  value={words.questions}
                  onChange={(event) => write(lang, { questions: event.target.value })}
                />
              )}
            </Field>
          </fieldset>
        );
      })}
    </>
  );
};
