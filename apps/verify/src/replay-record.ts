import {
  admitBody,
  admitConsultation,
  admitDeliberation,
  admitSitting,
  documentsOf,
  BODY_ACT_TYPES,
  CONSULTATION_ACT_TYPES,
  evolveBody,
  evolveConsultation,
  evolveDeliberation,
  evolveSitting,
  IN_ORDER,
  isOfEdition,
  listConsultation,
  listDeliberation,
  listSitting,
  motionEffect,
  registerDocuments,
  SITTING_ACT_TYPES,
  RULES_EDITION,
  takenUpEffect,
  TEXT_EFFECT_TYPES,
  textConcerned,
  textsTouched,
  type Actor,
  type Admission,
  type BodyAct,
  type BodyEvent,
  type BodyState,
  type ConsultationAct,
  type ConsultationState,
  type DeliberationAct,
  type DeliberationEvent,
  type DeliberationState,
  type DocumentToRegister,
  type Fact,
  type PlenaryAct,
  type PlenaryEvent,
  type Recorded,
  type RegisteredDocument,
  type Refusal,
  type SittingAct,
  type SittingState,
  type TextEffect,
} from '@plenary/consensus';
import { canonicalJson, type ExportedEntry, type RecordExport } from '@plenary/ledger';
import { TEXTS } from '@plenary/tabling';
import { isJson, REGISTERED_FORM } from './act-forms.ts';
import { actOf } from './act-of.ts';
import { actorOf } from './actor-of.ts';
import { checkWords, committedIn } from './check-words.ts';
import { placeOf } from './place-of.ts';
import { Failed, type Facts } from './report.ts';
import { walk, type OnProgress } from './walk.ts';

/** The states that a record leads to, and what was found on the way. */
export interface Replay {
  readonly body: BodyState;
  readonly state: DeliberationState;
  /** Sittings of the record, by their streams. */
  readonly sittings: ReadonlyMap<string, SittingState>;
  /** Consultations of the record, by their streams. */
  readonly consultations: ReadonlyMap<string, ConsultationState>;
  /** Events replayed; fewer than there are when a decision was found wrong. */
  readonly events: number;
  /** Recorded results computed again. */
  readonly decisions: number;
  /** VER-9: the first decision that comes out otherwise. What follows from it is not replayed. */
  readonly decisionFault?: Facts;
}

/** A recorded tally or outcome is not what the rule gives. */
class WrongDecision extends Failed {}

const isSittingAct = (act: PlenaryAct): act is SittingAct =>
  SITTING_ACT_TYPES.some((type) => type === act.type);
const isConsultationAct = (act: PlenaryAct): act is ConsultationAct =>
  CONSULTATION_ACT_TYPES.some((type) => type === act.type);
const isDeliberationAct = (act: PlenaryAct): act is DeliberationAct =>
  !isBodyAct(act) && !isSittingAct(act) && !isConsultationAct(act);
const isBodyAct = (act: PlenaryAct): act is BodyAct => BODY_ACT_TYPES.some((type) => type === act.type);

/** Refusals by which the rules say that an outcome is not the one recorded. */
const WRONG_OUTCOME: Readonly<Record<string, readonly string[]>> = {
  textAdopted: ['adoption.notPassed'],
  amendmentAdopted: ['adoption.notPassed'],
  divisionCarried: ['adoption.notPassed'],
  partDecided: ['adoption.notPassed', 'rejection.passed'],
  adoptionRejected: ['rejection.passed'],
  divisionLost: ['rejection.passed'],
};
const JUDGED: readonly string[] = [
  'ballotClosed',
  'silenceEnded',
  'textAdopted',
  'amendmentAdopted',
  'adoptionRejected',
  'divisionCarried',
  'divisionLost',
  'partDecided',
  'voteClosed',
];

/** What is computed for an event, beside the act that it is the trace of, and the problem that another value is. */
const COMPUTED: Readonly<Record<string, string>> = {
  result: 'result',
  equalVoice: 'tally',
  broken: 'silence',
  broke: 'silence',
  silent: 'silence',
  reopened: 'silence',
};

const refusedAs = (type: string, { code }: Refusal): Failed =>
  WRONG_OUTCOME[type]?.includes(code) === true
    ? new WrongDecision({ problem: 'outcome', code })
    : new Failed({ problem: 'refused', code });

