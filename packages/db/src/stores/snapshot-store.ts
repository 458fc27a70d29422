import { eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { snapshots } from '../schema/snapshots.ts';

/** States saved to start faster. They hold nothing that the events do not: deleting all changes nothing. */
export interface SnapshotStore {
  readonly load: (
    stream: string,
  ) => Promise<{ readonly version: number; readonly state: unknown } | undefined>;
  readonly save: (stream: string, version: number, state: unknown) => Promise<void>;
  readonly deleteAll: () => Promise<void>;
}

export const snapshotStore = (db: Database): SnapshotStore => ({
  load: async (stream) => {
    const [row] = await db.select().from(snapshots).where(eq(snapshots.stream, stream));
    return row === undefined ? undefined : { version: row.version, state: row.state };
  },
  save: async (stream, version, state) => {
    await db
      .insert(snapshots)
      .values({ stream, version, state })
      .onConflictDoUpdate({ target: snapshots.stream, set: { version, state } });
  },
  deleteAll: async () => {
    await db.delete(snapshots);
  },
});
