import { groupFair, type BoardRow, type BodyState, type Bounds } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { Derivation } from './Derivation.tsx';
import { useRowWords } from './row-words.ts';

/** Where every group stands, and the group-fair figures with what is unknown shown as unknown. */
export const GroupTable = ({ row, body }: { readonly row: BoardRow; readonly body: BodyState }) => {
  const { t } = useTranslation('board');
  const say = useRowWords(body);
  const fair = groupFair(row.groups);
  if (fair === null) return <p className="soft">{t('noGroups')}</p>;
  const between = ([low, high]: Bounds, shown: (value: number) => string): string =>
    low === high ? shown(low) : `${shown(low)} – ${shown(high)}`;
  const traceOf = (figure: 'groupFloor' | 'groupMean') => row.trace.find((one) => one.figure === figure);
  return (
    <div className="stack">
      <dl className="board-detail-figures">
        {(['groupFloor', 'groupMean'] as const).map((figure) => {
          const trace = traceOf(figure);
          return (
            <div key={figure}>
              <dt>{t(`detail.${figure}`)}</dt>
              <dd>
                {figure === 'groupFloor'
                  ? say.share(row.groupFloor?.favour ?? null)
                  : say.number(row.groupMean)}{' '}
                <span className="soft small">
                  {figure === 'groupFloor' ? `${say.group(row.groupFloor?.group ?? '')} · ` : ''}
                  {t('ifTheSilentSpoke', {
                    range: between(
                      figure === 'groupFloor' ? fair.floor : fair.mean,
                      figure === 'groupFloor' ? say.share : say.number,
                    ),
                  })}
                </span>
                {trace === undefined ? null : (
                  <Derivation formula={trace.formula} inputs={trace.inputs} body={body} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <div className="scroll-x" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('groupName')}</th>
              <th scope="col">{t('groupMembers')}</th>
              <th scope="col">{t('groupStances')}</th>
              <th scope="col">{t('detail.bounds')}</th>
            </tr>
          </thead>
          <tbody>
            {row.groups.map((figures, at) => (
              <tr key={figures.group}>
                <th scope="row">{say.group(figures.group)}</th>
                <td className="board-number">{figures.members}</td>
                <td className="board-bar">
                  <StanceBar counts={figures.counts} members={figures.members} />
                </td>
                <td className="board-number">
                  <bdi>{between(fair.groups[at]?.bounds ?? [0, 0], say.share)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};
