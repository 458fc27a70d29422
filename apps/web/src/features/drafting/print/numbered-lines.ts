/** Every so many lines the number stands in the margin, as in documents of conferences. */
const EVERY = 5;

export interface NumberedLine {
  readonly number: number;
  /** Pixels from the top of the sheet. */
  readonly top: number;
}

/** The lines of the words of a sheet as they are set, each fifth with its place. */
export const numberedLines = (sheet: HTMLElement): readonly NumberedLine[] => {
  const { top: start } = sheet.getBoundingClientRect();
  const out: NumberedLine[] = [];
  let count = 0;
  for (const paragraph of sheet.querySelectorAll('.plain-paragraph p')) {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    let last = -Infinity;
    for (const { top, bottom, height } of range.getClientRects()) {
      // Several boxes stand on one line where the direction or the fount changes.
      if (height === 0 || top < last) continue;
      last = (top + bottom) / 2;
      count += 1;
      if (count % EVERY === 0) out.push({ number: count, top: top - start });
    }
  }
  return out;
};
