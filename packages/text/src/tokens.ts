/** Version 1 of the cutting of text into tokens; recorded with every text that was compared by it. */
export const TOKENISER_VERSION = 1;
const TOKEN = /\s*\p{Script=Han}|\s*[\p{L}\p{M}\p{N}]+(?:[-'’.,][\p{L}\p{M}\p{N}]+)*|\s*[^\s]|\s+$/gu;

/** Tokens of a text; white space belongs to the token after it. Joining them gives back every Unicode string. */
export const tokenise = (text: string): readonly string[] => text.match(TOKEN) ?? [];

const WORD = /[\p{L}\p{N}]/u;
/** Number of words: tokens with a letter, a digit or a Han sign. */
export const wordCount = (text: string): number => tokenise(text).filter((token) => WORD.test(token)).length;
