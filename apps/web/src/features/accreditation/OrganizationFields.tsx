import {
  ACCREDITED_CLASSES,
  CONSTITUENCIES,
  type AccreditedClass,
  type BodyState,
  type Constituency,
} from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';
import { localised } from '../../ui/localised.ts';

/** What a form says of an organization; an empty word says nothing. */
export interface SaidOrganization {
  readonly name: string;
  readonly class: AccreditedClass;
  readonly constituency: Constituency | '';
  readonly country: string;
  /** One a line. */
  readonly sponsors: string;
}
export const NOTHING_SAID: SaidOrganization = {
  name: '',
  class: 'civilOrganization',
  constituency: '',
  country: '',
  sponsors: '',
};

/** What was said, as acts and requests carry it. */
export const organizationOf = ({ constituency, country, sponsors }: SaidOrganization) => ({
  sponsors: sponsors
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  ...(constituency === '' ? {} : { constituency }),
  ...(country === '' ? {} : { country }),
});

/** Fields that say who an organization is, the same for whoever lists it and whoever applies. */
export const OrganizationFields = ({
  body,
  said,
  nameLabel,
  onSay,
}: {
  readonly body: BodyState;
  readonly said: SaidOrganization;
  readonly nameLabel: string;
  readonly onSay: (change: Partial<SaidOrganization>) => void;
}) => {
  const { t, i18n } = useTranslation(['accreditation', 'vocabulary']);
  const lang = i18n.language;
  const order = new Intl.Collator(lang);
  const countries = Object.values(body.members)
    .filter(({ id, class: of }) => of === 'government' && /^[A-Z]{3}$/.test(id))
    .map(({ id, names }) => ({ id, name: localised(names, lang) }))
    .sort((a, b) => order.compare(a.name, b.name));
  return (
    <>
      <Field label={nameLabel}>
        {(control) => (
          <input
            {...control}
            dir="auto"
            required
            maxLength={500}
            value={said.name}
            onChange={(event) => onSay({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('accreditation:form.class')}>
        {(control) => (
          <select
            {...control}
            value={said.class}
            onChange={(event) =>
              onSay({ class: ACCREDITED_CLASSES.find((word) => word === event.target.value) ?? said.class })
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
            value={said.constituency}
            onChange={(event) =>
              onSay({ constituency: CONSTITUENCIES.find((word) => word === event.target.value) ?? '' })
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
            value={said.country}
            onChange={(event) => onSay({ country: event.target.value })}
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
            value={said.sponsors}
            onChange={(event) => onSay({ sponsors: event.target.value })}
          />
        )}
      </Field>
    </>
  );
};
