import { TEXTS } from '@plenary/tabling';
import { addSeconds } from '../rules/instant.ts';
import type {
  Actor,
  Admission,
  BodyAct,
  BodyEvent,
  BodyState,
  DecisionRule,
  DeliberationAct,
  DeliberationEvent,
  DeliberationState,
  Group,
  Instant,
  Member,
  Recorded,
  Refusal,
} from '../types.ts';
import { registerNew } from '../register/register-documents.ts';
import type { Stance } from '../vocabulary.ts';
import type { DeliberationCircumstances } from './admission.ts';
import { admitBody } from './body/admit-body.ts';
import { evolveBody } from './body/evolve-body.ts';
import { listDeliberation } from './body/list-deliberation.ts';
import { admitDeliberation } from './admit-deliberation.ts';
import { evolveDeliberation } from './evolve-deliberation.ts';
import { currentHash } from './items.ts';

export const START: Instant = '2026-03-02T10:00:00.000Z';
export const CHAIR: Actor = { kind: 'chair' };
export const SECRETARIAT: Actor = { kind: 'secretariat' };
export const OPERATOR: Actor = { kind: 'operator' };
export const DEADLINE: Actor = { kind: 'deadline' };
export const head = (member: string): Actor => ({ kind: 'delegate', member, mayBind: true });

export const CONSENSUS: DecisionRule = {
  id: 'consensus',
  method: 'consensus',
  eligible: { attr: 'role', ne: 'observer' },
  pass: { set: 'object', op: '==', value: '0' },
};
export const MAJORITY: DecisionRule = {
  id: 'majority',
  method: 'ballot',
  requires: ['consensusExhausted'],
  pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
};
/** Population decides; the founding instrument of this body gave the weights. */
export const WEIGHTED: DecisionRule = {
  id: 'weighted',
  method: 'ballot',
  pass: { set: 'for', of: 'voting', weight: 'population', op: '>', value: '1/2' },
};

export const memberNamed = (
  id: string,
  population: number,
  rest: Partial<Omit<Member, 'admittedAt'>> = {},
): Omit<Member, 'admittedAt'> => ({
  id,
  role: 'member',
  class: 'government',
  names: { en: `State of ${id}` },
  attrs: { population },
  ...rest,
});

const MEMBERS = [
  memberNamed('AAA', 100),
  memberNamed('BBB', 10),
  memberNamed('CCC', 10),
  memberNamed('DDD', 10),
  memberNamed('OBS', 0, { role: 'observer', class: 'civilOrganization' }),
];
const GROUPS: readonly Group[] = [
  {
    id: 'north',
    kind: 'regional',
    names: { en: 'North' },
    members: ['AAA', 'BBB'],
    asOf: '2026-01-01',
    source: 'Statutes, annex I',
  },
  {
    id: 'south',
    kind: 'regional',
    names: { en: 'South' },
    members: ['CCC', 'DDD'],
    asOf: '2026-01-01',
    source: 'Statutes, annex I',
  },
  {
    id: 'friends',
    kind: 'negotiating',
    names: { en: 'Friends of the text' },
    members: ['BBB', 'CCC'],
    chair: 'BBB',
    asOf: '2026-02-01',
    source: 'Letter of the group',
  },
];

const hashOf = (place: number): string => String(place).padStart(64, '0');
export const TEXT: Extract<DeliberationAct, { readonly type: 'importText' }> = {
  type: 'importText',
  symbol: 'X/L.1',
  lang: 'en',
  hash: hashOf(99),
  paragraphs: [
    { kind: 'title', level: 0, label: '', text: 'A text', hash: hashOf(1) },
    { kind: 'preambular', level: 0, label: 'PP1', text: 'Recalling what was said,', hash: hashOf(2) },
    { kind: 'operative', level: 0, label: 'OP1', text: 'Decides [to act];', hash: hashOf(3) },
    { kind: 'operative', level: 0, label: 'OP2', text: 'Requests a report.', hash: hashOf(4) },
    { kind: 'note', level: 0, label: '', text: 'A note', hash: hashOf(5) },
  ],
};

