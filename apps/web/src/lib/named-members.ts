import type { Member, MemberId } from '@plenary/consensus';

/** Members as they were named, each once in the order of naming, and names that are nobody's. */
export interface NamedMembers {
  readonly members: readonly MemberId[];
  readonly unknown: readonly string[];
}

const plain = (name: string): string => name.normalize('NFKC').trim().toLocaleLowerCase('en');

/**
 * Reads members by code or by their name in any language, one a line or between semicolons, tabs or commas. A name with a
 * comma in it stands on a line of its own.
 */
export const namedMembers = (
  text: string,
  members: readonly Pick<Member, 'id' | 'names'>[],
): NamedMembers => {
  const known = new Map<string, MemberId>();
  for (const { id, names } of members) for (const name of Object.values(names)) known.set(plain(name), id);
  // A code is nobody's name but its own.
  for (const { id } of members) known.set(plain(id), id);
  const named = text
    .split(/\r\n|\r|\n/)
    .flatMap((line) => (known.has(plain(line)) ? [line] : line.split(/[;,\t]/)))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const found = new Set<MemberId>();
  const unknown: string[] = [];
  for (const name of named) {
    const id = known.get(plain(name));
    if (id === undefined) unknown.push(name);
    else found.add(id);
  }
  return { members: [...found], unknown };
};

const ID_CHARACTERS_MAX = 40;

/** A free id for a group of this name: its letters and digits, with a number behind them where that is taken. */
export const groupIdOf = (name: string, taken: readonly string[]): string => {
  const stem =
    name
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .toLocaleLowerCase('en')
      .slice(0, ID_CHARACTERS_MAX) || 'group';
  if (!taken.includes(stem)) return stem;
  let number = 2;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
};
