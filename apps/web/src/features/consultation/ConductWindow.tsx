import type { ConsultationAct } from '@plenary/consensus';
import type { ConsultationAnswer } from '@plenary/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { InstantField } from '../../ui/InstantField.tsx';
import { LineField } from '../../ui/LineField.tsx';
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
          <InstantField label={t('extendUntil')} value={until} onChange={setUntil} />
          <LineField label={t('dispose.reason')} value={reason} onChange={setReason} />
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
