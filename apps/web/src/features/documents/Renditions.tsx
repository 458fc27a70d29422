import { DOCUMENT_LANGUAGES, RENDITION_STATUSES, type RenditionStatus } from '@plenary/consensus';
import { NATIVE_NAMES } from '@plenary/i18n';
import type { RegisteredDocumentInfo } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { ChooseThenAct } from '../../ui/ChooseThenAct.tsx';

const SIGN: Readonly<Record<RenditionStatus, string>> = {
  present: '●',
  unofficial: '◍',
  inTranslation: '◐',
  missing: '○',
};

/** The six language versions of a document in short: which are there, by sign and word. */
export const RenditionSigns = ({ document }: { readonly document: RegisteredDocumentInfo }) => {
  const { t } = useTranslation('vocabulary');
  return (
    <ul className="documents-signs">
      {DOCUMENT_LANGUAGES.map((lang) => {
        const status = document.renditions[lang];
        return (
          <li
            key={lang}
            className={`documents-sign documents-sign-${status}`}
            title={t(`rendition.${status}`)}
          >
            <span aria-hidden="true">{SIGN[status]}</span>
            <abbr title={NATIVE_NAMES[lang]}>{lang}</abbr>
            <span className="visually-hidden">{t(`rendition.${status}`)}</span>
          </li>
        );
      })}
    </ul>
  );
};

/** The six language versions with their names; the secretariat says where each is. */
export const Renditions = ({
  document,
  stream,
  editable,
}: {
  readonly document: RegisteredDocumentInfo;
  readonly stream: string;
  readonly editable: boolean;
}) => {
  const { t } = useTranslation(['documents', 'vocabulary', 'shell']);
  const act = useAct(stream);
  return (
    <div className="stack">
      <ul className="documents-languages">
        {DOCUMENT_LANGUAGES.map((lang) => {
          const status = document.renditions[lang];
          const isOriginal = document.lang === lang;
          return (
            <li key={lang}>
              <span className={`documents-sign documents-sign-${status}`} aria-hidden="true">
                {SIGN[status]}
              </span>
              <bdi lang={lang}>{NATIVE_NAMES[lang]}</bdi>
              {editable && !isOriginal ? (
                <ChooseThenAct
                  label={t('documents:versionIn', { language: NATIVE_NAMES[lang] })}
                  isLabelShown={false}
                  value={status}
                  act={t('shell:dialog.ok')}
                  busy={act.pending}
                  onAct={(chosen) => {
                    const next = RENDITION_STATUSES.find((candidate) => candidate === chosen);
                    if (next !== undefined)
                      void act.perform({ type: 'setRendition', symbol: document.symbol, lang, status: next });
                  }}
                >
                  {RENDITION_STATUSES.map((candidate) => (
                    <option key={candidate} value={candidate}>
                      {t(`vocabulary:rendition.${candidate}`)}
                    </option>
                  ))}
                </ChooseThenAct>
              ) : (
                <span className="soft small">
                  {isOriginal ? t('documents:original') : t(`vocabulary:rendition.${status}`)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <ActNote of={act} />
    </div>
  );
};
