import type {
  ActorKind,
  AmendmentFate,
  AmendmentState,
  BallotChoice,
  BallotManner,
  BallotPosition,
  BracketAction,
  BracketStand,
  DecisionMethod,
  DeliberationPhase,
  DividedWhole,
  DocumentKind,
  DocumentReaders,
  ExplanationKind,
  GroupKind,
  PackageOutcome,
  LapseCause,
  ParagraphFate,
  ParagraphKind,
  ParagraphStatus,
  PartOutcome,
  StakeholderClass,
  Stance,
} from './vocabulary.ts';
import type {
  AmendmentId,
  GroupId,
  Instant,
  ItemId,
  LocalisedText,
  MemberId,
  Paragraph,
  ParagraphId,
  RuleId,
  TextHash,
} from './names-of-things.ts';
import type { Accreditation, AccreditationAct, AccreditationEvent } from './accreditation/types.ts';
import type { ConsultationAct, ConsultationEvent } from './consultations/types.ts';
import type { Conversation, ConversationAct, ConversationEvent } from './conversations.ts';
import type {
  DocumentToIssue,
  RegisteredDocument,
  RegisterEntry,
  SymbolScheme,
  TranslationToFile,
} from './register/types.ts';
import type { DocumentLanguage, RenditionStatus } from './register/vocabulary.ts';
import type { AskedDivision, DividedPart, Division } from './divisions/types.ts';

export type * from './names-of-things.ts';

/** Who acts. `person` is an opaque id: names and addresses of people never enter the record. */
export interface Actor {
  readonly kind: ActorKind;
  readonly member?: MemberId;
  readonly person?: string;
  /** True when this delegate may bind the delegation (head of delegation or empowered by them). */
  readonly mayBind?: boolean;
}

/**
 * Who may see the payload of an event. `own:FRA` is one delegation with those who conduct, `own:BRA+FRA` several with
 * them; `party:BRA+FRA` is these delegations and nobody else, not even the secretariat; `observers` is members and observers.
 */
export type Audience = 'public' | 'observers' | 'members' | 'chair' | `own:${MemberId}` | `party:${string}`;

// ---------------------------------------------------------------------------- rule language (domain 4.1)

/** Exact rational: "2/3", "0.65", "9". */
export type RationalText = string;

export type Filter =
  | { readonly attr: string; readonly eq: unknown }
  | { readonly attr: string; readonly ne: unknown }
  | { readonly attr: string; readonly in: readonly unknown[] }
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter };

export const RULE_SETS = [
  'eligible',
  'present',
  'absent',
  'for',
  'against',
  'abstain',
  'object',
  'none',
  'voting',
  'cast',
  'responding',
  'notFor',
  'opposed',
] as const;
export type RuleSetName = (typeof RULE_SETS)[number];

export const COMPARISONS = ['>', '>=', '<', '<=', '=='] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type Weight =
  | string
  | { readonly cap: RationalText; readonly base: Weight }
  | { readonly mix: readonly { readonly weight: Weight; readonly share: RationalText }[] }
  /** Square root (Penrose), rounded to the nearest number with so many decimals, none unless given. */
  | { readonly sqrt: Weight; readonly decimals?: number }
  | {
      readonly normalise: readonly {
        readonly by: string;
        readonly shares?: Readonly<Record<string, RationalText>>;
      }[];
      readonly base?: Weight;
    };

export interface ComparisonTest {
  readonly set: RuleSetName;
  readonly of?: RuleSetName;
  readonly weight?: Weight;
  readonly where?: Filter;
  readonly op: Comparison;
  readonly value: RationalText;
  readonly label?: string;
}

export type RuleTest =
  | ComparisonTest
  | { readonly all: readonly RuleTest[]; readonly label?: string }
  | { readonly any: readonly RuleTest[]; readonly label?: string }
  | { readonly not: RuleTest; readonly label?: string }
  | { readonly each: string; readonly test: RuleTest; readonly label?: string };

/** The time of a silence procedure. */
export interface SilencePeriod {
  /** What is proposed when nothing else is said. */
  readonly hours: number;
  /** The least that may be announced. */
  readonly minHours: number;
  readonly extendable: boolean;
  /** Days of the week that do not count, 1 Monday to 7 Sunday. */
  readonly restDays?: readonly number[];
  /** Where those days begin and end, in minutes east of UTC; UTC itself unless given. It never follows a change of clocks. */
  readonly utcOffsetMinutes?: number;
}

/** What becomes of a ballot that is equally divided (GA rules 95 and 133). */
export interface TieTerms {
  /** Hours within which a second vote is opened; another tie, or none in that time, rejects. */
  readonly secondBallotHours: number;
}

export interface DecisionRule {
  readonly id: RuleId;
  readonly names?: LocalisedText;
  /** Where the rule comes from: article, rule number, resolution. */
  readonly basis?: string;
  readonly method: DecisionMethod;
  readonly eligible?: Filter;
  readonly requires?: readonly string[];
  readonly discard?: readonly { readonly position: BallotPosition; readonly where: Filter }[];
  readonly weight?: Weight;
  readonly quorum?: RuleTest;
  readonly blocks?: readonly {
    readonly position: BallotPosition;
    readonly where?: Filter;
    readonly min?: number;
  }[];
  readonly pass: RuleTest;
  readonly period?: SilencePeriod;
  /** Of a ballot that counts heads; without it a tie is not adopted, as in committee (GA rule 133). */
  readonly tie?: TieTerms;
}

export type AttributeValue = string | number | boolean | null;

/** One member's standing in a decision; attributes stand beside the ballot fields. */
export interface Ballot {
  readonly id: MemberId;
  readonly attrs: Readonly<Record<string, AttributeValue>>;
  readonly position: BallotPosition;
  /** Defaults to position ≠ none. */
  readonly present?: boolean;
  readonly reasoned?: boolean;
  readonly addressed?: boolean;
}

// ---------------------------------------------------------------------------- body

export interface Member {
  readonly id: MemberId;
  readonly role: 'member' | 'observer';
  /** Stakeholder class; `government` for States. */
  readonly class: StakeholderClass;
  readonly names: LocalisedText;
  readonly attrs: Readonly<Record<string, AttributeValue>>;
  /** Attributes of former times, oldest first, each with the instant from which it had others; absent where none changed. */
  readonly formerly?: readonly FormerAttributes[];
  readonly admittedAt: Instant;
}

/** What a member's attributes were until an instant, which is the first at which they were others. */
export interface FormerAttributes {
  readonly until: Instant;
  readonly attrs: Readonly<Record<string, AttributeValue>>;
}

/** Attributes of one member that are given other values; `null` takes one away. */
export interface ChangedAttributes {
  readonly id: MemberId;
  readonly attrs: Readonly<Record<string, AttributeValue>>;
}

/** A change of attributes that is on record and not yet in force. */
export interface AttributeChange {
  /** The first instant at which it is. */
  readonly from: Instant;
  readonly members: readonly ChangedAttributes[];
  readonly source: string;
}

/** A declared group. Membership is data with a date and a source, never a constant. */
export interface Group {
  readonly id: GroupId;
  readonly kind: GroupKind;
  readonly names: LocalisedText;
  readonly members: readonly MemberId[];
  /** The member that speaks for the group, when it has named one. */
  readonly chair?: MemberId;
  /** ISO date on which the list of members held. */
  readonly asOf: string;
  readonly source: string;
}

export interface RuleProposal {
  readonly rule: DecisionRule;
  readonly proposedAt: Instant;
  /** Objections count up to and including this instant. */
  readonly objectionsUntil: Instant;
  readonly objections: Readonly<Record<MemberId, { readonly at: Instant; readonly reason: string }>>;
}

export interface BodyState {
  readonly id: string;
  readonly names: LocalisedText;
  /** Set when the body is an exercise whose positions are drawn by chance; shown on every page. */
  readonly exercise: boolean;
  readonly foundedAt: Instant;
  readonly members: Readonly<Record<MemberId, Member>>;
  readonly groups: Readonly<Record<GroupId, Group>>;
  /** Changes of attributes that are ahead, the nearest first; absent while there are none. */
  readonly attributeChanges?: readonly AttributeChange[];
  /** Rules in force, by id. The first rule of the founding instrument is the default. */
  readonly rules: Readonly<Record<RuleId, DecisionRule>>;
  readonly defaultRule: RuleId;
  /** Organizations that were ever listed for accreditation: the public register of them. */
  readonly accreditations: Readonly<Record<MemberId, Accreditation>>;
  readonly ruleProposals: Readonly<Record<RuleId, RuleProposal>>;
  readonly deliberations: readonly string[];
  /** The calendar: sittings in the order in which they were planned. */
  readonly sittings: readonly string[];
  /** Consultations in the order in which they were announced. */
  readonly consultations: readonly string[];
  /** Days for which a window for comments is open at the least; absent until the body says so. */
  readonly windowDaysMin?: number;
  /** How documents are named; absent until the secretariat says it, and nothing is registered until then. */
  readonly scheme?: SymbolScheme;
  /** The register of documents, by symbol. */
  readonly register: Readonly<Record<string, RegisterEntry>>;
  /** Highest number given in each series, by what stands before the number. */
  readonly given: Readonly<Record<string, number>>;
}

