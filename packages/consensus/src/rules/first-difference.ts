import { compare, parseFraction } from './fraction.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWritten = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

const isClose = (expected: unknown, got: unknown, tolerance: number): boolean => {
  if (tolerance <= 0 || !isWritten(expected) || !isWritten(got) || got === '') return false;
  return Math.abs(Number(expected) - Number(got)) <= tolerance;
};

/** "0.5" and "1/2" are one number. */
const isSameRational = (expected: unknown, got: unknown): boolean => {
  if (typeof expected !== 'string' || typeof got !== 'string') return false;
  const [a, b] = [parseFraction(expected), parseFraction(got)];
  return a !== undefined && b !== undefined && compare(a, b) === 0;
};

/**
 * The first place where the answer is not what is expected, as `path: expected …, got …`; only what is expected is
 * compared. Numbers may differ by the tolerance.
 */
export const firstDifference = (
  expected: unknown,
  got: unknown,
  tolerance: number,
  path = '',
): string | undefined => {
  const differs = `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return differs;
    for (const [index, entry] of expected.entries()) {
      const difference = firstDifference(entry, got[index], tolerance, `${path}[${index}]`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  if (isObject(expected)) {
    if (!isObject(got)) return differs;
    for (const [key, entry] of Object.entries(expected)) {
      const inside = Object.hasOwn(got, key) ? got[key] : undefined;
      const difference = firstDifference(entry, inside, tolerance, path === '' ? key : `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return Object.is(expected, got) || isClose(expected, got, tolerance) || isSameRational(expected, got)
    ? undefined
    : differs;
};
