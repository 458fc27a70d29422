import {
  addSeconds,
  admitBody,
  admitConsultation,
  admitDeliberation,
  admitSitting,
  currentHash,
  evolveBody,
  evolveConsultation,
  evolveDeliberation,
  evolveSitting,
  listConsultation,
  listDeliberation,
  listSitting,
  motionEffect,
  registerNew,
  takenUpEffect,
  textConcerned,
  textsTouched,
  type Actor,
  type Admission,
  type BodyAct,
  type BodyEvent,
  type BodyState,
  type CommittedWords,
  type ConsultationAct,
  type ConsultationState,
  type DecisionRule,
  type DeliberationAct,
  type DeliberationEvent,
  type DeliberationState,
  type Fact,
  type Instant,
  type Member,
  type PlenaryEvent,
  type SittingAct,
  type SittingState,
  type Stance,
} from '@plenary/consensus';
import {
  appendLeaves,
  bytesToHex,
  commitmentOf,
  EMPTY_FRONTIER,
  EXPORT_FORMAT,
  leafHash,
  rootOf,
  seedSigner,
  signCheckpoint,
  verifierKeyOf,
  type Envelope,
  type ExportedEntry,
  type RecordExport,
  type Signer,
} from '@plenary/ledger';
import { revisionHash, textHash } from '@plenary/text';
import { TEXTS } from '@plenary/tabling';
import { CONSULTATION, wholeConsultation, wordsAfter } from './consultation.fixture.ts';
import { hashAt, logLines } from './conversation-log.fixture.ts';

export const BODY = 'body:x';
export const DELIBERATION = 'deliberation:x';
export const SITTING = 'sitting:x';
export const CHAIR: Actor = { kind: 'chair' };
export const SECRETARIAT: Actor = { kind: 'secretariat' };
export const head = (member: string): Actor => ({ kind: 'delegate', member, person: 'b7', mayBind: true });
export const START: Instant = '2026-03-02T10:00:00.000Z';

/** An event on its way into a record; tests change it to lie. */
export interface Told {
  readonly stream: string;
  readonly type: string;
  readonly at: Instant;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly audience: string;
  readonly payload: unknown;
  readonly withheld?: boolean;
  /** Only where it is not the next one. */
  readonly version?: number;
}

export const signer: Signer = seedSigner('example.org/log', new Uint8Array(32).fill(7));
export const key = verifierKeyOf(signer);

/** Salts need not be secret here, only different. */
const saltOf = (seq: number): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => (at < 4 ? (seq >> (8 * at)) & 255 : at));

/** An entry of another stream after every so many of ours: the service records more than one deliberation. */
const OTHERS_EVERY = 3;

/**
 * The record of these events as their service would sign it, whether they are true or not: commitments, tree and
 * signature fit whatever is told.
 */
export const recordOf = (told: readonly Told[], by: Signer = signer): RecordExport => {
  const versions = new Map<string, number>();
  const entries: ExportedEntry[] = [];
  const otherLeaves: (readonly [number, string])[] = [];
  const leaves: Uint8Array[] = [];
  const envelopeOf = ({ stream, type, at, actor, audience, payload, version }: Told): Envelope => {
    const seq = leaves.length;
    const place = version ?? (versions.get(stream) ?? 0) + 1;
    versions.set(stream, place);
    const commitment = commitmentOf(saltOf(seq), payload);
    const envelope = { seq, stream, version: place, type, at, actor, audience, commitment };
    leaves.push(leafHash(envelope));
    return envelope;
  };
  for (const event of told) {
    const envelope = envelopeOf(event);
    const shown = { payload: event.payload, salt: bytesToHex(saltOf(envelope.seq)) };
    entries.push(event.withheld === true ? { envelope } : { envelope, ...shown });
    if (entries.length % OTHERS_EVERY > 0) continue;
    const other = envelopeOf({ ...event, stream: 'deliberation:other', type: 'other', payload: null });
    otherLeaves.push([other.seq, bytesToHex(leafHash(other))]);
  }
  const root = rootOf(appendLeaves(EMPTY_FRONTIER, leaves).frontier);
  const note = { origin: by.name, size: leaves.length, root, at: '2026-04-01T00:00:00.000Z' };
  return {
    format: EXPORT_FORMAT,
    body: BODY,
    deliberation: DELIBERATION,
    ...(told.some(({ stream }) => stream === SITTING) ? { sittings: [SITTING] } : {}),
    ...(told.some(({ stream }) => stream === CONSULTATION)
      ? { consultations: [CONSULTATION], words: wordsAfter(told) }
      : {}),
    verifierKey: verifierKeyOf(by),
    checkpoint: signCheckpoint(note, by),
    entries,
    otherLeaves,
  };
};