/** A body with a deliberation, through which acts pass one by one at an instant that a test moves on. */
export interface Meeting {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly bodyEvents: readonly Recorded<BodyEvent>[];
  readonly events: readonly Recorded<DeliberationEvent>[];
  readonly at: Instant;
  /** The number that is drawn when a roll-call is opened; 0 unless set. */
  lot: number | undefined;
  wait(seconds: number): void;
  tryBody(act: BodyAct, actor: Actor): Admission<BodyEvent>;
  try(act: DeliberationAct, actor: Actor): Admission<DeliberationEvent>;
  /** The act must be admitted. */
  takeBody(act: BodyAct, actor: Actor): void;
  take(act: DeliberationAct, actor: Actor): void;
  /** The refusal the act meets, or undefined; nothing changes where it is refused. */
  refusal(act: DeliberationAct, actor: Actor): Refusal | undefined;
  /** States a position on the words as they stand, with a reason. */
  say(member: string, item: string, stance: Stance): void;
}

export const meeting = ({
  members = MEMBERS,
  groups = GROUPS,
  rules = [CONSENSUS, MAJORITY, WEIGHTED],
  text = TEXT,
}: {
  readonly members?: readonly Omit<Member, 'admittedAt'>[];
  readonly groups?: readonly Group[];
  readonly rules?: readonly DecisionRule[];
  readonly text?: typeof TEXT | null;
} = {}): Meeting => {
  let body: BodyState | undefined;
  let state: DeliberationState | undefined;
  const bodyEvents: Recorded<BodyEvent>[] = [];
  const events: Recorded<DeliberationEvent>[] = [];
  let at = START;
  let lot: number | undefined = 0;

  const present = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the meeting has not begun');
    return value;
  };
  const circumstances = (actor: Actor): DeliberationCircumstances => ({
    at,
    actor,
    body: present(body),
    texts: TEXTS,
    ...(lot === undefined ? {} : { lot }),
  });
  const keepBody = (admission: Admission<BodyEvent>, actor: Actor): void => {
    if (!admission.admitted) return;
    for (const fact of admission.events) {
      const event = { ...fact, stream: 'body:x', version: bodyEvents.length + 1, at, actor };
      bodyEvents.push(event);
      body = evolveBody(body, event);
    }
  };
  const tryBody: Meeting['tryBody'] = (act, actor) => {
    const admission = admitBody(body, act, { at, actor, deliberation: state });
    keepBody(admission, actor);
    if (admission.admitted && act.type === 'setSymbolScheme' && state !== undefined)
      keepBody(registerNew(present(body), state), actor);
    return admission;
  };
  const attempt: Meeting['try'] = (act, actor) => {
    const admission = admitDeliberation(state, act, circumstances(actor));
    if (!admission.admitted) return admission;
    for (const fact of admission.events) {
      const event = { ...fact, stream: 'deliberation:x', version: events.length + 1, at, actor };
      events.push(event);
      state = evolveDeliberation(state, event);
    }
    if (act.type === 'openDeliberation') keepBody(listDeliberation(present(body), act.id), actor);
    // As the service does: what the act brought about has its symbol in the same moment.
    keepBody(registerNew(present(body), present(state)), actor);
    return admission;
  };
  const must = (admission: Admission): void => {
    if (!admission.admitted) throw new Error(`refused: ${JSON.stringify(admission.refusal)}`);
  };
  const take: Meeting['take'] = (act, actor) => must(attempt(act, actor));

  must(
    tryBody(
      { type: 'foundBody', id: 'x', names: { en: 'X' }, exercise: true, rules, defaultRule: 'consensus' },
      SECRETARIAT,
    ),
  );
  must(tryBody({ type: 'admitMembers', members }, SECRETARIAT));
  for (const group of groups) must(tryBody({ type: 'declareGroup', group }, SECRETARIAT));
  take({ type: 'openDeliberation', id: 'x', title: { en: 'A text' } }, SECRETARIAT);
  if (text !== null) take(text, SECRETARIAT);

  return {
    get body() {
      return present(body);
    },
    get state() {
      return present(state);
    },
    bodyEvents,
    events,
    get at() {
      return at;
    },
    get lot() {
      return lot;
    },
    set lot(drawn) {
      lot = drawn;
    },
    wait: (seconds) => {
      at = addSeconds(at, seconds);
    },
    tryBody,
    try: attempt,
    takeBody: (act, actor) => must(tryBody(act, actor)),
    take,
    refusal: (act, actor) => {
      const admission = admitDeliberation(state, act, circumstances(actor));
      return admission.admitted ? undefined : admission.refusal;
    },
    say: (member, item, stance) => {
      const textHash = currentHash(present(state), item) ?? '';
      take({ type: 'statePosition', item, stance, reason: 'So instructed.', textHash }, head(member));
    },
  };
};
