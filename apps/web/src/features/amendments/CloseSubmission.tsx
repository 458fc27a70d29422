import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useHere } from '../../lib/deliberation.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { InstantField } from '../../ui/InstantField.tsx';
import { ActOutcome } from './ActOutcome.tsx';
import { announcedTime, shownTime } from './submission-time.ts';

/** The chair or the secretariat announces until when amendments are submitted, or takes the time away again. */
export const CloseSubmission = () => {
  const { t } = useTranslation('amending');
  const { stream, state } = useHere();
  const act = useAct(stream);
  const { submissionUntil } = state;
  const [typed, setTyped] = useState<string>();
  const until = announcedTime(typed, submissionUntil);
  const announce = async (instant: string | null): Promise<void> => {
    const answer = await act.perform({ type: 'closeSubmission', until: instant });
    // What was announced is in force, and shows from there.
    if (answer !== undefined) setTyped(undefined);
  };
  return (
    <>
      <ConfirmDialog
        open={t('submission.set')}
        busy={act.pending}
        isIncomplete={until === undefined}
        onConfirm={() => {
          if (until !== undefined) void announce(until);
        }}
      >
        <InstantField
          label={t('submission.field')}
          hint={t('submission.hint')}
          value={shownTime(typed, submissionUntil)}
          isRequired={false}
          onChange={setTyped}
        />
      </ConfirmDialog>
      {submissionUntil === undefined ? null : (
        <ConfirmDialog open={t('submission.none')} busy={act.pending} onConfirm={() => void announce(null)}>
          <p>{t('submission.noneMeans')}</p>
        </ConfirmDialog>
      )}
      <ActOutcome act={act} />
    </>
  );
};
