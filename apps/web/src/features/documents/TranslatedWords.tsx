import type { DocumentLanguage } from '@plenary/consensus';
import type { RegisteredDocumentAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Refused } from '../../lib/api.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { showInstant } from '../../ui/instant.ts';
import { textDirection } from '../../ui/text-direction.ts';
import type { ReadIn } from './read-in.ts';
import { versionQuery } from './register-queries.ts';

/** A document in one of the languages into which it was translated, with the labels of the original. */
export const TranslatedWords = ({
  document: { document, translations },
  asked: { in: lang, number },
  version,
}: {
  readonly document: RegisteredDocumentAnswer;
  readonly asked: ReadIn & { readonly in: DocumentLanguage };
  readonly version: number;
}) => {
  const { t, i18n } = useTranslation(['documents', 'shell']);
  const { data, error } = useQuery({
    ...versionQuery(document.symbol, { lang, number }, version),
    retry: (count, failure) => !(failure instanceof Refused) && count < 3,
  });
  if (error instanceof Refused) return <RefusalNote refusal={error.refusal} />;
  if (error !== null && data === undefined) return <Empty title={t('shell:unreachable')} />;
  if (data === undefined) return <Loading />;
  const filed = translations.find((one) => one.lang === data.lang)?.filed ?? [];
  return (
    <div className="stack">
      <p className="soft small">
        {t('documents:translationOf', {
          number: data.number,
          date: showInstant(data.at, i18n.language),
        })}{' '}
        {data.official ? null : t('documents:unofficialNote')}
      </p>
      <div className="documents-translated" lang={data.lang} dir={textDirection(data.lang)}>
        {data.paragraphs.map(({ label, words, level }, at) => (
          <div key={at} className="documents-paragraph" data-level={level}>
            <span className="documents-label">
              <bdi>{label}</bdi>
            </span>
            <p className="documents-statement text-words">{words}</p>
          </div>
        ))}
      </div>
      {filed.length < 2 ? null : (
        <nav className="no-print small" aria-label={t('documents:translationsFiled')}>
          <h3>{t('documents:translationsFiled')}</h3>
          <ol className="documents-short">
            {filed.map(({ version: event, at }, index) => (
              <li key={event} aria-current={index + 1 === data.number ? 'true' : undefined}>
                <Link
                  to="/documents/$"
                  params={{ _splat: document.symbol }}
                  search={{ in: lang, number: index + 1 }}
                  replace
                >
                  {t('documents:translationOf', {
                    number: index + 1,
                    date: showInstant(at, i18n.language),
                  })}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
    </div>
  );
};