export type BodyAct =
  | AccreditationAct
  | {
      readonly type: 'foundBody';
      readonly id: string;
      readonly names: LocalisedText;
      readonly exercise: boolean;
      readonly rules: readonly DecisionRule[];
      readonly defaultRule: RuleId;
    }
  | { readonly type: 'admitMembers'; readonly members: readonly Omit<Member, 'admittedAt'>[] }
  | {
      readonly type: 'changeAttributes';
      readonly members: readonly ChangedAttributes[];
      /** At once, unless given. */
      readonly from?: Instant;
      /** Where the values come from. */
      readonly source: string;
    }
  | { readonly type: 'declareGroup'; readonly group: Group }
  | { readonly type: 'proposeRule'; readonly rule: DecisionRule; readonly objectionSeconds: number }
  | { readonly type: 'objectToRule'; readonly rule: RuleId; readonly reason: string }
  | { readonly type: 'adoptRule'; readonly rule: RuleId }
  | { readonly type: 'rejectRule'; readonly rule: RuleId }
  | { readonly type: 'setSymbolScheme'; readonly scheme: SymbolScheme }
  | { readonly type: 'setWindowDays'; readonly days: number }
  | {
      readonly type: 'setRendition';
      readonly symbol: string;
      readonly lang: DocumentLanguage;
      readonly status: RenditionStatus;
    }
  | ({ readonly type: 'fileTranslation' } & TranslationToFile)
  | ({ readonly type: 'issueDocument' } & DocumentToIssue);

export type BodyEvent =
  | AccreditationEvent
  | {
      readonly type: 'bodyFounded';
      readonly payload: {
        readonly id: string;
        readonly names: LocalisedText;
        readonly exercise: boolean;
        readonly rules: readonly DecisionRule[];
        readonly defaultRule: RuleId;
      };
    }
  | {
      readonly type: 'membersAdmitted';
      readonly payload: { readonly members: readonly Omit<Member, 'admittedAt'>[] };
    }
  | { readonly type: 'attributesChanged'; readonly payload: AttributeChange }
  | { readonly type: 'groupDeclared'; readonly payload: { readonly group: Group } }
  | {
      readonly type: 'ruleProposed';
      readonly payload: { readonly rule: DecisionRule; readonly objectionsUntil: Instant };
    }
  | {
      readonly type: 'ruleObjected';
      readonly payload: { readonly rule: RuleId; readonly member: MemberId; readonly reason: string };
    }
  | { readonly type: 'ruleAdopted'; readonly payload: { readonly rule: RuleId } }
  | {
      readonly type: 'ruleRejected';
      readonly payload: { readonly rule: RuleId; readonly objectors: readonly MemberId[] };
    }
  | { readonly type: 'deliberationListed'; readonly payload: { readonly deliberation: string } }
  | { readonly type: 'sittingListed'; readonly payload: { readonly sitting: string } }
  | { readonly type: 'consultationListed'; readonly payload: { readonly consultation: string } }
  | { readonly type: 'symbolSchemeSet'; readonly payload: { readonly scheme: SymbolScheme } }
  | { readonly type: 'windowDaysSet'; readonly payload: { readonly days: number } }
  | {
      readonly type: 'documentsRegistered';
      readonly payload: { readonly documents: readonly RegisteredDocument[] };
    }
  | { readonly type: 'documentIssued'; readonly payload: RegisteredDocument & DocumentToIssue }
  | {
      readonly type: 'translationFiled';
      /** `number` counts the translations into the language. */
      readonly payload: TranslationToFile & { readonly number: number };
    }
  | {
      readonly type: 'renditionSet';
      readonly payload: {
        readonly symbol: string;
        readonly lang: DocumentLanguage;
        readonly status: RenditionStatus;
      };
    };

// ---------------------------------------------------------------------------- deliberation

export interface Revision {
  /** Of the revision as it was issued; the text in force may have been amended since. */
  readonly symbol: string;
  /** BCP 47 tag of the language the text is written in. */
  readonly lang: string;
  readonly paragraphs: readonly Paragraph[];
  /** Hash over the hashes of all paragraphs in order. */
  readonly hash: TextHash;
  readonly issuedAt: Instant;
  /** Amendments and divisions that changed it since it was issued, in their order; absent while there are none. */
  readonly amendedBy?: readonly string[];
  /** The working text from which it was issued; absent where its words came from elsewhere. */
  readonly document?: DocumentId;
}

/** Id of a live document, given by whoever opens it: drafts of others may not be counted by it. */
export type DocumentId = string;

/** A live document as the record knows it; its words stand in the log of the live text. */
export interface DraftingDocument {
  readonly id: DocumentId;
  readonly kind: DocumentKind;
  /** BCP 47 tag. */
  readonly lang: string;
  readonly title: string;
  /** The delegation whose draft it is; absent for a working text. */
  readonly owner?: MemberId;
  /** Of a working text: who may read it. */
  readonly readers?: DocumentReaders;
  /** Delegations that the owner invited. */
  readonly sharedWith: readonly MemberId[];
  /** Delegations that were invited once and are no longer: they go on seeing who has access, not the words. */
  readonly formerly: readonly MemberId[];
  /** Hash of the revision that its words began from; absent for an empty beginning. */
  readonly base?: TextHash;
  /** Of an amendment in preparation: the amendments that came of it, as its parties said; absent while there are none. */
  readonly tabledAs?: readonly AmendmentId[];
  readonly openedAt: Instant;
  readonly closedAt?: Instant;
}

/** How one delegation stands behind a bracket. */
export interface BracketHolding {
  readonly stand: BracketStand;
  readonly action?: BracketAction;
  readonly at: Instant;
}

/**
 * What an amendment does to one paragraph of the text that it was written on; `null` is the start of the text. A paragraph
 * that it brings has its permanent id from the moment the amendment is submitted, whatever becomes of it.
 */
export type AmendmentChange =
  | { readonly paragraph: ParagraphId; readonly new: string }
  | { readonly paragraph: ParagraphId; readonly delete: true }
  | { readonly paragraph: ParagraphId; readonly moveAfter: ParagraphId | null }
  | {
      readonly after: ParagraphId | null;
      readonly kind: ParagraphKind;
      readonly level: number;
      readonly insert: string;
      readonly pid: ParagraphId;
    };

/** A change as a delegation writes it: a paragraph that comes may have a name by which later changes call it. */
export type WrittenAmendmentChange =
  | Exclude<AmendmentChange, { readonly insert: string }>
  | {
      readonly after: string | null;
      readonly kind: ParagraphKind;
      readonly level: number;
      readonly insert: string;
      readonly name?: string;
    };

/** What an amendment says, apart from who is behind it. */
export interface AmendmentWords {
  readonly changes: readonly AmendmentChange[];
  /** Hash of its changes and of what it amends: a position on the amendment is taken on these words. */
  readonly hash: TextHash;
  /** Paragraphs of the text that it changes, moves or takes away, in the order of the changes. */
  readonly touches: readonly ParagraphId[];
  /** How many changes of the text lay behind the words on which it was written. */
  readonly base: number;
  /** Hash of those words: of the text in force then, or of the amendment that it amends. */
  readonly textHash: TextHash;
  readonly reason: string;
}

/** Who gave an amendment its words, when, and by which event of the deliberation. */
export interface WordsGiven {
  readonly at: Instant;
  /** The main sponsor of that moment. */
  readonly by: MemberId;
  /** Version of the event in the stream. */
  readonly head: number;
}

/** AMP-45: words that an amendment had until they were revised. */
export interface EarlierWords extends AmendmentWords, WordsGiven {}

/** What became of an amendment, when, and by what. */
export interface AmendmentOutcomeRecord {
  readonly at: Instant;
  /** The decision that was taken on it. */
  readonly decision?: string;
  /** Why it was not put, and the amendments that brought it about. */
  readonly cause?: LapseCause;
  readonly because?: readonly AmendmentId[];
}

/** An amendment in the record. `A1`, `A2` … in the order of submission. */
export interface TabledAmendment extends AmendmentWords {
  readonly id: AmendmentId;
  /** Sponsors, the main one first. */
  readonly sponsors: readonly MemberId[];
  /** The group for which the main sponsor tabled it, with the members that it had then (AMP-46). */
  readonly onBehalfOf?: { readonly group: GroupId; readonly members: readonly MemberId[] };
  /** The amendment that it amends: there is no third degree. */
  readonly amends?: AmendmentId;
  /** Amendments without which it makes no sense. */
  readonly needs: readonly AmendmentId[];
  /** Amendments that it declares itself exclusive with. */
  readonly excludes: readonly AmendmentId[];
  /** Made from the floor and entered by the secretariat. */
  readonly oral: boolean;
  readonly submittedAt: Instant;
  /** How many times its sponsors revised it. */
  readonly revised: number;
  /** Where its present words come from; absent in states that were kept before this was. */
  readonly given?: WordsGiven;
  /** Its earlier words, oldest first; absent while it was never revised. */
  readonly earlier?: readonly EarlierWords[];
  readonly state: AmendmentState;
  readonly outcome?: AmendmentOutcomeRecord;
}

/** An order of voting that the chair ruled for these amendments instead of the computed one. */
export interface OrderRuling {
  readonly amendments: readonly AmendmentId[];
  readonly reason: string;
  readonly at: Instant;
}

