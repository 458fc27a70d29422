export { demonstrationText, DELIBERATION_ID, foundingActs, SYMBOL } from './demonstration.ts';
export { ANSWERS, DRAFT_TEXT, SUGGESTIONS, type Suggestion } from './draft-text.ts';
export { GROUPS } from './groups.ts';
export { OBSERVER_SEATS, STATES } from './members.ts';
export { seededDraws } from './random.ts';
export { reviewActs, reviewText, type ConductedAct } from './review-acts.ts';
export { REVIEW_ID } from './review-text.ts';
export { simulatedActs, type SimulatedAct } from './simulation.ts';
