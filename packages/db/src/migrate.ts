import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { DatabaseUnavailable, type Database } from './database.ts';

const FOLDER = new URL('../migrations/', import.meta.url);
/** Number by which all nodes mean the same lock. */
const MIGRATION_LOCK = 7_213_002;

interface Migration {
  readonly name: string;
  readonly content: string;
  readonly checksum: string;
}

/** The migrations of this version in order. */
export const migrations = (): readonly Migration[] =>
  readdirSync(FOLDER)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const content = readFileSync(new URL(name, FOLDER), 'utf8');
      return { name, content, checksum: createHash('sha256').update(content).digest('hex') };
    });

/** Statements of a file without its comment lines; a body between $$ may hold semicolons. */
const statements = (content: string): readonly string[] =>
  (content.replace(/^--.*$/gm, '').match(/(?:\$\$[^]*?\$\$|[^;])+/g) ?? [])
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

/**
 * Brings a database to this version, forward only, all in one transaction, one node at a time. A file that was changed
 * after it was applied, or a database newer than this version, is refused and nothing is changed.
 * @throws DatabaseUnavailable `database.changed` or `database.newer`
 */
export const migrate = async (db: Database, wanted: readonly Migration[] = migrations()): Promise<void> => {
  await db.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await transaction.execute(
      sql`create table if not exists migrations (name text primary key, checksum text not null, at timestamptz not null default now())`,
    );
    const rows = await transaction
      .select({ name: sql<string>`name`, checksum: sql<string>`checksum` })
      .from(sql`migrations`);
    const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
    for (const name of applied.keys())
      if (!wanted.some((migration) => migration.name === name))
        throw new DatabaseUnavailable('database.newer', { migration: name });
    for (const { name, content, checksum } of wanted) {
      const known = applied.get(name);
      if (known !== undefined && known !== checksum)
        throw new DatabaseUnavailable('database.changed', { migration: name });
      if (known !== undefined) continue;
      for (const statement of statements(content)) await transaction.execute(sql.raw(statement));
      await transaction.execute(sql`insert into migrations (name, checksum) values (${name}, ${checksum})`);
    }
  });
};