/**
 * One change of the text in force: a revision by its place among those issued, an amendment with those that amended it, or
 * what a division took out of the text, or a deletion that was decided without one (`L1`, `L2` …).
 */
export type TextStep =
  | { readonly revision: number }
  | { readonly amendment: AmendmentId; readonly with: readonly AmendmentId[] }
  | { readonly division: string; readonly removed: readonly ParagraphId[] };

/** A pending amendment that is not put any more. */
export interface Lapse {
  readonly amendment: AmendmentId;
  readonly cause: LapseCause;
  readonly because: readonly AmendmentId[];
}

/** How the text in force changes: paragraphs that are new or have other words or labels, and the order of all. */
export interface TextChange {
  readonly changed: readonly Paragraph[];
  readonly order: readonly ParagraphId[];
  readonly hash: TextHash;
}

/** A delegation behind the text (SPO-85): co-sponsoring is no vote and no position. */
export interface TextSponsor {
  readonly member: MemberId;
  /** Whether it controls the text until it is put, alone or with others. */
  readonly isMain: boolean;
  readonly at: Instant;
  /** The decision before which it had not joined: the voting had begun, or the text was adopted. */
  readonly after?: string;
}

/** A text that its main sponsor withdrew before voting on it began (GA rule 80). */
export interface TextWithdrawal {
  readonly member: MemberId;
  readonly reason: string;
  readonly at: Instant;
}

/** What must become of the text for a position to hold. */
export type Condition =
  | {
      readonly paragraph: ParagraphId;
      readonly is: ParagraphFate;
      /** The words of that paragraph when the condition was stated: `changed` is measured against them. */
      readonly textHash: TextHash;
    }
  | { readonly amendment: AmendmentId; readonly is: AmendmentFate }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** "We accept OP5 if OP7 bis is kept": while the condition does not hold, the fallback is the stance. */
export interface Conditional {
  readonly condition: Condition;
  readonly fallback: Stance;
}

export interface Position {
  readonly stance: Stance;
  readonly reason: string;
  readonly textHash: TextHash;
  readonly conditional?: Conditional;
  readonly at: Instant;
}

/** A statement in the name of a group; gives its members a stance until they speak themselves. */
export interface GroupStatement {
  readonly id: string;
  readonly group: GroupId;
  /** The member who spoke for the group. */
  readonly speaker: MemberId;
  readonly item: ItemId;
  readonly stance: Stance;
  readonly reason: string;
  readonly textHash: TextHash;
  readonly conditional?: Conditional;
  readonly at: Instant;
  /** Members of the group when the statement was made. */
  readonly members: readonly MemberId[];
  /** Members outside the group that aligned themselves with the statement. */
  readonly aligned: readonly MemberId[];
  readonly dissociated: readonly MemberId[];
}

export interface Objection {
  readonly at: Instant;
  readonly reason: string;
  /** Paragraphs that it is about, in the order of the text; absent where it is about the whole. */
  readonly paragraphs?: readonly ParagraphId[];
}

/** A silence that the chair let run longer. */
export interface SilenceExtension {
  readonly at: Instant;
  readonly until: Instant;
  readonly reason: string;
}

/** What a silence procedure brought, told by the service when its time has passed. Lists in code point order. */
export interface SilenceReport {
  /** Eligible members that broke it. */
  readonly broke: readonly MemberId[];
  /** Eligible members that kept silent. */
  readonly silent: readonly MemberId[];
  /** Paragraphs that were agreed and are open again, in the order of the text, each with the reason of a break. */
  readonly reopened: readonly { readonly pid: ParagraphId; readonly reason: string }[];
}

/** What an act on an open decision may name, so that one that comes late does not meet the next (ACT-81). */
export interface OnDecision {
  readonly decision?: string;
}

/** Hands as the secretariat counted them. */
export interface CountedHands {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
}

/** What a package makes of one paragraph. */
export interface PackageChoice {
  readonly paragraph: ParagraphId;
  /** The words for which it was chosen. */
  readonly textHash: TextHash;
  readonly outcome: PackageOutcome;
  /** The other words, where it is reworded. */
  readonly words?: string;
}

/** A package as the delegations see it with which it is shared. */
export interface SharedPackage {
  /** `k1`, `k2` …, in the order in which they were kept. */
  readonly id: string;
  readonly title: string;
  /** The rule under which it would be decided. */
  readonly rule: RuleId;
  /** Hash of the revision for which it was made. */
  readonly textHash: TextHash;
  /** One for each paragraph that was weighed, also those that stay as they are; in the order of the text. */
  readonly choices: readonly PackageChoice[];
  /** Amendments that it would adopt; some do more than its choices say. Absent where it adopts none. */
  readonly amendments?: readonly AmendmentId[];
  readonly keptAt: Instant;
  /** Delegations named, in the order in which they were. */
  readonly sharedWith: readonly MemberId[];
  /** What those who conduct said when they shared it last. */
  readonly words?: string;
  readonly sharedAt?: Instant;
  readonly withdrawn?: { readonly at: Instant; readonly reason: string };
}

/** A package that those who conduct keep: a proposal, never a decision. */
export interface KeptPackage extends SharedPackage {
  /** For those who conduct alone, the newest that they wrote; absent where a delegation looks. */
  readonly note?: string;
  /** When it was written, unless it was when the package was kept. */
  readonly notedAt?: Instant;
}

/** Where a delegation stands on a package that was shared with it; no position on the text. */
export interface PackageReply {
  readonly stance: Stance;
  readonly reason: string;
  readonly at: Instant;
}

/** A member as frozen at the opening of a ballot. */
export interface Elector {
  readonly id: MemberId;
  readonly attrs: Readonly<Record<string, AttributeValue>>;
}

export interface CastBallot {
  readonly choice: BallotChoice;
  readonly at: Instant;
}

export interface OpenedBallot {
  readonly openedAt: Instant;
  /** Ballots count up to and including this instant. */
  readonly closesAt: Instant;
  /** In the order of the call. */
  readonly electors: readonly Elector[];
  readonly cast: Readonly<Record<MemberId, CastBallot>>;
  /** A recorded vote unless given. */
  readonly manner?: BallotManner;
  /** Of a roll-call: the number drawn; what is left of it after division by the electors is the place of the first called. */
  readonly lot?: number;
  /** Of a show of hands, once they are counted. */
  readonly hands?: CountedHands;
  readonly closedAt?: Instant;
}

/** What bars a text from being put: no action is taken on it (GA rule 74), or the body is not competent (rule 79). */
export const BAR_OUTCOMES = ['noAction', 'notPut'] as const;
export type BarOutcome = (typeof BAR_OUTCOMES)[number];

export const DECISION_OUTCOMES = ['adopted', 'rejected', 'withdrawn', ...BAR_OUTCOMES] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

/** A motion of a sitting that concerns the text. */
export interface OfMotion {
  readonly sitting: string;
  readonly motion: MotionId;
}

/** What is judged by an edition of the rules after the third; absent where it is an earlier one (ACT-80). */
export interface OfEdition {
  readonly edition?: number;
}

/** The outcome by which a text is not put in the session in which the motion was carried. */
export interface TextBar extends OfMotion, OfEdition {
  readonly outcome: BarOutcome;
  readonly session: LocalisedText;
  readonly at: Instant;
}

/** A vote that was equally divided, and until when the second one is opened, that instant included. */
export interface TiedBallot {
  readonly ballot: OpenedBallot;
  readonly result: RuleResult;
  readonly equalVoice: Tally;
  readonly until: Instant;
}

/** One proposal to adopt the text or an amendment, from its announcement to its outcome. Ids ascend: `d1`, `d2` … */
export interface Decision {
  readonly id: string;
  /** What is to be adopted: the whole text, an amendment, a motion for division or a part. */
  readonly item: ItemId;
  /** The rule, frozen when adoption was proposed. */
  readonly rule: DecisionRule;
  /** Hash of the words of the item, frozen with the rule. */
  readonly textHash: TextHash;
  readonly proposedAt: Instant;
  /** Of the rules by which it is taken; absent in the first (ACT-80). */
  readonly edition?: number;
  /** Objections count up to and including this instant. */
  readonly objectionsUntil: Instant;
  readonly objections: Readonly<Record<MemberId, Objection>>;
  /** Of a silence procedure, oldest first; absent while there are none. */
  readonly extensions?: readonly SilenceExtension[];
  /** Of a silence procedure whose time has passed. */
  readonly silence?: SilenceReport & { readonly endedAt: Instant };
  readonly ballot?: OpenedBallot;
  /** The first vote, where it was equally divided and the rule asks for a second. */
  readonly tied?: TiedBallot;
  readonly outcome?: DecisionOutcome;
  readonly decidedAt?: Instant;
  /** Of a text that was rejected: the session in which it was taken up last. */
  readonly session?: LocalisedText;
  /** Outcome of the rule with both sides of every test, as computed when decided. */
  readonly result?: RuleResult;
  /** The same ballots counted as one State, one voice; always shown beside a weighted result. */
  readonly equalVoice?: Tally;
  /** Why it was withdrawn or rejected, in the chair's words. */
  readonly note?: string;
}

