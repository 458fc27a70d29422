import {
  ACCREDITED_CLASSES,
  BALLOT_CHOICES,
  BALLOT_MANNERS,
  BRACKET_ACTIONS,
  BRACKET_STANDS,
  COMMENT_KINDS,
  COMMENT_NAMINGS,
  CONSTITUENCIES,
  ASKED_PROOFS,
  CONSULTATION_AUDIENCES,
  DISPOSITIONS,
  CONVERSATION_AUDIENCES,
  DOCUMENT_KINDS,
  DOCUMENT_LANGUAGES,
  DOCUMENT_READERS,
  EXPLANATION_KINDS,
  FLOOR_KINDS,
  GROUP_KINDS,
  HIDING_GROUNDS,
  PACKAGE_OUTCOMES,
  MODERATION_MANNERS,
  MOTION_KINDS,
  MOTION_SIDES,
  PARAGRAPH_KINDS,
  ISSUED_KINDS,
  REGISTERED_KINDS,
  RENDITION_STATUSES,
  SCHEME_SERIES,
  STAKEHOLDER_CLASSES,
  STANCES,
  type ActType,
} from '@plenary/consensus';

/** Whether a value has a form. Bounds and references are not forms: the rules of admission judge them. */
type Form = (value: unknown) => boolean;
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Form = (value) => typeof value === 'string';
const words: Form = (value) => typeof value === 'string' && value !== '';
const truth: Form = (value) => typeof value === 'boolean';
const like =
  (pattern: RegExp): Form =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const oneOf =
  (list: readonly string[]): Form =>
  (value) =>
    typeof value === 'string' && list.includes(value);
const listOf =
  (form: Form): Form =>
  (value) =>
    Array.isArray(value) && value.every(form);
/** An object with exactly these fields; the optional ones may be absent. */
const closed =
  (fields: Readonly<Record<string, Form>>, optional: Readonly<Record<string, Form>> = {}): Form =>
  (value) =>
    isJson(value) &&
    Object.entries(fields).every(([name, form]) => Object.hasOwn(value, name) && form(value[name])) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name) || optional[name]?.(value[name]) === true);

const id = like(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/);
const hash = like(/^[0-9a-f]{64}$/);
const language = like(/^[a-z]{2,3}$/);
const seconds: Form = (value) => Number.isSafeInteger(value);
const localised: Form = (value) =>
  isJson(value) &&
  words(value['en']) &&
  Object.entries(value).every(([lang, name]) => language(lang) && words(name));
const inSomeLanguages: Form = (value) =>
  isJson(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([lang, said]) => language(lang) && words(said));
const attribute: Form = (value) =>
  value === null || text(value) || truth(value) || Number.isSafeInteger(value);
const attributes: Form = (value) =>
  isJson(value) &&
  Object.entries(value).every(([name, inner]) => /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && attribute(inner));
/** The grammar of a rule of decision is read where it is admitted. */
const rule: Form = (value) => isJson(value) && id(value['id']);

const member = closed({
  id,
  role: oneOf(['member', 'observer']),
  class: oneOf(STAKEHOLDER_CLASSES),
  names: localised,
  attrs: attributes,
});
const group = closed(
  {
    id,
    kind: oneOf(GROUP_KINDS),
    names: localised,
    members: listOf(id),
    asOf: like(/^\d{4}-\d\d-\d\d$/),
    source: words,
  },
  { chair: id },
);
const paragraphFields: Readonly<Record<string, Form>> = {
  kind: oneOf(PARAGRAPH_KINDS),
  level: (value) => value === 0 || value === 1 || value === 2 || value === 3 || value === 4,
  label: text,
  text: words,
  hash,
};
const paragraph = closed(paragraphFields);
const count: Form = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const item = like(/^(text|[pA][1-9]\d*)$/);
const decidedItem = like(/^(text|[pA][1-9]\d*|D[1-9]\d*(\.[1-9]\d*)?)$/);
const division = like(/^D[1-9]\d*$/);
const pid = like(/^p[1-9]\d*$/);
const amendment = like(/^A[1-9]\d*$/);
const statement = like(/^g[1-9]\d*$/);
const stance = { item, stance: oneOf(STANCES), reason: text, textHash: hash };
/** The grammar of a condition is read where it is admitted. */
const onCondition = { conditional: closed({ condition: isJson, fallback: oneOf(STANCES) }) };

const nothing: Form = (value) => value === null;
const either =
  (...forms: readonly Form[]): Form =>
  (value) =>
    forms.some((form) => form(value));
