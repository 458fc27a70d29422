import { BALLOT_CHOICES, type BallotChoice, type OpenedBallot } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

/** The secretariat enters the hands it counted, and corrects them until the close. */
export const HandsForm = ({
  decision,
  ballot,
  act,
}: {
  readonly decision: string;
  readonly ballot: OpenedBallot;
  readonly act: Performing;
}) => {
  const { t } = useTranslation(['decisions', 'vocabulary']);
  const [hands, setHands] = useState<Readonly<Record<BallotChoice, number>>>(
    ballot.hands ?? { for: 0, against: 0, abstain: 0 },
  );
  return (
    <section className="card" aria-label={t('decisions:hands')}>
      <h2>{t('decisions:hands')}</h2>
      <form
        className="adoption-form"
        onSubmit={(event) => {
          event.preventDefault();
          void act.perform({ type: 'enterHands', ...hands, decision });
        }}
      >
        {BALLOT_CHOICES.map((choice) => (
          <Field key={choice} label={t(`vocabulary:ballot.${choice}`)}>
            {(control) => (
              <input
                {...control}
                type="number"
                min={0}
                max={ballot.electors.length}
                value={hands[choice]}
                onChange={(event) => setHands({ ...hands, [choice]: Number(event.target.value) })}
              />
            )}
          </Field>
        ))}
        <Button type="submit" tone="primary" busy={act.pending}>
          {t('decisions:enterHands')}
        </Button>
      </form>
    </section>
  );
};
