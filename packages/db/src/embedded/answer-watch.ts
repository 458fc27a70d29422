import { setTimeout as pause } from 'node:timers/promises';
import type { ServerProcess } from './server-process.ts';

/** What fills a disk may end the server a moment after it said so. */
const PAUSE_MILLISECONDS = 1_000;
/** A server that was told to end at once and does not is killed. */
const END_MILLISECONDS = 5_000;

/**
 * Watches a server that may not come back: asks it until it takes acts again, and ends it when it did not for so long.
 * Whoever waits for its end then hears of it; what is committed is there at the next start. One watch at a time.
 */
export const answerWatch = (parts: {
  readonly server: ServerProcess;
  /** Whether it takes acts; may throw where it answers nothing. */
  readonly takesActs: () => Promise<boolean>;
  readonly secondsMax: number;
}) => {
  const { server, takesActs, secondsMax } = parts;
  let isWatching = false;
  let isOver = false;

  const answers = async (): Promise<boolean> => {
    try {
      return await takesActs();
    } catch {
      // Not answering is what is watched for; how long it may last is bounded.
      return false;
    }
  };
  const watch = async (): Promise<void> => {
    const began = performance.now();
    for (;;) {
      await pause(PAUSE_MILLISECONDS, undefined, { ref: false });
      if (isOver || !server.isRunning() || (await answers())) return;
      if (performance.now() - began < secondsMax * 1_000) continue;
      if (isOver) return;
      await Promise.race([server.end('SIGQUIT'), pause(END_MILLISECONDS, undefined, { ref: false })]);
      if (server.isRunning()) server.process.kill('SIGKILL');
      return;
    }
  };
  return {
    begin: (): void => {
      if (isWatching || isOver) return;
      isWatching = true;
      void watch().finally(() => (isWatching = false));
    },
    /** The server is being stopped, which ends every watch. */
    end: (): void => {
      isOver = true;
    },
  };
};
