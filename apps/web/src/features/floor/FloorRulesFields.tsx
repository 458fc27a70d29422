import { ACT_LIMITS, type FloorRules } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';

const MINUTES = [
  ['speechSeconds', 'minutesEach'],
  ['groupSeconds', 'minutesGroup'],
  ['observerSeconds', 'minutesObserver'],
  ['motionSeconds', 'minutesMotion'],
] as const;
const SHARES = ['openingShare', 'decidingShare'] as const;

const secondsIn = (minutes: string): readonly number[] =>
  minutes
    .split(/[^0-9.]+/)
    .map(Number)
    .filter((each) => each > 0)
    .map((each) => Math.round(each * 60));

/** Every rule of the floor that a meeting sets, by what it begins with (SIT-3). */
export const FloorRulesFields = ({
  rules,
  onChange,
}: {
  readonly rules: FloorRules;
  readonly onChange: (rules: FloorRules) => void;
}) => {
  const { t } = useTranslation('floor');
  const [replies, setReplies] = useState(() => rules.replySeconds.map((seconds) => seconds / 60).join(', '));
  return (
    <fieldset className="floor-choices">
      <legend>{t('floorRules')}</legend>
      <div className="floor-plan-fields">
        {MINUTES.map(([name, words]) => (
          <Field key={name} label={t(words)}>
            {(control) => (
              <input
                {...control}
                type="number"
                min={0.5}
                max={120}
                step={0.5}
                value={rules[name] / 60}
                onChange={(event) =>
                  onChange({ ...rules, [name]: Math.round(Number(event.target.value) * 60) })
                }
              />
            )}
          </Field>
        ))}
        <Field label={t('minutesReplies')} hint={t('repliesHint')}>
          {(control) => (
            <input
              {...control}
              dir="ltr"
              inputMode="decimal"
              value={replies}
              onChange={(event) => {
                setReplies(event.target.value);
                onChange({ ...rules, replySeconds: secondsIn(event.target.value) });
              }}
            />
          )}
        </Field>
        <Field label={t('secondsVote')}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={1}
              max={7_200}
              value={rules.voteSeconds}
              onChange={(event) => onChange({ ...rules, voteSeconds: Number(event.target.value) })}
            />
          )}
        </Field>
        <Field label={t('constituencySlots')} hint={t('constituencySlotsHint')}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={1}
              max={ACT_LIMITS.CONSTITUENCY_SLOTS_MAX}
              value={rules.constituencySlots ?? ''}
              onChange={(event) => {
                const { constituencySlots: _, ...others } = rules;
                const slots = Number(event.target.value);
                onChange(slots < 1 ? others : { ...others, constituencySlots: Math.floor(slots) });
              }}
            />
          )}
        </Field>
        {SHARES.map((name) => (
          <Field key={name} label={t(name)} hint={t('shareHint')}>
            {(control) => (
              <input
                {...control}
                dir="ltr"
                required
                value={rules[name]}
                onChange={(event) => onChange({ ...rules, [name]: event.target.value.trim() })}
              />
            )}
          </Field>
        ))}
      </div>
      <label className="floor-choice">
        <input
          type="checkbox"
          checked={rules.groupsFirst}
          onChange={(event) => onChange({ ...rules, groupsFirst: event.target.checked })}
        />
        <span>{t('groupsFirst')}</span>
      </label>
    </fieldset>
  );
};
