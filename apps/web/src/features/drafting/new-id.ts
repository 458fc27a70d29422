const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 16;

/**
 * A new id of a paragraph, a suggestion or a document: 16 letters and digits, drawn. It begins with `n`, so that it is
 * never taken for the id of an issued paragraph (`p7`).
 */
export const newId = (): string => {
  const drawn = crypto.getRandomValues(new Uint32Array(LENGTH - 1));
  return `n${[...drawn].map((number) => SIGNS.charAt(number % SIGNS.length)).join('')}`;
};
