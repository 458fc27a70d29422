/** Letters of other scripts that cannot be told from Latin ones on a screen, beside each other. */
const LOOK_ALIKES = new Map(
  (
    [
      ['аɑα', 'a'],
      ['сϲⅽ', 'c'],
      ['ԁⅾ', 'd'],
      ['еҽ', 'e'],
      ['ɡց', 'g'],
      ['һհ', 'h'],
      ['іιӏıⅰ', 'i'],
      ['јϳ', 'j'],
      ['кκ', 'k'],
      ['мⅿ', 'm'],
      ['ո', 'n'],
      ['оοօ', 'o'],
      ['рρ', 'p'],
      ['ԛ', 'q'],
      ['ᴦ', 'r'],
      ['ѕ', 's'],
      ['тτ', 't'],
      ['ս', 'u'],
      ['ѵν', 'v'],
      ['ѡԝ', 'w'],
      ['хχ', 'x'],
      ['уү', 'y'],
      ['ᴢ', 'z'],
    ] as const
  ).flatMap(([letters, latin]) => [...letters].map((letter): [string, string] => [letter, latin])),
);

/**
 * What two texts have in common that a reader would take for the same: letters and digits without case, composition,
 * what stands between them, and the script that a letter is borrowed from.
 */
export const lookAlikeKey = (text: string): string =>
  [...text.normalize('NFKC').toLowerCase()]
    .map((character) => LOOK_ALIKES.get(character) ?? character)
    .join('')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
