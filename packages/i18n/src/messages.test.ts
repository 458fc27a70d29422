import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as consensus from '../../consensus/src/index.ts';
import { SERVICE_ERRORS } from '../../protocol/src/index.ts';
import { parseText } from '../../text/src/index.ts';
import { LANGS, type Lang } from './languages.ts';
import { NAMESPACES, type Namespace } from './namespaces.ts';
import { sentence, type Messages } from './sentence.ts';

const FOLDER = new URL('../messages/', import.meta.url);
const read = (lang: Lang, namespace: Namespace): Messages =>
  JSON.parse(readFileSync(new URL(`${lang}/${namespace}.json`, FOLDER), 'utf8')) as Messages;

/** Facts that a sentence uses. */
const used = (words: string): string[] => [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');

test('[LNG-8] every language has a file for each namespace and no other', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual([...LANGS].toSorted());
  for (const lang of LANGS)
    expect(readdirSync(new URL(`${lang}/`, FOLDER)).toSorted()).toEqual(
      NAMESPACES.map((namespace) => `${namespace}.json`).toSorted(),
    );
});

/** Codes of @plenary/text are not listed in one place: these are the texts that bring each of them about. */
const UNREADABLE = [
  '',
  'a\u0000b',
  '\ufffd',
  'x '.repeat(1_000_001),
  'x'.repeat(20_001),
  'x\n\n'.repeat(2_001),
];

const errorFacts: Readonly<Record<string, readonly string[]>> = {
  ...consensus.REFUSAL_CODES,
  ...Object.fromEntries(Object.entries(SERVICE_ERRORS).map(([code, { facts }]) => [code, facts])),
  ...Object.fromEntries(
    UNREADABLE.map((text) => {
      const parsed = parseText(text);
      if (parsed.ok) throw new Error(`a text that should not be readable was read: ${text.slice(0, 20)}`);
      return [parsed.refusal.code, Object.keys(parsed.refusal.facts)];
    }),
  ),
};

describe.each(LANGS)('the messages in %s', (lang) => {
  test('[LNG-9] every refusal has a sentence whose facts the code has', () => {
    const errors = read(lang, 'errors');
    expect(Object.keys(errors).toSorted()).toEqual(['unknown', ...Object.keys(errorFacts)].toSorted());
    for (const [code, facts] of Object.entries(errorFacts)) {
      const words = sentence(errors, code, {}, lang) ?? '';
      for (const name of used(words)) expect(facts, `${code}: ${words}`).toContain(name);
    }
  });

  test('[LNG-9] everything that a rule can miss has a sentence with facts that are always there', () => {
    const missing = read(lang, 'missing');
    for (const [code, facts] of Object.entries(consensus.MISSING_FACTS)) {
      const all: readonly string[] = facts;
      for (const count of [0, 1, 2, 3, 11, 100, 1_000_000]) {
        const counted = all.includes('count') ? { count } : {};
        const words = sentence(missing, code, counted, lang);
        expect(words, code).toBeDefined();
        for (const name of used(words ?? '')) expect(all, `${code}: ${words ?? ''}`).toContain(name);
      }
    }
  });

  test('[LNG-9] every word of the closed lists has its own word', () => {
    const vocabulary = read(lang, 'vocabulary');
    const lists: Readonly<Record<string, readonly string[]>> = {
      stance: consensus.SHOWN_STANCES,
      ballot: consensus.BALLOT_POSITIONS,
      set: consensus.RULE_SETS,
      kind: consensus.PARAGRAPH_KINDS,
      status: consensus.PARAGRAPH_STATUSES,
      phase: consensus.DELIBERATION_PHASES,
      itemState: consensus.ITEM_STATES,
      explanation: consensus.EXPLANATION_KINDS,
      class: consensus.STAKEHOLDER_CLASSES,
      groupKind: consensus.GROUP_KINDS,
      actor: consensus.ACTOR_KINDS,
      role: ['member', 'observer'],
      method: consensus.DECISION_METHODS,
      outcome: ['open', ...consensus.DECISION_OUTCOMES],
      ruleOutcome: consensus.RULE_OUTCOMES,
      expected: consensus.EXPECTED,
      documentKind: consensus.REGISTERED_KINDS,
      rendition: consensus.RENDITION_STATUSES,
      amendmentState: consensus.AMENDMENT_STATES,
      lapseCause: consensus.LAPSE_CAUSES,
      ballotManner: consensus.BALLOT_MANNERS,
      sittingPhase: consensus.SITTING_PHASES,
      floorKind: consensus.FLOOR_KINDS,
      motion: consensus.MOTION_KINDS,
      motionSide: consensus.MOTION_SIDES,
      motionFate: consensus.MOTION_FATES,
      debate: consensus.DEBATE_STATES,
      consultationPhase: consensus.CONSULTATION_PHASES,
      consultationAudience: consensus.CONSULTATION_AUDIENCES,
      commentKind: consensus.COMMENT_KINDS,
      commentNaming: consensus.COMMENT_NAMINGS,
      disposition: ['waiting', ...consensus.DISPOSITIONS],
      hidingGround: consensus.HIDING_GROUNDS,
      askedProof: ['either', ...consensus.ASKED_PROOFS],
    };
    for (const [list, words] of Object.entries(lists))
      for (const word of words)
        expect(sentence(vocabulary, `${list}.${word}`, {}, lang), `${list}.${word}`).toBeDefined();
  });

  test('[LNG-9] every act has a name, and every event a word and a sentence', () => {
    const acts = read(lang, 'acts');
    for (const act of consensus.ACT_TYPES) expect(sentence(acts, `name.${act}`, {}, lang), act).toBeDefined();
    for (const event of EVENT_TYPES)
      for (const part of ['event', 'sentence'])
        expect(sentence(acts, `${part}.${event}`, { count: 193 }, lang), `${part}.${event}`).toBeDefined();
  });
});

