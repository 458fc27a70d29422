import {
  countedSeconds,
  countingOf,
  parseInstant,
  parseRule,
  type ActType,
  type PlenaryAct,
  type PlenaryEvent,
  type TextEffect,
} from '@plenary/consensus';
import { ACT_FORMS, isJson, type Json } from './act-forms.ts';
import { Failed } from './report.ts';

/** The fields of the act that brings about a payload at an instant. */
type Fields = (payload: Json, at: string) => Json;

/** The act says these fields of the payload; the rules add the others. */
const said =
  (...fields: readonly string[]): Fields =>
  (payload) =>
    Object.fromEntries(
      fields.filter((field) => Object.hasOwn(payload, field)).map((field) => [field, payload[field]]),
    );

/** Whole seconds from one instant to a later one; anything else is no time that was announced. */
const seconds = (from: string, to: unknown): number | null => {
  const [start, end] = [parseInstant(from), typeof to === 'string' ? parseInstant(to) : undefined];
  return start === undefined || end === undefined ? null : (end - start) / 1_000;
};

/** The same, counted as the rule counts them: days of rest may be left out. */
const countedBy = (rule: unknown, from: string, to: unknown): number | null => {
  const plain = seconds(from, to);
  const read = parseRule(rule);
  return plain === null || typeof to !== 'string' || !read.ok
    ? plain
    : countedSeconds(from, to, countingOf(read.rule));
};

const withoutIds = (paragraphs: unknown): unknown =>
  Array.isArray(paragraphs)
    ? paragraphs.map((paragraph: unknown) => {
        if (!isJson(paragraph)) return paragraph;
        const { pid: _, ...rest } = paragraph;
        return rest;
      })
    : paragraphs;

/** Paragraphs as the act named them: by where new ones came from, the others by their ids. */
const withSources = (paragraphs: unknown, sources: unknown): unknown => {
  const given = new Map(
    (Array.isArray(sources) ? sources : []).flatMap((one: unknown): (readonly [unknown, unknown])[] =>
      isJson(one) ? [[one['pid'], one['source']]] : [],
    ),
  );
  return Array.isArray(paragraphs)
    ? paragraphs.map((paragraph: unknown) => {
        if (!isJson(paragraph)) return paragraph;
        const { pid, ...rest } = paragraph;
        return { ...rest, source: given.get(pid) ?? pid };
      })
    : paragraphs;
};

/** Changes of an amendment as they were handed in: what it brings is called by the id that it was given. */
const asHandedIn = (changes: unknown): unknown =>
  Array.isArray(changes)
    ? changes.map((change: unknown) => {
        if (!isJson(change) || !Object.hasOwn(change, 'pid')) return change;
        const { pid, ...rest } = change;
        return { ...rest, name: pid };
      })
    : changes;

const stanceOn = said('item', 'stance', 'reason', 'textHash', 'conditional');

type ActEvent = Exclude<
  PlenaryEvent['type'],
  'deliberationListed' | 'sittingListed' | 'consultationListed' | 'documentsRegistered' | TextEffect['type']
>;

