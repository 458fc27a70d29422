import { DOCUMENT_LANGUAGES, ISSUED_KINDS, type PlenaryAct } from '@plenary/consensus';
import { ACCREDITATION_ACT_SCHEMAS } from './accreditation-acts.ts';
import { CONSULTATION_ACT_SCHEMAS } from './consultation-acts.ts';
import { CONVERSATION_ACT_SCHEMAS } from './conversation-acts.ts';
import { SITTING_ACT_SCHEMAS } from './sitting-acts.ts';
import { Type, type Static, type TSchema } from 'typebox';
import { LIMITS } from '../limits.ts';
import {
  AmendmentName,
  Attribute,
  BallotChoiceName,
  BallotMannerName,
  BracketActionName,
  BracketStandName,
  ClassName,
  DecidedItemName,
  DecisionName,
  DividedUnitName,
  DivisionName,
  Conditional,
  DocumentKindName,
  DocumentLanguageName,
  DocumentReadersName,
  ExplanationKindName,
  GroupKindName,
  Hash,
  Id,
  Instant,
  ItemName,
  Language,
  Localised,
  Name,
  PackageOutcomeName,
  ParagraphKindName,
  ParagraphName,
  Reason,
  RenditionStatusName,
  Rule,
  SchemeSeriesName,
  StanceName,
  StreamId,
  closed,
  oneOf,
} from './values.ts';

const tag = <const T extends string>(type: T) => Type.Literal(type);
const Member = closed({
  id: Id,
  role: Type.Enum(['member', 'observer']),
  class: ClassName,
  names: Localised,
  attrs: Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' }), Attribute),
});
const Group = closed({
  id: Id,
  kind: GroupKindName,
  names: Localised,
  members: Type.Array(Id, { maxItems: LIMITS.GROUP_MEMBERS_MAX }),
  chair: Type.Optional(Id),
  asOf: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
  source: Name,
});
const Paragraph = closed({
  kind: ParagraphKindName,
  level: Type.Integer({ minimum: 0, maximum: 4 }),
  label: Type.String({ maxLength: 60 }),
  text: Type.String({ minLength: 1, maxLength: LIMITS.PARAGRAPH_CHARACTERS_MAX }),
  hash: Hash,
});
const SourcedParagraph = closed({ ...Paragraph.properties, source: Id });
/** A paragraph by its id, or one that the same amendment brings by the name it has there. */
const PlaceName = Type.Union([Type.Null(), Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,39}$' })]);
const AmendmentWords = Type.String({ minLength: 1, maxLength: LIMITS.PARAGRAPH_CHARACTERS_MAX });
const AmendmentChange = Type.Union([
  closed({ paragraph: ParagraphName, new: AmendmentWords }),
  closed({ paragraph: ParagraphName, delete: Type.Literal(true) }),
  closed({ paragraph: ParagraphName, moveAfter: PlaceName }),
  closed({
    after: PlaceName,
    kind: ParagraphKindName,
    level: Type.Integer({ minimum: 0, maximum: 4 }),
    insert: AmendmentWords,
    name: Type.Optional(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,39}$' })),
  }),
]);
const AmendmentNames = Type.Array(AmendmentName, { maxItems: LIMITS.AMENDMENT_RELATIONS_MAX });
const wordsHandedIn = {
  changes: Type.Array(AmendmentChange, { minItems: 1, maxItems: LIMITS.AMENDMENT_CHANGES_MAX }),
  reason: Reason,
  textHash: Hash,
};
const handedIn = {
  ...wordsHandedIn,
  amends: Type.Optional(AmendmentName),
  onBehalfOf: Type.Optional(Id),
  needs: AmendmentNames,
  excludes: AmendmentNames,
};
const onAmendment = { amendment: AmendmentName };
const ObjectionSeconds = Type.Integer({
  minimum: LIMITS.OBJECTION_SECONDS_MIN,
  maximum: LIMITS.OBJECTION_SECONDS_MAX,
});
/** The decision that is meant, so that an act which comes late does not meet the next one. */
const onDecision = { decision: Type.Optional(DecisionName) };
const Hands = Type.Integer({ minimum: 0, maximum: LIMITS.GROUP_MEMBERS_MAX });
const stanceOn = {
  item: ItemName,
  stance: StanceName,
  reason: Reason,
  textHash: Hash,
  conditional: Type.Optional(Conditional),
};
/** Part of a symbol; the grammar is checked by the rules. */
const SymbolPart = Type.String({ minLength: 1, maxLength: 40 });
const SymbolName = Type.String({ minLength: 1, maxLength: 100 });
const SymbolScheme = closed({
  organ: SymbolPart,
  body: Type.Optional(SymbolPart),
  session: Type.Optional(SymbolPart),
  series: closed({
    text: SchemeSeriesName,
    statement: SchemeSeriesName,
    report: SchemeSeriesName,
    resolution: Type.Optional(SchemeSeriesName),
    meetingRecord: Type.Optional(SchemeSeriesName),
  }),
});
const PackageName = Type.String({ pattern: '^k[1-9][0-9]{0,9}$' });
const PackageChoice = closed({
  paragraph: ParagraphName,
  textHash: Hash,
  outcome: PackageOutcomeName,
  words: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.PARAGRAPH_CHARACTERS_MAX })),
});
const Statement = Type.String({ pattern: '^g[1-9][0-9]{0,9}$' });