/** Kept whole by the compiler: a type of event that is not here does not compile. */
const EVENTS: Readonly<Record<consensus.PlenaryEvent['type'], true>> = {
  bodyFounded: true,
  organizationListed: true,
  organizationObjected: true,
  organizationObjectionWithdrawn: true,
  organizationAccredited: true,
  organizationDeclined: true,
  accreditationWithdrawn: true,
  accreditationExpired: true,
  packageKept: true,
  packageShared: true,
  packageAnswered: true,
  packageAnnotated: true,
  packageWithdrawn: true,
  conversationOpened: true,
  conversationClosed: true,
  votesEntered: true,
  membersAdmitted: true,
  attributesChanged: true,
  groupDeclared: true,
  ruleProposed: true,
  ruleObjected: true,
  ruleAdopted: true,
  ruleRejected: true,
  deliberationListed: true,
  sittingListed: true,
  symbolSchemeSet: true,
  windowDaysSet: true,
  documentsRegistered: true,
  documentIssued: true,
  renditionSet: true,
  translationFiled: true,
  deliberationOpened: true,
  textImported: true,
  positionStated: true,
  soundingGiven: true,
  positionWithdrawn: true,
  groupPositionStated: true,
  alignedWithStatement: true,
  dissociatedFromStatement: true,
  paragraphAgreedAdRef: true,
  paragraphReopened: true,
  paragraphsDeferred: true,
  paragraphsReleased: true,
  deletionProposed: true,
  deletionObjected: true,
  paragraphDeleted: true,
  adoptionProposed: true,
  objected: true,
  objectionWithdrawn: true,
  silenceExtended: true,
  silenceEnded: true,
  handsEntered: true,
  ballotOpened: true,
  ballotCast: true,
  ballotClosed: true,
  textAdopted: true,
  adoptionRejected: true,
  proposalWithdrawn: true,
  textBarred: true,
  competenceQuestioned: true,
  competenceSettled: true,
  textReconsidered: true,
  debateClosed: true,
  debateReopened: true,
  takenUpInSession: true,
  barLifted: true,
  explained: true,
  statementPrepared: true,
  statementDiscarded: true,
  documentOpened: true,
  documentShared: true,
  documentUnshared: true,
  documentClosed: true,
  draftTabled: true,
  paragraphOpened: true,
  paragraphClosed: true,
  bracketHeld: true,
  bracketReleased: true,
  revisionIssued: true,
  amendmentSubmitted: true,
  amendmentCoSponsored: true,
  sponsorsLeft: true,
  amendmentWithdrawn: true,
  amendmentTakenOver: true,
  amendmentRevised: true,
  amendmentAccepted: true,
  amendmentAdopted: true,
  orderRuled: true,
  submissionClosing: true,
  divisionRequested: true,
  divisionWithdrawn: true,
  textSponsorsNamed: true,
  textCoSponsored: true,
  textSponsorLeft: true,
  textWithdrawn: true,
  textReintroduced: true,
  divisionCarried: true,
  divisionLost: true,
  partDecided: true,
  sittingPlanned: true,
  sittingChanged: true,
  sittingCancelled: true,
  presenceRegistered: true,
  sittingOpened: true,
  takenUp: true,
  floorAsked: true,
  requestWithdrawn: true,
  speakersListSet: true,
  floorGiven: true,
  speechEnded: true,
  timeExtended: true,
  pointOfOrderRaised: true,
  pointRuled: true,
  rulingAppealed: true,
  motionMoved: true,
  motionWithdrawn: true,
  objectionsAsked: true,
  motionObjected: true,
  motionCarried: true,
  motionPut: true,
  voteCast: true,
  voteClosed: true,
  sittingSuspended: true,
  sittingResumed: true,
  sittingAdjourned: true,
  consultationListed: true,
  consultationAnnounced: true,
  consultationExtended: true,
  commentFiled: true,
  commentSupported: true,
  commentAnswered: true,
  commentsGrouped: true,
  commentsDisposed: true,
  commentMadeOwn: true,
  commentModerated: true,
  commentAppealed: true,
  commentErased: true,
  consultationProcessed: true,
};
const EVENT_TYPES = Object.keys(EVENTS);
