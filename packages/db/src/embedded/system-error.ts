/** The code of an error of the system (`ENOENT`, `EACCES` …); empty for every other error. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
