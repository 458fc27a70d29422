/** How a phase is shown beside its word. */
export const PHASE_TONES = {
  announced: 'plain',
  open: 'accent',
  closed: 'warn',
  processed: 'good',
} as const;

/** How a disposition is shown beside its word. */
export const DISPOSITION_TONES = {
  accepted: 'good',
  acceptedInPrinciple: 'good',
  partlyAccepted: 'good',
  noted: 'plain',
  notAccepted: 'warn',
  outOfScope: 'warn',
  duplicate: 'plain',
} as const;