/** A statement for the record, carried with the decision (domain 2). */
export interface Explanation {
  readonly id: string;
  readonly member: MemberId;
  readonly kind: ExplanationKind;
  readonly text: string;
  readonly lang: string;
  /** Paragraphs it concerns; empty means the whole text. */
  readonly paragraphs: readonly ParagraphId[];
  readonly at: Instant;
  /** Decision it is carried with; the latest one when it was filed, if any. */
  readonly decision?: string;
}

/** A statement that a delegation has ready and has not filed; its delegation alone reads it. */
export interface PreparedStatement {
  readonly kind: ExplanationKind;
  readonly text: string;
  readonly lang: string;
  /** Paragraphs it concerns; empty means the whole text. */
  readonly paragraphs: readonly ParagraphId[];
  readonly at: Instant;
}

export interface ParagraphMark extends OfEdition {
  readonly status: ParagraphStatus;
  readonly at: Instant;
  /** Why it was reopened, or is to be deleted; of what is deferred, what it waits for. */
  readonly reason?: string;
  /** Of what is deferred: everything that was deferred with it, itself among them. Nothing is agreed until all of it is. */
  readonly together?: readonly ParagraphId[];
  /** Of what is proposed for deletion: objections count up to and including this instant. */
  readonly objectionsUntil?: Instant;
}

export interface DeliberationState {
  readonly id: string;
  readonly body: string;
  readonly title: LocalisedText;
  readonly openedAt: Instant;
  readonly phase: DeliberationPhase;
  /** The text in force. */
  readonly revision?: Revision;
  /** Every revision that was issued, oldest first; the last one is in force. */
  readonly revisions: readonly Revision[];
  /** Paragraph ids given to paragraphs that came from a live text, by their id there. */
  readonly sources: Readonly<Record<string, ParagraphId>>;
  readonly documents: Readonly<Record<DocumentId, DraftingDocument>>;
  /** Paragraphs of the working text, by their id there, that these delegations may edit and not only suggest in. */
  readonly openedParagraphs: Readonly<Record<string, readonly MemberId[]>>;
  /** Who stands behind the brackets of a document: document → bracket → member. */
  readonly brackets: Readonly<
    Record<DocumentId, Readonly<Record<string, Readonly<Record<MemberId, BracketHolding>>>>>
  >;
  readonly marks: Readonly<Record<ParagraphId, ParagraphMark>>;
  /** Delegations behind the text, those that lead it first; absent where it is nobody's but the chair's. */
  readonly sponsors?: readonly TextSponsor[];
  /** Absent while the text is before the body. */
  readonly withdrawn?: TextWithdrawal;
  readonly amendments: Readonly<Record<AmendmentId, TabledAmendment>>;
  /** Amendments are submitted up to and including this instant; without it until the text is decided on. */
  readonly submissionUntil?: Instant;
  /** Orders of voting that the chair ruled, oldest first; of an amendment in several the latest holds. */
  readonly orderRulings: readonly OrderRuling[];
  /** Motions that parts be voted on separately, by id. */
  readonly divisions: Readonly<Record<string, Division>>;
  /** Every change of the text, oldest first. */
  readonly textSteps: readonly TextStep[];
  /** How many permanent ids paragraphs were given. */
  readonly paragraphsNamed: number;
  /** Own positions: item → member → latest. A withdrawn position is absent. */
  readonly positions: Readonly<Record<ItemId, Readonly<Record<MemberId, Position>>>>;
  readonly groupStatements: Readonly<Record<string, GroupStatement>>;
  /** Confidential soundings for the chair and the secretariat: never part of a public figure. */
  readonly soundings: Readonly<Record<ItemId, Readonly<Record<MemberId, Position>>>>;
  /** In the order in which they were proposed; only the last can be without outcome. */
  readonly decisions: readonly Decision[];
  /** Why the text cannot be put; absent while it can. */
  readonly bar?: TextBar;
  /** The motion on the competence of the body that is decided before the text. */
  readonly competence?: OfMotion & OfEdition & { readonly at: Instant };
  /** Where the text was taken up last; absent until it was in a sitting of the fourth edition or later. */
  readonly inSession?: { readonly sitting: string; readonly session: LocalisedText; readonly at: Instant };
  /** The motion by which what was decided is considered again: decisions up to this one no longer stand in the way. */
  readonly reconsidered?: OfMotion & { readonly decision?: string; readonly at: Instant };
  /** The motion by which the debate on the text was closed, and the session in which it is. */
  readonly debateClosed?: OfMotion & { readonly session: LocalisedText; readonly at: Instant };
  readonly explanations: readonly Explanation[];
  /** Packages that those who conduct keep, by id; a delegation sees those that were shared with it. */
  readonly packages: Readonly<Record<string, KeptPackage>>;
  /** What delegations answered to packages: package → member → latest. For those who conduct and the own delegation. */
  readonly packageAnswers: Readonly<Record<string, Readonly<Record<MemberId, PackageReply>>>>;
  /** Statements in preparation: member → the id it gave → the latest words. */
  readonly prepared: Readonly<Record<MemberId, Readonly<Record<string, PreparedStatement>>>>;
  /** Conversations of statements, by id. */
  readonly conversations: Readonly<Record<string, Conversation>>;
}

/** A paragraph of a revision to be issued: `source` is its id in the live text, or the paragraph id it has. */
export type SourcedParagraph = Omit<Paragraph, 'pid'> & { readonly source: string };

