import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startCluster } from './embedded/cluster.ts';
import { packagedBinaries, testFolder } from './embedded/testing.ts';
import { migrate } from './migrate.ts';
import { openDatabase, openPglite, type OpenDatabase } from './open-database.ts';

/** A disk of its own, in memory, of which a test says how large it is. */
const mount = (place: string, options: string): boolean =>
  spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]).status === 0;
const unmount = (place: string): void => {
  // At once also where a start that failed still holds a file of the disk open.
  spawnSync('/bin/umount', ['-l', place]);
};
const mayMount = ((): boolean => {
  const place = testFolder();
  const mounted = mount(place, 'size=1m');
  if (mounted) unmount(place);
  rmSync(place, { recursive: true });
  return mounted;
})();
const withDisk = test.runIf(mayMount);
const WHERE = '(where a disk may be mounted: as root, on Linux, outside a closed container)';

let disk: string;
const open: OpenDatabase[] = [];
beforeAll(() => {
  disk = testFolder();
});
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
  unmount(disk);
});
afterAll(() => rmSync(disk, { recursive: true }));

const newDisk = (megabytes: number): void => {
  expect(mount(disk, `size=${megabytes}m,mode=755`)).toBe(true);
};
const grow = (megabytes: number): void => {
  expect(mount(disk, `remount,size=${megabytes}m`)).toBe(true);
};
/** Leaves so many bytes free. */
const fillUpTo = (bytesLeft: number): void => {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - bytesLeft)));
};
const makeRoom = (): void => rmSync(join(disk, 'filler'));

interface Watched {
  readonly database: OpenDatabase;
  readonly faults: unknown[];
  readonly lost: Promise<unknown>;
}
const start = async (): Promise<Watched> => {
  const faults: unknown[] = [];
  let say: (reason: unknown) => void = () => undefined;
  const lost = new Promise<unknown>((resolve) => {
    say = resolve;
  });
  const dataFolder = join(disk, 'data');
  mkdirSync(dataFolder, { recursive: true });
  const database = await openDatabase({ dataFolder, onFault: (error) => faults.push(error), onLost: say });
  open.push(database);
  return { database, faults, lost };
};
const close = async ({ database }: Watched): Promise<void> => {
  open.splice(open.indexOf(database), 1);
  await database.close();
};
const FULL = { code: 'database.full' };

/** Writes until it is refused; the number of rows that were acknowledged. */
const writeUntilRefused = async ({ database }: Watched, bytesEach: number): Promise<number> => {
  for (let written = 0; ; written += 1)
    try {
      await database.db.execute(
        sql`insert into kept select ${written}, string_agg(md5(random()::text), '') from generate_series(1, ${Math.ceil(bytesEach / 32)}::int)`,
      );
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
      return written;
    }
};
const makeTable = ({ database }: Watched) => database.db.execute(sql`create table kept (n int, words text)`);
const keptRows = async ({ database }: Watched): Promise<number> => {
  const [row] = await database.db
    .select({ count: sql<number>`count(*)::int`, bytes: sql<number>`sum(length(words))::int` })
    .from(sql`kept`);
  return row?.count ?? -1;
};

withDisk(
  `[STO-21] a disk that is full at the first start is said to be, and the next start is whole ${WHERE}`,
  async () => {
    newDisk(20);
    await expect(start()).rejects.toMatchObject(FULL);
    grow(200);
    const whole = await start();
    await migrate(whole.database.db);
    expect(whole.faults).toEqual([]);
  },
);

withDisk(`[STO-21] a disk without room for anything at all is said to be full ${WHERE}`, async () => {
  newDisk(1);
  mkdirSync(join(disk, 'data'));
  fillUpTo(0);
  await expect(start()).rejects.toMatchObject(FULL);
});

withDisk(
  `[STO-21] a disk that is full at a later start is said to be, and nothing is lost ${WHERE}`,
  async () => {
    newDisk(200);
    const first = await start();
    await makeTable(first);
    await close(first);
    fillUpTo(0);
    await expect(start()).rejects.toMatchObject(FULL);
    makeRoom();
    expect(await keptRows(await start())).toBe(0);
  },
);

withDisk(
  `[STO-21] a disk that fills while the server runs is said to be, and every acknowledged row stays ${WHERE}`,
  async () => {
    newDisk(400);
    const running = await start();
    await makeTable(running);
    fillUpTo(2_000_000);
    const acknowledged = await writeUntilRefused(running, 100_000);
    await expect.poll(() => running.faults).toContainEqual(expect.objectContaining(FULL));
    makeRoom();
    // Whether the server outlived it or not: what was acknowledged is there after the next start.
    await close(running);
    const again = await start();
    expect(await keptRows(again)).toBe(acknowledged);
    await migrate(again.database.db);
  },
);

withDisk(
  `[STO-21] a server that ends because its log has no room says so, and starts again when there is ${WHERE}`,
  async () => {
    newDisk(400);
    const running = await start();
    await makeTable(running);
    fillUpTo(0);
    const logged = Array.from({ length: 400 }, (_, n) =>
      running.database.db.execute(
        sql`select pg_logical_emit_message(false, 'a', repeat('x', 100000)), ${n}::int`,
      ),
    );
    expect((await Promise.allSettled(logged)).some(({ status }) => status === 'rejected')).toBe(true);
    await expect(running.lost).resolves.toMatchObject(FULL);
    await close(running);
    makeRoom();
    expect(await keptRows(await start())).toBe(0);
  },
);

withDisk(
  `[STO-21] a server that does not come back from a full disk is ended, and starts again when there is room ${WHERE}`,
  async () => {
    newDisk(400);
    const binaries = await packagedBinaries();
    const data = join(disk, 'data');
    const limits = { silentSecondsMax: 1, recoveringSecondsMax: 60 };
    const cluster = await startCluster(binaries, data, { limits });
    const client = new pg.Client(cluster.connection('postgres'));
    client.on('error', () => undefined); // its line breaks with the server
    await client.connect();
    await client.query('create table kept (n int, words text)');
    fillUpTo(0);
    // Its head lies still, as one that waits for a part that never answers; the part that writes still says why it cannot.
    cluster.process.kill('SIGSTOP');
    await expect(
      client.query(
        `insert into kept select n, (select string_agg(md5(random()::text), '') from generate_series(1, 500)) from generate_series(1, 20000) as n`,
      ),
    ).rejects.toThrow();
    await expect(cluster.lost).resolves.toMatchObject(FULL);
    await cluster.stop();
    makeRoom();
    const again = await startCluster(binaries, data);
    await again.stop();
  },
);

withDisk(
  `[STO-21] a disk that is full is said to be by PGlite as well, and the next start is whole ${WHERE}`,
  async () => {
    newDisk(20);
    await expect(openPglite(join(disk, 'pglite'))).rejects.toMatchObject(FULL);
    grow(200);
    const whole = await openPglite(join(disk, 'pglite'));
    await migrate(whole.db);
    await whole.close();
  },
);
