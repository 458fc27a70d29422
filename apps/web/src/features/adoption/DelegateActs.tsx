import { BALLOT_CHOICES, isSilenceRunning, type Decision, type DeliberationState } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { BreakForm } from './BreakForm.tsx';

/** What a delegation may do about the proposal: object, withdraw the objection, cast its ballot. */
export const DelegateActs = ({
  state,
  decision,
  member,
  act,
}: {
  readonly state: DeliberationState;
  readonly decision: Decision;
  readonly member: string;
  readonly act: Performing;
}) => {
  const { t } = useTranslation(['adoption', 'vocabulary']);
  const [reason, setReason] = useState('');
  const cast = decision.ballot?.cast[member]?.choice;
  return (
    <section className="card" aria-label={t('adoption:delegation')}>
      <h2>{t('adoption:delegation')}</h2>
      {isSilenceRunning(decision) && decision.objections[member] === undefined ? (
        <BreakForm state={state} decision={decision.id} act={act} />
      ) : null}
      {state.phase === 'adoptionProposed' &&
      decision.rule.method !== 'silence' &&
      decision.objections[member] === undefined ? (
        <form
          className="adoption-form"
          onSubmit={(event) => {
            event.preventDefault();
            void act.perform({ type: 'object', reason, decision: decision.id });
          }}
        >
          <Field label={t('adoption:objectionReason')}>
            {(control) => (
              <input
                {...control}
                dir="auto"
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" tone="danger" busy={act.pending}>
            {t('adoption:object')}
          </Button>
        </form>
      ) : null}
      {state.phase === 'adoptionProposed' && decision.objections[member] !== undefined ? (
        <div className="row">
          <p>{t('adoption:weHaveObjected')}</p>
          {decision.rule.method === 'silence' ? null : (
            <Button
              busy={act.pending}
              onClick={() => void act.perform({ type: 'withdrawObjection', decision: decision.id })}
            >
              {t('adoption:withdrawObjection')}
            </Button>
          )}
        </div>
      ) : null}
      {state.phase === 'balloting' && decision.ballot?.manner !== 'showOfHands' ? (
        <div className="adoption-ballot" role="group" aria-label={t('adoption:ourBallot')}>
          {BALLOT_CHOICES.map((choice) => (
            <button
              key={choice}
              type="button"
              className={`adoption-choice adoption-${choice}`}
              aria-pressed={cast === choice}
              disabled={act.pending}
              onClick={() => void act.perform({ type: 'castBallot', choice, decision: decision.id })}
            >
              {t(`vocabulary:ballot.${choice}`)}
            </button>
          ))}
        </div>
      ) : null}
      {cast === undefined ? null : (
        <p className="soft">{t('adoption:weCast', { choice: t(`vocabulary:ballot.${cast}`) })}</p>
      )}
    </section>
  );
};