const WORDS = [
  ['title', 0, '', 'A text'],
  ['preambular', 0, 'PP1', 'Recalling what was said,'],
  ['operative', 0, 'OP1', 'Decides [to act];'],
  ['operative', 0, 'OP2', 'Requests a report.'],
] as const;
const paragraphs = WORDS.map(([kind, level, label, text]) => ({
  kind,
  level,
  label,
  text,
  hash: textHash(text),
}));
export const TEXT = {
  type: 'importText',
  symbol: 'X/L.1',
  lang: 'en',
  paragraphs,
  hash: revisionHash(paragraphs.map(({ hash }) => hash)),
} as const satisfies DeliberationAct;

const revised = [
  ...paragraphs.map((paragraph, at) => ({ ...paragraph, source: `p${at + 1}` })),
  {
    source: 'live-7',
    kind: 'operative' as const,
    level: 0,
    label: 'OP3',
    text: 'Decides to remain seized.',
    hash: textHash('Decides to remain seized.'),
  },
];
/** The text with one paragraph more, from a moment of the live text. */
const REVISION: DeliberationAct = {
  type: 'issueRevision',
  symbol: 'X/L.1/Rev.1',
  lang: 'en',
  paragraphs: revised,
  hash: revisionHash(revised.map(({ hash }) => hash)),
  document: 'w1',
  moment: 12,
};

const RULES: readonly DecisionRule[] = [
  { id: 'consensus', method: 'consensus', pass: { set: 'object', op: '==', value: '0' } },
  {
    id: 'majority',
    method: 'ballot',
    requires: ['consensusExhausted'],
    pass: { set: 'for', of: 'voting', weight: 'population', op: '>', value: '1/2' },
  },
  {
    id: 'silence',
    method: 'silence',
    pass: { set: 'object', op: '==', value: '0' },
    period: { hours: 72, minHours: 2, extendable: true, restDays: [1, 7], utcOffsetMinutes: -300 },
  },
];
export const rule = (id: string): DecisionRule => ({
  id,
  method: 'ballot',
  pass: { set: 'for', of: 'voting', op: '>=', value: '2/3' },
});

const SCHEME = {
  organ: 'X',
  body: 'CONF.1',
  session: '1',
  series: { text: 'L', statement: 'INF', report: 'DEC', resolution: 'RES' },
} as const;
const member = (id: string, population: number, role: Member['role'] = 'member') => ({
  id,
  role,
  class: role === 'member' ? ('government' as const) : ('civilOrganization' as const),
  names: { en: `State of ${id}` },
  attrs: { population },
});
export const MEMBERS = ['AAA', 'BBB', 'CCC', 'DDD'];
const SEATS = [
  ...MEMBERS.map((id, place) => member(id, place === 0 ? 100 : 10)),
  member('OBS', 0, 'observer'),
];

/** A service in small: acts come in, what the rules admit is told. */
export interface Room {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly told: readonly Told[];
  readonly at: Instant;
  readonly wait: (seconds: number) => void;
  /** Whether the act was admitted. */
  readonly tryBody: (act: BodyAct, actor: Actor) => boolean;
  readonly try: (act: DeliberationAct, actor: Actor) => boolean;
  /** The act must be admitted. */
  readonly takeBody: (act: BodyAct, actor: Actor) => void;
  readonly take: (act: DeliberationAct, actor: Actor) => void;
  readonly takeInSitting: (act: SittingAct, actor: Actor) => void;
  readonly takeInConsultation: (act: ConsultationAct, actor: Actor, said?: CommittedWords) => void;
  /** The words that stand, for an act on them. */
  readonly stanceOn: (
    item: string,
    stance: Stance,
  ) => { readonly item: string; readonly stance: Stance; readonly reason: string; readonly textHash: string };
}

const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the room is empty');
  return value;
};
const must = (admitted: boolean, act: { readonly type: string }): void => {
  if (!admitted) throw new Error(`${act.type} was refused`);
};

