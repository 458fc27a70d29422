import { rmSync } from 'node:fs';
import { SEEDED_DATA, startService } from './service.ts';

/** Before all journeys: the exercise is seeded once, and every service of a journey begins from a copy of it. */
export const setup = async (): Promise<() => void> => {
  const service = await startService();
  await service.stop({ keep: true });
  process.env[SEEDED_DATA] = service.folder;
  return () => rmSync(service.folder, { recursive: true, force: true });
};
