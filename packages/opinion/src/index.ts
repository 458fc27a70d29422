export { namesOf, type Names } from './votes/names.ts';
export {
  EMPTY_TABLE,
  voteTable,
  votesOf,
  withVotes,
  type Vote,
  type VoteEntries,
  type VoteTable,
  type VoteValue,
} from './votes/vote-table.ts';
export { placedParticipants, VOTES_MIN } from './votes/placed-participants.ts';
export { withoutParticipants } from './votes/without-participants.ts';
export { withoutStatements } from './votes/without-statements.ts';
export {
  components,
  PASSES_MAX,
  statementMeans,
  TOLERANCE_LIVE,
  TOLERANCE_REPORT,
  type ComponentOptions,
  type Components,
} from './map/components.ts';
export { mapPositions, scaledPositions } from './map/map-positions.ts';
export {
  addChunks,
  BLOCK,
  chunkPass,
  chunksOf,
  CHUNK_ROWS,
  sparsePass,
  type CentredVotes,
  type Pass,
} from './map/pass.ts';
export {
  groupingOf,
  GROUPS_MAX,
  PARTICIPANTS_MIN,
  SHOWN_PARTICIPANTS_MIN,
  type Grouping,
  type GroupingMemory,
  type GroupingOutcome,
} from './groups/grouping.ts';
export { SILHOUETTE_MIN } from './groups/divisions.ts';
export { survivingShare } from './groups/survival.ts';
export { bridgingScores, type Bridging } from './statements/bridging.ts';
export {
  consensusScore,
  SEEN_MIN,
  type ConsensusScore,
  type ScoreVariant,
} from './statements/consensus-score.ts';
export {
  declaredGroups,
  groupCounts,
  NO_GROUP,
  type GroupCounts,
  type NamedGroups,
} from './statements/group-counts.ts';
export { representativeStatements, SHOWN_MAX, type Representative } from './statements/representativeness.ts';
export { routingPriority, statementExtremity, type StatementCounts } from './statements/routing-priority.ts';
export { statementCounts, statementScores, type StatementScore } from './statements/statement-scores.ts';
export { approvalsOf, type Approvals } from './selection/approvals.ts';
export { equalShares, type EqualShares } from './selection/equal-shares.ts';
export { phragmen } from './selection/phragmen.ts';
export { proportionalityViolations } from './selection/proportionality.ts';
export {
  SELECTED_MAX,
  SELECTION_METHODS,
  selectStatements,
  type GroupCoverage,
  type Selection,
  type SelectionMethod,
} from './selection/selection.ts';
export {
  participationBalance,
  type Contribution,
  type GroupBalance,
  type ParticipationBalance,
} from './participation/participation-balance.ts';
export {
  COMMON_MIN,
  pairAt,
  ROLL_CALL_CHOICES,
  votingAgreement,
  type RollCallChoice,
  type VotingAgreement,
} from './blocs/voting-agreement.ts';
export { type Merge } from './blocs/linkage.ts';
export { BLOCS_MAX, votingBlocs, type VotingBloc, type VotingBlocs } from './blocs/voting-blocs.ts';
export { STATEMENTS_PER_DAY_MAX } from './integrity/account-limits.ts';
export { ALIKE_ACCOUNTS_MIN, ALIKE_VOTES_MIN, alikeAccounts } from './integrity/alike-accounts.ts';
export {
  bursts,
  burstsBySubject,
  BURST_MIN,
  WINDOWS_MAX,
  type Burst,
  type TimedAct,
} from './integrity/bursts.ts';
export { SIMILAR_MIN, similarStatements, type SimilarStatements } from './integrity/similar-statements.ts';
export { straightLiners, STRAIGHT_PERCENT_MIN, STRAIGHT_VOTES_MIN } from './integrity/straight-lining.ts';
export { bothWays, SHOWN_BOTH_ABOVE, type BothWays } from './integrity/without-flagged.ts';
export { cutText, WORDS_MAX, type CutText, type Cutter } from './integrity/near-duplicates/cut-text.ts';
export {
  DETECTORS,
  LISTED_MIN,
  nearDuplicates,
  TEXTS_MAX,
  type Detector,
  type NearDuplicates,
  type SubmittedText,
  type TextFamily,
} from './integrity/near-duplicates/near-duplicates.ts';
export { openOpinion, type Opinion, type OpinionMemory, type OpinionOptions } from './opinion.ts';
