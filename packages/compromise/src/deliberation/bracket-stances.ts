import type { BodyState, MemberId, Stance } from '@plenary/consensus';
import { votingMembers } from '@plenary/consensus';

/** Parties that hold or support brackets, by their names in the text: of words that stay, and of words that go. */
export interface BracketParties {
  readonly sought: readonly string[];
  readonly dropped: readonly string[];
}

/**
 * PDL-8: who holds or supports the words of a bracket supports the wordings that have them and opposes those that do not;
 * for who has some and misses others neither is said. A party is known by its id, or its name in the language of the text or in English.
 */
export const bracketStances = (
  body: BodyState,
  lang: string,
  { sought, dropped }: BracketParties,
): Readonly<Record<MemberId, Stance>> => {
  const idOf = new Map<string, MemberId>();
  for (const { id, names } of votingMembers(body))
    for (const name of [names['en'], names[lang], id]) if (name !== undefined) idOf.set(name, id);
  const members = (parties: readonly string[]): ReadonlySet<MemberId> =>
    new Set(parties.flatMap((party) => idOf.get(party) ?? []));
  const [seeking, missing] = [members(sought), members(dropped)];
  return Object.fromEntries([
    ...[...seeking].filter((id) => !missing.has(id)).map((id) => [id, 'support'] as const),
    ...[...missing].filter((id) => !seeking.has(id)).map((id) => [id, 'oppose'] as const),
  ]);
};
