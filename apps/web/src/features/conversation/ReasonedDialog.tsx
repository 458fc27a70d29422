import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Field } from '../../ui/Field.tsx';

/** What moderation decides, for one of the published reasons and with a note if there is more to say. */
export const ReasonedDialog = <Reason extends string>({
  open,
  reasons,
  first,
  nameOf,
  onDecide,
}: {
  /** The words on the button that opens it. */
  readonly open: string;
  readonly reasons: readonly Reason[];
  /** The reason that is chosen until another one is. */
  readonly first: Reason;
  readonly nameOf: (reason: Reason) => string;
  readonly onDecide: (reason: Reason, note: string) => void;
}) => {
  const { t } = useTranslation('conversation');
  const [reason, setReason] = useState(first);
  const [note, setNote] = useState('');
  return (
    <ConfirmDialog open={open} onConfirm={() => onDecide(reason, note)}>
      <Field label={t('reasonLabel')}>
        {(control) => (
          <select
            {...control}
            value={reason}
            onChange={(event) => setReason(reasons.find((one) => one === event.target.value) ?? first)}
          >
            {reasons.map((one) => (
              <option key={one} value={one}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('note')}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={2}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
};
