import type { SittingState } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { InstantField } from '../../ui/InstantField.tsx';
import { LineField } from '../../ui/LineField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { agendaFromRows, agendaRows } from './agenda.ts';
import { AgendaRows } from './AgendaRows.tsx';
import { instantOf, localOf } from '../../lib/local-instant.ts';
import type { Floor } from './use-floor.ts';

const Form = ({
  plan,
  act,
  onDone,
}: {
  /** The meeting as it was planned when the form was begun. */
  readonly plan: SittingState;
  readonly act: Performing;
  readonly onDone: () => void;
}) => {
  const { t, i18n } = useTranslation('floor');
  const lang = i18n.language;
  const [opens, setOpens] = useState(() => localOf(plan.opensAt));
  const [place, setPlace] = useState(plan.place ?? '');
  const [rows, setRows] = useState(() => agendaRows(plan.agenda, lang));
  const [reason, setReason] = useState('');
  // Seconds that the control does not show are no change.
  const opensAt = opens === localOf(plan.opensAt) ? plan.opensAt : instantOf(opens);
  const done = (answer: unknown): void => {
    if (answer !== undefined) onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void act
          .perform({
            type: 'changeSitting',
            opensAt,
            ...(place.trim() === '' ? {} : { place: place.trim() }),
            agenda: agendaFromRows(rows, lang),
            reason,
          })
          .then(done);
      }}
    >
      <InstantField label={t('opens')} value={opens} onChange={setOpens} />
      <LineField label={t('place')} value={place} isRequired={false} onChange={setPlace} />
      <AgendaRows rows={rows} onChange={setRows} />
      <LineField label={t('changeReason')} value={reason} onChange={setReason} />
      <div className="row">
        <Button type="submit" busy={act.pending}>
          {t('changeNow')}
        </Button>
        <Button
          tone="danger"
          busy={act.pending}
          onClick={() => void act.perform({ type: 'cancelSitting', reason }).then(done)}
        >
          {t('cancelSitting')}
        </Button>
      </div>
    </form>
  );
};

const changesOf = ({ changes = [] }: SittingState): number => changes.length;

/**
 * SIT-44, SIT-45: another time, place or agenda for a meeting that has not opened, or none at all. FLR-156: what is being
 * written stays when somebody else changes the plan meanwhile; whoever writes is told, and decides.
 */
export const ChangePlan = ({ floor, act }: { readonly floor: Floor; readonly act: Performing }) => {
  const { t } = useTranslation('floor');
  const [plan, setPlan] = useState(floor.state);
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  const begin = (): void => {
    setPlan(floor.state);
    setOpen(false);
    setDone(false);
  };
  const isOther = changesOf(plan) !== changesOf(floor.state);
  // The change was one's own, or nothing is being written.
  if (isOther && (isDone || !isOpen)) begin();
  return (
    <details
      key={changesOf(plan)}
      className="floor-more"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('changePlan')}</summary>
      {isOther && isOpen && !isDone ? (
        <Notice tone="info">
          <p>{t('planChanged')}</p>
          <Button onClick={begin}>{t('planAnew')}</Button>
        </Notice>
      ) : null}
      <Form plan={plan} act={act} onDone={() => setDone(true)} />
    </details>
  );
};
