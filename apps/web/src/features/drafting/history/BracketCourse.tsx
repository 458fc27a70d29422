import { bracketCount, MARKUP_VIEW, readDraft } from '@plenary/drafting';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { showInstant } from '../../../ui/instant.ts';
import { documentOfMoment, type DocumentApi } from '../live-api.ts';
import { sampledMoments } from './sampled-moments.ts';
import type { Sitting } from './sittings.ts';
import { Awaiting } from '../../../ui/Awaiting.tsx';

/** Moments that are looked at: each is read whole. */
const MOMENTS = 16;
const [WIDTH, HEIGHT, EDGE] = [480, 96, 6];

interface Counted {
  readonly at: string;
  readonly count: number;
}

const countAt = async (api: DocumentApi, seq: number): Promise<Counted> => {
  const moment = await api.moment(seq);
  const doc = documentOfMoment(moment);
  const count = bracketCount(readDraft(doc, MARKUP_VIEW));
  doc.destroy();
  return { at: moment.at, count };
};

/** How many brackets stood open as the text went on: a line, and the figures beside it. */
export const BracketCourse = ({
  api,
  sittings,
}: {
  readonly api: DocumentApi;
  readonly sittings: readonly Sitting[];
}) => {
  const { t, i18n } = useTranslation('drafting');
  const [isAsked, setAsked] = useState(false);
  const moments = sampledMoments(sittings, MOMENTS);
  const counting = useQuery({
    queryKey: ['brackets', api.base, ...moments],
    queryFn: async () => {
      const counted: Counted[] = [];
      for (const seq of moments) counted.push(await countAt(api, seq));
      return counted;
    },
    enabled: isAsked,
    staleTime: Infinity,
  });
  const { data } = counting;
  if (!isAsked)
    return (
      <div>
        <Button onClick={() => setAsked(true)}>{t('course.count')}</Button>
      </div>
    );
  if (data === undefined) return <Awaiting asked={[counting]} />;
  const most = Math.max(1, ...data.map(({ count }) => count));
  const x = (at: number): number => EDGE + (at * (WIDTH - 2 * EDGE)) / Math.max(1, data.length - 1);
  const y = (count: number): number => HEIGHT - EDGE - (count * (HEIGHT - 2 * EDGE)) / most;
  return (
    <div className="course">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="course-line"
        role="img"
        aria-label={t('course.title')}
      >
        <polyline points={data.map(({ count }, at) => `${x(at)},${y(count)}`).join(' ')} />
        {data.map(({ at: instant, count }, at) => (
          <circle key={instant} cx={x(at)} cy={y(count)} r={3} />
        ))}
      </svg>
      <table className="course-table">
        <thead>
          <tr>
            <th scope="col">{t('course.at')}</th>
            <th scope="col">{t('course.open')}</th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ at, count }) => (
            <tr key={at}>
              <td>{showInstant(at, i18n.language)}</td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
