import type { BreakdownCell, CommentBreakdowns } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { languageName } from './language-name.ts';

const Cells = ({
  title,
  cells,
}: {
  readonly title: string;
  readonly cells: readonly { readonly name: string; readonly comments: number }[];
}) =>
  cells.length === 0 ? null : (
    <table className="consultation-breakdown">
      <caption>{title}</caption>
      <tbody>
        {cells.map(({ name, comments }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{comments}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

/** From whom comments came and in which languages; nothing below five is told. */
export const Breakdowns = ({ breakdowns }: { readonly breakdowns: CommentBreakdowns }) => {
  const { t } = useTranslation(['consultation', 'vocabulary']);
  const { byOrigin, byLanguage } = breakdowns;
  if (byOrigin.length === 0 && byLanguage.length === 0) return null;
  const named = <Name extends string>(
    cells: readonly BreakdownCell<Name>[],
    nameOf: (name: Name) => string,
  ) =>
    cells.map(({ name, comments }) => ({
      name: name === undefined ? t('consultation:breakdown.together') : nameOf(name),
      comments,
    }));
  return (
    <details className="consultation-breakdowns">
      <summary>{t('consultation:breakdown.title')}</summary>
      <div className="row">
        <Cells
          title={t('consultation:breakdown.byOrigin')}
          cells={named(byOrigin, (name) =>
            name === 'public' || name === 'unnamed'
              ? t(`consultation:breakdown.${name}`)
              : t(`vocabulary:class.${name}`),
          )}
        />
        <Cells title={t('consultation:breakdown.byLanguage')} cells={named(byLanguage, languageName)} />
      </div>
      <p className="soft small">{t('consultation:breakdown.note')}</p>
    </details>
  );
};
