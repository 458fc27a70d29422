import {
  ACCREDITED_CLASSES,
  CHECK_POINTS,
  CONSTITUENCIES,
  type AccreditedClass,
  type BodyState,
  type CheckPoint,
  type Constituency,
} from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { localised } from '../../ui/localised.ts';

const DAY_SECONDS = 24 * 3_600;
const FIRST = {
  id: '',
  name: '',
  class: 'civilOrganization' as AccreditedClass,
  constituency: '' as Constituency | '',
  country: '',
  sponsors: '',
  days: 10,
  years: 3,
};
const NOTHING_FOUND: Readonly<Record<CheckPoint, string>> = {
  mandate: '',
  funding: '',
  independence: '',
  conflicts: '',
};

/** Putting an organization on the list, by the secretariat: who it is, what was found, how long members may object. */
export const ListForm = ({ body, stream }: { readonly body: BodyState; readonly stream: string }) => {
  const { t, i18n } = useTranslation(['accreditation', 'vocabulary']);
  const { perform, pending, refusal } = useAct(stream);
  const [draft, setDraft] = useState(FIRST);
  const [findings, setFindings] = useState(NOTHING_FOUND);
  const lang = i18n.language;
  const order = new Intl.Collator(lang);
  const countries = Object.values(body.members)
    .filter(({ id, class: of }) => of === 'government' && /^[A-Z]{3}$/.test(id))
    .map(({ id, names }) => ({ id, name: localised(names, lang) }))
    .sort((a, b) => order.compare(a.name, b.name));
  const list = async (): Promise<void> => {
    const until = new Date();
    until.setUTCFullYear(until.getUTCFullYear() + draft.years);
    const done = await perform({
      type: 'listOrganization',
      organization: {
        id: draft.id.trim(),
        names: { en: draft.name.trim() },
        class: draft.class,
        sponsors: draft.sponsors
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
        ...(draft.constituency === '' ? {} : { constituency: draft.constituency }),
        ...(draft.country === '' ? {} : { country: draft.country }),
      },
      findings,
      objectionSeconds: draft.days * DAY_SECONDS,
      until: until.toISOString(),
    });
    if (done === undefined) return;
    setDraft(FIRST);
    setFindings(NOTHING_FOUND);
  };
  const number = (name: 'days' | 'years', max: number) => (
    <Field label={t(`accreditation:form.${name}`)}>
      {(control) => (
        <input
          {...control}
          type="number"
          required
          min={1}
          max={max}
          value={draft[name]}
          onChange={(event) => setDraft({ ...draft, [name]: Number(event.target.value) })}
        />
      )}
    </Field>
  );
  return (
    <details className="card no-print">
      <summary>{t('accreditation:form.title')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void list();
        }}
      >
        <div className="accreditation-form">
          <Field label={t('accreditation:form.name')}>
            {(control) => (
              <input
                {...control}
                dir="auto"
                required
                maxLength={500}
                value={draft.name}
                onChange={(event) => setDraft({ ...draft, name: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('accreditation:form.id')} hint={t('accreditation:form.idHint')}>
            {(control) => (
              <input
                {...control}
                dir="ltr"
                required
                pattern="[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}"
                value={draft.id}
                onChange={(event) => setDraft({ ...draft, id: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('accreditation:form.class')}>
            {(control) => (
              <select
                {...control}
                value={draft.class}
                onChange={(event) =>
                  setDraft({
                    ...draft,
                    class: ACCREDITED_CLASSES.find((word) => word === event.target.value) ?? draft.class,
                  })
                }
              >
                {ACCREDITED_CLASSES.map((word) => (
                  <option key={word} value={word}>
                    {t(`vocabulary:class.${word}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('accreditation:form.constituency')}>
            {(control) => (
              <select
                {...control}
                value={draft.constituency}
                onChange={(event) =>
                  setDraft({
                    ...draft,
                    constituency: CONSTITUENCIES.find((word) => word === event.target.value) ?? '',
                  })
                }
              >
                <option value="">{t('accreditation:form.noneOfThem')}</option>
                {CONSTITUENCIES.map((word) => (
                  <option key={word} value={word}>
                    {t(`accreditation:constituency.${word}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('accreditation:form.country')}>
            {(control) => (
              <select
                {...control}
                value={draft.country}
                onChange={(event) => setDraft({ ...draft, country: event.target.value })}
              >
                <option value="">{t('accreditation:form.noCountry')}</option>
                {countries.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('accreditation:sponsors')} hint={t('accreditation:form.sponsorsHint')}>
            {(control) => (
              <textarea
                {...control}
                dir="auto"
                rows={3}
                value={draft.sponsors}
                onChange={(event) => setDraft({ ...draft, sponsors: event.target.value })}
              />
            )}
          </Field>
          {CHECK_POINTS.map((point) => (
            <Field
              key={point}
              label={t(`accreditation:check.${point}`)}
              hint={t(`accreditation:checkHint.${point}`)}
            >
              {(control) => (
                <textarea
                  {...control}
                  dir="auto"
                  rows={3}
                  required
                  maxLength={5_000}
                  value={findings[point]}
                  onChange={(event) => setFindings({ ...findings, [point]: event.target.value })}
                />
              )}
            </Field>
          ))}
          {number('days', 30)}
          {number('years', 9)}
        </div>
        <div>
          <Button type="submit" tone="primary" busy={pending}>
            {t('accreditation:form.submit')}
          </Button>
        </div>
        <RefusalNote refusal={refusal} />
      </form>
    </details>
  );
};
