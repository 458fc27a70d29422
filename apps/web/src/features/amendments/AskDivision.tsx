import { currentHash, divisionUnits, type DeliberationState } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { DividedUnit } from '../../lib/DividedUnit.tsx';
import { useHere } from '../../lib/deliberation.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { ActOutcome } from './ActOutcome.tsx';

const MANNERS = ['together', 'each'] as const;

/** A delegation says which parts it wants voted on separately, together or each by itself. */
export const AskDivision = ({
  words,
  item,
  onDone,
}: {
  readonly words: DeliberationState;
  readonly item: string;
  readonly onDone: () => void;
}) => {
  const { t } = useTranslation(['division', 'shell']);
  const { stream } = useHere();
  const act = useAct(stream);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [manner, setManner] = useState<(typeof MANNERS)[number]>('together');
  const [reason, setReason] = useState('');
  const units = divisionUnits(words, item);
  const division = { item, textHash: currentHash(words, item) ?? '' };
  const picked = units.map(({ id }) => id).filter((id) => chosen.includes(id));
  const ask = async (): Promise<void> => {
    const answer = await act.perform({
      type: 'requestDivision',
      item,
      parts: manner === 'together' ? [picked] : picked.map((id) => [id]),
      reason,
      textHash: division.textHash,
    });
    if (answer !== undefined) onDone();
  };
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <fieldset className="division-choice">
        <legend>{t('division:which')}</legend>
        {units.map(({ id, level }) => (
          <label key={id} className="division-unit" data-level={level}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            <DividedUnit state={words} division={division} unit={id} />
          </label>
        ))}
      </fieldset>
      <fieldset className="division-choice">
        <legend>{t('division:manner')}</legend>
        {MANNERS.map((one) => (
          <label key={one} className="row">
            <input
              type="radio"
              name="division-manner"
              checked={manner === one}
              onChange={() => setManner(one)}
            />
            {t(`division:${one}`)}
          </label>
        ))}
      </fieldset>
      <Field label={t('division:reason')}>
        {(control) => (
          <input {...control} dir="auto" value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <div className="row">
        <Button type="submit" tone="primary" disabled={picked.length === 0} busy={act.pending}>
          {t('division:ask')}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {t('shell:dialog.cancel')}
        </Button>
      </div>
      <ActOutcome act={act} />
    </form>
  );
};
