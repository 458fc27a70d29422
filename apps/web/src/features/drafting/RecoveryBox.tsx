import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveText } from '../../lib/live-text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { showInstant } from '../../ui/instant.ts';
import type { DocumentApi } from './live-api.ts';
import { useObserved } from './use-live-text.ts';

/** One's own words that the service did not take, kept until one has seen to them. */
export const RecoveryBox = ({ live, api }: { readonly live: LiveText; readonly api: DocumentApi }) => {
  const { t, i18n } = useTranslation('drafting');
  const client = useQueryClient();
  const refusals = useObserved(live.refusals);
  const { data } = useQuery({ queryKey: ['recovered', api.base], queryFn: api.recovered, retry: false });
  useEffect(() => {
    if (refusals.length > 0) void client.invalidateQueries({ queryKey: ['recovered', api.base] });
  }, [client, api, refusals]);
  const shown = new Set(refusals.map(({ id }) => id));
  const kept = (data?.words ?? []).filter(({ id }) => !shown.has(id));
  const dismissKept = async (id: string): Promise<void> => {
    await api.dismiss(id);
    await client.invalidateQueries({ queryKey: ['recovered', api.base] });
  };
  const words = (text: string) =>
    text === '' ? null : (
      <blockquote dir="auto" tabIndex={0}>
        {text}
      </blockquote>
    );
  const buttons = (text: string, dismiss: () => void) => (
    <div className="row">
      {text === '' ? null : (
        <Button className="button-small" onClick={() => void navigator.clipboard.writeText(text)}>
          {t('recovery.copy')}
        </Button>
      )}
      <Button className="button-small" tone="quiet" onClick={dismiss}>
        {t('recovery.dismiss')}
      </Button>
    </div>
  );
  return (
    <>
      {refusals.map(({ id, refusal, text }) => (
        <div key={id} className="refused-words">
          <RefusalNote refusal={refusal} />
          {words(text)}
          {buttons(text, () => live.dismissRefusal(id))}
        </div>
      ))}
      {kept.length === 0 ? null : (
        <details className="refused-words no-print">
          <summary>{t('recovery.title', { count: kept.length })}</summary>
          <p className="soft small">{t('recovery.lead')}</p>
          {kept.map(({ id, words: text, at }) => (
            <div key={id} className="refused-words">
              <p className="margin-when">{showInstant(at, i18n.language)}</p>
              {words(text)}
              {buttons(text, () => void dismissKept(id))}
            </div>
          ))}
        </details>
      )}
    </>
  );
};
