import { NATIVE_NAMES } from '@plenary/i18n';
import type { RegisteredDocumentAnswer } from '@plenary/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The languages in which the words of a document are there, each with its address. */
export const ReadInLinks = ({
  document: { document, translations },
  reading,
}: {
  readonly document: RegisteredDocumentAnswer;
  readonly reading: string;
}) => {
  const { t } = useTranslation(['documents', 'vocabulary']);
  if (translations.length === 0) return null;
  const original = document.lang;
  return (
    <nav className="documents-read-in row small no-print" aria-label={t('documents:readIn')}>
      <span aria-hidden="true">{t('documents:readIn')}</span>
      {[original, ...translations.map(({ lang }) => lang)].map((lang) => {
        const known = translations.find((one) => one.lang === lang);
        const isUnofficial = known?.filed.at(-1)?.official === false;
        const native = Object.entries(NATIVE_NAMES).find(([one]) => one === lang)?.[1] ?? lang;
        const name = (
          <>
            <bdi lang={lang}>{native}</bdi>
            {lang === original
              ? ` (${t('documents:original')})`
              : isUnofficial
                ? ` (${t('vocabulary:rendition.unofficial')})`
                : null}
          </>
        );
        return reading === lang ? (
          <strong key={lang} aria-current="true">
            {name}
          </strong>
        ) : (
          <Link
            key={lang}
            to="/documents/$"
            params={{ _splat: document.symbol }}
            search={known === undefined ? {} : { in: known.lang }}
            activeOptions={{ exact: true, includeSearch: true }}
            replace
            hrefLang={lang}
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
};
