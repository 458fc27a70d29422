/**
 * Random schedules of five people in one live text, as the tests run a few of them: lines that are cut, words that wait
 * offline, paragraphs opened to delegations and closed again, one agreed in the middle; here every byte is also late by
 * chance on its way. All hold the same bytes in the end, and nothing was written into what was agreed.
 * Usage: … live-schedules.ts [schedules] [first seed] [minutes at most]
 */
import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { seededDraws } from '@plenary/demonstration';
import { startTestService, TEST_DELIBERATION } from '@plenary/server/testing';
import { pages } from '../../apps/web/src/lib/live-text/live-service.fixture.ts';
import { runSchedule } from '../../apps/web/src/lib/live-text/schedule.fixture.ts';

const [schedules = 500, firstSeed = 1, minutesMax = 60] = process.argv.slice(2).map(Number);
/** So many are run in one text before another service begins with a new one. */
const SCHEDULES_PER_TEXT = 20;
const DELAY_MILLISECONDS_MAX = 40;

/** Passes bytes on in their order, each piece late by chance. */
const late = async (from: Socket, to: Socket, draw: () => number): Promise<void> => {
  // A line that is cut is cut at both ends; what was on its way is lost.
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
  try {
    for await (const bytes of from) {
      await pause(draw() * DELAY_MILLISECONDS_MAX);
      if (to.destroyed) return;
      to.write(bytes as Buffer);
    }
  } catch {
    to.destroy();
  }
};

/** A way to an address on which everything is late. */
const slowWay = async (address: string, draw: () => number) => {
  const { port, hostname } = new URL(address);
  const open = new Set<Socket>();
  const way = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.setNoDelay(true);
    }
    void late(near, far, draw);
    void late(far, near, draw);
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const bound = way.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  return {
    address: `http://127.0.0.1:${bound.port}`,
    close: (): void => {
      way.close();
      for (const socket of open) socket.destroy();
    },
  };
};

/** Schedules with these seeds in one text. */
const runIn = async (seeds: readonly number[]): Promise<void> => {
  const service = await startTestService();
  const answer = await service.act('secretariat', TEST_DELIBERATION, {
    type: 'openDocument',
    id: 'working',
    kind: 'workingText',
    lang: 'en',
    title: 'Working text',
  });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  const way = await slowWay(await service.listen(), seededDraws(seeds[0] ?? 0));
  const house = pages(service, () => Promise.resolve(way.address));
  for (const seed of seeds) await runSchedule(service, house, seed);
  way.close();
  await service.close();
};

const began = performance.now();
const minutes = (): number => (performance.now() - began) / 60_000;
let done = 0;
while (done < schedules && minutes() < minutesMax) {
  const here = Math.min(SCHEDULES_PER_TEXT, schedules - done);
  await runIn(Array.from({ length: here }, (_, at) => firstSeed + done + at));
  done += here;
  console.log(
    `${done} of ${schedules} schedules (seeds ${firstSeed} to ${firstSeed + done - 1}), ${minutes().toFixed(1)} min: all replicas equal, nothing written into what was agreed`,
  );
}
