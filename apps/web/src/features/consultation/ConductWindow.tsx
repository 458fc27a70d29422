import type { ConsultationAct } from '@plenary/consensus';
import type { ConsultationAnswer } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { instantOf } from '../../lib/local-instant.ts';

/** The secretariat lets the consultation run longer, and closes it once every comment is answered. */
export const ConductWindow = ({
  consultation,
  busy,
  onAct,
}: {
  readonly consultation: ConsultationAnswer;
  readonly busy: boolean;
  readonly onAct: (act: ConsultationAct) => void;
}) => {
  const { t } = useTranslation('consultation');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const { comments, answered } = consultation.figures;
  if (consultation.phase === 'processed') return null;
  return (
    <details className="card consultation-conduct no-print">
      <summary>{t('extend')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onAct({ type: 'extendConsultation', until: instantOf(until), reason });
        }}
      >
        <div className="consultation-fields">
          <Field label={t('extendUntil')}>
            {(control) => (
              <input
                {...control}
                required
                type="datetime-local"
                value={until}
                onChange={(event) => setUntil(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('dispose.reason')}>
            {(control) => (
              <input
                {...control}
                required
                dir="auto"
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="row">
          <Button type="submit" busy={busy}>
            {t('extend')}
          </Button>
        </div>
      </form>
      {consultation.phase === 'closed' ? (
        <div className="stack">
          <p className="soft small">{t('completeLead', { count: comments - answered })}</p>
          <div className="row">
            <Button
              tone="primary"
              busy={busy}
              disabled={answered < comments}
              onClick={() => onAct({ type: 'completeConsultation' })}
            >
              {t('complete')}
            </Button>
          </div>
        </div>
      ) : null}
    </details>
  );
};
