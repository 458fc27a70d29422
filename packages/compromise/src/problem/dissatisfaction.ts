import type { ShownStance } from '@plenary/consensus';

/** What a stance on the alternative that is chosen costs a member: whole numbers, zero for full support. */
export type Dissatisfaction = Readonly<Record<ShownStance, number>>;

/** The table of engine-spec 5.1; who is silent is taken as one who abstains. */
export const DISSATISFACTION: Dissatisfaction = {
  support: 0,
  accept: 1,
  abstain: 2,
  silent: 2,
  reserve: 3,
  oppose: 5,
  object: 8,
};
