import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** A connection or a transaction of either engine; stores know no more than this. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** The database cannot be had: the code and the facts say which of the known reasons it is. */
export class DatabaseUnavailable extends Error {
  readonly code:
    | 'database.inUse'
    | 'database.unreachable'
    | 'database.full'
    | 'database.notWritable'
    | 'database.notEmpty'
    | 'database.notOurs'
    | 'database.noPostgres'
    | 'database.closedToPostgres'
    | 'database.twoEngines'
    | 'database.newer'
    | 'database.changed';
  readonly facts: Readonly<Record<string, string>>;
  constructor(code: DatabaseUnavailable['code'], facts: Readonly<Record<string, string>>, cause?: unknown) {
    super(`${code} ${Object.values(facts).join(' ')}`, { cause });
    this.code = code;
    this.facts = facts;
  }
}

/** What went wrong at the bottom: drizzle and pg wrap errors in errors. */
export const rootCause = (
  error: unknown,
): { readonly code?: string; readonly constraint?: string; readonly message: string } => {
  let current: unknown = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  if (!(current instanceof Error)) return { message: String(current) };
  const { code, constraint } = current as { code?: unknown; constraint?: unknown };
  return {
    message: current.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
};

const UNIQUE_VIOLATION = '23505';
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
/** Another writer has the same unique value. */
export const isTaken = (error: unknown): boolean => rootCause(error).code === UNIQUE_VIOLATION;
/** Another writer was faster, or the two waited for each other: trying again on what is there now settles it. */
export const isContended = (error: unknown): boolean => {
  const { code = '' } = rootCause(error);
  return [UNIQUE_VIOLATION, SERIALIZATION_FAILURE, DEADLOCK].includes(code);
};
