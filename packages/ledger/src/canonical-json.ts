/** Something that has no canonical form: the path says where. */
export class CanonicalJsonError extends Error {
  readonly path: string;
  constructor(problem: string, path: string) {
    super(`${problem} at ${path}`);
    this.path = path;
  }
}

/** Containers inside one another; far above anything that is recorded, far below what a stack holds. */
export const CANONICAL_DEPTH_MAX = 100;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Steps from the root to the value being written; made into text only when something is wrong. */
type Steps = (string | number)[];
const fault = (problem: string, steps: Steps): CanonicalJsonError =>
  new CanonicalJsonError(
    problem,
    steps.reduce<string>((path, step) => path + (typeof step === 'number' ? `[${step}]` : `.${step}`), '$'),
  );

const writeString = (text: string, steps: Steps): string => {
  if (LONE_SURROGATE.test(text)) throw fault('a lone surrogate', steps);
  return JSON.stringify(text);
};

const writeNumber = (value: number, steps: Steps): string => {
  // Rationals are strings in the record, so that equal values are equal bytes on every machine.
  if (!Number.isSafeInteger(value)) throw fault('not a safe integer', steps);
  return String(value === 0 ? 0 : value);
};

const writeInside = (value: unknown, step: string | number, steps: Steps): string => {
  steps.push(step);
  if (steps.length > CANONICAL_DEPTH_MAX)
    throw fault(`more than ${CANONICAL_DEPTH_MAX} containers inside one another`, steps);
  const text = write(value, steps);
  steps.pop();
  return text;
};

const writeArray = (values: readonly unknown[], steps: Steps): string => {
  // By index and not by `map`, which would pass over a hole.
  const texts = Array.from({ length: values.length }, (_, index) => writeInside(values[index], index, steps));
  return `[${texts.join(',')}]`;
};

/** A record as JSON has them, from whichever window or worker; not a date, a map or an instance of a class. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const writeObject = (value: object, steps: Steps): string => {
  if (!isPlain(value)) throw fault('an instance of a class', steps);
  // Without an argument `sort` compares UTF-16 units.
  const byKey = new Map<string, unknown>(Object.entries(value));
  const texts = [...byKey.keys()]
    .sort()
    .map((key) => `${writeString(key, steps)}:${writeInside(byKey.get(key), key, steps)}`);
  return `{${texts.join(',')}}`;
};

const write = (value: unknown, steps: Steps): string => {
  switch (typeof value) {
    case 'string':
      return writeString(value, steps);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return writeNumber(value, steps);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeArray(value, steps) : writeObject(value, steps);
    default:
      throw fault(`a value of type ${typeof value}`, steps);
  }
};

/**
 * The one JSON text of a value: keys sorted by UTF-16 units, no white space, strings well-formed, numbers only safe
 * integers, −0 as 0. Throws `CanonicalJsonError` with the path for anything else; a field that is undefined is
 * something else, for it would read back as absent.
 */
export const canonicalJson = (value: unknown): string => write(value, []);
