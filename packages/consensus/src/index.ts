export * from './vocabulary.ts';
export * from './types.ts';
export * from './refusal-codes.ts';
export { admitBody, listDeliberation } from './acts/body.ts';
export { evolveBody } from './acts/evolve-body.ts';
export { admitDeliberation, deadlineActs, nextDeadline } from './acts/deliberation.ts';
export { evolveDeliberation, replayDeliberation } from './acts/evolve-deliberation.ts';
export { IN_ORDER } from './acts/phases.ts';
export { ACT_LIMITS } from './acts/limits.ts';
export { maySee, visibleState, visibleTo, type Onlooker } from './acts/visibility.ts';
export {
  currentHash,
  decisionBallots,
  decisionFlags,
  holdsPositions,
  itemsOf,
  objectorsOf,
  openDecision,
  paragraphOf,
  projected,
  standingOf,
  statementsOn,
  votingMembers,
  WHOLE_TEXT,
  type Standing,
} from './acts/standing.ts';
export { board, boardRow, cellsOf, ruleInView, SHOWN_STANCES, ITEM_STATES } from './board/board.ts';
export type { BoardRow, Cell, GroupFigures, ItemState, ShownStance, StanceCounts } from './board/board.ts';
export { waitingFor, WAITING_KINDS, type Waiting, type WaitingKind } from './board/waiting.ts';
export { answerCase, firstDifference, runCase } from './rules/cases.ts';
export type { CaseAnswer, CaseFile, CaseResult, WorkedCase } from './rules/cases.ts';
export { CATALOGUE, catalogueRule } from './rules/catalogue.ts';
export { movesToAdoption, type Distance, type DistanceOptions } from './rules/distance.ts';
export { equalVoiceTally, evaluateRule, tallyOf } from './rules/evaluate.ts';
export { addSeconds, formatInstant, parseInstant } from './rules/instant.ts';
export { MISSING_CODES, MISSING_FACTS, type MissingCode } from './rules/missing.ts';
export { checkWeights } from './rules/check-weights.ts';
export { checkRuleAgainst, isWeighted, parseRule, ruleAttributes } from './rules/parse-rule.ts';
export {
  rulePower,
  weightedPower,
  type MemberPower,
  type PowerAnswer,
  type VotingPower,
} from './rules/power.ts';
export { silenceOutcome } from './rules/silence.ts';
export { weightShares } from './rules/weights.ts';
