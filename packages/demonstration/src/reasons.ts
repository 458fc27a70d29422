import type { Stance } from '@plenary/consensus';

/** Neutral reasons, so that nothing that is drawn reads as the policy of a State that exists. */
const REASONS: Readonly<Record<Stance, readonly string[]>> = {
  support: [],
  accept: [],
  abstain: [
    'We have no instructions on this paragraph yet.',
    'We take no view on this matter at this stage.',
    'Consultations in our capital continue.',
  ],
  reserve: [
    'Subject to instructions from capital.',
    'The wording should be brought into line with the preamble.',
    'We would like to see the legal review first.',
    'The financial implications are not yet clear.',
    'Our position depends on the outcome of other paragraphs.',
    'The term needs a definition.',
  ],
  oppose: [
    'The obligation goes further than our law allows.',
    'The paragraph duplicates work done elsewhere.',
    'We would prefer voluntary language.',
    'The burden on small administrations is too heavy.',
    'The balance between rights and obligations is missing.',
    'Agreed language from earlier instruments should be used.',
  ],
  object: [
    'We cannot join a consensus on this wording.',
    'The paragraph touches a matter outside the mandate of the Conference.',
    'The definition on which the obligation rests is missing.',
    'The alternatives in brackets must be settled first.',
  ],
};

/** A reason for a stance, chosen by a draw in [0, 1); empty where none is needed. */
export const reasonFor = (stance: Stance, draw: number): string => {
  const reasons = REASONS[stance];
  return reasons[Math.floor(draw * reasons.length)] ?? '';
};