/** Where a judged event differs only in what was computed, the decision is wrong, and not the event unlawful. */
const differs = (type: string, fact: unknown, payload: unknown): Failed => {
  if (JUDGED.includes(type) && isJson(fact) && isJson(payload)) {
    for (const [computed, problem] of Object.entries(COMPUTED))
      if (canonicalJson(fact[computed] ?? null) !== canonicalJson(payload[computed] ?? null))
        return new WrongDecision({ problem });
  }
  return new Failed({ problem: 'differs' });
};

/**
 * ACT-80: what the rules add to an event since their second edition. A record that was made before has none of it, and the
 * rules of that time are asked of what follows.
 */
const ADDED_LATER: Readonly<Record<string, readonly string[]>> = {
  adoptionProposed: ['edition'],
  deletionProposed: ['edition'],
  sittingPlanned: ['edition'],
  motionPut: ['roll'],
  rulingAppealed: ['roll'],
};

/** Events that say the edition of the rules, and the first edition that an event named. */
const SAYS_EDITION: readonly string[] = ['adoptionProposed', 'deletionProposed', 'sittingPlanned'];
const FIRST_NAMED = 2;
/** ACT-145: from this edition on nothing is begun under an earlier one than was named before. */
const FIRST_KEPT = 4;

/** The edition that a payload names, where it is one that was in force before the present one. */
const earlierEdition = (payload: unknown): number | undefined => {
  const edition = isJson(payload) ? payload['edition'] : undefined;
  const isEarlier = typeof edition === 'number' && Number.isSafeInteger(edition) && edition < RULES_EDITION;
  return isEarlier && edition >= FIRST_NAMED ? edition : undefined;
};

/** ACT-80: the edition under which an act is judged that depends on it: the one that its event names, or the first. */
const judgedUnder = ({ envelope, payload }: ExportedEntry): { readonly edition?: number } =>
  envelope.type === 'deletionProposed' && !(isJson(payload) && payload['edition'] === RULES_EDITION)
    ? { edition: earlierEdition(payload) ?? 1 }
    : {};

/** ACT-145: the highest edition named so far, with this event. @throws Failed where the rules went back to an earlier one */
const editionAfter = (highest: number, { envelope, payload }: ExportedEntry): number => {
  if (!SAYS_EDITION.includes(envelope.type)) return highest;
  const named = isJson(payload) && typeof payload['edition'] === 'number' ? payload['edition'] : 1;
  if (highest >= FIRST_KEPT && named < highest) throw new Failed({ problem: 'edition', edition: named });
  return Math.max(highest, named);
};

/** The event as the rules of its time brought it about: of its edition, and without what its payload does not yet have. */
const ofItsTime = <E extends PlenaryEvent>(current: Fact<E>, payload: unknown): Fact<E> => {
  const edition = SAYS_EDITION.includes(current.type) ? earlierEdition(payload) : undefined;
  const fact = edition === undefined ? current : { ...current, payload: { ...current.payload, edition } };
  const lacking = isJson(payload)
    ? (ADDED_LATER[fact.type] ?? []).filter((field) => !Object.hasOwn(payload, field))
    : [];
  if (lacking.length === 0) return fact;
  const copy: Fact<E> = structuredClone(fact);
  // Each of these fields is an optional one of its event.
  for (const field of lacking) Reflect.deleteProperty(copy.payload, field);
  return copy;
};

/** VER-6: the one event that the rules bring about, which must be the one recorded in every word. */
const lawful = <E extends PlenaryEvent>(
  admission: Admission<E>,
  { envelope, payload }: ExportedEntry,
): Fact<E> => {
  const { type, audience } = envelope;
  if (!admission.admitted) throw refusedAs(type, admission.refusal);
  const [admitted, ...more] = admission.events;
  if (admitted === undefined || more.length > 0 || admitted.type !== type)
    throw new Failed({ problem: 'differs' });
  const fact = ofItsTime(admitted, payload);
  if (fact.audience !== audience) throw new Failed({ problem: 'audience', audience });
  if (canonicalJson(fact.payload) !== canonicalJson(payload)) throw differs(type, fact.payload, payload);
  return fact;
};

const recorded = <E extends PlenaryEvent>(
  fact: Fact<E>,
  { envelope: { stream, version, at } }: ExportedEntry,
  actor: Actor,
): Recorded<E> => ({ ...fact, stream, version, at, actor });

/** What the body says when something begins in another stream of it. */
const LISTED: Readonly<
  Partial<
    Record<
      string,
      {
        readonly named: string;
        readonly list: (body: BodyState, id: string) => Admission<BodyEvent>;
      }
    >
  >
