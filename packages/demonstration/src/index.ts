export { demonstrationText, DELIBERATION_ID, foundingActs, SYMBOL } from './demonstration.ts';
export { ANSWERS, DRAFT_TEXT, DRAFT_TEXTS, SUGGESTIONS, type Suggestion } from './draft/draft-text.ts';
export { GROUPS } from './groups.ts';
export { OBSERVER_SEATS, STATES } from './members.ts';
export { seededDraws } from './random.ts';
export { simulatedActs, type SimulatedAct } from './simulation.ts';