/** Event → the act that brings it about; an event without one does not compile. */
const ACTS: { readonly [E in ActEvent]: readonly [ActType, Fields] } = {
  bodyFounded: ['foundBody', said('id', 'names', 'exercise', 'rules', 'defaultRule')],
  membersAdmitted: ['admitMembers', said('members')],
  attributesChanged: ['changeAttributes', said('members', 'from', 'source')],
  groupDeclared: ['declareGroup', said('group')],
  ruleProposed: [
    'proposeRule',
    ({ rule, objectionsUntil }, at) => ({ rule, objectionSeconds: seconds(at, objectionsUntil) }),
  ],
  ruleObjected: ['objectToRule', said('rule', 'reason')],
  ruleAdopted: ['adoptRule', said('rule')],
  ruleRejected: ['rejectRule', said('rule')],
  symbolSchemeSet: ['setSymbolScheme', said('scheme')],
  windowDaysSet: ['setWindowDays', said('days')],
  documentIssued: ['issueDocument', said('kind', 'about', 'lang', 'title', 'words', 'corrects')],
  translationFiled: ['fileTranslation', said('symbol', 'lang', 'official', 'paragraphs')],
  renditionSet: ['setRendition', said('symbol', 'lang', 'status')],
  organizationListed: [
    'listOrganization',
    ({ organization, findings, until, objectionsUntil }, at) => ({
      organization,
      findings,
      until,
      objectionSeconds: seconds(at, objectionsUntil),
    }),
  ],
  organizationObjected: ['objectToOrganization', said('organization', 'reason')],
  organizationObjectionWithdrawn: ['withdrawOrganizationObjection', said('organization')],
  organizationAccredited: ['accreditOrganization', said('organization')],
  organizationDeclined: ['declineOrganization', said('organization', 'reason')],
  accreditationWithdrawn: ['endAccreditation', said('organization', 'reason')],
  accreditationExpired: ['expireAccreditation', said('organization')],
  deliberationOpened: ['openDeliberation', said('id', 'title')],
  textImported: [
    'importText',
    ({ symbol, lang, paragraphs, hash }) => ({ symbol, lang, paragraphs: withoutIds(paragraphs), hash }),
  ],
  positionStated: ['statePosition', stanceOn],
  positionWithdrawn: ['withdrawPosition', said('item')],
  soundingGiven: ['giveSounding', stanceOn],
  groupPositionStated: [
    'stateGroupPosition',
    said('group', 'item', 'stance', 'reason', 'textHash', 'conditional'),
  ],
  alignedWithStatement: ['alignWithStatement', said('statement')],
  dissociatedFromStatement: ['dissociateFromStatement', said('statement')],
  paragraphAgreedAdRef: ['agreeAdRef', said('pid')],
  paragraphReopened: ['reopenParagraph', said('pid', 'reason')],
  paragraphsDeferred: ['deferParagraphs', said('paragraphs', 'waitsFor')],
  paragraphsReleased: ['releaseParagraphs', said('pid', 'reason')],
  deletionProposed: [
    'proposeDeletion',
    ({ pid, reason, objectionsUntil }, at) => ({
      pid,
      reason,
      objectionSeconds: seconds(at, objectionsUntil),
    }),
  ],
  deletionObjected: ['objectToDeletion', said('pid', 'reason')],
  paragraphDeleted: ['deleteParagraph', said('pid')],
  adoptionProposed: [
    'proposeAdoption',
    ({ rule, objectionsUntil, ...payload }, at) => ({
      ...said('item')(payload, at),
      rule: isJson(rule) ? rule['id'] : rule,
      objectionSeconds: countedBy(rule, at, objectionsUntil),
    }),
  ],
  objected: ['object', said('reason', 'paragraphs', 'decision')],
  silenceExtended: ['extendSilence', said('until', 'reason', 'decision')],
  silenceEnded: ['endSilence', said('decision')],
  objectionWithdrawn: ['withdrawObjection', said('decision')],
  ballotOpened: [
    'putToBallot',
    (payload, at) => ({
      ...said('manner', 'decision')(payload, at),
      openSeconds: seconds(at, payload['closesAt']),
    }),
  ],
  ballotCast: ['castBallot', said('choice', 'decision')],
  handsEntered: ['enterHands', said('for', 'against', 'abstain', 'decision')],
  ballotClosed: ['closeBallot', said('decision')],
  textAdopted: ['adopt', said('decision')],
  adoptionRejected: ['reject', said('note', 'decision')],
  proposalWithdrawn: ['withdrawProposal', said('note', 'decision')],
  explained: ['explain', said('kind', 'text', 'lang', 'paragraphs', 'decision', 'prepared')],
  statementPrepared: ['prepareStatement', said('id', 'kind', 'text', 'lang', 'paragraphs')],
  statementDiscarded: ['discardStatement', said('id')],
  documentOpened: [
    'openDocument',
    ({ document }) =>
      isJson(document) ? said('id', 'kind', 'lang', 'title', 'readers')(document, '') : { document },
  ],
  documentShared: [
    'shareDocument',
    ({ document, member }) => ({ document: isJson(document) ? document['id'] : document, member }),
  ],
  documentUnshared: ['unshareDocument', said('document', 'member')],
  documentClosed: ['closeDocument', said('document')],
  draftTabled: ['markTabled', said('document', 'amendment')],
  paragraphOpened: ['openParagraph', said('paragraph', 'members')],
  paragraphClosed: ['closeParagraph', said('paragraph')],
  bracketHeld: ['holdBracket', said('document', 'bracket', 'stand', 'action')],
  bracketReleased: ['releaseBracket', said('document', 'bracket')],
  revisionIssued: [
    'issueRevision',
    (payload) => ({
      ...said('symbol', 'lang', 'hash', 'document', 'moment')(payload, ''),
      paragraphs: withSources(payload['paragraphs'], payload['sources']),
    }),
  ],
  amendmentSubmitted: [
    'submitAmendment',
    ({ amendment }) =>
      isJson(amendment)
        ? {
            ...said('reason', 'textHash', 'amends', 'needs', 'excludes')(amendment, ''),
            ...(amendment['oral'] === true ? said('sponsors')(amendment, '') : {}),
            // The act names the group; the rules add the members that it has.
            ...(isJson(amendment['onBehalfOf']) ? { onBehalfOf: amendment['onBehalfOf']['group'] } : {}),
            changes: asHandedIn(amendment['changes']),
          }
        : { amendment },
  ],
  amendmentCoSponsored: ['coSponsorAmendment', said('amendment')],
  sponsorsLeft: ['leaveSponsors', said('amendment')],
  amendmentWithdrawn: ['withdrawAmendment', said('amendment')],
  amendmentTakenOver: ['takeOverAmendment', said('amendment')],
  amendmentRevised: [
    'reviseAmendment',
    ({ changes, ...payload }) => ({
      ...said('amendment', 'reason', 'textHash')(payload, ''),
      changes: asHandedIn(changes),
    }),
  ],
  amendmentAccepted: [
    'acceptAmendment',
    // What was taken in before AMP-33 is held to what was asked then.
    ({ amendment, inTurn }) => (inTurn === true ? { amendment } : { amendment, inTurn: false }),
  ],
  amendmentAdopted: ['adopt', said()],
  orderRuled: ['ruleOrder', said('amendments', 'reason')],
  divisionRequested: [
    'requestDivision',
    ({ division }) =>
      isJson(division)
        ? { ...said('item', 'reason', 'textHash')(division, ''), parts: division['asked'] }
        : { division },
  ],
  divisionWithdrawn: ['withdrawDivision', said('division')],
  textSponsorsNamed: ['nameSponsors', said('main', 'coSponsors')],
  textCoSponsored: ['coSponsorText', said()],
  textSponsorLeft: ['leaveTextSponsors', said()],
  textWithdrawn: ['withdrawText', said('reason')],
  textReintroduced: ['reintroduceText', said()],
  divisionCarried: ['adopt', said()],
  divisionLost: ['reject', said('note')],
  partDecided: ['adopt', said()],
  submissionClosing: ['closeSubmission', said('until')],
  packageKept: ['keepPackage', said('title', 'note', 'rule', 'textHash', 'choices', 'amendments')],
  packageAnnotated: ['annotatePackage', said('package', 'note')],
  packageShared: [
    'sharePackage',
    ({ package: shared, members }) =>
      isJson(shared)
        ? { package: shared['id'], members, words: shared['words'] }
        : { package: shared, members },
  ],
  packageAnswered: ['answerPackage', said('package', 'stance', 'reason')],
  packageWithdrawn: ['withdrawPackage', said('package', 'reason')],
  conversationOpened: [
    'openConversation',
    ({ conversation }) => {
      if (!isJson(conversation)) return { conversation };
      const { id: _, ...frame } = conversation;
      return frame;
    },
  ],
  conversationClosed: ['closeConversation', said('conversation', 'reason')],
  votesEntered: ['enterVotes', said('conversation', 'from', 'upTo', 'hash')],
  sittingPlanned: [
    'planSitting',
    said('id', 'session', 'meeting', 'title', 'opensAt', 'place', 'rules', 'agenda'),
  ],
  sittingChanged: ['changeSitting', said('opensAt', 'place', 'agenda', 'reason')],
  sittingCancelled: ['cancelSitting', said('reason')],
  presenceRegistered: ['registerPresence', said('members', 'present')],
  sittingOpened: ['openSitting', said()],
  takenUp: ['takeUp', said('item', 'paragraph', 'amendment', 'division')],
  floorAsked: ['askForFloor', said('member', 'kind', 'group', 'side')],
  requestWithdrawn: ['withdrawRequest', said('request')],
  speakersListSet: ['setSpeakersList', said('open')],
  floorGiven: ['giveFloor', said('request', 'reason')],
  speechEnded: ['endSpeech', said('request')],
  timeExtended: ['extendTime', said('request', 'seconds')],
  pointOfOrderRaised: ['raisePointOfOrder', said('text')],
  pointRuled: ['rulePoint', said('point', 'upheld', 'words')],
  rulingAppealed: ['appealRuling', said('point')],
  motionMoved: ['moveMotion', said('kind', 'reason')],
  motionWithdrawn: ['withdrawMotion', said('motion')],
  objectionsAsked: ['askObjections', said('motion')],
  motionObjected: ['objectToMotion', said('motion')],
  motionCarried: ['carryMotion', said('motion')],
  motionPut: ['putMotion', said('motion')],
  voteCast: ['castVote', said('vote', 'choice')],
  voteClosed: ['closeVote', said('vote')],
  sittingSuspended: ['suspendSitting', said()],
  sittingResumed: ['resumeSitting', said()],
  sittingAdjourned: ['adjournSitting', said()],
  consultationAnnounced: [
    'announceConsultation',
    ({ text, ...payload }) => ({
      ...said('id', 'deliberation', 'title', 'opensAt', 'closesAt', 'audience')(payload, ''),
      ...said('languages', 'questions', 'description', 'charactersMin', 'proof')(payload, ''),
      textHash: isJson(text) ? text['hash'] : text,
    }),
  ],
  consultationExtended: ['extendConsultation', said('until', 'reason')],
  commentFiled: ['fileComment', said('about', 'kind', 'lang', 'question', 'naming', 'unproven')],
  commentSupported: ['supportComment', said('comment')],
  commentAnswered: ['replyToComment', said('comment', 'words')],
  commentsGrouped: ['groupComments', said('comments', 'theme')],
  commentsDisposed: [
    'disposeComments',
    said('comments', 'disposition', 'reason', 'duplicateOf', 'paragraph', 'amendment'),
  ],
  commentMadeOwn: ['makeCommentOwn', said('comment', 'amendment')],
  commentModerated: ['moderateComment', said('comment', 'ground', 'reason', 'final')],
  commentAppealed: ['appealComment', said('comment')],
  commentErased: ['eraseComment', said('comment', 'reason')],
  consultationProcessed: ['completeConsultation', said()],
};

