import type { FloorRules, SittingAct } from '@plenary/consensus';
import type { DeliberationListAnswer } from '@plenary/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { sittingsQuery } from '../../lib/live.ts';
import { ActNote } from '../../ui/ActNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { localised } from '../../ui/localised.ts';
import { agendaOf, writtenIn } from './agenda.ts';
import { FloorRulesFields } from './FloorRulesFields.tsx';
import { instantOf } from '../../lib/local-instant.ts';

/** What most bodies begin with: GA rules 67, 72 and decision 34/401; the secretariat changes what its body adopted. */
const USUAL: FloorRules = {
  openingShare: '1/3',
  decidingShare: '1/2',
  groupsFirst: true,
  speechSeconds: 180,
  groupSeconds: 300,
  observerSeconds: 120,
  motionSeconds: 120,
  replySeconds: [600, 300],
  voteSeconds: 30,
};

/** Plans a sitting: its title and time, the texts on its agenda, and the rules of the floor. */
export const PlanForm = ({
  deliberations,
  meeting,
}: {
  readonly deliberations: DeliberationListAnswer['deliberations'];
  readonly meeting: number;
}) => {
  const { t, i18n } = useTranslation('floor');
  const navigate = useNavigate();
  const client = useQueryClient();
  const [session, setSession] = useState('');
  const [title, setTitle] = useState('');
  const [opens, setOpens] = useState('');
  const [place, setPlace] = useState('');
  const [rules, setRules] = useState(USUAL);
  const [chosen, setChosen] = useState<readonly string[]>(deliberations.map(({ id }) => id));
  const [others, setOthers] = useState('');
  const texts = deliberations.filter((one) => chosen.includes(one.id));
  const id = `sitting-${meeting}`;
  const act = useAct(`sitting:${id}`);
  const opensAt = instantOf(opens);
  const plan: Extract<SittingAct, { type: 'planSitting' }> = {
    type: 'planSitting',
    id,
    session: writtenIn(session, i18n.language),
    meeting,
    title: writtenIn(title, i18n.language),
    opensAt,
    ...(place.trim() === '' ? {} : { place: place.trim() }),
    rules,
    agenda: agendaOf(texts, others, i18n.language),
  };
  return (
    <form
      className="card floor-plan"
      onSubmit={(event) => {
        event.preventDefault();
        void act.perform(plan).then((answer) => {
          if (answer === undefined) return;
          // The next one is counted from those that are there.
          void client.invalidateQueries({ queryKey: sittingsQuery.queryKey });
          void navigate({ to: '/sittings/$sitting', params: { sitting: id } });
        });
      }}
    >
      <h2>{t('plan')}</h2>
      <div className="floor-plan-fields">
        <Field label={t('session')}>
          {(control) => (
            <input
              {...control}
              required
              dir="auto"
              value={session}
              onChange={(event) => setSession(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('title')}>
          {(control) => (
            <input
              {...control}
              required
              dir="auto"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
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
      </div>
      <fieldset className="floor-choices">
        <legend>{t('agenda')}</legend>
        {deliberations.map((one) => (
          <label key={one.id} className="floor-choice">
            <input
              type="checkbox"
              checked={chosen.includes(one.id)}
              onChange={(event) =>
                setChosen(
                  event.target.checked ? [...chosen, one.id] : chosen.filter((other) => other !== one.id),
                )
              }
            />
            <bdi>{localised(one.title, i18n.language)}</bdi>
          </label>
        ))}
      </fieldset>
      <Field label={t('otherItems')} hint={`${t('otherItemsHint')} ${t('subItems')}`}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            dir="auto"
            value={others}
            onChange={(event) => setOthers(event.target.value)}
          />
        )}
      </Field>
      <FloorRulesFields rules={rules} onChange={setRules} />
      <ActNote of={act} />
      <div className="row">
        <Button type="submit" tone="primary" busy={act.pending}>
          {t('planNow')}
        </Button>
      </div>
    </form>
  );
};