export type DeliberationAct =
  | ConversationAct
  | { readonly type: 'openDeliberation'; readonly id: string; readonly title: LocalisedText }
  | {
      readonly type: 'importText';
      readonly symbol: string;
      readonly lang: string;
      readonly paragraphs: readonly Omit<Paragraph, 'pid'>[];
      readonly hash: TextHash;
    }
  | {
      readonly type: 'statePosition';
      readonly item: ItemId;
      readonly stance: Stance;
      readonly reason: string;
      readonly textHash: TextHash;
      readonly conditional?: Conditional;
    }
  | { readonly type: 'withdrawPosition'; readonly item: ItemId }
  | {
      readonly type: 'giveSounding';
      readonly item: ItemId;
      readonly stance: Stance;
      readonly reason: string;
      readonly textHash: TextHash;
      readonly conditional?: Conditional;
    }
  | {
      readonly type: 'stateGroupPosition';
      readonly group: GroupId;
      readonly item: ItemId;
      readonly stance: Stance;
      readonly reason: string;
      readonly textHash: TextHash;
      readonly conditional?: Conditional;
    }
  | { readonly type: 'alignWithStatement'; readonly statement: string }
  | { readonly type: 'dissociateFromStatement'; readonly statement: string }
  | { readonly type: 'agreeAdRef'; readonly pid: ParagraphId }
  | { readonly type: 'reopenParagraph'; readonly pid: ParagraphId; readonly reason: string }
  | {
      readonly type: 'deferParagraphs';
      readonly paragraphs: readonly ParagraphId[];
      /** What they wait for. */
      readonly waitsFor: string;
    }
  /** Releases everything that was deferred together with this paragraph. */
  | { readonly type: 'releaseParagraphs'; readonly pid: ParagraphId; readonly reason: string }
  | {
      readonly type: 'proposeDeletion';
      readonly pid: ParagraphId;
      readonly reason: string;
      readonly objectionSeconds: number;
    }
  | { readonly type: 'objectToDeletion'; readonly pid: ParagraphId; readonly reason: string }
  | { readonly type: 'deleteParagraph'; readonly pid: ParagraphId }
  | {
      readonly type: 'proposeAdoption';
      readonly rule: RuleId;
      readonly objectionSeconds: number;
      /** An amendment, a motion for division or a part; the whole text unless given. */
      readonly item?: ItemId;
    }
  | ({
      readonly type: 'object';
      readonly reason: string;
      readonly paragraphs?: readonly ParagraphId[];
    } & OnDecision)
  | ({ readonly type: 'withdrawObjection' } & OnDecision)
  | ({ readonly type: 'extendSilence'; readonly until: Instant; readonly reason: string } & OnDecision)
  | ({ readonly type: 'endSilence' } & OnDecision)
  | ({
      readonly type: 'putToBallot';
      readonly openSeconds: number;
      readonly manner?: BallotManner;
    } & OnDecision)
  | ({ readonly type: 'castBallot'; readonly choice: BallotChoice } & OnDecision)
  | ({ readonly type: 'enterHands' } & CountedHands & OnDecision)
  | ({ readonly type: 'closeBallot' } & OnDecision)
  | ({ readonly type: 'adopt' } & OnDecision)
  | ({ readonly type: 'reject'; readonly note: string } & OnDecision)
  | ({ readonly type: 'withdrawProposal'; readonly note: string } & OnDecision)
  | {
      readonly type: 'explain';
      readonly kind: ExplanationKind;
      readonly text: string;
      readonly lang: string;
      readonly paragraphs: readonly ParagraphId[];
      /** The decision that it is carried with; the latest one unless given. */
      readonly decision?: string;
      /** The statement in preparation that is hereby filed. */
      readonly prepared?: string;
    }
  | {
      readonly type: 'prepareStatement';
      readonly id: string;
      readonly kind: ExplanationKind;
      readonly text: string;
      readonly lang: string;
      readonly paragraphs: readonly ParagraphId[];
    }
  | { readonly type: 'discardStatement'; readonly id: string }
  | {
      readonly type: 'openDocument';
      readonly id: DocumentId;
      readonly kind: DocumentKind;
      readonly lang: string;
      readonly title: string;
      /** Of a working text alone. */
      readonly readers?: DocumentReaders;
    }
  | { readonly type: 'shareDocument'; readonly document: DocumentId; readonly member: MemberId }
  | { readonly type: 'unshareDocument'; readonly document: DocumentId; readonly member: MemberId }
  | { readonly type: 'closeDocument'; readonly document: DocumentId }
  | { readonly type: 'markTabled'; readonly document: DocumentId; readonly amendment: AmendmentId }
  | { readonly type: 'openParagraph'; readonly paragraph: string; readonly members: readonly MemberId[] }
  | { readonly type: 'closeParagraph'; readonly paragraph: string }
  | {
      readonly type: 'holdBracket';
      readonly document: DocumentId;
      readonly bracket: string;
      readonly stand: BracketStand;
      readonly action?: BracketAction;
    }
  | { readonly type: 'releaseBracket'; readonly document: DocumentId; readonly bracket: string }
  | {
      readonly type: 'issueRevision';
      readonly symbol: string;
      readonly lang: string;
      readonly paragraphs: readonly SourcedParagraph[];
      readonly hash: TextHash;
      /** The live text and the number of its last update that is in the revision. */
      readonly document?: DocumentId;
      readonly moment?: number;
    }
  | {
      readonly type: 'keepPackage';
      readonly title: string;
      readonly note: string;
      readonly rule: RuleId;
      readonly textHash: TextHash;
      readonly choices: readonly PackageChoice[];
      /** Amendments on the table that it would adopt. */
      readonly amendments?: readonly AmendmentId[];
    }
  | { readonly type: 'annotatePackage'; readonly package: string; readonly note: string }
  | {
      readonly type: 'sharePackage';
      readonly package: string;
      readonly members: readonly MemberId[];
      readonly words: string;
    }
  | {
      readonly type: 'answerPackage';
      readonly package: string;
      readonly stance: Stance;
      readonly reason: string;
    }
  | { readonly type: 'withdrawPackage'; readonly package: string; readonly reason: string }
  | ({ readonly type: 'submitAmendment' } & SubmittedAmendment)
  /** Made from the floor, entered by the secretariat for these delegations, the first one its main sponsor. */
  | ({
      readonly type: 'enterOralAmendment';
      readonly sponsors: readonly MemberId[];
    } & SubmittedAmendment)
  | { readonly type: 'coSponsorAmendment'; readonly amendment: AmendmentId }
  | { readonly type: 'leaveSponsors'; readonly amendment: AmendmentId }
  | { readonly type: 'withdrawAmendment'; readonly amendment: AmendmentId }
  | { readonly type: 'takeOverAmendment'; readonly amendment: AmendmentId }
  | {
      readonly type: 'reviseAmendment';
      readonly amendment: AmendmentId;
      readonly changes: readonly WrittenAmendmentChange[];
      readonly reason: string;
      readonly textHash: TextHash;
    }
  | {
      readonly type: 'acceptAmendment';
      readonly amendment: AmendmentId;
      /** False of an act that is read from a record of before AMP-33, when any turn would do; nobody sends it. */
      readonly inTurn?: false;
    }
  | {
      readonly type: 'ruleOrder';
      readonly amendments: readonly AmendmentId[];
      readonly reason: string;
    }
  /** Null: amendments are submitted until the text is decided on. */
  | { readonly type: 'closeSubmission'; readonly until: Instant | null }
  | ({ readonly type: 'requestDivision' } & AskedDivision)
  | { readonly type: 'withdrawDivision'; readonly division: string }
  /** Of a text that has no sponsors: those that lead it, and those that join them from the beginning. */
  | {
      readonly type: 'nameSponsors';
      readonly main: readonly MemberId[];
      readonly coSponsors: readonly MemberId[];
    }
  | { readonly type: 'coSponsorText' }
  | { readonly type: 'leaveTextSponsors' }
  | { readonly type: 'withdrawText'; readonly reason: string }
  | { readonly type: 'reintroduceText' };

/** What a delegation hands in. */
export interface SubmittedAmendment {
  readonly changes: readonly WrittenAmendmentChange[];
  readonly reason: string;
  /** Hash of the words on which it was written: of the text in force, or of the amendment that it amends. */
  readonly textHash: TextHash;
  readonly amends?: AmendmentId;
  /** The group for which the main sponsor speaks. */
  readonly onBehalfOf?: GroupId;
  readonly needs: readonly AmendmentId[];
  readonly excludes: readonly AmendmentId[];
}