/** What was moved from the floor was entered by those who conduct, with its sponsors; nothing else tells the two acts apart. */
const isOral = (payload: unknown): boolean =>
  isJson(payload) && isJson(payload['amendment']) && payload['amendment']['oral'] === true;

/** A part that was rejected was so by another act than one that stays. */
const isRejectedPart = (payload: unknown): boolean => isJson(payload) && payload['outcome'] === 'rejected';

const actBehind = (type: ActEvent, payload: unknown): readonly [ActType, Fields] => {
  const [usual, fields] = ACTS[type];
  if (type === 'amendmentSubmitted' && isOral(payload)) return ['enterOralAmendment', fields];
  return type === 'partDecided' && isRejectedPart(payload) ? ['reject', said('note')] : [usual, fields];
};

const isActEvent = (type: string): type is ActEvent => Object.hasOwn(ACTS, type);

/**
 * The act of which an event of this type with this payload would be the trace, in the form in which acts arrive. What
 * the payload says beyond it is not read here: it must be what the rules bring about.
 * @throws Failed for an unknown type, or a payload from which no act can be read
 */
export const actOf = (type: string, payload: unknown, at: string): PlenaryAct => {
  if (!isActEvent(type)) throw new Failed({ problem: 'type', type });
  const [actType, fields] = actBehind(type, payload);
  const act = isJson(payload) ? fields(payload, at) : undefined;
  if (act === undefined || !ACT_FORMS[actType](act)) throw new Failed({ problem: 'payload', type });
  // Its form was met just above; rules of decision inside it are read when it is admitted.
  return { type: actType, ...act } as PlenaryAct;
};
