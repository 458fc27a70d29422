import { Field } from './Field.tsx';

/** A date and a time in the time zone of this device, as the control holds it (`lib/local-instant.ts`). */
export const InstantField = ({
  label,
  hint,
  value,
  isRequired = true,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly isRequired?: boolean;
  readonly onChange: (value: string) => void;
}) => (
  <Field label={label} hint={hint}>
    {(control) => (
      <input
        {...control}
        required={isRequired}
        type="datetime-local"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);