export type DeliberationEvent =
  | ConversationEvent
  | {
      readonly type: 'deliberationOpened';
      readonly payload: { readonly id: string; readonly body: string; readonly title: LocalisedText };
    }
  | {
      readonly type: 'textImported';
      readonly payload: {
        readonly symbol: string;
        readonly lang: string;
        readonly paragraphs: readonly Paragraph[];
        readonly hash: TextHash;
      };
    }
  | {
      readonly type: 'positionStated' | 'soundingGiven';
      readonly payload: {
        readonly member: MemberId;
        readonly item: ItemId;
        readonly stance: Stance;
        readonly reason: string;
        readonly textHash: TextHash;
        readonly conditional?: Conditional;
      };
    }
  | {
      readonly type: 'positionWithdrawn';
      readonly payload: { readonly member: MemberId; readonly item: ItemId };
    }
  | {
      readonly type: 'groupPositionStated';
      readonly payload: {
        readonly id: string;
        readonly group: GroupId;
        readonly speaker: MemberId;
        readonly members: readonly MemberId[];
        readonly item: ItemId;
        readonly stance: Stance;
        readonly reason: string;
        readonly textHash: TextHash;
        readonly conditional?: Conditional;
      };
    }
  | {
      readonly type: 'alignedWithStatement' | 'dissociatedFromStatement';
      readonly payload: { readonly member: MemberId; readonly statement: string };
    }
  | { readonly type: 'paragraphAgreedAdRef'; readonly payload: { readonly pid: ParagraphId } }
  | {
      readonly type: 'paragraphReopened';
      readonly payload: { readonly pid: ParagraphId; readonly reason: string };
    }
  | {
      readonly type: 'paragraphsDeferred';
      readonly payload: { readonly paragraphs: readonly ParagraphId[]; readonly waitsFor: string };
    }
  | {
      readonly type: 'paragraphsReleased';
      readonly payload: {
        /** The one that was named. */
        readonly pid: ParagraphId;
        /** All that were deferred with it. */
        readonly paragraphs: readonly ParagraphId[];
        readonly reason: string;
      };
    }
  | {
      readonly type: 'deletionProposed';
      readonly payload: OfEdition & {
        readonly pid: ParagraphId;
        readonly reason: string;
        readonly objectionsUntil: Instant;
      };
    }
  | {
      readonly type: 'deletionObjected';
      readonly payload: { readonly pid: ParagraphId; readonly member: MemberId; readonly reason: string };
    }
  | {
      readonly type: 'paragraphDeleted';
      readonly payload: { readonly pid: ParagraphId; readonly text: TextChange };
    }
  | {
      readonly type: 'adoptionProposed';
      readonly payload: {
        readonly decision: string;
        /** The amendment; absent where it is the whole text. */
        readonly item?: ItemId;
        readonly rule: DecisionRule;
        readonly textHash: TextHash;
        readonly objectionsUntil: Instant;
        /** Of the rules by which it is taken; absent in the first (ACT-80). */
        readonly edition?: number;
      };
    }
  | TextEffect
  | {
      readonly type: 'objected';
      readonly payload: {
        readonly decision: string;
        readonly member: MemberId;
        readonly reason: string;
        readonly paragraphs?: readonly ParagraphId[];
      };
    }
  | {
      readonly type: 'silenceExtended';
      readonly payload: { readonly decision: string; readonly until: Instant; readonly reason: string };
    }
  | {
      readonly type: 'silenceEnded';
      readonly payload: {
        readonly decision: string;
        readonly broken: boolean;
        readonly result: RuleResult;
        readonly equalVoice: Tally;
      } & SilenceReport;
    }
  | {
      readonly type: 'objectionWithdrawn';
      readonly payload: { readonly decision: string; readonly member: MemberId };
    }
  | {
      readonly type: 'ballotOpened';
      readonly payload: {
        readonly decision: string;
        readonly closesAt: Instant;
        readonly electors: readonly Elector[];
        readonly manner?: BallotManner;
        readonly lot?: number;
      };
    }
  | { readonly type: 'handsEntered'; readonly payload: { readonly decision: string } & CountedHands }
  | {
      readonly type: 'ballotCast';
      readonly payload: {
        readonly decision: string;
        readonly member: MemberId;
        readonly choice: BallotChoice;
      };
    }
  | {
      readonly type: 'ballotClosed';
      readonly payload: {
        readonly decision: string;
        readonly result: RuleResult;
        readonly equalVoice: Tally;
        /** BAL-86: it was equally divided, and a second vote is opened up to and including this instant. */
        readonly secondUntil?: Instant;
      };
    }
  | {
      readonly type: 'textAdopted';
      readonly payload: {
        readonly decision: string;
        readonly result: RuleResult;
        readonly equalVoice: Tally;
      };
    }
  | {
      readonly type: 'adoptionRejected';
      readonly payload: {
        readonly decision: string;
        readonly result: RuleResult;
        readonly equalVoice: Tally;
        readonly note: string;
        /** AMP-34: an amendment on which no consensus was found, and which can still be put to the vote. */
        readonly waits?: true;
        /** Amendments that fall with the rejected one; absent where none does. */
        readonly lapsed?: readonly Lapse[];
      };
    }
  | {
      readonly type: 'amendmentAdopted';
      readonly payload: {
        readonly decision: string;
        readonly amendment: AmendmentId;
        readonly result: RuleResult;
        readonly equalVoice: Tally;
        readonly lapsed: readonly Lapse[];
      } & AmendedWords;
    }
  | {
      readonly type: 'amendmentAccepted';
      readonly payload: {
        readonly amendment: AmendmentId;
        /** AMP-33: that it was in turn was asked for; absent in records of before. */
        readonly inTurn?: true;
        readonly lapsed: readonly Lapse[];
      } & AmendedWords;
    }
  | {
      readonly type: 'amendmentSubmitted';
      readonly payload: {
        readonly amendment: Omit<
          TabledAmendment,
          'submittedAt' | 'revised' | 'given' | 'earlier' | 'state' | 'outcome'
        >;
      };
    }
  | {
      readonly type: 'amendmentCoSponsored' | 'sponsorsLeft' | 'amendmentTakenOver';
      readonly payload: { readonly amendment: AmendmentId; readonly member: MemberId };
    }
  | {
      readonly type: 'amendmentWithdrawn';
      readonly payload: {
        readonly amendment: AmendmentId;
        readonly lapsed: readonly Lapse[];
        /** The proposal to adopt it, which ends with it. */
        readonly decision?: string;
      };
    }
  | {
      readonly type: 'amendmentRevised';
      readonly payload: { readonly amendment: AmendmentId } & AmendmentWords;
    }
  | {
      readonly type: 'orderRuled';
      readonly payload: { readonly amendments: readonly AmendmentId[]; readonly reason: string };
    }
  | { readonly type: 'submissionClosing'; readonly payload: { readonly until: Instant | null } }
  | {
      readonly type: 'divisionRequested';
      readonly payload: {
        readonly division: Omit<Division, 'askedAt' | 'fate' | 'parts' | 'whole' | 'endedAt'>;
      };
    }
  | { readonly type: 'divisionWithdrawn'; readonly payload: { readonly division: string } }
  | {
      readonly type: 'textSponsorsNamed';
      readonly payload: { readonly main: readonly MemberId[]; readonly coSponsors: readonly MemberId[] };
    }
  | {
      readonly type: 'textCoSponsored';
      readonly payload: {
        readonly member: MemberId;
        /** The decision after which it joined: it is read into the record. */
        readonly after?: string;
      };
    }
  | { readonly type: 'textSponsorLeft'; readonly payload: { readonly member: MemberId } }
  | { readonly type: 'textReintroduced'; readonly payload: { readonly member: MemberId } }
  | {
      readonly type: 'textWithdrawn';
      readonly payload: {
        readonly member: MemberId;
        readonly reason: string;
        /** The proposal to adopt the text or an amendment to it, which ends with it. */
        readonly decision?: string;
      };
    }
  | {
      readonly type: 'divisionCarried';
      readonly payload: {
        readonly decision: string;
        readonly division: string;
        readonly parts: readonly DividedPart[];
        readonly result: RuleResult;
        readonly equalVoice: Tally;
      };
    }
  | {
      readonly type: 'divisionLost';
      readonly payload: {
        readonly decision: string;
        readonly division: string;
        readonly result: RuleResult;
        readonly equalVoice: Tally;
        readonly note: string;
      };
    }
  | {
      readonly type: 'partDecided';
      readonly payload: {
        readonly decision: string;
        readonly division: string;
        readonly part: string;
        readonly outcome: PartOutcome;
        readonly result: RuleResult;
        readonly equalVoice: Tally;
        /** Where it was rejected. */
        readonly note?: string;
      } & DividedWords;
    }
  | {
      readonly type: 'proposalWithdrawn';
      readonly payload: { readonly decision: string; readonly note: string };
    }
  | {
      readonly type: 'explained';
      readonly payload: {
        readonly id: string;
        readonly member: MemberId;
        readonly kind: ExplanationKind;
        readonly text: string;
        readonly lang: string;
        readonly paragraphs: readonly ParagraphId[];
        readonly decision?: string;
        readonly prepared?: string;
      };
    }
  | {
      readonly type: 'statementPrepared';
      readonly payload: {
        readonly member: MemberId;
        readonly id: string;
        readonly kind: ExplanationKind;
        readonly text: string;
        readonly lang: string;
        readonly paragraphs: readonly ParagraphId[];
      };
    }
  | {
      readonly type: 'statementDiscarded';
      readonly payload: { readonly member: MemberId; readonly id: string };
    }
  | {
      readonly type: 'documentOpened';
      readonly payload: { readonly document: Omit<DraftingDocument, 'openedAt'> };
    }
  | {
      readonly type: 'documentShared';
      /** The whole record, for whom it is new. */
      readonly payload: { readonly document: DraftingDocument; readonly member: MemberId };
    }
  | {
      readonly type: 'documentUnshared';
      readonly payload: { readonly document: DocumentId; readonly member: MemberId };
    }
  | { readonly type: 'documentClosed'; readonly payload: { readonly document: DocumentId } }
  | {
      readonly type: 'draftTabled';
      readonly payload: { readonly document: DocumentId; readonly amendment: AmendmentId };
    }
  | {
      readonly type: 'paragraphOpened';
      readonly payload: { readonly paragraph: string; readonly members: readonly MemberId[] };
    }
  | { readonly type: 'paragraphClosed'; readonly payload: { readonly paragraph: string } }
  | {
      readonly type: 'bracketHeld';
      readonly payload: {
        readonly document: DocumentId;
        readonly bracket: string;
        readonly member: MemberId;
        readonly stand: BracketStand;
        readonly action?: BracketAction;
      };
    }
  | {
      readonly type: 'bracketReleased';
      readonly payload: {
        readonly document: DocumentId;
        readonly bracket: string;
        readonly member: MemberId;
      };
    }
  | {
      readonly type: 'revisionIssued';
      readonly payload: {
        readonly symbol: string;
        readonly lang: string;
        readonly paragraphs: readonly Paragraph[];
        /** Where paragraphs that are new came from, in the order of the paragraphs they became. */
        readonly sources: readonly { readonly source: string; readonly pid: ParagraphId }[];
        readonly hash: TextHash;
        readonly document?: DocumentId;
        readonly moment?: number;
        /** Pending amendments that no longer stand in the new words; absent where there are none. */
        readonly lapsed?: readonly Lapse[];
      };
    }
  | {
      readonly type: 'packageKept';
      readonly payload: {
        readonly id: string;
        readonly title: string;
        readonly note: string;
        readonly rule: RuleId;
        readonly textHash: TextHash;
        readonly choices: readonly PackageChoice[];
        readonly amendments?: readonly AmendmentId[];
      };
    }
  | {
      readonly type: 'packageAnnotated';
      readonly payload: { readonly package: string; readonly note: string };
    }
  | {
      readonly type: 'packageShared';
      /** The whole record, for whom it is new. */
      readonly payload: { readonly package: SharedPackage; readonly members: readonly MemberId[] };
    }
  | {
      readonly type: 'packageAnswered';
      readonly payload: {
        readonly package: string;
        readonly member: MemberId;
        readonly stance: Stance;
        readonly reason: string;
      };
    }
  | {
      readonly type: 'packageWithdrawn';
      readonly payload: { readonly package: string; readonly reason: string };
    };

/** What a motion of a sitting does to the text of its item, in the moment in which it is moved or settled there. */
export type TextEffect =
  | {
      readonly type: 'textBarred';
      readonly payload: OfMotion &
        OfEdition & {
          readonly outcome: BarOutcome;
          readonly session: LocalisedText;
          /** The proposal to adopt, which ends with it, or a decision of its own; absent where there is no text. */
          readonly decision?: string;
          /** Of a decision of its own. */
          readonly taken?: {
            readonly rule: DecisionRule;
            readonly textHash: TextHash;
            /** Of the vote on the motion; absent where it was carried without one. */
            readonly result?: RuleResult;
          };
        };
    }
  /** Until the motion is settled nothing is put. */
  | { readonly type: 'competenceQuestioned'; readonly payload: OfMotion & OfEdition }
  /** The motion was lost, withdrawn or has lapsed. */
  | { readonly type: 'competenceSettled'; readonly payload: OfMotion }
  | { readonly type: 'textReconsidered'; readonly payload: OfMotion }
  /** SIT-85: the debate is closed in every meeting of this session. */
  | {
      readonly type: 'debateClosed';
      readonly payload: OfMotion & { readonly session: LocalisedText };
    }
  | { readonly type: 'debateReopened'; readonly payload: OfMotion }
  /** The text was taken up in another session than before: what was rejected until then may be put again. */
  | {
      readonly type: 'takenUpInSession';
      readonly payload: { readonly sitting: string; readonly session: LocalisedText };
    }
  /** The text was taken up in another session than the one in which it was barred. */
  | {
      readonly type: 'barLifted';
      readonly payload: { readonly sitting: string; readonly session: LocalisedText };
    };

