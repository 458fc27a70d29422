import { ACT_LIMITS } from '@plenary/consensus';
import { isolate, LANGS, NATIVE_NAMES, type Lang } from '@plenary/i18n';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NOTHING_WRITTEN, unpairedIn, type Announcement, type Written } from './announced-words.ts';
import { LanguageBoxes } from './LanguageBoxes.tsx';

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
  const unpaired = unpairedIn(announcement);
  const write = (lang: Lang, change: Partial<Written>) =>
    onChange({
      languages,
      written: { ...written, [lang]: { ...(written[lang] ?? NOTHING_WRITTEN), ...change } },
    });
  return (
    <>
      <LanguageBoxes
        label={t('writtenIn')}
        chosen={languages}
        onChoose={(chosen) => onChange({ languages: LANGS.filter((lang) => chosen.includes(lang)), written })}
      />
      {languages.map((lang) => {
        const words = written[lang] ?? NOTHING_WRITTEN;
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
      {unpaired.length === 0 ? null : (
        <Notice tone="warn" live>
          {t('unpaired', { languages: unpaired.map((lang) => isolate(NATIVE_NAMES[lang])).join(' · ') })}
        </Notice>
      )}
    </>
  );
};
