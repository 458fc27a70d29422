import { HELD_DATA, type HeldData } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/PageHead.tsx';

const ALL: readonly (HeldData & { readonly kind: (typeof HELD_DATA)[number]['kind'] })[] = HELD_DATA;

/** What is held about whom, why, for how long, and how it is erased: from the table by which the service itself keeps. */
export const PrivacyPage = () => {
  const { t } = useTranslation('privacy');
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="scroll-x" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              {(['what', 'whose', 'until', 'erasing'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ALL.map(({ kind, subject, term, days, erasure }) => (
              <tr key={kind}>
                <th scope="row">{t(`kind.${kind}`)}</th>
                <td>{t(`subject.${subject}`)}</td>
                <td>{t(`term.${term}`, { days })}</td>
                <td>{t(`erasure.${erasure}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(['never', 'record', 'operator'] as const).map((part) => (
        <p key={part}>{t(`note.${part}`)}</p>
      ))}
    </div>
  );
};
