import type { BoardRow, BodyState, FigureTrace, ItemTrend } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Derivation } from './Derivation.tsx';
import { NOTHING, useRowWords } from './row-words.ts';

interface ShownFigure {
  readonly key: string;
  readonly value: string;
  readonly note?: string;
  readonly trace?: FigureTrace | undefined;
}

/** Every figure of an item, each with what it is made of. */
export const ItemFigures = ({
  row,
  body,
  trend,
}: {
  readonly row: BoardRow;
  readonly body: BodyState;
  readonly trend: ItemTrend | undefined;
}) => {
  const { t } = useTranslation('board');
  const say = useRowWords(body);
  const traceOf = (figure: FigureTrace['figure']) => row.trace.find((one) => one.figure === figure);
  const bounds = row.bounds === null ? NOTHING : `${say.share(row.bounds[0])} – ${say.share(row.bounds[1])}`;
  const figures: readonly ShownFigure[] = [
    {
      key: 'moves',
      value: row.moves === null ? t('impossible') : say.number(row.moves),
      ...(row.movesProven ? {} : { note: t('movesNotProven') }),
      trace: traceOf('moves'),
    },
    { key: 'support', value: say.share(row.support), trace: traceOf('support') },
    { key: 'coverage', value: say.share(row.coverage), trace: traceOf('coverage') },
    { key: 'bounds', value: bounds, trace: traceOf('bounds') },
    {
      key: 'robustness',
      value: row.robustness === null ? NOTHING : t(`robust.${row.robustness}`),
      trace: traceOf('robustness'),
    },
    { key: 'agreement', value: say.number(row.agreement), trace: traceOf('agreement') },
    { key: 'leik', value: say.number(row.leik), trace: traceOf('leik') },
    { key: 'polarisation', value: say.number(row.polarisation), trace: traceOf('polarisation') },
    { key: 'eta', value: say.number(row.eta), trace: traceOf('eta') },
    { key: 'clean', value: say.share(row.cleanShare), note: t('cleanFormula') },
    ...(trend === undefined
      ? []
      : [
          {
            key: 'trend',
            value: t('trendNow', { days: trend.horizonDays }),
            note: t('trendMade', {
              before: trend.before,
              favour: trend.favour,
              range: say.number((trend.range[1] - trend.range[0]) / 2),
            }),
          },
        ]),
  ];
  return (
    <dl className="board-detail-figures">
      {figures.map(({ key, value, note, trace }) => (
        <div key={key}>
          <dt>{t(`detail.${key}`)}</dt>
          <dd>
            {value} {note === undefined ? null : <span className="soft small">{note}</span>}
            {trace === undefined ? null : (
              <Derivation formula={trace.formula} inputs={trace.inputs} body={body} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};
