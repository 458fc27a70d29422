import { randomInt } from 'node:crypto';
import {
  admitBody,
  admitConsultation,
  admitDeliberation,
  admitSitting,
  bringsDocuments,
  documentsOf,
  CONSULTATION_ACT_TYPES,
  listConsultation,
  listDeliberation,
  listSitting,
  motionEffect,
  organizationNamesRefusal,
  registerDocuments,
  registerNew,
  SITTING_ACT_TYPES,
  takenUpEffect,
  textConcerned,
  textsTouched,
  type Admission,
  type BodyAct,
  type BodyState,
  type Actor,
  type ConsultationAct,
  type DeliberationAct,
  type DeliberationState,
  type DocumentToRegister,
  type Fact,
  type Instant,
  type PlenaryAct,
  type SittingAct,
  type SittingState,
  type Recorded,
} from '@plenary/consensus';
import { TEXTS } from '@plenary/tabling';
import { ROLE_NAMES } from '../identity/role-names.ts';
import { refused, refusedByRules } from '../refused.ts';
import type { ActToPerform } from './act-to-perform.ts';
import { evolved, type Held } from './held-states.ts';

/** Facts that an act brings about, by the stream in which they will stand. */
export type AdmittedFacts = readonly { readonly stream: string; readonly facts: readonly Fact[] }[];

/** Reads the state of a stream as it stands after the acts before this one. */
export type ReadState = (stream: string) => Promise<Held>;

const BODY_ACTS = {
  foundBody: true,
  admitMembers: true,
  changeAttributes: true,
  declareGroup: true,
  proposeRule: true,
  objectToRule: true,
  adoptRule: true,
  rejectRule: true,
  setSymbolScheme: true,
  setWindowDays: true,
  setRendition: true,
  fileTranslation: true,
  issueDocument: true,
  listOrganization: true,
  objectToOrganization: true,
  withdrawOrganizationObjection: true,
  accreditOrganization: true,
  declineOrganization: true,
  endAccreditation: true,
  expireAccreditation: true,
} as const satisfies Record<BodyAct['type'], true>;

const isBodyAct = (act: PlenaryAct): act is BodyAct => Object.hasOwn(BODY_ACTS, act.type);
const isSittingAct = (act: PlenaryAct): act is SittingAct =>
  SITTING_ACT_TYPES.some((type) => type === act.type);

const isConsultationAct = (act: PlenaryAct): act is ConsultationAct =>
  CONSULTATION_ACT_TYPES.some((type) => type === act.type);

/** The kind of stream in which an act stands. */
export const streamKindOf = (act: PlenaryAct): Held['kind'] => {
  if (isBodyAct(act)) return 'body';
  if (isConsultationAct(act)) return 'consultation';
  return isSittingAct(act) ? 'sitting' : 'deliberation';
};

const factsOf = (admission: Admission): readonly Fact[] => {
  if (!admission.admitted) throw refusedByRules(admission.refusal);
  return admission.events;
};

const bodyAt = async (read: ReadState, stream: string): Promise<BodyState> => {
  const held = await read(stream);
  if (held.kind !== 'body' || held.state === undefined)
    throw refusedByRules({ code: 'body.notFounded', facts: {} });
  return held.state;
};

/** BAL-1: who is called first in a roll-call is drawn by the service, at the moment it is opened. */
const drawnFor = (act: DeliberationAct): { readonly lot?: number } =>
  act.type === 'putToBallot' && act.manner === 'rollCall' ? { lot: randomInt(2 ** 32) } : {};

/** CSL-51: what the chair decides on a comment is final for everybody else, and the record says so. */
const finalByChair = (act: ConsultationAct, { kind }: Actor): ConsultationAct =>
  act.type === 'moderateComment' && kind === 'chair' ? { ...act, final: true } : act;

