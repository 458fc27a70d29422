import { LANGS, NATIVE_NAMES } from '@plenary/i18n';
import { Field } from './Field.tsx';

/** The language in which something is written: one of the six, by the name it gives itself. */
export const LanguageField = ({
  label,
  lang,
  onChange,
}: {
  readonly label: string;
  readonly lang: string;
  readonly onChange: (lang: string) => void;
}) => (
  <Field label={label}>
    {(control) => (
      <select {...control} value={lang} onChange={(event) => onChange(event.target.value)}>
        {LANGS.map((one) => (
          <option key={one} value={one} lang={one}>
            {NATIVE_NAMES[one]}
          </option>
        ))}
      </select>
    )}
  </Field>
);
