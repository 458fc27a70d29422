import { DatabaseUnavailable, rootCause } from '../database.ts';

/** How PostgreSQL and the system say that there is no room; a part that did fit is no error of the system. */
export const saysFull = (words: string): boolean =>
  /no space left|disk quota exceeded|check free disk space/i.test(words);
const saysClosed = (words: string): boolean =>
  /permission denied|read-only file system|operation not permitted/i.test(words);

const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);
const CLOSED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** PGlite gives the system's errors by the numbers of WASI: errno in its preview 1. */
const WASI: Readonly<Record<number, string>> = {
  2: 'EACCES',
  19: 'EDQUOT',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
};
/** What is thrown for them is no Error. */
const wasiCode = (thrown: unknown): string | undefined =>
  typeof thrown === 'object' && thrown !== null && 'errno' in thrown && typeof thrown.errno === 'number'
    ? WASI[thrown.errno]
    : undefined;

/**
 * What an engine or the system said about a folder, as one of the known reasons.
 * @returns `database.full` or `database.notWritable` with the error as its cause, or the error itself
 */
export const explainFailure = (error: unknown, folder: string): unknown => {
  if (error instanceof DatabaseUnavailable) return error;
  const { message, code = wasiCode(error) ?? '' } = rootCause(error);
  const words = `${message} ${error instanceof Error && 'stderr' in error ? String(error.stderr) : ''}`;
  if (FULL.has(code) || saysFull(words)) return new DatabaseUnavailable('database.full', { folder }, error);
  if (CLOSED.has(code) || saysClosed(words))
    return new DatabaseUnavailable('database.notWritable', { folder }, error);
  return error;
};
