import type { TextEngine } from '@plenary/consensus';
import { adopt, lapsing } from './adopt.ts';
import { compare } from './compare.ts';
import { read } from './read.ts';

export { engineAmendment, textAt, textInForce } from './engine-texts.ts';

/** What the rules of procedure ask of words, answered by the engine of @plenary/text. */
export const TEXTS: TextEngine = { read, compare, adopt, lapsing };
