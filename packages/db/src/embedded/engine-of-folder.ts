import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnavailable } from '../database.ts';

/** Where each embedded engine keeps its database below the data folder; both write PG_VERSION. */
export const postgresFolder = (dataFolder: string): string => join(dataFolder, 'postgres');
export const pgliteFolder = (dataFolder: string): string => join(dataFolder, 'pglite');
const holdsPostgres = (dataFolder: string): boolean =>
  existsSync(join(postgresFolder(dataFolder), 'PG_VERSION'));
const holdsPglite = (dataFolder: string): boolean =>
  existsSync(join(pgliteFolder(dataFolder), 'data', 'PG_VERSION'));

/**
 * The engine for a data folder: the one it began with, else a private PostgreSQL where one can run, else PGlite. An
 * empty database in the place of one that cannot be opened here would look as if everything were lost.
 * @throws DatabaseUnavailable `database.twoEngines`, `database.noPostgres` or `database.closedToPostgres`
 */
export const engineOfFolder = (
  dataFolder: string,
  { isInstalled, isReachable }: { readonly isInstalled: boolean; readonly isReachable: boolean },
): 'embedded' | 'pglite' => {
  const began = { postgres: holdsPostgres(dataFolder), pglite: holdsPglite(dataFolder) };
  if (began.postgres && began.pglite)
    throw new DatabaseUnavailable('database.twoEngines', { folder: dataFolder });
  if (began.pglite) return 'pglite';
  if (isInstalled && isReachable) return 'embedded';
  if (!began.postgres) return 'pglite';
  throw new DatabaseUnavailable(isInstalled ? 'database.closedToPostgres' : 'database.noPostgres', {
    folder: dataFolder,
  });
};
