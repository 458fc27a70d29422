import { DatabaseUnavailable, rootCause } from '../database.ts';

/** How PostgreSQL, PGlite and the system say that there is no room. */
export const saysFull = (words: string): boolean => /no space left|\bENOSPC\b/i.test(words);
const saysClosed = (words: string): boolean =>
  /permission denied|read-only file system|operation not permitted/i.test(words);

const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);
const CLOSED = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * What an engine or the system said about a folder, as one of the known reasons.
 * @returns `database.full` or `database.notWritable` with the error as its cause, or the error itself
 */
export const explainFailure = (error: unknown, folder: string): unknown => {
  if (error instanceof DatabaseUnavailable) return error;
  const { message, code = '' } = rootCause(error);
  const words = `${message} ${error instanceof Error && 'stderr' in error ? String(error.stderr) : ''}`;
  if (FULL.has(code) || saysFull(words)) return new DatabaseUnavailable('database.full', { folder }, error);
  if (CLOSED.has(code) || saysClosed(words))
    return new DatabaseUnavailable('database.notWritable', { folder }, error);
  return error;
};
