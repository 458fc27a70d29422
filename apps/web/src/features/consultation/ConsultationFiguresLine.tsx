import type { ConsultationFigures } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { daysOf } from './days-of.ts';

/** How a consultation was answered: the same figures for everybody. */
export const ConsultationFiguresLine = ({ figures }: { readonly figures: ConsultationFigures }) => {
  const { t, i18n } = useTranslation('consultation');
  const { comments, answered, medianSeconds, madeOwn, unproven, hidden, appeals } = figures;
  const beside = [
    ['unproven', unproven],
    ['hidden', hidden],
    ['appeals', appeals.all],
  ] as const;
  const shown = [
    ['comments', String(comments)],
    ['answered', comments === 0 ? '—' : `${Math.floor((answered * 100) / comments)} %`],
    ['median', medianSeconds === undefined ? '—' : daysOf(medianSeconds, i18n.language)],
    ['madeOwn', String(madeOwn)],
  ] as const;
  return (
    <dl className="figures consultation-figures">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt className="figure-name">{t(`figures.${name}`)}</dt>
          <dd className="figure-value">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
      {/* What was flagged or moderated is told where there is any. */}
      {beside.map(([name, count]) =>
        count === 0 ? null : (
          <div key={name}>
            <dt className="figure-name">{t(`figures.${name}`)}</dt>
            <dd className="figure-value">
              <bdi>{count}</bdi>
            </dd>
          </div>
        ),
      )}
    </dl>
  );
};