> = {
  deliberationListed: { named: 'deliberation', list: listDeliberation },
  sittingListed: { named: 'sitting', list: listSitting },
  consultationListed: { named: 'consultation', list: listConsultation },
};

const isRegistered = (documents: unknown): documents is readonly RegisteredDocument[] =>
  REGISTERED_FORM(documents);

/**
 * VER-13: registered documents of the deliberation that is verified are there, each with the symbol that it receives; of
 * those of others the symbols are checked alone, since their streams are not in the record.
 */
const toRegister = (
  payload: unknown,
  state: DeliberationState | undefined,
): readonly DocumentToRegister[] => {
  const documents = isJson(payload) ? payload['documents'] : undefined;
  if (!isRegistered(documents)) throw new Failed({ problem: 'payload', type: 'documentsRegistered' });
  const own = state === undefined ? [] : documentsOf(state);
  return documents.map((document) => {
    const { symbol, kind, deliberation, reference, lang } = document;
    const named = { kind, deliberation, reference, lang };
    const isText = kind === 'text' || kind === 'revision';
    if (deliberation !== state?.id) return isText ? { ...named, symbol } : named;
    const found = own.find((one) => one.kind === kind && one.reference === reference && one.lang === lang);
    if (found === undefined) throw new Failed({ problem: 'unknownDocument', symbol });
    return found;
  });
};

const nextBody = (
  body: BodyState | undefined,
  state: DeliberationState | undefined,
  entry: ExportedEntry,
): BodyState => {
  const { type, at, actor: json } = entry.envelope;
  const actor = actorOf(json);
  if (entry.salt === undefined) throw new Failed({ problem: 'withheld' });
  const evolved = (admission: Admission<BodyEvent>): BodyState =>
    evolveBody(body, recorded(lawful(admission, entry), entry, actor));
  const listed = LISTED[type];
  if (listed !== undefined) {
    const id = isJson(entry.payload) ? entry.payload[listed.named] : undefined;
    if (body === undefined || typeof id !== 'string') throw new Failed({ problem: 'payload', type });
    if (actor.kind !== 'secretariat' && actor.kind !== 'chair')
      throw new Failed({ problem: 'refused', code: 'actor.notConducting' });
    return evolved(listed.list(body, id));
  }
  if (type === 'documentsRegistered') {
    if (body === undefined) throw new Failed({ problem: 'noBody' });
    return evolved(registerDocuments(body, toRegister(entry.payload, state)));
  }
  const act = actOf(type, entry.payload, at);
  if (!isBodyAct(act)) throw new Failed({ problem: 'type', type });
  return evolved(admitBody(body, act, { at, actor, deliberation: state }));
};

const isMember = (body: BodyState, id: string): boolean =>
  Object.hasOwn(body.members, id) && body.members[id]?.role === 'member';

/** What an audience must be for an event to be withheld from others; `member` is the delegation of who acted, if any. */
type WithheldFor = (audience: string, member: string, body: BodyState) => boolean;
const isOwn: WithheldFor = (audience, member) => audience === `own:${member}`;
const isParty: WithheldFor = (audience, member) =>
  audience.startsWith('party:') && audience.slice('party:'.length).split('+').includes(member);
const isOfReaders: WithheldFor = (audience) => audience === 'members' || audience === 'observers';
const isOfConduct: WithheldFor = (audience) => audience === 'chair';
const isOfNamed: WithheldFor = (audience, _, body) => {
  const named = audience.startsWith('own:') ? audience.slice('own:'.length).split('+') : [];
  const inOrder = [...new Set(named)].toSorted();
  return named.length > 0 && named.join() === inOrder.join() && named.every((id) => isMember(body, id));
};

/** Who may have brought about an event that is withheld. */
type WithheldBy = 'binding' | 'delegate' | 'conducting';

/** Events that can be withheld: for whom, by which act, and by whom. */
const WITHHELD: Readonly<Record<string, readonly [WithheldFor, keyof typeof IN_ORDER, WithheldBy]>> = {
  soundingGiven: [isOwn, 'giveSounding', 'binding'],
  statementPrepared: [isParty, 'prepareStatement', 'delegate'],
  statementDiscarded: [isParty, 'discardStatement', 'delegate'],
  documentOpened: [isParty, 'openDocument', 'delegate'],
  documentShared: [isParty, 'shareDocument', 'binding'],
  documentUnshared: [isParty, 'unshareDocument', 'binding'],
  documentClosed: [isParty, 'closeDocument', 'binding'],
  draftTabled: [isParty, 'markTabled', 'binding'],
  bracketHeld: [isOfReaders, 'holdBracket', 'binding'],
  bracketReleased: [isOfReaders, 'releaseBracket', 'binding'],
  packageKept: [isOfConduct, 'keepPackage', 'conducting'],
  packageAnnotated: [isOfConduct, 'annotatePackage', 'conducting'],
  packageShared: [isOfNamed, 'sharePackage', 'conducting'],
  packageAnswered: [isOwn, 'answerPackage', 'binding'],
  packageWithdrawn: [
    (audience, member, body) => isOfConduct(audience, member, body) || isOfNamed(audience, member, body),
    'withdrawPackage',
    'conducting',
  ],
};

