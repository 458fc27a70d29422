import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useHere } from '../../lib/deliberation.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ActOutcome } from './ActOutcome.tsx';

/** The instant that a field of date and time shows, in the time zone of whoever looks at it. */
const localInstant = (instant: string): string => {
  const date = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** The chair or the secretariat announces until when amendments are submitted, or that there is no time set. */
export const CloseSubmission = () => {
  const { t } = useTranslation('amending');
  const { stream, state } = useHere();
  const act = useAct(stream);
  const [until, setUntil] = useState('');
  return (
    <>
      <ConfirmDialog
        open={t('submission.set')}
        busy={act.pending}
        onConfirm={() =>
          void act.perform({
            type: 'closeSubmission',
            until: until === '' ? null : new Date(until).toISOString(),
          })
        }
      >
        <Field label={t('submission.field')} hint={t('submission.hint')}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={
                until === '' && state.submissionUntil !== undefined
                  ? localInstant(state.submissionUntil)
                  : until
              }
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      </ConfirmDialog>
      <ActOutcome act={act} />
    </>
  );
};