/** The state of a stream after facts that the rules brought about there. */
const stateAfter = (
  held: Held,
  stream: string,
  facts: readonly Fact[],
  { at, actor }: { readonly at: Instant; readonly actor: Actor },
): Held =>
  evolved(
    held,
    facts.map((fact, index): Recorded => ({ ...fact, stream, version: held.version + index + 1, at, actor })),
  );

/** SIT-30, SIT-40: the deliberation whose text an act of a sitting is about. */
const dealtWith = async (
  sitting: SittingState | undefined,
  act: SittingAct,
  read: ReadState,
): Promise<DeliberationState | undefined> => {
  const id = sitting === undefined ? undefined : textConcerned(sitting, act);
  const held = id === undefined ? undefined : await read(`deliberation:${id}`);
  return held?.kind === 'deliberation' ? held.state : undefined;
};

/** REG-95: the deliberation of the document whose translation is filed; what belongs to the body itself has none. */
const documented = async (
  body: BodyState | undefined,
  act: BodyAct,
  read: ReadState,
): Promise<DeliberationState | undefined> => {
  if (body === undefined || act.type !== 'fileTranslation') return undefined;
  const entry = Object.hasOwn(body.register, act.symbol) ? body.register[act.symbol] : undefined;
  if (entry === undefined || entry.deliberation === '') return undefined;
  const held = await read(`deliberation:${entry.deliberation}`);
  return held.kind === 'deliberation' ? held.state : undefined;
};

/**
 * SIT-40, SIT-42, SIT-43: what an act of a sitting does to texts on its agenda, each in the stream of its deliberation and in
 * the moment of the act; a decision that comes of it receives its symbol.
 */
const effectsOf = async (
  before: SittingState | undefined,
  after: SittingState,
  { at, actor }: { readonly at: Instant; readonly actor: Actor },
  { read, body }: { readonly read: ReadState; readonly body: string },
): Promise<AdmittedFacts> => {
  const brought: { stream: string; facts: readonly Fact[] }[] = [];
  const changed = new Map<string, Held>();
  const standing = async (stream: string): Promise<Held> => changed.get(stream) ?? read(stream);
  const add = (held: Held, stream: string, facts: readonly Fact[]): Held => {
    if (facts.length === 0) return held;
    const next = stateAfter(held, stream, facts, { at, actor });
    changed.set(stream, next);
    brought.push({ stream, facts });
    return next;
  };
  for (const { deliberation, motion } of textsTouched(before, after)) {
    const stream = `deliberation:${deliberation}`;
    const held = await standing(stream);
    if (held.kind !== 'deliberation' || held.state === undefined) continue;
    const facts = factsOf(
      motion === undefined ? takenUpEffect(held.state, after) : motionEffect(held.state, after, motion),
    );
    const next = add(held, stream, facts);
    const own = await standing(body);
    if (!facts.some(bringsDocuments) || own.kind !== 'body' || own.state?.scheme === undefined) continue;
    if (next.kind === 'deliberation' && next.state !== undefined)
      add(own, body, factsOf(registerNew(own.state, next.state)));
  }
  return brought;
};

/** REG-4: with the scheme, everything that is there already receives its symbol. */
const registerAll = async (body: BodyState, read: ReadState): Promise<readonly Fact[]> => {
  const documents: DocumentToRegister[] = [];
  for (const id of body.deliberations) {
    const held = await read(`deliberation:${id}`);
    if (held.kind === 'deliberation' && held.state !== undefined) documents.push(...documentsOf(held.state));
  }
  return factsOf(registerDocuments(body, documents));
};

/**
 * Asks the rules. Opening a deliberation, planning a sitting and announcing a consultation stand in two streams: the one begins and the body lists it; a document that
 * comes about receives its symbol on the body's stream in the same moment.
 * @throws Refused with the code of the rules
 */
