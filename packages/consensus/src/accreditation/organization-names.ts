import { refuse, type Refused } from '../acts/admission.ts';
import { invisibleSign, isTaken, takenNames } from '../look-alike-names.ts';
import type { BodyState } from '../types.ts';
import type { Organization } from './types.ts';

/**
 * ACC-42: whether an organization may be listed under its names: nobody would take them for those of a member, another
 * organization or a role. Asked when it is listed and not of a record, for the names of others change.
 * @param roles as for `takenNames`
 */
export const organizationNamesRefusal = (
  body: BodyState,
  { id, names }: Organization,
  roles: readonly string[],
): Refused | undefined => {
  const taken = takenNames(body, roles);
  for (const name of Object.values(names)) {
    if (name === undefined) continue;
    if (!/\p{L}/u.test(name) || invisibleSign(name) !== undefined || isTaken(taken, name, id))
      return refuse('organization.nameTaken', { name });
  }
  return undefined;
};
