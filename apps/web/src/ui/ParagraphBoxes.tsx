import { printedLabel } from '@plenary/text';
import './paragraph-boxes.css';

/** Paragraphs of a text to be chosen by their labels, in the order of the text; none chosen is the whole text. */
export const ParagraphBoxes = ({
  legend,
  paragraphs,
  lang,
  chosen,
  onChange,
}: {
  readonly legend: string;
  readonly paragraphs: readonly { readonly pid: string; readonly label: string; readonly text: string }[];
  /** Language of the text. */
  readonly lang: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) => (
  <fieldset className="paragraph-boxes">
    <legend>{legend}</legend>
    {paragraphs.map(({ pid, label, text }) => (
      <label key={pid} title={text}>
        <input
          type="checkbox"
          checked={chosen.includes(pid)}
          onChange={(event) =>
            onChange(event.target.checked ? [...chosen, pid] : chosen.filter((other) => other !== pid))
          }
        />{' '}
        <bdi>{label === '' ? pid : printedLabel(label, lang)}</bdi>
      </label>
    ))}
  </fieldset>
);
