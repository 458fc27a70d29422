/**
 * The closed lists of the field, each declared once. Everything else derives from them.
 * Source of the words: docs/vocabulary.md.
 */

/** What a delegation can say of a paragraph or of the whole text, from most to least favourable. */
export const STANCES = ['support', 'accept', 'abstain', 'reserve', 'oppose', 'object'] as const;
export type Stance = (typeof STANCES)[number];

/** What a condition can ask of a paragraph: that it stays in the text, that its words change, that it goes. */
export const PARAGRAPH_FATES = ['kept', 'changed', 'deleted'] as const;
export type ParagraphFate = (typeof PARAGRAPH_FATES)[number];

/** What a condition can ask of an amendment. */
export const AMENDMENT_FATES = ['adopted', 'rejected'] as const;
export type AmendmentFate = (typeof AMENDMENT_FATES)[number];

/**
 * What has become of an amendment (domain 3). One is public from the moment it is submitted; `notPut` is told with its cause.
 */
export const AMENDMENT_STATES = [
  'submitted',
  'acceptedBySponsors',
  'adopted',
  'rejected',
  'withdrawn',
  'notPut',
] as const;
export type AmendmentState = (typeof AMENDMENT_STATES)[number];

/**
 * Why an amendment is not put: another that was adopted excludes it, has done already what it asks, or took away what it
 * hangs on; or it falls with an amendment that it needs or amends.
 */
export const LAPSE_CAUSES = ['excluded', 'absorbed', 'orphaned', 'falls'] as const;
export type LapseCause = (typeof LAPSE_CAUSES)[number];

/** What has become of a motion for division; `carried` also while its parts are being decided, and after. */
export const DIVISION_FATES = ['requested', 'carried', 'lost', 'withdrawn'] as const;
export type DivisionFate = (typeof DIVISION_FATES)[number];

/** What becomes of a part that is put by itself. */
export const PART_OUTCOMES = ['adopted', 'rejected'] as const;
export type PartOutcome = (typeof PART_OUTCOMES)[number];

/** What the votes on the parts leave of the whole: still to be told, put with what remains, or rejected with them. */
export const DIVIDED_WHOLES = ['pending', 'put', 'rejected'] as const;
export type DividedWhole = (typeof DIVIDED_WHOLES)[number];

/**
 * Where a condition is: met for good, holding as things stand, not holding as things stand, or no longer to be met.
 */
export const CONDITION_STATUSES = ['met', 'holds', 'waits', 'broken'] as const;
export type ConditionStatus = (typeof CONDITION_STATUSES)[number];

/** A position as a rule of decision sees it. */
export const BALLOT_POSITIONS = ['for', 'against', 'abstain', 'object', 'none'] as const;
export type BallotPosition = (typeof BALLOT_POSITIONS)[number];

/** What can be cast in a ballot. */
export const BALLOT_CHOICES = ['for', 'against', 'abstain'] as const;
export type BallotChoice = (typeof BALLOT_CHOICES)[number];

/** How a ballot is taken: everyone at once by name, called by name in order, or by hands that the secretariat counts. */
export const BALLOT_MANNERS = ['recorded', 'rollCall', 'showOfHands'] as const;
export type BallotManner = (typeof BALLOT_MANNERS)[number];

export const PARAGRAPH_KINDS = [
  'title',
  'heading',
  'statement',
  'preambular',
  'operative',
  'item',
  'annex',
  'note',
] as const;
export type ParagraphKind = (typeof PARAGRAPH_KINDS)[number];

/**
 * Agreement state that the record declares for a paragraph; `open` until an act says otherwise. A deferred one waits for
 * something else together with others; a deleted one is no longer in the text, and its place is kept.
 */
export const PARAGRAPH_STATUSES = [
  'open',
  'agreedAdRef',
  'deferred',
  'deletionProposed',
  'deleted',
  'adopted',
] as const;
export type ParagraphStatus = (typeof PARAGRAPH_STATUSES)[number];

export const DELIBERATION_PHASES = [
  'open',
  'adoptionProposed',
  'balloting',
  'ballotClosed',
  'adopted',
] as const;
export type DeliberationPhase = (typeof DELIBERATION_PHASES)[number];

/** Statements that are carried with a decision; none of them blocks it. */
export const EXPLANATION_KINDS = [
  'explanationOfPosition',
  'explanationOfVote',
  'reservation',
  'interpretativeStatement',
  'dissociation',
] as const;
export type ExplanationKind = (typeof EXPLANATION_KINDS)[number];

export const STAKEHOLDER_CLASSES = [
  'government',
  'internationalOrganization',
  'company',
  'researchInstitute',
  'civilOrganization',
  'individual',
] as const;
export type StakeholderClass = (typeof STAKEHOLDER_CLASSES)[number];

export const GROUP_KINDS = ['regional', 'negotiating'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/**
 * On whose side a person acts. A deadline acts when an announced time passes; a commenter is one of the public, of whom the
 * record knows nothing.
 */
export const ACTOR_KINDS = [
  'delegate',
  'observer',
  'chair',
  'facilitator',
  'secretariat',
  'operator',
  'deadline',
  'commenter',
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const DECISION_METHODS = ['ballot', 'consensus', 'silence', 'tacit', 'accession'] as const;
export type DecisionMethod = (typeof DECISION_METHODS)[number];

/** Live documents: the working text of a deliberation in one language, and drafts of a delegation with its partners. */
export const DOCUMENT_KINDS = ['workingText', 'amendmentDraft', 'statementDraft'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Who may read a working text. */
export const DOCUMENT_READERS = ['members', 'observers', 'public'] as const;
export type DocumentReaders = (typeof DOCUMENT_READERS)[number];

/** How a delegation stands behind a bracket of the working text: it holds it, or supports those who do. */
export const BRACKET_STANDS = ['hold', 'support'] as const;
export type BracketStand = (typeof BRACKET_STANDS)[number];

/** What a delegation asks for a bracket, beside that the words stay in brackets. */
export const BRACKET_ACTIONS = ['delete', 'retain', 'reserve'] as const;
export type BracketAction = (typeof BRACKET_ACTIONS)[number];

/** What a package makes of a paragraph: it stays as it is, has other words, or goes. */
export const PACKAGE_OUTCOMES = ['kept', 'reworded', 'leftOut'] as const;
export type PackageOutcome = (typeof PACKAGE_OUTCOMES)[number];
/** What a package makes of an amendment that is taken as a whole. */
export const PACKAGE_TAKINGS = ['taken', 'notTaken'] as const;
export type PackageTaking = (typeof PACKAGE_TAKINGS)[number];