const mayHaveDone = (by: WithheldBy, actor: Actor, body: BodyState): boolean =>
  by === 'conducting'
    ? actor.kind === 'chair' || actor.kind === 'facilitator' || actor.kind === 'secretariat'
    : actor.kind === 'delegate' &&
      (by === 'delegate' || actor.mayBind === true) &&
      actor.member !== undefined &&
      isMember(body, actor.member);

/** Events that are about a text, which must be there. */
const ABOUT_TEXT: readonly string[] = ['soundingGiven', 'packageKept'];

/**
 * VER-7: withheld are soundings, statements in preparation, drafts of delegations with their parties, who stands behind brackets of a working text
 * that not everybody reads, and packages with those who conduct and the delegations that they name. None of it changes what
 * others see, so that what is known of it, who did it and when, is all that can be judged.
 */
const checkWithheld = (
  state: DeliberationState | undefined,
  body: BodyState,
  { envelope: { type, audience } }: ExportedEntry,
  actor: Actor,
): void => {
  const [isFor, act, by] = (Object.hasOwn(WITHHELD, type) ? WITHHELD[type] : undefined) ?? [];
  if (isFor === undefined || act === undefined || by === undefined) throw new Failed({ problem: 'withheld' });
  if (by !== 'conducting' && actor.member === undefined) throw new Failed({ problem: 'withheld' });
  if (!isFor(audience, actor.member ?? '', body)) throw new Failed({ problem: 'withheld' });
  const needsText = ABOUT_TEXT.includes(type) && state?.revision === undefined;
  if (!mayHaveDone(by, actor, body) || state === undefined || needsText || !IN_ORDER[act][state.phase])
    throw new Failed({ problem: 'refused', code: 'act.outOfOrder' });
};

/** The lot that an event says was drawn: what follows from it is asked of the rules. */
const drawnIn = (payload: unknown): { readonly lot?: number } =>
  isJson(payload) && typeof payload['lot'] === 'number' ? { lot: payload['lot'] } : {};

const isTextEffect = (type: string): boolean => TEXT_EFFECT_TYPES.some((one) => one === type);

/** VER-40: what an act of a sitting has yet to do to the text, and the place of that act. */
interface Awaited {
  readonly fact: Fact<TextEffect>;
  readonly act: ExportedEntry;
  /** Sittings of the first two editions were planned before motions had effects: there they may be missing. */
  readonly isDue: boolean;
}

/**
 * VER-40: what the act of a sitting brings about in the text of the record, in this order. An act that the rules would
 * have refused for its effect is none.
 */
const effectsAwaited = (
  before: SittingState | undefined,
  after: SittingState,
  text: DeliberationState | undefined,
  act: ExportedEntry,
): readonly Awaited[] => {
  const { at, stream, version, actor: json } = act.envelope;
  const isDue = isOfEdition(after, 3);
  const awaited: Awaited[] = [];
  let state = text;
  for (const { deliberation, motion } of textsTouched(before, after)) {
    if (state === undefined || deliberation !== state.id) continue;
    const effect = motion === undefined ? takenUpEffect(state, after) : motionEffect(state, after, motion);
    if (!effect.admitted) {
      if (isDue) throw refusedAs(act.envelope.type, effect.refusal);
      continue;
    }
    for (const fact of effect.events) {
      awaited.push({ fact, act, isDue });
      state = evolveDeliberation(state, { ...fact, stream, version, at, actor: actorOf(json) });
    }
  }
  return awaited;
};

const missing = ({ fact }: Awaited): Failed => new Failed({ problem: 'effect', type: fact.type });

/** What is still awaited once something else of the text, or of the sitting, comes. @throws Failed where an effect was due */
const stillAwaited = (
  awaited: readonly Awaited[],
  isOver: (stream: string) => boolean,
): readonly Awaited[] => {
  const over = awaited.filter(({ act }) => isOver(act.envelope.stream));
  const due = over.find(({ isDue }) => isDue);
  if (due !== undefined) throw missing(due);
  return over.length === 0 ? awaited : awaited.filter((one) => !over.includes(one));
};

