import { lookAlikeKey } from './look-alike.ts';
import type { BodyState } from './types.ts';

/** Signs without width that join nothing and part nothing anybody sees. */
const INVISIBLE = /[\u200B\u2060\uFEFF]/u;
/** Joiners: letters of scripts that need them stand before them, and nothing else does. */
const STRAY_JOINER =
  /(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}])[\u200C\u200D]/u;

/** The first sign of a name that nobody sees, by its code point as `U+200B`; undefined where there is none. */
export const invisibleSign = (name: string): string | undefined => {
  const found = INVISIBLE.exec(name)?.[0] ?? STRAY_JOINER.exec(name)?.[0];
  return found === undefined
    ? undefined
    : `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
};

/** What two names have in common that a reader takes for one another; what stands between letters tells nothing apart. */
export const nameKey = (name: string): string => lookAlikeKey(name).replaceAll(' ', '');

/** Names that are somebody's, by their keys, with the ids of those whose they are; a role is nobody's name. */
export type TakenNames = ReadonlyMap<string, readonly string[]>;

/**
 * The names of a body under which nobody else speaks: of members, observers and organizations that are accredited or
 * listed, of the body, and of those who conduct.
 * @param roles names of the secretariat and of those who preside, in every language in which they are shown
 */
export const takenNames = (
  { members, accreditations, names }: Pick<BodyState, 'members' | 'accreditations' | 'names'>,
  roles: readonly string[],
): TakenNames => {
  const taken = new Map<string, readonly string[]>();
  const take = (name: string | undefined, ...owner: readonly string[]): void => {
    const key = nameKey(name ?? '');
    if (key !== '') taken.set(key, [...(taken.get(key) ?? []), ...owner]);
  };
  for (const name of [...roles, ...Object.values(names)]) take(name);
  for (const [id, member] of Object.entries(members))
    for (const name of Object.values(member.names)) take(name, id);
  for (const [id, { organization, listing }] of Object.entries(accreditations))
    if (listing !== undefined) for (const name of Object.values(organization.names)) take(name, id);
  return taken;
};

/** Whether a name is that of somebody else than `owner`, or of a role. */
export const isTaken = (taken: TakenNames, name: string, owner: string | undefined): boolean => {
  const whose = taken.get(nameKey(name));
  return whose !== undefined && (owner === undefined || !whose.includes(owner));
};