/** Every effect of a motion on a text. */
export const TEXT_EFFECT_TYPES = [
  'textBarred',
  'competenceQuestioned',
  'competenceSettled',
  'textReconsidered',
  'debateClosed',
  'debateReopened',
  'takenUpInSession',
  'barLifted',
] as const satisfies readonly TextEffect['type'][];

/** What the adoption of an amendment does: the text changes, or the words of the amendment that it amends. */
export interface AmendedWords {
  readonly text?: TextChange;
  readonly amended?: { readonly amendment: AmendmentId; readonly hash: TextHash };
}

/** What a vote on the last part makes of the item; before the last part it is pending. */
export interface DividedWords {
  readonly whole: DividedWhole;
  /** The text without the parts that fell. */
  readonly text?: TextChange;
  /** The amendment without them. */
  readonly words?: Pick<AmendmentWords, 'changes' | 'hash' | 'touches'>;
  /** Amendments that fall with one of which nothing is left. */
  readonly lapsed?: readonly Lapse[];
}

export type PlenaryAct = BodyAct | DeliberationAct | SittingAct | ConsultationAct;
export type ActType = PlenaryAct['type'];
export type PlenaryEvent = BodyEvent | DeliberationEvent | SittingEvent | ConsultationEvent;

/** An event as it stands in its stream. `version` is 1 for the first event and has no gaps. */
export type Recorded<E extends PlenaryEvent = PlenaryEvent> = E & {
  readonly stream: string;
  readonly version: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly audience: Audience;
};

/** An event as a viewer without the right to its payload sees it: that it happened, never what. */
export interface Withheld {
  readonly type: PlenaryEvent['type'];
  readonly stream: string;
  readonly version: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly audience: Audience;
  readonly withheld: true;
}

// ---------------------------------------------------------------------------- sittings

export const SITTING_PHASES = ['planned', 'open', 'suspended', 'adjourned', 'cancelled'] as const;
export type SittingPhase = (typeof SITTING_PHASES)[number];

/** What the floor is asked for: to speak on the item, on a motion before the meeting, or in reply. */
export const FLOOR_KINDS = ['speech', 'onMotion', 'reply'] as const;
export type FloorKind = (typeof FLOOR_KINDS)[number];

/**
 * Procedural motions, in the order in which they are put: those of GA rule 77, then that the body is not competent (rule
 * 79) and that what was decided be considered again (rule 81).
 */
export const MOTION_KINDS = [
  'suspendMeeting',
  'adjournMeeting',
  'adjournDebate',
  'closeDebate',
  'noCompetence',
  'reconsider',
] as const;
export type MotionKind = (typeof MOTION_KINDS)[number];

export const MOTION_SIDES = ['for', 'against'] as const;
export type MotionSide = (typeof MOTION_SIDES)[number];

/** What became of a motion. */
export const MOTION_FATES = ['pending', 'carried', 'lost', 'withdrawn', 'lapsed'] as const;
export type MotionFate = (typeof MOTION_FATES)[number];

/** The debate on an item: a debate adjourned is the result of a no-action motion. */
export const DEBATE_STATES = ['open', 'adjourned', 'closed'] as const;
export type DebateState = (typeof DEBATE_STATES)[number];

/** Number of a request for the floor: `q1`, `q2` …; a speech keeps the number of its request. */
export type RequestId = string;
/** Number of a point of order: `o1`, `o2` …. */
export type PointId = string;
/** Number of a motion: `m1`, `m2` …. */
export type MotionId = string;
/** Number of a vote on procedure: `v1`, `v2` …. */
export type VoteId = string;

/** How the floor is held in one sitting; announced with the sitting, the same for every member. */
export interface FloorRules {
  /** Share of the members that must be present for the meeting to open, equality included (GA rule 67: 1/3). */
  readonly openingShare: RationalText;
  /** Share of the members that must be exceeded by those present for a vote (GA rule 67: 1/2). */
  readonly decidingShare: RationalText;
  /** Whether those who speak for a group come before members that speak for themselves. */
  readonly groupsFirst: boolean;
  readonly speechSeconds: number;
  /** Of whoever speaks for a group. */
  readonly groupSeconds: number;
  readonly observerSeconds: number;
  /** Of whoever speaks for or against a motion. */
  readonly motionSeconds: number;
  /** Of the replies of one delegation on one item, the first first; there are no more of them than figures. */
  readonly replySeconds: readonly number[];
  /** Places that each constituency of organizations has on the list of an item; without it each organization has its own. */
  readonly constituencySlots?: number;
  /** Seconds after which the chair may close a vote in which not everybody present has voted. */
  readonly voteSeconds: number;
}

/** A numbered subject of the meeting. */
export interface AgendaItem {
  /** `1`, `2`, `3(a)` as printed, written without brackets: `3.a`. */
  readonly id: string;
  readonly title: LocalisedText;
  /** The deliberation whose text is dealt with under it. */
  readonly deliberation?: string;
}

/** What is dealt with now. */
export interface InHand {
  readonly item: string;
  /** Paragraph of the text of the item's deliberation. */
  readonly paragraph?: ParagraphId;
  /** Pending amendment to that text. */
  readonly amendment?: AmendmentId;
  /** Motion for division of that text, or of an amendment to it, on which two speak for and two against. */
  readonly division?: string;
  readonly at: Instant;
}

export interface FloorRequest {
  readonly id: RequestId;
  readonly member: MemberId;
  readonly kind: FloorKind;
  /** The group on whose behalf the member speaks. */
  readonly group?: string;
  /** Of a request on a motion of the sitting, or on a motion for division. */
  readonly motion?: MotionId;
  readonly side?: MotionSide;
  /** The item that was in hand when it was made. */
  readonly item?: string;
  readonly askedAt: Instant;
}

/** Time that has run: it runs on from `since`, and stands where there is none. */
export interface FloorClock {
  readonly usedMilliseconds: number;
  readonly since?: Instant;
}

/** Somebody who has the floor, or had it. */
export interface Speech extends FloorRequest {
  readonly paragraph?: ParagraphId;
  readonly startedAt: Instant;
  readonly limitSeconds: number;
  readonly clock: FloorClock;
  /** Why the chair called it before its turn. */
  readonly outOfTurn?: string;
  readonly endedAt?: Instant;
}

export interface PointOfOrder {
  readonly id: PointId;
  readonly member: MemberId;
  readonly text: string;
  readonly raisedAt: Instant;
  /** The chair's ruling. */
  readonly ruling?: { readonly upheld: boolean; readonly words: string; readonly at: Instant };
  /** The vote on an appeal against the ruling, and whether the ruling stands after it. */
  readonly appeal?: { readonly member: MemberId; readonly vote: VoteId; readonly stands?: boolean };
}

export interface Motion {
  readonly id: MotionId;
  readonly kind: MotionKind;
  readonly member: MemberId;
  readonly reason: string;
  /** The item that it concerns; of motions on the meeting none. */
  readonly item?: string;
  readonly movedAt: Instant;
  readonly fate: MotionFate;
  /** Who objected when it was asked whether anybody does: it is put to the vote. */
  readonly objectedBy?: MemberId;
  /** None when it was carried without one. */
  readonly vote?: VoteId;
}

/** A vote on procedure by the members present and voting; for means for the motion, or for the appeal. */
export interface FloorVote {
  readonly id: VoteId;
  readonly on: { readonly motion: MotionId } | { readonly point: PointId };
  readonly openedAt: Instant;
  /** Members on the roll when it was opened, who alone vote; absent where the roll was read as it stood (ACT-80). */
  readonly roll?: readonly MemberId[];
  readonly cast: Readonly<Record<MemberId, BallotChoice>>;
  readonly closedAt?: Instant;
  readonly result?: RuleResult;
}

/** A change of a meeting that was planned: when it was to open before, and why. */
export interface PlanChange {
  readonly at: Instant;
  readonly before: Instant;
  readonly opensAt: Instant;
  readonly reason: string;
}

export interface SittingState {
  readonly id: string;
  readonly body: string;
  /** Of the rules by which the floor is held; absent in the first (ACT-80). */
  readonly edition?: number;
  readonly session: LocalisedText;
  /** Number of the meeting in its session. */
  readonly meeting: number;
  readonly title: LocalisedText;
  readonly plannedAt: Instant;
  /** When it is to open, as announced. */
  readonly opensAt: Instant;
  /** Room, or the address of a room on the network. */
  readonly place?: string;
  /** Changes of the plan, oldest first; absent while there are none. */
  readonly changes?: readonly PlanChange[];
  readonly cancelled?: { readonly at: Instant; readonly reason: string };
  readonly rules: FloorRules;
  readonly agenda: readonly AgendaItem[];
  readonly phase: SittingPhase;
  readonly openedAt?: Instant;
  readonly suspendedAt?: Instant;
  readonly adjournedAt?: Instant;
  /** Members and observers in the room, since when. */
  readonly present: Readonly<Record<MemberId, Instant>>;
  /** Everybody who was ever present, when first. */
  readonly attended: Readonly<Record<MemberId, Instant>>;
  readonly inHand?: InHand;
  /** Debates that have ended, by item. */
  readonly debates: Readonly<Record<string, DebateState>>;
  readonly listOpen: boolean;
  /** Requests that wait, in the order of asking. */
  readonly requests: readonly FloorRequest[];
  /** Requests ever made. */
  readonly asked: number;
  readonly speech?: Speech;
  /** Speeches that have ended, oldest first. */
  readonly spoken: readonly Speech[];
  readonly points: readonly PointOfOrder[];
  /** The point whose ruling may still be appealed against: nothing has been done since. */
  readonly freshRuling?: PointId;
  readonly motions: readonly Motion[];
  /** The motion of which the chair asked whether anybody objects. */
  readonly question?: { readonly motion: MotionId; readonly askedAt: Instant };
  readonly votes: readonly FloorVote[];
}