/**
 * VER-40: an effect on the text is the one that comes next of an act of a sitting, by its actor and at its instant. It
 * stands in one transaction with that act, so that nothing else of the text or of that sitting comes between.
 */
const nextEffect = (
  state: DeliberationState | undefined,
  awaited: Awaited | undefined,
  entry: ExportedEntry,
): DeliberationState => {
  const { type, at, actor } = entry.envelope;
  if (state === undefined || entry.salt === undefined) throw new Failed({ problem: 'payload', type });
  if (awaited === undefined) throw new Failed({ problem: 'effect', type });
  const { fact, act } = awaited;
  if (at !== act.envelope.at) throw new Failed({ problem: 'time' });
  if (canonicalJson(actor) !== canonicalJson(act.envelope.actor)) throw new Failed({ problem: 'actor' });
  const effect = lawful({ admitted: true, events: [fact] }, entry);
  return evolveDeliberation(state, recorded(effect, entry, actorOf(actor)));
};

const nextState = (
  state: DeliberationState | undefined,
  body: BodyState,
  entry: ExportedEntry,
): DeliberationState | undefined => {
  const { type, at, actor: json } = entry.envelope;
  const actor = actorOf(json);
  if (entry.salt === undefined) {
    checkWithheld(state, body, entry, actor);
    return state;
  }
  const act = actOf(type, entry.payload, at);
  if (!isDeliberationAct(act)) throw new Failed({ problem: 'type', type });
  const admission: Admission<DeliberationEvent> = admitDeliberation(state, act, {
    at,
    actor,
    body,
    texts: TEXTS,
    ...drawnIn(entry.payload),
    ...judgedUnder(entry),
  });
  return evolveDeliberation(state, recorded(lawful(admission, entry), entry, actor));
};

/** SIT-30, SIT-40: the deliberation of the record, where an act is about its text; others are not at hand. */
const dealtWith = (
  sitting: SittingState | undefined,
  act: SittingAct,
  deliberation: DeliberationState | undefined,
): DeliberationState | undefined => {
  const id = sitting === undefined ? undefined : textConcerned(sitting, act);
  return id === deliberation?.id ? deliberation : undefined;
};

const OVERTAKEN: readonly string[] = [
  'division.closed',
  'amendment.closed',
  'motion.votingBegun',
  'motion.textDecided',
  'motion.nothingToReconsider',
  'text.competenceFirst',
  'text.noAction',
  'text.notCompetent',
];

/**
 * Refusals that time alone brings about. A sitting and its text are two streams: what was taken up may have been decided
 * between the admission of the act and its place in the record.
 */
const overtaken = ({ code, facts }: Refusal, deliberation: DeliberationState): boolean => {
  if (OVERTAKEN.includes(code)) return true;
  if (code !== 'paragraph.unknown') return false;
  // A paragraph that once was bears a number that was given.
  return Number(String(facts['pid']).slice(1)) <= deliberation.paragraphsNamed;
};

/** All of a sitting is public: nothing of it can be withheld. */
const nextSitting = (
  state: SittingState | undefined,
  body: BodyState,
  words: DeliberationState | undefined,
  entry: ExportedEntry,
): SittingState => {
  const { type, at, actor: json } = entry.envelope;
  if (entry.salt === undefined) throw new Failed({ problem: 'withheld' });
  const actor = actorOf(json);
  const act = actOf(type, entry.payload, at);
  if (!isSittingAct(act)) throw new Failed({ problem: 'type', type });
  const deliberation = dealtWith(state, act, words);
  const asked = admitSitting(state, act, { at, actor, body, deliberation });
  const admission =
    !asked.admitted && deliberation !== undefined && overtaken(asked.refusal, deliberation)
      ? admitSitting(state, act, { at, actor, body })
      : asked;
  return evolveSitting(state, recorded(lawful(admission, entry), entry, actor));
};

/** All of a consultation is public; what was said in it stands beside it, and is asked for after the replay. */
const nextConsultation = (
  state: ConsultationState | undefined,
  body: BodyState,
  deliberation: DeliberationState | undefined,
  entry: ExportedEntry,
): ConsultationState => {
  const { type, at, actor: json } = entry.envelope;
  if (entry.salt === undefined) throw new Failed({ problem: 'withheld' });
  const actor = actorOf(json);
  const act = actOf(type, entry.payload, at);
  if (!isConsultationAct(act)) throw new Failed({ problem: 'type', type });
  const said = act.type === 'fileComment' ? { said: committedIn(entry.payload) } : {};
  const admission = admitConsultation(state, act, { at, actor, body, deliberation, ...said });
  return evolveConsultation(state, recorded(lawful(admission, entry), entry, actor));
};

