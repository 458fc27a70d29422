import type { Member } from '../types.ts';

/** Letters that are not a Latin one with a mark, as the English alphabet takes them. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ĳ: 'ij',
  ŀ: 'l',
  ŋ: 'n',
  ə: 'e',
};

/**
 * What a name is ordered by: its letters without marks and case, word by word. Apostrophes join what they stand in;
 * whatever else stands between letters parts words. Letters are those of the table and of the decomposition of Unicode,
 * which never changes for a letter that there is; no language of this device has a say.
 */
export const englishKey = (name: string): string =>
  [...name.toLowerCase().normalize('NFKD')]
    .map((character) => LETTERS[character] ?? character)
    .join('')
    .replace(/[\p{M}'’ʼ‘`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const compared = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** BAL-33: members in the order of their English names (rule 87), by id where two read alike. */
export const inEnglishOrder = (members: readonly Member[]): readonly Member[] =>
  members
    .map((member) => ({ member, key: englishKey(member.names['en'] ?? member.id) }))
    .sort((a, b) => compared(a.key, b.key) || compared(a.member.id, b.member.id))
    .map(({ member }) => member);

/** Of the first edition: by code point, capitals before small letters and marks after all. */
export const inOrderOfCodePoints = (members: readonly Member[]): readonly Member[] =>
  [...members].sort((a, b) => compared(a.names['en'] ?? a.id, b.names['en'] ?? b.id) || compared(a.id, b.id));
