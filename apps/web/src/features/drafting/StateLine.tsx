import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { observed } from '../../lib/live-text/observable.ts';
import { steadyState } from './steady-state.ts';
import type { LiveText } from '../../lib/live-text/index.ts';
import { useObserved } from './use-live-text.ts';

/** What became of what was written here: saved, on its way, or kept on this device. */
export const StateLine = ({ live }: { readonly live: LiveText }) => {
  const { t } = useTranslation('drafting');
  const [held] = useState(() => observed(live.state.get()));
  useEffect(() => {
    const { shown, stop } = steadyState(live.state);
    const take = (): void => held.set(shown.get());
    take();
    const unsubscribe = shown.subscribe(take);
    return () => {
      unsubscribe();
      stop();
    };
  }, [held, live]);
  const { connection, saving } = useObserved(held);
  const words = (): string => {
    if (connection === 'outdated') return t('line.outdated');
    if (connection === 'closed') return t('line.closed');
    if (saving.kind === 'refused') return t('line.refused');
    if (saving.kind === 'offline')
      return saving.isUnkept ? t('line.offlineUnkept') : t('line.offline', { count: saving.count });
    if (saving.kind === 'saved' && connection === 'away') return t('line.away');
    if (connection === 'connecting') return t('line.connecting');
    return saving.kind === 'saving' ? t('line.saving') : t('line.saved');
  };
  const tone =
    saving.kind === 'refused' || connection === 'outdated' || connection === 'closed'
      ? 'bad'
      : saving.kind === 'offline' || connection === 'away'
        ? 'warn'
        : saving.kind === 'saved'
          ? 'good'
          : 'plain';
  return (
    <p className={`state-line state-line-${tone}`} role="status" data-saving={saving.kind}>
      <span className="state-line-mark" aria-hidden="true" />
      {words()}
    </p>
  );
};
