import type { Paragraph, PlacedRun } from './paragraph.ts';

/** The characters of a paragraph as its view shows them; references and signs are left out. */
export const paragraphText = ({ runs }: Pick<Paragraph, 'runs'>): string =>
  runs.map(({ width, chars }) => (width > 0 ? (chars ?? '') : '')).join('');

/** A place between two elements of a text: the number of elements before it. */
export interface Spot {
  readonly text: string;
  readonly index: number;
}

/** Elements of one text in a row. */
export interface Span extends Spot {
  readonly length: number;
}

/** The visible elements between two offsets of a paragraph, run by run. */
export const spansBetween = (
  { runs }: Pick<Paragraph, 'runs'>,
  from: number,
  to: number,
): readonly (Span & { readonly run: PlacedRun })[] => {
  const out: (Span & { run: PlacedRun })[] = [];
  let offset = 0;
  for (const run of runs) {
    const start = Math.max(from, offset);
    const end = Math.min(to, offset + run.width);
    if (start < end)
      out.push({ text: run.text, index: run.index + start - offset, length: end - start, run });
    offset += run.width;
  }
  return out;
};

/** Where an element of a text is in a paragraph, in offsets of the view; undefined when it is not in it. */
export const offsetOf = (
  { runs }: Pick<Paragraph, 'runs'>,
  text: string,
  index: number,
): number | undefined => {
  let offset = 0;
  for (const run of runs) {
    if (run.text === text && run.index <= index && index < run.index + run.length)
      return offset + (run.width === 0 ? 0 : index - run.index);
    offset += run.width;
  }
  return undefined;
};