/** A founded body with its members and an open deliberation that has its text. */
export const openRoom = (text: typeof TEXT | DeliberationAct = TEXT): Room => {
  let body: BodyState | undefined;
  let state: DeliberationState | undefined;
  let sitting: SittingState | undefined;
  let consultation: ConsultationState | undefined;
  let at = START;
  const told: Told[] = [];
  const tell = (stream: string, fact: Fact<PlenaryEvent>, actor: Actor): void => {
    const { type, audience, payload } = fact;
    told.push({ stream, type, at, actor: { ...actor }, audience, payload, withheld: audience !== 'public' });
  };
  const versionIn = (stream: string): number => told.filter((event) => event.stream === stream).length;
  const keepBody = (admission: Admission<BodyEvent>, actor: Actor): boolean => {
    if (!admission.admitted) return false;
    for (const fact of admission.events) {
      tell(BODY, fact, actor);
      body = evolveBody(body, { ...fact, stream: BODY, version: versionIn(BODY), at, actor });
    }
    return true;
  };
  const keep = (admission: Admission<DeliberationEvent>, actor: Actor): boolean => {
    if (!admission.admitted) return false;
    for (const fact of admission.events) {
      tell(DELIBERATION, fact, actor);
      const version = versionIn(DELIBERATION);
      state = evolveDeliberation(state, { ...fact, stream: DELIBERATION, version, at, actor });
    }
    return true;
  };
  const register = (actor: Actor): boolean =>
    state === undefined || keepBody(registerNew(present(body), state), actor);
  const takeInSitting: Room['takeInSitting'] = (act, actor) => {
    const before = sitting;
    const concerned = before === undefined ? undefined : textConcerned(before, act);
    const deliberation = concerned === undefined || concerned !== state?.id ? undefined : state;
    const admission = admitSitting(sitting, act, { at, actor, body: present(body), deliberation });
    if (!admission.admitted) throw new Error(`${act.type} was refused: ${admission.refusal.code}`);
    for (const fact of admission.events) {
      tell(SITTING, fact, actor);
      const version = versionIn(SITTING);
      sitting = evolveSitting(sitting, { ...fact, stream: SITTING, version, at, actor });
    }
    if (act.type === 'planSitting') keepBody(listSitting(present(body), act.id), actor);
    const after = present(sitting);
    for (const { deliberation: touched, motion } of textsTouched(before, after)) {
      if (touched !== state?.id) continue;
      const effect = motion === undefined ? takenUpEffect(state, after) : motionEffect(state, after, motion);
      if (!effect.admitted) throw new Error(`${act.type} was refused: ${effect.refusal.code}`);
      keep(effect, actor);
      register(actor);
    }
  };
  const takeInConsultation: Room['takeInConsultation'] = (act, actor, said) => {
    const admission = admitConsultation(consultation, act, {
      at,
      actor,
      body: present(body),
      deliberation: state,
      ...(said === undefined ? {} : { said }),
    });
    must(admission.admitted, act);
    if (!admission.admitted) return;
    for (const fact of admission.events) {
      tell(CONSULTATION, fact, actor);
      const version = versionIn(CONSULTATION);
      consultation = evolveConsultation(consultation, { ...fact, stream: CONSULTATION, version, at, actor });
    }
    if (act.type === 'announceConsultation') keepBody(listConsultation(present(body), act.id), actor);
  };
  const tryBody: Room['tryBody'] = (act, actor) =>
    keepBody(admitBody(body, act, { at, actor, deliberation: state }), actor) &&
    (act.type !== 'setSymbolScheme' || register(actor));
  const attempt: Room['try'] = (act, actor) =>
    keep(admitDeliberation(state, act, { at, actor, body: present(body), texts: TEXTS, lot: 6 }), actor) &&
    register(actor);
  const takeBody: Room['takeBody'] = (act, actor) => must(tryBody(act, actor), act);
  const take: Room['take'] = (act, actor) => must(attempt(act, actor), act);

  takeBody(
    {
      type: 'foundBody',
      id: 'x',
      names: { en: 'X' },
      exercise: true,
      rules: RULES,
      defaultRule: 'consensus',
    },
    SECRETARIAT,
  );
  takeBody({ type: 'admitMembers', members: SEATS }, SECRETARIAT);
  const group = {
    id: 'friends',
    kind: 'negotiating' as const,
    names: { en: 'Friends of the text' },
    members: ['BBB', 'CCC'],
    asOf: '2026-01-01',
    source: 'Letter of the group',
  };
  takeBody(
    {
      type: 'changeAttributes',
      members: [{ id: 'AAA', attrs: { seat: 'first' } }],
      from: '2199-01-01T00:00:00.000Z',
      source: 'A note of the secretariat',
    },
    SECRETARIAT,
  );
  takeBody({ type: 'declareGroup', group: { ...group, chair: 'BBB' } }, SECRETARIAT);
  takeBody({ type: 'declareGroup', group: { ...group, id: 'others', members: ['DDD'] } }, SECRETARIAT);
  take({ type: 'openDeliberation', id: 'x', title: { en: 'A text' } }, SECRETARIAT);
  keepBody(listDeliberation(present(body), 'x'), SECRETARIAT);
  take(text, SECRETARIAT);

  return {
    get body() {
      return present(body);
    },
    get state() {
      return present(state);
    },
    told,
    get at() {
      return at;
    },
    wait: (seconds) => {
      at = addSeconds(at, seconds);
    },
    tryBody,
    try: attempt,
    takeBody,
    take,
    takeInSitting,
    takeInConsultation,
    stanceOn: (item, stance) => ({
      item,
      stance,
      reason: 'So instructed.',
      textHash: currentHash(present(state), item) ?? '',
    }),
  };
};

