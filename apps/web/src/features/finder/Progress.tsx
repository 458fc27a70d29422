import type { SearchProgress } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import type { Words } from './use-words.ts';

/** How close value and bound are, 1 where they meet; undefined where nothing is known yet. */
const closeness = (value: number | null, bound: number | null): number | undefined => {
  if (value === null || bound === null) return undefined;
  return value <= 0 ? 1 : Math.max(0, Math.min(1, bound / value));
};

/** A search under way: what it is at, the best so far against the bound, and the way to stop it. */
export const Progress = ({
  progress,
  words,
  onStop,
}: {
  readonly progress: SearchProgress | undefined;
  readonly words: Words;
  readonly onStop: () => void;
}) => {
  const { t } = useTranslation('finder');
  const stage = progress?.stages.at(-1);
  const { value = null, bound = null, name = '' } = stage ?? {};
  const close = closeness(value, bound);
  const shown = (figure: number): string =>
    name === 'worstGroup' || name === 'largestGroups' ? words.figure(figure) : words.whole(figure);
  return (
    <section className="card finder-progress" aria-label={t('progress.label')}>
      <div className="finder-progress-head">
        <strong>{t(`progress.phase.${progress?.phase ?? 'waiting'}`)}</strong>
        <Button onClick={onStop}>{t('progress.stop')}</Button>
      </div>
      <progress max={1} {...(close === undefined ? {} : { value: close })} aria-label={t('progress.label')} />
      <p className="soft small" aria-live="off">
        {value === null || bound === null
          ? t('progress.unknown')
          : t('progress.bound', { stage: t(`stage.${name}`), value: shown(value), bound: shown(bound) })}{' '}
        {t('progress.nodes', { count: progress?.nodes ?? 0 })}
      </p>
    </section>
  );
};
