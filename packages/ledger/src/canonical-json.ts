/** Something that has no canonical form: the path says where. */
export class CanonicalJsonError extends Error {
  readonly path: string;
  constructor(problem: string, path: string) {
    super(`${problem} at ${path}`);
    this.path = path;
  }
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const writeString = (text: string, path: string): string => {
  if (LONE_SURROGATE.test(text)) throw new CanonicalJsonError('a lone surrogate', path);
  return JSON.stringify(text);
};

const write = (value: unknown, path: string): string => {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      // Rationals are strings in the record, so that equal values are equal bytes on every machine.
      if (!Number.isSafeInteger(value)) throw new CanonicalJsonError('not a safe integer', path);
      return String(value === 0 ? 0 : value);
    case 'object':
      break;
    default:
      throw new CanonicalJsonError(`a ${typeof value}`, path);
  }
  if (value === null) return 'null';
  if (Array.isArray(value))
    return `[${value.map((entry, index) => write(entry, `${path}[${index}]`)).join(',')}]`;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, entry]) => `${writeString(key, path)}:${write(entry, `${path}.${key}`)}`).join(',')}}`;
};

/**
 * The one JSON text of a value: keys sorted by UTF-16 units, no white space, strings well-formed, numbers only safe
 * integers, −0 as 0, absent fields left out. Throws `CanonicalJsonError` for anything else.
 */
export const canonicalJson = (value: unknown): string => write(value, '$');