/** A motion for division of the text that is spoken on in the sitting, and taken back after it. */
const DIVISION_SPOKEN_ON = 'D1';

/** A sitting in which everything happens that can happen on the floor. */
const wholeSitting = ({ takeInSitting: take, wait }: Room): void => {
  take(
    {
      type: 'planSitting',
      id: 'x',
      session: { en: 'First session' },
      meeting: 1,
      title: { en: 'Reading of the text' },
      opensAt: '2026-03-02T10:00:00.000Z',
      place: 'Room 1',
      rules: {
        openingShare: '1/3',
        decidingShare: '1/2',
        groupsFirst: true,
        speechSeconds: 180,
        groupSeconds: 300,
        observerSeconds: 120,
        motionSeconds: 60,
        replySeconds: [600, 300],
        voteSeconds: 30,
      },
      agenda: [{ id: '1', title: { en: 'A text' }, deliberation: 'x' }],
    },
    SECRETARIAT,
  );
  take(
    {
      type: 'changeSitting',
      opensAt: '2026-03-02T10:00:00.000Z',
      place: 'Room 2',
      agenda: [{ id: '1', title: { en: 'A text' }, deliberation: 'x' }],
      reason: 'A larger room.',
    },
    SECRETARIAT,
  );
  take({ type: 'registerPresence', members: [...MEMBERS, 'OBS'], present: true }, SECRETARIAT);
  take({ type: 'openSitting' }, CHAIR);
  take({ type: 'takeUp', item: '1', division: DIVISION_SPOKEN_ON }, CHAIR);
  take({ type: 'takeUp', item: '1', amendment: 'A2' }, CHAIR);
  take({ type: 'takeUp', item: '1', paragraph: 'p3' }, CHAIR);
  take({ type: 'askForFloor', member: 'BBB', kind: 'speech', group: 'friends' }, head('BBB'));
  take({ type: 'askForFloor', member: 'AAA', kind: 'speech' }, head('AAA'));
  take({ type: 'askForFloor', member: 'DDD', kind: 'speech' }, CHAIR);
  take({ type: 'giveFloor', request: 'q3', reason: 'The delegation leaves.' }, CHAIR);
  take({ type: 'withdrawRequest', request: 'q2' }, head('AAA'));
  take({ type: 'setSpeakersList', open: false }, CHAIR);
  take({ type: 'raisePointOfOrder', text: 'The order of speakers.' }, head('BBB'));
  take({ type: 'rulePoint', point: 'o1', upheld: false, words: 'It was announced.' }, CHAIR);
  take({ type: 'appealRuling', point: 'o1' }, head('BBB'));
  take({ type: 'castVote', vote: 'v1', choice: 'for' }, head('BBB'));
  wait(30);
  take({ type: 'closeVote', vote: 'v1' }, CHAIR);
  take({ type: 'extendTime', request: 'q3', seconds: 60 }, CHAIR);
  wait(10);
  take({ type: 'endSpeech', request: 'q3' }, head('DDD'));
  take({ type: 'moveMotion', kind: 'closeDebate', reason: 'All was said.' }, head('AAA'));
  take({ type: 'moveMotion', kind: 'suspendMeeting', reason: '' }, head('CCC'));
  take({ type: 'withdrawMotion', motion: 'm2' }, head('CCC'));
  take({ type: 'askForFloor', member: 'CCC', kind: 'onMotion', side: 'against' }, head('CCC'));
  take({ type: 'giveFloor', request: 'q4' }, CHAIR);
  take({ type: 'endSpeech', request: 'q4' }, CHAIR);
  take({ type: 'askObjections', motion: 'm1' }, CHAIR);
  take({ type: 'objectToMotion', motion: 'm1' }, head('CCC'));
  take({ type: 'putMotion', motion: 'm1' }, CHAIR);
  take({ type: 'castVote', vote: 'v2', choice: 'for' }, head('AAA'));
  wait(30);
  take({ type: 'closeVote', vote: 'v2' }, CHAIR);
  take({ type: 'moveMotion', kind: 'suspendMeeting', reason: '' }, head('AAA'));
  take({ type: 'askObjections', motion: 'm3' }, CHAIR);
  wait(30);
  take({ type: 'carryMotion', motion: 'm3' }, CHAIR);
  take({ type: 'resumeSitting' }, CHAIR);
  take({ type: 'suspendSitting' }, CHAIR);
  take({ type: 'resumeSitting' }, CHAIR);
  take({ type: 'adjournSitting' }, CHAIR);
};

