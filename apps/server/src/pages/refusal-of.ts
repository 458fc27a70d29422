import type { Refusal } from '@plenary/consensus';
import { Refused } from '../refused.ts';

/** The refusal that an error carries; undefined where it is a fault. */
export const refusalOf = (error: unknown): Refusal | undefined =>
  error instanceof Refused ? error.refusal : undefined;
