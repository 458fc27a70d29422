/** Scripts that are written without spaces: their runs are cut into pairs of signs, so that every part is found. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
const WORD = /[\p{L}\p{N}]+/gu;

/** Letters that readers do not tell apart when they search: case, accents, vowel signs, the forms of alef. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/gu, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ـ', '');

/** A word as pieces that are looked up: itself, or the pairs of signs of its unspaced runs. */
const pieces = (word: string): readonly string[] => {
  const found: string[] = [];
  let spaced = '';
  let run: string[] = [];
  const endRun = (): void => {
    const [only] = run;
    if (run.length === 1 && only !== undefined) found.push(only);
    for (let at = 0; at + 1 < run.length; at += 1) found.push(`${run[at] ?? ''}${run[at + 1] ?? ''}`);
    run = [];
  };
  const endSpaced = (): void => {
    if (spaced !== '') found.push(spaced);
    spaced = '';
  };
  for (const sign of word) {
    if (UNSPACED.test(sign)) {
      endSpaced();
      run.push(sign);
    } else {
      endRun();
      spaced += sign;
    }
  }
  endSpaced();
  endRun();
  return found;
};

/** Longest word that is told apart; a word is cut there in documents and searches alike. */
const WORD_CHARACTERS_MAX = 60;

/** The words by which a text is found and of which a search is made, each once, at most `max`. */
export const searchWords = (text: string, max: number): readonly string[] => {
  const words = new Set<string>();
  for (const [word] of folded(text).matchAll(WORD))
    for (const piece of pieces(word)) {
      if (words.size >= max) return [...words];
      words.add(piece.slice(0, WORD_CHARACTERS_MAX));
    }
  return [...words];
};
