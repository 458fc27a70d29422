export * from './vocabulary.ts';
export * from './types.ts';
export * from './refusal-codes.ts';
export { admitBody, BODY_ACT_TYPES } from './acts/body/admit-body.ts';
export { bodyAt } from './acts/body/body-at.ts';
export { evolveBody, replayBody } from './acts/body/evolve-body.ts';
export * from './accreditation/index.ts';
export * from './register/vocabulary.ts';
export type * from './register/types.ts';
export * from './notices/vocabulary.ts';
export type * from './notices/types.ts';
export { deadlineNotices, deadlineSpans, spanBefore, type TellingSpan } from './notices/deadline-notices.ts';
export { sittingNotices } from './notices/sitting-notices.ts';
export { bodyNotices, OF_THE_BODY, standingNotices } from './notices/body-notices.ts';
export { mayChangeWords } from './notices/lost-words.ts';
export { conversationNotices, type ConversationTelling } from './notices/conversation-notices.ts';
export { noticesOf } from './notices/notices-of.ts';
export {
  appealNotices,
  changedTextNotices,
  commentNotices,
  commentsAdopted,
  commentsIn,
  windowNotices,
  type CommentAuthors,
} from './notices/comment-notices.ts';
export { bringsDocuments, documentsOf } from './register/documents-of.ts';
export { entryFor, entryOfRevision, registerDocuments, registerNew } from './register/register-documents.ts';
export { contentOf, type DocumentContent } from './register/document-content.ts';
export { issuedParagraphs, labelledWords } from './register/labelled-words.ts';
export { renditionOf } from './register/set-rendition.ts';
export {
  nextIssuedSymbol,
  nextRevisionSymbol,
  nextSymbol,
  seriesKinds,
  seriesRoot,
} from './register/symbols.ts';
export { listDeliberation } from './acts/body/list-deliberation.ts';
export { listSitting } from './acts/body/list-sitting.ts';
export { listConsultation } from './acts/body/list-consultation.ts';
export * from './conversations.ts';
export { hasHiddenSigns, hasHiddenTags, statementText } from './statement-text.ts';
export { lookAlikeKey } from './look-alike.ts';
export { takenNames, type TakenNames } from './look-alike-names.ts';
export * from './sittings/index.ts';
export * from './consultations/index.ts';
export { ACT_TYPES, admitDeliberation, DELIBERATION_ACT_TYPES } from './acts/admit-deliberation.ts';
export type { Circumstances, DeliberationCircumstances } from './acts/admission.ts';
export { issuedLabels } from './acts/documents/issued-labels.ts';
export { isWritable } from './acts/documents/document-access.ts';
export {
  DOCUMENT_ROLES,
  documentRights,
  type DocumentRights,
  type DocumentRole,
} from './acts/documents/document-rights.ts';
export { preparedBy } from './acts/prepare-statement.ts';
export { deadlineActs, nextDeadline } from './acts/deadlines.ts';
export { evolveDeliberation, replayDeliberation } from './acts/evolve-deliberation.ts';
export { IN_ORDER } from './acts/phases.ts';
export { ACT_LIMITS } from './acts/limits.ts';
export {
  documentAudience,
  maySee,
  visibleState,
  visibleTo,
  wordsAudience,
  type Onlooker,
} from './acts/visibility.ts';
export { currentHash, holdsPositions, itemsOf, paragraphOf, WHOLE_TEXT } from './acts/items.ts';
export { effectiveStance, standingsOn, statementsOn, type Standing } from './acts/effective-stance.ts';
export {
  ballotsAsDecided,
  decisionBallots,
  decisionFlags,
  objectorsOf,
  openDecision,
  projected,
  projectedBallots,
} from './acts/decision-ballots.ts';
export { isOfEdition, RULES_EDITION } from './acts/edition.ts';
export { awaitsSecondVote, latestBallot } from './acts/tied-vote.ts';
export { hasActionBegun, hasSponsors, isMainSponsor, isTextSponsor } from './acts/text-sponsors.ts';
export { isBarOutcome, isDebateClosedIn, isReconsiderable } from './acts/text-bar.ts';
export { explanationsOf } from './acts/explanations-of.ts';
export { isSilenceRunning, silenceOf } from './acts/silence.ts';
export { votingAttributes, votingMembers } from './acts/voting-members.ts';
export {
  divisionOf,
  divisionUnits,
  divisionUnderWay,
  pendingDivision,
  isDividable,
  unitChanges,
} from './divisions/division-of.ts';
export type { DividedPart, Division } from './divisions/types.ts';
export {
  chairsOrder,
  ORDER_REASONS,
  orderOfVoting,
  VOTE_OUTCOMES,
  voteInOrder,
  type ChairsOrder,
  type OrderedAmendment,
  type OrderOfVoting,
  type OrderReason,
  type RankedAmendment,
  type VoteOutcome,
} from './amendments/order-of-voting.ts';
export { paragraphsAsAmended } from './amendments/paragraphs-as-amended.ts';
export { firstToBePut, votingOrder } from './amendments/voting-order.ts';
export type {
  AdoptedAmendment,
  HandedIn,
  ReadAmendment,
  TextAnswer,
  TextEngine,
} from './amendments/text-engine.ts';
export {
  amendmentNumber,
  fallingWith,
  isTaken,
  pendingAmendments,
  sponsoringMembers,
  submittedAmendments,
} from './acts/amendments/amendment-records.ts';
export { groupsSpokenFor } from './acts/spoken-for.ts';
export { amendmentVersions, type AmendmentVersion } from './acts/amendments/amendment-versions.ts';
export { paragraphBoard } from './board/paragraph-board.ts';
export { ruleInView } from './board/rule-in-view.ts';
export { PIVOTAL_MAX, type BoardOptions } from './board/board-row.ts';
export type { BoardRow, FigureTrace } from './board/row.ts';
export { groupFair, type Bounds, type GroupFair } from './board/group-fair.ts';
export { itemDistance } from './board/item-distance.ts';
export { keptBoard, type KeptBoard } from './board/kept-board.ts';
export { keptStands, type ItemStand, type KeptStands } from './board/item-stand.ts';
export { inOrder, ROW_ORDERS, whatIsLeft, type RowOrder } from './board/row-order.ts';
export { stateJudge, type StateJudge } from './board/state-judge.ts';
export type { GroupFigures } from './board/group-figures.ts';
export { ITEM_STATES, type ItemState } from './board/item-state.ts';
export { cellsOf, memberCells, type Cell, type CellRow } from './board/member-cells.ts';
export { ROBUSTNESS, type Robustness } from './board/robustness.ts';
export { SHOWN_STANCES, type ShownStance, type StanceCounts } from './board/stance-counts.ts';
export {
  EMPTY_HISTORY,
  extendHistory,
  extendingHistory,
  itemTrend,
  type ItemTrend,
  type StanceChange,
  type StanceHistory,
  type StateChange,
} from './board/trend.ts';
export {
  amendmentItems,
  waitingFor,
  WAITING_KINDS,
  weighedAmendments,
  type Waiting,
  type WaitingKind,
} from './board/waiting-for.ts';
export { answerCase, firstDifference, runCase } from './rules/cases.ts';
export type { CaseAnswer, CaseFile, CaseResult, WorkedCase } from './rules/cases.ts';
export { ruleApplies } from './acts/rule-applies.ts';
export { CATALOGUE, catalogueRule } from './rules/catalogue.ts';
export { movesToAdoption, unfolded, type Distance, type DistanceOptions } from './rules/distance.ts';
export {
  agreementIndex,
  geometricMean,
  gini,
  groupProduct,
  riceIndex,
  voiceRatio,
  type Figure,
} from './rules/metrics.ts';
export { eligibleBallots, equalVoiceTally, evaluateRule, tallyOf } from './rules/evaluate.ts';
export { afterCounted, countedSeconds, countingOf } from './rules/counted-time.ts';
export { countsHeads } from './rules/counts-heads.ts';
export { addSeconds, formatInstant, parseInstant } from './rules/instant.ts';
export { MISSING_CODES, MISSING_FACTS, type MissingCode } from './rules/missing.ts';
export { checkWeights } from './rules/check-weights.ts';
export { checkRuleAgainst, isWeighted, parseRule, ruleAttributes } from './rules/parse-rule.ts';
export { frozenWeights, type FrozenWeights, type WeightSheet } from './rules/frozen-weights.ts';
export {
  weightedTallies,
  type WeightedPart,
  type WeightedTallies,
  type WeightedTally,
} from './rules/weighted-tally.ts';
export { formatFraction, parseFraction, sumOfFractions, toDecimal, type Fraction } from './rules/fraction.ts';
export { nearestRoot } from './rules/nearest-root.ts';
export { PLAYERS_MAX, type PowerRefusal } from './power/game.ts';
export { powerOf, ruleGroups, type PowerAnswer } from './power/power-of.ts';
export {
  POWER_STEPS_MAX,
  type MemberPower,
  type PowerMethod,
  type PowerOptions,
  type VotingPower,
} from './power/voting-power.ts';
export { weightedBanzhaf, weightedPower, type BanzhafPower } from './power/weighted-power.ts';
export { silenceOutcome } from './rules/silence.ts';
export { weightShares } from './rules/weights.ts';
export { SEARCH_STEPS_MAX } from './rules/distance.ts';
export { CHEAPEST_MAX } from './rules/distance-nearest.ts';
export { PIVOTALITIES, type Pivotality } from './rules/distance-single.ts';
export {
  compileRule,
  type CompiledRule,
  type LinearBranch,
  type LinearClause,
} from './tallies/compile-rule.ts';
export {
  etaSquared,
  foldSlot,
  itemFigures,
  slotFigures,
  type FigureSlots,
  type ItemFigures,
  type SlotFigures,
} from './tallies/item-figures.ts';
export { setStance, silentTally, tallyStances } from './tallies/item-tally.ts';
export {
  distanceStatement,
  LADDER,
  stanceDistance,
  type MoveCosts,
  type MoveSet,
  type StanceDistance,
  type StanceDistanceOptions,
  type StanceMove,
  type Standpoint,
} from './tallies/stance-distance.ts';
export {
  SILENT,
  stanceIndex,
  STANCES_PER_SLOT,
  tallyPlan,
  type ItemTally,
  type TallyPlan,
  type TallySlot,
} from './tallies/tally-plan.ts';
export { namedItems, WHOLE_TEXT_NAME, type NamedItem } from './positions/condition-names.ts';
export {
  brokenConditions,
  conditionCycles,
  standingConditions,
  type ConditionCycle,
  type StandingCondition,
} from './positions/condition-report.ts';
export {
  conditionFacts,
  conditionStatus,
  isHolding,
  type AmendmentOutcome,
  type ConditionFacts,
} from './positions/condition-status.ts';
export { conditionSubjects, conditionTests } from './positions/condition-subjects.ts';
export { canonicalCondition, formatCondition, formatPosition } from './positions/format-condition.ts';
export { parseCondition } from './positions/parse-condition.ts';
export {
  EXPECTED,
  PLAIN_CHARACTERS_MAX,
  readCondition,
  readPosition,
  type Expected,
  type PlainPosition,
} from './positions/read-condition.ts';
