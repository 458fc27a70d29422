import { LANGS, NATIVE_NAMES, type Lang } from '@plenary/i18n';

/** Any of the six languages, by the names they give themselves. */
export const LanguageBoxes = ({
  label,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly Lang[]) => void;
}) => (
  <fieldset className="consultation-languages">
    <legend>{label}</legend>
    {LANGS.map((lang) => (
      <label key={lang}>
        <input
          type="checkbox"
          checked={chosen.includes(lang)}
          onChange={({ target }) =>
            onChoose(LANGS.filter((one) => (one === lang ? target.checked : chosen.includes(one))))
          }
        />
        <span lang={lang}>{NATIVE_NAMES[lang]}</span>
      </label>
    ))}
  </fieldset>
);
