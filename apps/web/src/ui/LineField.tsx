import { Field } from './Field.tsx';

/** One line of somebody's own words: a name, a place, a reason. */
export const LineField = ({
  label,
  hint,
  value,
  isRequired = true,
  charactersMax,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly isRequired?: boolean;
  readonly charactersMax?: number;
  readonly onChange: (value: string) => void;
}) => (
  <Field label={label} hint={hint}>
    {(control) => (
      <input
        {...control}
        required={isRequired}
        dir="auto"
        maxLength={charactersMax}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);
