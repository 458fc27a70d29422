import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout, wherever the command was called from. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where the commands note what they have already done. */
export const STATE = join(ROOT, '.state');

/** Folder of the private database: `PLENARY_DATA`, counted from the checkout, else `.plenary`. */
export const dataFolder = (env = process.env) => {
  const given = env.PLENARY_DATA;
  if (given === undefined || given === '') return join(ROOT, '.plenary');
  return isAbsolute(given) ? given : join(ROOT, given);
};
