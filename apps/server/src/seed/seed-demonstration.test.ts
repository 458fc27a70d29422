import type { BodyAct } from '@plenary/consensus';
import { foundingActs } from '@plenary/demonstration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../packages/db/src/testing.ts';
import { buildApp, type App } from '../app.ts';
import { readSettings } from '../settings.ts';
import type { ActToPerform } from '../streams/writer.ts';
import { seedDemonstration, type SeedParts } from './seed-demonstration.ts';

const STREAM = 'deliberation:ai-governance';
let database: Awaited<ReturnType<typeof freshDatabase>>;
const started: App[] = [];
const settings = readSettings({ env: { LOG_LEVEL: 'silent' }, readFile: () => '' });
beforeEach(async () => {
  database = await freshDatabase('pglite');
});
afterEach(async () => {
  for (const app of started.splice(0)) await app.stop();
  await database.end();
});

/** The service as it is after a start: nothing in memory, everything in the database. */
const restart = async (): Promise<App> => {
  for (const app of started.splice(0)) await app.stop();
  const app = await buildApp({ database: database.opened, settings });
  started.push(app);
  return app;
};

/** A writer that stops answering after so many acts, as a killed process does. */
const dyingAfter = (parts: SeedParts, acts: number): SeedParts => {
  let left = acts;
  const dying = (writer: SeedParts['writer']): SeedParts['writer'] => ({
    ...writer,
    perform: (request: ActToPerform) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : writer.perform(request);
    },
  });
  return { ...parts, writer: dying(parts.writer), writerAt: (clock) => dying(parts.writerAt(clock)) };
};

test('[IDN-24] the exercise is seeded once, and a second start changes nothing; one killed anywhere ends the same', async () => {
  const first = await restart();
  expect(await seedDemonstration(first)).toBe(true);
  const version = await first.store.version(STREAM);
  expect(version).toBeGreaterThan(4_000);
  const second = await restart();
  expect(await seedDemonstration(second)).toBe(true);
  expect(await second.store.version(STREAM)).toBe(version);
  const { position } = await second.conversations.open('ai-governance', 'c1', '');
  expect(position).toBeGreaterThan(1_500);
  const sitting = await second.held.get('sitting:first-reading');
  expect(sitting).toMatchObject({ kind: 'sitting', state: { phase: 'adjourned' } });
  const reading = await second.held.get('consultation:stakeholder-reading');
  if (reading.kind !== 'consultation') throw new Error('no consultation');
  expect(reading.state?.comments.length).toBeGreaterThan(20);
  const once = await second.held.get(STREAM);
  expect(sitting.at < once.at).toBe(true);

  // A seed that was killed anywhere goes on where it stopped, to the same positions.
  await second.stop();
  started.length = 0;
  await database.end();
  database = await freshDatabase('pglite');
  for (const acts of [1, 5, 20, 900])
    await expect(seedDemonstration(dyingAfter(await restart(), acts))).rejects.toThrow('killed');
  const resumed = await restart();
  await seedDemonstration(resumed);
  const killed = await resumed.held.get(STREAM);

  if (killed.kind !== 'deliberation' || once.kind !== 'deliberation') throw new Error('no deliberation');
  const stances = ({ state }: typeof killed) =>
    Object.entries(state?.positions ?? {}).map(([item, positions]) => [
      item,
      Object.entries(positions)
        .map(([member, { stance, reason }]) => `${member} ${stance} ${reason}`)
        .toSorted(),
    ]);
  expect(stances(killed).toSorted()).toEqual(stances(once).toSorted());
  expect(Object.keys(killed.state?.groupStatements ?? {})).toEqual(
    Object.keys(once.state?.groupStatements ?? {}),
  );
  expect(killed.version).toBe(once.version);
});

test('[IDN-24] a database with a body of its own is left alone', async () => {
  const app = await restart();
  const founding: BodyAct = {
    type: 'foundBody',
    id: 'main',
    names: { en: 'A real body' },
    exercise: false,
    rules: [{ id: 'consensus', method: 'consensus', pass: { set: 'object', op: '==', value: '0' } }],
    defaultRule: 'consensus',
  };
  await app.writer.perform({
    stream: 'body:main',
    act: founding,
    actor: { kind: 'secretariat' },
    actorKey: 'someone',
    key: 'founding-key',
    requestHash: 'hash',
  });
  expect(await seedDemonstration(app)).toBe(false);
  expect(await app.store.version('body:main')).toBe(1);
});

test('[IDN-24] the same exercise brought from another service is left alone', async () => {
  const app = await restart();
  for (const [place, act] of foundingActs().entries())
    await app.writer.perform({
      stream: 'body:main',
      act,
      actor: { kind: 'secretariat' },
      actorKey: 'another service',
      key: `brought-${place}`,
      requestHash: `${place}`,
    });
  const version = await app.store.version('body:main');
  expect(await seedDemonstration(app)).toBe(false);
  expect(await app.store.version('body:main')).toBe(version);
});
