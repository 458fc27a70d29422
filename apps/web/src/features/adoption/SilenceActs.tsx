import {
  afterCounted,
  countingOf,
  silenceOf,
  type BodyState,
  type Decision,
  type DeliberationState,
} from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { showInstantExactly } from '../../ui/instant.ts';

const HOURS = [1, 6, 24, 48, 72] as const;

/** What the chair does while a silence runs: let it run longer, or end it when it is broken. */
export const SilenceActs = ({
  body,
  state,
  decision,
  act,
}: {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly decision: Decision;
  readonly act: Performing;
}) => {
  const { t, i18n } = useTranslation(['decisions', 'adoption']);
  const [hours, setHours] = useState<number>(24);
  const [reason, setReason] = useState('');
  if (silenceOf(body, state, decision).broke.length > 0)
    return (
      <div>
        <Button
          tone="primary"
          busy={act.pending}
          onClick={() => void act.perform({ type: 'endSilence', decision: decision.id })}
        >
          {t('decisions:endNow')}
        </Button>
      </div>
    );
  if (decision.rule.period?.extendable !== true) return null;
  // SIL-7: what is added is counted as the silence itself is, days of rest left out.
  const until = afterCounted(decision.objectionsUntil, hours * 3_600, countingOf(decision.rule));
  return (
    <form
      className="adoption-form"
      onSubmit={(event) => {
        event.preventDefault();
        void act.perform({ type: 'extendSilence', until, reason, decision: decision.id });
      }}
    >
      <Field
        label={t('decisions:extendBy')}
        hint={t('decisions:wouldEnd', { date: showInstantExactly(until, i18n.language) })}
      >
        {(control) => (
          <select {...control} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {HOURS.map((count) => (
              <option key={count} value={count}>
                {t('adoption:hours', { count })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('decisions:extendReason')}>
        {(control) => (
          <input {...control} dir="auto" value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <Button type="submit" busy={act.pending}>
        {t('decisions:extend')}
      </Button>
    </form>
  );
};
