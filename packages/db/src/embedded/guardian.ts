import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { programOptions } from './create-cluster.ts';

/**
 * `$1` is the server, `$2` the folder of its socket. A line on the standard input dismisses the guardian; its end
 * without a line means that we are gone, however that came about. Then the server is stopped in order, and a stopped
 * server leaves the folder of its socket empty. The last loop has an end, since a number may be used again.
 */
const WATCH = `
read -r dismissed && exit 0
kill -INT "$1" || exit 0
tries=0
while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 600 ]; do sleep 0.1; tries=$((tries + 1)); done
rmdir "$2"
`;

/**
 * Watches over a server that must not outlive this process: a killed process can stop nothing itself.
 * @returns what dismisses the guardian, when the server has ended
 */
export const guard = async (server: number, socketFolder: string): Promise<() => Promise<void>> => {
  const guardian = spawn('/bin/sh', ['-c', WATCH, 'plenary-guardian', String(server), socketFolder], {
    ...programOptions('/'),
    // In a process group of its own: what a terminal sends to ours must not end it before us.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise((resolve) => guardian.once('exit', resolve));
  // A guardian that somebody killed no longer reads; the server is stopped by us or by the next start.
  guardian.stdin.on('error', () => undefined);
  await once(guardian, 'spawn');
  return async () => {
    guardian.stdin.end('dismissed\n');
    await ended;
  };
};
