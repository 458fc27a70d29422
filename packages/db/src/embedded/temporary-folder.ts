import { tmpdir } from 'node:os';
import { isReachable, runAs } from './run-as.ts';

/** The path of a socket holds 103 bytes on every system, less `/plenary-XXXXXX/.s.PGSQL.5432`. */
const PATH_BYTES_MAX = 74;

/** A folder for what is thrown away: short enough for sockets, and open to the user under which the server runs. */
export const temporaryFolder = (): string => {
  const own = tmpdir();
  const isFit = Buffer.byteLength(own) <= PATH_BYTES_MAX && (runAs() === undefined || isReachable(own));
  return isFit ? own : '/tmp';
};
