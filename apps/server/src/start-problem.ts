import { DatabaseUnavailable } from '@plenary/db';
import type { Settings } from './settings.ts';
import { SettingsError } from './settings.ts';

const codesOf = (error: unknown): readonly string[] => {
  const codes: string[] = [];
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 10;
    current = current.cause, depth += 1
  )
    if ('code' in current && typeof current.code === 'string') codes.push(current.code);
  return codes;
};

const databaseProblem = ({ code, facts }: DatabaseUnavailable): string => {
  const { folder = '', process: holder = '', reason = '', migration = '' } = facts;
  switch (code) {
    case 'database.inUse':
      return `Another copy of Plenary already uses the data in ${folder}: process ${holder}.`;
    case 'database.unreachable':
      return `The database named in DATABASE_URL cannot be reached: ${reason}.`;
    case 'database.full':
      return `The disk that holds ${folder} is full.`;
    case 'database.notWritable':
      return `The folder ${folder} cannot be written to; give it to this user or name another one in PLENARY_DATA.`;
    case 'database.notEmpty':
      return `The folder ${folder} holds something else than a database; empty it or name another data folder in PLENARY_DATA.`;
    case 'database.notOurs':
      return `The folder ${folder} holds our copy of PostgreSQL, but belongs to another user or can be changed by one; remove it.`;
    case 'database.noPostgres':
      return `The data in ${folder} were made by PostgreSQL, and no PostgreSQL is installed here that could open them; install the optional packages (npm start does on Linux with glibc and on macOS) or name another data folder in PLENARY_DATA.`;
    case 'database.closedToPostgres':
      return `The data in ${folder} were made by PostgreSQL, and the user it runs as when Plenary is started by root cannot enter that folder; open the folders above it (chmod o+x) or start as their owner.`;
    case 'database.twoEngines':
      return `The folder ${folder} holds two databases, in postgres and in pglite, and only one can be the right one; move the other away.`;
    case 'database.newer':
      return `The database belongs to a newer version of Plenary (it has the migration ${migration}); start that version.`;
    case 'database.changed':
      return `The migration ${migration} is not the one this database was made with; get the original file back.`;
    default:
      return code satisfies never;
  }
};

const isUnmade = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'ENOENT' &&
  'syscall' in error &&
  error.syscall === 'mkdir';

/**
 * Why the service cannot start, in one sentence that says what to do; nothing for what nobody foresaw, which is then
 * shown as it is.
 */
export const startProblem = (
  error: unknown,
  settings?: Pick<Settings, 'port' | 'host' | 'dataFolder'>,
): string | undefined => {
  if (error instanceof SettingsError) return error.problems.join('\n');
  if (error instanceof DatabaseUnavailable) return databaseProblem(error);
  const { port = 0, host = '', dataFolder = '' } = settings ?? {};
  const listening =
    error instanceof Error &&
    'syscall' in error &&
    (error.syscall === 'listen' || error.syscall === 'getaddrinfo');
  for (const code of codesOf(error)) {
    if (code === 'EADDRINUSE')
      return `Port ${port} on ${host} is taken by another program; stop it or choose another port with PORT.`;
    if (listening && code === 'EACCES')
      return `This user may not listen on port ${port}; choose one above 1023 with PORT.`;
    if (listening) return `There is no address ${host} on this machine to listen on; correct HOST.`;
    if (code === 'ENOSPC' || code === '53100') return `The disk that holds ${dataFolder} is full.`;
    // Node says ENOENT where it may make no folder, and its parents with it, on a disk that is read only.
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || isUnmade(error))
      return `The folder ${dataFolder} cannot be written to; give it to this user or name another one in PLENARY_DATA.`;
    if (code === 'ENOTDIR' || code === 'EEXIST')
      return `The data folder ${dataFolder} is a file; name a folder in PLENARY_DATA.`;
  }
  return undefined;
};
