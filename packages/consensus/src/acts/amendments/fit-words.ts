/**
 * Characters that no words of an amendment hold: control characters and ends of lines, the sign of an unknown object, halves of
 * characters, and controls of direction that would make words read in another order than they stand in. Marks of direction
 * (U+061C, U+200E, U+200F) order nothing but their neighbours and are needed in Arabic texts.
 */
const UNFIT =
  /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFFFC]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/u;

/** The first character that words must not hold, by its code point as `U+202E`; undefined where all of them fit. */
export const unfitCharacter = (words: string): string | undefined => {
  const found = UNFIT.exec(words)?.[0];
  return found === undefined
    ? undefined
    : `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
};
