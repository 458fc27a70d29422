import { ACT_LIMITS } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useBody } from '../../lib/live.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';

/** How long windows of the body are open at the least, set by those who preside or the secretariat. */
export const WindowDaysForm = () => {
  const { t } = useTranslation('consultation');
  const body = useBody();
  const act = useAct(body?.stream ?? '');
  const now = body?.state.windowDaysMin ?? 0;
  const [days, setDays] = useState<number>();
  if (body === undefined) return null;
  return (
    <form
      className="card consultation-days"
      onSubmit={(event) => {
        event.preventDefault();
        void act.perform({ type: 'setWindowDays', days: days ?? now });
      }}
    >
      <div className="row">
        <Field label={t('daysMinField')}>
          {(control) => (
            <input
              {...control}
              required
              type="number"
              min={0}
              max={ACT_LIMITS.WINDOW_DAYS_MAX}
              value={days ?? now}
              onChange={(event) => setDays(Number(event.target.value))}
            />
          )}
        </Field>
        <Button type="submit" busy={act.pending}>
          {t('daysMinSet')}
        </Button>
      </div>
      <RefusalNote refusal={act.refusal} />
    </form>
  );
};
