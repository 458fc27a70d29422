import { refuse, type Refused } from '../acts/admission.ts';
import { invisibleSign, isTaken, type TakenNames } from '../look-alike-names.ts';
import type { SaidInComment } from './types.ts';

/**
 * CSL-53: whether a comment may stand under the names that came with it: they have letters and no signs that nobody sees,
 * and nobody would take them for those of a member, an observer, an organization or a role, unless they are the author's
 * own. Asked when a comment is filed and not of a record: who is seated changes, and what was filed stays.
 * @param member whose seat the author has; who has one is shown by it and may speak for others
 */
export const commentNamesRefusal = (
  { published, sealed }: SaidInComment,
  taken: TakenNames,
  member: string | undefined,
): Refused | undefined => {
  const { author, onBehalfOf } = sealed ?? published;
  const names = [author, onBehalfOf].filter((name) => name !== undefined);
  for (const name of names) {
    const character = invisibleSign(name);
    if (character !== undefined) return refuse('consultation.unfitCharacter', { character });
    if (!/\p{L}/u.test(name)) return refuse('consultation.noAuthor');
  }
  const claimed = member === undefined ? names : [author].filter((name) => name !== undefined);
  const name = claimed.find((one) => isTaken(taken, one, member));
  return name === undefined ? undefined : refuse('consultation.nameTaken', { name });
};
