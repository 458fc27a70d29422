import { Field } from './Field.tsx';

/** As long as a mail address may be (RFC 5321, 4.5.3.1). */
const ADDRESS_CHARACTERS_MAX = 320;

/** Where somebody without an account leaves an address of mail. */
export const AddressField = ({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (address: string) => void;
}) => (
  <Field label={label} hint={hint}>
    {(control) => (
      <input
        {...control}
        type="email"
        dir="ltr"
        required
        autoComplete="email"
        maxLength={ADDRESS_CHARACTERS_MAX}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);
