import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder, lockHolder } from './folder-lock.ts';
import { beganAt, hasProc } from './running-process.ts';
import { runSource, testFolder } from './testing.ts';

let folder: string;
beforeEach(() => {
  folder = testFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A lock as a process would have left it that has this number and began at this time. */
const leaveLock = (pid: number | string, began: string): void => {
  mkdirSync(join(folder, 'lock-1'));
  writeFileSync(join(folder, 'lock-1', 'holder'), `${pid}\n${began}\n`);
};
const refusal = (pid: number | undefined) => ({ code: 'database.inUse', facts: { process: String(pid) } });
const refused = (): unknown => {
  try {
    lockFolder(folder);
    return undefined;
  } catch (error) {
    return error;
  }
};

test('[STO-12] a second opener in the same process is refused until the first lets go, every time anew', () => {
  for (let round = 0; round < 3; round += 1) {
    const unlock = lockFolder(folder);
    expect(refused()).toMatchObject(refusal(process.pid));
    expect(lockHolder(folder)).toBe(process.pid);
    unlock();
    expect(lockHolder(folder)).toBeUndefined();
  }
  expect(readdirSync(folder)).toHaveLength(1);
});

test('[STO-12] the lock of another process is refused while that lives, and taken over once it was killed', async () => {
  const { child, line } = runSource(`
    import { lockFolder } from './folder-lock.ts';
    lockFolder(${JSON.stringify(folder)});
    console.log('locked');
    setInterval(() => undefined, 1_000);
  `);
  await line();
  expect(refused()).toMatchObject(refusal(child.pid));
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  lockFolder(folder)();
});

test.each([
  ['ours', process.pid],
  ['that of a stranger', process.ppid],
])('[STO-12] the lock of a killed process is taken over when its number is %s now', async (_, pid) => {
  const { child, line } = runSource(`
    import { lockFolder } from './folder-lock.ts';
    lockFolder(${JSON.stringify(folder)});
    console.log('locked');
    setInterval(() => undefined, 1_000);
  `);
  await line();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  // Numbers are given anew by the system, so the lock is given the number instead.
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  )) {
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(child.pid), String(pid)));
  }
  lockFolder(folder)();
});

test('[STO-12] the lock of the very process that lives is refused', () => {
  leaveLock(process.ppid, beganAt(process.ppid));
  expect(refused()).toMatchObject(refusal(process.ppid));
});

test('[STO-12] a living process is believed where the system does not say when it began', () => {
  leaveLock(process.ppid, '');
  expect(refused()).toMatchObject(refusal(process.ppid));
});

test('[STO-12] a lock that names no process is nobody’s', () => {
  leaveLock('', '');
  lockFolder(folder)();
});

test.runIf(hasProc())(
  '[STO-12] a process that ended holds nothing, though its parent took no note of it (told by /proc only)',
  async () => {
    const parent = spawn('/bin/sh', ['-c', 'sleep 600 & echo $!; exec sleep 600']);
    try {
      const [chunk]: unknown[] = await once(parent.stdout, 'data');
      const pid = Number(String(chunk));
      // As long as the parent is a shell it would take note of the end; what it becomes does not.
      await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n');
      process.kill(pid, 'SIGKILL');
      const stat = `/proc/${pid}/stat`;
      await expect.poll(() => readFileSync(stat, 'utf8')).toContain(') Z ');
      leaveLock(pid, beganAt(pid));
      lockFolder(folder)();
    } finally {
      parent.kill('SIGKILL');
    }
  },
);

test('[STO-12] a lock that was begun and never taken counts for nothing, and goes when its process is gone', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  const [dead, living] = [`draft-${gone.pid}-a`, `draft-${process.ppid}-b`];
  for (const draft of [dead, living]) mkdirSync(join(folder, draft));
  lockFolder(folder)();
  expect([dead, living].map((draft) => existsSync(join(folder, draft)))).toEqual([false, true]);
});

test('[STO-12] of processes that race for one folder, also after a killed holder, never two are inside', async () => {
  leaveLock(process.ppid, 'another time');
  const inside = `${folder}.inside`;
  const racers = [1, 2, 3].map(() =>
    runSource(`
      import { rmSync, writeFileSync } from 'node:fs';
      import { lockFolder } from './folder-lock.ts';
      console.log('ready');
      await new Promise((resolve) => process.stdin.once('data', resolve));
      for (let taken = 0; taken < 100; ) {
        let unlock;
        try {
          unlock = lockFolder(${JSON.stringify(folder)});
        } catch (error) {
          if (error.code !== 'database.inUse') throw error;
          continue;
        }
        writeFileSync(${JSON.stringify(inside)}, '', { flag: 'wx' }); // refused when somebody else is inside
        rmSync(${JSON.stringify(inside)});
        unlock();
        taken += 1;
      }
      console.log('done');
      process.exit(0);
    `),
  );
  await Promise.all(racers.map(({ line }) => line()));
  for (const { child } of racers) child.stdin?.write('go\n');
  expect(await Promise.all(racers.map(({ line }) => line()))).toEqual(['done', 'done', 'done']);
});
