import { HELD_DATA, type HeldData } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/PageHead.tsx';
import './privacy.css';

const ALL: readonly (HeldData & { readonly kind: (typeof HELD_DATA)[number]['kind'] })[] = HELD_DATA;

/** What is held about whom, why, for how long, and how it is erased: from the table by which the service itself keeps. */
export const PrivacyPage = () => {
  const { t } = useTranslation('privacy');
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead')} />
      <ul className="privacy-kinds">
        {ALL.map(({ kind, subject, term, days, erasure }) => (
          <li key={kind}>
            <h2>{t(`kind.${kind}`)}</h2>
            <dl>
              <div>
                <dt>{t('column.whose')}</dt>
                <dd>{t(`subject.${subject}`)}</dd>
              </div>
              <div>
                <dt>{t('column.until')}</dt>
                <dd>{t(`term.${term}`, { days })}</dd>
              </div>
              <div>
                <dt>{t('column.erasing')}</dt>
                <dd>{t(`erasure.${erasure}`)}</dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
      {(['never', 'record', 'operator'] as const).map((part) => (
        <p key={part}>{t(`note.${part}`)}</p>
      ))}
    </div>
  );
};