/** Every act as it arrives, by its type. The types inferred from these are the acts of the rules. */
export const ACT_SCHEMAS = {
  foundBody: closed({
    type: tag('foundBody'),
    id: Id,
    names: Localised,
    exercise: Type.Boolean(),
    rules: Type.Array(Rule, { minItems: 1, maxItems: LIMITS.RULES_AT_FOUNDING_MAX }),
    defaultRule: Id,
  }),
  admitMembers: closed({
    type: tag('admitMembers'),
    members: Type.Array(Member, { minItems: 1, maxItems: LIMITS.MEMBERS_PER_ACT_MAX }),
  }),
  changeAttributes: closed({
    type: tag('changeAttributes'),
    members: Type.Array(closed({ id: Id, attrs: Member.properties.attrs }), {
      minItems: 1,
      maxItems: LIMITS.MEMBERS_PER_ACT_MAX,
    }),
    from: Type.Optional(Instant),
    source: Name,
  }),
  declareGroup: closed({ type: tag('declareGroup'), group: Group }),
  proposeRule: closed({ type: tag('proposeRule'), rule: Rule, objectionSeconds: ObjectionSeconds }),
  objectToRule: closed({ type: tag('objectToRule'), rule: Id, reason: Reason }),
  adoptRule: closed({ type: tag('adoptRule'), rule: Id }),
  rejectRule: closed({ type: tag('rejectRule'), rule: Id }),
  setSymbolScheme: closed({ type: tag('setSymbolScheme'), scheme: SymbolScheme }),
  setWindowDays: closed({
    type: tag('setWindowDays'),
    days: Type.Integer({ minimum: 0, maximum: LIMITS.WINDOW_DAYS_MAX }),
  }),
  setRendition: closed({
    type: tag('setRendition'),
    symbol: SymbolName,
    lang: DocumentLanguageName,
    status: RenditionStatusName,
  }),
  fileTranslation: closed({
    type: tag('fileTranslation'),
    symbol: SymbolName,
    lang: DocumentLanguageName,
    official: Type.Boolean(),
    paragraphs: Type.Array(
      closed({
        label: Type.String({ maxLength: LIMITS.LABEL_CHARACTERS_MAX }),
        words: Type.String({ maxLength: LIMITS.TRANSLATION_CHARACTERS_MAX }),
      }),
      { minItems: 1, maxItems: LIMITS.TRANSLATION_PARAGRAPHS_MAX },
    ),
  }),
  issueDocument: closed({
    type: tag('issueDocument'),
    kind: oneOf(ISSUED_KINDS),
    about: Type.String({ minLength: 1, maxLength: 100 }),
    lang: DocumentLanguageName,
    title: Type.String({ minLength: 1, maxLength: LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX }),
    words: Type.String({ minLength: 1, maxLength: LIMITS.RECORD_CHARACTERS_MAX }),
    corrects: Type.Array(DocumentLanguageName, { maxItems: DOCUMENT_LANGUAGES.length }),
  }),
  openDeliberation: closed({ type: tag('openDeliberation'), id: Id, title: Localised }),
  importText: closed({
    type: tag('importText'),
    symbol: Type.String({ minLength: 1, maxLength: 100 }),
    lang: Language,
    paragraphs: Type.Array(Paragraph, { minItems: 1, maxItems: LIMITS.PARAGRAPHS_MAX }),
    hash: Hash,
  }),
  statePosition: closed({ type: tag('statePosition'), ...stanceOn }),
  withdrawPosition: closed({ type: tag('withdrawPosition'), item: ItemName }),
  giveSounding: closed({ type: tag('giveSounding'), ...stanceOn }),
  stateGroupPosition: closed({ type: tag('stateGroupPosition'), group: Id, ...stanceOn }),
  alignWithStatement: closed({ type: tag('alignWithStatement'), statement: Statement }),
  dissociateFromStatement: closed({ type: tag('dissociateFromStatement'), statement: Statement }),
  agreeAdRef: closed({ type: tag('agreeAdRef'), pid: ParagraphName }),
  reopenParagraph: closed({ type: tag('reopenParagraph'), pid: ParagraphName, reason: Reason }),
  deferParagraphs: closed({
    type: tag('deferParagraphs'),
    paragraphs: Type.Array(ParagraphName, { maxItems: LIMITS.PARAGRAPHS_MAX }),
    waitsFor: Reason,
  }),
  releaseParagraphs: closed({ type: tag('releaseParagraphs'), pid: ParagraphName, reason: Reason }),
  proposeDeletion: closed({
    type: tag('proposeDeletion'),
    pid: ParagraphName,
    reason: Reason,
    objectionSeconds: ObjectionSeconds,
  }),
  objectToDeletion: closed({ type: tag('objectToDeletion'), pid: ParagraphName, reason: Reason }),
  deleteParagraph: closed({ type: tag('deleteParagraph'), pid: ParagraphName }),
  proposeAdoption: closed({
    type: tag('proposeAdoption'),
    rule: Id,
    objectionSeconds: ObjectionSeconds,
    item: Type.Optional(DecidedItemName),
  }),
  object: closed({
    type: tag('object'),
    reason: Reason,
    paragraphs: Type.Optional(Type.Array(ParagraphName, { maxItems: LIMITS.PARAGRAPHS_MAX })),
    ...onDecision,
  }),
  withdrawObjection: closed({ type: tag('withdrawObjection'), ...onDecision }),
  extendSilence: closed({ type: tag('extendSilence'), until: Instant, reason: Reason, ...onDecision }),
  endSilence: closed({ type: tag('endSilence'), ...onDecision }),
  putToBallot: closed({
    type: tag('putToBallot'),
    openSeconds: Type.Integer({ minimum: LIMITS.BALLOT_SECONDS_MIN, maximum: LIMITS.BALLOT_SECONDS_MAX }),
    manner: Type.Optional(BallotMannerName),
    ...onDecision,
  }),
  castBallot: closed({ type: tag('castBallot'), choice: BallotChoiceName, ...onDecision }),
  enterHands: closed({ type: tag('enterHands'), for: Hands, against: Hands, abstain: Hands, ...onDecision }),
  closeBallot: closed({ type: tag('closeBallot'), ...onDecision }),
  adopt: closed({ type: tag('adopt'), ...onDecision }),
  reject: closed({ type: tag('reject'), note: Reason, ...onDecision }),
  withdrawProposal: closed({ type: tag('withdrawProposal'), note: Reason, ...onDecision }),
  explain: closed({
    type: tag('explain'),
    kind: ExplanationKindName,
    text: Type.String({ minLength: 1, maxLength: LIMITS.EXPLANATION_CHARACTERS_MAX }),
    lang: Language,
    paragraphs: Type.Array(ParagraphName, { maxItems: LIMITS.PARAGRAPHS_MAX }),
    decision: Type.Optional(DecisionName),
    prepared: Type.Optional(Id),
  }),
  prepareStatement: closed({
    type: tag('prepareStatement'),
    id: Id,
    kind: ExplanationKindName,
    text: Type.String({ minLength: 1, maxLength: LIMITS.EXPLANATION_CHARACTERS_MAX }),
    lang: Language,
    paragraphs: Type.Array(ParagraphName, { maxItems: LIMITS.PARAGRAPHS_MAX }),
  }),
  discardStatement: closed({ type: tag('discardStatement'), id: Id }),
  openDocument: closed({
    type: tag('openDocument'),
    id: Id,
    kind: DocumentKindName,
    lang: Language,
    title: Type.String({ minLength: 1, maxLength: LIMITS.DOCUMENT_TITLE_CHARACTERS_MAX }),
    readers: Type.Optional(DocumentReadersName),
  }),
  shareDocument: closed({ type: tag('shareDocument'), document: Id, member: Id }),
  unshareDocument: closed({ type: tag('unshareDocument'), document: Id, member: Id }),
  closeDocument: closed({ type: tag('closeDocument'), document: Id }),
  markTabled: closed({ type: tag('markTabled'), document: Id, amendment: AmendmentName }),
  openParagraph: closed({
    type: tag('openParagraph'),
    paragraph: Id,
    members: Type.Array(Id, { minItems: 1, maxItems: LIMITS.GROUP_MEMBERS_MAX }),
  }),
  closeParagraph: closed({ type: tag('closeParagraph'), paragraph: Id }),
  holdBracket: closed({
    type: tag('holdBracket'),
    document: Id,
    bracket: Id,
    stand: BracketStandName,
    action: Type.Optional(BracketActionName),
  }),
  releaseBracket: closed({ type: tag('releaseBracket'), document: Id, bracket: Id }),
  issueRevision: closed({
    type: tag('issueRevision'),
    symbol: Type.String({ minLength: 1, maxLength: 100 }),
    lang: Language,
    paragraphs: Type.Array(SourcedParagraph, { minItems: 1, maxItems: LIMITS.PARAGRAPHS_MAX }),
    hash: Hash,
    document: Type.Optional(Id),
    moment: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  }),
  submitAmendment: closed({ type: tag('submitAmendment'), ...handedIn }),
  enterOralAmendment: closed({
    type: tag('enterOralAmendment'),
    ...handedIn,
    sponsors: Type.Array(Id, { minItems: 1, maxItems: LIMITS.GROUP_MEMBERS_MAX }),
  }),
  coSponsorAmendment: closed({ type: tag('coSponsorAmendment'), ...onAmendment }),
  leaveSponsors: closed({ type: tag('leaveSponsors'), ...onAmendment }),
  withdrawAmendment: closed({ type: tag('withdrawAmendment'), ...onAmendment }),
  takeOverAmendment: closed({ type: tag('takeOverAmendment'), ...onAmendment }),
  reviseAmendment: closed({ type: tag('reviseAmendment'), ...onAmendment, ...wordsHandedIn }),
  acceptAmendment: closed({ type: tag('acceptAmendment'), ...onAmendment }),
  ruleOrder: closed({
    type: tag('ruleOrder'),
    amendments: Type.Array(AmendmentName, { minItems: 1, maxItems: LIMITS.AMENDMENTS_MAX }),
    reason: Reason,
  }),
  requestDivision: closed({
    type: tag('requestDivision'),
    item: Type.Optional(Type.Union([Type.Literal('text'), AmendmentName])),
    parts: Type.Array(Type.Array(DividedUnitName, { minItems: 1, maxItems: LIMITS.PARAGRAPHS_MAX }), {
      minItems: 1,
      maxItems: LIMITS.DIVISION_PARTS_MAX,
    }),
    reason: Reason,
    textHash: Hash,
  }),
  withdrawDivision: closed({ type: tag('withdrawDivision'), division: DivisionName }),
  nameSponsors: closed({
    type: tag('nameSponsors'),
    main: Type.Array(Id, { minItems: 1, maxItems: LIMITS.GROUP_MEMBERS_MAX }),
    coSponsors: Type.Array(Id, { maxItems: LIMITS.GROUP_MEMBERS_MAX }),
  }),
  coSponsorText: closed({ type: tag('coSponsorText') }),
  leaveTextSponsors: closed({ type: tag('leaveTextSponsors') }),
  withdrawText: closed({ type: tag('withdrawText'), reason: Reason }),
  reintroduceText: closed({ type: tag('reintroduceText') }),
  closeSubmission: closed({ type: tag('closeSubmission'), until: Type.Union([Type.Null(), Instant]) }),
  keepPackage: closed({
    type: tag('keepPackage'),
    title: Type.String({ minLength: 1, maxLength: LIMITS.PACKAGE_TITLE_CHARACTERS_MAX }),
    note: Reason,
    rule: Id,
    textHash: Hash,
    choices: Type.Array(PackageChoice, { minItems: 1, maxItems: LIMITS.PACKAGE_CHOICES_MAX }),
    /** Amendments on the table that it would adopt. */
    amendments: Type.Optional(
      Type.Array(AmendmentName, { minItems: 1, maxItems: LIMITS.PACKAGE_CHOICES_MAX }),
    ),
  }),
  annotatePackage: closed({ type: tag('annotatePackage'), package: PackageName, note: Reason }),
  sharePackage: closed({
    type: tag('sharePackage'),
    package: PackageName,
    members: Type.Array(Id, { minItems: 1, maxItems: LIMITS.GROUP_MEMBERS_MAX }),
    words: Reason,
  }),
  answerPackage: closed({
    type: tag('answerPackage'),
    package: PackageName,
    stance: StanceName,
    reason: Reason,
  }),
  withdrawPackage: closed({ type: tag('withdrawPackage'), package: PackageName, reason: Reason }),
  ...ACCREDITATION_ACT_SCHEMAS,
  ...CONVERSATION_ACT_SCHEMAS,
  ...SITTING_ACT_SCHEMAS,
  ...CONSULTATION_ACT_SCHEMAS,
} as const satisfies Record<PlenaryAct['type'], TSchema>;

/** `POST /api/acts`: one act on one stream. Its key, and the account it is made for, stand in headers (headers.ts). */
export const ActRequest = closed({
  stream: StreamId,
  act: Type.Object({ type: Type.String({ maxLength: 60 }) }, { additionalProperties: true }),
  /** Version of the stream the person saw; when given, an act on a newer stream is refused. */
  seen: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type ActRequest = Static<typeof ActRequest>;