const place = either(nothing, pid);
const comment = like(/^c[1-9]\d*$/);
/** What a comment is about. */
const subject = either(
  closed({ on: oneOf(['text']) }),
  closed({ on: oneOf(['paragraph']), paragraph: pid, textHash: hash }),
  closed({ on: oneOf(['span']), paragraph: pid, textHash: hash, from: count, to: count }),
  closed({ on: oneOf(['amendment']), amendment, textHash: hash }),
);
const amendmentChange = either(
  closed({ paragraph: pid, new: words }),
  closed({ paragraph: pid, delete: (value) => value === true }),
  closed({ paragraph: pid, moveAfter: place }),
  closed({
    after: place,
    kind: oneOf(PARAGRAPH_KINDS),
    level: (value) => value === 0 || value === 1 || value === 2 || value === 3 || value === 4,
    insert: words,
    name: pid,
  }),
);
const wordsHandedIn = { changes: listOf(amendmentChange), reason: text, textHash: hash };
const handedIn = { ...wordsHandedIn, needs: listOf(amendment), excludes: listOf(amendment) };
const agenda = listOf(closed({ id, title: localised }, { deliberation: id }));
const instant = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const packageName = like(/^k[1-9]\d*$/);
const packageChoice = closed({ paragraph: pid, textHash: hash, outcome: oneOf(PACKAGE_OUTCOMES) }, { words });
const numbered = (letter: string): Form => like(new RegExp(`^${letter}[1-9]\\d*$`));
/** The decision that an act is about. */
const onDecision = { decision: numbered('d') };
const floorRules = closed(
  {
    openingShare: words,
    decidingShare: words,
    groupsFirst: truth,
    speechSeconds: seconds,
    groupSeconds: seconds,
    observerSeconds: seconds,
    motionSeconds: seconds,
    replySeconds: listOf(seconds),
    voteSeconds: seconds,
  },
  { constituencySlots: count },
);