/** What can happen to amendments: by the end all are decided, withdrawn or lapsed. */
const amended = (room: Room, now: () => DeliberationState): void => {
  const { state, at, take, wait } = room;
  const handedIn = {
    reason: 'So instructed.',
    textHash: present(state.revision).hash,
    needs: [],
    excludes: [],
  };
  const brings = { kind: 'operative', level: 0, insert: 'Thanks all;' } as const;
  const onA2 = () => ({ ...handedIn, amends: 'A2', textHash: present(now().amendments['A2']).hash });
  const decide = (item: string, declared: DeliberationAct): void => {
    take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item }, CHAIR);
    if (declared.type === 'reject') take({ type: 'object', reason: 'Not this.' }, head('DDD'));
    wait(61);
    take(declared, CHAIR);
  };
  take({ type: 'closeSubmission', until: addSeconds(at, 3_600) }, SECRETARIAT);
  take({ type: 'closeSubmission', until: null }, CHAIR);
  take(
    {
      type: 'submitAmendment',
      ...handedIn,
      changes: [
        { ...brings, after: 'p4', name: 'first' },
        { ...brings, after: 'first' },
        { paragraph: 'p2', moveAfter: null },
      ],
    },
    head('AAA'),
  );
  take({ type: 'openDocument', id: 'a2', kind: 'amendmentDraft', lang: 'en', title: 'Ours' }, head('AAA'));
  take({ type: 'markTabled', document: 'a2', amendment: 'A1' }, head('AAA'));
  take(
    {
      type: 'submitAmendment',
      ...handedIn,
      onBehalfOf: 'friends',
      changes: [{ paragraph: 'p3', new: 'Decides [to wait];' }],
    },
    head('BBB'),
  );
  take(
    { type: 'submitAmendment', ...onA2(), changes: [{ paragraph: 'p3', new: 'Decides [to wait long];' }] },
    head('CCC'),
  );
  take(
    {
      type: 'enterOralAmendment',
      ...onA2(),
      excludes: ['A3'],
      onBehalfOf: 'others',
      sponsors: ['DDD', 'AAA'],
      changes: [{ paragraph: 'p3', new: 'Decides [to wait here];' }],
    },
    SECRETARIAT,
  );
  take(
    {
      type: 'submitAmendment',
      ...handedIn,
      changes: [{ paragraph: 'p3', delete: true }],
    },
    head('DDD'),
  );
  take({ type: 'coSponsorAmendment', amendment: 'A2' }, head('AAA'));
  take({ type: 'leaveSponsors', amendment: 'A2' }, head('BBB'));
  const unchanged = present(present(state.revision).paragraphs.find(({ pid }) => pid === 'p4'));
  take(
    {
      type: 'keepPackage',
      title: 'With thanks',
      note: '',
      rule: 'consensus',
      textHash: handedIn.textHash,
      choices: [{ paragraph: unchanged.pid, textHash: unchanged.hash, outcome: 'kept' }],
      amendments: ['A1'],
    },
    CHAIR,
  );
  take({ type: 'withdrawAmendment', amendment: 'A4' }, head('DDD'));
  take({ type: 'takeOverAmendment', amendment: 'A4' }, head('CCC'));
  take(
    {
      type: 'reviseAmendment',
      amendment: 'A1',
      changes: [{ ...brings, after: 'p4' }],
      reason: 'One is enough.',
      textHash: handedIn.textHash,
    },
    head('AAA'),
  );
  take({ type: 'acceptAmendment', amendment: 'A3' }, head('AAA'));
  take({ type: 'ruleOrder', amendments: ['A2', 'A5'], reason: 'As the sponsors agreed.' }, CHAIR);
  spokenOn(room);
  decide('A2', { type: 'adopt' });
  votedDown(room, 'A1', 'two-thirds');
};

/** Something is put to the vote, and falls. */
const votedDown = ({ take, wait }: Room, item: string, by = 'majority'): void => {
  take({ type: 'proposeAdoption', rule: by, objectionSeconds: 60, item }, CHAIR);
  take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  take({ type: 'castBallot', choice: 'against' }, head('AAA'));
  wait(61);
  take({ type: 'closeBallot' }, { kind: 'deadline' });
  take({ type: 'reject', note: 'Voted down.' }, CHAIR);
};

