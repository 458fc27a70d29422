import type { LocalisedText } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { localised, shownLanguage } from '../../ui/localised.ts';
import { languageName } from './language-name.ts';

/** Words in the reader's language, or those of the announcement, said to be the original. */
export const InLanguage = ({ text }: { readonly text: LocalisedText }) => {
  const { t, i18n } = useTranslation('consultation');
  const shown = shownLanguage(text, i18n.language);
  return (
    <>
      <span lang={shown} dir="auto">
        {localised(text, i18n.language)}
      </span>
      {shown === i18n.language ? null : (
        <>
          {' '}
          <small className="consultation-original">{t('original', { language: languageName(shown) })}</small>
        </>
      )}
    </>
  );
};
