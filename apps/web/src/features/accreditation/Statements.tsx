import { CHECK_POINTS, type CheckPoint } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';

/** What an applicant says on each point into which the secretariat looks. */
export const Statements = ({ statements }: { readonly statements: Readonly<Record<CheckPoint, string>> }) => {
  const { t } = useTranslation('accreditation');
  return (
    <dl className="accreditation-findings">
      {CHECK_POINTS.map((point) => (
        <div key={point}>
          <dt>{t(`check.${point}`)}</dt>
          <dd dir="auto">{statements[point]}</dd>
        </div>
      ))}
    </dl>
  );
};