/** Motions for division: one lost, one carried; a part of it falls and leaves the text. */
const divided = (room: Room, now: () => DeliberationState): void => {
  const { take, wait } = room;
  const ask = (member: string): void =>
    take(
      {
        type: 'requestDivision',
        parts: [['p4']],
        reason: 'It is not ready.',
        textHash: present(now().revision).hash,
      },
      head(member),
    );
  const propose = (item: string): void =>
    take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item }, CHAIR);
  const voteDown = (item: string): void => {
    propose(item);
    take({ type: 'object', reason: 'To be voted on.' }, head('DDD'));
    wait(61);
    take({ type: 'reject', note: 'To be voted on.' }, CHAIR);
    votedDown(room, item);
  };
  const agree = (item: string): void => {
    propose(item);
    wait(61);
    take({ type: 'adopt' }, CHAIR);
  };
  ask('CCC');
  voteDown('D2');
  ask('BBB');
  agree('D3');
  voteDown('D3.1');
  agree('D3.2');
};

/** The sitting, while a motion for division and an amendment are pending. */
const spokenOn = (room: Room): void => {
  const { take } = room;
  take(
    {
      type: 'requestDivision',
      parts: [['p4']],
      reason: 'It is not ready.',
      textHash: present(room.state.revision).hash,
    },
    head('DDD'),
  );
  wholeSitting(room);
  take({ type: 'withdrawDivision', division: DIVISION_SPOKEN_ON }, head('DDD'));
};

/** What can happen to organizations that ask for accreditation. */
const accredited = (room: Room): void => {
  const { takeBody, wait } = room;
  const list = (id: string, seconds: number): void =>
    takeBody(
      {
        type: 'listOrganization',
        organization: {
          id,
          names: { en: `Organization ${id}` },
          class: 'civilOrganization',
          sponsors: ['Its members'],
          ...(id === 'ORG1' ? { constituency: 'youth', country: 'KEN' } : {}),
        },
        findings: { mandate: 'Statutes.', funding: 'Fees.', independence: 'Full.', conflicts: 'None.' },
        objectionSeconds: 60,
        until: addSeconds(room.at, seconds),
      },
      SECRETARIAT,
    );
  list('ORG1', 3_600);
  list('ORG2', 3_600);
  list('ORG3', 3_600);
  takeBody({ type: 'objectToOrganization', organization: 'ORG1', reason: 'Its name.' }, head('AAA'));
  takeBody({ type: 'objectToOrganization', organization: 'ORG2', reason: 'Its funding.' }, head('BBB'));
  takeBody({ type: 'withdrawOrganizationObjection', organization: 'ORG1' }, head('AAA'));
  wait(61);
  takeBody({ type: 'accreditOrganization', organization: 'ORG1' }, CHAIR);
  takeBody({ type: 'accreditOrganization', organization: 'ORG3' }, SECRETARIAT);
  takeBody({ type: 'declineOrganization', organization: 'ORG2', reason: 'Objected to.' }, CHAIR);
  takeBody({ type: 'endAccreditation', organization: 'ORG3', reason: 'As it asked.' }, CHAIR);
  wait(3_600);
  takeBody({ type: 'expireAccreditation', organization: 'ORG1' }, { kind: 'deadline' });
};

