/** How a cell begins that some spreadsheet takes for a formula, also in the wide signs of East Asian keyboards. */
export const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u;

/**
 * A cell of a table that people open: words that a spreadsheet would take for a formula begin with an apostrophe; quotes,
 * commas and lines are quoted. A number is a number, also below nothing.
 */
export const csvCell = (value: string | number): string => {
  const text = String(value);
  const plain = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** One line of a table, with its end. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\r\n`;
