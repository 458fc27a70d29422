/** Mixes every bit of a whole number of 32 bits into every other; two numbers never become one. */
export const mixed = (value: number): number => {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
};

/** A number of 32 bits for a word, the same on every machine: FNV-1a over UTF-16 units, then mixed. */
export const stringHash = (word: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mixed(hash);
};
