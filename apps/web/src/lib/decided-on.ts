import type { DeliberationState, PlenaryAct } from '@plenary/consensus';

/** Acts that replace what others decided on the same thing: two persons at once must not overwrite one another unseen. */
const REPLACING = ['ruleOrder', 'closeSubmission', 'issueRevision'] as const;

/** Whether an act replaces something, so that whoever does it must have seen what is there. */
export const isReplacing = ({ type }: PlenaryAct): boolean => REPLACING.some((one) => one === type);

/**
 * What such an act is decided on: the text, the amendments and what was ruled on them. Positions and ballots are not among
 * it: delegations state them all the time, and nobody who conducts could act if each of them was in the way.
 */
export const decidedOn = ({
  revision,
  textSteps,
  amendments,
  orderRulings,
  submissionUntil,
}: DeliberationState): string =>
  JSON.stringify([
    revision?.hash,
    textSteps.length,
    submissionUntil,
    orderRulings,
    Object.values(amendments).map(({ id, state, hash, sponsors }) => [id, state, hash, sponsors]),
  ]);
