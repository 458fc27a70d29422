import type { OpinionAnswer } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';

type Figures = NonNullable<OpinionAnswer['figures']>;

const SIZE = 320;
const ROOM = 18;
/** Marks of groups, told by form as well as by colour. */
const MARKS = [
  'M-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z',
  'M-3 -3h6v6h-6z',
  'M0 -3.8 3.8 3h-7.6z',
  'M0 -4 4 0 0 4 -4 0z',
  'M-3.6 -1h2.6v-2.6h2v2.6h2.6v2h-2.6v2.6h-2v-2.6h-2.6z',
] as const;

/** The mark of a computed group, as the map draws it. */
export const GroupMark = ({ group }: { readonly group: number }) => (
  <svg
    className={`conversation-mark conversation-group-${group % MARKS.length}`}
    viewBox="-5 -5 10 10"
    aria-hidden="true"
  >
    <path d={MARKS[group % MARKS.length] ?? MARKS[0]} />
  </svg>
);

/** Where people stand by their votes. The picture says nothing that the words beside it do not say. */
export const OpinionMap = ({
  figures,
  place,
}: {
  readonly figures: Figures;
  readonly place: readonly number[] | undefined;
}) => {
  const { t } = useTranslation('conversation');
  const { points, computed } = figures;
  const extent = points.reduce((most, [x = 0, y = 0]) => Math.max(most, Math.abs(x), Math.abs(y)), 1e-6);
  const at = (value: number): number => SIZE / 2 + (value / extent) * (SIZE / 2 - ROOM);
  const centres = computed.map((_, group) => {
    const own = points.filter(([, , of]) => of === group);
    const mean = (axis: 0 | 1): number =>
      own.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / Math.max(1, own.length);
    return [mean(0), mean(1)] as const;
  });
  const words = t('mapWords', {
    people: t('mapPeople', { count: figures.placed }),
    groups: t('mapGroups', { count: computed.length }),
  });
  return (
    <svg
      className="conversation-map"
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={t('mapLabel', { words })}
    >
      <line className="conversation-axis" x1={SIZE / 2} x2={SIZE / 2} y1="0" y2={SIZE} />
      <line className="conversation-axis" y1={SIZE / 2} y2={SIZE / 2} x1="0" x2={SIZE} />
      {points.map(([x = 0, y = 0, group = -1], index) => (
        <path
          // Points have no names: the place in the list is all that tells them apart.
          key={index}
          className={
            group < 0 ? 'conversation-point' : `conversation-point conversation-group-${group % MARKS.length}`
          }
          d={MARKS[Math.max(0, group) % MARKS.length] ?? MARKS[0]}
          transform={`translate(${at(x).toFixed(1)} ${at(y).toFixed(1)})`}
        />
      ))}
      {computed.length < 2
        ? null
        : centres.map(([x, y], group) => (
            <text key={computed[group]?.id} className="conversation-letter" x={at(x)} y={at(y)}>
              {computed[group]?.id}
            </text>
          ))}
      {place === undefined ? null : (
        <g className="conversation-you" transform={`translate(${at(place[0] ?? 0)} ${at(place[1] ?? 0)})`}>
          <circle r="8" />
          <text y="-12">{t('you')}</text>
        </g>
      )}
    </svg>
  );
};
