import { catalogueRule } from '@plenary/consensus';
import { LANGS, NATIVE_NAMES } from '@plenary/i18n';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { bodyQuery } from '../../lib/live.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { localised } from '../../ui/localised.ts';

/** There is one body in a service; its stream has this name. */
const BODY = 'main';
/** Rules that ask nothing of members but to be one; rules with weights are adopted later, when members have them. */
const OFFERED = [
  'consensus',
  'ga-simple',
  'ga-simple-second-vote',
  'ga-two-thirds',
  'membership-majority',
  'unanimity',
].flatMap((id) => catalogueRule(id) ?? []);

/** Founding the body, by the secretariat and once: name, rules, the rule by default. */
export const FoundForm = () => {
  const { t, i18n } = useTranslation(['members']);
  const client = useQueryClient();
  const act = useAct(`body:${BODY}`);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [chosen, setChosen] = useState<readonly string[]>(['consensus', 'ga-simple', 'ga-two-thirds']);
  const [defaultRule, setDefaultRule] = useState('consensus');
  const [exercise, setExercise] = useState(false);
  const rules = OFFERED.filter(({ id }) => chosen.includes(id));
  const ruleName = (rule: (typeof OFFERED)[number]): string =>
    localised(rule.names ?? { en: rule.id }, i18n.language);
  const found = async (): Promise<void> => {
    const given = Object.fromEntries(
      Object.entries(names)
        .map(([lang, name]) => [lang, name.trim()] as const)
        .filter(([, name]) => name !== ''),
    );
    const answer = await act.perform({
      type: 'foundBody',
      id: BODY,
      names: { ...given, en: given['en'] ?? '' },
      exercise,
      rules,
      defaultRule: chosen.includes(defaultRule) ? defaultRule : (rules[0]?.id ?? ''),
    });
    if (answer !== undefined) await client.invalidateQueries({ queryKey: bodyQuery.queryKey });
  };
  const nameField = (lang: string, label: string, required: boolean) => (
    <Field key={lang} label={label}>
      {(control) => (
        <input
          {...control}
          dir="auto"
          lang={lang}
          required={required}
          maxLength={500}
          value={names[lang] ?? ''}
          onChange={(event) => setNames({ ...names, [lang]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="page page-narrow">
      <PageHead title={t('members:found.title')} lead={t('members:found.lead')} />
      <form
        className="card"
        onSubmit={(event) => {
          event.preventDefault();
          void found();
        }}
      >
        {nameField('en', t('members:found.name'), true)}
        <details>
          <summary>{t('members:found.otherNames')}</summary>
          <div className="stack">
            {LANGS.filter((lang) => lang !== 'en').map((lang) => nameField(lang, NATIVE_NAMES[lang], false))}
          </div>
        </details>
        <fieldset className="members-offered">
          <legend>{t('members:found.rules')}</legend>
          {OFFERED.map((rule) => (
            <label key={rule.id} className="row">
              <input
                type="checkbox"
                checked={chosen.includes(rule.id)}
                onChange={(event) =>
                  setChosen(
                    event.target.checked ? [...chosen, rule.id] : chosen.filter((id) => id !== rule.id),
                  )
                }
              />{' '}
              {ruleName(rule)}
            </label>
          ))}
        </fieldset>
        <Field label={t('members:found.defaultRule')}>
          {(control) => (
            <select {...control} value={defaultRule} onChange={(event) => setDefaultRule(event.target.value)}>
              {rules.map((rule) => (
                <option key={rule.id} value={rule.id}>
                  {ruleName(rule)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <label className="row">
          <input type="checkbox" checked={exercise} onChange={(event) => setExercise(event.target.checked)} />{' '}
          {t('members:found.exercise')}
        </label>
        <div>
          <Button type="submit" tone="primary" busy={act.pending} disabled={rules.length === 0}>
            {t('members:found.submit')}
          </Button>
        </div>
        <RefusalNote refusal={act.refusal} />
      </form>
    </div>
  );
};
