/** How words begin that some spreadsheet takes for a formula, also in the wide signs of East Asian keyboards. */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u;
/**
 * The same behind a mark at which programs of other countries end a cell: they do not see the quotes around a cell of a
 * table that separates by commas.
 */
const FORMULA_BEHIND_MARK = /([;\t][\s"]*)(?=[=+\-@＝＋－＠])/gu;
const APOSTROPHE_BEHIND_MARK = /([;\t][\s"]*)'(?=[=+\-@＝＋－＠])/gu;

/** Words as they may stand in a table that people open: an apostrophe keeps spreadsheets from reckoning with them. */
export const inertWords = (words: string): string => {
  const inside = words.replace(FORMULA_BEHIND_MARK, "$1'");
  return FORMULA.test(inside) ? `'${inside}` : inside;
};

/** What `inertWords` put into words is taken away again. */
export const wordsBefore = (inert: string): string =>
  (inert.startsWith("'") && FORMULA.test(inert.slice(1)) ? inert.slice(1) : inert).replace(
    APOSTROPHE_BEHIND_MARK,
    '$1',
  );

/**
 * A cell of a table as RFC 4180 writes it: no words are a formula; quotes, commas and lines are quoted. A number is a number,
 * also below nothing.
 */
export const csvCell = (value: string | number): string => {
  const plain = typeof value === 'string' ? inertWords(value) : String(value);
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** One line of a table, with its end. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\r\n`;
