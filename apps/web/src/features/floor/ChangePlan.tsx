import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { agendaFromLines, agendaLines } from './agenda.ts';
import { instantOf, localOf } from '../../lib/local-instant.ts';
import type { Floor } from './use-floor.ts';

/** SIT-44, SIT-45: another time, place or agenda for a meeting that has not opened, or none at all. */
export const ChangePlan = ({ floor, act }: { readonly floor: Floor; readonly act: Performing }) => {
  const { t, i18n } = useTranslation('floor');
  const { state } = floor;
  const lang = i18n.language;
  const [opens, setOpens] = useState(() => localOf(state.opensAt));
  const [place, setPlace] = useState(state.place ?? '');
  const [lines, setLines] = useState(() => agendaLines(state.agenda, lang));
  const [reason, setReason] = useState('');
  // Seconds that the control does not show are no change.
  const opensAt = opens === localOf(state.opensAt) ? state.opensAt : instantOf(opens);
  return (
    <details className="floor-more">
      <summary>{t('changePlan')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void act.perform({
            type: 'changeSitting',
            opensAt,
            ...(place.trim() === '' ? {} : { place: place.trim() }),
            agenda: agendaFromLines(lines, state.agenda, lang),
            reason,
          });
        }}
      >
        <Field label={t('opens')}>
          {(control) => (
            <input
              {...control}
              required
              type="datetime-local"
              value={opens}
              onChange={(event) => setOpens(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('place')}>
          {(control) => (
            <input {...control} dir="auto" value={place} onChange={(event) => setPlace(event.target.value)} />
          )}
        </Field>
        <Field label={t('itemsWritten')} hint={t('subItems')}>
          {(control) => (
            <textarea
              {...control}
              rows={4}
              dir="auto"
              value={lines}
              onChange={(event) => setLines(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('changeReason')}>
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
        <div className="row">
          <Button type="submit" busy={act.pending}>
            {t('changeNow')}
          </Button>
          <Button
            tone="danger"
            busy={act.pending}
            onClick={() => void act.perform({ type: 'cancelSitting', reason })}
          >
            {t('cancelSitting')}
          </Button>
        </div>
      </form>
    </details>
  );
};