/** The streams bear the names of what was founded and opened in them, and the body lists them. */
const checkNames = (
  record: RecordExport,
  { body, state, sittings, consultations }: Pick<Replay, 'body' | 'state' | 'sittings' | 'consultations'>,
): void => {
  if (record.body !== `body:${body.id}`) throw new Failed({ problem: 'name', stream: record.body });
  if (record.deliberation !== `deliberation:${state.id}`)
    throw new Failed({ problem: 'name', stream: record.deliberation });
  if (!body.deliberations.includes(state.id))
    throw new Failed({ problem: 'unlisted', stream: record.deliberation });
  for (const stream of record.sittings ?? []) {
    const sitting = sittings.get(stream);
    if (sitting === undefined || stream !== `sitting:${sitting.id}`)
      throw new Failed({ problem: 'name', stream });
    const isOnAgenda = sitting.agenda.some(({ deliberation }) => deliberation === state.id);
    if (!isOnAgenda || !body.sittings.includes(sitting.id)) throw new Failed({ problem: 'unlisted', stream });
  }
  for (const stream of record.consultations ?? []) {
    const consultation = consultations.get(stream);
    if (consultation === undefined || stream !== `consultation:${consultation.id}`)
      throw new Failed({ problem: 'name', stream });
    if (consultation.deliberation !== state.id || !body.consultations.includes(consultation.id))
      throw new Failed({ problem: 'unlisted', stream });
  }
};

/**
 * Goes through the record as the service went through it: every event is asked of the rules again, as the act of its
 * actor at its instant in the state before it.
 * @throws Failed with the place of the first event that the rules do not bring about
 */
export const replayRecord = (record: RecordExport, onProgress: OnProgress): Replay => {
  let body: BodyState | undefined;
  let state: DeliberationState | undefined;
  const sittings = new Map<string, SittingState>();
  const consultations = new Map<string, ConsultationState>();
  let events = 0;
  let decisions = 0;
  let decisionFault: Facts | undefined;
  let awaited: readonly Awaited[] = [];
  let edition = 1;
  for (const entry of walk(record.entries, 'lawful', onProgress)) {
    try {
      edition = editionAfter(edition, entry);
      if (entry.envelope.stream === record.body) body = nextBody(body, state, entry);
      else if (body === undefined) throw new Failed({ problem: 'noBody' });
      else if (record.sittings?.includes(entry.envelope.stream) === true) {
        const { stream } = entry.envelope;
        awaited = stillAwaited(awaited, (of) => of === stream);
        const before = sittings.get(stream);
        const after = nextSitting(before, body, state, entry);
        sittings.set(stream, after);
        awaited = [...awaited, ...effectsAwaited(before, after, state, entry)];
      } else if (record.consultations?.includes(entry.envelope.stream) === true) {
        const { stream } = entry.envelope;
        consultations.set(stream, nextConsultation(consultations.get(stream), body, state, entry));
      } else if (isTextEffect(entry.envelope.type)) {
        state = nextEffect(state, awaited[0], entry);
        awaited = awaited.slice(1);
      } else {
        awaited = stillAwaited(awaited, () => true);
        state = nextState(state, body, entry);
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // An error inside the rules means that they cannot make sense of the event: that too is a finding.
      const facts = error instanceof Failed ? error.facts : { problem: error.message };
      if (!(error instanceof WrongDecision)) throw new Failed({ ...facts, ...placeOf(entry) });
      decisionFault = { ...facts, ...placeOf(entry) };
      break;
    }
    events += 1;
    if (JUDGED.includes(entry.envelope.type)) decisions += 1;
  }
  if (body === undefined || state === undefined) throw new Failed({ problem: 'empty' });
  if (decisionFault !== undefined)
    return { body, state, sittings, consultations, events, decisions, decisionFault };
  const due = awaited.find(({ isDue }) => isDue);
  if (due !== undefined) throw new Failed({ ...missing(due).facts, ...placeOf(due.act) });
  checkNames(record, { body, state, sittings, consultations });
  checkWords(record, consultations);
  return { body, state, sittings, consultations, events, decisions };
};
