import type { BoardRow, DeliberationState } from '@plenary/consensus';
import type { CourseAnswer } from '@plenary/protocol';
import { bracketedWords, bracketStats } from '@plenary/text';
import { useTranslation } from 'react-i18next';
import { showInstant } from '../../ui/instant.ts';
import { bracketSteps } from './bracket-steps.ts';
import { courseSeries, type CourseStep } from './course-series.ts';

/** The states of an item, oldest first, and since when it is in the last of them. */
export const StatePath = ({ course }: { readonly course: CourseAnswer }) => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  if (course.states.length === 0) return <p className="soft">{t('board:noCourse')}</p>;
  return (
    <ol className="state-path">
      {course.states.map(({ at, to }, place) => (
        <li key={`${at}-${to}`} aria-current={place === course.states.length - 1 ? 'step' : undefined}>
          <span className="state-name">{t(`vocabulary:itemState.${to}`)}</span>
          <time className="soft small" dateTime={at}>
            {showInstant(at, i18n.language)}
          </time>
        </li>
      ))}
    </ol>
  );
};

const WIDTH = 600;
const HEIGHT = 120;
const LAYERS = ['favour', 'neither', 'against'] as const;
type Layer = (typeof LAYERS)[number];
const CLASSES: Readonly<Record<Layer, string>> = {
  favour: 'stance-support',
  neither: 'stance-abstain',
  against: 'stance-oppose',
};

const heights = ({ counts }: CourseStep): Readonly<Record<Layer, number>> => ({
  favour: counts.support + counts.accept,
  neither: counts.abstain + counts.reserve,
  against: counts.oppose + counts.object,
});

/** How members stood over time: in favour below, against above, and what is left open are the silent. */
export const SupportChart = ({ row, course }: { readonly row: BoardRow; readonly course: CourseAnswer }) => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const series = courseSeries(course.changes, row.counts);
  const first = series[0];
  if (first === undefined) return <p className="soft">{t('board:nobodySpoke')}</p>;
  const start = Date.parse(first.at);
  const span = Math.max(1, Date.parse(course.at) - start);
  const x = (at: string): number => Math.min(WIDTH, ((Date.parse(at) - start) / span) * WIDTH);
  const y = (members: number): number => HEIGHT - (members / Math.max(1, row.members)) * HEIGHT;
  const edge = (step: CourseStep, upTo: number): number =>
    LAYERS.slice(0, upTo).reduce((sum, layer) => sum + heights(step)[layer], 0);
  /** Steps, not slopes: between two instants nothing changed. */
  const area = (layer: number): string => {
    const upper = series.flatMap((step, at) => {
      const until = series[at + 1]?.at ?? course.at;
      const top = y(edge(step, layer + 1));
      return [`${x(step.at)},${top}`, `${x(until)},${top}`];
    });
    const lower = series.flatMap((step, at) => {
      const until = series[at + 1]?.at ?? course.at;
      const bottom = y(edge(step, layer));
      return [`${x(step.at)},${bottom}`, `${x(until)},${bottom}`];
    });
    return [...upper, ...lower.toReversed()].join(' ');
  };
  const last = heights(series.at(-1) ?? first);
  return (
    <figure className="course-chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('board:chartLabel', {
          from: heights(first).favour,
          to: last.favour,
          count: row.members,
        })}
      >
        {LAYERS.map((layer, at) => (
          <polygon key={layer} className={CLASSES[layer]} points={area(at)} />
        ))}
      </svg>
      <figcaption className="row small soft">
        <time dateTime={first.at}>{showInstant(first.at, i18n.language)}</time>
        <span className="course-legend">
          {LAYERS.map((layer) => (
            <span key={layer}>
              <span className={`course-dot ${CLASSES[layer]}`} aria-hidden="true" />{' '}
              {t(`board:layer.${layer}`)} <b>{last[layer]}</b>
            </span>
          ))}
        </span>
        <time dateTime={course.at}>{showInstant(course.at, i18n.language)}</time>
      </figcaption>
      {course.earlier === 0 ? null : (
        <p className="small soft">{t('board:earlierLeftOff', { count: course.earlier })}</p>
      )}
    </figure>
  );
};

/** The brackets of a paragraph in every revision in which it stood, and after every decision that changed it. */
export const BracketCourse = ({
  item,
  state,
}: {
  readonly item: string;
  readonly state: DeliberationState;
}) => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const lines = bracketSteps(state, item).map(({ text, ...step }) => {
    const { balanced, count } = bracketStats(text);
    return { ...step, brackets: balanced ? count : null, words: bracketedWords(text) };
  });
  if (lines.length === 0) return <p className="soft">{t('board:noCourse')}</p>;
  const most = Math.max(1, ...lines.map(({ words }) => (words === null ? 0 : words.all)));
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('board:revision')}</th>
            <th scope="col">{t('board:issued')}</th>
            <th scope="col">{t('board:column.brackets')}</th>
            <th scope="col">{t('board:wordsInside')}</th>
            <th scope="col">{t('board:wordsAll')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, isRevision, at, brackets, words }) => (
            <tr key={name}>
              <th scope="row">
                <bdi>{name}</bdi>{' '}
                {isRevision ? null : (
                  <span className="soft small">{t('vocabulary:amendmentState.adopted')}</span>
                )}
              </th>
              <td>{at === undefined ? '—' : showInstant(at, i18n.language)}</td>
              <td className="board-number">{brackets ?? '—'}</td>
              <td className="board-number">
                {words === null ? '—' : words.all - words.outside}
                {words === null ? null : (
                  <span className="bracket-bar" aria-hidden="true">
                    <span style={{ inlineSize: `${(100 * (words.all - words.outside)) / most}%` }} />
                  </span>
                )}
              </td>
              <td className="board-number">{words?.all ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
