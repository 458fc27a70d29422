import type { Stance } from '@plenary/consensus';

/**
 * PDL-4: nobody is asked where they stand on leaving words out, so that it follows from where they stand on the words,
 * and never becomes a red line: whoever draws one says so as a condition.
 */
const LEAVING_OUT: Readonly<Record<Stance, Stance>> = {
  support: 'oppose',
  accept: 'abstain',
  abstain: 'abstain',
  reserve: 'accept',
  oppose: 'support',
  object: 'support',
};

/** The stance on leaving words out of somebody with this stance on the words. */
export const stanceOnLeavingOut = (stance: Stance): Stance => LEAVING_OUT[stance];
