import { useTranslation } from 'react-i18next';
import type { LiveText } from '../../lib/live-text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { useObserved } from './use-live-text.ts';

/** What was written here and not taken: why, and the words, to be copied elsewhere. */
export const RefusedWords = ({ live }: { readonly live: LiveText }) => {
  const { t } = useTranslation('drafting');
  const refusals = useObserved(live.refusals);
  return refusals.map(({ id, refusal, text }) => (
    <div key={id} className="refused-words">
      <RefusalNote refusal={refusal} />
      {text === '' ? null : (
        <blockquote dir="auto" tabIndex={0}>
          {text}
        </blockquote>
      )}
      <div className="row">
        {text === '' ? null : (
          <Button className="button-small" onClick={() => void navigator.clipboard.writeText(text)}>
            {t('recovery.copy')}
          </Button>
        )}
        <Button className="button-small" tone="quiet" onClick={() => live.dismissRefusal(id)}>
          {t('recovery.dismiss')}
        </Button>
      </div>
    </div>
  ));
};