/** Act → the form of its fields beside the type; an act without one does not compile. */
export const ACT_FORMS: Readonly<Record<ActType, Form>> = {
  foundBody: closed({ id, names: localised, exercise: truth, rules: listOf(rule), defaultRule: id }),
  admitMembers: closed({ members: listOf(member) }),
  changeAttributes: closed(
    { members: listOf(closed({ id, attrs: attributes })), source: words },
    { from: instant },
  ),
  declareGroup: closed({ group }),
  proposeRule: closed({ rule, objectionSeconds: seconds }),
  objectToRule: closed({ rule: id, reason: text }),
  adoptRule: closed({ rule: id }),
  rejectRule: closed({ rule: id }),
  setWindowDays: closed({ days: count }),
  setSymbolScheme: closed({
    scheme: closed(
      {
        organ: words,
        series: closed(
          {
            text: oneOf(SCHEME_SERIES),
            statement: oneOf(SCHEME_SERIES),
            report: oneOf(SCHEME_SERIES),
          },
          { resolution: oneOf(SCHEME_SERIES), meetingRecord: oneOf(SCHEME_SERIES) },
        ),
      },
      { body: words, session: words },
    ),
  }),
  issueDocument: closed({
    kind: oneOf(ISSUED_KINDS),
    about: words,
    lang: oneOf(DOCUMENT_LANGUAGES),
    title: words,
    words: text,
    corrects: listOf(oneOf(DOCUMENT_LANGUAGES)),
  }),
  fileTranslation: closed({
    symbol: words,
    lang: oneOf(DOCUMENT_LANGUAGES),
    official: truth,
    paragraphs: listOf(closed({ label: text, words: text })),
  }),
  setRendition: closed({ symbol: words, lang: oneOf(DOCUMENT_LANGUAGES), status: oneOf(RENDITION_STATUSES) }),
  listOrganization: closed({
    organization: closed(
      { id, names: localised, class: oneOf(ACCREDITED_CLASSES), sponsors: listOf(words) },
      { constituency: oneOf(CONSTITUENCIES), country: like(/^[A-Z]{3}$/) },
    ),
    findings: closed({ mandate: text, funding: text, independence: text, conflicts: text }),
    objectionSeconds: seconds,
    until: instant,
  }),
  objectToOrganization: closed({ organization: id, reason: text }),
  withdrawOrganizationObjection: closed({ organization: id }),
  accreditOrganization: closed({ organization: id }),
  declineOrganization: closed({ organization: id, reason: text }),
  endAccreditation: closed({ organization: id, reason: text }),
  expireAccreditation: closed({ organization: id }),
  openDeliberation: closed({ id, title: localised }),
  importText: closed({ symbol: words, lang: language, paragraphs: listOf(paragraph), hash }),
  statePosition: closed(stance, onCondition),
  withdrawPosition: closed({ item }),
  giveSounding: closed(stance, onCondition),
  stateGroupPosition: closed({ group: id, ...stance }, onCondition),
  alignWithStatement: closed({ statement }),
  dissociateFromStatement: closed({ statement }),
  agreeAdRef: closed({ pid }),
  reopenParagraph: closed({ pid, reason: text }),
  deferParagraphs: closed({ paragraphs: listOf(pid), waitsFor: text }),
  releaseParagraphs: closed({ pid, reason: text }),
  proposeDeletion: closed({ pid, reason: text, objectionSeconds: seconds }),
  objectToDeletion: closed({ pid, reason: text }),
  deleteParagraph: closed({ pid }),
  proposeAdoption: closed({ rule: id, objectionSeconds: seconds }, { item: decidedItem }),
  object: closed({ reason: text }, { paragraphs: listOf(pid), ...onDecision }),
  withdrawObjection: closed({}, onDecision),
  extendSilence: closed({ until: instant, reason: text }, onDecision),
  endSilence: closed({}, onDecision),
  putToBallot: closed({ openSeconds: seconds }, { manner: oneOf(BALLOT_MANNERS), ...onDecision }),
  castBallot: closed({ choice: oneOf(BALLOT_CHOICES) }, onDecision),
  enterHands: closed({ for: count, against: count, abstain: count }, onDecision),
  closeBallot: closed({}, onDecision),
  adopt: closed({}, onDecision),
  reject: closed({ note: text }, onDecision),
  withdrawProposal: closed({ note: text }, onDecision),
  explain: closed(
    {
      kind: oneOf(EXPLANATION_KINDS),
      text: words,
      lang: language,
      paragraphs: listOf(pid),
    },
    { ...onDecision, prepared: id },
  ),
  prepareStatement: closed({
    id,
    kind: oneOf(EXPLANATION_KINDS),
    text: words,
    lang: language,
    paragraphs: listOf(pid),
  }),
  discardStatement: closed({ id }),
  openDocument: closed(
    { id, kind: oneOf(DOCUMENT_KINDS), lang: language, title: words },
    { readers: oneOf(DOCUMENT_READERS) },
  ),
  shareDocument: closed({ document: id, member: id }),
  unshareDocument: closed({ document: id, member: id }),
  closeDocument: closed({ document: id }),
  markTabled: closed({ document: id, amendment: id }),
  openParagraph: closed({ paragraph: id, members: listOf(id) }),
  closeParagraph: closed({ paragraph: id }),
  holdBracket: closed(
    { document: id, bracket: id, stand: oneOf(BRACKET_STANDS) },
    { action: oneOf(BRACKET_ACTIONS) },
  ),
  releaseBracket: closed({ document: id, bracket: id }),
  issueRevision: closed(
    {
      symbol: words,
      lang: language,
      paragraphs: listOf(closed({ ...paragraphFields, source: id })),
      hash,
    },
    { document: id, moment: count },
  ),
  submitAmendment: closed(handedIn, { amends: amendment, onBehalfOf: id }),
  enterOralAmendment: closed({ ...handedIn, sponsors: listOf(id) }, { amends: amendment, onBehalfOf: id }),
  coSponsorAmendment: closed({ amendment }),
  leaveSponsors: closed({ amendment }),
  withdrawAmendment: closed({ amendment }),
  takeOverAmendment: closed({ amendment }),
  reviseAmendment: closed({ amendment, ...wordsHandedIn }),
  acceptAmendment: closed({ amendment }, { inTurn: truth }),
  requestDivision: closed(
    { parts: listOf(listOf(like(/^[pc][1-9]\d*$/))), reason: text, textHash: hash },
    { item: like(/^(text|A[1-9]\d*)$/) },
  ),
  withdrawDivision: closed({ division }),
  nameSponsors: closed({ main: listOf(id), coSponsors: listOf(id) }),
  coSponsorText: closed({}),
  leaveTextSponsors: closed({}),
  withdrawText: closed({ reason: text }),
  reintroduceText: closed({}),
  ruleOrder: closed({ amendments: listOf(amendment), reason: text }),
  closeSubmission: closed({ until: either(nothing, instant) }),
  keepPackage: closed(
    {
      title: words,
      note: text,
      rule: id,
      textHash: hash,
      choices: listOf(packageChoice),
    },
    { amendments: listOf(amendment) },
  ),
  annotatePackage: closed({ package: packageName, note: text }),
  sharePackage: closed({ package: packageName, members: listOf(id), words: text }),
  answerPackage: closed({ package: packageName, stance: oneOf(STANCES), reason: text }),
  withdrawPackage: closed({ package: packageName, reason: text }),
  openConversation: closed(
    {
      title: inSomeLanguages,
      question: inSomeLanguages,
      languages: listOf(oneOf(DOCUMENT_LANGUAGES)),
      audience: oneOf(CONVERSATION_AUDIENCES),
      moderation: oneOf(MODERATION_MANNERS),
      policy: inSomeLanguages,
      groups: listOf(closed({ id, names: inSomeLanguages })),
      opensAt: instant,
      closesAt: instant,
    },
    { proof: oneOf(ASKED_PROOFS) },
  ),
  closeConversation: closed({ conversation: numbered('c'), reason: text }),
  enterVotes: closed({ conversation: numbered('c'), from: count, upTo: count, hash }),
  planSitting: closed(
    {
      id,
      session: localised,
      meeting: count,
      title: localised,
      opensAt: instant,
      rules: floorRules,
      agenda,
    },
    { place: words },
  ),
  changeSitting: closed({ opensAt: instant, agenda, reason: text }, { place: words }),
  cancelSitting: closed({ reason: text }),
  registerPresence: closed({ members: listOf(id), present: truth }),
  openSitting: closed({}),
  takeUp: closed({ item: id }, { paragraph: pid, amendment, division }),
  askForFloor: closed({ member: id, kind: oneOf(FLOOR_KINDS) }, { group: id, side: oneOf(MOTION_SIDES) }),
  withdrawRequest: closed({ request: numbered('q') }),
  setSpeakersList: closed({ open: truth }),
  giveFloor: closed({ request: numbered('q') }, { reason: text }),
  endSpeech: closed({ request: numbered('q') }),
  extendTime: closed({ request: numbered('q'), seconds }),
  raisePointOfOrder: closed({ text }),
  rulePoint: closed({ point: numbered('o'), upheld: truth, words: text }),
  appealRuling: closed({ point: numbered('o') }),
  moveMotion: closed({ kind: oneOf(MOTION_KINDS), reason: text }),
  withdrawMotion: closed({ motion: numbered('m') }),
  askObjections: closed({ motion: numbered('m') }),
  objectToMotion: closed({ motion: numbered('m') }),
  carryMotion: closed({ motion: numbered('m') }),
  putMotion: closed({ motion: numbered('m') }),
  castVote: closed({ vote: numbered('v'), choice: oneOf(BALLOT_CHOICES) }),
  closeVote: closed({ vote: numbered('v') }),
  suspendSitting: closed({}),
  resumeSitting: closed({}),
  adjournSitting: closed({}),
  announceConsultation: closed(
    {
      id,
      deliberation: id,
      textHash: hash,
      title: inSomeLanguages,
      opensAt: instant,
      closesAt: instant,
      audience: oneOf(CONSULTATION_AUDIENCES),
      languages: listOf(language),
      questions: listOf(inSomeLanguages),
      charactersMin: count,
    },
    { description: inSomeLanguages, proof: oneOf(ASKED_PROOFS) },
  ),
  extendConsultation: closed({ until: instant, reason: text }),
  fileComment: closed(
    { about: subject, kind: oneOf(COMMENT_KINDS), lang: language, naming: oneOf(COMMENT_NAMINGS) },
    { question: count, unproven: (value) => value === true },
  ),
  supportComment: closed({ comment }),
  replyToComment: closed({ comment, words: text }),
  groupComments: closed({ comments: listOf(comment), theme: either(nothing, words) }),
  disposeComments: closed(
    { comments: listOf(comment), disposition: oneOf(DISPOSITIONS), reason: text },
    { duplicateOf: comment, paragraph: pid, amendment },
  ),
  makeCommentOwn: closed({ comment, amendment }),
  moderateComment: closed(
    { comment, ground: either(nothing, oneOf(HIDING_GROUNDS)), reason: text },
    { final: (value) => value === true },
  ),
  appealComment: closed({ comment }),
  eraseComment: closed({ comment }, { reason: text }),
  completeConsultation: closed({}),
};

/** Form of the words of a comment, as they are kept beside the record. */
export const WORDS_FORM: Form = closed({ text }, { proposal: text, author: text, onBehalfOf: text });

/** Form of the registered documents that an event of the body names. */
export const REGISTERED_FORM: Form = listOf(
  closed({ symbol: words, kind: oneOf(REGISTERED_KINDS), deliberation: id, reference: id, lang: language }),
);