export const admitAct = async (
  { stream, act, actor, said }: ActToPerform,
  { at, read, body }: { readonly at: Instant; readonly read: ReadState; readonly body: string },
): Promise<AdmittedFacts> => {
  if (isBodyAct(act)) {
    // There is one body: another can neither be founded nor acted on.
    const { state } = await read(body);
    if (stream !== body && state !== undefined) {
      if (act.type === 'foundBody')
        throw refusedByRules({ code: 'body.founded', facts: { body: body.slice('body:'.length) } });
      throw refused('stream.unknown', { stream });
    }
    const own = await read(stream);
    if (own.kind !== 'body') throw refused('stream.unknown', { stream });
    const deliberation = await documented(own.state, act, read);
    const facts = factsOf(admitBody(own.state, act, { at, actor, deliberation }));
    if (act.type === 'listOrganization' && own.state !== undefined) {
      const taken = organizationNamesRefusal(own.state, act.organization, ROLE_NAMES);
      if (taken !== undefined) throw refusedByRules(taken.refusal);
    }
    if (act.type !== 'setSymbolScheme' || own.state === undefined) return [{ stream, facts }];
    const named = stateAfter(own, stream, facts, { at, actor });
    const registered =
      named.kind === 'body' && named.state !== undefined ? await registerAll(named.state, read) : [];
    return [{ stream, facts: [...facts, ...registered] }];
  }
  // CSL-62: older records hold erasures of the secretariat without a reason; from now on each has one.
  if (act.type === 'eraseComment' && actor.kind === 'secretariat' && act.reason === undefined)
    throw refusedByRules({ code: 'act.reasonNeeded', facts: {} });
  const standing = await bodyAt(read, body);
  const held = await read(stream);
  if (isSittingAct(act)) {
    if (held.kind !== 'sitting') throw refused('stream.unknown', { stream });
    const deliberation = await dealtWith(held.state, act, read);
    const brought = factsOf(admitSitting(held.state, act, { at, actor, body: standing, deliberation }));
    const { state: after } = stateAfter(held, stream, brought, { at, actor });
    if (act.type !== 'planSitting')
      return [
        { stream, facts: brought },
        ...(after === undefined || !('agenda' in after)
          ? []
          : await effectsOf(held.state, after, { at, actor }, { read, body })),
      ];
    return [
      { stream, facts: brought },
      { stream: body, facts: factsOf(listSitting(standing, act.id)) },
    ];
  }
  if (isConsultationAct(act)) {
    if (held.kind !== 'consultation') throw refused('stream.unknown', { stream });
    const id = act.type === 'announceConsultation' ? act.deliberation : held.state?.deliberation;
    const consulted = id === undefined ? undefined : await read(`deliberation:${id}`);
    const brought = factsOf(
      admitConsultation(held.state, finalByChair(act, actor), {
        at,
        actor,
        body: standing,
        deliberation: consulted?.kind === 'deliberation' ? consulted.state : undefined,
        ...(said === undefined ? {} : { said: said.committed }),
      }),
    );
    if (act.type !== 'announceConsultation') return [{ stream, facts: brought }];
    return [
      { stream, facts: brought },
      { stream: body, facts: factsOf(listConsultation(standing, act.id)) },
    ];
  }
  if (held.kind !== 'deliberation') throw refused('stream.unknown', { stream });
  const circumstances = { at, actor, body: standing, texts: TEXTS, ...drawnFor(act) };
  const facts = factsOf(admitDeliberation(held.state, act, circumstances));
  if (standing.scheme !== undefined && facts.some(bringsDocuments)) {
    const after = stateAfter(held, stream, facts, { at, actor });
    const hasState = after.kind === 'deliberation' && after.state !== undefined;
    const registered = hasState ? factsOf(registerNew(standing, after.state)) : [];
    return registered.length === 0
      ? [{ stream, facts }]
      : [
          { stream, facts },
          { stream: body, facts: registered },
        ];
  }
  if (act.type !== 'openDeliberation') return [{ stream, facts }];
  return [
    { stream, facts },
    { stream: body, facts: factsOf(listDeliberation(standing, act.id)) },
  ];
};