/** A whole meeting in which everything happens that can happen. */
export const wholeMeeting = (): Room => {
  const room = openRoom();
  const { take, takeBody, wait, stanceOn } = room;
  const { textHash } = stanceOn('p3', 'accept');
  const onCondition = {
    conditional: { condition: { paragraph: 'p3', is: 'kept', textHash }, fallback: 'object' },
  } as const;
  takeBody({ type: 'setWindowDays', days: 1 }, SECRETARIAT);
  takeBody({ type: 'setWindowDays', days: 0 }, SECRETARIAT);
  takeBody({ type: 'setSymbolScheme', scheme: SCHEME }, SECRETARIAT);
  takeBody({ type: 'setRendition', symbol: TEXT.symbol, lang: 'fr', status: 'inTranslation' }, SECRETARIAT);
  takeBody(
    {
      type: 'issueDocument',
      kind: 'corrigendum',
      about: TEXT.symbol,
      lang: 'en',
      title: 'Correction',
      words: 'In the French version, read “tous” for “tout”.',
      corrects: ['fr'],
    },
    SECRETARIAT,
  );
  takeBody(
    {
      type: 'fileTranslation',
      symbol: TEXT.symbol,
      lang: 'fr',
      official: false,
      paragraphs: TEXT.paragraphs.map(({ label, text }) => ({ label, words: `Traduit : ${text}` })),
    },
    SECRETARIAT,
  );
  takeBody({ type: 'proposeRule', rule: rule('two-thirds'), objectionSeconds: 60 }, CHAIR);
  takeBody({ type: 'proposeRule', rule: rule('other'), objectionSeconds: 60 }, CHAIR);
  takeBody({ type: 'objectToRule', rule: 'other', reason: 'Not now.' }, head('AAA'));
  take({ type: 'statePosition', ...stanceOn('text', 'support') }, head('AAA'));
  take({ type: 'giveSounding', ...stanceOn('p2', 'reserve'), ...onCondition }, head('AAA'));
  take({ type: 'statePosition', ...stanceOn('p3', 'object') }, head('DDD'));
  take({ type: 'statePosition', ...stanceOn('p2', 'accept'), ...onCondition }, head('BBB'));
  take(
    { type: 'stateGroupPosition', group: 'friends', ...stanceOn('text', 'accept'), ...onCondition },
    head('BBB'),
  );
  take({ type: 'dissociateFromStatement', statement: 'g1' }, head('CCC'));
  take({ type: 'alignWithStatement', statement: 'g1' }, head('AAA'));
  wait(61);
  takeBody({ type: 'adoptRule', rule: 'two-thirds' }, CHAIR);
  takeBody({ type: 'rejectRule', rule: 'other' }, CHAIR);
  take({ type: 'withdrawPosition', item: 'p3' }, head('DDD'));
  take({ type: 'nameSponsors', main: ['AAA'], coSponsors: ['BBB'] }, SECRETARIAT);
  take({ type: 'coSponsorText' }, head('CCC'));
  take({ type: 'leaveTextSponsors' }, head('BBB'));
  take({ type: 'withdrawText', reason: 'More time is needed.' }, head('AAA'));
  take({ type: 'reintroduceText' }, head('AAA'));
  take({ type: 'agreeAdRef', pid: 'p3' }, CHAIR);
  take({ type: 'reopenParagraph', pid: 'p3', reason: 'A word was wrong.' }, CHAIR);
  take({ type: 'deferParagraphs', paragraphs: ['p3', 'p2'], waitsFor: 'The chapter on finance.' }, CHAIR);
  take({ type: 'releaseParagraphs', pid: 'p3', reason: 'It is there.' }, CHAIR);
  take({ type: 'proposeDeletion', pid: 'p3', reason: 'Said twice.', objectionSeconds: 60 }, CHAIR);
  take({ type: 'objectToDeletion', pid: 'p3', reason: 'It is said once.' }, head('AAA'));
  take(
    {
      type: 'openDocument',
      id: 'w1',
      kind: 'workingText',
      lang: 'en',
      title: 'Working text',
      readers: 'public',
    },
    SECRETARIAT,
  );
  take(
    {
      type: 'prepareStatement',
      id: 's1',
      kind: 'reservation',
      text: 'We reserve.',
      lang: 'en',
      paragraphs: [],
    },
    { kind: 'delegate', member: 'AAA' },
  );
  take(
    {
      type: 'prepareStatement',
      id: 's2',
      kind: 'reservation',
      text: 'Not this.',
      lang: 'en',
      paragraphs: [],
    },
    head('AAA'),
  );
  take({ type: 'discardStatement', id: 's2' }, head('AAA'));
  take({ type: 'openDocument', id: 'a1', kind: 'amendmentDraft', lang: 'en', title: 'Draft' }, head('AAA'));
  take({ type: 'shareDocument', document: 'a1', member: 'BBB' }, head('AAA'));
  take({ type: 'unshareDocument', document: 'a1', member: 'BBB' }, head('BBB'));
  take({ type: 'closeDocument', document: 'a1' }, head('AAA'));
  take({ type: 'openParagraph', paragraph: 'p3', members: ['BBB', 'AAA'] }, { kind: 'facilitator' });
  take({ type: 'closeParagraph', paragraph: 'p3' }, CHAIR);
  take({ type: 'holdBracket', document: 'w1', bracket: 'b1', stand: 'hold', action: 'retain' }, head('AAA'));
  take({ type: 'releaseBracket', document: 'w1', bracket: 'b1' }, head('AAA'));
  take(
    {
      type: 'keepPackage',
      title: 'A way',
      note: 'Ask first.',
      rule: 'consensus',
      textHash: TEXT.hash,
      choices: [
        {
          paragraph: 'p3',
          textHash: stanceOn('p3', 'accept').textHash,
          outcome: 'reworded',
          words: 'Decides to act;',
        },
      ],
    },
    { kind: 'facilitator' },
  );
  take({ type: 'annotatePackage', package: 'k1', note: 'The north agrees.' }, { kind: 'facilitator' });
  take({ type: 'sharePackage', package: 'k1', members: ['AAA', 'BBB'], words: 'What do you say?' }, CHAIR);
  take({ type: 'answerPackage', package: 'k1', stance: 'accept', reason: '' }, head('AAA'));
  take({ type: 'withdrawPackage', package: 'k1', reason: 'Overtaken.' }, CHAIR);
  take(
    {
      type: 'openConversation',
      title: { en: 'Testing' },
      question: { en: 'What should be tested?' },
      languages: ['en'],
      audience: 'public',
      moderation: 'before',
      policy: { en: 'One idea each.' },
      groups: [{ id: 'civil', names: { en: 'Civil society' } }],
      opensAt: room.at,
      closesAt: addSeconds(room.at, 86_400),
      proof: 'mail',
    },
    SECRETARIAT,
  );
  const lines = logLines(room.at);
  for (const [from, upTo] of [
    [1, 4],
    [5, 8],
  ] as const)
    take(
      { type: 'enterVotes', conversation: 'c1', from, upTo, hash: hashAt(lines, upTo) },
      { kind: 'deadline' },
    );
  take({ type: 'closeConversation', conversation: 'c1', reason: 'Enough was said.' }, SECRETARIAT);
  take(REVISION, SECRETARIAT);
  amended(room, () => room.state);
  divided(room, () => room.state);
  wholeConsultation(room);
  const last = present(room.state.revision).paragraphs.at(-1)?.pid ?? '';
  take({ type: 'proposeDeletion', pid: last, reason: 'It is said above.', objectionSeconds: 60 }, CHAIR);
  wait(61);
  take({ type: 'deleteParagraph', pid: last }, CHAIR);
  take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  take({ type: 'withdrawProposal', note: 'Not yet.' }, CHAIR);
  take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60 }, CHAIR);
  take({ type: 'object', reason: 'We cannot.' }, head('DDD'));
  take({ type: 'object', reason: 'Neither can we.' }, head('CCC'));
  take({ type: 'withdrawObjection' }, head('CCC'));
  wait(61);
  take({ type: 'reject', note: 'No consensus.' }, CHAIR);
  take({ type: 'proposeAdoption', rule: 'silence', objectionSeconds: 7_200 }, CHAIR);
  take({ type: 'extendSilence', until: addSeconds(room.at, 300_000), reason: 'As capitals asked.' }, CHAIR);
  take({ type: 'object', reason: 'One word.', paragraphs: ['p3', 'p2', 'p3'] }, head('BBB'));
  take({ type: 'endSilence' }, CHAIR);
  take({ type: 'proposeAdoption', rule: 'two-thirds', objectionSeconds: 60 }, CHAIR);
  take({ type: 'putToBallot', openSeconds: 60, manner: 'showOfHands' }, CHAIR);
  take({ type: 'enterHands', for: 2, against: 1, abstain: 0 }, SECRETARIAT);
  take({ type: 'closeBallot' }, CHAIR);
  take({ type: 'withdrawProposal', note: 'To be called by name.' }, CHAIR);
  take({ type: 'proposeAdoption', rule: 'majority', objectionSeconds: 60 }, CHAIR);
  take({ type: 'putToBallot', openSeconds: 60, manner: 'rollCall' }, CHAIR);
  take({ type: 'withdrawProposal', note: 'The line was cut.' }, CHAIR);
  take({ type: 'proposeAdoption', rule: 'majority', objectionSeconds: 60 }, CHAIR);
  take({ type: 'putToBallot', openSeconds: 60 }, CHAIR);
  for (const [id, choice] of [
    ['AAA', 'for'],
    ['BBB', 'against'],
    ['CCC', 'abstain'],
    ['CCC', 'against'],
  ] as const)
    take({ type: 'castBallot', choice }, head(id));
  wait(61);
  take({ type: 'closeBallot' }, { kind: 'deadline' });
  take({ type: 'adopt' }, CHAIR);
  take(
    { type: 'explain', kind: 'reservation', text: 'We reserve.', lang: 'en', paragraphs: ['p3', 'p2'] },
    head('DDD'),
  );
  take(
    { type: 'explain', kind: 'reservation', text: 'We reserve.', lang: 'en', paragraphs: [], prepared: 's1' },
    head('AAA'),
  );
  accredited(room);
  return room;
};
