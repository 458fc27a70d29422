import { DOCUMENT_LANGUAGES, type RegisterEntry } from '@plenary/consensus';
import { NATIVE_NAMES } from '@plenary/i18n';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Languages into which the words of a registered document were translated, each with the page on which they are read. */
export const ReadElsewhere = ({ entry }: { readonly entry: RegisterEntry | undefined }) => {
  const { t } = useTranslation('shell');
  const languages = DOCUMENT_LANGUAGES.filter((lang) => entry?.translations?.[lang] !== undefined);
  if (entry === undefined || languages.length === 0) return null;
  return (
    <nav className="row small no-print" aria-label={t('readIn', { symbol: entry.symbol })}>
      <span aria-hidden="true">{t('readIn', { symbol: entry.symbol })}</span>
      {languages.map((lang) => (
        <Link
          key={lang}
          to="/documents/$"
          params={{ _splat: entry.symbol }}
          search={{ in: lang }}
          hrefLang={lang}
        >
          <bdi lang={lang}>{NATIVE_NAMES[lang]}</bdi>
        </Link>
      ))}
    </nav>
  );
};
