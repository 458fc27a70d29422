import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useHere } from '../../lib/deliberation.ts';
import { SilenceTerms } from '../../lib/SilenceTerms.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { localised } from '../../ui/localised.ts';
import { ActOutcome } from './ActOutcome.tsx';

const SECONDS = [5, 30, 60, 300, 900, 3_600, 86_400] as const;

/** The chair puts what has its turn, under a rule of the body: an amendment, a motion for division, a part. */
export const PutForm = ({ item, name }: { readonly item: string; readonly name: string }) => {
  const { t, i18n } = useTranslation(['amending', 'adoption']);
  const { body, stream } = useHere();
  const act = useAct(stream);
  const rules = Object.values(body.rules).filter(
    ({ method }) => method === 'consensus' || method === 'silence' || method === 'ballot',
  );
  // The default of the body may be a rule that is not offered here: what is shown is what is sent.
  const [rule, setRule] = useState(
    () => (rules.find(({ id }) => id === body.defaultRule) ?? rules[0])?.id ?? body.defaultRule,
  );
  const [seconds, setSeconds] = useState(60);
  const chosen = body.rules[rule];
  /** A rule of silence brings its own hours. */
  const choose = (id: string): void => {
    setRule(id);
    const hours = body.rules[id]?.period?.hours;
    if (hours !== undefined) setSeconds(hours * 3_600);
  };
  const times = SECONDS.some((value) => value === seconds) ? SECONDS : [...SECONDS, seconds];
  return (
    <>
      <ConfirmDialog
        open={t('amending:order.put', { id: `\u2068${name}\u2069` })}
        tone="primary"
        busy={act.pending}
        onConfirm={() => void act.perform({ type: 'proposeAdoption', item, rule, objectionSeconds: seconds })}
      >
        <p>{t('amending:order.putMeans', { id: `\u2068${name}\u2069` })}</p>
        <Field label={t('adoption:rule')}>
          {(control) => (
            <select {...control} value={rule} onChange={(event) => choose(event.target.value)}>
              {rules.map(({ id, names }) => (
                <option key={id} value={id}>
                  {localised(names ?? { en: id }, i18n.language)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('adoption:objectionTime')}>
          {(control) => (
            <select {...control} value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
              {times.map((value) => (
                <option key={value} value={value}>
                  {t(
                    value < 60 ? 'adoption:seconds' : value < 3_600 ? 'adoption:minutes' : 'adoption:hours',
                    {
                      count: value < 60 ? value : value < 3_600 ? value / 60 : value / 3_600,
                    },
                  )}
                </option>
              ))}
            </select>
          )}
        </Field>
        {chosen?.method === 'silence' ? <SilenceTerms body={body} rule={chosen} seconds={seconds} /> : null}
      </ConfirmDialog>
      <ActOutcome act={act} />
    </>
  );
};
