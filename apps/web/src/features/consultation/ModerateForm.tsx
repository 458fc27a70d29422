import { HIDING_GROUNDS, type HidingGround } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

/** The secretariat hides words on a ground of the list, with a reason that everybody reads. */
export const ModerateForm = ({
  busy,
  onHide,
}: {
  readonly busy: boolean;
  readonly onHide: (ground: HidingGround, reason: string) => void;
}) => {
  const { t } = useTranslation(['consultation', 'vocabulary']);
  const [ground, setGround] = useState<HidingGround>('offTopic');
  const [reason, setReason] = useState('');
  return (
    <form
      className="stack consultation-inner"
      onSubmit={(event) => {
        event.preventDefault();
        onHide(ground, reason);
      }}
    >
      <Field label={t('consultation:ground')}>
        {(control) => (
          <select
            {...control}
            value={ground}
            onChange={(event) =>
              setGround(HIDING_GROUNDS.find((one) => one === event.target.value) ?? 'offTopic')
            }
          >
            {HIDING_GROUNDS.map((one) => (
              <option key={one} value={one}>
                {t(`vocabulary:hidingGround.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('consultation:hideQuestion')}>
        {(control) => (
          <textarea
            {...control}
            required
            dir="auto"
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" tone="danger" busy={busy}>
          {t('consultation:hide')}
        </Button>
      </div>
    </form>
  );
};
