import type { AttributeValue } from '@plenary/consensus';
import { InputError, objectAt } from './input.ts';

type Json = Readonly<Record<string, unknown>>;

/** The attributes of a member: every field of its own that is not one of `fields`, and those in `attrs`. */
export const attributesAt = (
  path: string,
  place: string,
  entry: Json,
  fields: readonly string[],
): Readonly<Record<string, AttributeValue>> => {
  const nested = entry['attrs'] === undefined ? {} : objectAt(path, `${place}.attrs`, entry['attrs']);
  const attrs: Record<string, AttributeValue> = {};
  for (const [name, attribute] of [...Object.entries(entry), ...Object.entries(nested)]) {
    if (fields.includes(name)) continue;
    if (
      attribute !== null &&
      typeof attribute !== 'string' &&
      typeof attribute !== 'number' &&
      typeof attribute !== 'boolean'
    )
      throw new InputError(`${path}: ${place}.${name}: expected a word, a number, true, false or null`);
    attrs[name] = attribute;
  }
  return attrs;
};

/** A field that is true or false where it is given. */
export const flagAt = (path: string, place: string, entry: Json, name: string): boolean | undefined => {
  const flag = entry[name];
  if (flag === undefined || typeof flag === 'boolean') return flag;
  throw new InputError(`${path}: ${place}.${name}: expected true or false`);
};