export type SittingAct =
  | {
      readonly type: 'planSitting';
      readonly id: string;
      readonly session: LocalisedText;
      readonly meeting: number;
      readonly title: LocalisedText;
      readonly opensAt: Instant;
      readonly place?: string;
      readonly rules: FloorRules;
      readonly agenda: readonly AgendaItem[];
    }
  /** The plan as it stands from now on. */
  | {
      readonly type: 'changeSitting';
      readonly opensAt: Instant;
      readonly place?: string;
      readonly agenda: readonly AgendaItem[];
      readonly reason: string;
    }
  | { readonly type: 'cancelSitting'; readonly reason: string }
  | {
      readonly type: 'registerPresence';
      readonly members: readonly MemberId[];
      readonly present: boolean;
    }
  | { readonly type: 'openSitting' }
  | {
      readonly type: 'takeUp';
      readonly item: string;
      readonly paragraph?: ParagraphId;
      readonly amendment?: AmendmentId;
      readonly division?: string;
    }
  | {
      readonly type: 'askForFloor';
      readonly member: MemberId;
      readonly kind: FloorKind;
      readonly group?: string;
      readonly side?: MotionSide;
    }
  | { readonly type: 'withdrawRequest'; readonly request: RequestId }
  | { readonly type: 'setSpeakersList'; readonly open: boolean }
  | { readonly type: 'giveFloor'; readonly request: RequestId; readonly reason?: string }
  | { readonly type: 'endSpeech'; readonly request: RequestId }
  | { readonly type: 'extendTime'; readonly request: RequestId; readonly seconds: number }
  | { readonly type: 'raisePointOfOrder'; readonly text: string }
  | {
      readonly type: 'rulePoint';
      readonly point: PointId;
      readonly upheld: boolean;
      readonly words: string;
    }
  | { readonly type: 'appealRuling'; readonly point: PointId }
  | { readonly type: 'moveMotion'; readonly kind: MotionKind; readonly reason: string }
  | { readonly type: 'withdrawMotion'; readonly motion: MotionId }
  | { readonly type: 'askObjections'; readonly motion: MotionId }
  | { readonly type: 'objectToMotion'; readonly motion: MotionId }
  | { readonly type: 'carryMotion'; readonly motion: MotionId }
  | { readonly type: 'putMotion'; readonly motion: MotionId }
  | { readonly type: 'castVote'; readonly vote: VoteId; readonly choice: BallotChoice }
  | { readonly type: 'closeVote'; readonly vote: VoteId }
  | { readonly type: 'suspendSitting' }
  | { readonly type: 'resumeSitting' }
  | { readonly type: 'adjournSitting' };

export type SittingEvent =
  | {
      readonly type: 'sittingPlanned';
      readonly payload: {
        readonly id: string;
        readonly body: string;
        readonly edition?: number;
        readonly session: LocalisedText;
        readonly meeting: number;
        readonly title: LocalisedText;
        readonly opensAt: Instant;
        readonly place?: string;
        readonly rules: FloorRules;
        readonly agenda: readonly AgendaItem[];
      };
    }
  | {
      readonly type: 'sittingChanged';
      readonly payload: {
        readonly opensAt: Instant;
        readonly place?: string;
        readonly agenda: readonly AgendaItem[];
        readonly reason: string;
        /** When it was to open before. */
        readonly before: Instant;
      };
    }
  | { readonly type: 'sittingCancelled'; readonly payload: { readonly reason: string } }
  | {
      readonly type: 'presenceRegistered';
      readonly payload: { readonly members: readonly MemberId[]; readonly present: boolean };
    }
  | {
      readonly type: 'sittingOpened';
      readonly payload: { readonly present: number; readonly members: number };
    }
  | {
      readonly type: 'takenUp';
      readonly payload: {
        readonly item: string;
        readonly paragraph?: ParagraphId;
        readonly amendment?: AmendmentId;
        readonly division?: string;
      };
    }
  | {
      readonly type: 'floorAsked';
      readonly payload: Omit<FloorRequest, 'id' | 'askedAt'> & { readonly request: RequestId };
    }
  | {
      readonly type: 'requestWithdrawn';
      readonly payload: { readonly request: RequestId; readonly member: MemberId };
    }
  | { readonly type: 'speakersListSet'; readonly payload: { readonly open: boolean } }
  | {
      readonly type: 'floorGiven';
      readonly payload: {
        readonly request: RequestId;
        readonly member: MemberId;
        readonly limitSeconds: number;
        readonly reason?: string;
      };
    }
  | {
      readonly type: 'speechEnded';
      readonly payload: { readonly request: RequestId; readonly member: MemberId };
    }
  | {
      readonly type: 'timeExtended';
      readonly payload: {
        readonly request: RequestId;
        readonly member: MemberId;
        readonly seconds: number;
      };
    }
  | {
      readonly type: 'pointOfOrderRaised';
      readonly payload: { readonly point: PointId; readonly member: MemberId; readonly text: string };
    }
  | {
      readonly type: 'pointRuled';
      readonly payload: { readonly point: PointId; readonly upheld: boolean; readonly words: string };
    }
  | {
      readonly type: 'rulingAppealed';
      readonly payload: {
        readonly point: PointId;
        readonly vote: VoteId;
        readonly member: MemberId;
        readonly roll?: readonly MemberId[];
      };
    }
  | {
      readonly type: 'motionMoved';
      readonly payload: {
        readonly motion: MotionId;
        readonly kind: MotionKind;
        readonly member: MemberId;
        readonly reason: string;
        readonly item?: string;
      };
    }
  | { readonly type: 'motionWithdrawn'; readonly payload: { readonly motion: MotionId } }
  | { readonly type: 'objectionsAsked'; readonly payload: { readonly motion: MotionId } }
  | {
      readonly type: 'motionObjected';
      readonly payload: { readonly motion: MotionId; readonly member: MemberId };
    }
  | { readonly type: 'motionCarried'; readonly payload: { readonly motion: MotionId } }
  | {
      readonly type: 'motionPut';
      readonly payload: {
        readonly motion: MotionId;
        readonly vote: VoteId;
        readonly roll?: readonly MemberId[];
      };
    }
  | {
      readonly type: 'voteCast';
      readonly payload: {
        readonly vote: VoteId;
        readonly member: MemberId;
        readonly choice: BallotChoice;
      };
    }
  | {
      readonly type: 'voteClosed';
      readonly payload: { readonly vote: VoteId; readonly result: RuleResult };
    }
  | { readonly type: 'sittingSuspended'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'sittingResumed'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'sittingAdjourned'; readonly payload: Readonly<Record<string, never>> };

// ---------------------------------------------------------------------------- admission

/** A refusal is an answer: a code (`position.staleText`) and the facts. People read it in their language. */
export interface Refusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** An event that an admitted act brings about, before it has a place in its stream. */
export type Fact<E extends PlenaryEvent = PlenaryEvent> = E & { readonly audience: Audience };

export type Admission<E extends PlenaryEvent = PlenaryEvent> =
  | { readonly admitted: true; readonly events: readonly Fact<E>[] }
  | { readonly admitted: false; readonly refusal: Refusal };

// ---------------------------------------------------------------------------- results of a rule

/** Heads among the eligible members before anything is discarded. */
export interface Tally {
  readonly eligible: number;
  readonly present: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  readonly object: number;
  readonly none: number;
}

export const RULE_OUTCOMES = ['adopted', 'not_adopted', 'no_quorum', 'vetoed', 'pending'] as const;
export type RuleOutcome = (typeof RULE_OUTCOMES)[number];

/** One comparison as evaluated, both sides as exact fractions in lowest terms ("15/27" → "5/9"). */
export interface TestTrace {
  /** Place in the rule, e.g. `pass.all[0]`, `quorum`, `pass.each[donor]`. */
  readonly path: string;
  readonly set: RuleSetName;
  readonly of?: RuleSetName;
  readonly weight: Weight;
  readonly numerator: RationalText;
  readonly denominator?: RationalText;
  readonly left: RationalText | null;
  readonly op: Comparison;
  readonly right: RationalText;
  readonly holds: boolean;
}

/** One thing that is missing for the rule to adopt; `code` is a key for a whole sentence in any language. */
export interface Missing {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface RuleResult {
  readonly outcome: RuleOutcome;
  readonly tally: Tally;
  readonly tests: readonly TestTrace[];
  readonly missing: readonly Missing[];
}
