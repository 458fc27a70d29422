export { adoptAmendments } from './amendments/adopt.ts';
export {
  amendableText,
  issuedParagraphs,
  livingPlaces,
  placeOf,
  plainText,
  standingParagraphs,
  type IssuedParagraph,
} from './amendments/amendable-text.ts';
export { amendmentPlaces } from './amendments/amendment-places.ts';
export {
  AMENDMENTS_FILE_LIMITS,
  parseAmendmentsFile,
  type AmendmentsFile,
  type FiledAmendment,
  type FiledChange,
} from './amendments/amendments-file.ts';
export { applyAmendments, movedPlace } from './amendments/apply-operations.ts';
export {
  combinedAlternatives,
  COMBINATIONS_SHOWN_MAX,
  compileText,
  renderChoice,
  type Alternative,
  type Candidate,
  type Choice,
  type CompiledParagraph,
  type Segment,
} from './amendments/compile.ts';
export { amendmentComponents } from './amendments/components.ts';
export {
  CONFLICT_KINDS,
  CONFLICTS_MAX,
  conflictsBetween,
  overlapsItself,
  TooManyConflicts,
  type Conflict,
  type ConflictKind,
} from './amendments/conflicts.ts';
export {
  AMENDMENT_CONSEQUENCES,
  consequencesOfAdoption,
  type AmendmentConsequence,
  type Consequence,
} from './amendments/consequences.ts';
export { wordOperations } from './amendments/derive-operations.ts';
export { draftAmendment, type DraftedAmendment, type WrittenChange } from './amendments/draft-amendment.ts';
export { fileAmendments, type FiledAmendments } from './amendments/file-amendments.ts';
export {
  AMENDMENT_REFUSALS,
  TEXT_START,
  type AmendableParagraph,
  type AmendableText,
  type Amendment,
  type AmendmentRefusal,
  type AmendmentResult,
  type DeleteParagraphOperation,
  type InsertParagraphOperation,
  type MoveParagraphOperation,
  type Operation,
  type ParagraphId,
  type Place,
  type PlaceId,
  type TextOperation,
  type Token,
} from './amendments/model.ts';
export { namesOf, printCompiled, type CompiledNames } from './amendments/print-compiled.ts';
export {
  removalDistance,
  removalFigures,
  wordWeights,
  type ForceWords,
  type RemovalDistance,
  type RemovalTerm,
} from './amendments/removal-distance.ts';
export {
  proposedResolution,
  resolutionOf,
  type ComponentResolution,
  type PendingAmendments,
} from './amendments/resolutions.ts';
export {
  retypedAlignment,
  retypedText,
  type RetypedParagraph,
  type RetypedText,
  type Retyping,
} from './amendments/retype.ts';
export { reissuedText } from './amendments/reissue.ts';
export { frameOf } from './amendments/spans.ts';
export { ADOPTABLE, standingIn, STANDINGS, type Standing } from './amendments/standing.ts';
export {
  AMENDMENTS_FORMAT,
  parseTextFile,
  TEXT_FORMAT,
  type FiledParagraph,
  type FileProblem,
  type ReadFile,
  type TextFile,
} from './amendments/text-file.ts';
export {
  AMENDMENT_LIMITS,
  originOf,
  PARAGRAPH_START,
  tokenId,
  type AmendmentNumber,
  type TokenId,
} from './amendments/token-id.ts';
export { areTwins, mergeTwins, type MergedTwins } from './amendments/twins.ts';
export * from './brackets.ts';
export { bracketWordings, WORDINGS_MAX, type BracketWording } from './bracket-wordings.ts';
export * from './clean-share.ts';
export {
  alignParagraphs,
  type ParagraphAlignment,
  type ParagraphPair,
} from './comparison/align-paragraphs.ts';
export {
  compareRevisions,
  type ComparedParagraph,
  type ParagraphComparison,
} from './comparison/compare-revisions.ts';
export { compareWords, type WordSegment } from './comparison/compare-words.ts';
export { COMPARED_TOKENS_MAX, commonTokens, type TokenPair } from './comparison/common-tokens.ts';
export { tokenChanges, type TokenChange } from './comparison/token-changes.ts';
export * from './kinds.ts';
export * from './labels.ts';
export * from './parse-text.ts';
export * from './symbols.ts';
export * from './text-cases.ts';
export * from './text-hash.ts';
export * from './tokens.ts';
export { readCsv, type TableBounds, type TableLine, type TableProblem } from './tables/read-csv.ts';
export { csvCell, csvLine, inertWords, wordsBefore } from './tables/csv-cell.ts';
